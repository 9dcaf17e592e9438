"""What every rule does before it judges: the newest figure, or what is awaited; the goal; words for its sentence."""

from dataclasses import replace
from decimal import Decimal

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.codes import COUNTS, Kind, Light
from gaoxin_monitor.domain.evaluation.evidence import Assessment, Case
from gaoxin_monitor.domain.lights import Judgement, Reason, ReasonValue
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.plans import Target


def grey(code: str, **params: ReasonValue) -> Judgement:
    """No data, and why."""
    return Judgement(Light.NODATA, Reason(code, params))


def nothing(case: Case) -> Assessment:
    """No usable figure: pending while nothing is expected yet, otherwise no data with what is awaited."""
    target = case.target
    if has_pace(target) and case.pace(case.moment.month)[0] == 0:
        return Assessment(Judgement(Light.PENDING, Reason("not-started", {"period": case.moment.month})))
    code = "no-return" if target.register and not target.indicator else "no-observation"
    return Assessment(grey(code, agency=provider(target), period=case.moment.month))


def provider(target: Target) -> str:
    """Who is to deliver, as far as the plan says."""
    return target.source_agency or target.responsible or "—"


def has_pace(target: Target) -> bool:
    """Whether the target is judged by completion against a share profile."""
    shares = target.profile not in (pace.INTEGER, pace.MEMBERS)
    return target.kind is Kind.LEVEL_AT_LEAST or (target.kind in COUNTS and shares)


def newest_figure(case: Case) -> tuple[Observation, Decimal] | Assessment:
    """The newest figure in the target's unit, or why there is none."""
    newest = case.newest()
    if newest is None:
        return nothing(case)
    value = in_unit(newest, case.target)
    if value is None:
        return Assessment(grey("unit-mismatch", found=newest.unit, period=newest.period), newest.period, None, newest)
    return newest, value


def in_unit(observation: Observation, target: Target) -> Decimal | None:
    """A figure in the target's unit; None when it is missing or of another measure."""
    return observation.value if target.unit is None else observation.value_in(target.unit)


def goal_of(target: Target) -> Decimal:
    """The goal; 0 where the plan gives none."""
    return target.goal if target.goal is not None else Decimal(0)


def in_words(judgement: Judgement, target: Target, **params: ReasonValue) -> Judgement:
    """The judgement with the unit and with more for its sentence to tell."""
    unit: ReasonValue = target.unit if target.unit is not None else ""
    return replace(judgement, reason=Reason(judgement.reason.code, {**judgement.reason.params, "unit": unit, **params}))
