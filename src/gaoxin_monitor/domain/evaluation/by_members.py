"""Targets that are judged by the members of a register: counts, coverage, cases, milestones, projects, texts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.codes import Attribute, Flag, Kind, Light, TargetFlag
from gaoxin_monitor.domain.evaluation.awaited import goal_of, grey, has_pace, in_words, newest_figure, nothing, provider
from gaoxin_monitor.domain.evaluation.by_figures import judged_level, late_if_short
from gaoxin_monitor.domain.evaluation.counts import judge_count, judge_members
from gaoxin_monitor.domain.evaluation.coverage import judge_coverage
from gaoxin_monitor.domain.evaluation.directions import judge_qualitative
from gaoxin_monitor.domain.evaluation.evidence import Assessment, Case, actual_days, planned_count
from gaoxin_monitor.domain.evaluation.level import shown_completion
from gaoxin_monitor.domain.evaluation.limits import judge_zero_dynamic, open_cases
from gaoxin_monitor.domain.evaluation.milestones import judge_milestone
from gaoxin_monitor.domain.evaluation.projects import judge_continuity, judge_progress
from gaoxin_monitor.domain.exact import HUNDRED
from gaoxin_monitor.domain.indicators import fold
from gaoxin_monitor.domain.lights import Judgement
from gaoxin_monitor.domain.members import Member, Register, number_of
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.timing import due_since, is_final
from gaoxin_monitor.domain.units import PERCENT


def count(case: Case) -> Assessment:
    """``count_*``: from the register's members where it is known, otherwise from the reported figure."""
    register, period = case.evidence.register, case.reported()
    if register is None or period is None:
        return _count_figure(case)
    target, days = case.target, actual_days(register, period.end)
    goal = int(goal_of(target))
    planned = planned_count(register, period.end) if target.profile == pace.MEMBERS else None
    judged = in_words(_judged_count(case, len(days), period, planned), target)
    if judged.light is Light.DONE and target.deadline is not None and days[goal - 1] > target.deadline:
        judged = replace(judged, flags=judged.flags | {Flag.LATE})
    return Assessment(judged, period, Decimal(len(days)))


def _count_figure(case: Case) -> Assessment:
    found = newest_figure(case)
    if isinstance(found, Assessment):
        return found
    newest, value = found
    judged = in_words(_judged_count(case, int(value), newest.period, None), case.target)
    return Assessment(late_if_short(case, judged), newest.period, value, newest)


def _judged_count(case: Case, number: int, period: Period, planned: int | None) -> Judgement:
    if has_pace(case.target):
        return judged_level(case, Decimal(number), period)
    target, goal = case.target, int(goal_of(case.target))
    gone, final = case.time_gone(period), is_final(period, target.deadline)
    if target.profile == pace.MEMBERS:
        return judge_members(number, goal, planned, gone, target.thresholds, final=final, pack=case.pack)
    expected = pace.expected_count(goal, min(period.last_month, case.span), case.span)
    return judge_count(number, goal, expected, gone, target.thresholds, final=final, pack=case.pack)


def coverage(case: Case) -> Assessment:
    """``coverage`` and ``coverage_per_unit``: the units of the configuration, or those that the register lists."""
    target, register, period = case.target, case.evidence.register, case.reported()
    listed = target.profile == pace.MEMBERS
    if register is None or period is None:
        return nothing(case) if target.units or listed else Assessment(grey("coverage-no-units"))
    names = target.units or (tuple(member.name for member in register.members) if listed else ())
    units = tuple(dict.fromkeys(names))
    if not units:
        return Assessment(grey("coverage-no-units"), period)
    per_unit = _per_unit(units, register, period.end)
    goal = _units_wanted(case, len(units))
    expected = planned_count(register, period.end) if listed else None
    judged = judge_coverage(
        per_unit,
        int(goal_of(target)) if target.kind is Kind.COVERAGE_PER_UNIT else 1,
        goal,
        expected if listed else pace.expected_count(goal, min(period.last_month, case.span), case.span),
        case.time_gone(period),
        target.thresholds,
        final=is_final(period, target.deadline),
        listed=listed,
    )
    return Assessment(in_words(judged, target), period, _coverage_value(target, per_unit, judged))


def _coverage_value(target: Target, per_unit: Mapping[str, int], judged: Judgement) -> Decimal:
    """In the measure of the goal: how much the worst unit has, the share covered in percent, or the units covered."""
    if target.kind is Kind.COVERAGE_PER_UNIT:
        return Decimal(min(per_unit.values()))
    covered = len(per_unit) - len(judged.reason.params["missing"])  # type: ignore[arg-type]
    return shown_completion(Fraction(covered, len(per_unit))) if target.unit == PERCENT else Decimal(covered)


def _per_unit(units: tuple[str, ...], register: Register, until: date) -> dict[str, int]:
    """Achieved members by unit: those that are the unit itself, and those that it owns."""
    achieved = [m for m in register.members if (m.day(Attribute.ACTUAL) or date.max) <= until]
    homes = [{fold(m.id), fold(m.name), fold(m.text(Attribute.OWNER))} for m in achieved]
    return {unit: sum(fold(unit) in home for home in homes) for unit in units}


