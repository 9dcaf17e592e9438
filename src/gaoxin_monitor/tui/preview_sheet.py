"""A preview in words: what would become of every row, what is wrong, and what the ledger counts. Pure functions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import nsmallest
from pathlib import Path

from gaoxin_monitor.domain.batches import Outcome
from gaoxin_monitor.domain.codes import Light, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place
from gaoxin_monitor.messages.wording import NONE
from gaoxin_monitor.tui.cells import cell_first
from gaoxin_monitor.tui.delivery_rows import Row, delivery_rows, heads
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.sheet import Head, Line, Sheet
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.preview import Preview

MOST_ROWS = 500
_LIGHT_OF = {
    Severity.FATAL: Light.RED,
    Severity.ERROR: Light.RED,
    Severity.WARNING: Light.YELLOW,
    Severity.INFO: Light.PENDING,
}


def files(found: Iterable[Path], pen: Pen) -> Sheet:
    """The files that are likely meant, to choose from."""
    titles = tuple(Head(pen.text(title), 26, grows=True) for title in ("import.file", "import.folder"))
    lines = (Line(str(index), (path.name, str(path.parent))) for index, path in enumerate(found))
    return Sheet(titles, tuple(lines), pen.text("import.no_files"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A preview in words, made in the thread that read the file: large files have hundreds of thousands of rows.

    ``facts`` are name, day, area, importer, encoding, as far as known, each in short as well where that helps and with
    what it is worth where room is short; ``refusal`` says why it cannot be written, and may be empty.
    """

    pen: Pen
    facts: tuple[tuple[str, str, int], ...]
    rows: Sheet
    problems: Sheet
    totals: str
    capped: str
    ledger: str
    refusal: str


def digest(preview: Preview, desk: Workspace, pen: Pen) -> Digest:
    """Everything that is shown of a preview."""
    return Digest(
        pen=pen,
        facts=_facts(preview, desk, pen),
        rows=_rows(preview, desk, pen),
        problems=_problems(preview, pen),
        totals=_totals(preview, pen),
        capped=_capped(preview, pen),
        ledger=_ledger(preview, pen),
        refusal=_refusal(preview, pen),
    )


def _facts(preview: Preview, desk: Workspace, pen: Pen) -> tuple[tuple[str, str, int], ...]:
    prepared = preview.prepared
    form = prepared.file.encoding or (prepared.format if prepared.importer else "")
    if not preview.readable:
        return (prepared.file.name, "", 50), *(((form, "", 60),) if form else ())
    origin = pen.messages.text(f"vintage-from.{prepared.vintage_from.value}")
    area = desk.area_name(prepared.ref_area) if prepared.ref_area else NONE
    return (
        (prepared.file.name, "", 50),
        (pen.text("import.vintage", day=prepared.vintage, origin=origin), "", 90),
        (pen.text("import.area", area=area), pen.text("import.area", area=prepared.ref_area or NONE), 80),
        (pen.text("import.importer", importer=prepared.importer), "", 70),
        (form, "", 60),
    )


def _row_mark(place: Place) -> int | str | None:
    """How ``exclude`` names the row of a place; None where the line is not known."""
    if not place.line:
        return None
    return f"{place.sheet}!{place.line}" if place.sheet else place.line


def _rows(preview: Preview, desk: Workspace, pen: Pen) -> Sheet:
    """What would become of the rows that matter most, in the order of the file."""
    kept = nsmallest(MOST_ROWS, _all_rows(preview, desk, pen), key=lambda row: row.importance)
    kept.sort(key=lambda row: (row.place.sheet, row.place.line, row.place.column))
    lines = tuple(row.line(f"{index}|{_row_mark(row.place) or ''}") for index, row in enumerate(kept))
    return Sheet(heads(pen), lines, pen.text("preview.no_rows"))


def _capped(preview: Preview, pen: Pen) -> str:
    """显示 500 行，共 12345 行: empty where all rows are shown."""
    total = sum(preview.counts.values()) + len(_faults(preview)) + len(preview.options.exclude)
    return pen.text("preview.capped", shown=MOST_ROWS, total=total) if total > MOST_ROWS else ""


def _all_rows(preview: Preview, desk: Workspace, pen: Pen) -> Iterator[Row]:
    for diagnostic in _faults(preview):
        yield _faulty(diagnostic, pen)
    for mark in sorted(preview.options.exclude, key=str):
        yield _excluded(mark, pen)
    yield from delivery_rows(preview.delivery, desk, pen, areas=not preview.prepared.ref_area)


