"""年底研判: whether a target will be met by its deadline, judged apart from its light, with the numbers behind it.

Levels and counts with a share profile are carried on along the way that each earlier year took; growth rates are
measured by the growth that the rest of the year still needs; milestones by their forecast day. What comes in batches,
is a state, a direction or a text has no outlook, and neither has a composite.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.codes import (
    COUNTS,
    Accumulation,
    Attribute,
    Kind,
    Light,
    Transformation,
    Verdict,
)
from gaoxin_monitor.domain.evaluation.evidence import Assessment, Case
from gaoxin_monitor.domain.evaluation.growth import rest_growth_needed, rest_limit
from gaoxin_monitor.domain.evaluation.level import level_numbers
from gaoxin_monitor.domain.exact import decimal, decimals, percent, rounded, shown_amount
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.lights import Reason, ReasonValue
from gaoxin_monitor.domain.plans import Thresholds
from gaoxin_monitor.domain.timing import is_final
from gaoxin_monitor.domain.units import PERCENT, Unit

_DIGITS_OF_A_RATE = 2
"""A monthly need is a plan, not a measurement: more digits than these would only pretend."""
_DIGITS_OF_A_NOWCAST = 2
_WITHOUT_SHARES = (pace.INTEGER, pace.MEMBERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """What the months to the deadline must bring, beside what the months so far brought on average.

    ``left`` is in the target's unit. ``monthly`` is None when something is left but no month; ``so_far`` is None for
    figures that do not build up from zero within the year; ``digits`` is how precise the figures are.
    """

    left: Decimal
    months: int
    elapsed: int
    monthly: Fraction | None
    so_far: Fraction | None
    digits: int

    @property
    def step_up(self) -> Fraction | None:
        """How many times as fast as so far; None where there is nothing to compare with."""
        if self.monthly is None or self.so_far is None or self.so_far <= 0:
            return None
        return self.monthly / self.so_far

    def reason(self, unit: Unit | None) -> Reason:
        """One sentence with its numbers rounded as they are shown."""
        params: dict[str, ReasonValue] = {"months": self.months, "unit": unit or ""}
        if self.left == 0:
            return Reason("required-nothing", params)
        if self.monthly is None:
            return Reason("required-too-late", params | {"left": shown_amount(self.left, None)})
        params["monthly"] = self._shown(self.monthly)
        if self.so_far is None:
            return Reason("required-points" if unit == PERCENT else "required-alone", params)
        params |= {"elapsed": self.elapsed, "so_far": self._shown(self.so_far)}
        if self.step_up is None:
            return Reason("required-from-nothing", params)
        step_up = rounded(self.step_up, 2)
        return Reason("required" if step_up > 1 else "required-eased", params | {"step_up": step_up})

    def _shown(self, rate: Fraction) -> Decimal:
        """As precise as the figures, at most two decimals; of whole figures a rate that is not whole shows one."""
        return rounded(rate, min(self.digits or (rate.denominator > 1), _DIGITS_OF_A_RATE))


def required(value: Decimal, goal: Decimal, *, elapsed: int, months: int, from_zero: bool = True) -> Required:
    """余下月均需完成 = (T − C)/(months left), the mean so far C/(months gone); a goal that is reached needs 0."""
    left = max(goal - value, Decimal(0))
    monthly = Fraction(0) if left == 0 else Fraction(left) / months if months > 0 else None
    return Required(
        left=left,
        months=max(0, months),
        elapsed=elapsed,
        monthly=monthly,
        so_far=Fraction(value) / elapsed if from_zero else None,
        digits=max(decimals(value), decimals(goal)),
    )


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected at the deadline.

    ``verdict`` is None for counts of whole items, which only get ``required``. ``reason`` says how it was found;
    ``numbers`` holds every figure by name, exact to many digits.
    """

    verdict: Verdict | None
    reason: Reason
    numbers: Mapping[str, Decimal | None] = field(default_factory=dict)
    required: Required | None = None


def nowcasts(value: Decimal, shares: Iterable[Fraction]) -> tuple[Fraction, ...]:
    """Y = C/share: the year's total if the rest went as in each earlier year; a share of nothing tells nothing."""
    return tuple(Fraction(value) / share for share in shares if share > 0)


def reaching(totals: Iterable[Fraction], goal: Decimal) -> int:
    """How many of the totals reach the goal."""
    return sum(total >= Fraction(goal) for total in totals)


