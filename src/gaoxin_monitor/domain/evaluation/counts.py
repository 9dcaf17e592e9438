"""Counts of items: those not known in advance (``integer``) and those that can be listed (``members``)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain.codes import Flag, Light
from gaoxin_monitor.domain.evaluation.level import pace_measures, shown_completion
from gaoxin_monitor.domain.exact import percent
from gaoxin_monitor.domain.lights import (
    Compare,
    Condition,
    Judgement,
    Measure,
    Reason,
    ReasonValue,
    Rung,
    climb,
    whether,
)
from gaoxin_monitor.domain.packs import RulePack, pack_rungs
from gaoxin_monitor.domain.plans import Thresholds


def judge_count(  # noqa: PLR0913 - the rule has this many independent inputs
    count: int,
    goal: int,
    expected: int,
    time_gone: Fraction,
    rules: Thresholds,
    *,
    final: bool,
    pack: RulePack | None = None,
) -> Judgement:
    """The rule for ``count_*`` with profile ``integer``; ``time_gone`` is the share of the time to the deadline."""
    short = max(0, expected - count)
    band = max(1, int(rules.count_band * goal))
    if pack is None or expected == 0:  # no pack has a word for what is not due yet
        tail = _default_rungs(count, short, band, time_gone, rules)
    else:
        tail = pack_rungs(pack, pace_measures(Fraction(count, goal), Fraction(expected, goal)), "pack-count")
    rungs = climb(_rungs(count, goal, tail, final=final))
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
        "points": percent(Fraction(count - expected, goal)),
    }
    numbers = {"completion_pct": completion, "expected": Decimal(expected), "shortfall": Decimal(short)}
    return Judgement(rungs[-1].light, Reason(rungs[-1].code, params), numbers=numbers, rungs=rungs)


def _rungs(count: int, goal: int, tail: Iterator[Rung], *, final: bool) -> Iterator[Rung]:
    yield Rung(Light.DONE, "count-done", (Condition(Measure.COUNT, count, Compare.AT_LEAST, goal),))
    yield Rung(Light.RED, "count-missed", (whether(Measure.FINAL, holds=final),))
    yield from tail


def _default_rungs(count: int, short: int, band: int, time_gone: Fraction, rules: Thresholds) -> Iterator[Rung]:
    nothing = Condition(Measure.COUNT, count, Compare.EQUAL, 0)
    none_short = Condition(Measure.SHORT, short, Compare.EQUAL, 0)
    idle = Condition(Measure.TIME_GONE, percent(time_gone), Compare.AT_LEAST, percent(Fraction(rules.count_idle_share)))
    yield Rung(Light.YELLOW, "count-idle", (nothing, none_short, idle))
    yield Rung(Light.GREEN, "count-on-pace", (none_short,))
    yield Rung(Light.YELLOW, "count-behind", (Condition(Measure.SHORT, short, Compare.AT_MOST, band),))
    yield Rung(Light.RED, "count-far-behind")


def judge_members(  # noqa: PLR0913 - the rule has this many independent inputs
    count: int,
    goal: int,
    planned_by_now: int | None,
    time_gone: Fraction,
    rules: Thresholds,
    *,
    final: bool,
    pack: RulePack | None = None,
) -> Judgement:
    """The rule for profile ``members``; ``planned_by_now`` is None when no planned date is recorded at all.

    Without any plan the linear expectation stands in, flagged, and is never worse than yellow before the deadline.
    """
    if planned_by_now is not None:
        return judge_count(count, goal, planned_by_now, time_gone, rules, final=final, pack=pack)
    judged = judge_count(count, goal, int(goal * time_gone), time_gone, rules, final=final, pack=pack)
    judged = replace(judged, flags=judged.flags | {Flag.ASSUMED_PROFILE})
    if judged.light is not Light.RED or final:
        return judged
    softer = Rung(Light.YELLOW, "count-no-plan", (Condition(Measure.PLANNED_DATES, 0, Compare.EQUAL, 0),))
    reason = Reason(softer.code, judged.reason.params)
    return replace(judged, light=softer.light, reason=reason, rungs=(*judged.rungs, softer))
