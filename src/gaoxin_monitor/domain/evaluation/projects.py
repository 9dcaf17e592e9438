"""Projects under construction: physical progress against the planned curve, and months without any progress."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.evaluation.level import judge_level
from gaoxin_monitor.domain.lights import Compare, Condition, Judgement, Measure, Reason, Rung, climb, whether
from gaoxin_monitor.domain.packs import RulePack
from gaoxin_monitor.domain.plans import Thresholds


def judge_progress(
    progress: Decimal, pace: Fraction, rules: Thresholds, *, final: bool = False, pack: RulePack | None = None
) -> Judgement:
    """The rule for ``progress_vs_plan``: percent of the work done against the planned curve, judged as a level is."""
    judged = judge_level(progress, Decimal(100), pace, rules, final=final, pack=pack)
    rungs = tuple(rung._replace(code=_PROGRESS_CODES.get(rung.code, rung.code)) for rung in judged.rungs)
    return replace(judged, reason=Reason(rungs[-1].code, judged.reason.params), rungs=rungs)


_PROGRESS_CODES: Mapping[str, str] = {
    "level-done": "progress-done",
    "level-missed": "progress-missed",
    "level-pending": "progress-pending",
    "level-on-pace": "progress-on-pace",
    "level-behind": "progress-behind",
    "level-early": "progress-early",
    "level-far-behind": "progress-far-behind",
    "level-steep": "progress-steep",
    "pack-level": "pack-progress",
}
"""The same steps in words of their own: a project is built, nothing of it is cumulated."""


def judge_continuity(idle_months: int, rules: Thresholds, *, finished: bool = False) -> Judgement:
    """The rule for ``continuity``: months since the last recorded progress; what is finished need not go on."""
    idle = Condition(Measure.IDLE_MONTHS, idle_months, Compare.AT_LEAST, rules.idle_behind_months)
    rungs = climb(
        (
            Rung(Light.DONE, "continuity-finished", (whether(Measure.FINISHED, holds=finished),)),
            Rung(Light.RED, "continuity-stopped", (idle,)),
            Rung(Light.YELLOW, "continuity-idle", (idle._replace(limit=rules.idle_watch_months),)),
            Rung(Light.GREEN, "continuity-going-on"),
        )
    )
    params = {"months": idle_months, "watch": rules.idle_watch_months, "behind": rules.idle_behind_months}
    numbers = {"idle_months": Decimal(idle_months)}
    return Judgement(rungs[-1].light, Reason(rungs[-1].code, params), numbers=numbers, rungs=rungs)
