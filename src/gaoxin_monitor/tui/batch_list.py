"""The batches of a store as a table, and what one of them wrote. Pure functions."""

from collections.abc import Iterable
from heapq import nsmallest
from typing import Literal

from gaoxin_monitor.domain.batches import Batch, BatchKind, Delivery, Outcome, undone_of
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.messages.wording import NONE
from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.delivery_rows import Row, delivery_rows, heads
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.sheet import Head, Line, Sheet
from gaoxin_monitor.workspace.desk import Workspace

MOST_ROWS = 500


def undone(known: Iterable[Batch]) -> frozenset[int]:
    """The batches that are taken back."""
    return undone_of((batch.id, batch.head.undoes) for batch in known if batch.head.undoes is not None)


def batches(known: tuple[Batch, ...], pen: Pen) -> Sheet:
    """The newest first; what is taken back says so."""
    said = pen.messages.text
    titles = (
        _head(said("batches.number"), 4, "right"),
        _head(pen.text("batches.recorded"), 10),
        _head(said("batches.vintage"), 10),
        Head(pen.text("import.file"), 14, grows=True),
        _head(pen.text("option.importer"), 7),
        _head(said("batches.new"), 4, "right"),
        _head(said("batches.revised"), 4, "right"),
        _head(said("batches.user"), 8),
        _head(pen.text("batches.state"), 6),
    )
    gone = undone(known)
    lines = tuple(_line(batch, batch.id in gone, pen) for batch in reversed(known))
    return Sheet(titles, lines, said("batches.none"))


def _head(title: str, least: int, align: Literal["left", "right"] = "left") -> Head:
    """A column that is as wide as its title at the least."""
    return Head(title, max(least, text.width(title)), align)


def what(batch: Batch, pen: Pen) -> str:
    """The file, or which batch was taken back."""
    head = batch.head
    if head.kind is BatchKind.UNDO:
        return pen.messages.text("batches.undo", batch=head.undoes or 0)
    return head.file.name if head.file else head.importer


def _line(batch: Batch, gone: bool, pen: Pen) -> Line:  # noqa: FBT001 - whether it is taken back
    head, counts = batch.head, batch.counts
    new, revised = (str(counts.get(outcome, 0)) for outcome in (Outcome.NEW, Outcome.REVISED))
    state = pen.text("batches.undone") if gone else ""
    shown = (
        str(batch.id),
        f"{head.recorded_at:%Y-%m-%d}",
        head.vintage.isoformat(),
        what(batch, pen),
        head.importer or NONE,
        new,
        revised,
        head.user or NONE,
        state,
    )
    told = pen.text(
        "batches.told",
        batch=batch.id,
        what=what(batch, pen),
        recorded=f"{head.recorded_at:%Y-%m-%d %H:%M}",
        same=counts.get(Outcome.SAME, 0) + counts.get(Outcome.COARSER, 0),
        state=state,
    )
    return Line(str(batch.id), shown, pen.palette.lights[Light.PENDING] if gone else "", told.rstrip())


def written(delivery: Delivery, desk: Workspace, pen: Pen) -> Sheet:
    """Every row a batch wrote, with what stood before; for a thread, because a batch may be large."""
    rows = nsmallest(MOST_ROWS, delivery_rows(delivery, desk, pen, areas=_areas(delivery) > 1, stored=True), key=_place)
    return Sheet(heads(pen), tuple(row.line(str(index)) for index, row in enumerate(rows)), pen.text("batches.nothing"))


def _place(row: Row) -> tuple[str, int, int]:
    return row.place.sheet, row.place.line, row.place.column


def _areas(delivery: Delivery) -> int:
    return len({figure.key.ref_area for figure in delivery.figures})
