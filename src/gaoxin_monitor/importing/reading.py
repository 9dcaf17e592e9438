"""One importer reads one source: guarded, its result checked, every cell of the file accounted for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from gaoxin_monitor.domain.codes import Origin, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.importing import exclusions, frames
from gaoxin_monitor.importing.collecting import Collector
from gaoxin_monitor.importing.context import Context, Fact, Return
from gaoxin_monitor.importing.grid import Cell, Sheet
from gaoxin_monitor.importing.guard import guarded
from gaoxin_monitor.importing.importers import Importer
from gaoxin_monitor.importing.ledger import Account, Region, settle
from gaoxin_monitor.importing.model import ImportOptions, Known, Question
from gaoxin_monitor.importing.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an importer read: observations (``frames.OBSERVATIONS``), facts, and what became of all other cells."""

    frame: pl.DataFrame
    facts: tuple[Fact, ...] = ()
    returns: tuple[Return, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    stated_vintage: date | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    ledger: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Result:
    """The parts of what ``read`` gave."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    rows: list[tuple[object, ...]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    returns: dict[Return, None] = field(default_factory=dict)

    def add(self, item: object) -> None:
        """Sorts one item in; TypeError for what no importer may give."""
        if isinstance(item, pl.DataFrame):
            self.frames.append(item)
        elif isinstance(item, Fact):
            self.facts.append(item)
        elif isinstance(item, Return):
            self.returns[item] = None
        elif isinstance(item, tuple):
            self.rows.append(item)
        elif item is not None:
            raise TypeError(f"read() gave {type(item).__name__}, not what ctx.row, ctx.long, Fact or Return give")


def read(importer: Importer, source: Source, known: Known, options: ImportOptions) -> Reading:
    """The importer's whole result; its failure is a diagnostic like any other."""
    excluded = exclusions.regions(options.exclude, [sheet.name for sheet in source.sheets])
    collector = Collector(source.name, excluded)
    context = Context(known, options, importer.style(), collector)
    result, frame = _call(importer, source, context, collector)
    frame, facts = _without(frame, excluded), tuple(f for f in result.facts if not _out(excluded, f.cell))
    ledger: dict[str, int] = {}
    if not context.questions and not collector.fatal:
        taken = _taken(frame, [*(fact.cell for fact in facts), *context.blanks], context.failed, excluded)
        collector.add(*_ragged(source, taken))
        account = settle(source.sheets, taken, (*context.regions, *excluded))
        ledger = _counts(frame, facts, context, account)
        collector.add(*(_lost(cell) for cell in account.lost))
    return Reading(
        frame=frame,
        facts=facts,
        returns=tuple(result.returns),
        questions=tuple(context.questions.values()),
        notes=tuple(context.notes),
        stated_vintage=context.stated_vintage,
        diagnostics=collector.all(),
        ledger=ledger,
    )


def _call(importer: Importer, source: Source, context: Context, collector: Collector) -> tuple[_Result, pl.DataFrame]:
    outcome = guarded(lambda: _materialised(importer, source, context), importer.path)
    if outcome.output.strip():
        collector.add(_plugin_fault("plugin-output", importer, Severity.INFO, 0, outcome.output.strip()[:200]))
    if outcome.failure:
        failure = outcome.failure
        collector.add(_plugin_fault("plugin-failed", importer, Severity.FATAL, failure.line, failure.error))
    result, frame = outcome.value or (_Result(), frames.empty())
    if wrong := frames.faults(frame):
        collector.add(_plugin_fault("plugin-wrong-result", importer, Severity.FATAL, 0, "; ".join(wrong)[:300]))
        return _Result(), frames.empty()
    return result, frame


def _plugin_fault(slug: str, importer: Importer, severity: Severity, line: int, text: str) -> Diagnostic:
    params = {"plugin": importer.id, "error": text, "line": line}
    return Diagnostic(slug, severity, Origin.PLUGIN, params=params)


def _materialised(importer: Importer, source: Source, context: Context) -> tuple[_Result, pl.DataFrame]:
    """The result in parts and its frame; generators run here, inside the guard."""
    result = _Result()
    given = importer.read(source, context)
    for item in [given] if isinstance(given, pl.DataFrame) else given or ():
        result.add(item)
    if result.rows or not result.frames:
        result.frames.append(frames.from_rows(result.rows))
    return result, result.frames[0] if len(result.frames) == 1 else pl.concat(result.frames)


def _out(excluded: Sequence[Region], cell: Cell) -> bool:
    return exclusions.covers(excluded, cell.place)


def _without(frame: pl.DataFrame, excluded: Sequence[Region]) -> pl.DataFrame:
    for region in excluded:
        lines = pl.col("src_line").is_between(region.first_line, region.last_line)
        columns = pl.col("src_col").is_between(region.first_column, region.last_column)
        frame = frame.filter(~(lines & columns & (pl.col("src_sheet") == region.sheet)))
    return frame


def _taken(
    frame: pl.DataFrame, cells: Sequence[Cell], failed: Sequence[pl.DataFrame], excluded: Sequence[Region]
) -> pl.DataFrame:
    """All cells that became an observation, a fact, a blank or an error."""
    spots = [(cell.sheet, cell.line, cell.column) for cell in cells]
    cells_frame = pl.DataFrame(spots, schema=frames.SPOTS, orient="row")
    return _without(pl.concat([frame.select(*frames.SPOTS), cells_frame, *failed]), excluded)


def _counts(frame: pl.DataFrame, facts: Sequence[Fact], context: Context, account: Account) -> dict[str, int]:
    nulls, declared = frame["obs_value"].null_count(), account.declared
    counts = {
        "observations": frame.height - nulls,
        "facts": len(facts),
        "missing": nulls + len(context.blanks),
        "errors": pl.concat([frames.no_spots(), *context.failed]).unique().height + declared.get("error", 0),
        "skipped": declared.get("skip", 0),
        "excluded": declared.get("excluded", 0),
    }
    return {name: count for name, count in counts.items() if count} | {"remainder": len(account.lost)}


def _lost(cell: Cell) -> Diagnostic:
    params = {"text": cell.text}
    return Diagnostic("ledger-remainder", Severity.ERROR, Origin.HOST, cell.place, params, cell.text[:80])


def _ragged(source: Source, taken: pl.DataFrame) -> Iterator[Diagnostic]:
    """Records of a text that have fewer or more cells than the others: their figures may stand under wrong heads."""
    if source.format != "csv" or not taken.height:
        return
    sheet = source.sheets[0]
    lines = set(taken["src_line"].unique())
    usual = _usual_width(sheet, lines)
    for row in (*sheet.head, *sheet.tail):
        if row.line in lines and (len(row.cells) < usual or any(row.cells[usual:])):
            params = {"found": len(row.cells), "usual": usual}
            yield Diagnostic("row-ragged", Severity.ERROR, place=row.cell(1).place, params=params)


def _usual_width(sheet: Sheet, lines: set[int]) -> int:
    """The most frequent number of cells of the records and of the head line above them, which decides a tie."""
    first = min(lines)
    head = max((row.line for row in sheet.head if row.line < first), default=first)
    counts = Counter(width for line, width in sheet.widths.items() if line == head or line in lines)
    return max(counts, key=lambda width: counts[width], default=sheet.width)
