"""Opens the board: on a terminal the full-screen one, into a pipe the same as text."""

from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.workspace.desk import Workspace


def open_board(request: Request, workspace: Workspace | None = None) -> int:
    """Shows the board of the asked or given workspace; the exit code."""
    desk = workspace or request.open()
    if not request.interactive():
        from gaoxin_monitor.cli.board_text import print_board
        from gaoxin_monitor.cli.commands.status import warn_of_plan

        board = desk.board()
        warn_of_plan(board, desk.messages)
        print_board(desk, board)
        return 0
    from gaoxin_monitor.tui import run

    return run(desk, today=request.today(), user=request.user(), now=request.now, environ=request.environment())
