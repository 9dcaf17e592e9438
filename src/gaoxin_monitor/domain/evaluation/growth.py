"""Growth rates: published year-to-date growth against the goal, never prorated, never recomputed from levels."""

from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.exact import decimal, decimals, rounded
from gaoxin_monitor.domain.lights import Judgement, Reason, ReasonValue
from gaoxin_monitor.domain.plans import Thresholds


def rest_growth_needed(goal: Decimal, growth: Decimal, share: Fraction) -> Fraction:
    """Growth the rest of the year must bring, in percent: r = ((1+G*) − s(1+g))/(1−s) − 1; ``share`` s < 1."""
    needed = (1 + Fraction(goal) / 100 - share * (1 + Fraction(growth) / 100)) / (1 - share) - 1
    return needed * 100


def catch_up_factor(goal: Decimal, growth: Decimal, share: Fraction) -> Fraction | None:
    """K = (1−c)/(1−p) with c = s(1+g)/(1+G*), p = s; None when the share is the whole year."""
    if share == 1:
        return None
    completion = share * (1 + Fraction(growth) / 100) / (1 + Fraction(goal) / 100)
    return (1 - completion) / (1 - share)


def judge_growth(
    growth: Decimal, goal: Decimal, share: Fraction | None, rules: Thresholds, *, first_release: bool, final: bool
) -> Judgement:
    """The rule for ``growth_rate``; ``share`` is the part of last year's total reached at this period, if known."""
    gap = rounded(growth - goal)
    band = max(rules.growth_band_min, rules.growth_band_share * goal)
    limit = goal + max(rules.growth_rest_min, rules.growth_rest_share * goal)
    needed = None if share is None or share >= 1 else rest_growth_needed(goal, growth, share)
    reachable = needed is None or rounded(needed) <= rounded(limit)
    if final:
        light, code = (Light.DONE, "growth-done") if growth >= goal else (Light.RED, "growth-missed")
    else:
        light, code = _light(growth, gap, rounded(band), reachable=reachable, first_release=first_release)
    params: dict[str, ReasonValue] = {
        "growth": growth,
        "goal": goal,
        "ahead": max(gap, Decimal("0.0")),
        "behind": abs(gap),
        "band": rounded(band),
        "limit": rounded(limit),
        "needed": "" if needed is None else str(rounded(needed)),
    }
    numbers = {
        "gap_pp": gap,
        "yellow_band_pp": band,
        "rest_growth_needed_pct": None if needed is None else decimal(needed),
        "rest_limit_pct": limit,
    }
    suffix = "-rest" if needed is not None and light in (Light.YELLOW, Light.RED) and not final else ""
    return Judgement(light, Reason(code + suffix, params), numbers=numbers)


def _light(growth: Decimal, gap: Decimal, band: Decimal, *, reachable: bool, first_release: bool) -> tuple[Light, str]:
    if gap >= 0:
        return Light.GREEN, "growth-on-course"
    if growth < 0:
        return Light.RED, "growth-negative"
    if -gap <= band and reachable:
        return Light.YELLOW, "growth-behind"
    if first_release:
        return Light.YELLOW, "growth-first-release"
    return Light.RED, "growth-far-behind" if -gap > band else "growth-steep"


def naive_growth(level: Decimal, base: Decimal) -> Fraction:
    """The ratio of two published levels as growth in percent: a check on the published rate, never a substitute."""
    return (Fraction(level) / Fraction(base) - 1) * 100


def rounding_error(level: Decimal, base: Decimal, digits: int | None = None) -> Fraction:
    """How far rounding of the two levels alone can move their ratio, in points: 100·(½ulp/C + ½ulp/B)."""
    ulp_level = Fraction(1, 2 * 10 ** (decimals(level) if digits is None else digits))
    ulp_base = Fraction(1, 2 * 10 ** (decimals(base) if digits is None else digits))
    return 100 * (ulp_level / Fraction(level) + ulp_base / Fraction(base))


def base_revised(
    level: Decimal, base: Decimal, published: Decimal, tolerance: Decimal, digits: int | None = None
) -> bool:
    """Whether published growth and the ratio of levels differ by more than tolerance and rounding can explain."""
    if level <= 0 or base <= 0:
        return False
    allowed = max(Fraction(tolerance), rounding_error(level, base, digits))
    return abs(naive_growth(level, base) - Fraction(published)) > allowed
