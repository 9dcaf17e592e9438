"""Which columns of the board fit a width, and how wide each may be."""

from dataclasses import dataclass
from typing import Literal

from gaoxin_monitor.tui import cells
from gaoxin_monitor.tui.cells import Write

GAP = 1
"""Blank cells behind every column but the last."""
BESIDE = 2
"""A blank cell at the left of the table, the scroll bar at its right."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header is ``tui.column.<id>``; it is shown where the screen is at least ``from_width`` wide."""

    id: str
    cells: int
    write: Write
    from_width: int = 0
    align: Literal["left", "right"] = "left"
    until_width: int = 9999


_ALL = (
    Column("status", 8, cells.status),
    Column("name", 12, cells.name),
    Column("goal", 10, cells.goal, 46, "right"),
    Column("value", 10, cells.value, 0, "right"),
    Column("progress", 6, cells.progress, 72, "right"),
    Column("pace", 6, cells.pace, 100, "right"),
    Column("gap", 7, cells.gap, 60, "right"),
    Column("trend", 4, cells.trend_word, 80, until_width=119),
    Column("spark", 12, cells.sparkline, 120),
    Column("period", 7, cells.period, 66),
    Column("department", 16, cells.department, 100),
    Column("flags", 22, cells.flags, 160),
)
_STRETCH = (("name", 44), ("department", 40), ("flags", 60))
"""Which columns take the room that is left, in turn, and up to what width."""


def layout(screen_width: int) -> tuple[Column, ...]:
    """The columns for a screen, stretched so that together with their gaps they fill what the table has of it."""
    shown = [column for column in _ALL if column.from_width <= screen_width <= column.until_width]
    room = screen_width - BESIDE - sum(column.cells for column in shown) - GAP * (len(shown) - 1)
    for name, most in _STRETCH:
        for index, column in enumerate(shown):
            if column.id == name and room > 0:
                grown = min(most, column.cells + room)
                room -= grown - column.cells
                shown[index] = Column(name, grown, column.write, column.from_width, column.align)
    return tuple(shown)
