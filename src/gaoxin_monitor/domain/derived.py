"""Derived views (推算): what can be worked out from published figures, on request, and is never stored or judged by.

Only where no published figure stands. Every view tells by how much the rounding of its inputs may move it; published
growth rates are never recomputed from levels, and the merged 1—2月 is never split.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import ceil

from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.domain.evaluation.growth import base_revised
from gaoxin_monitor.domain.exact import decimals, half_step, rounded
from gaoxin_monitor.domain.observations import Observation, Series
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Thresholds
from gaoxin_monitor.domain.timing import next_period
from gaoxin_monitor.domain.units import PERCENT, POINTS, Unit

_LEVELS = ((Transformation.YTD, Transformation.YTD_YOY), (Transformation.LEVEL, Transformation.YOY))
_FEBRUARY = 2
_MERGED_MONTHS = 2


class View(StrEnum):
    """What is derived."""

    FROM_CUMULATIVE = "from_cumulative"
    MERGED_MONTHS = "merged_months"
    GROWTH_FROM_CUMULATIVE = "growth_from_cumulative"
    CUMULATIVE_GROWTH = "cumulative_growth"
    CHANGE = "change"
    IMPLIED_BASE = "implied_base"


@dataclass(frozen=True, slots=True)
class Derived:
    """One derived figure, rounded as precise as what it comes from.

    ``of`` is the kind of figure it is, or for ``CHANGE`` the kind it is the change of; ``error`` is the most by which
    the rounding of the published figures can have moved it.
    """

    view: View
    of: Transformation
    period: Period
    value: Decimal
    unit: Unit
    error: Decimal = Decimal(0)

    @property
    def approximate(self) -> bool:
        """Whether it is to be shown with ≈."""
        return self.error > 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and how far the rounding of its inputs may have moved it."""

    value: Fraction
    error: Fraction


# ── the arithmetic ──


def month_of_cumulative(cumulative: Decimal, before: Decimal) -> Decimal:
    """x_m = C_m − C_(m−1)."""
    return cumulative - before


def merged_months(first_quarter: Decimal, march: Decimal) -> Decimal:
    """1—2月 as what the first quarter leaves when March is taken off."""
    return first_quarter - march


def month_growth(base: Decimal, base_before: Decimal, growth: Decimal, growth_before: Decimal) -> Estimate:
    """A month's growth in percent from two cumulative growths, weighted by last year's cumulative levels."""
    whole, part = Fraction(base), Fraction(base_before)
    value = (whole * Fraction(growth) - part * Fraction(growth_before)) / (whole - part)
    error = (whole * half_step(growth) + part * half_step(growth_before)) / abs(whole - part)
    return Estimate(value, error)


def growth_of_parts(parts: Iterable[tuple[Decimal, Decimal]]) -> Estimate:
    """Growth of a whole from (last year's level, growth) of its parts: weighted by the base, never a plain mean."""
    known = [(Fraction(base), growth) for base, growth in parts]
    whole = sum((base for base, _ in known), Fraction(0))
    value = sum((base * Fraction(growth) for base, growth in known), Fraction(0)) / whole
    return Estimate(value, sum((base * half_step(growth) for base, growth in known), Fraction(0)) / whole)


def change_in_points(value: Decimal, before: Decimal) -> Decimal:
    """How a rate moved against the period before: points, never percent."""
    return value - before


def implied_base(level: Decimal, growth: Decimal) -> Estimate:
    """Last year's level on the comparable basis of a published growth: C/(1+G)."""
    factor = 1 + Fraction(growth) / 100
    value = Fraction(level) / factor
    return Estimate(value, half_step(level) / factor + abs(value / factor) * half_step(growth) / 100)


# ── the views of an indicator ──


def derive(figures: Mapping[Transformation, Series], *, has_january: bool = True) -> tuple[Derived, ...]:
    """Every view that the figures of one indicator, area and frequency allow, by period within each view."""
    desk = _Figures(figures, has_january)
    views = (
        desk.from_cumulative(),
        desk.merged(),
        desk.growth_from_cumulative(),
        desk.cumulative_growth(),
        desk.changes(),
        desk.bases(),
    )
    return tuple(found for view in views for found in view)


