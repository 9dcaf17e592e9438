"""``init`` and ``demo``: a new workspace, empty or filled with sample data."""

import sys
from pathlib import Path

import click

from gaoxin_monitor.cli.board import open_board
from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import out, say
from gaoxin_monitor.messages.safe import plain
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.layout import Step
from gaoxin_monitor.workspace.layout import init as lay_out

_CLEAR_LINE = "\r\x1b[2K"


@command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def init(request: Request, folder: Path) -> None:
    """Lays out a new, empty workspace and says what comes next."""
    made = lay_out(folder.resolve())
    out(request.messages.text("init.done", path=str(made)))
    say(request.messages.text("init.next", path=str(made)))


@command("demo")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@option("--fresh", is_flag=True, help="cli.option.fresh")
@option("--no-open", is_flag=True, help="cli.option.no-open")
@click.pass_obj
def demo(request: Request, folder: Path | None, *, fresh: bool, no_open: bool) -> int:
    """Makes the workspace of sample data if it is not there yet, and opens its board."""
    from gaoxin_monitor.workspace import demo as demonstration

    target = (folder or _default_folder()).resolve()
    if demonstration.may_build(target, fresh=fresh):
        say(request.messages.text("demo.building", path=str(target)))
        desk = demonstration.build(target, _progress, language=request.language_option)
    else:
        desk = Workspace.open(target, today=demonstration.AS_OF, language=request.language_option)
    say(request.messages.text("demo.ready", path=str(target), day=desk.today))
    return 0 if no_open else open_board(request, desk)


def _default_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("gaoxin-monitor", appauthor=False) / "demo"


def _progress(step: Step) -> None:
    """One line that counts up on a terminal; silent in a pipe."""
    if not sys.stderr.isatty():
        return
    end = "\n" if step.done == step.total else ""
    sys.stderr.write(f"{_CLEAR_LINE}{step.done}/{step.total} {plain(step.what)}{end}")
    sys.stderr.flush()
