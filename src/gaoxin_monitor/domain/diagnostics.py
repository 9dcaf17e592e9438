"""One fault in the user's data or configuration, as a value: collected, located, rendered later; never raised."""

from collections.abc import Iterable, Mapping, Sequence

from gaoxin_monitor.domain.codes import Origin, Severity
from gaoxin_monitor.domain.frozen import dataclass, field

SUBJECT = "subject"
"""The parameter that names what a fault is about (a target, an indicator), where its sentence does not."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault or a figure stands: lines and columns as a spreadsheet counts them, from 1; 0 is unknown."""

    file: str = ""
    sheet: str = ""
    line: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """The cell as spreadsheet users say it (``D7``); empty when line or column is unknown."""
        if not (self.line and self.column):
            return ""
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.line}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A fault: a stable slug (``unit-unknown``), how bad, whose, where, and the parameters of its sentence.

    ``messages`` holds for every slug what is wrong (``diagnostic.<slug>``) and what to do (``diagnostic.<slug>.do``).
    """

    slug: str
    severity: Severity
    origin: Origin = Origin.DATA
    place: Place = field(default_factory=Place)
    params: Mapping[str, object] = field(default_factory=dict)
    excerpt: str = ""
    count: int = 1


NAMED = 50
"""Faults of one kind that are named one by one."""


def first_named(found: Sequence[Diagnostic], more: str) -> tuple[Diagnostic, ...]:
    """The first :data:`NAMED` of many, and a warning ``more`` with the number of the rest."""
    rest = len(found) - NAMED
    told = (Diagnostic(more, Severity.WARNING, params={"count": rest}),) if rest > 0 else ()
    return (*found[:NAMED], *told)


def blocking(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that forbid a commit."""
    return tuple(d for d in diagnostics if d.severity.blocks)