@dataclass(frozen=True, slots=True)
class _Figures:
    """The published figures, looked up by kind and period."""

    known: Mapping[Transformation, Series]
    has_january: bool

    def at(self, of: Transformation, period: Period) -> Observation | None:
        series = self.known.get(of)
        found = series.at(period) if series else None
        return found if found is not None and found.value is not None else None

    def all(self, of: Transformation) -> tuple[Observation, ...]:
        series = self.known.get(of)
        return tuple(o for o in series.observations if o.value is not None) if series else ()

    def pair(self, of: Transformation, period: Period, unit: Unit) -> tuple[Decimal, Decimal] | None:
        """A cumulative figure and the one before it within the year; none for February where January has none."""
        before = period.shift(-1)
        merged = period.months == 1 and period.last_month == _FEBRUARY and not self.has_january
        if before.year != period.year or merged:
            return None
        found = (self.at(of, period), self.at(of, before))
        values = [o.value_in(unit) if o else None for o in found]
        return (values[0], values[1]) if values[0] is not None and values[1] is not None else None

    def from_cumulative(self) -> Iterator[Derived]:
        for figure in self.all(Transformation.YTD):
            if self.at(Transformation.LEVEL, figure.period) is None:
                pair = self.pair(Transformation.YTD, figure.period, figure.unit)
                if pair is not None:
                    value = month_of_cumulative(*pair)
                    yield _difference(View.FROM_CUMULATIVE, figure.period, value, pair, figure.unit)

    def merged(self) -> Iterator[Derived]:
        for figure in self.all(Transformation.YTD):
            year, first = figure.period.year, Period(figure.period.year, 1, _MERGED_MONTHS)
            february = self.at(Transformation.YTD, Period(year, _FEBRUARY, 1))
            march = self.at(Transformation.LEVEL, figure.period)
            if figure.period != Period(year, 3, 1) or march is None or february or self.at(Transformation.LEVEL, first):
                continue
            value = march.value_in(figure.unit)
            if value is not None and figure.value is not None:
                pair = (figure.value, value)
                yield _difference(View.MERGED_MONTHS, first, merged_months(*pair), pair, figure.unit)

    def growth_from_cumulative(self) -> Iterator[Derived]:
        for figure in self.all(Transformation.YTD_YOY):
            period = figure.period
            if (
                self.at(Transformation.YOY, period) is not None
                or self.rebased(period)
                or self.rebased(period.shift(-1))
            ):
                continue
            growths, bases = self.pair(Transformation.YTD_YOY, period, PERCENT), self.bases_at(period)
            if growths is not None and bases is not None:
                found = month_growth(*bases, *growths)
                yield _rate(View.GROWTH_FROM_CUMULATIVE, Transformation.YOY, period, found, growths)

    def cumulative_growth(self) -> Iterator[Derived]:
        for figure in self.all(Transformation.YOY):
            period = figure.period
            bases, before = self.bases_at(period), self.growth_up_to(period.shift(-1))
            if bases is None or before is None or figure.value is None or self.at(Transformation.YTD_YOY, period):
                continue
            growths = (figure.value, before)
            parts = ((bases[1], before), (bases[0] - bases[1], figure.value))
            yield _rate(View.CUMULATIVE_GROWTH, Transformation.YTD_YOY, period, growth_of_parts(parts), growths)

    def growth_up_to(self, period: Period) -> Decimal | None:
        """The cumulative growth at a period; that of the year's first period is its own growth as well."""
        first = Period(period.year, 1, _MERGED_MONTHS) if period.last_month == _FEBRUARY else period
        found = self.at(Transformation.YTD_YOY, period)
        if found is None and first.month == 1:
            found = self.at(Transformation.YOY, first)
        return found.value if found else None

    def bases_at(self, period: Period) -> tuple[Decimal, Decimal] | None:
        """Last year's cumulative levels for a period and the one before it, the first the larger."""
        base = self.at(Transformation.YTD, period.year_before())
        pair = self.pair(Transformation.YTD, period.year_before(), base.unit) if base else None
        return pair if pair is not None and 0 < pair[1] < pair[0] else None

    def rebased(self, period: Period) -> bool:
        """Whether published growth rests on another base than the levels on record."""
        level, growth = self.at(Transformation.YTD, period), self.at(Transformation.YTD_YOY, period)
        base = self.at(Transformation.YTD, period.year_before())
        if level is None or level.value is None or growth is None or growth.value is None or base is None:
            return False
        value = base.value_in(level.unit)
        return value is not None and base_revised(level.value, value, growth.value, Thresholds().base_revised_points)

    def changes(self) -> Iterator[Derived]:
        for of in (Transformation.YOY, Transformation.YTD_YOY, Transformation.LEVEL):
            rates = [o for o in self.all(of) if o.unit == PERCENT]
            for before, figure in pairwise(rates):
                if figure.value is None or before.value is None or not self.follows(before.period, figure.period):
                    continue
                value = change_in_points(figure.value, before.value)
                yield Derived(View.CHANGE, of, figure.period, value, POINTS)

    def follows(self, before: Period, period: Period) -> bool:
        following = next_period(before, before.freq, has_january=self.has_january)
        return period.freq is before.freq and following.as_end_month() == period.as_end_month()

    def bases(self) -> Iterator[Derived]:
        for level_kind, growth_kind in _LEVELS:
            for figure in self.all(level_kind):
                growth = self.at(growth_kind, figure.period)
                if growth is None or growth.value is None or figure.value is None or growth.value <= -100:  # noqa: PLR2004 - percent
                    continue
                found = implied_base(figure.value, growth.value)
                digits = decimals(figure.value)
                value, error = rounded(found.value, digits), _upwards(found.error, digits + 1)
                period = figure.period.year_before()
                yield Derived(View.IMPLIED_BASE, level_kind, period, value, figure.unit, error)


def _difference(view: View, period: Period, value: Decimal, pair: tuple[Decimal, Decimal], unit: Unit) -> Derived:
    """Whole numbers in a unit without multiple (家, 个) were counted, not rounded."""
    counted = unit.mult == 0 and all(part == part.to_integral_value() for part in pair)
    error = Fraction(0) if counted else sum(map(half_step, pair), Fraction(0))
    digits = max(map(decimals, pair))
    return Derived(view, Transformation.LEVEL, period, value, unit, _upwards(error, digits + 1))


def _rate(view: View, of: Transformation, period: Period, found: Estimate, growths: tuple[Decimal, Decimal]) -> Derived:
    digits = max(1, *map(decimals, growths))
    return Derived(view, of, period, rounded(found.value, digits), PERCENT, _upwards(found.error, digits + 1))


def _upwards(error: Fraction, digits: int) -> Decimal:
    """An error is never told smaller than it is."""
    return Decimal(ceil(error * 10**digits)).scaleb(-digits)
