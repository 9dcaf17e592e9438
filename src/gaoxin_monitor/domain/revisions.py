"""Revisions of a series: what was published first, what stands now, and by how much figures were revised on average."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from gaoxin_monitor.domain.exact import decimals
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import PERCENT, POINTS, Unit


@dataclass(frozen=True, slots=True)
class Released:
    """One period as one source released it: a figure per day, oldest first; of a day's several rows the last counts."""

    period: Period
    source: str
    releases: tuple[Observation, ...]

    @property
    def first(self) -> Observation:
        """The first release."""
        return self.releases[0]

    @property
    def latest(self) -> Observation:
        """What stands now."""
        return self.releases[-1]

    @property
    def revised(self) -> bool:
        """Whether there are two releases or more."""
        return len(self.releases) > 1


@dataclass(frozen=True, slots=True)
class RevisionSize:
    """How far the latest releases of one source are from the first ones, on average over ``count`` periods.

    Only periods with two releases or more count; ``mean`` and ``mean_absolute`` are exact, in ``unit``, in which the
    source prints up to ``digits`` decimals.
    """

    source: str
    unit: Unit
    count: int
    mean: Fraction
    mean_absolute: Fraction
    digits: int

    @property
    def unit_of_difference(self) -> Unit:
        """Percentages and index numbers differ by points."""
        return POINTS if self.unit == PERCENT or self.unit.is_index else self.unit


def released(rows: Iterable[Observation]) -> tuple[Released, ...]:
    """The releases of a series by period and source, from its stored rows; days that left no value are no release."""
    days: dict[tuple[Period, str], dict[object, Observation]] = {}
    for row in sorted(rows, key=lambda row: row.order):
        days.setdefault((row.period, row.source), {})[row.vintage] = row
    found = (
        Released(period, source, tuple(row for row in of_day.values() if row.value is not None))
        for (period, source), of_day in sorted(days.items(), key=lambda item: (item[0][0].end, item[0][1]))
    )
    return tuple(each for each in found if each.releases)


def revision_sizes(periods: Iterable[Released]) -> tuple[RevisionSize, ...]:
    """One size for every source and measure, in the unit of the newest period; none where nothing was revised."""
    by_source: dict[str, list[Released]] = {}
    for each in periods:
        if each.revised:
            by_source.setdefault(each.source, []).append(each)
    sizes = (_size(source, found) for source, found in sorted(by_source.items()))
    return tuple(size for size in sizes if size.count)


def _size(source: str, periods: list[Released]) -> RevisionSize:
    unit = periods[-1].latest.unit
    steps = []
    for each in periods:
        first, latest = each.first.value_in(unit), each.latest.value_in(unit)
        if first is not None and latest is not None:
            steps.append(Fraction(latest) - Fraction(first))
    count = len(steps)
    mean = sum(steps, Fraction(0)) / count if count else Fraction(0)
    absolute = sum(map(abs, steps), Fraction(0)) / count if count else Fraction(0)
    printed = [row.value for each in periods for row in each.releases if row.unit == unit and row.value is not None]
    return RevisionSize(source, unit, count, mean, absolute, max(map(decimals, printed)))
