"""Targets that are judged by the figures of an indicator: levels, growth rates, limits, zeros, directions."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from gaoxin_monitor.domain.codes import Baseline, Direction, Flag, Light, Transformation
from gaoxin_monitor.domain.evaluation.awaited import goal_of, grey, in_unit, in_words, newest_figure
from gaoxin_monitor.domain.evaluation.directions import judge_direction
from gaoxin_monitor.domain.evaluation.evidence import Assessment, Case, last_period_before
from gaoxin_monitor.domain.evaluation.growth import base_revised, judge_growth
from gaoxin_monitor.domain.evaluation.level import judge_level
from gaoxin_monitor.domain.evaluation.limits import judge_at_most, judge_zero
from gaoxin_monitor.domain.exact import decimals, rounded
from gaoxin_monitor.domain.lights import Judgement, ReasonValue
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.timing import is_final, is_first_release
from gaoxin_monitor.domain.units import PERCENT, POINTS, Unit


def level(case: Case) -> Assessment:
    """``level_at_least``."""
    found = newest_figure(case)
    if isinstance(found, Assessment):
        return found
    newest, value = found
    judged = late_if_short(case, judged_level(case, value, newest.period))
    return Assessment(judged, newest.period, value, newest)


def judged_level(case: Case, value: Decimal, period: Period) -> Judgement:
    """A value judged against its pace, with what is left to do."""
    target = case.target
    goal = goal_of(target)
    share, assumed = case.pace(period)
    judged = judge_level(
        value,
        goal,
        share,
        target.thresholds,
        final=is_final(period, target.deadline),
        pack=case.pack,
        last_year=case.share_of_last_year(period) if case.pack else None,
    )
    flags = judged.flags | ({Flag.ASSUMED_PROFILE} if assumed else set())
    return replace(in_words(judged, target, **_remaining(case, value, goal, period)), flags=frozenset(flags))


_DIGITS_OF_A_RATE = 2
"""A monthly need is a plan, not a measurement: more digits than these would only pretend."""


def _remaining(case: Case, value: Decimal, goal: Decimal, period: Period) -> dict[str, ReasonValue]:
    """What is left and how much of it each remaining month must bring, no more precise than the figures."""
    months = max(0, case.span - period.last_month)
    left = max(goal - value, Decimal(0))
    precision = max(decimals(value), decimals(goal)) or (0 if months and left % months == 0 else 1)
    digits = min(precision, _DIGITS_OF_A_RATE)
    return {"months": months, "monthly": rounded(Fraction(left) / months, digits) if months else left, "left": left}


def late_if_short(case: Case, judged: Judgement) -> Judgement:
    """Done, but the last figure due by the deadline had not reached the goal: flagged as late."""
    deadline = case.target.deadline
    if judged.light is not Light.DONE or deadline is None:
        return judged
    due = [o for o in case.this_year() if o.period.end <= deadline]
    value = in_unit(due[-1], case.target) if due else None
    late = value is not None and value < goal_of(case.target)
    return replace(judged, flags=judged.flags | {Flag.LATE}) if late else judged


def growth(case: Case) -> Assessment:
    """``growth_rate``."""
    found = newest_figure(case)
    if isinstance(found, Assessment):
        return found
    newest, rate = found
    period, target = newest.period, case.target
    judged = judge_growth(
        rate,
        goal_of(target),
        case.share_of_last_year(period),
        target.thresholds,
        first_release=is_first_release(period, has_january=target.has_january),
        final=is_final(period, target.deadline),
        pack=case.pack,
        area_growth=case.superior_growth(period),
    )
    if _base_was_revised(case, period, rate):
        judged = replace(judged, flags=judged.flags | {Flag.BASE_REVISED})
    return Assessment(judged, period, rate, newest)


class Levels(NamedTuple):
    """The published levels of a period and of the year before, both in the unit of the first."""

    now: Decimal
    base: Decimal
    unit: Unit


def levels_behind(case: Case, period: Period) -> Levels | None:
    """The levels that a published rate is held against; None where one is missing or of another measure."""
    known = case.evidence.figures.get(Transformation.YTD)
    now, base = (known.at(period), known.at(period.year_before())) if known else (None, None)
    if now is None or base is None or now.value is None:
        return None
    converted = base.value_in(now.unit)
    return None if converted is None else Levels(now.value, converted, now.unit)


def _base_was_revised(case: Case, period: Period, rate: Decimal) -> bool:
    levels = levels_behind(case, period)
    tolerance = case.target.thresholds.base_revised_points
    return levels is not None and base_revised(levels.now, levels.base, rate, tolerance)


def at_most(case: Case) -> Assessment:
    """``level_at_most``."""
    found = newest_figure(case)
    if isinstance(found, Assessment):
        return found
    newest, value = found
    target = case.target
    judged = judge_at_most(value, goal_of(target), target.thresholds, final=is_final(newest.period, target.deadline))
    return Assessment(in_words(judged, target), newest.period, value, newest)


def zero(case: Case) -> Assessment:
    """``zero``."""
    found = newest_figure(case)
    if isinstance(found, Assessment):
        return found
    newest, value = found
    figures = [(o.period, in_unit(o, case.target)) for o in case.this_year()]
    judged = judge_zero(figures, final=is_final(newest.period, case.target.deadline))
    return Assessment(in_words(judged, case.target), newest.period, value, newest)


def direction(case: Case) -> Assessment:
    """``direction``: against the same period, the end of last year, or the period before."""
    found = newest_figure(case)
    if isinstance(found, Assessment):
        return found
    newest, value = found
    target = case.target
    base = _base_value(case, newest)
    if base is None:
        missing = grey("direction-no-baseline", period=newest.period, value=value)
        return Assessment(in_words(missing, target), newest.period, value, newest)
    judged = judge_direction(value, base, target.direction or Direction.UP)
    step: ReasonValue = step_of(target.unit)
    return Assessment(in_words(judged, target, step=step), newest.period, value, newest)


def step_of(unit: Unit | None) -> ReasonValue:
    """The unit of a difference: of two percentages or two index numbers it is points."""
    return POINTS if unit is not None and (unit == PERCENT or unit.is_index) else unit or ""


def _base_value(case: Case, newest: Observation) -> Decimal | None:
    """A published rate already compares with the same period: what it must beat is 0."""
    if compares_itself(case.target):
        return Decimal(0)
    known = baseline(case, newest)
    return in_unit(known, case.target) if known is not None else None


def compares_itself(target: Target) -> bool:
    """Whether the figure is a published rate, which has its baseline in itself."""
    return target.baseline is Baseline.SAME_PERIOD and target.transformation is Transformation.YTD_YOY


def baseline(case: Case, newest: Observation) -> Observation | None:
    """The figure that a ``direction`` target is compared with; None when not on record."""
    wanted, series, period = case.target.baseline, case.series, newest.period
    assert series is not None  # noqa: S101 - the newest figure is one of it
    if wanted is Baseline.PREVIOUS:
        return series.until(period.start).latest
    return series.at(last_period_before(period) if wanted is Baseline.YEAR_START else period.year_before())
