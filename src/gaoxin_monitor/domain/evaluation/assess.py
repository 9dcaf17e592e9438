"""From a case to an assessment: which rule judges the target, what caps it, how old its data are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.codes import COUNTS, Attribute, Flag, Frequency, Kind, Light, TargetFlag, Transformation
from gaoxin_monitor.domain.evaluation.composite import judge_composite
from gaoxin_monitor.domain.evaluation.counts import judge_count, judge_members
from gaoxin_monitor.domain.evaluation.evidence import (
    Assessment,
    Case,
    actual_days,
    planned_count,
    wording_flags,
)
from gaoxin_monitor.domain.evaluation.growth import base_revised, judge_growth
from gaoxin_monitor.domain.evaluation.level import judge_level
from gaoxin_monitor.domain.evaluation.limits import judge_at_most, judge_zero, judge_zero_dynamic, open_cases
from gaoxin_monitor.domain.evaluation.milestones import judge_milestone
from gaoxin_monitor.domain.exact import decimals, rounded
from gaoxin_monitor.domain.lights import Judgement, Reason, ReasonValue
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.timing import is_final, is_first_release, missed_releases


def assess(case: Case) -> Assessment:
    """Judges one target: the rule of its kind, then staleness, the cap of 争取 targets, and the flags."""
    rule = _RULES.get(case.target.kind)
    if rule is None:
        return Assessment(Judgement(Light.NODATA, Reason("rule-not-built")))
    found = _aged(rule(case), case)
    judgement = _capped(found.judgement, case)
    flags = judgement.flags | wording_flags(case.target, found.period, found.observation)
    return replace(found, judgement=replace(judgement, flags=frozenset(flags)))


def _capped(judgement: Judgement, case: Case) -> Judgement:
    best_effort = case.target.is_(TargetFlag.BEST_EFFORT) and not case.target.is_(TargetFlag.HARD_DEADLINE)
    if judgement.light is not Light.RED or not best_effort:
        return judgement
    return replace(judgement, light=Light.YELLOW, flags=judgement.flags | {Flag.CAPPED})


def _aged(found: Assessment, case: Case) -> Assessment:
    """Two missed releases leave no light; one leaves a flag. Events, what is done and what is final never go stale."""
    target = case.target
    lasting = found.light is Light.DONE or target.frequency is Frequency.EVENT
    if found.period is None or lasting or is_final(found.period, target.deadline):
        return found
    wait = target.release_lag_days + target.thresholds.stale_grace_days
    missed = missed_releases(
        found.period,
        case.moment.judgement_day,
        has_january=target.has_january,
        lag_days=target.release_lag_days,
        grace_days=target.thresholds.stale_grace_days,
        announced=lambda period: case.calendar.announced_day(target, period),
    )
    if missed == 0:
        return found
    judgement = found.judgement
    if missed > 1:
        params: dict[str, ReasonValue] = {"period": found.period, "agency": _provider(target), "wait": wait}
        if found.value is not None:
            params["value"] = found.value
        judgement = Judgement(Light.NODATA, Reason("two-releases-missed", params))
    return replace(found, judgement=replace(judgement, flags=judgement.flags | {Flag.STALE}))


def _nothing(case: Case) -> Assessment:
    """No usable figure: pending while nothing is expected yet, otherwise no data with what is awaited."""
    target = case.target
    if _has_pace(case) and case.pace(case.moment.month)[0] == 0:
        return Assessment(Judgement(Light.PENDING, Reason("not-started", {"period": case.moment.month})))
    params: dict[str, ReasonValue] = {"agency": _provider(target), "period": case.moment.month}
    code = "no-return" if target.register and not target.indicator else "no-observation"
    return Assessment(Judgement(Light.NODATA, Reason(code, params)))


def _provider(target: Target) -> str:
    return target.source_agency or target.responsible or "—"


def _has_pace(case: Case) -> bool:
    shares = case.target.profile not in (pace.INTEGER, pace.MEMBERS)
    return case.target.kind is Kind.LEVEL_AT_LEAST or (case.target.kind in COUNTS and shares)


def _newest(case: Case) -> tuple[Observation, Decimal] | Assessment:
    """The newest figure in the target's unit, or why there is none."""
    known = case.this_year()
    if not known:
        return _nothing(case)
    newest = known[-1]
    value = newest.value if case.target.unit is None else newest.value_in(case.target.unit)
    if value is None:
        units: dict[str, ReasonValue] = {"found": newest.unit, "period": newest.period}
        return Assessment(Judgement(Light.NODATA, Reason("unit-mismatch", units)), newest.period, None, newest)
    return newest, value


