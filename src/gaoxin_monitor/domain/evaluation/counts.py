"""Counts of items: those not known in advance (``integer``) and those that can be listed (``members``)."""

from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain.codes import Flag, Light
from gaoxin_monitor.domain.evaluation.level import shown_completion
from gaoxin_monitor.domain.exact import percent
from gaoxin_monitor.domain.lights import Judgement, Reason, ReasonValue
from gaoxin_monitor.domain.plans import Thresholds


def judge_count(
    count: int, goal: int, expected: int, time_gone: Fraction, rules: Thresholds, *, final: bool
) -> Judgement:
    """The rule for ``count_*`` with profile ``integer``; ``time_gone`` is the share of the time to the deadline."""
    short = max(0, expected - count)
    band = max(1, int(rules.count_band * goal))
    if count >= goal:
        light, code = Light.DONE, "count-done"
    elif final:
        light, code = Light.RED, "count-missed"
    elif short == 0:
        idle = count == 0 and time_gone >= Fraction(rules.count_idle_share)
        light, code = (Light.YELLOW, "count-idle") if idle else (Light.GREEN, "count-on-pace")
    elif short <= band:
        light, code = Light.YELLOW, "count-behind"
    else:
        light, code = Light.RED, "count-far-behind"
    completion = shown_completion(Fraction(count, goal))
    params: dict[str, ReasonValue] = {
        "count": count,
        "goal": goal,
        "expected": expected,
        "short": short,
        "left": max(0, goal - count),
        "band": band,
        "completion": completion,
        "gone": percent(time_gone),
    }
    numbers = {
        "completion_pct": completion,
        "expected": Decimal(expected),
        "shortfall": Decimal(short),
    }
    return Judgement(light, Reason(code, params), numbers=numbers)


def judge_members(
    count: int, goal: int, planned_by_now: int | None, time_gone: Fraction, rules: Thresholds, *, final: bool
) -> Judgement:
    """The rule for profile ``members``; ``planned_by_now`` is None when no planned date is recorded at all.

    Without any plan the linear expectation stands in, flagged, and is never worse than yellow before the deadline.
    """
    if planned_by_now is not None:
        return judge_count(count, goal, planned_by_now, time_gone, rules, final=final)
    expected = int(goal * time_gone)
    judged = judge_count(count, goal, expected, time_gone, rules, final=final)
    flags = judged.flags | {Flag.ASSUMED_PROFILE}
    if judged.light is Light.RED and not final:
        return Judgement(Light.YELLOW, Reason("count-no-plan", judged.reason.params), flags, judged.numbers)
    return Judgement(judged.light, judged.reason, flags, judged.numbers)
