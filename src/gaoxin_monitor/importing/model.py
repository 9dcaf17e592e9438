"""What an import is asked, what it may know, and what it answers. Plain values, shared by every face."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gaoxin_monitor.domain.batches import Figure, RegisterReturn, SourceFile
from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.indicators import Catalogue, Indicator
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.importing.areas import AreaBook
from gaoxin_monitor.importing.evidence import Finding
from gaoxin_monitor.importing.registers import RegisterBook


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the user decides about one import; everything left out is taken from the file.

    ``values`` answers questions (``--set KEY=VALUE``). ``exclude`` names rows by line, or as text a cell (``D7``), or
    either on one sheet (``Sheet1!7``, ``Sheet1!D7``); the ledger records them.
    ``vintage`` counts when neither the file nor its name nor a manifest says its day; ``values["vintage"]`` overrules
    all of them. ``values["blanks"] = "withdraw"`` takes back what is known for the file's empty cells.
    """

    importer: str | None = None
    area: str | None = None
    vintage: date | None = None
    encoding: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    exclude: frozenset[int | str] = frozenset()


HOST_QUESTIONS = frozenset({"importer", "area", "vintage", "blanks", "magnitude"})
"""Keys of answers that the program itself understands, whatever an importer asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A remembered decision: files whose name fits ``name`` (a glob) are read by ``importer`` with these answers."""

    name: str
    importer: str
    area: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the workspace knows when a file arrives.

    ``zone`` is the code of the plan's area. ``delivered`` gives days of delivery by file name or by SHA-256.
    """

    catalogue: Catalogue
    areas: AreaBook
    zone: str
    registers: RegisterBook
    today: date
    routes: tuple[Route, ...] = ()
    delivered: Mapping[str, date] = field(default_factory=dict)


class VintageFrom(StrEnum):
    """Where the vintage of an import comes from, in the order in which it is looked for; SET overrules the rest."""

    SET = "set"
    FILE = "file"
    NAME = "name"
    MANIFEST = "manifest"
    OPTION = "option"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: the value to give and the words that describe it."""

    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A fact the file does not state. ``messages`` holds its sentence (``question.<key>``).

    ``importer`` and ``area`` are answered by the options of that name or like all others by ``--set KEY=VALUE``.
    ``choices`` may be empty: then the answer is free text, such as an indicator with its unit in brackets.
    """

    key: str
    choices: tuple[Choice, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One importer's claim on the file: its score and, finding by finding, why or why not.

    ``refusal`` says why it was not asked or gave up (a slug: ``format``, ``veto``, ``failed``), ``detail`` in whose
    words. ``lacking`` are the heads it looks for that no row of the file has.
    """

    importer: str
    title: Mapping[str, str]
    score: int
    findings: tuple[Finding, ...] = ()
    refusal: str = ""
    detail: str = ""
    lacking: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A printed label that no alias explains, with the indicators whose names come nearest."""

    label: str
    transformation: Transformation
    unit: Unit
    count: int
    nearest: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Everything one file brings, before it is compared with the store. Never an exception, whatever the file.

    ``importer`` is empty when none was chosen; ``ref_area`` is empty when the file holds several areas. ``figures``
    carry batch 0 and outcome NEW; one whose cell holds a mark has no value. ``blanks`` are the empty cells, which say
    nothing and are not written.
    """

    file: SourceFile
    format: str = ""
    importer: str = ""
    importer_version: str = ""
    source: str = ""
    ref_area: str = ""
    vintage: date
    vintage_from: VintageFrom
    figures: tuple[Figure, ...] = ()
    blanks: tuple[Figure, ...] = ()
    facts: tuple[MemberFact, ...] = ()
    returns: tuple[RegisterReturn, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    notes: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    ledger: Mapping[str, int] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def blocked(self) -> bool:
        """True when nothing may be written: faults in the data, or questions that are still open."""
        return bool(self.questions) or any(diagnostic.severity.blocks for diagnostic in self.diagnostics)
