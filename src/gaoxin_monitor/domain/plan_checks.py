"""What new figures must agree with because the plan itself says so."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain.batches import Figure
from gaoxin_monitor.domain.codes import Kind, Severity, Transformation
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.exact import rounded
from gaoxin_monitor.domain.plans import Plan, Target

_DIGITS = 2


def implied_base(level: Target, growth: Target) -> Decimal | None:
    """The prior year's total that a level goal and a growth goal for one indicator imply: 4.5 and 12.5 % give 4.00."""
    if level.goal is None or growth.goal is None:
        return None
    return rounded(Fraction(level.goal) / (1 + Fraction(growth.goal) / 100), _DIGITS)


def check_bases(plan: Plan, figures: Iterable[Figure]) -> tuple[Diagnostic, ...]:
    """Warns (``base-not-implied``) where last year's total is off the one implied by two goals for its indicator."""
    bases = _implied_bases(plan)
    found = []
    for figure in figures:
        known = bases.get((figure.key.indicator, figure.key.ref_area))
        if known is None or not _is_last_years_total(figure, plan.year):
            continue
        level, base = known
        value = figure.observation.value_in(level.unit) if level.unit else None
        if value is not None and abs(value - base) > level.thresholds.implied_base_tolerance:
            params = {"value": value, "base": base, "unit": level.unit, "target": level.name_zh}
            found.append(
                Diagnostic("base-not-implied", Severity.WARNING, place=figure.observation.place, params=params)
            )
    return tuple(found)


def _implied_bases(plan: Plan) -> dict[tuple[str, str], tuple[Target, Decimal]]:
    measured = [target for target in plan.targets if target.indicator]
    levels = {(t.indicator, t.ref_area): t for t in measured if t.kind is Kind.LEVEL_AT_LEAST}
    found = {}
    for growth in measured:
        level = levels.get((growth.indicator, growth.ref_area)) if growth.kind is Kind.GROWTH_RATE else None
        base = implied_base(level, growth) if level else None
        if level is not None and base is not None:
            found[level.indicator, level.ref_area] = (level, base)
    return found


def _is_last_years_total(figure: Figure, year: int) -> bool:
    period = figure.observation.period
    total = figure.key.transformation is Transformation.YTD
    return total and period.year == year - 1 and period.last_month == 12  # noqa: PLR2004 - December closes the year
