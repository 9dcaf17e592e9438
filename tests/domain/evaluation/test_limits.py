"""Limits: at most, never above zero, dynamic zero."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import day, figure, judged, judged_by, member, months, register, target

from gaoxin_monitor.domain.codes import Accumulation, Flag, Kind, Light, TargetFlag
from gaoxin_monitor.domain.evaluation.limits import judge_at_most, judge_zero, judge_zero_dynamic, open_cases
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Thresholds

RULES = Thresholds()
SEVERITY = {Light.DONE: 0, Light.GREEN: 1, Light.YELLOW: 2, Light.RED: 3}
LIMIT = Decimal("4.5")


@pytest.mark.parametrize(
    ("value", "light", "code"),
    [
        ("4.6", Light.RED, "limit-exceeded"),
        ("4.51", Light.RED, "limit-exceeded"),
        ("4.5", Light.YELLOW, "limit-near"),
        ("4.50", Light.YELLOW, "limit-near"),
        ("4.31", Light.YELLOW, "limit-near"),
        ("4.3", Light.GREEN, "limit-below"),
        ("0", Light.GREEN, "limit-below"),
    ],
)
def test_a_limit_is_compared_at_the_published_precision(value: str, light: Light, code: str) -> None:
    found = judge_at_most(Decimal(value), LIMIT, RULES, final=False)
    assert (found.light, found.reason.code) == (light, code)


@pytest.mark.parametrize(("value", "light"), [("4.5", Light.DONE), ("4.0", Light.DONE), ("4.51", Light.RED)])
def test_the_last_word_on_a_limit_is_kept_or_exceeded(value: str, light: Light) -> None:
    assert judge_at_most(Decimal(value), LIMIT, RULES, final=True).light is light


def test_the_margin_is_a_setting() -> None:
    assert (
        judge_at_most(Decimal("4.4"), LIMIT, Thresholds(at_most_margin=Decimal("0.1")), final=False).light
        is Light.GREEN
    )
    assert (
        judge_at_most(Decimal("4.41"), LIMIT, Thresholds(at_most_margin=Decimal("0.1")), final=False).light
        is Light.YELLOW
    )


VALUES = st.decimals(0, 10, places=2)


@given(VALUES, VALUES, st.booleans())
def test_a_higher_value_never_gets_a_better_light(value: Decimal, more: Decimal, final: bool) -> None:  # noqa: FBT001
    better = judge_at_most(value, LIMIT, RULES, final=final)
    worse = judge_at_most(value + more, LIMIT, RULES, final=final)
    assert SEVERITY[better.light] <= SEVERITY[worse.light]


@given(VALUES)
def test_the_light_follows_from_the_room_that_is_shown(value: Decimal) -> None:
    found = judge_at_most(value, LIMIT, RULES, final=False)
    over, room = found.reason.params["over"], found.reason.params["room"]
    assert isinstance(over, Decimal)
    assert isinstance(room, Decimal)
    assert found.light is (Light.RED if over > 0 else Light.YELLOW if room < Decimal("0.2") else Light.GREEN)


@pytest.mark.parametrize(
    ("value", "over", "room"), [("5.3", "0.8", "0"), ("4.5", "0.0", "0.0"), ("4.4", "0", "0.1"), ("3.0", "0", "1.5")]
)
def test_what_is_over_a_limit_leaves_no_room_and_the_other_way_round(value: str, over: str, room: str) -> None:
    told = judge_at_most(Decimal(value), Decimal("4.5"), Thresholds(), final=False).reason.params
    assert (told["over"], told["room"]) == (Decimal(over), Decimal(room))


UNEMPLOYMENT = target(Kind.LEVEL_AT_MOST, "4.5", "%", accumulation=Accumulation.POINT_IN_TIME)


@pytest.mark.parametrize(
    ("value", "month", "light"), [("4.4", 5, Light.YELLOW), ("4.4", 12, Light.DONE), ("4.6", 12, Light.RED)]
)
def test_a_limit_is_judged_by_the_newest_figure(value: str, month: int, light: Light) -> None:
    found = judged_by(UNEMPLOYMENT, month, figure("2024-M03", "5.0", "%"), figure(f"2024-M{month:02d}", value, "%"))
    assert (found.light, found.value) == (light, Decimal(value))


def test_a_limit_without_usable_figure_is_no_data() -> None:
    assert judged(UNEMPLOYMENT, 5).judgement.reason.code == "no-observation"
    assert judged_by(UNEMPLOYMENT, 5, figure("2024-M05", 4, "户")).judgement.reason.code == "unit-mismatch"


# ── zero ──

ACCIDENTS = target(Kind.ZERO, 0, "起", accumulation=Accumulation.POINT_IN_TIME)


@pytest.mark.parametrize(
    ("counts", "month", "light", "code"),
    [
        ({1: 0, 2: 0}, 2, Light.GREEN, "zero-so-far"),
        ({1: 0, 2: 1}, 2, Light.RED, "zero-broken"),
        ({1: 1, 2: 0, 3: 0}, 3, Light.RED, "zero-broken"),
        ({1: 1, 12: 0}, 12, Light.RED, "zero-broken"),
        ({1: 0, 12: 0}, 12, Light.DONE, "zero-kept"),
        ({1: 0, 2: 0, 3: 1}, 2, Light.GREEN, "zero-so-far"),
        ({1: "0.0", 2: None}, 2, Light.GREEN, "zero-so-far"),
        ({}, 2, Light.NODATA, "no-observation"),
    ],
)
def test_zero_stays_broken_for_the_rest_of_the_year(
    counts: dict[int, int | None], month: int, light: Light, code: str
) -> None:
    found = judged_by(ACCIDENTS, month, *months(dict(counts), "起"))
    assert (found.light, found.judgement.reason.code) == (light, code)


def test_a_kept_zero_is_the_number_zero() -> None:
    assert judged_by(ACCIDENTS, 2, *months({1: 0, 2: 0}, "起")).judgement.numbers["value"] == 0


def test_last_years_accident_does_not_break_this_years_zero() -> None:
    assert judged_by(ACCIDENTS, 1, figure("2023-M12", 2, "起"), figure("2024-M01", 0, "起")).light is Light.GREEN


def test_the_first_break_is_the_one_that_is_told() -> None:
    found = judged_by(ACCIDENTS, 4, *months({2: 1, 3: 0, 4: 2}, "起"))
    assert str(found.judgement.reason.params["period"]) == "2024-M02"
    assert found.judgement.reason.params["value"] == 1


def test_a_broken_zero_is_told_in_the_targets_unit() -> None:
    debt = target(Kind.ZERO, 0, "亿元")
    found = judged_by(debt, 3, figure("2024-M03", 500, "万元"))
    assert found.light is Light.RED
    assert found.judgement.reason.params["value"] == Decimal("0.05")
    assert found.value == Decimal("0.05")


def test_a_zero_in_another_measure_is_no_data() -> None:
    found = judged_by(target(Kind.ZERO, 0, "亿元"), 3, figure("2024-M03", 0, "起"))
    assert (found.light, found.judgement.reason.code) == (Light.NODATA, "unit-mismatch")


def test_a_zero_without_unit_is_judged_as_printed() -> None:
    assert judged_by(target(Kind.ZERO), 3, figure("2024-M03", 0, "起")).light is Light.GREEN
    assert judged_by(target(Kind.ZERO), 3, figure("2024-M03", 1, "起")).light is Light.RED


def test_a_zero_that_is_only_an_effort_is_capped_when_broken() -> None:
    effort = target(Kind.ZERO, 0, "起", flags=frozenset({TargetFlag.BEST_EFFORT}))
    found = judged_by(effort, 3, figure("2024-M03", 1, "起"))
    assert found.light is Light.YELLOW
    assert Flag.CAPPED in found.judgement.flags


# ── dynamic zero ──


@pytest.mark.parametrize(
    ("opened", "closed", "on", "expected"),
    [
        ("2024-05-01", "", "2024-05-31", (1, 0)),  # day 30
        ("2024-05-01", "", "2024-06-01", (1, 1)),  # day 31
        ("2024-05-01", "2024-05-31", "2024-05-31", (0, 0)),
        ("2024-05-01", "2024-06-01", "2024-05-31", (1, 0)),
        ("2024-03-01", "2024-05-31", "2024-05-31", (0, 0)),
        ("2024-03-01", "2024-06-15", "2024-05-31", (1, 1)),
        ("2024-05-31", "", "2024-05-31", (1, 0)),
        ("2024-06-01", "", "2024-05-31", (0, 0)),
        ("", "", "2024-05-31", (0, 0)),
        ("", "2024-05-01", "2024-05-31", (0, 0)),
    ],
)
def test_a_case_is_open_from_the_day_it_is_found_to_the_day_it_is_closed(
    opened: str, closed: str, on: str, expected: tuple[int, int]
) -> None:
    assert open_cases([member(opened=opened, closed=closed)], day(on), 30) == expected


@pytest.mark.parametrize(
    ("found", "overdue", "light", "code"),
    [
        (0, 0, Light.GREEN, "open-none"),
        (2, 0, Light.YELLOW, "open-in-term"),
        (2, 1, Light.RED, "open-overdue"),
        (1, 1, Light.RED, "open-overdue"),
    ],
)
def test_dynamic_zero_asks_how_many_are_open_and_overdue(found: int, overdue: int, light: Light, code: str) -> None:
    judgement = judge_zero_dynamic(found, overdue, RULES)
    assert (judgement.light, judgement.reason.code) == (light, code)


HOUSEHOLDS = target(Kind.ZERO_DYNAMIC, 0, "户", register="t", indicator="")


@pytest.mark.parametrize(
    ("opened", "light"), [("2024-05-01", Light.YELLOW), ("2024-04-30", Light.RED), ("2024-06-01", Light.GREEN)]
)
def test_open_cases_are_judged_at_the_end_of_the_reported_month(opened: str, light: Light) -> None:
    found = judged(HOUSEHOLDS, 5, register=register("2024-M05", member(opened=opened)))
    assert found.light is light


def test_a_return_without_cases_is_good_news_and_no_return_is_no_news() -> None:
    found = judged(HOUSEHOLDS, 5, register=register("2024-M05"))
    assert (found.light, found.judgement.reason.code) == (Light.GREEN, "open-none")
    assert found.value == 0
    for nothing in (None, register(None), register("2023-M12")):
        missing = judged(HOUSEHOLDS, 5, register=nothing)
        assert (missing.light, missing.judgement.reason.code) == (Light.NODATA, "no-return")


def test_the_help_term_is_a_setting() -> None:
    patient = target(Kind.ZERO_DYNAMIC, 0, "户", register="t", indicator="", thresholds=Thresholds(help_days=60))
    assert judged(patient, 5, register=register("2024-M05", member(opened="2024-04-01"))).light is Light.YELLOW
    assert judged(HOUSEHOLDS, 5, register=register("2024-M05", member(opened="2024-04-01"))).light is Light.RED


@pytest.mark.parametrize(
    ("opened", "light"), [("", Light.DONE), ("2024-12-20", Light.YELLOW), ("2024-11-20", Light.RED)]
)
def test_at_the_end_of_the_year_a_dynamic_zero_without_open_cases_is_done(opened: str, light: Light) -> None:
    found = judged(HOUSEHOLDS, 12, register=register("2024-M12", member(opened=opened)))
    assert found.light is light
    assert Flag.FINAL in found.judgement.flags


def test_a_zero_without_figures_is_not_broken_and_its_periods_are_counted() -> None:
    assert judge_zero([], final=False).light is Light.GREEN
    known = [(Period.month_of(2024, month), Decimal(0)) for month in (1, 2, 3)]
    kept = judge_zero([*known, (Period.month_of(2024, 4), None)], final=False)
    assert (kept.light, kept.reason.params) == (Light.GREEN, {"periods": 3})
