"""What only has a direction or a text: better than before or not, something recorded in time or not."""

from decimal import Decimal

from gaoxin_monitor.domain.codes import Direction, Light
from gaoxin_monitor.domain.lights import Compare, Condition, Judgement, Measure, Reason, ReasonValue, Rung, climb
from gaoxin_monitor.domain.periods import Period


def judge_direction(value: Decimal, base: Decimal, direction: Direction) -> Judgement:
    """The rule for ``direction``: better than its baseline is green; equal or worse is yellow, never red."""
    better = Compare.ABOVE if direction is Direction.UP else Compare.BELOW
    rungs = climb(
        (
            Rung(Light.GREEN, "direction-better", (Condition(Measure.VALUE, value, better, base),)),
            Rung(Light.YELLOW, "direction-same", (Condition(Measure.VALUE, value, Compare.EQUAL, base),)),
            Rung(Light.YELLOW, "direction-worse"),
        )
    )
    change = value - base
    params: dict[str, ReasonValue] = {"value": value, "base": base, "change": abs(change)}
    numbers = {"base": base, "change": change}
    return Judgement(rungs[-1].light, Reason(rungs[-1].code, params), numbers=numbers, rungs=rungs)


def judge_qualitative(recorded: Period, since: Period | None) -> Judgement:
    """The rule for ``qualitative``: progress recorded within its frequency is green, otherwise yellow, never red.

    ``recorded`` is the month of the newest text, ``since`` the period that must have one; None while none is due.
    """
    first = None if since is None else Period.month_of(since.year, since.month)
    conditions = () if first is None else (Condition(Measure.RECORDED, recorded, Compare.AT_LEAST, first),)
    rungs = climb(
        (Rung(Light.GREEN, "qualitative-recorded", conditions), Rung(Light.YELLOW, "qualitative-silent")),
    )
    params: dict[str, ReasonValue] = {"recorded": recorded, "since": since or recorded}
    return Judgement(rungs[-1].light, Reason(rungs[-1].code, params), rungs=rungs)
