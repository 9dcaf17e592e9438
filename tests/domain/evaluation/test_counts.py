"""Counts of items, by the bare rules and through targets with registers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import day, figure, judged, judged_by, member, months, register, target

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.codes import Flag, Kind, Light
from gaoxin_monitor.domain.evaluation.counts import judge_count, judge_members
from gaoxin_monitor.domain.evaluation.evidence import Assessment
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.plans import Target, Thresholds

RULES = Thresholds()
SEVERITY = {Light.DONE: 0, Light.GREEN: 1, Light.YELLOW: 2, Light.RED: 3}


@pytest.mark.parametrize(
    ("count", "goal", "month", "light", "code"),
    [
        # N = 5: due 1 in March, 2 in June, 4 in October; band 1
        (2, 5, 6, Light.GREEN, "count-on-pace"),
        (3, 5, 6, Light.GREEN, "count-on-pace"),
        (1, 5, 6, Light.YELLOW, "count-behind"),
        (0, 5, 6, Light.RED, "count-far-behind"),
        (0, 5, 3, Light.YELLOW, "count-behind"),
        (0, 5, 2, Light.GREEN, "count-on-pace"),
        (5, 5, 1, Light.DONE, "count-done"),
        (6, 5, 6, Light.DONE, "count-done"),
        # N = 1: nothing is due before the deadline, but idle from three quarters of the time
        (0, 1, 8, Light.GREEN, "count-on-pace"),
        (0, 1, 9, Light.YELLOW, "count-idle"),
        (0, 1, 11, Light.YELLOW, "count-idle"),
        (1, 1, 9, Light.DONE, "count-done"),
        # bands: max(1, floor(0.1·N))
        (9, 19, 12, Light.RED, "count-far-behind"),
        (18, 19, 12, Light.YELLOW, "count-behind"),
        (17, 19, 12, Light.RED, "count-far-behind"),
        (18, 20, 12, Light.YELLOW, "count-behind"),
        (17, 20, 12, Light.RED, "count-far-behind"),
        (16, 40, 6, Light.YELLOW, "count-behind"),
        (15, 40, 6, Light.RED, "count-far-behind"),
    ],
)
def test_items_not_known_in_advance_are_judged_by_whole_items(
    count: int, goal: int, month: int, light: Light, code: str
) -> None:
    found = judge_count(count, goal, goal * month // 12, Fraction(month, 12), RULES, final=False)
    if count == 16:
        assert found.reason.params["short"] == 4
    assert (found.light, found.reason.code) == (light, code)


@pytest.mark.parametrize(("count", "left"), [(0, 5), (4, 1), (5, 0), (7, 0)])
def test_what_is_left_to_the_goal_is_told(count: int, left: int) -> None:
    assert judge_count(count, 5, 5, Fraction(1), RULES, final=True).reason.params["left"] == left


@pytest.mark.parametrize(
    ("count", "light", "code"),
    [(5, Light.DONE, "count-done"), (4, Light.RED, "count-missed"), (0, Light.RED, "count-missed")],
)
def test_the_last_word_on_a_count_is_done_or_red(count: int, light: Light, code: str) -> None:
    found = judge_count(count, 5, 5, Fraction(1), RULES, final=True)
    assert (found.light, found.reason.code) == (light, code)
    assert judge_members(count, 5, 0, Fraction(1), RULES, final=True).light is light


def test_the_band_and_the_idle_share_are_settings() -> None:
    wide = Thresholds(count_band=Decimal("0.4"), count_idle_share=Decimal("0.9"))
    assert judge_count(0, 5, 2, Fraction(1, 2), wide, final=False).light is Light.YELLOW
    assert judge_count(0, 1, 0, Fraction(10, 12), wide, final=False).light is Light.GREEN
    assert judge_count(0, 1, 0, Fraction(11, 12), wide, final=False).light is Light.YELLOW


def test_a_count_short_of_a_large_goal_is_never_shown_as_one_hundred_percent() -> None:
    found = judge_count(9999, 10000, 10000, Fraction(1), RULES, final=True)
    assert found.light is Light.RED
    assert found.numbers["completion_pct"] != 100
    assert found.reason.params["completion"] != 100


@given(st.integers(1, 300), st.integers(0, 300), st.integers(0, 300), st.integers(1, 12), st.booleans())
def test_fewer_items_never_get_a_better_light(
    goal: int,
    count: int,
    less: int,
    month: int,
    final: bool,  # noqa: FBT001
) -> None:
    expected, gone = pace.expected_count(goal, month), pace.linear(month)
    fewer = max(0, count - less)
    better = judge_count(count, goal, expected, gone, RULES, final=final).light
    worse = judge_count(fewer, goal, expected, gone, RULES, final=final).light
    assert SEVERITY[better] <= SEVERITY[worse]
    better = judge_members(count, goal, None, gone, RULES, final=final).light
    worse = judge_members(fewer, goal, None, gone, RULES, final=final).light
    assert SEVERITY[better] <= SEVERITY[worse]


@given(st.integers(1, 300), st.integers(0, 299), st.integers(1, 12))
def test_the_light_follows_from_the_items_that_are_shown(goal: int, count: int, month: int) -> None:
    found = judge_count(count, goal, goal * month // 12, Fraction(month, 12), RULES, final=False)
    short, band = found.reason.params["short"], found.reason.params["band"]
    assert isinstance(short, int)
    assert isinstance(band, int)
    assert short == max(0, goal * month // 12 - count)
    if count >= goal:
        assert found.light is Light.DONE
    elif short == 0:
        assert found.light is (Light.YELLOW if count == 0 and month >= 9 else Light.GREEN)
    else:
        assert found.light is (Light.YELLOW if short <= band else Light.RED)


# ── through a target with figures ──

BILLIONS = target(Kind.COUNT_AT_LEAST, 5, "个", profile="integer")


@pytest.mark.parametrize(
    ("count", "month", "light"), [(2, 6, Light.GREEN), (1, 6, Light.YELLOW), (0, 6, Light.RED), (5, 6, Light.DONE)]
)
def test_a_reported_count_is_judged_by_its_profile(count: int, month: int, light: Light) -> None:
    assert judged_by(BILLIONS, month, figure(f"2024-M{month:02d}", count, "个")).light is light


def test_a_reported_count_needs_a_figure_in_its_unit() -> None:
    assert judged_by(BILLIONS, 6, figure("2024-M06", 2, "亿元")).judgement.reason.code == "unit-mismatch"
    assert judged(BILLIONS, 6).judgement.reason.code == "no-observation"


def test_a_count_with_a_share_profile_is_judged_as_a_level() -> None:
    smes = target(Kind.COUNT_AT_LEAST, 300, "家", profile="tech_sme_batch")
    found = judged_by(smes, 6, figure("2024-M06", 150, "家"))
    assert (found.light, found.judgement.reason.code) == (Light.GREEN, "level-on-pace")
    assert str(found.judgement.numbers["gap_pp"]) == "5.0"
    assert Flag.ASSUMED_PROFILE in found.judgement.flags


@pytest.mark.parametrize(
    ("figures", "month", "light", "late"),
    [({6: 3}, 7, Light.RED, False), ({6: 4, 7: 5}, 7, Light.DONE, True), ({6: 5, 7: 5}, 7, Light.DONE, False)],
)
def test_a_count_that_is_reached_after_its_deadline_is_done_late(
    figures: dict[int, int], month: int, light: Light, *, late: bool
) -> None:
    by_june = target(Kind.COUNT_BY_DATE, 5, "个", profile="integer", deadline=day("2024-06-30"))
    found = judged_by(by_june, month, *months(dict(figures), "个"))
    assert found.light is light
    assert (Flag.LATE in found.judgement.flags) is late


@pytest.mark.parametrize(("month", "light"), [(4, Light.GREEN), (5, Light.YELLOW)])
def test_idleness_is_measured_against_the_own_deadline(month: int, light: Light) -> None:
    one_by_june = target(Kind.COUNT_BY_DATE, 1, "个", profile="integer", deadline=day("2024-06-30"))
    assert judged_by(one_by_june, month, figure(f"2024-M{month:02d}", 0, "个")).light is light


# ── through a target with a register ──

ROADS = target(Kind.COUNT_ALL, 5, "条", profile="members", register="t", indicator="")
PLANS = ("2024-03-31", "2024-06-30", "2024-06-30", "2024-09-30", "2024-12-31")


def roads(actual: list[str], plans: tuple[str, ...] = PLANS) -> list[Member]:
    days = [*actual, *[""] * (5 - len(actual))]
    return [
        member(f"road_{n}", planned=planned, actual=days[n]) if planned else member(f"road_{n}", actual=days[n])
        for n, planned in enumerate(plans)
    ]


def counted(of: Target, month: int, members: list[Member], reported: str | None = None) -> Assessment:
    return judged(of, month, register=register(reported or f"2024-M{month:02d}", *members))


DONE_3 = ["2024-03-01", "2024-05-20", "2024-06-30"]


@pytest.mark.parametrize(
    ("actual", "month", "light", "code"),
    [
        (DONE_3, 6, Light.GREEN, "count-on-pace"),
        (DONE_3[:2], 6, Light.YELLOW, "count-behind"),
        (DONE_3[:1], 6, Light.RED, "count-far-behind"),
        (DONE_3, 5, Light.GREEN, "count-on-pace"),
        ([], 2, Light.GREEN, "count-on-pace"),
        ([], 3, Light.YELLOW, "count-behind"),
        (DONE_3, 9, Light.YELLOW, "count-behind"),
        ([*DONE_3, "2024-10-01"], 12, Light.RED, "count-missed"),
        ([*DONE_3, "2024-10-01", "2024-12-31"], 12, Light.DONE, "count-done"),
        ([*DONE_3, "2024-06-01", "2024-06-02"], 6, Light.DONE, "count-done"),
    ],
)
def test_listed_items_are_judged_by_their_planned_days(actual: list[str], month: int, light: Light, code: str) -> None:
    found = counted(ROADS, month, roads(actual))
    assert (found.light, found.judgement.reason.code) == (light, code)
    assert Flag.ASSUMED_PROFILE not in found.judgement.flags


def test_items_finished_after_the_period_do_not_count_yet() -> None:
    found = counted(ROADS, 5, roads(DONE_3))
    assert found.value == 2
    assert found.judgement.numbers["expected"] == 1


def test_items_that_are_all_planned_late_are_idle_from_three_quarters_of_the_time() -> None:
    late_plans = ("2024-12-31",) * 5
    assert counted(ROADS, 8, roads([], late_plans)).light is Light.GREEN
    assert counted(ROADS, 9, roads([], late_plans)).judgement.reason.code == "count-idle"


NO_PLANS = ("",) * 5


@pytest.mark.parametrize(
    ("actual", "month", "light", "code"),
    [
        (DONE_3[:2], 6, Light.GREEN, "count-on-pace"),  # floor(5·6/12) = 2
        (DONE_3[:1], 6, Light.YELLOW, "count-behind"),
        ([], 6, Light.YELLOW, "count-no-plan"),
        ([], 11, Light.YELLOW, "count-no-plan"),
        ([], 12, Light.RED, "count-missed"),
        (DONE_3, 12, Light.RED, "count-missed"),
        ([*DONE_3, "2024-10-01", "2024-12-31"], 12, Light.DONE, "count-done"),
    ],
)
def test_listed_items_without_any_plan_are_assumed_even_and_never_worse_than_yellow_before_the_deadline(
    actual: list[str], month: int, light: Light, code: str
) -> None:
    found = counted(ROADS, month, roads(actual, NO_PLANS))
    assert (found.light, found.judgement.reason.code) == (light, code)
    assert Flag.ASSUMED_PROFILE in found.judgement.flags


def test_without_plans_the_pace_runs_to_the_own_deadline() -> None:
    by_june = target(Kind.COUNT_ALL, 5, "条", profile="members", register="t", indicator="", deadline=day("2024-06-30"))
    found = counted(by_june, 3, roads([], NO_PLANS))
    assert found.judgement.numbers["expected"] == 2
    assert counted(by_june, 7, roads(DONE_3, NO_PLANS)).light is Light.RED


def test_one_planned_day_is_a_plan() -> None:
    found = counted(ROADS, 6, roads([], ("2024-03-31", "", "", "", "")))
    assert found.judgement.numbers["expected"] == 1
    assert Flag.ASSUMED_PROFILE not in found.judgement.flags


@pytest.mark.parametrize(("fifth", "late"), [("2024-06-30", False), ("2024-07-01", True)])
def test_the_item_that_reaches_the_goal_decides_whether_it_was_late(fifth: str, *, late: bool) -> None:
    by_june = target(Kind.COUNT_ALL, 5, "条", profile="members", register="t", indicator="", deadline=day("2024-06-30"))
    found = counted(by_june, 7, roads([*DONE_3, "2024-06-01", fifth]))
    assert found.light is Light.DONE
    assert (Flag.LATE in found.judgement.flags) is late


def test_a_done_count_without_deadline_is_never_late() -> None:
    open_ended = target(Kind.COUNT_ALL, 5, "条", profile="members", register="t", indicator="", deadline=None)
    found = counted(open_ended, 12, roads([*DONE_3, "2024-12-01", "2024-12-02"]))
    assert found.light is Light.DONE
    assert Flag.LATE not in found.judgement.flags


STARTED = target(Kind.COUNT_BY_DATE, 33, "个", profile="linear", register="t", indicator="", deadline=day("2024-06-30"))


@pytest.mark.parametrize(
    ("started", "month", "light", "code"),
    [
        (17, 3, Light.GREEN, "level-on-pace"),
        (16, 3, Light.YELLOW, "level-behind"),
        (13, 3, Light.RED, "level-far-behind"),
        (32, 6, Light.RED, "level-missed"),
        (33, 6, Light.DONE, "level-done"),
    ],
)
def test_listed_items_with_a_share_profile_are_judged_as_a_level(
    started: int, month: int, light: Light, code: str
) -> None:
    members = [member(f"p{n}", actual="2024-02-01" if n < started else "") for n in range(33)]
    found = counted(STARTED, month, members)
    assert (found.light, found.judgement.reason.code) == (light, code)


def test_listed_items_with_the_integer_profile_are_judged_by_whole_items() -> None:
    found = counted(target(Kind.COUNT_ALL, 5, "个", profile="integer", register="t", indicator=""), 6, roads(DONE_3))
    assert found.light is Light.GREEN
    assert found.judgement.numbers["expected"] == 2


def test_the_list_is_judged_at_the_month_of_its_return() -> None:
    found = counted(ROADS, 7, roads(DONE_3), "2024-M06")
    assert str(found.period) == "2024-M06"
    assert str(counted(ROADS, 5, roads(DONE_3), "2024-M06").period) == "2024-M05"


@pytest.mark.parametrize("profile", ["members", "integer"])
@pytest.mark.parametrize("reported", ["2023-M12", None])
def test_without_a_return_this_year_a_list_is_no_data(profile: str, reported: str | None) -> None:
    listed = target(Kind.COUNT_ALL, 5, "条", profile=profile, register="t", indicator="")
    found = judged(listed, 6, register=register(reported, *roads(DONE_3)))
    assert (found.light, found.judgement.reason.code) == (Light.NODATA, "no-return")
    assert judged(listed, 6).judgement.reason.code == "no-return"


@pytest.mark.parametrize(
    ("profile", "light", "code"),
    [("integer", Light.RED, "count-far-behind"), ("members", Light.YELLOW, "count-no-plan")],
)
def test_a_return_of_an_empty_list_is_a_count_of_none(profile: str, light: Light, code: str) -> None:
    listed = target(Kind.COUNT_ALL, 5, "条", profile=profile, register="t", indicator="")
    found = judged(listed, 6, register=register("2024-M06"))
    assert (found.light, found.judgement.reason.code) == (light, code)
    assert found.value == 0


def test_a_listed_count_falls_back_on_a_reported_figure() -> None:
    both = target(Kind.COUNT_AT_LEAST, 5, "个", profile="members", register="t")
    found = judged_by(both, 6, figure("2024-M06", 2, "个"))
    assert found.light is Light.GREEN
    assert found.judgement.numbers["expected"] == 2
    assert Flag.ASSUMED_PROFILE in found.judgement.flags


@pytest.mark.parametrize("count", [1, 2, 3])
def test_idle_is_only_who_has_nothing(count: int) -> None:
    found = judge_count(count, 4, count, Fraction(11, 12), RULES, final=False)
    assert (found.light, found.reason.code) == (Light.GREEN, "count-on-pace")


def test_more_than_was_expected_is_not_idle_either() -> None:
    assert judge_count(3, 4, 0, Fraction(11, 12), RULES, final=False).light is Light.GREEN
    assert judge_count(0, 4, 0, Fraction(11, 12), RULES, final=False).light is Light.YELLOW
