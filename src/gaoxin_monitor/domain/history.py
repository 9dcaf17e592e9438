"""What was recorded: of an indicator its series' figures, of a target that no figure judges the facts of its list."""

from datetime import date

from gaoxin_monitor.domain.codes import Freq
from gaoxin_monitor.domain.derived import Derived
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.plans import Target

Scope = tuple[str, Freq, str]
"""Area, frequency and further breakdown."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An item of a list with every fact that was recorded of it, by attribute and the order in which they won."""

    id: str
    name: str
    facts: tuple[MemberFact, ...]


@dataclass(frozen=True, slots=True)
class SeriesHistory:
    """A series with every figure that was recorded of it; ``name`` and ``area`` are words."""

    key: SeriesKey
    name: str
    area: str
    rows: tuple[Observation, ...]

    @property
    def in_order(self) -> tuple[Observation, ...]:
        """By period and source, each in the order in which they won."""
        return tuple(sorted(self.rows, key=lambda row: (row.period, row.source, *row.order)))


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What was recorded of ``subject``, an indicator's id or a target that no figure judges.

    ``left_out`` counts the series, or the facts, that are not to be told; ``derived`` is empty unless asked for.
    """

    subject: str | Target
    name: str
    as_of: date | None
    last_batch: int | None
    series: tuple[SeriesHistory, ...] = ()
    items: tuple[Recorded, ...] = ()
    left_out: int = 0
    derived: tuple[tuple[Scope, tuple[Derived, ...]], ...] = ()
