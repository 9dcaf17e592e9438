"""From a case to an assessment: which rule judges the target, what caps it, how old its data are."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from gaoxin_monitor.domain.codes import Flag, Frequency, Kind, Light, TargetFlag
from gaoxin_monitor.domain.evaluation import by_figures, by_members
from gaoxin_monitor.domain.evaluation.awaited import goal_of, provider
from gaoxin_monitor.domain.evaluation.composite import judge_composite
from gaoxin_monitor.domain.evaluation.evidence import Assessment, Case, wording_flags
from gaoxin_monitor.domain.lights import Distance, Judgement, Measure, Named, Reason, ReasonValue
from gaoxin_monitor.domain.packs import decided_by, unknown_measures
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.releases import Release, last_known, overdue
from gaoxin_monitor.domain.timing import is_final


def assess(case: Case) -> Assessment:
    """Judges one target: the rule of its kind, then staleness, the cap of 争取 targets, and the flags."""
    found = _aged(RULES[case.target.kind](case), case)
    judgement = capped(_in_the_packs_words(found.judgement, case), case.target)
    flags = judgement.flags | wording_flags(case.target, found.period, found.observation)
    if flags == found.judgement.flags and judgement is found.judgement:
        return found
    return replace(found, judgement=replace(judgement, flags=frozenset(flags)))


def _in_the_packs_words(judgement: Judgement, case: Case) -> Judgement:
    """Where a pack decided, its name and its comparison belong into the sentence, or what it would have to know."""
    if case.pack is None or not judgement.reason.code.startswith("pack-"):
        return judgement
    measure = Measure.GROWTH_GAP if case.target.kind is Kind.GROWTH_RATE else Measure.GAP
    points = judgement.reason.params.get("points", judgement.numbers.get("gap_pp") or Decimal("0.0"))
    told: dict[str, ReasonValue] = {
        "pack": case.pack.id,
        "pack_name": Named(case.pack.name_zh, case.pack.name_en),
        "unknown": unknown_measures(judgement.rungs),
        "course": Distance(measure, points if isinstance(points, Decimal) else Decimal("0.0")),
        "decided": decided_by(judgement.rungs),
    }
    return replace(judgement, reason=Reason(judgement.reason.code, {**judgement.reason.params, **told}))


def capped(judgement: Judgement, target: Target) -> Judgement:
    """争取 is never worse than yellow, unless the deadline is hard."""
    best_effort = target.is_(TargetFlag.BEST_EFFORT) and not target.is_(TargetFlag.HARD_DEADLINE)
    if judgement.light is not Light.RED or not best_effort:
        return judgement
    return replace(judgement, light=Light.YELLOW, flags=judgement.flags | {Flag.CAPPED})


def _aged(found: Assessment, case: Case) -> Assessment:
    """Two missed releases leave no light; one leaves a flag.

    Events, what is done and what is final never go stale; of texts the rule itself asks how old they are. Returns of a
    list carry a month; what is due after one follows from how often the target is reported.
    """
    target = case.target
    timeless = target.frequency is Frequency.EVENT or target.kind is Kind.QUALITATIVE
    lasting = found.light is Light.DONE or timeless
    if found.period is None or lasting or is_final(found.period, target.deadline):
        return found
    known = last_known(target, found.period, by_list=found.observation is None)
    missed = overdue(target, case.calendar, known, case.moment.judgement_day)
    if not missed:
        return found
    judgement = _put_out(found, case, missed) if len(missed) > 1 else found.judgement
    return replace(found, judgement=replace(judgement, flags=judgement.flags | {Flag.STALE}))


def _put_out(found: Assessment, case: Case, missed: tuple[Release, ...]) -> Judgement:
    """No light any more, which releases are missing, and the light the last value would have; its steps stay."""
    assert found.period is not None  # noqa: S101 - only what has a period grows old
    target, own = case.target, capped(found.judgement, case.target).light
    first, second = missed
    params: dict[str, ReasonValue] = {"period": found.period, "agency": provider(target), "own": own}
    params |= {"awaited": first.period, "due": first.due, "following": second.period, "following_due": second.due}
    if found.value is not None:
        params["value"] = found.value
    return Judgement(Light.NODATA, Reason("two-releases-missed", params), rungs=found.judgement.rungs)


def _composite(case: Case) -> Assessment:
    month = case.moment.month
    goal = int(goal_of(case.target)) or None
    judged = judge_composite(case.evidence.items, goal, final=is_final(month, case.target.deadline))
    done = sum(light is Light.DONE for light in case.evidence.items)
    return Assessment(judged, month if case.evidence.items else None, Decimal(done))


RULES: dict[Kind, Callable[[Case], Assessment]] = {
    Kind.LEVEL_AT_LEAST: by_figures.level,
    Kind.COUNT_AT_LEAST: by_members.count,
    Kind.COUNT_ALL: by_members.count,
    Kind.COUNT_BY_DATE: by_members.count,
    Kind.GROWTH_RATE: by_figures.growth,
    Kind.LEVEL_AT_MOST: by_figures.at_most,
    Kind.ZERO: by_figures.zero,
    Kind.ZERO_DYNAMIC: by_members.zero_dynamic,
    Kind.MILESTONE_BY_DATE: by_members.milestone,
    Kind.COMPOSITE: _composite,
    Kind.PROGRESS_VS_PLAN: by_members.progress,
    Kind.CONTINUITY: by_members.continuity,
    Kind.COVERAGE: by_members.coverage,
    Kind.COVERAGE_PER_UNIT: by_members.coverage,
    Kind.DIRECTION: by_figures.direction,
    Kind.QUALITATIVE: by_members.qualitative,
}
"""The rule of every kind."""
