"""Coverage: how many of the listed units have what they need; never a sum, one with three does not serve three."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from gaoxin_monitor.domain.evaluation.counts import judge_count, judge_members
from gaoxin_monitor.domain.lights import Judgement, Reason, ReasonValue
from gaoxin_monitor.domain.plans import Thresholds


def judge_coverage(  # noqa: PLR0913 - the rule has this many independent inputs
    per_unit: Mapping[str, int],
    need: int,
    goal: int,
    expected: int | None,
    time_gone: Fraction,
    rules: Thresholds,
    *,
    final: bool,
    listed: bool = False,
) -> Judgement:
    """The rule for ``coverage`` and ``coverage_per_unit``: units with at least ``need``, as a count against ``goal``.

    ``listed``: the units have planned days, ``expected`` counts those due by now, None when none has any.
    """
    missing = tuple(unit for unit, has in per_unit.items() if has < need)
    covered = len(per_unit) - len(missing)
    if listed:
        judged = judge_members(covered, goal, expected, time_gone, rules, final=final)
    else:
        judged = judge_count(covered, goal, expected or 0, time_gone, rules, final=final)
    rungs = tuple(rung._replace(code=_COVERAGE_CODES.get(rung.code, rung.code)) for rung in judged.rungs)
    told: dict[str, ReasonValue] = {"missing": missing, "units": len(per_unit)}
    return replace(judged, reason=Reason(rungs[-1].code, {**judged.reason.params, **told}), rungs=rungs)


_COVERAGE_CODES: Mapping[str, str] = {
    "count-done": "coverage-done",
    "count-missed": "coverage-missed",
    "count-on-pace": "coverage-on-pace",
    "count-idle": "coverage-idle",
    "count-behind": "coverage-behind",
    "count-far-behind": "coverage-far-behind",
    "count-no-plan": "coverage-no-plan",
}
"""The same steps in words that name the units that are missing."""
