"""Opens the board: on a terminal the full-screen one, into a pipe the same as text."""

import sys

from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import out, say
from gaoxin_monitor.workspace.desk import Workspace


def open_board(request: Request, workspace: Workspace | None = None) -> int:
    """Shows the board of the asked or given workspace; the exit code."""
    desk = workspace or request.open()
    if not request.interactive():
        from gaoxin_monitor.cli.board_text import print_board
        from gaoxin_monitor.cli.notices import warn_of_plan

        _say_why(desk)
        board = desk.board()
        warn_of_plan(board, desk.messages)
        print_board(desk, board)
        return 0
    from gaoxin_monitor.tui import run

    return run(desk, today=request.today(), user=request.user(), now=request.now, environ=request.environment())


def _say_why(desk: Workspace) -> None:
    """Why there is no screen; to the eyes that may look at stdout as well when stderr is what was led away."""
    streams = {"stdin": sys.stdin, "stdout": sys.stdout, "stderr": sys.stderr}
    piped = next((name for name, stream in streams.items() if not stream.isatty()), "")
    text = desk.messages.text("board.as-text", stream=piped)
    say(text)
    if sys.stdout.isatty() and not sys.stderr.isatty():
        out(text)