def _level(case: Case) -> Assessment:
    found = _newest(case)
    if isinstance(found, Assessment):
        return found
    newest, value = found
    judged = _judged_level(case, value, newest.period)
    if judged.light is Light.DONE and _was_short_at_deadline(case):
        judged = replace(judged, flags=judged.flags | {Flag.LATE})
    return Assessment(judged, newest.period, value, newest)


def _judged_level(case: Case, value: Decimal, period: Period) -> Judgement:
    target = case.target
    goal = _goal(case)
    share, assumed = case.pace(period)
    judged = judge_level(value, goal, share, target.thresholds, final=is_final(period, target.deadline))
    params = dict(judged.reason.params) | _unit_params(case) | _remaining(case, value, goal, period)
    flags = judged.flags | ({Flag.ASSUMED_PROFILE} if assumed else set())
    return replace(judged, reason=Reason(judged.reason.code, params), flags=frozenset(flags))


def _unit_params(case: Case) -> dict[str, ReasonValue]:
    return {"unit": case.target.unit} if case.target.unit is not None else {"unit": ""}


_DIGITS_OF_A_RATE = 2
"""A monthly need is a plan, not a measurement: more digits than these would only pretend."""


def _remaining(case: Case, value: Decimal, goal: Decimal, period: Period) -> dict[str, ReasonValue]:
    """What is left and how much of it each remaining month must bring, no more precise than the figures."""
    months = max(0, case.span - period.last_month)
    left = max(goal - value, Decimal(0))
    precision = max(decimals(value), decimals(goal)) or (0 if months and left % months == 0 else 1)
    digits = min(precision, _DIGITS_OF_A_RATE)
    return {"months": months, "monthly": rounded(Fraction(left) / months, digits) if months else left, "left": left}


def _goal(case: Case) -> Decimal:
    return case.target.goal if case.target.goal is not None else Decimal(0)


def _was_short_at_deadline(case: Case) -> bool:
    """Whether the last figure due by the deadline had not reached the goal, though a later one has."""
    deadline = case.target.deadline
    if deadline is None:
        return False
    due = [o for o in case.this_year() if o.period.end <= deadline]
    after = [o for o in case.this_year() if o.period.end > deadline]
    if not due or not after:
        return False
    value = due[-1].value if case.target.unit is None else due[-1].value_in(case.target.unit)
    return value is not None and value < _goal(case)


def _count(case: Case) -> Assessment:
    """Counts: from the register's members where it is known, otherwise from the reported figure."""
    register, period = case.evidence.register, case.reported()
    if register is None or period is None:
        return _count_figure(case)
    days = actual_days(register, period.end)
    goal = int(_goal(case))
    if case.target.profile == pace.MEMBERS:
        judged = judge_members(
            len(days),
            goal,
            planned_count(register, period.end),
            case.time_gone(period),
            case.target.thresholds,
            final=is_final(period, case.target.deadline),
        )
    else:
        judged = _judged_count(case, len(days), period)
    judged = replace(judged, reason=Reason(judged.reason.code, dict(judged.reason.params) | _unit_params(case)))
    if judged.light is Light.DONE and case.target.deadline is not None and days[goal - 1] > case.target.deadline:
        judged = replace(judged, flags=judged.flags | {Flag.LATE})
    return Assessment(judged, period, Decimal(len(days)))


def _count_figure(case: Case) -> Assessment:
    if case.target.profile == pace.MEMBERS and case.target.register and not case.this_year():
        return _nothing(case)
    found = _newest(case)
    if isinstance(found, Assessment):
        return found
    newest, value = found
    judged = _judged_count(case, int(value), newest.period)
    judged = replace(judged, reason=Reason(judged.reason.code, dict(judged.reason.params) | _unit_params(case)))
    if judged.light is Light.DONE and _was_short_at_deadline(case):
        judged = replace(judged, flags=judged.flags | {Flag.LATE})
    return Assessment(judged, newest.period, value, newest)