def _faults(preview: Preview) -> tuple[Diagnostic, ...]:
    """What is wrong or doubtful, also where no cell of the file can be named for it."""
    return tuple(d for d in preview.prepared.diagnostics if d.severity is not Severity.INFO)


def _faulty(diagnostic: Diagnostic, pen: Pen) -> Row:
    light = _LIGHT_OF[diagnostic.severity]
    word = f"{pen.glyphs.light(light)} {pen.text(f'severity.{diagnostic.severity.value}')}"
    importance = 0 if diagnostic.severity.blocks else 1
    note, todo = pen.messages.diagnostic(diagnostic), pen.messages.advice(diagnostic, screen=True)
    return Row(importance, diagnostic.place, word, pen.palette.light(light), diagnostic.excerpt, "", "", note, todo)


def _excluded(mark: int | str, pen: Pen) -> Row:
    sheet, _, line = str(mark).rpartition("!")
    place = Place("", sheet, int(line) if line.isdigit() else 0, 0)
    word = f"- {pen.text('preview.excluded')}"
    return Row(1, place, word, pen.palette.mute, pen.text("preview.excluded.note", row=mark), "", "", "")


def _problems(preview: Preview, pen: Pen) -> Sheet:
    """Open questions and faults, those that forbid the commit first: what, where, and what to do."""
    prepared = preview.prepared
    faults = sorted(prepared.diagnostics, key=lambda d: (not d.severity.blocks, d.place.sheet, d.place.line))
    more = pen.text("preview.capped", shown=MOST_ROWS, total=len(faults)) if len(faults) > MOST_ROWS else ""
    titles = (
        Head(pen.text("problem.kind"), 8),
        Head(pen.text("problem.where"), 10),
        Head(f"{pen.text('problem.what')} {more}".rstrip(), 24, grows=True),
        Head(pen.text("problem.do"), 16, grows=True),
    )
    lines = (
        *(_asked(q.key, q.params, pen) for q in prepared.questions),
        *(_fault(n, d, pen) for n, d in enumerate(faults[:MOST_ROWS])),
    )
    return Sheet(titles, lines, pen.text("problem.none"))


def _asked(key: str, params: Mapping[str, object], pen: Pen) -> Line:
    words = pen.messages.text(f"question.{key}", **params)
    shown = (f"? {pen.text('problem.question')}", NONE, words, pen.text("problem.answer"))
    return Line(f"{key}|", shown, pen.palette.light(Light.YELLOW), f"{words}  {pen.text('problem.answer')}")


def _fault(number: int, fault: Diagnostic, pen: Pen) -> Line:
    light = _LIGHT_OF[fault.severity]
    word = f"{pen.glyphs.light(light)} {pen.text(f'severity.{fault.severity.value}')}"
    times = pen.text("problem.times", count=fault.count) if fault.count > 1 else ""
    what, todo = pen.messages.diagnostic(fault) + times, pen.messages.advice(fault, screen=True)
    told = pen.text("problem.told", place=pen.messages.place(fault.place), what=what, todo=todo)
    where = cell_first(replace(fault.place, file="")) or NONE
    return Line(f"{number}|{_row_mark(fault.place) or ''}", (word, where, what, todo), pen.palette.light(light), told)


def _totals(preview: Preview, pen: Pen) -> str:
    """New, revised, same; errors and warnings. Of a file that gave none only what is wrong."""
    counts, faults = preview.counts, _faults(preview)
    errors = sum(fault.count for fault in faults if fault.severity.blocks)
    warnings = sum(fault.count for fault in faults) - errors
    known = {outcome.value: counts[outcome] for outcome in Outcome}
    words = (
        pen.text("import.counts", **known) if preview.readable else "",
        pen.text("import.faults", errors=errors, warnings=warnings) if faults else "",
    )
    return "  ".join(filter(None, words))


def _ledger(preview: Preview, pen: Pen) -> str:
    """What became of every cell of the file, in words."""
    counts = ((key, count) for key, count in preview.prepared.ledger.items() if count)
    words = (f"{pen.messages.text(f'ledger.{key}')} {count}" for key, count in counts)
    return pen.messages.text("list.separator").join(words)


def _refusal(preview: Preview, pen: Pen) -> str:
    """Why a preview cannot be written; empty when it can."""
    prepared = preview.prepared
    faults = sum(d.count for d in prepared.diagnostics if d.severity.blocks)
    if faults:
        return pen.text("refusal.faults", count=faults)
    if prepared.questions:
        return pen.text("refusal.questions", count=len(prepared.questions))
    if preview.adds_nothing and preview.earlier is not None:
        return pen.text("refusal.already", batch=preview.earlier.id)
    return ""