def _units_wanted(case: Case, listed: int) -> int:
    """How many units the goal asks for: all of them, a percentage rounded up, or the number it names."""
    target = case.target
    goal = goal_of(target)
    if target.kind is Kind.COVERAGE_PER_UNIT:
        return listed
    return ceil(Fraction(goal) * listed / HUNDRED) if target.unit == PERCENT else int(goal)


def zero_dynamic(case: Case) -> Assessment:
    """``zero_dynamic``."""
    register, period = case.evidence.register, case.reported()
    if register is None or period is None:
        return nothing(case)
    target = case.target
    found, overdue = open_cases(register.members, period.end, target.thresholds.help_days)
    judged = judge_zero_dynamic(found, overdue, target.thresholds, final=is_final(period, target.deadline))
    return Assessment(judged, period, Decimal(found))


def milestone(case: Case) -> Assessment:
    """``milestone_by_date``."""
    target, member = case.target, case.own_member()
    judged = judged_dates(case, member, case.target.deadline, hard=target.is_(TargetFlag.HARD_DEADLINE))
    return Assessment(judged, member=member)


def judged_dates(case: Case, member: Member | None, deadline: date | None, *, hard: bool = False) -> Judgement:
    """A member's planned, forecast and actual days judged on the judgement day; later actual days are not yet known."""
    day = case.moment.judgement_day
    actual = member.day(Attribute.ACTUAL) if member else None
    return judge_milestone(
        member.day(Attribute.PLANNED) if member else None,
        member.day(Attribute.FORECAST) if member else None,
        actual if actual is not None and actual <= day else None,
        day,
        case.target.thresholds,
        hard=hard,
        deadline=deadline,
    )


def progress(case: Case) -> Assessment:
    """``progress_vs_plan``: the progress last reported, against the planned curve at the end of that month."""
    member, told = _told(case, Attribute.PROGRESS)
    if member is None or not told:
        return _unrecorded(case, member)
    month, done = told[-1][0], told[-1][1]
    period = case.reported() or month
    share = pace.on_curve(case.target.curve, period.end)
    if share is None:
        return Assessment(grey("progress-no-curve", progress=done), period, done, member=member)
    final = is_final(period, case.target.deadline)
    judged = judge_progress(done, share, case.target.thresholds, final=final, pack=case.pack)
    return Assessment(in_words(judged, case.target), period, done, member=member)


def continuity(case: Case) -> Assessment:
    """``continuity``: months from the last return that told of progress to the newest return."""
    member, told = _told(case, Attribute.PROGRESS)
    period = case.reported()
    if member is None or period is None or not told:
        return _unrecorded(case, member)
    moved = _last_rise(told)
    idle = (period.year - moved.year) * 12 + period.last_month - moved.last_month
    finished = told[-1][1] >= HUNDRED or (member.day(Attribute.ACTUAL) or date.max) <= period.end
    judged = judge_continuity(max(0, idle), case.target.thresholds, finished=finished)
    return Assessment(in_words(judged, case.target, since=moved), period, told[-1][1], member=member)


def _told(case: Case, attribute: Attribute) -> tuple[Member | None, tuple[tuple[Period, Decimal], ...]]:
    """The target's own member with the numbers recorded of it up to the board's month, oldest first."""
    member, register = case.own_member(), case.evidence.register
    if member is None or register is None:
        return None, ()
    recorded = register.recorded(member, attribute, case.moment.month)
    numbers = ((month, number_of(fact.value)) for month, fact in recorded)
    return member, tuple((month, number) for month, number in numbers if number is not None)


def _unrecorded(case: Case, member: Member | None) -> Assessment:
    """The list came and names the target, but says nothing of it; or there is no list."""
    if member is None or case.reported() is None:
        return Assessment(nothing(case).judgement, member=member)
    judged = grey("nothing-recorded", agency=provider(case.target), period=case.moment.month)
    return Assessment(judged, member=member)


def _last_rise(told: tuple[tuple[Period, Decimal], ...]) -> Period:
    """The month in which the newest progress was made; a correction downwards is none."""
    moved, highest = told[0]
    for month, value in told[1:]:
        if value > highest:
            moved, highest = month, value
    return moved


def qualitative(case: Case) -> Assessment:
    """``qualitative``: whether something was recorded within the target's frequency."""
    member, register = case.own_member(), case.evidence.register
    months = _recorded_months(case, member, register)
    if not months:
        return _unrecorded(case, member)
    newest = max(months)
    target = case.target
    since = due_since(target.frequency, case.year, case.moment.judgement_day, target.release_lag_days)
    return Assessment(judge_qualitative(newest, since), newest, member=member)


def _recorded_months(case: Case, member: Member | None, register: Register | None) -> list[Period]:
    """The months of this year for which a text, progress or an achievement was recorded."""
    if member is None or register is None:
        return []
    until = case.moment.month
    told = [m for name in (Attribute.REMARK, Attribute.PROGRESS) for m, _ in register.recorded(member, name, until)]
    actual = member.day(Attribute.ACTUAL)
    if actual is not None and actual <= until.end:
        told.append(Period.month_containing(actual))
    return [month for month in told if month.year == case.year]
