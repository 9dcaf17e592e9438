"""The second line of the board: a chip with its count for every status, and a hint beside them."""

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.tui.desk import Desk
from gaoxin_monitor.tui.listing import View
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.widgets.bar import Item

CHIP = "chip:"
"""Begins the action of a chip; the status follows, nothing for all."""


def light_of(action: str) -> Light | None:
    """The status that a chip filters by; None for all."""
    chosen = action.removeprefix(CHIP)
    return Light(chosen) if chosen else None


def chips(board: Board, view: View, pen: Pen) -> tuple[Item, ...]:
    """All, and every status that occurs; the chosen one is marked."""
    counts, palette = board.counts(), pen.palette
    chosen = f"{palette.cursor_text} on {palette.cursor}"
    every = pen.text("board.all", count=sum(counts.values()))
    items = [Item(every, chosen if view.light is None else "", CHIP, weight=70)]
    for light in Light:
        if counts[light]:
            style = chosen if view.light is light else palette.light(light)
            items.append(
                Item(f"{pen.status(light)} {counts[light]}", style, CHIP + light.value, weight=90 - light.rank)
            )
    return tuple(items)


def hint(board: Board, view: View, shown: int, desk: Desk, pen: Pen) -> tuple[Item, ...]:
    """What the counts do not say: that a filter is on, or that there is nothing yet."""
    style = f"bold {pen.palette.accent}"
    if view.query or view.light:
        words = pen.text("board.shown", shown=shown, total=len(board.rows))
        return (Item(words, style, weight=99, right=True),)
    if board.unconfirmed is not None:
        return (Item(pen.text("board.plan_changed", count=board.unconfirmed), style, weight=99, right=True),)
    if not desk.has_data:
        return (Item(pen.text("board.no_data"), style, "import", weight=99, right=True),)
    return ()
