"""Pace: which share of the year's goal is expected at the end of a month.

Tables of twelve shares are configuration. ``linear`` is never a table: it is months over months to the deadline, as an
exact fraction.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.observations import Observation, Series
from gaoxin_monitor.domain.periods import Period

LINEAR = "linear"
INTEGER = "integer"
MEMBERS = "members"
PRIOR_YEAR_SHARES = "prior_year_shares"
RULE_PROFILES = (LINEAR, INTEGER, MEMBERS, PRIOR_YEAR_SHARES)
"""Profiles that are rules, not tables."""


def linear(months: int, months_to_deadline: int = 12) -> Fraction:
    """序时进度 as a share, at most 1."""
    return min(Fraction(1), Fraction(months, months_to_deadline))


def from_table(shares: tuple[Decimal, ...], month: int) -> Fraction:
    """The share a table expects at the end of a month."""
    return Fraction(shares[month - 1]) / 100


def on_curve(curve: Sequence[tuple[date, Decimal]], day: date) -> Fraction | None:
    """The share a planned curve expects on a day, linear between its points; None where there is no curve.

    Before its first point the curve expects nothing, after its last point what that says.
    """
    if not curve:
        return None
    earlier = [point for point in curve if point[0] <= day]
    later = [point for point in curve if point[0] > day]
    if not earlier:
        return Fraction(0)
    (start, reached), (end, due) = earlier[-1], (later or earlier[-1:])[0]
    gone = Fraction((day - start).days, (end - start).days) if later else Fraction(0)
    return (Fraction(reached) + (Fraction(due) - Fraction(reached)) * gone) / 100


def expected_count(goal: int, months: int, months_to_deadline: int = 12) -> int:
    """Whole items expected when nobody knows them in advance: rounded down, so one item is due at the deadline."""
    return min(goal, goal * months // months_to_deadline)


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """What an earlier year had reached at the same period, and at the deadline's month."""

    part: Observation
    whole: Observation

    @property
    def share(self) -> Fraction:
        """The part of the whole, whatever multiples the two were printed in."""
        return _exact(self.part) / _exact(self.whole)


def _exact(observation: Observation) -> Fraction:
    return Fraction(observation.value or 0) * Fraction(10) ** observation.unit.mult


def earlier_years(series: Series, period: Period, deadline_month: int = 12) -> tuple[EarlierYear, ...]:
    """The earlier years on record, oldest first; a year without a figure for either month is left out."""
    by_year: dict[int, list[Observation | None]] = {}
    for observation in series.observations:
        year = observation.period.year
        if year >= period.year or observation.value is None:
            continue
        known = by_year.setdefault(year, [None, None])
        if observation.period.last_month == period.last_month:
            known[0] = observation
        if observation.period.last_month == deadline_month:
            known[1] = observation
    pairs = (pair for _, pair in sorted(by_year.items()))
    return tuple(EarlierYear(part, whole) for part, whole in pairs if part is not None and whole and whole.value)


def shares_of_earlier_years(series: Series, period: Period, deadline_month: int = 12) -> tuple[Fraction, ...]:
    """For each earlier year on record: the share of the figure at the deadline's month reached at the same period."""
    return tuple(year.share for year in earlier_years(series, period, deadline_month))


def mean(shares: Iterable[Fraction]) -> Fraction:
    """The plain mean; ZeroDivisionError without any."""
    known = tuple(shares)
    return sum(known, Fraction(0)) / len(known)
