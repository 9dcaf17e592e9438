"""Who owes what, asked of a workspace: the board of a day, what is owed on it, and its renderings."""

from collections.abc import Sequence
from datetime import date

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.due import Owed, owed, pressing
from gaoxin_monitor.workspace.desk import Workspace


def dues(
    desk: Workspace, on: date, *, department: str | None = None, everything: bool = False
) -> tuple[Board, tuple[Owed, ...]]:
    """The board as known on a day and what is owed on it, of all or of one department.

    Without ``everything`` only what is late or due soon or within the month.
    """
    board = desk.board(as_of=on)
    items = owed(board, on)
    shown = items if everything else pressing(items)
    return board, tuple(item for item in shown if department is None or item.concerns(department))


def dues_listing(desk: Workspace, board: Board, items: Sequence[Owed], on: date, form: str) -> str:
    """The items as ``text``, ``markdown``, ``csv`` or ``json``."""
    from gaoxin_monitor.export.due_listing import due_listing

    return due_listing(board, items, on, form, desk.messages)