def _judged_count(case: Case, count: int, period: Period) -> Judgement:
    if _has_pace(case):
        return _judged_level(case, Decimal(count), period)
    target, goal = case.target, int(_goal(case))
    gone, final = case.time_gone(period), is_final(period, target.deadline)
    if target.profile == pace.MEMBERS:
        return judge_members(count, goal, None, gone, target.thresholds, final=final)
    expected = pace.expected_count(goal, min(period.last_month, case.span), case.span)
    return judge_count(count, goal, expected, gone, target.thresholds, final=final)


def _growth(case: Case) -> Assessment:
    found = _newest(case)
    if isinstance(found, Assessment):
        return found
    newest, growth = found
    period, target = newest.period, case.target
    judged = judge_growth(
        growth,
        _goal(case),
        case.share_of_last_year(period),
        target.thresholds,
        first_release=is_first_release(period, has_january=target.has_january),
        final=is_final(period, target.deadline),
    )
    if _base_was_revised(case, period, growth):
        judged = replace(judged, flags=judged.flags | {Flag.BASE_REVISED})
    return Assessment(judged, period, growth, newest)


def _base_was_revised(case: Case, period: Period, growth: Decimal) -> bool:
    levels = case.evidence.figures.get(Transformation.YTD)
    level, base = (levels.at(period), levels.at(period.year_before())) if levels else (None, None)
    if level is None or base is None or level.value is None:
        return False
    converted = base.value_in(level.unit)
    return converted is not None and base_revised(
        level.value, converted, growth, case.target.thresholds.base_revised_points
    )


def _at_most(case: Case) -> Assessment:
    found = _newest(case)
    if isinstance(found, Assessment):
        return found
    newest, value = found
    judged = judge_at_most(
        value, _goal(case), case.target.thresholds, final=is_final(newest.period, case.target.deadline)
    )
    params = dict(judged.reason.params) | _unit_params(case)
    return Assessment(replace(judged, reason=Reason(judged.reason.code, params)), newest.period, value, newest)


def _zero(case: Case) -> Assessment:
    found = _newest(case)
    if isinstance(found, Assessment):
        return found
    newest, value = found
    unit = case.target.unit
    figures = [(o.period, o.value if unit is None else o.value_in(unit)) for o in case.this_year()]
    judged = judge_zero(figures, final=is_final(newest.period, case.target.deadline))
    params = dict(judged.reason.params) | _unit_params(case)
    return Assessment(replace(judged, reason=Reason(judged.reason.code, params)), newest.period, value, newest)


def _zero_dynamic(case: Case) -> Assessment:
    register, period = case.evidence.register, case.reported()
    if register is None or period is None:
        return _nothing(case)
    found, overdue = open_cases(register.members, period.end, case.target.thresholds.help_days)
    final = is_final(period, case.target.deadline)
    return Assessment(judge_zero_dynamic(found, overdue, case.target.thresholds, final=final), period, Decimal(found))


def _milestone(case: Case) -> Assessment:
    member, day = case.own_member(), case.moment.judgement_day
    dates: dict[Attribute, date | None] = {}
    if member is not None:
        dates = {name: member.day(name) for name in (Attribute.PLANNED, Attribute.FORECAST, Attribute.ACTUAL)}
    actual = dates.get(Attribute.ACTUAL)
    judged = judge_milestone(
        dates.get(Attribute.PLANNED),
        dates.get(Attribute.FORECAST),
        actual if actual is not None and actual <= day else None,
        day,
        case.target.thresholds,
        hard=case.target.is_(TargetFlag.HARD_DEADLINE),
        deadline=case.target.deadline,
    )
    return Assessment(judged, member=member)


def _composite(case: Case) -> Assessment:
    month = case.moment.month
    goal = int(_goal(case)) or None
    judged = judge_composite(case.evidence.items, goal, final=is_final(month, case.target.deadline))
    done = sum(light is Light.DONE for light in case.evidence.items)
    return Assessment(judged, month if case.evidence.items else None, Decimal(done))


_RULES: dict[Kind, Callable[[Case], Assessment]] = {
    Kind.LEVEL_AT_LEAST: _level,
    Kind.COUNT_AT_LEAST: _count,
    Kind.COUNT_ALL: _count,
    Kind.COUNT_BY_DATE: _count,
    Kind.GROWTH_RATE: _growth,
    Kind.LEVEL_AT_MOST: _at_most,
    Kind.ZERO: _zero,
    Kind.ZERO_DYNAMIC: _zero_dynamic,
    Kind.MILESTONE_BY_DATE: _milestone,
    Kind.COMPOSITE: _composite,
}
