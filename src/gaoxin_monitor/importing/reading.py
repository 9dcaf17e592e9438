"""One importer reads one source: guarded, its result checked, every cell of the file accounted for."""

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from gaoxin_monitor.domain.codes import Origin, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.importing import exclusions, frames
from gaoxin_monitor.importing.balancing import balance
from gaoxin_monitor.importing.collecting import Collector
from gaoxin_monitor.importing.context import Context, Fact, Return
from gaoxin_monitor.importing.guard import guarded
from gaoxin_monitor.importing.importers import Importer
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
    asked: frozenset[str] = frozenset()


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
    frame = exclusions.without(frame, excluded)
    facts = tuple(fact for fact in result.facts if not exclusions.covers(excluded, fact.cell.place))
    refused = collector.blocking and not (frame.height or facts)
    ledger: dict[str, int] = {}
    if not (refused or context.questions):
        ledger, faults = balance(source, frame, facts, context, excluded)
        collector.add(*faults)
    return Reading(
        frame=frame,
        facts=facts,
        returns=tuple(result.returns),
        questions=tuple(context.questions.values()),
        notes=tuple(context.notes),
        stated_vintage=context.stated_vintage,
        diagnostics=collector.all(),
        ledger=ledger,
        asked=frozenset(context.asked),
    )


def _call(importer: Importer, source: Source, context: Context, collector: Collector) -> tuple[_Result, pl.DataFrame]:
    outcome = guarded(lambda: _materialised(importer, source, context), importer.path)
    if outcome.output.strip():
        collector.add(_plugin_fault("plugin-output", importer, Severity.INFO, 0, outcome.output.strip()[:200]))
    if outcome.failure:
        failure = outcome.failure
        collector.add(_plugin_fault("plugin-failed", importer, Severity.FATAL, failure.line, failure.error))
    result = outcome.value or _Result()
    foreign = [frame for frame in result.frames if not any(frame is made for made in context.made)]
    wrong = next(filter(None, map(frames.faults, foreign)), ())
    if wrong:
        collector.add(_plugin_fault("plugin-wrong-result", importer, Severity.FATAL, 0, "; ".join(wrong)[:300]))
        return _Result(), frames.empty()
    return result, result.frames[0] if len(result.frames) == 1 else pl.concat([frames.empty(), *result.frames])


def _plugin_fault(slug: str, importer: Importer, severity: Severity, line: int, text: str) -> Diagnostic:
    params = {"plugin": importer.id, "error": text, "line": line}
    return Diagnostic(slug, severity, Origin.PLUGIN, params=params)


def _materialised(importer: Importer, source: Source, context: Context) -> _Result:
    """The result in parts; generators run here, inside the guard."""
    result = _Result()
    given = importer.read(source, context)
    for item in [given] if isinstance(given, pl.DataFrame) else given or ():
        result.add(item)
    if result.rows:
        result.frames.append(frames.from_rows(result.rows))
    return result
