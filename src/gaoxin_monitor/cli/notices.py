"""What is said beside an answer, on stderr: that the plan waits for a day, or which day this workspace calls today."""

from gaoxin_monitor.cli.terminal import say
from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.workspace.desk import Workspace


def warn_of_plan(board: Board, messages: Messages) -> None:
    """Says that the plan's files were changed and nobody has said from which day."""
    if board.unconfirmed is not None:
        say(messages.text("plan.unconfirmed", count=board.unconfirmed))


def tell_today(desk: Workspace) -> None:
    """Says which day a demo takes for today; other workspaces go by the clock."""
    if desk.demo:
        say(desk.messages.text("demo.today", day=desk.today))
