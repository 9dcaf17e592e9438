"""Observations and series: what the store remembers of one figure, and the figures of one series as known at a time."""

from bisect import bisect_left, bisect_right
from datetime import date
from decimal import Decimal

from gaoxin_monitor.domain.codes import Freq, ObsStatus, Transformation
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit, convert


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """What a series is about. Unit and multiplier are attributes of its observations, not part of the key.

    ``indicator`` is an id of the catalogue, or empty while the printed ``label`` is not resolved to one.
    ``dims`` is canonical text of further breakdowns (``industry=C36``), empty for the total.
    """

    indicator: str
    ref_area: str
    freq: Freq
    transformation: Transformation
    label: str = ""
    dims: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure as one batch recorded it.

    ``value`` is exact, None where ``status`` says why it is missing; ``text`` is the cell as printed.
    ``vintage`` is the day it was published or delivered, ``batch`` the import that stored it, ``source`` the
    provider (``nbs``, ``zone_bureau``, ``department`` …) whose rank decides between two figures for one period.
    """

    period: Period
    value: Decimal | None
    unit: Unit
    vintage: date
    batch: int
    status: ObsStatus = ObsStatus.NORMAL
    text: str = ""
    source: str = ""
    place: Place = field(default_factory=Place)

    def value_in(self, unit: Unit) -> Decimal | None:
        """The value in another multiple of the same measure, exactly; None when missing or of another measure."""
        return None if self.value is None else convert(self.value, self.unit, unit)

    @property
    def order(self) -> tuple[date, int]:
        """Later vintages win, then later batches."""
        return (self.vintage, self.batch)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources that give different figures for one period; ``chosen`` comes from the higher ranked one."""

    key: SeriesKey
    chosen: Observation
    other: Observation


@dataclass(frozen=True, slots=True)
class Series:
    """The observations of one key as known at a time: one per period, oldest first."""

    key: SeriesKey
    observations: tuple[Observation, ...] = ()

    def at(self, period: Period) -> Observation | None:
        """The observation of exactly this period."""
        place = bisect_left(self.observations, period, key=_period)
        found = self.observations[place] if place < len(self.observations) else None
        return found if found is not None and found.period == period else None

    def until(self, day: date) -> "Series":
        """Only the periods that end on or before ``day``."""
        return Series(self.key, self.between(date.min, day))

    def between(self, first: date, last: date) -> tuple[Observation, ...]:
        """The observations whose periods end on one of these days."""
        start = bisect_left(self.observations, first, key=_end)
        return self.observations[start : bisect_right(self.observations, last, key=_end)]

    @property
    def latest(self) -> Observation | None:
        """The newest period that has a value."""
        for observation in reversed(self.observations):
            if observation.value is not None:
                return observation
        return None


def _period(observation: Observation) -> Period:
    return observation.period


def _end(observation: Observation) -> date:
    return observation.period.end
