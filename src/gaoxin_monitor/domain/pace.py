"""Pace: which share of the year's goal is expected at the end of a month.

The tables are those of the status model; configuration adds others as twelve numbers. ``linear`` is never a table:
it is months over months to the deadline, as an exact fraction.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain.observations import Series
from gaoxin_monitor.domain.periods import Period


def _table(text: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(share) for share in text.split())


PROFILES: Mapping[str, tuple[Decimal, ...]] = {
    "invest_north": _table("3 7 17 26 36 50 58 67 77 86 94 100"),
    "tech_contract": _table("3 7 17 23 30 41 47 53 63 71 81 100"),
    "tech_sme_batch": _table("0 0 8 18 30 45 55 63 72 82 92 100"),
    "hte_batch": _table("0 0 0 0 0 0 0 0 0 25 60 100"),
}
"""Expected cumulative shares in percent at the end of months 1 to 12."""
BATCHES = frozenset({"tech_sme_batch", "hte_batch"})
"""The tables of what is recognised in batches: between two batches nothing can be read off the pace."""

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


def expected_count(goal: int, months: int, months_to_deadline: int = 12) -> int:
    """Whole items expected when nobody knows them in advance: rounded down, so one item is due at the deadline."""
    return min(goal, goal * months // months_to_deadline)


def shares_of_earlier_years(series: Series, period: Period, deadline_month: int = 12) -> tuple[Fraction, ...]:
    """For each earlier year on record: the share of the figure at the deadline's month reached at the same period.

    Oldest year first; a year without a figure for either month is left out.
    """
    by_year: dict[int, list[Fraction | None]] = {}
    for observation in series.observations:
        year = observation.period.year
        if year >= period.year or observation.value is None:
            continue
        known = by_year.setdefault(year, [None, None])
        value = Fraction(observation.value) * Fraction(10) ** observation.unit.mult
        if observation.period.last_month == period.last_month:
            known[0] = value
        if observation.period.last_month == deadline_month:
            known[1] = value
    return tuple(part / whole for _, (part, whole) in sorted(by_year.items()) if part is not None and whole)


def mean(shares: Iterable[Fraction]) -> Fraction:
    """The plain mean; ZeroDivisionError without any."""
    known = tuple(shares)
    return sum(known, Fraction(0)) / len(known)
