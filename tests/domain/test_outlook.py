"""The outlook: every branch of it by hand-worked numbers, then through a judged target and a board."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.domain.given import (
    BATCHES,
    case,
    day,
    figure,
    growth_target,
    member,
    months,
    register,
    series,
    target,
)
from tests.domain.small_plan import FISCAL_KNOWN, REVENUE, TEN, key, known, plan, row

from gaoxin_monitor.domain.codes import Accumulation, Frequency, Kind, Light, Transformation, Verdict
from gaoxin_monitor.domain.evaluation import assess
from gaoxin_monitor.domain.observations import Observation, Series
from gaoxin_monitor.domain.outlook import (
    Outlook,
    look_ahead,
    nowcast_error,
    nowcasts,
    of_growth,
    of_level,
    of_milestone,
    reaching,
    required,
    shown_total,
)
from gaoxin_monitor.domain.plans import Target, Thresholds
from gaoxin_monitor.domain.units import PERCENT, Unit

RULES = Thresholds()
YTD, YTD_YOY = Transformation.YTD, Transformation.YTD_YOY
RANK: dict[Verdict, int] = {v: rank for rank, v in enumerate(Verdict) if v is not Verdict.UNKNOWN}
HALF = Fraction(1, 2)


def shares(*percents: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(percent, 100) for percent in percents)


# ── levels ──


@pytest.mark.parametrize(
    ("value", "known_shares", "due", "final", "verdict", "code"),
    [
        # goal 100
        ("100", (), HALF, False, Verdict.DONE, "goal-reached"),
        ("100", (), Fraction(1), True, Verdict.DONE, "goal-reached"),
        ("99.99", (50, 50, 50), Fraction(1), True, Verdict.HARD, "time-is-up"),
        # 45/0.45 = 100, 45/0.40 = 112.5, 45/0.46 = 97.8
        ("45", (45, 40, 45), HALF, False, Verdict.REACHABLE, "years"),
        ("45", (45, 40, 46), HALF, False, Verdict.EFFORT, "years"),
        ("45", (46, 47, 48), HALF, False, Verdict.HARD, "years"),
        ("45", (45,) * 10, HALF, False, Verdict.REACHABLE, "years-percent"),
        ("45", (45,) * 9, HALF, False, Verdict.REACHABLE, "years"),
        # a year that had nothing yet tells nothing
        ("45", (0, 46, 47), HALF, False, Verdict.EFFORT, "catch-up"),
        # with fewer years K = (1 − c)/(1 − p), here (1 − c)·2
        ("50", (46, 47), HALF, False, Verdict.REACHABLE, "catch-up"),
        ("49.75", (), HALF, False, Verdict.EFFORT, "catch-up-without-years"),
        ("49.76", (), HALF, False, Verdict.REACHABLE, "catch-up-without-years"),
        ("25", (), HALF, False, Verdict.EFFORT, "catch-up-without-years"),
        ("24.76", (), HALF, False, Verdict.EFFORT, "catch-up-without-years"),
        ("24.75", (), HALF, False, Verdict.HARD, "catch-up-without-years"),
        ("99", (), Fraction(1), False, Verdict.HARD, "time-is-up"),
        ("0", (), Fraction(0), False, Verdict.UNKNOWN, "nothing-due"),
        ("5", (4, 5, 5), Fraction(0), False, Verdict.REACHABLE, "years"),
    ],
)
def test_a_level_is_carried_on_like_earlier_years_or_measured_by_its_catch_up_factor(
    value: str,
    known_shares: tuple[int, ...],
    due: Fraction,
    verdict: Verdict,
    code: str,
    *,
    final: bool,
) -> None:
    found = of_level(Decimal(value), Decimal(100), shares(*known_shares), due, RULES, final=final)
    assert (found.verdict, found.reason.code) == (verdict, code)


def test_the_years_used_and_the_range_are_told() -> None:
    found = of_level(Decimal("2.13"), Decimal("4.5"), shares(47, 40, 49), HALF, RULES, final=False)
    told = found.reason.params
    assert (told["years"], told["reached"]) == (3, 2)
    assert [str(told[name]) for name in ("low", "high", "goal")] == ["4.35", "5.33", "4.5"]
    assert found.numbers["years"] == 3
    assert abs((found.numbers["nowcast_high"] or 0) - Decimal("5.325")) < Decimal("1e-15")
    ten = of_level(Decimal(45), Decimal(100), (*shares(*(45,) * 6), *shares(*(50,) * 4)), HALF, RULES, final=False)
    assert str(ten.reason.params["percent"]) == "60"


def test_the_numbers_of_the_outlook_can_be_set() -> None:
    two = replace(RULES, outlook_years=2, outlook_percent_years=2)
    assert of_level(Decimal(45), Decimal(100), shares(45, 46), HALF, two, final=False).reason.code == "years-percent"
    strict = replace(RULES, outlook_catch_up=Decimal("1.2"))
    assert of_level(Decimal(35), Decimal(100), (), HALF, strict, final=False).verdict is Verdict.HARD


@pytest.mark.parametrize(
    ("total", "goal", "shown"),
    [("4.496", "4.5", "4.49"), ("4.4949", "4.5", "4.49"), ("4.5", "4.5", "4.50"), ("4.504", "4.5", "4.50"),
     ("7.9999", "7.125", "8.000"), ("7.12499", "7.125", "7.124")],
)  # fmt: skip
def test_a_nowcast_short_of_the_goal_is_never_printed_as_the_goal(total: str, goal: str, shown: str) -> None:
    assert str(shown_total(Fraction(total), Decimal(goal))) == shown


def test_nowcasts_are_the_value_over_each_years_share() -> None:
    assert nowcasts(Decimal(45), shares(45, 0, 90)) == (Fraction(100), Fraction(50))
    assert reaching((Fraction(100), Fraction(50), Fraction("99.99")), Decimal(100)) == 1
    assert nowcast_error(Fraction(98), Decimal(100)) == -2


@given(
    known_shares=st.lists(st.fractions(Fraction(1, 100), Fraction(1)), max_size=12),
    due=st.fractions(0, 1),
    value=st.decimals(-10, 110, places=2),
    less=st.decimals(0, 30, places=2),
    final=st.booleans(),
)
def test_a_worse_level_never_has_a_better_outlook(
    known_shares: list[Fraction],
    due: Fraction,
    value: Decimal,
    less: Decimal,
    *,
    final: bool,
) -> None:
    better, worse = (
        of_level(level, Decimal(100), known_shares, due, RULES, final=final).verdict for level in (value, value - less)
    )
    assert better is not None
    assert worse is not None
    assume(Verdict.UNKNOWN not in (better, worse))
    assert RANK[worse] >= RANK[better]


# ── growth rates ──


@pytest.mark.parametrize(
    ("growth", "share", "final", "verdict", "code"),
    [
        # goal 11, limit 16.5; r = (111 − s(100 + g))/(1 − s) − 100
        ("11.0", "0.42", False, Verdict.REACHABLE, "rest-in-reach"),
        ("12.0", "0.42", False, Verdict.REACHABLE, "rest-in-reach"),
        ("8.6", "0.42", False, Verdict.EFFORT, "rest-faster"),  # 12.7
        ("5.5", "0.5", False, Verdict.EFFORT, "rest-faster"),  # 16.5
        ("5.45", "0.5", False, Verdict.HARD, "rest-too-fast"),  # 16.55, shown 16.6
        ("5.46", "0.5", False, Verdict.EFFORT, "rest-faster"),  # 16.54, shown 16.5
        ("10.0", "0.91", False, Verdict.HARD, "rest-too-fast"),  # 21.1
        ("-2.0", "0", False, Verdict.EFFORT, "rest-faster"),  # 11
        ("10.0", None, False, Verdict.UNKNOWN, "rest-unknown"),
        ("10.0", "1", False, Verdict.UNKNOWN, "rest-unknown"),
        ("11.0", None, True, Verdict.DONE, "goal-reached"),
        ("10.9", None, True, Verdict.HARD, "time-is-up"),
    ],
)
def test_growth_is_measured_by_what_the_rest_of_the_year_needs(
    growth: str,
    share: str | None,
    verdict: Verdict,
    code: str,
    *,
    final: bool,
) -> None:
    found = of_growth(Decimal(growth), Decimal(11), None if share is None else Fraction(share), RULES, final=final)
    assert (found.verdict, found.reason.code) == (verdict, code)


def test_what_growth_needs_is_compared_as_it_is_shown() -> None:
    found = of_growth(Decimal("10.25"), Decimal("10.25"), HALF, RULES, final=False)
    assert found.verdict is Verdict.REACHABLE
    assert str(found.reason.params["needed"]) == str(found.reason.params["growth"]) == "10.3"
    assert found.reason.params["years"] == 1


@given(
    st.decimals(-20, 30, places=1),
    st.decimals(0, 20, places=1),
    st.fractions(0, Fraction(99, 100)),
    st.decimals(1, 20, places=1),
)
def test_worse_growth_never_has_a_better_outlook(
    growth: Decimal, less: Decimal, share: Fraction, goal: Decimal
) -> None:
    better, worse = (of_growth(g, goal, share, RULES, final=False).verdict for g in (growth, growth - less))
    assert better is not None
    assert worse is not None
    assert RANK[worse] >= RANK[better]


# ── milestones ──


@pytest.mark.parametrize(
    ("due", "forecast", "actual", "verdict", "code", "late"),
    [
        # judged on 25 July
        ("2024-06-30", "2024-09-30", "2024-07-20", Verdict.DONE, "finished", None),
        ("2024-09-30", None, None, Verdict.UNKNOWN, "no-forecast", None),
        ("2024-01-31", None, None, Verdict.UNKNOWN, "no-forecast", None),
        (None, "2024-09-30", None, Verdict.UNKNOWN, "no-due-day", None),
        ("2024-09-30", "2024-09-30", None, Verdict.REACHABLE, "forecast-in-time", 0),
        ("2024-09-30", "2024-10-01", None, Verdict.EFFORT, "forecast-late", 1),
        ("2024-09-30", "2024-10-30", None, Verdict.EFFORT, "forecast-late", 30),
        ("2024-09-30", "2024-10-31", None, Verdict.HARD, "forecast-late", 31),
        # a forecast that has gone by: the judgement day at the earliest
        ("2024-09-30", "2024-07-24", None, Verdict.REACHABLE, "forecast-gone-by", 0),
        ("2024-06-30", "2024-06-30", None, Verdict.EFFORT, "forecast-gone-by-late", 25),
        ("2024-06-24", "2024-06-20", None, Verdict.HARD, "forecast-gone-by-late", 31),
        ("2024-07-25", "2024-07-25", None, Verdict.REACHABLE, "forecast-in-time", 0),
        ("2024-07-25", "2024-07-20", None, Verdict.REACHABLE, "forecast-gone-by", 0),
        ("2024-07-24", "2024-07-20", None, Verdict.EFFORT, "forecast-gone-by-late", 1),
    ],
)
def test_a_milestone_is_as_good_as_its_forecast(
    due: str | None, forecast: str | None, actual: str | None, verdict: Verdict, code: str, late: int | None
) -> None:
    planned, expected, reached = (day(text) if text else None for text in (due, forecast, actual))
    found = of_milestone(planned, expected, reached, day("2024-07-25"), RULES)
    assert (found.verdict, found.reason.code) == (verdict, code)
    assert found.numbers.get("days_late") == late
    assert found.reason.params.get("late") == late


# ── what is required ──


@pytest.mark.parametrize(
    ("value", "goal", "elapsed", "left", "shown"),
    [
        ("2.13", "4.5", 6, 6, ("required", "0.40", "0.36", "1.11")),
        ("2.26", "4.5", 6, 6, ("required-eased", "0.37", "0.38", "0.99")),
        ("2.25", "4.5", 6, 6, ("required-eased", "0.38", "0.38", "1.00")),
        ("7.8", "7.5", 10, 2, ("required-nothing", None, None, None)),
        ("28", "33", 5, 1, ("required-eased", "5", "5.6", "0.89")),
        ("1", "3", 6, 3, ("required", "0.7", "0.2", "4.00")),
        ("0", "5", 6, 6, ("required-from-nothing", "0.8", "0", None)),
        ("-1", "5", 6, 6, ("required-from-nothing", "1", "-0.2", None)),
        ("31", "33", 6, 0, ("required-too-late", None, None, None)),
        ("31", "33", 8, -2, ("required-too-late", None, None, None)),
        ("2.12345", "4.5", 6, 6, ("required", "0.40", "0.35", "1.12")),
    ],
)
def test_the_months_left_and_the_months_gone_are_compared(
    value: str, goal: str, elapsed: int, left: int, shown: tuple[str | None, ...]
) -> None:
    told = required(Decimal(value), Decimal(goal), elapsed=elapsed, months=left).reason(Unit("元", 8))
    numbers = [told.params.get(name) for name in ("monthly", "so_far", "step_up")]
    assert (told.code, *(None if number is None else str(number) for number in numbers)) == shown
    assert told.params["months"] == max(0, left)


def test_what_is_missing_at_the_end_is_told() -> None:
    told = required(Decimal("31.005"), Decimal(33), elapsed=12, months=0).reason(None)
    assert (told.code, str(told.params["left"]), told.params["unit"]) == ("required-too-late", "2.00", "")


@pytest.mark.parametrize(("unit", "code"), [(PERCENT, "required-points"), (Unit("家"), "required-alone")])
def test_a_state_has_no_mean_so_far(unit: Unit, code: str) -> None:
    need = required(Decimal(55), Decimal(100), elapsed=6, months=6, from_zero=False)
    assert (need.so_far, need.step_up, need.reason(unit).code) == (None, None, code)
    assert need.reason(unit).params["monthly"] == Decimal("7.5")


@given(st.decimals(-100, 100, places=3), st.decimals(-100, 100, places=3), st.integers(1, 12), st.integers(1, 11))
def test_what_is_required_for_the_months_left_leads_exactly_to_the_goal(
    value: Decimal, goal: Decimal, elapsed: int, left: int
) -> None:
    need = required(value, goal, elapsed=elapsed, months=left)
    assert need.monthly is not None
    if value < goal:
        assert need.monthly * left + Fraction(value) == Fraction(goal)
    else:
        assert need.monthly == need.left == 0


# ── through a judged target ──


def ahead(of: Target, month: int = 6, *known_series: Series, **more: object) -> Outlook | None:
    asked = case(of, month, *known_series, **more)  # type: ignore[arg-type]
    return look_ahead(asked, assess(asked), BATCHES)


def three_years(half: tuple[str, str, str]) -> tuple[Observation, ...]:
    """Each year 100 in all, so much of it by June."""
    return tuple(
        figure(f"{year}-M{month:02d}", value)
        for year, june in zip((2021, 2022, 2023), half, strict=True)
        for month, value in ((6, june), (12, "100"))
    )


LEVEL = target(Kind.LEVEL_AT_LEAST, 100, "亿元", profile="invest_north")


def test_a_level_with_three_years_on_record_is_judged_by_them_whatever_its_profile() -> None:
    found = ahead(LEVEL, 6, series(YTD, *three_years(("44", "45", "46")), figure("2024-M06", "45")))
    assert found is not None
    assert (found.verdict, found.reason.params["reached"], found.reason.params["unit"]) == (
        Verdict.EFFORT, 2, Unit("元", 8),
    )  # fmt: skip
    assert found.required is not None
    assert found.required.monthly == Fraction(55, 6)
    assert found.numbers["monthly_so_far"] == Decimal("7.5")
    assert found.numbers["months_left"] == 6


def test_the_shares_run_to_the_targets_own_deadline() -> None:
    june = replace(LEVEL, deadline=date(2024, 6, 30), profile="linear")
    quarter = [figure(f"{year}-M03", "10") for year in (2021, 2022, 2023)]
    found = ahead(june, 3, series(YTD, *quarter, *three_years(("40", "40", "25")), figure("2024-M03", "25")))
    assert found is not None
    assert (found.verdict, found.reason.params["reached"]) == (Verdict.EFFORT, 2)
    assert found.required is not None
    assert (found.required.months, found.required.monthly) == (3, Fraction(25))
    over = ahead(june, 8, series(YTD, figure("2024-M08", "90")))
    assert over is not None
    assert (over.verdict, over.required and over.required.months) == (Verdict.HARD, 0)


def test_a_state_is_judged_by_its_catch_up_factor_alone() -> None:
    rate = target(Kind.LEVEL_AT_LEAST, 100, "%", accumulation=Accumulation.POINT_IN_TIME)
    points = [figure(str(o.period), o.value, "%") for o in three_years(("50", "50", "50"))]
    found = ahead(rate, 6, series(Transformation.LEVEL, *points, figure("2024-M06", "60", "%")))
    assert found is not None
    assert (found.verdict, found.reason.code) == (Verdict.REACHABLE, "catch-up-without-years")
    assert found.required is not None
    assert found.required.so_far is None


def test_growth_uses_last_years_share_and_its_own_limit() -> None:
    rates = series(YTD_YOY, figure("2024-M06", "8.6", "%"))
    levels = series(YTD, figure("2023-M06", "42"), figure("2023-M12", "100"))
    found = ahead(growth_target(11), 6, rates, levels)
    assert found is not None
    assert (found.verdict, str(found.reason.params["needed"])) == (Verdict.EFFORT, "12.7")
    without = ahead(growth_target(11), 6, rates)
    assert without is not None
    assert without.verdict is Verdict.UNKNOWN
    final = ahead(growth_target(11), 12, series(YTD_YOY, figure("2024-M12", "11.0", "%")))
    assert final is not None
    assert final.verdict is Verdict.DONE


@pytest.mark.parametrize("of", [LEVEL, growth_target(11), target(Kind.COUNT_AT_LEAST, 33, "个", profile="linear")])
def test_without_a_usable_figure_nothing_can_be_said(of: Target) -> None:
    assert ahead(of) == Outlook(Verdict.UNKNOWN, ahead(of).reason)  # type: ignore[union-attr]
    old = ahead(of, 12, series(of.transformation, figure("2024-M02", "1", of.unit.label if of.unit else "个")))
    assert old is not None
    assert (old.verdict, old.reason.code, old.required) == (Verdict.UNKNOWN, "no-figure", None)


@pytest.mark.parametrize("profile", ["integer", "members"])
def test_whole_items_get_what_is_required_and_no_verdict_until_they_are_done(profile: str) -> None:
    of = target(Kind.COUNT_AT_LEAST, 5, "个", profile=profile)
    found = ahead(of, 6, series(YTD, figure("2024-M06", 2, "个")))
    assert found is not None
    assert (found.verdict, found.reason.code) == (None, "whole-items")
    assert found.required is not None
    assert found.required.monthly == HALF
    done = ahead(of, 6, series(YTD, figure("2024-M06", 5, "个")))
    assert done is not None
    assert done.verdict is Verdict.DONE
    assert done.required is not None
    assert done.required.monthly == 0
    assert ahead(of) is None


def test_a_register_is_counted_as_its_light_counts_it() -> None:
    of = target(Kind.COUNT_BY_DATE, 3, "个", profile="linear", register="t", indicator="")
    items = register("2024-M06", member("a", actual="2024-05-01"), member("b"), member("c"))
    found = ahead(of, 6, register=items)
    assert found is not None
    assert (found.verdict, found.reason.code) == (Verdict.EFFORT, "catch-up-without-years")
    assert found.required is not None
    assert [found.required.left, Decimal(found.required.months)] == [2, 6]


@pytest.mark.parametrize(
    "of",
    [
        target(Kind.COUNT_AT_LEAST, 40, "家", profile="hte_batch"),
        target(Kind.COUNT_AT_LEAST, 300, "家", profile="tech_sme_batch"),
        target(Kind.LEVEL_AT_MOST, "4.5", "%"),
        target(Kind.ZERO, 0, "起"),
        target(Kind.DIRECTION, 0, "%"),
        target(Kind.QUALITATIVE),
        target(Kind.GROWTH_RATE, measure="%", accumulation=Accumulation.YTD_RATE),
        TEN,
    ],
)
def test_batches_states_directions_texts_and_composites_have_no_outlook(of: Target) -> None:
    label = of.unit.label if of.unit else "个"
    assert ahead(of, 6, series(of.transformation, figure("2024-M06", 0, label)), items=(Light.GREEN,)) is None


STONE = target(Kind.MILESTONE_BY_DATE, 1, "项", register="t", indicator="", frequency=Frequency.EVENT)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"planned": "2024-09-30", "forecast": "2024-10-10"}, Verdict.EFFORT),
        ({"forecast": "2024-12-31"}, Verdict.REACHABLE),  # no plan: the deadline
        ({"forecast": "2025-01-31"}, Verdict.HARD),
        ({"planned": "2024-09-30", "actual": "2024-07-20"}, Verdict.DONE),
        ({"planned": "2024-09-30", "actual": "2024-07-25"}, Verdict.DONE),
        ({"planned": "2024-09-30", "actual": "2024-07-26"}, Verdict.UNKNOWN),  # not yet on the judgement day
        ({}, Verdict.UNKNOWN),
    ],
)
def test_a_milestone_is_judged_by_its_own_member_on_the_judgement_day(facts: dict[str, str], verdict: Verdict) -> None:
    found = ahead(STONE, 6, register=register("2024-M06", member("t", **facts)))
    assert found is not None
    assert found.verdict is verdict


def test_a_milestone_that_nobody_registered_cannot_be_told() -> None:
    found = ahead(STONE)
    assert found is not None
    assert (found.verdict, found.reason.code) == (Verdict.UNKNOWN, "no-forecast")


def test_a_board_carries_the_outlook_of_each_row() -> None:
    found = row(plan(REVENUE), known(FISCAL_KNOWN), "revenue").outlook
    assert found is not None
    assert found.verdict is Verdict.EFFORT
    assert found.numbers["catch_up_factor"] == Decimal("1.25")
    years = {y: months({6: "4", 12: "10"}, year=y) for y in (2021, 2022, 2023)}
    current = {key("fiscal", YTD): (*(o for y in years.values() for o in y), *months({6: "4.5"}))}
    better = row(plan(REVENUE), known(current), "revenue").outlook
    assert better is not None
    assert better.verdict is Verdict.HARD
    assert better.numbers["years_reaching"] == 0
    assert row(plan(TEN), known(), "ten").outlook is None


def test_the_limit_of_the_catch_up_factor_is_compared_as_it_is_shown() -> None:
    rules = Thresholds(outlook_catch_up=Decimal("1.506"))  # shown as 1.51
    verdicts = [
        of_level(Decimal(value), Decimal(1200), (), Fraction(11, 12), rules, final=False).verdict
        for value in ("1048.9", "1047.9")  # K = 1.511 and 1.521
    ]
    assert verdicts == [Verdict.EFFORT, Verdict.HARD]


def test_what_is_left_after_the_deadline_has_no_month() -> None:
    need = required(Decimal(2), Decimal(5), elapsed=12, months=-6)
    assert (need.months, need.monthly) == (0, None)
    assert required(Decimal(2), Decimal(5), elapsed=11, months=1).monthly == 3


def test_one_that_is_left_is_left() -> None:
    assert required(Decimal(4), Decimal(5), elapsed=6, months=6).monthly == Fraction(1, 6)
    assert required(Decimal(5), Decimal(5), elapsed=12, months=0).monthly == 0


def test_what_growth_needs_rests_on_one_year() -> None:
    found = of_growth(Decimal(9), Decimal(11), HALF, RULES, final=False)
    assert (found.numbers["years"], found.reason.params["years"]) == (Decimal(1), 1)
