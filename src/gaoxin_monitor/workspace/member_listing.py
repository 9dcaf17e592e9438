"""What targets count, as text for programs and messages."""

from collections.abc import Sequence

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.member_lights import Counted
from gaoxin_monitor.export.member_listing import member_listing as rendered
from gaoxin_monitor.workspace.desk import Workspace


def member_listing(desk: Workspace, board: Board, groups: Sequence[Counted], form: str) -> str:
    """Targets with their members as ``json``, ``csv`` or ``markdown``."""
    return rendered(board, groups, form, desk.messages)
