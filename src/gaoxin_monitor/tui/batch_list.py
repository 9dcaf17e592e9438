"""The batches of a store as a table, and what one of them wrote. Pure functions."""

from collections.abc import Iterable
from typing import Literal

from gaoxin_monitor.domain.batches import Batch, BatchKind, Delivery, FactEntry, Figure, Outcome, undone_of
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.messages.wording import NONE
from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.delivery_rows import Row, delivery_rows, heads
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.sheet import Head, Line, Pages, Sheet
from gaoxin_monitor.workspace.desk import Workspace

PAGE_ROWS = 500


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
        _head(pen.text("option.importer"), 7, spare=True),
        _head(said("batches.new"), 4, "right"),
        _head(said("batches.revised"), 4, "right"),
        _head(said("batches.user"), 8, spare=True),
        _head(pen.text("batches.state"), 6),
    )
    gone = undone(known)
    lines = tuple(_line(batch, batch.id in gone, pen) for batch in reversed(known))
    return Sheet(titles, lines, said("batches.none"))


def _head(title: str, least: int, align: Literal["left", "right"] = "left", *, spare: bool = False) -> Head:
    """A column that is as wide as its title at the least."""
    return Head(title, max(least, text.width(title)), align, spare=spare)


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
        importer=head.importer or NONE,
        user=head.user or NONE,
        same=counts.get(Outcome.SAME, 0) + counts.get(Outcome.COARSER, 0),
        state=state,
    )
    return Line(str(batch.id), shown, pen.palette.lights[Light.PENDING] if gone else "", told.rstrip())


def written(delivery: Delivery, desk: Workspace, pen: Pen) -> Pages:
    """Every row a batch wrote, with what stood before, in the order of the file; a page is made when it is turned to.

    For a thread, because a batch may be large.
    """
    entries: list[Figure | FactEntry] = sorted((*delivery.figures, *delivery.facts), key=_place)
    areas = _areas(delivery) > 1

    def page(first: int, last: int) -> Sheet:
        shown = entries[first:last]
        figures = tuple(entry for entry in shown if isinstance(entry, Figure))
        facts = tuple(entry for entry in shown if isinstance(entry, FactEntry))
        part = Delivery(figures=figures, facts=facts)
        rows = sorted(delivery_rows(part, desk, pen, areas=areas, stored=True), key=_row_place)
        lines = tuple(row.line(str(number)) for number, row in enumerate(rows, first))
        return Sheet(heads(pen), lines, pen.text("batches.nothing"))

    return Pages(len(entries), PAGE_ROWS, page)


def _place(entry: Figure | FactEntry) -> tuple[str, int, int]:
    return _order(entry.observation.place if isinstance(entry, Figure) else entry.fact.place)


def _row_place(row: Row) -> tuple[str, int, int]:
    return _order(row.place)


def _order(place: Place) -> tuple[str, int, int]:
    return place.sheet, place.line, place.column


def _areas(delivery: Delivery) -> int:
    return len({figure.key.ref_area for figure in delivery.figures})
