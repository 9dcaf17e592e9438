"""Ladders: the rungs that were tried, the deciding one last."""

import pytest

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.lights import Compare, Condition, Measure, Rung, climb, whether

YES, NO = whether(Measure.FINAL, holds=True), whether(Measure.FINAL, holds=False)
UNKNOWN = Condition(Measure.GAP, None, Compare.AT_LEAST, 0)


@pytest.mark.parametrize(
    ("conditions", "holds"),
    [((), True), ((YES,), True), ((NO,), False), ((YES, NO), False), ((UNKNOWN,), False), ((YES, UNKNOWN), False)],
)
def test_a_rung_holds_when_every_condition_is_known_to_hold(conditions: tuple[Condition, ...], *, holds: bool) -> None:
    assert Rung(Light.GREEN, "code", conditions).holds is holds


def test_a_ladder_is_climbed_to_the_first_rung_that_holds() -> None:
    rungs = [
        Rung(Light.RED, "a", (NO,)),
        Rung(Light.YELLOW, "b", (YES,)),
        Rung(Light.GREEN, "c"),
    ]
    assert climb(rungs) == tuple(rungs[:2])
    assert climb(iter(rungs[:1])) == tuple(rungs[:1])