def nowcast_error(nowcast: Fraction, actual: Decimal) -> Fraction:
    """How far a nowcast was off, in percent of what came."""
    return (nowcast / Fraction(actual) - 1) * 100


def of_level(
    value: Decimal,
    goal: Decimal,
    shares: Iterable[Fraction],
    due: Fraction,
    rules: Thresholds,
    *,
    final: bool,
) -> Outlook:
    """Levels and counts with a share profile; ``shares`` of earlier years, oldest first, ``due`` is the pace now."""
    totals = nowcasts(value, shares)
    years = len(totals)
    if value >= goal:
        return Outlook(Verdict.DONE, Reason("goal-reached"))
    if final:
        return Outlook(Verdict.HARD, Reason("time-is-up"))
    if years >= rules.outlook_years:
        return _by_years(totals, goal, rules)
    params: dict[str, ReasonValue] = {"years": years, "needed": rules.outlook_years}
    if due == 0:
        return Outlook(Verdict.UNKNOWN, Reason("nothing-due", params))
    factor = level_numbers(value, goal, due).catch_up
    if factor is None:
        return Outlook(Verdict.HARD, Reason("time-is-up"))
    shown, limit = rounded(factor, 2), rounded(rules.outlook_catch_up, 2)
    verdict = Verdict.REACHABLE if shown <= 1 else Verdict.EFFORT if shown <= limit else Verdict.HARD
    code = "catch-up" if years else "catch-up-without-years"
    numbers = {"years": Decimal(years), "catch_up_factor": decimal(factor)}
    return Outlook(verdict, Reason(code, params | {"catch_up": shown, "limit": limit}), numbers)


def _by_years(totals: tuple[Fraction, ...], goal: Decimal, rules: Thresholds) -> Outlook:
    years, reached = len(totals), reaching(totals, goal)
    verdict = Verdict.REACHABLE if reached == years else Verdict.EFFORT if reached else Verdict.HARD
    low, high = min(totals), max(totals)
    params: dict[str, ReasonValue] = {
        "years": years,
        "reached": reached,
        "low": shown_total(low, goal),
        "high": shown_total(high, goal),
        "goal": goal,
        "percent": percent(Fraction(reached, years), 0),
    }
    code = "years-percent" if years >= rules.outlook_percent_years else "years"
    numbers = {
        "years": Decimal(years),
        "years_reaching": Decimal(reached),
        "nowcast_low": decimal(low),
        "nowcast_high": decimal(high),
    }
    return Outlook(verdict, Reason(code, params), numbers)


def shown_total(total: Fraction, goal: Decimal) -> Decimal:
    """A nowcast as sentences print it; one that falls short of the goal is never rounded up onto it."""
    digits = max(_DIGITS_OF_A_NOWCAST, decimals(goal))
    short = rounded(total, digits)
    return short if total >= Fraction(goal) or short < goal else goal - Decimal(1).scaleb(-digits)


def of_growth(growth: Decimal, goal: Decimal, share: Fraction | None, rules: Thresholds, *, final: bool) -> Outlook:
    """Growth rates: the growth r that the rest of the year needs, against the growth so far and the limit of r."""
    if final:
        met = growth >= goal
        return Outlook(
            Verdict.DONE if met else Verdict.HARD,
            Reason("goal-reached" if met else "time-is-up"),
        )
    if share is None or share >= 1:
        return Outlook(Verdict.UNKNOWN, Reason("rest-unknown"))
    exact = rest_growth_needed(goal, growth, share)
    needed, reached, most = rounded(exact), rounded(growth), rest_limit(goal, rules)
    verdict, code = _rest(needed, reached, most)
    numbers = {"rest_growth_needed_pct": decimal(exact), "rest_limit_pct": most, "years": Decimal(1)}
    params: dict[str, ReasonValue] = {"needed": needed, "growth": reached, "limit": most, "years": 1}
    return Outlook(verdict, Reason(code, params), numbers)


def _rest(needed: Decimal, reached: Decimal, most: Decimal) -> tuple[Verdict, str]:
    if needed <= reached:
        return Verdict.REACHABLE, "rest-in-reach"
    return (Verdict.EFFORT, "rest-faster") if needed <= most else (Verdict.HARD, "rest-too-fast")


