"""``export``: the monthly workbook."""

from datetime import date
from pathlib import Path

import click

from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.notices import tell_today, warn_of_plan
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import out
from gaoxin_monitor.cli.types import BATCH, DAY, MONTH
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.errors import UsageError

_SUFFIXES = ("", ".xlsx")
"""What a workbook may be called; other programs would take it for what it is not."""


@command("export")
@option("--month", type=MONTH, help="cli.option.month")
@option("--as-of", type=DAY, help="cli.option.as-of")
@option("--batch", type=BATCH, help="cli.option.batch")
@option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="cli.option.output")
@click.pass_obj
def export(request: Request, month: Period | None, as_of: date | None, batch: int | None, output: Path | None) -> None:
    """Writes the workbook of a month and prints its path."""
    if output is not None and output.suffix.lower() not in _SUFFIXES:
        raise UsageError("export-not-xlsx", file=output.name)
    desk = request.open()
    board = desk.board(month, as_of=as_of, last_batch=batch)
    warn_of_plan(board, desk.messages)
    if as_of is None:
        tell_today(desk)
    out(desk.export(board, output, recorded_at=request.now()))
