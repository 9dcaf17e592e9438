"""Which columns of the board fit a width, and how wide each may be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.tui import cells, text
from gaoxin_monitor.tui.cells import Write
from gaoxin_monitor.tui.pen import Pen

GAP = 1
"""Blank cells behind every column but the last."""
BESIDE = 2
"""A blank cell at the left of the table, the scroll bar at its right."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header is ``tui.column.<id>``; it is shown where the screen is at least ``from_width`` wide.

    ``bare`` writes the cell without its unit where the whole does not fit.
    """

    id: str
    cells: int
    write: Write
    from_width: int = 0
    align: Literal["left", "right"] = "left"
    until_width: int = 9999
    bare: Write | None = None


_ALL = (
    Column("status", 8, cells.status),
    Column("name", 12, cells.name),
    Column("goal", 10, cells.goal, 46, "right", bare=cells.bare_goal),
    Column("value", 10, cells.value, 0, "right", bare=cells.bare_value),
    Column("progress", 6, cells.progress, 72, "right"),
    Column("pace", 6, cells.pace, 100, "right"),
    Column("gap", 7, cells.gap, 60, "right", bare=cells.bare_gap),
    Column("trend", 4, cells.trend_word, 80, until_width=119),
    Column("spark", 12, cells.sparkline, 120),
    Column("outlook", 9, cells.outlook, 140),
    Column("period", 7, cells.period, 66),
    Column("department", 10, cells.department, 100),
    Column("flags", 14, cells.flags, 160),
    Column("reason", 30, cells.reason, 180),
)
_STRETCH = (
    ("name", 24),
    ("department", 16),
    ("goal", 12),
    ("value", 12),
    ("name", 28),
    ("reason", 60),
    ("flags", 22),
    ("name", 40),
    ("department", 20),
    ("reason", 100),
    ("flags", 30),
    ("name", 60),
)
"""Which columns take the room that is left, in turn, and up to what width."""
_SENTENCES = ("reason",)
"""Columns that take what they get, however long their texts."""


def layout(screen_width: int, pen: Pen, rows: Sequence[BoardRow]) -> tuple[Column, ...]:
    """The columns for a screen, stretched as far as their texts need so that they fill what the table has of it."""
    shown = {column.id: column for column in _ALL if column.from_width <= screen_width <= column.until_width}
    shown["status"] = replace(shown["status"], cells=max(text.width(pen.status(light)) for light in Light))
    room = screen_width - BESIDE - sum(column.cells for column in shown.values()) - GAP * (len(shown) - 1)
    needed: dict[str, int] = {}
    for name, most in _STRETCH:
        column = shown.get(name)
        if column is None or room <= 0:
            continue
        if name not in needed:
            needed[name] = _most_cells(column, rows, pen)
        grown = max(column.cells, min(most, needed[name], column.cells + room))
        room -= grown - column.cells
        shown[name] = replace(column, cells=grown)
    return tuple(shown.values())


def _most_cells(column: Column, rows: Sequence[BoardRow], pen: Pen) -> int:
    """How wide the widest text of a column is; sentences have no such limit."""
    if column.id in _SENTENCES:
        return max(most for name, most in _STRETCH if name == column.id)
    return max((text.width(column.write(row, pen)) for row in rows), default=0)


def written(column: Column, row: BoardRow, pen: Pen) -> str:
    """A cell in full, or without its unit where only that fits."""
    whole = column.write(row, pen)
    return column.bare(row, pen) if column.bare and text.width(whole) > column.cells else whole
