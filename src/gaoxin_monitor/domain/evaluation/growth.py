"""Growth rates: published year-to-date growth against the goal, never prorated, never recomputed from levels."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.exact import as_limit, decimal, half_step, rounded
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


def rest_growth_needed(goal: Decimal, growth: Decimal, share: Fraction) -> Fraction:
    """Growth the rest of the year must bring, in percent: r = ((1+G*) − s(1+g))/(1−s) − 1; ``share`` s < 1."""
    needed = (1 + Fraction(goal) / 100 - share * (1 + Fraction(growth) / 100)) / (1 - share) - 1
    return needed * 100


def rest_limit(goal: Decimal, rules: Thresholds) -> Decimal:
    """The growth of the rest of the year up to which a goal still counts as reachable, in percent."""
    return as_limit(goal + max(rules.growth_rest_min, rules.growth_rest_share * goal))


def catch_up_factor(goal: Decimal, growth: Decimal, share: Fraction) -> Fraction | None:
    """K = (1−c)/(1−p) with c = s(1+g)/(1+G*), p = s; None when the share is the whole year."""
    if share == 1:
        return None
    completion = share * (1 + Fraction(growth) / 100) / (1 + Fraction(goal) / 100)
    return (1 - completion) / (1 - share)


def judge_growth(  # noqa: PLR0913 - the rule has this many independent inputs
    growth: Decimal,
    goal: Decimal,
    share: Fraction | None,
    rules: Thresholds,
    *,
    first_release: bool,
    final: bool,
    pack: RulePack | None = None,
    area_growth: Decimal | None = None,
) -> Judgement:
    """The rule for ``growth_rate``; ``share`` is the part of last year's total reached at this period, if known.

    ``area_growth`` is the superior area's rate for the same period, where a pack asks for it.
    """
    gap = rounded(growth - goal)
    band = as_limit(max(rules.growth_band_min, rules.growth_band_share * goal))
    limit = rest_limit(goal, rules)
    needed = None if share is None or share >= 1 else rest_growth_needed(goal, growth, share)
    shown = None if needed is None else rounded(needed)
    if pack is None:
        tail = _default_rungs(growth, gap, band, shown, limit, first_release=first_release)
    else:
        tail = pack_rungs(pack, _measures(growth, gap, shown, area_growth), "pack-growth")
    rungs = climb(_rungs(growth, goal, tail, final=final))
    light, code = rungs[-1].light, rungs[-1].code
    params: dict[str, ReasonValue] = {
        "growth": growth,
        "goal": goal,
        "ahead": max(gap, Decimal("0.0")),
        "behind": abs(gap),
        "band": band,
        "limit": limit,
        "needed": "" if shown is None else str(shown),
    }
    numbers = {
        "gap_pp": gap,
        "yellow_band_pp": band,
        "rest_growth_needed_pct": None if needed is None else decimal(needed),
        "rest_limit_pct": limit,
    }
    told = pack is None and shown is not None and light in (Light.YELLOW, Light.RED) and not final
    return Judgement(light, Reason(f"{code}-rest" if told else code, params), numbers=numbers, rungs=rungs)


def _rungs(growth: Decimal, goal: Decimal, tail: Iterator[Rung], *, final: bool) -> Iterator[Rung]:
    last = whether(Measure.FINAL, holds=final)
    yield Rung(Light.DONE, "growth-done", (last, Condition(Measure.GROWTH, growth, Compare.AT_LEAST, goal)))
    yield Rung(Light.RED, "growth-missed", (last,))
    yield from tail


def _default_rungs(
    growth: Decimal, gap: Decimal, band: Decimal, needed: Decimal | None, limit: Decimal, *, first_release: bool
) -> Iterator[Rung]:
    """The growth that the rest of the year needs is asked for only where it is known."""
    near = Condition(Measure.GROWTH_GAP, gap, Compare.AT_LEAST, -band)
    reachable = () if needed is None else (Condition(Measure.REST_GROWTH, needed, Compare.AT_MOST, limit),)
    yield Rung(Light.GREEN, "growth-on-course", (Condition(Measure.GROWTH_GAP, gap, Compare.AT_LEAST, Decimal("0.0")),))
    yield Rung(Light.RED, "growth-negative", (Condition(Measure.GROWTH, growth, Compare.BELOW, Decimal(0)),))
    yield Rung(Light.YELLOW, "growth-behind", (near, *reachable))
    yield Rung(Light.YELLOW, "growth-first-release", (whether(Measure.FIRST_RELEASE, holds=first_release),))
    yield Rung(Light.RED, "growth-far-behind", (near._replace(compare=Compare.BELOW),))
    yield Rung(Light.RED, "growth-steep")


def _measures(
    growth: Decimal, gap: Decimal, needed: Decimal | None, area_growth: Decimal | None
) -> dict[Measure, Decimal | None]:
    return {
        Measure.GROWTH: growth,
        Measure.GROWTH_GAP: gap,
        Measure.AREA_GAP: None if area_growth is None else rounded(growth - area_growth),
        Measure.REST_GROWTH: needed,
    }


def naive_growth(level: Decimal, base: Decimal) -> Fraction:
    """The ratio of two published levels as growth in percent: a check on the published rate, never a substitute."""
    return (Fraction(level) / Fraction(base) - 1) * 100


def rounding_error(level: Decimal, base: Decimal, digits: int | None = None) -> Fraction:
    """How far rounding of the two levels alone can move their ratio, in points: 100·(½ulp/C + ½ulp/B)."""
    steps = (half_step(each) if digits is None else Fraction(1, 2 * 10**digits) for each in (level, base))
    return 100 * sum((step / Fraction(each) for step, each in zip(steps, (level, base), strict=True)), Fraction(0))


def base_revised(
    level: Decimal, base: Decimal, published: Decimal, tolerance: Decimal, digits: int | None = None
) -> bool:
    """Whether published growth and the ratio of levels differ by more than tolerance and rounding can explain."""
    if level <= 0 or base <= 0:
        return False
    allowed = max(Fraction(tolerance), rounding_error(level, base, digits))
    return abs(naive_growth(level, base) - Fraction(published)) > allowed
