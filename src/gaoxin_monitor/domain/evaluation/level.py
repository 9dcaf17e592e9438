"""Levels, and counts with a share profile: completion against pace."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.exact import decimal, percent, rounded, shown_amount
from gaoxin_monitor.domain.frozen import dataclass
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
    shown = percent(share)
    return shown if share >= 1 else min(shown, _JUST_SHORT)


_JUST_SHORT = Decimal("99.9")


def pace_measures(
    completion: Fraction, pace: Fraction, last_year: Fraction | None = None
) -> dict[Measure, Decimal | None]:
    """What packs ask of anything with a pace, each rounded as shown; ``last_year`` is the completion a year ago."""
    return {
        Measure.COMPLETION: percent(completion),
        Measure.PACE: percent(pace),
        Measure.GAP: percent(completion - pace),
        Measure.SHORTFALL: percent(max(pace - completion, Fraction(0)) / pace) if pace else None,
        Measure.SPI: rounded(completion / pace, 2) if pace else None,
        Measure.CATCH_UP: rounded((1 - completion) / (1 - pace), 2) if pace != 1 else None,
        Measure.LEAD: None if last_year is None else percent(completion - last_year),
    }


def judge_level(  # noqa: PLR0913 - the rule has this many independent inputs
    value: Decimal,
    goal: Decimal,
    pace: Fraction,
    rules: Thresholds,
    *,
    final: bool,
    pack: RulePack | None = None,
    last_year: Fraction | None = None,
) -> Judgement:
    """The rule for ``level_at_least`` and ``count_*`` with a share profile; ``pace`` is a share of 1.

    ``last_year`` is the share of last year's total that had been reached at the same time, where a pack asks for it.
    """
    known = level_numbers(value, goal, pace)
    catch_up = None if known.catch_up is None else rounded(known.catch_up, 2)
    if pack is None:
        tail = _default_rungs(known, catch_up, rules)
    else:
        tail = pack_rungs(pack, pace_measures(Fraction(value) / Fraction(goal), pace, last_year), "pack-level")
    rungs = climb(_rungs(value, goal, known, tail, final=final))
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
        "catch_up": "" if catch_up is None else str(catch_up),
        "catch_up_limit": rounded(rules.level_catch_up, 2),
    }
    return Judgement(rungs[-1].light, Reason(rungs[-1].code, params), numbers=numbers, rungs=rungs)


def _rungs(value: Decimal, goal: Decimal, known: LevelNumbers, tail: Iterator[Rung], *, final: bool) -> Iterator[Rung]:
    yield Rung(Light.DONE, "level-done", (Condition(Measure.VALUE, value, Compare.AT_LEAST, goal),))
    yield Rung(Light.RED, "level-missed", (whether(Measure.FINAL, holds=final),))
    yield Rung(Light.PENDING, "level-pending", (Condition(Measure.PACE, known.pace, Compare.EQUAL, Decimal("0.0")),))
    yield from tail


def _default_rungs(known: LevelNumbers, catch_up: Decimal | None, rules: Thresholds) -> Iterator[Rung]:
    """K is not asked for when the pace is complete: then only the gap decides."""
    near = Condition(Measure.GAP, known.gap, Compare.AT_LEAST, -rules.level_gap)
    limit = rounded(rules.level_catch_up, 2)
    steady = () if catch_up is None else (Condition(Measure.CATCH_UP, catch_up, Compare.AT_MOST, limit),)
    yield Rung(Light.GREEN, "level-on-pace", (Condition(Measure.GAP, known.gap, Compare.AT_LEAST, Decimal("0.0")),))
    yield Rung(Light.YELLOW, "level-behind", (near, *steady))
    yield Rung(Light.YELLOW, "level-early", (Condition(Measure.PACE, known.pace, Compare.BELOW, rules.early_pace),))
    yield Rung(Light.RED, "level-far-behind", (near._replace(compare=Compare.BELOW),))
    yield Rung(Light.RED, "level-steep")
