"""来源: for every figure shown, the file and the cell it was read from, and the batch that stored it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Attribute, Kind, Transformation
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.members import Member, MemberFact
from gaoxin_monitor.domain.observations import Contradiction, Observation
from gaoxin_monitor.export.cells import Cell, Column, Line, Sheet, centred, number, ordinal, styled, text
from gaoxin_monitor.export.figures import Subject
from gaoxin_monitor.export.numbers import as_precise_as
from gaoxin_monitor.export.safe_text import admitted
from gaoxin_monitor.export.sheets import frame
from gaoxin_monitor.export.styles import CLIPPED_WIDTH, Base
from gaoxin_monitor.messages import Messages, render

_CAPS = {
    "number": 5,
    "name": 26,
    "datum": 44,
    "of-period": 18,
    "value": 12,
    "unit": 18,
    "file": 46,
    "sha256": CLIPPED_WIDTH,
    "sheet": 12,
    "line": 6,
    "cell": 6,
    "vintage": 10,
    "provider": 16,
    "importer": 12,
    "batch": 5,
}
_FLOORS = {"sha256": CLIPPED_WIDTH}
_DATED = (
    Attribute.PLANNED,
    Attribute.FORECAST,
    Attribute.ACTUAL,
    Attribute.OPENED,
    Attribute.CLOSED,
    Attribute.PROGRESS,
)
"""The facts of a member that a light can depend on."""


_NOWHERE = Place()


class _Trace(NamedTuple):
    """One figure or fact with where it came from; ``batch`` 0 is a count of other targets, read from no file."""

    datum: str
    period: str
    value: Cell
    unit: str = ""
    place: Place = _NOWHERE
    vintage: date | None = None
    batch: int = 0
    provider: str = ""


def sheet(board: Board, lines: tuple[Line, ...], facts: str, messages: Messages) -> Sheet:
    """The sheet; ``facts`` are the properties of the workbook in one sentence."""
    columns = tuple(
        Column(messages.text(f"export.column.{key}"), cap, _FLOORS.get(key, 0)) for key, cap in _CAPS.items()
    )
    page = frame.framed(board, "sources", columns, lines, messages)
    return replace(page, notes=(*page.notes, facts), frozen_columns=2)


def trace(subjects: Iterable[Subject]) -> tuple[Line, ...]:
    """One line for every figure that the workbook shows and every fact behind a count; withheld targets have none."""
    traces = [(subject, found) for subject in subjects if not subject.withheld for found in _traces(subject)]
    batches = {found.batch: subject for subject, found in traces}
    origins = {number: _origin(subject, number) for number, subject in batches.items()}
    return tuple(
        _line(position, subject, found, origins[found.batch]) for position, (subject, found) in enumerate(traces, 1)
    )


def digest(lines: Iterable[Line]) -> str:
    """SHA-256 over the lines: cells joined by tabs, numbers in plain decimals, each line ended by a line feed."""
    content = "".join("\t".join(_plain(cell) for cell in line.cells if cell) + "\n" for line in lines)
    return sha256(content.encode()).hexdigest()


def _plain(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, str):
        return admitted(value)[0]
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _traces(subject: Subject) -> list[_Trace]:
    row = subject.row
    figures = {
        transformation: row.figures[transformation]
        for transformation in Transformation
        if transformation in row.figures
    }
    if row.observation is not None:
        figures.setdefault(row.target.transformation, row.observation)
    found = [_figure(subject, kind, figure) for kind, figure in figures.items() if figure.value is not None]
    found += [_unused(subject, contradiction) for contradiction in subject.contradictions()]
    if row.observation is None:
        found += _facts(subject)
    if not found and row.value is not None:
        derived = subject.messages.text("export.sources.derived")
        found.append(_Trace(derived, subject.period(), subject.current()))
    return found


def _figure(subject: Subject, transformation: Transformation, figure: Observation) -> _Trace:
    value = figure.value if figure.value is not None else Decimal(0)
    return _Trace(
        subject.measure(transformation),
        render.period(figure.period, subject.messages.text),
        number(value, as_precise_as(value)),
        render.unit(figure.unit, subject.messages.text),
        figure.place,
        figure.vintage,
        figure.batch,
        subject.provider(figure.source),
    )


def _unused(subject: Subject, contradiction: Contradiction) -> _Trace:
    found = _figure(subject, contradiction.key.transformation, contradiction.other)
    return found._replace(datum=subject.messages.text("export.sources.unused", datum=found.datum))


def _facts(subject: Subject) -> Iterator[_Trace]:
    """The dated facts of a milestone's own member, or of all members of the list that is counted."""
    row = subject.row
    register = subject.board.registers.get(row.target.register)
    if row.member is not None:
        members: tuple[Member, ...] = (row.member,)
    elif row.value is not None and register is not None:
        members = register.members
    else:
        members = ()
    for member in members:
        for attribute in _DATED:
            fact = member.facts.get(attribute)
            if fact is not None and fact.value:
                yield _fact(subject, member, fact)


def _fact(subject: Subject, member: Member, fact: MemberFact) -> _Trace:
    """A dated fact. Open and closed cases are people's: the cell leads to them, a workbook for many eyes names none."""
    batch = subject.info.batches.get(fact.batch)
    case = subject.row.target.kind is Kind.ZERO_DYNAMIC
    name = subject.messages.text("export.member.unnamed") if case else member.name
    progress = member.progress if fact.attribute is Attribute.PROGRESS else None
    return _Trace(
        subject.messages.text(f"export.member.{fact.attribute}", member=name),
        subject.period(),
        centred(fact.value) if progress is None else number(progress, as_precise_as(progress)),
        "" if progress is None else "%",
        fact.place,
        fact.vintage,
        fact.batch,
        subject.provider(batch.head.source if batch else ""),
    )


class _Origin(NamedTuple):
    """The cells about a batch, the same on all its lines."""

    file: Cell | None
    sha256: Cell
    importer: Cell


def _origin(subject: Subject, number: int) -> _Origin:
    batch = subject.info.batches.get(number)
    none = subject.said(subject.none())
    if batch is None:
        return _Origin(None, none, none)
    head = batch.head
    importer = text(f"{head.importer} {head.importer_version}")
    if head.file is None:
        return _Origin(None, none, importer)
    return _Origin(text(head.file.name), styled(head.file.sha256, Base.CLIPPED), importer)


def _line(position: int, subject: Subject, found: _Trace, origin: _Origin) -> Line:
    place, none = found.place, subject.said(subject.none())
    return Line(
        (
            ordinal(position),
            text(subject.name()),
            text(found.datum),
            subject.said(found.period, centred),
            found.value,
            centred(found.unit) if found.unit else none,
            origin.file or (text(place.file) if place.file else none),
            origin.sha256,
            text(place.sheet) if place.sheet else none,
            ordinal(place.line) if place.line else none,
            centred(place.cell) if place.cell else none,
            centred(found.vintage.isoformat()) if found.vintage else none,
            subject.said(found.provider or subject.none()),
            origin.importer,
            ordinal(found.batch) if found.batch else none,
        )
    )
