"""``explain TARGET``: how one light came about, from the cells to the flags. ``explain CODE``: what a code means."""

from datetime import date

import click

from gaoxin_monitor.cli.board_text import headline
from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.notices import warn_of_plan
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import machine, out, tell
from gaoxin_monitor.cli.types import BATCH, DAY, MONTH
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.messages.derivation import Passage, as_markdown, as_text
from gaoxin_monitor.messages.glossary import meaning
from gaoxin_monitor.workspace.explaining import asked, meaning_written, told, written

FORMS = ("text", "json", "markdown")


@command("explain")
@click.argument("target", metavar="TARGET|CODE")
@option("--month", type=MONTH, help="cli.option.month")
@option("--as-of", type=DAY, help="cli.option.as-of")
@option("--batch", type=BATCH, help="cli.option.batch")
@option("--format", "form", type=click.Choice(FORMS), default="text", help="cli.option.format")
@click.pass_obj
def explain(
    request: Request, target: str, month: Period | None, as_of: date | None, batch: int | None, form: str
) -> None:
    """Prints why a target has its light, or what a code means."""
    desk = request.open()
    board = desk.board(month, as_of=as_of, last_batch=batch)
    wanted = asked(desk, target, board.plan)
    if isinstance(wanted, str):
        if form == "json":
            machine(meaning_written(desk, wanted), form)
        else:
            _print_meaning(wanted, meaning(wanted, desk.messages), form)
        return
    warn_of_plan(board, desk.messages)
    row = board.row(wanted.id)
    assert row is not None  # noqa: S101 - the target is of this plan
    if form != "text":
        machine(written(desk, board, row, form), form)
        return
    out(headline(board, desk.messages))
    out(f"{wanted.name(desk.messages.language)} [{wanted.id}] {wanted.ref}")
    out()
    tell(as_text(told(desk, board, row)))


def _print_meaning(code: str, passages: tuple[Passage, ...], form: str) -> None:
    tell(as_markdown(code, passages).rstrip("\n") if form == "markdown" else as_text(passages))
