"""The way in: one file, from its path to everything it brings, ready to be compared with the store.

Nothing here raises for the data's or a plugin's fault: a file that cannot be used gives a :class:`Prepared` whose
diagnostics and questions say why.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from gaoxin_monitor.domain.batches import RegisterReturn, SourceFile
from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place
from gaoxin_monitor.importing import detection, exclusions
from gaoxin_monitor.importing.assembling import Assembly, assemble
from gaoxin_monitor.importing.collecting import Collector
from gaoxin_monitor.importing.importers import Importer
from gaoxin_monitor.importing.loading import LoadedImporters
from gaoxin_monitor.importing.membership import member_facts
from gaoxin_monitor.importing.model import (
    HOST_QUESTIONS,
    Candidate,
    Choice,
    ImportOptions,
    Known,
    Prepared,
    Question,
    Route,
    VintageFrom,
)
from gaoxin_monitor.importing.naming import day_in_name
from gaoxin_monitor.importing.near import near_miss
from gaoxin_monitor.importing.opening import read_bytes
from gaoxin_monitor.importing.reading import Reading, read
from gaoxin_monitor.importing.source import Source, describe, open_source


def prepare(path: Path, options: ImportOptions, known: Known, importers: LoadedImporters) -> Prepared:
    """Reads a file with the importer that fits it."""
    data = read_bytes(path)
    if isinstance(data, Diagnostic):
        return _nothing(SourceFile(name=path.name, sha256="", size=0), options, known, (data,))
    return prepare_bytes(path.name, data, options, known, importers)


def prepare_bytes(name: str, data: bytes, options: ImportOptions, known: Known, importers: LoadedImporters) -> Prepared:
    """The same for bytes that are already at hand."""
    source, found, diagnostics = open_source(name, data, options.encoding)
    if source is None:
        return replace(_nothing(describe(name, data), options, known, diagnostics), format=found)
    return _Preparation(source, diagnostics, options, known).run(importers)


def _nothing(file: SourceFile, options: ImportOptions, known: Known, diagnostics: tuple[Diagnostic, ...]) -> Prepared:
    asked = options.vintage
    vintage, vintage_from = (known.today, VintageFrom.TODAY) if asked is None else (asked, VintageFrom.OPTION)
    return Prepared(file=file, vintage=vintage, vintage_from=vintage_from, diagnostics=diagnostics)


class _Preparation:
    """One file on its way from the source to figures and facts."""

    def __init__(self, source: Source, diagnostics: Iterable[Diagnostic], options: ImportOptions, known: Known) -> None:
        self._source = source
        self._known = known
        self._given = options.values
        self._options = _answered(options, next((r for r in known.routes if fnmatchcase(source.name, r.name)), None))
        excluded = exclusions.regions(options.exclude, [sheet.name for sheet in source.sheets])
        self._collector = Collector(source.name, excluded)
        self._collector.add(*diagnostics)

    def run(self, importers: LoadedImporters) -> Prepared:
        """The whole way, or as far as it goes."""
        candidates, faults = detection.candidates(self._source, importers.importers)
        self._collector.add(*faults)
        importer = self._chosen(importers, candidates)
        if importer is None:
            return self._undecided(candidates)
        reading = read(importer, self._source, self._known, self._options)
        self._collector.add(*reading.diagnostics)
        return self._prepared(importer, reading, candidates)

    def _chosen(self, importers: LoadedImporters, candidates: tuple[Candidate, ...]) -> Importer | None:
        asked = self._asked_importer
        if asked:
            found = importers.find(asked)
            if found is None:
                known = tuple(importer.id for importer in importers.importers)
                self._fault("importer-unknown", Severity.FATAL, importer=asked, known=known)
            elif self._source.format not in found.formats:
                self._fault("importer-format", Severity.FATAL, importer=asked, format=self._source.format)
                return None
            return found
        best = detection.decided(candidates)
        return importers.find(best.importer) if best else None

    @property
    def _asked_importer(self) -> str | None:
        return self._options.importer or self._options.values.get("importer")

    def _undecided(self, candidates: tuple[Candidate, ...]) -> Prepared:
        possible = tuple(candidate for candidate in candidates if candidate.score)
        questions: tuple[Question, ...] = ()
        near = None if self._collector.fatal else near_miss(self._source, candidates)
        if near:
            self._collector.add(near)
        elif possible and not self._collector.fatal:
            choices = (Choice(candidate.importer, str(candidate.score)) for candidate in possible)
            questions = (Question("importer", tuple(choices)),)
        elif not self._collector.fatal:
            self._fault("importer-none", Severity.FATAL, known=tuple(known.importer for known in candidates) or ("—",))
        prepared = _nothing(self._source.file, self._options, self._known, self._collector.all())
        return replace(prepared, format=self._source.format, questions=questions, candidates=candidates)

    def _prepared(self, importer: Importer, reading: Reading, candidates: tuple[Candidate, ...]) -> Prepared:
        vintage, vintage_from = self._vintage(reading)
        assembly = assemble(reading.frame, self._known.catalogue, importer.source, vintage)
        facts, contradictions = member_facts(reading.facts, vintage)
        self._collector.add(*assembly.diagnostics, *contradictions)
        self._check_blanks()
        self._check_answers(reading)
        nothing = not (reading.frame.height or reading.returns or reading.questions)
        if nothing and not self._collector.blocking:
            own = (found for found in candidates if found.importer == importer.id)
            near = near_miss(self._source, own, asked=self._asked_importer is not None)
            unread = Diagnostic("importer-nothing", Severity.FATAL, params={"importer": importer.id})
            self._collector.add(near or unread)
        return Prepared(
            file=self._source.file,
            format=self._source.format,
            importer=importer.id,
            importer_version=importer.version,
            source=importer.source,
            ref_area=self._area(reading),
            vintage=vintage,
            vintage_from=vintage_from,
            figures=assembly.figures,
            blanks=assembly.blanks,
            facts=facts,
            returns=tuple(RegisterReturn(item.register, item.period) for item in reading.returns),
            unresolved=assembly.unresolved,
            notes=reading.notes,
            diagnostics=self._collector.all(),
            ledger=_taken_once(reading, assembly, len(facts)),
            questions=reading.questions,
            candidates=candidates,
        )

    def _area(self, reading: Reading) -> str:
        """The one area of all figures; the zone for member facts alone; empty for several areas or none yet."""
        areas = reading.frame["ref_area"].unique().to_list()
        if not areas and reading.returns:
            return self._known.zone
        return areas[0] if len(areas) == 1 else ""

    def _vintage(self, reading: Reading) -> tuple[date, VintageFrom]:
        """The first of the sources that says a day, in the order of :class:`VintageFrom`."""
        options, file, delivered = self._options, self._source.file, self._known.delivered
        said = {
            VintageFrom.SET: self._set_vintage(),
            VintageFrom.FILE: reading.stated_vintage,
            VintageFrom.NAME: day_in_name(self._source.name),
            VintageFrom.MANIFEST: delivered.get(file.sha256) or delivered.get(file.name),
            VintageFrom.OPTION: options.vintage,
            VintageFrom.TODAY: self._known.today,
        }
        origin, day = next((origin, day) for origin, day in said.items() if day is not None)
        if options.vintage is not None and options.vintage != day and origin is not VintageFrom.SET:
            self._fault("vintage-outranked", Severity.WARNING, asked=options.vintage, day=day)
        if day > self._known.today:
            self._fault("vintage-future", Severity.ERROR, day=day, today=self._known.today)
        return day, origin

    def _set_vintage(self) -> date | None:
        text = self._options.values.get("vintage", "")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self._fault("vintage-unreadable", Severity.ERROR, text=text)
            return None

    def _check_blanks(self) -> None:
        text = self._options.values.get("blanks", "").strip()
        if text not in ("", "keep", "withdraw"):
            self._fault("blanks-unknown", Severity.ERROR, text=text)

    def _check_answers(self, reading: Reading) -> None:
        """An answer to what nobody asked is told: the file says it itself, or it was meant for another file."""
        for key, value in self._given.items():
            if key not in HOST_QUESTIONS and key not in reading.asked and not reading.questions:
                self._fault("answer-unused", Severity.WARNING, key=key, text=value)

    def _fault(self, slug: str, severity: Severity, **params: object) -> None:
        self._collector.add(Diagnostic(slug, severity, place=Place(), params=params))


def _taken_once(reading: Reading, assembly: Assembly, facts: int) -> dict[str, int]:
    """The ledger with what stands in the file twice counted apart."""
    figures, marks = assembly.repeated
    counts = dict(reading.ledger)
    if not counts:
        return counts
    said_again = {"observations": figures, "missing": marks, "facts": len(reading.facts) - facts}
    repeated = sum(said_again.values())
    left = {name: count - said_again.get(name, 0) for name, count in counts.items() if name != "remainder"}
    left["repeated"] = repeated
    return {name: count for name, count in left.items() if count} | {"remainder": counts["remainder"]}


def _answered(options: ImportOptions, route: Route | None) -> ImportOptions:
    """The user's options, completed by what was decided for such files before."""
    if route is None:
        return options
    return replace(
        options,
        importer=options.importer or route.importer,
        area=options.area or route.area,
        values={**route.values, **options.values},
    )
