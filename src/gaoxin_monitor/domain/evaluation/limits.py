"""Limits: at most, never above zero, and dynamic zero."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from gaoxin_monitor.domain.codes import Attribute, Light
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
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Thresholds


def judge_at_most(value: Decimal, limit: Decimal, rules: Thresholds, *, final: bool) -> Judgement:
    """The rule for ``level_at_most``, at the precision the figure was published with (4.5 is not above 4.5)."""
    margin = rules.at_most_margin
    rungs = climb(
        (
            Rung(Light.RED, "limit-exceeded", (Condition(Measure.VALUE, value, Compare.ABOVE, limit),)),
            Rung(Light.DONE, "limit-kept", (whether(Measure.FINAL, holds=final),)),
            Rung(Light.YELLOW, "limit-near", (Condition(Measure.VALUE, value, Compare.ABOVE, limit - margin),)),
            Rung(Light.GREEN, "limit-below"),
        )
    )
    gap = value - limit
    params: dict[str, ReasonValue] = {
        "value": value,
        "goal": limit,
        "over": max(gap, Decimal(0)),
        "room": max(-gap, Decimal(0)),
        "margin": margin,
    }
    numbers = {"gap_pp": gap, "margin": margin}
    return Judgement(rungs[-1].light, Reason(rungs[-1].code, params), numbers=numbers, rungs=rungs)


def judge_zero(figures: Iterable[tuple[Period, Decimal | None]], *, final: bool) -> Judgement:
    """The rule for ``zero`` over this year's figures: one above zero is red for the rest of the year."""
    known = [(period, value) for period, value in figures if value is not None]
    above = next(((period, value) for period, value in known if value > 0), None)
    highest = max((value for _, value in known), default=Decimal(0))
    rungs = climb(
        (
            Rung(Light.RED, "zero-broken", (Condition(Measure.HIGHEST, highest, Compare.ABOVE, Decimal(0)),)),
            Rung(Light.DONE, "zero-kept", (whether(Measure.FINAL, holds=final),)),
            Rung(Light.GREEN, "zero-so-far"),
        )
    )
    params: dict[str, ReasonValue] = (
        {"periods": len(known)} if above is None else dict(zip(_BROKEN, above, strict=True))
    )
    numbers = {"value": Decimal(0) if above is None else above[1]}
    return Judgement(rungs[-1].light, Reason(rungs[-1].code, params), numbers=numbers, rungs=rungs)


_BROKEN = ("period", "value")


def judge_zero_dynamic(found: int, overdue: int, rules: Thresholds, *, final: bool = False) -> Judgement:
    """The rule for ``zero_dynamic``: ``found`` cases are open, ``overdue`` of them longer than the help term."""
    rungs = climb(
        (
            Rung(Light.RED, "open-overdue", (Condition(Measure.OVERDUE, overdue, Compare.ABOVE, 0),)),
            Rung(Light.YELLOW, "open-in-term", (Condition(Measure.OPEN, found, Compare.ABOVE, 0),)),
            Rung(Light.DONE, "open-none", (whether(Measure.FINAL, holds=final),)),
            Rung(Light.GREEN, "open-none"),
        )
    )
    params: dict[str, ReasonValue] = {"open": found, "overdue": overdue, "days": rules.help_days}
    numbers = {"open": Decimal(found), "overdue": Decimal(overdue)}
    return Judgement(rungs[-1].light, Reason(rungs[-1].code, params), numbers=numbers, rungs=rungs)


def open_cases(members: Iterable[Member], day: date, help_days: int) -> tuple[int, int]:
    """Cases found and not closed on ``day``, and how many of them are past the help term."""
    found = overdue = 0
    for member in members:
        opened, closed = member.day(Attribute.OPENED), member.day(Attribute.CLOSED)
        if opened is None or opened > day or (closed is not None and closed <= day):
            continue
        found += 1
        overdue += day > opened + timedelta(days=help_days)
    return found, overdue


def judge_case(opened: date, closed: date | None, day: date, rules: Thresholds) -> Judgement:
    """One case of ``zero_dynamic`` on a day: closed, open within the help term, or open for longer."""
    gone = (min(closed or day, day) - opened).days
    params: dict[str, ReasonValue] = {"opened": opened, "days": gone, "limit": rules.help_days}
    if closed is not None and closed <= day:
        rung = Rung(Light.DONE, "case-closed", (Condition(Measure.DAY, day, Compare.AT_LEAST, closed),))
        return Judgement(rung.light, Reason(rung.code, {**params, "closed": closed}), rungs=(rung,))
    due = opened + timedelta(days=rules.help_days)
    rungs = climb(
        (
            Rung(Light.RED, "case-overdue", (Condition(Measure.DAY, day, Compare.ABOVE, due),)),
            Rung(Light.YELLOW, "case-in-term"),
        )
    )
    return Judgement(rungs[-1].light, Reason(rungs[-1].code, params), rungs=rungs)