def of_milestone(due: date | None, forecast: date | None, actual: date | None, day: date, rules: Thresholds) -> Outlook:
    """Milestones by their forecast day against the day ``due``.

    Nobody but the owner knows when a thing will be finished: without a forecast, or without a day to hold it against,
    nothing can be said. A forecast that has gone by without completion means that day at the earliest.
    """
    if actual is not None:
        return Outlook(Verdict.DONE, Reason("finished", {"actual": actual}))
    if forecast is None or due is None:
        return Outlook(Verdict.UNKNOWN, Reason("no-forecast" if forecast is None else "no-due-day"))
    late = (max(forecast, day) - due).days
    verdict = Verdict.REACHABLE if late <= 0 else Verdict.EFFORT if late <= rules.slip_days else Verdict.HARD
    params: dict[str, ReasonValue] = {"forecast": forecast, "due": due, "late": max(0, late)}
    if forecast < day:
        code = "forecast-gone-by" if late <= 0 else "forecast-gone-by-late"
    else:
        code = "forecast-in-time" if late <= 0 else "forecast-late"
    return Outlook(verdict, Reason(code, params), {"days_late": Decimal(max(0, late))})


def look_ahead(case: Case, found: Assessment, batches: frozenset[str]) -> Outlook | None:
    """The outlook of a judged target; ``batches`` names the profiles of what comes in batches."""
    target = case.target
    if target.kind is Kind.MILESTONE_BY_DATE:
        return _milestone(case)
    paced = target.kind is Kind.LEVEL_AT_LEAST or target.kind in COUNTS
    if target.goal is None or target.profile in batches or not (paced or target.kind is Kind.GROWTH_RATE):
        return None
    whole = paced and target.kind in COUNTS and target.profile in _WITHOUT_SHARES
    if found.light is Light.NODATA or found.value is None or found.period is None:
        return None if whole else Outlook(Verdict.UNKNOWN, Reason("no-figure"))
    if target.kind is Kind.GROWTH_RATE:
        share, final = case.share_of_last_year(found.period), is_final(found.period, target.deadline)
        return of_growth(found.value, target.goal, share, target.thresholds, final=final)
    return _paced(case, found, found.value, target.goal, whole=whole)


def _paced(case: Case, found: Assessment, value: Decimal, goal: Decimal, *, whole: bool) -> Outlook:
    target, period = case.target, found.period
    assert period is not None  # noqa: S101 - asked by look_ahead
    stock = target.accumulation in (Accumulation.POINT_IN_TIME, Accumulation.STATE)
    months = case.span - period.last_month
    need = required(value, goal, elapsed=period.last_month, months=months, from_zero=not stock)
    if whole:
        met = value >= goal
        judged = Outlook(Verdict.DONE if met else None, Reason("goal-reached" if met else "whole-items"))
    else:
        final = is_final(period, target.deadline)
        judged = of_level(value, goal, _shares(case, found), case.pace(period)[0], target.thresholds, final=final)
    return Outlook(judged.verdict, _told(judged.reason, case), {**judged.numbers, **_need_numbers(need)}, need)


def _told(reason: Reason, case: Case) -> Reason:
    return Reason(reason.code, {**reason.params, "unit": case.target.unit or ""})


def _shares(case: Case, found: Assessment) -> tuple[Fraction, ...]:
    """The shares of earlier years, of the series the target is judged by; only what builds up within a year has any."""
    if case.series is None or found.period is None or case.target.transformation is not Transformation.YTD:
        return ()
    return pace.shares_of_earlier_years(case.series, found.period, case.span)


def _need_numbers(need: Required) -> dict[str, Decimal | None]:
    exact = {"monthly_needed": need.monthly, "monthly_so_far": need.so_far, "step_up": need.step_up}
    found = {name: None if number is None else decimal(number) for name, number in exact.items()}
    return {"left": need.left, "months_left": Decimal(need.months), **found}


def _milestone(case: Case) -> Outlook:
    member, target, day = case.own_member(), case.target, case.moment.judgement_day
    dates = (Attribute.PLANNED, Attribute.FORECAST, Attribute.ACTUAL)
    planned, forecast, actual = (member.day(name) if member else None for name in dates)
    reached = actual if actual is not None and actual <= day else None
    return of_milestone(planned or target.deadline, forecast, reached, day, target.thresholds)
