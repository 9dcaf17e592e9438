"""Milestones: planned, forecast and actual dates, judged on the judgement day."""

from datetime import date
from decimal import Decimal

from gaoxin_monitor.domain.codes import Flag, Light
from gaoxin_monitor.domain.lights import Judgement, Reason, ReasonValue
from gaoxin_monitor.domain.plans import Thresholds


def judge_milestone(  # noqa: PLR0913 - the rule has this many independent inputs
    planned: date | None,
    forecast: date | None,
    actual: date | None,
    day: date | None,
    rules: Thresholds,
    *,
    hard: bool = False,
    deadline: date | None = None,
) -> Judgement:
    """The rule for ``milestone_by_date``; ``day`` may be missing only when there is an actual date or no plan."""
    if actual is not None:
        due = planned or deadline
        late = due is not None and actual > due
        flags = frozenset({Flag.LATE}) if late else frozenset[Flag]()
        params = _dates(planned=planned, actual=actual)
        if planned is None:
            return Judgement(Light.DONE, Reason("milestone-done-unplanned", params), flags)
        return Judgement(Light.DONE, Reason("milestone-late" if late else "milestone-done", params), flags)
    if planned is None or day is None:
        return _unplanned(day, deadline)
    overdue = max(0, (day - planned).days)
    slip = max(0, (forecast - planned).days) if forecast is not None else 0
    light, code = _light(overdue, slip, rules, hard=hard)
    params = _dates(planned=planned, forecast=forecast) | {
        "overdue": overdue,
        "slip": slip,
        "left": max(0, (planned - day).days),
        "overdue_limit": rules.overdue_days,
        "slip_limit": rules.slip_days,
    }
    return Judgement(
        light, Reason(code, params), numbers={"days_overdue": Decimal(overdue), "days_slip": Decimal(slip)}
    )


def _dates(**days: date | None) -> dict[str, ReasonValue]:
    return {name: day for name, day in days.items() if day is not None}


def _unplanned(day: date | None, deadline: date | None) -> Judgement:
    if day is not None and deadline is not None and day > deadline:
        params: dict[str, ReasonValue] = {"deadline": deadline, "overdue": (day - deadline).days}
        return Judgement(Light.RED, Reason("milestone-unplanned-missed", params))
    return Judgement(Light.NODATA, Reason("milestone-unplanned"))


def _light(overdue: int, slip: int, rules: Thresholds, *, hard: bool) -> tuple[Light, str]:
    if overdue and hard:
        return Light.RED, "milestone-overdue-hard"
    if overdue > rules.overdue_days:
        return Light.RED, "milestone-long-overdue"
    if slip > rules.slip_days:
        return Light.RED, "milestone-slips-far"
    if overdue:
        return Light.YELLOW, "milestone-overdue"
    if slip:
        return Light.YELLOW, "milestone-slips"
    return Light.GREEN, "milestone-ahead"
