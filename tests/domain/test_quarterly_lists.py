"""Lists that are returned by the quarter: what is due after a return follows from the quarter, not from its month."""

from dataclasses import replace

import pytest
from tests.domain.given import QUARTERLY, day, judged, member, register, target
from tests.domain.small_plan import known, plan, row

from gaoxin_monitor.domain.codes import Flag, Kind, Light

FACILITIES = target(
    Kind.COVERAGE,
    5,
    "类",
    id="facilities",
    register="facilities",
    indicator="",
    profile="integer",
    frequency=QUARTERLY,
    release_lag_days=10,
    units=("道路", "管网", "绿化", "设施", "区域"),
)
ROAD = member("r1", register="facilities", name="道路", actual="2024-03-20")


@pytest.mark.parametrize(
    ("as_of", "light", "stale"),
    [
        # the second quarter is due on 10 July and has 10 days of grace
        ("2024-07-20", Light.GREEN, False),
        ("2024-07-21", Light.GREEN, True),
        # the third on 10 October
        ("2024-10-20", Light.GREEN, True),
        ("2024-10-21", Light.NODATA, True),
    ],
)
def test_a_quarterly_list_is_awaited_by_the_quarter(as_of: str, light: Light, *, stale: bool) -> None:
    found = judged(FACILITIES, 10, register=register("2024-M03", ROAD), as_of=day(as_of))
    assert (found.light, Flag.STALE in found.judgement.flags) == (light, stale)


def test_the_quarters_that_are_missing_are_named() -> None:
    found = judged(FACILITIES, 10, register=register("2024-M03", ROAD), as_of=day("2024-10-21"))
    told = found.judgement.reason.params
    assert [str(told[name]) for name in ("awaited", "following")] == ["2024-Q2", "2024-Q3"]


def test_a_return_within_a_quarter_does_not_stand_for_it() -> None:
    found = judged(FACILITIES, 7, register=register("2024-M05", ROAD), as_of=day("2024-07-21"))
    assert Flag.STALE in found.judgement.flags


def test_a_monthly_list_is_awaited_by_the_month() -> None:
    monthly = replace(FACILITIES, frequency=target(Kind.COVERAGE).frequency)
    found = judged(monthly, 5, register=register("2024-M03", ROAD), as_of=day("2024-05-21"))
    assert Flag.STALE in found.judgement.flags


def test_a_streak_of_a_quarterly_list_counts_quarters() -> None:
    """One of five at half-year where two are due, one at the first quarter where one is: one quarter behind."""
    of = replace(FACILITIES, register="t")
    behind = row(plan(of), known({}, register("2024-M06", ROAD)), "facilities")
    assert (behind.light, behind.streak) == (Light.YELLOW, 1)
