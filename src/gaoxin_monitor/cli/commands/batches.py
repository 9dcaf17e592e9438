"""``batches``: every import, when, from which file, by whom, what it added."""

import click

from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import machine, out, table
from gaoxin_monitor.cli.types import FORMATS
from gaoxin_monitor.domain.batches import Batch, BatchKind, Outcome
from gaoxin_monitor.messages import Messages


@command("batches")
@option("--format", "form", type=click.Choice(FORMATS), default="text", help="cli.option.format")
@click.pass_obj
def batches(request: Request, form: str) -> None:
    """Prints every batch: when, from which file, by whom, what it added."""
    desk = request.open()
    known = desk.batches()
    if form != "text":
        machine(desk.batch_listing(known, form), form)
        return
    if not known:
        out(desk.messages.text("batches.none"))
        return
    head = tuple(desk.messages.text(f"batches.{name}") for name in _COLUMNS)
    table([head, *(_line(batch, desk.messages) for batch in known)], flexible=_COLUMNS.index("what"))


_COLUMNS = ("number", "recorded", "vintage", "what", "new", "revised", "same", "user")


def _line(batch: Batch, messages: Messages) -> tuple[str, ...]:
    head, counts = batch.head, batch.counts
    undone = messages.text("batches.undo", batch=head.undoes or 0)
    what = undone if head.kind is BatchKind.UNDO else head.file.name if head.file else head.importer
    same = counts.get(Outcome.SAME, 0) + counts.get(Outcome.COARSER, 0)
    return (
        f"#{batch.id}",
        f"{head.recorded_at:%Y-%m-%d %H:%M}",
        head.vintage.isoformat(),
        what,
        str(counts.get(Outcome.NEW, 0)),
        str(counts.get(Outcome.REVISED, 0)),
        str(same),
        head.user,
    )
