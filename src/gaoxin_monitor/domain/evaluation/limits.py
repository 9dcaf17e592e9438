"""Limits: at most, never above zero, and dynamic zero."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from gaoxin_monitor.domain.codes import Attribute, Light
from gaoxin_monitor.domain.lights import Judgement, Reason, ReasonValue
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Thresholds


def judge_at_most(value: Decimal, limit: Decimal, rules: Thresholds, *, final: bool) -> Judgement:
    """The rule for ``level_at_most``, at the precision the figure was published with (4.5 is not above 4.5)."""
    margin = rules.at_most_margin
    if value > limit:
        light, code = Light.RED, "limit-exceeded"
    elif final:
        light, code = Light.DONE, "limit-kept"
    elif value > limit - margin:
        light, code = Light.YELLOW, "limit-near"
    else:
        light, code = Light.GREEN, "limit-below"
    gap = value - limit
    params = {
        "value": value,
        "goal": limit,
        "over": max(gap, Decimal(0)),
        "room": max(-gap, Decimal(0)),
        "margin": margin,
    }
    return Judgement(light, Reason(code, params), numbers={"gap_pp": gap, "margin": margin})


def judge_zero(figures: Iterable[tuple[Period, Decimal | None]], *, final: bool) -> Judgement:
    """The rule for ``zero`` over this year's figures: one above zero is red for the rest of the year."""
    known = [(period, value) for period, value in figures if value is not None]
    above = next(((period, value) for period, value in known if value > 0), None)
    if above is not None:
        broken: dict[str, ReasonValue] = {"period": above[0], "value": above[1]}
        return Judgement(Light.RED, Reason("zero-broken", broken), numbers={"value": above[1]})
    light, code = (Light.DONE, "zero-kept") if final else (Light.GREEN, "zero-so-far")
    return Judgement(light, Reason(code, {"periods": len(known)}), numbers={"value": Decimal(0)})


def judge_zero_dynamic(found: int, overdue: int, rules: Thresholds, *, final: bool = False) -> Judgement:
    """The rule for ``zero_dynamic``: ``found`` cases are open, ``overdue`` of them longer than the help term."""
    if overdue:
        light, code = Light.RED, "open-overdue"
    elif found:
        light, code = Light.YELLOW, "open-in-term"
    else:
        light, code = (Light.DONE if final else Light.GREEN), "open-none"
    params = {"open": found, "overdue": overdue, "days": rules.help_days}
    return Judgement(light, Reason(code, params), numbers={"open": Decimal(found), "overdue": Decimal(overdue)})


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
