"""Levels, and counts with a share profile: completion against pace."""

from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.exact import decimal, percent, rounded, shown_amount
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.lights import Judgement, Reason, ReasonValue
from gaoxin_monitor.domain.plans import Thresholds


@dataclass(frozen=True, slots=True)
class LevelNumbers:
    """Completion, pace and gap as shown; the catch-up factor K = (1−c)/(1−p), None when the pace is complete."""

    completion: Decimal
    pace: Decimal
    gap: Decimal
    catch_up: Fraction | None


def level_numbers(value: Decimal, goal: Decimal, pace: Fraction) -> LevelNumbers:
    """Computed from unrounded shares, each rounded once (97.157 − 83.333 is a lead of 13.8, not 13.9)."""
    completion = Fraction(value) / Fraction(goal)
    catch_up = (1 - completion) / (1 - pace) if pace != 1 else None
    return LevelNumbers(shown_completion(completion), percent(pace), percent(completion - pace), catch_up)


def shown_completion(share: Fraction) -> Decimal:
    """Percent as shown: what is short of the goal never reads 100.0."""
    return percent(share) if share >= 1 else min(percent(share), _JUST_SHORT)


_JUST_SHORT = Decimal("99.9")


def judge_level(value: Decimal, goal: Decimal, pace: Fraction, rules: Thresholds, *, final: bool) -> Judgement:
    """The rule for ``level_at_least`` and ``count_*`` with a share profile; ``pace`` is a share of 1."""
    known = level_numbers(value, goal, pace)
    light, code = _light(known, rules, met=value >= goal, final=final)
    numbers = {
        "completion_pct": known.completion,
        "pace_pct": known.pace,
        "gap_pp": known.gap,
        "catch_up_factor": None if known.catch_up is None else decimal(known.catch_up),
    }
    params: dict[str, ReasonValue] = {
        "value": shown_amount(value, goal),
        "goal": goal,
        "completion": known.completion,
        "pace": known.pace,
        "ahead": max(known.gap, Decimal("0.0")),
        "behind": abs(known.gap),
        "short": shown_amount(max(goal - value, Decimal(0)), None),
        "band": rules.level_gap,
        "early": rules.early_pace,
        "catch_up": "" if known.catch_up is None else str(rounded(known.catch_up, 2)),
        "catch_up_limit": rounded(rules.level_catch_up, 2),
    }
    return Judgement(light, Reason(code, params), numbers=numbers)


def _light(known: LevelNumbers, rules: Thresholds, *, met: bool, final: bool) -> tuple[Light, str]:
    if met:
        return Light.DONE, "level-done"
    if final:
        return Light.RED, "level-missed"
    if known.pace == 0:
        return Light.PENDING, "level-pending"
    if known.gap >= 0:
        return Light.GREEN, "level-on-pace"
    far = known.gap < -rules.level_gap
    steep = known.catch_up is not None and rounded(known.catch_up, 2) > rules.level_catch_up
    if not far and not steep:
        return Light.YELLOW, "level-behind"
    if known.pace < rules.early_pace:
        return Light.YELLOW, "level-early"
    return Light.RED, "level-far-behind" if far else "level-steep"
