"""What an import would do, before it does it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gaoxin_monitor.domain.batches import Batch, Delivery, FactEntry, Figure, Outcome
from gaoxin_monitor.domain.codes import Attribute, Origin, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place
from gaoxin_monitor.domain.magnitude import OffScale
from gaoxin_monitor.domain.members import MemberFact, Register
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.importing.model import Choice, ImportOptions, Prepared, Question

__all__ = [
    "CONFIRM",
    "MAGNITUDE",
    "MAGNITUDES",
    "ImportOptions",
    "Prepared",
    "Preview",
    "Question",
    "compare_facts",
    "in_file",
    "lost_exclusions",
    "withdraws",
]

_BLANKS, _WITHDRAW = "blanks", "withdraw"
MAGNITUDE, CONFIRM = "magnitude", "confirm"
"""The question whether figures of an unlikely size are meant, and the answer that they are."""
MAGNITUDES = ("magnitude-huge", "magnitude-tiny")
"""The doubts that are asked about."""
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One file read and compared with the store; nothing is written yet.

    ``earlier`` is the batch that imported the same bytes before; ``kept`` are the values that stay although the file's
    cell is empty by now.
    """

    path: Path
    options: ImportOptions
    prepared: Prepared
    delivery: Delivery
    earlier: Batch | None = None
    kept: tuple[Figure, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether errors or open questions forbid the commit."""
        return self.prepared.blocked

    @property
    def readable(self) -> bool:
        """Whether an importer made something of the file; of any other there is nothing to count."""
        fatal = any(diagnostic.severity is Severity.FATAL for diagnostic in self.prepared.diagnostics)
        return bool(self.prepared.importer) and not fatal

    @property
    def counts(self) -> dict[Outcome, int]:
        """Figures and facts by what would become of them."""
        return self.delivery.counts()

    @property
    def confirmed(self) -> int:
        """How many figures of an unlikely size the user has confirmed."""
        return self.prepared.ledger.get("confirmed", 0)

    @property
    def adds_nothing(self) -> bool:
        """Whether the same file is in already and no row of it would be written."""
        return self.earlier is not None and not any(n for outcome, n in self.counts.items() if outcome.written)


def asked(prepared: Prepared, off: Sequence[OffScale], options: ImportOptions) -> Prepared:
    """Asks whether figures that are off by a 千, 万 or 亿 are meant; the ledger counts those that are confirmed.

    Only what the user says now confirms, never a remembered answer.
    """
    if not off:
        return prepared
    if options.values.get(MAGNITUDE, "").strip() == CONFIRM:
        return replace(prepared, ledger={**prepared.ledger, "confirmed": len(off)})
    cells = tuple(_spot(one.figure.observation.place) for one in off[:_NAMED])
    params = {"count": len(off), "cells": (*cells, "…") if len(off) > _NAMED else cells}
    return replace(prepared, questions=(*prepared.questions, Question(MAGNITUDE, (Choice(CONFIRM),), params)))


def confirmation(preview: Preview) -> dict[str, object]:
    """What the user has confirmed, for the record beside the batch: every cell that was named, with both values."""
    doubts = [one for one in preview.prepared.diagnostics if one.slug in MAGNITUDES]
    cells = [
        {
            "cell": _spot(one.place),
            "value": f"{one.params['value']}{_label(one.params['unit'])}",
            "before": f"{one.params['before']}{_label(one.params['before_unit'])}",
            "period": str(one.params["period"]),
            "slug": one.slug,
            "times": f"{one.params['times']:f}",
        }
        for one in doubts
    ]
    return {"count": preview.confirmed, "cells": cells}


def _label(unit: object) -> str:
    return unit.label if isinstance(unit, Unit) else ""


def _spot(place: Place) -> str:
    return f"{place.sheet}!{place.cell}" if place.sheet else place.cell


def withdraws(options: ImportOptions) -> bool:
    """Whether the user wants empty cells to take back what is known for them."""
    return options.values.get(_BLANKS, "").strip() == _WITHDRAW


def in_file(found: Iterable[Diagnostic], file: str) -> tuple[Diagnostic, ...]:
    """Diagnostics that name a cell, with the file it stands in."""
    return tuple(replace(one, place=replace(one.place, file=file)) if one.place.line else one for one in found)


def compare_facts(facts: tuple[MemberFact, ...], registers: dict[str, Register]) -> tuple[FactEntry, ...]:
    """Gives every member fact its outcome against what is known of the member."""
    known: dict[tuple[str, str, Attribute], str] = {
        (register.id, member.id, attribute): fact.value
        for register in registers.values()
        for member in register.members
        for attribute, fact in member.facts.items()
    }
    return tuple(_compared(fact, known.get((fact.register, fact.member, fact.attribute))) for fact in facts)


def _compared(fact: MemberFact, previous: str | None) -> FactEntry:
    if previous is None:
        return FactEntry(fact, Outcome.NEW)
    return FactEntry(fact, Outcome.SAME if previous == fact.value else Outcome.REVISED, previous)


def lost_exclusions(path: Path, options: ImportOptions, prepared: Prepared) -> tuple[Diagnostic, ...]:
    """An error for rows that were to be left out and are no rows of the file: then the wrong ones would go in."""
    if not options.exclude or not prepared.importer:
        return ()
    lines = path.read_bytes().count(b"\n") + 1 if prepared.file.encoding else None
    rows = tuple(str(row) for row in sorted(options.exclude, key=str) if not _is_row(str(row), lines))
    return (Diagnostic("exclusion-unmatched", Severity.ERROR, Origin.HOST, params={"rows": rows}),) if rows else ()


def _is_row(text: str, lines: int | None) -> bool:
    """Whether a text names a line or a cell (12, D7, Sheet1!12) within a text file of so many lines (None: unknown)."""
    line = text.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return line.isdecimal() and (lines is None or 1 <= int(line) <= lines)
