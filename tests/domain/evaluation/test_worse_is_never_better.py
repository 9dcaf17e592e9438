"""Where figures have a worse and a better, worse never improves the light; done and green say what is shown."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import figure, growth_target, judged_by, target

from gaoxin_monitor.domain.codes import Accumulation, Kind, Light
from gaoxin_monitor.domain.evaluation.composite import judge_composite
from gaoxin_monitor.domain.evaluation.counts import judge_members
from gaoxin_monitor.domain.evaluation.directions import judge_qualitative
from gaoxin_monitor.domain.evaluation.limits import judge_zero, judge_zero_dynamic
from gaoxin_monitor.domain.evaluation.projects import judge_continuity
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target, Thresholds

RULES = Thresholds()
LADDER = (Light.DONE, Light.GREEN, Light.YELLOW, Light.RED)
SEVERITY = {Light.PENDING: 1, **{light: place for place, light in enumerate(LADDER)}}
MONTHS = st.integers(1, 12)


def worsens(better: Light, worse: Light) -> bool:
    return SEVERITY[better] <= SEVERITY[worse]


# ── rules ──


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.data(), st.booleans())
def test_one_more_accident(counts: list[int], data: st.DataObject, final: bool) -> None:  # noqa: FBT001
    more = [count + data.draw(st.integers(0, 2)) for count in counts]
    better, worse = (
        judge_zero(
            [(Period.month_of(2024, place + 1), Decimal(count)) for place, count in enumerate(known)], final=final
        ).light
        for known in (counts, more)
    )
    assert worsens(better, worse)
    assert better is not Light.RED or max(counts) > 0


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_more_cases_open_or_overdue(
    found: int,
    overdue: int,
    further: int,
    older: int,
    final: bool,  # noqa: FBT001
) -> None:
    better = judge_zero_dynamic(found + overdue, overdue, RULES, final=final)
    worse = judge_zero_dynamic(found + overdue + further + older, overdue + older, RULES, final=final)
    assert worsens(better.light, worse.light)


@given(st.integers(0, 24), st.integers(0, 24))
def test_more_idle_months(idle: int, longer: int) -> None:
    assert worsens(judge_continuity(idle, RULES).light, judge_continuity(idle + longer, RULES).light)


@given(MONTHS, MONTHS, MONTHS)
def test_an_older_text(one: int, other: int, since: int) -> None:
    older, newer = (Period.month_of(2024, month) for month in sorted((one, other)))
    due = Period.month_of(2024, since)
    assert worsens(judge_qualitative(newer, due).light, judge_qualitative(older, due).light)


@given(st.integers(1, 30), st.data(), MONTHS, st.booleans())
def test_fewer_listed_items_with_or_without_a_plan(
    goal: int,
    data: st.DataObject,
    month: int,
    final: bool,  # noqa: FBT001
) -> None:
    fewer, more = sorted(data.draw(st.integers(0, goal)) for _ in range(2))
    planned = data.draw(st.none() | st.integers(0, goal))
    worse, better = (
        judge_members(count, goal, planned, Fraction(month, 12), RULES, final=final).light for count in (fewer, more)
    )
    assert worsens(better, worse)


@given(st.lists(st.sampled_from(LADDER), min_size=1, max_size=10), st.data(), st.booleans())
def test_an_item_that_gets_worse(items: list[Light], data: st.DataObject, final: bool) -> None:  # noqa: FBT001
    worse = [data.draw(st.sampled_from(LADDER[SEVERITY[light] :])) for light in items]
    assert worsens(judge_composite(items, final=final).light, judge_composite(worse, final=final).light)


# ── whole targets: the figure of a month, everything else alike ──

LEVEL = target(Kind.LEVEL_AT_LEAST, 100, "亿元", profile="linear")
PACED = target(Kind.COUNT_AT_LEAST, 100, "家", profile="tech_sme_batch")
BATCHES = target(Kind.COUNT_AT_LEAST, 100, "家", profile="hte_batch")
BY_JUNE = target(Kind.COUNT_BY_DATE, 33, "个", profile="integer", deadline=date(2024, 6, 30))
LIMIT = target(Kind.LEVEL_AT_MOST, "4.5", "%", accumulation=Accumulation.POINT_IN_TIME)


def reaches(value: Decimal, of: Target) -> bool:
    return of.goal is not None and value >= of.goal


@pytest.mark.parametrize("of", [LEVEL, PACED, BATCHES, BY_JUNE], ids=["level", "shares", "batches", "by June"])
@given(st.integers(-5, 120), st.integers(0, 60), MONTHS)
def test_a_lower_figure_and_done_is_the_goal_reached(of: Target, value: int, less: int, month: int) -> None:
    measure = of.unit.label if of.unit else ""
    better, worse = (
        judged_by(of, month, figure(f"2024-M{month:02d}", number, measure)) for number in (value, value - less)
    )
    assert worsens(better.light, worse.light)
    for found, number in ((better, value), (worse, value - less)):
        assert (found.light is Light.DONE) == reaches(Decimal(number), of)


@given(st.decimals(-5, 20, places=1), st.decimals(0, 20, places=1), MONTHS)
def test_a_lower_rate_and_done_is_final_and_the_goal_reached(rate: Decimal, less: Decimal, month: int) -> None:
    of = growth_target(11)
    better, worse = (judged_by(of, month, figure(f"2024-M{month:02d}", number, "%")) for number in (rate, rate - less))
    assert worsens(better.light, worse.light)
    assert (better.light is Light.DONE) == (month == 12 and reaches(rate, of))
    gap = better.judgement.numbers["gap_pp"]
    assert gap is not None
    assert better.light is not Light.GREEN or gap >= 0


@given(st.decimals(0, 9, places=1), st.decimals(0, 5, places=1), MONTHS)
def test_a_higher_rate_of_joblessness(rate: Decimal, more: Decimal, month: int) -> None:
    better, worse = (
        judged_by(LIMIT, month, figure(f"2024-M{month:02d}", number, "%")) for number in (rate, rate + more)
    )
    assert worsens(better.light, worse.light)
    assert (better.light is Light.RED) == (rate > Decimal("4.5"))


@given(st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_green_and_done_mean_that_no_case_is_open(found: int, overdue: int, final: bool) -> None:  # noqa: FBT001
    light = judge_zero_dynamic(found + overdue, overdue, RULES, final=final).light
    assert (light in (Light.GREEN, Light.DONE)) == (found + overdue == 0)


@given(st.decimals(0, 99, places=2), MONTHS)
def test_a_level_is_green_only_if_the_gap_that_is_shown_is_not_negative(value: Decimal, month: int) -> None:
    found = judged_by(LEVEL, month, figure(f"2024-M{month:02d}", value))
    gap = found.judgement.numbers["gap_pp"]
    assert gap is not None
    assert (found.light is Light.GREEN) == (gap >= 0 and month < 12)
    assert found.judgement.reason.params["ahead"] == max(gap, Decimal(0))


@given(st.integers(0, 120))
def test_a_day_more_of_waiting_for_news_is_never_fresher(days: int) -> None:
    asked = [date(2024, 7, 1) + timedelta(days=days + later) for later in (0, 1)]
    fresh, old = (judged_by(LEVEL, 6, figure("2024-M04", 60), as_of=day).light for day in asked)
    assert fresh is Light.GREEN or old is Light.NODATA
