"""``due``: who owes which figure or return, ready to be pasted into a message."""

from datetime import date

import click

from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.notices import tell_today
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import machine, out
from gaoxin_monitor.cli.types import DAY, FORMATS


@command("due")
@option("--on", "on", type=DAY, help="cli.option.on")
@option("--department", help="cli.option.department-due")
@option("--format", "form", type=click.Choice(FORMATS), default="text", help="cli.option.format")
@option("--all", "everything", is_flag=True, help="cli.option.all-due")
@click.pass_obj
def due(request: Request, on: date | None, department: str | None, form: str, *, everything: bool) -> None:
    """Prints what is late, due soon, or due this month."""
    from gaoxin_monitor.workspace.dues import dues, dues_listing

    desk = request.open()
    if on is None:
        tell_today(desk)
    day = on or desk.today
    board, items = dues(desk, day, department=department, everything=everything)
    text = dues_listing(desk, board, items, day, form)
    if form in ("text", "markdown"):
        out(text)
    else:
        machine(text, form)
