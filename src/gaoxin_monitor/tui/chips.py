"""The second line of the board: a chip with its count for every group of rows, and a hint beside them.

The groups share all rows of the list among them: one for every status, and one for the directional targets, which have
lights as well but are not counted with them.
"""

from collections.abc import Iterator

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.tui.listing import DIRECTIONAL, View, groups
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.widgets.bar import Item
from gaoxin_monitor.workspace.desk import Workspace

CHIP = "chip:"
"""Begins the action of a chip; the group follows, nothing for all."""
_CHOSEN = 98


def group_of(action: str) -> str:
    """The group that a chip filters by; empty for all."""
    return action.removeprefix(CHIP)


def chips(board: Board, view: View, pen: Pen) -> tuple[Item, ...]:
    """All, every status that occurs, and the targets that stand apart; the chosen one is in brackets."""
    palette = pen.palette

    def chip(words: str, style: str, group: str, weight: int, short: str = "") -> Item:
        if view.group == group:
            style = f"{palette.cursor_text} on {palette.cursor}"
            if group:  # in brackets, because colour alone tells nothing to many eyes and on many terminals
                words, short, weight = f"[{words}]", short and f"[{short}]", _CHOSEN
        return Item(words, style, CHIP + group, weight=weight, short=short)

    def all_chips() -> Iterator[Item]:
        count = len(board.rows)
        yield chip(pen.text("board.all", count=count), "", "", 60, pen.text("board.all-short", count=count))
        for group, count in groups(board).items():
            if group == DIRECTIONAL:
                words, short = pen.text("board.apart", count=count), pen.text("board.apart-short", count=count)
                yield chip(words, palette.mute, group, 70, short)
            else:
                light = Light(group)
                yield chip(f"{pen.status(light)} {count}", palette.light(light), group, 90 - light.rank)

    return tuple(all_chips())


def hint(board: Board, view: View, shown: int, desk: Workspace, pen: Pen) -> tuple[Item, ...]:
    """What the counts do not say: that a text filters as well, or that there is nothing yet."""
    style = f"bold {pen.palette.accent}"
    if view.query:
        words = pen.text("board.shown", shown=shown, total=len(board.rows))
        return (Item(words, style, weight=99, right=True),)
    if board.unconfirmed is not None:
        return (Item(pen.text("board.plan_changed", count=board.unconfirmed), style, weight=99, right=True),)
    if not desk.has_data:
        return (Item(pen.text("board.no_data"), style, "import", weight=99, right=True),)
    return ()
