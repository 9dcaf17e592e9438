"""Milestones: planned, forecast and actual dates, judged on the judgement day."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gaoxin_monitor.domain.codes import Flag, Light
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
        return _achieved(planned, actual, planned or deadline)
    if planned is None or day is None:
        return _unplanned(day, deadline)
    overdue = max(0, (day - planned).days)
    slip = max(0, (forecast - planned).days) if forecast is not None else 0
    rungs = climb(_open_rungs(overdue, slip, rules, hard=hard))
    params = _dates(planned=planned, forecast=forecast) | {
        "overdue": overdue,
        "slip": slip,
        "left": max(0, (planned - day).days),
        "overdue_limit": rules.overdue_days,
        "slip_limit": rules.slip_days,
    }
    numbers = {"days_overdue": Decimal(overdue), "days_slip": Decimal(slip)}
    return Judgement(rungs[-1].light, Reason(rungs[-1].code, params), numbers=numbers, rungs=rungs)


def _dates(**days: date | None) -> dict[str, ReasonValue]:
    return {name: day for name, day in days.items() if day is not None}


def _achieved(planned: date | None, actual: date, due: date | None) -> Judgement:
    """Done is done; late is told as a flag. Only a planned date can be named as what was kept or missed."""
    params = _dates(planned=planned, actual=actual)
    late = due is not None and actual > due
    conditions = () if due is None else (Condition(Measure.ACTUAL, actual, Compare.AT_MOST, due),)
    code = "milestone-done-unplanned" if planned is None else "milestone-done"
    rungs = climb(
        (
            Rung(Light.DONE, code, conditions),
            Rung(Light.DONE, "milestone-done-unplanned" if planned is None else "milestone-late"),
        )
    )
    flags = frozenset({Flag.LATE}) if late else frozenset[Flag]()
    return Judgement(Light.DONE, Reason(rungs[-1].code, params), flags, rungs=rungs)


def _unplanned(day: date | None, deadline: date | None) -> Judgement:
    if day is None or deadline is None:
        return Judgement(
            Light.NODATA, Reason("milestone-unplanned"), rungs=(Rung(Light.NODATA, "milestone-unplanned"),)
        )
    rungs = climb(
        (
            Rung(Light.RED, "milestone-unplanned-missed", (Condition(Measure.DAY, day, Compare.ABOVE, deadline),)),
            Rung(Light.NODATA, "milestone-unplanned"),
        )
    )
    missed = rungs[-1].light is Light.RED
    params: dict[str, ReasonValue] = {"deadline": deadline, "overdue": (day - deadline).days} if missed else {}
    return Judgement(rungs[-1].light, Reason(rungs[-1].code, params), rungs=rungs)


def _open_rungs(overdue: int, slip: int, rules: Thresholds, *, hard: bool) -> Iterator[Rung]:
    late = Condition(Measure.OVERDUE_DAYS, overdue, Compare.ABOVE, 0)
    slips = Condition(Measure.SLIP_DAYS, slip, Compare.ABOVE, 0)
    strict = whether(Measure.HARD_DEADLINE, holds=hard)
    yield Rung(Light.RED, "milestone-overdue-hard", (late, strict))
    yield Rung(Light.RED, "milestone-long-overdue", (late._replace(limit=rules.overdue_days),))
    yield Rung(Light.RED, "milestone-slips-far", (slips._replace(limit=rules.slip_days),))
    yield Rung(Light.YELLOW, "milestone-overdue", (late,))
    yield Rung(Light.YELLOW, "milestone-slips", (slips,))
    yield Rung(Light.GREEN, "milestone-ahead")
