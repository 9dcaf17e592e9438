"""Milestones: planned, forecast and actual days, judged on the judgement day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import EVENT, case, day, judged, member, register, target

from gaoxin_monitor.domain.codes import Flag, Kind, Light, TargetFlag
from gaoxin_monitor.domain.evaluation.by_members import judged_dates
from gaoxin_monitor.domain.evaluation.milestones import judge_milestone
from gaoxin_monitor.domain.lights import Judgement
from gaoxin_monitor.domain.plans import Thresholds

RULES = Thresholds()
SEVERITY = {Light.GREEN: 1, Light.YELLOW: 2, Light.RED: 3}


def stone(planned: str, on: str, forecast: str = "", actual: str = "", *, hard: bool = False) -> Judgement:
    due, expected, achieved = (day(text) if text else None for text in (planned, forecast, actual))
    return judge_milestone(due, expected, achieved, day(on), RULES, hard=hard, deadline=day("2024-12-31"))


@pytest.mark.parametrize(
    ("planned", "actual", "light", "code", "late"),
    [
        ("2024-09-01", "2024-08-28", Light.DONE, "milestone-done", False),
        ("2024-09-01", "2024-09-01", Light.DONE, "milestone-done", False),
        ("2024-09-01", "2024-09-02", Light.DONE, "milestone-late", True),
        ("", "2024-09-02", Light.DONE, "milestone-done-unplanned", False),
        ("", "2024-12-31", Light.DONE, "milestone-done-unplanned", False),
        ("", "2025-01-01", Light.DONE, "milestone-done-unplanned", True),
    ],
)
def test_an_actual_day_is_done_and_late_when_after_what_was_due(
    planned: str, actual: str, light: Light, code: str, *, late: bool
) -> None:
    for hard in (False, True):
        found = stone(planned, "2025-01-20", "2024-10-01", actual, hard=hard)
        assert (found.light, found.reason.code) == (light, code)
        assert (Flag.LATE in found.flags) is late


@pytest.mark.parametrize(
    ("on", "forecast", "light", "code"),
    [
        # planned 2024-06-30
        ("2024-05-31", "", Light.GREEN, "milestone-ahead"),
        ("2024-06-30", "", Light.GREEN, "milestone-ahead"),
        ("2024-05-31", "2024-06-30", Light.GREEN, "milestone-ahead"),
        ("2024-05-31", "2024-06-01", Light.GREEN, "milestone-ahead"),
        ("2024-05-31", "2024-07-01", Light.YELLOW, "milestone-slips"),
        ("2024-05-31", "2024-07-30", Light.YELLOW, "milestone-slips"),  # day 30
        ("2024-05-31", "2024-07-31", Light.RED, "milestone-slips-far"),  # day 31
        ("2024-07-01", "", Light.YELLOW, "milestone-overdue"),
        ("2024-07-30", "", Light.YELLOW, "milestone-overdue"),
        ("2024-07-31", "", Light.RED, "milestone-long-overdue"),
        ("2024-07-01", "2024-07-05", Light.YELLOW, "milestone-overdue"),
        ("2024-08-10", "2024-07-05", Light.RED, "milestone-long-overdue"),
    ],
)
def test_thirty_days_of_slip_or_delay_are_watched_and_more_is_behind(
    on: str, forecast: str, light: Light, code: str
) -> None:
    found = stone("2024-06-30", on, forecast)
    assert (found.light, found.reason.code) == (light, code)


def test_the_days_behind_a_light_are_told() -> None:
    planned, forecast = day("2024-06-30"), day("2024-07-20")
    early = stone("2024-06-30", "2024-06-10", "2024-07-20").reason.params
    assert (early["planned"], early["forecast"]) == (planned, forecast)
    assert (early["left"], early["slip"], early["overdue"]) == (20, 20, 0)
    late = stone("2024-06-30", "2024-07-10").reason.params
    assert (late["left"], late["slip"], late["overdue"]) == (0, 0, 10)
    assert "forecast" not in late
    done = stone("2024-06-30", "2024-07-10", actual="2024-06-29").reason.params
    assert (done["planned"], done["actual"]) == (planned, day("2024-06-29"))


def test_a_far_slip_stays_red_when_the_planned_day_has_passed() -> None:
    assert [stone("2024-06-30", on, "2024-09-30").light for on in ("2024-06-30", "2024-07-05", "2024-09-01")] == [
        Light.RED
    ] * 3


def test_a_hard_deadline_is_red_on_its_first_day_overdue() -> None:
    assert stone("2024-06-30", "2024-06-30", hard=True).light is Light.GREEN
    found = stone("2024-06-30", "2024-07-01", hard=True)
    assert (found.light, found.reason.code) == (Light.RED, "milestone-overdue-hard")


@pytest.mark.parametrize(
    ("on", "light", "code"),
    [
        ("2024-06-30", Light.NODATA, "milestone-unplanned"),
        ("2024-12-31", Light.NODATA, "milestone-unplanned"),
        ("2025-01-01", Light.RED, "milestone-unplanned-missed"),
    ],
)
def test_without_a_planned_day_nothing_is_known_until_the_deadline_has_passed(on: str, light: Light, code: str) -> None:
    found = stone("", on)
    assert (found.light, found.reason.code) == (light, code)


def test_without_plan_and_without_deadline_it_never_turns_red() -> None:
    assert judge_milestone(None, None, None, date(2030, 1, 1), RULES).light is Light.NODATA


def test_the_terms_are_settings() -> None:
    rules = Thresholds(slip_days=10, overdue_days=5)
    planned = day("2024-06-30")
    assert judge_milestone(planned, day("2024-07-11"), None, day("2024-06-01"), rules).light is Light.RED
    assert judge_milestone(planned, day("2024-07-10"), None, day("2024-06-01"), rules).light is Light.YELLOW
    assert judge_milestone(planned, None, None, day("2024-07-06"), rules).light is Light.RED
    assert judge_milestone(planned, None, None, day("2024-07-05"), rules).light is Light.YELLOW


DAYS = st.dates(date(2024, 1, 1), date(2025, 1, 31))


@given(DAYS, st.none() | DAYS, DAYS, st.integers(0, 120), st.booleans())
def test_waiting_never_improves_the_light(
    planned: date,
    forecast: date | None,
    on: date,
    later: int,
    hard: bool,  # noqa: FBT001
) -> None:
    now = judge_milestone(planned, forecast, None, on, RULES, hard=hard)
    then = judge_milestone(planned, forecast, None, on + timedelta(days=later), RULES, hard=hard)
    assert SEVERITY[now.light] <= SEVERITY[then.light]


@given(DAYS, DAYS, DAYS, st.integers(0, 120), st.booleans())
def test_a_later_forecast_never_improves_the_light(
    planned: date,
    forecast: date,
    on: date,
    later: int,
    hard: bool,  # noqa: FBT001
) -> None:
    now = judge_milestone(planned, forecast, None, on, RULES, hard=hard)
    slipped = judge_milestone(planned, forecast + timedelta(days=later), None, on, RULES, hard=hard)
    assert SEVERITY[now.light] <= SEVERITY[slipped.light]


# ── through a target: its own member in a register, judged on the judgement day ──

SCHOOL = target(Kind.MILESTONE_BY_DATE, 1, "所", id="school", frequency=EVENT, register="milestones", indicator="")


def test_a_milestone_is_judged_on_the_judgement_day_by_its_own_member() -> None:
    others = register("2024-M05", member("other", actual="2024-01-01"), member("school", planned="2024-06-20"))
    may = judged(SCHOOL, 5, register=others)  # judged on 06-25
    assert (may.light, may.judgement.reason.params["overdue"]) == (Light.YELLOW, 5)
    assert may.member == others.member("school")
    early = judged(SCHOOL, 5, register=others, as_of=day("2024-06-19"))
    assert (early.light, early.judgement.reason.params["left"]) == (Light.GREEN, 1)


def test_an_actual_day_after_the_judgement_day_is_not_done_yet() -> None:
    known = register("2024-M05", member("school", planned="2024-06-20", actual="2024-06-28"))
    assert judged(SCHOOL, 5, register=known).light is Light.YELLOW
    assert judged(SCHOOL, 6, register=known).light is Light.DONE
    on_the_day = register("2024-M05", member("school", planned="2024-06-20", actual="2024-06-25"))
    assert judged(SCHOOL, 5, register=on_the_day).light is Light.DONE


@pytest.mark.parametrize("known", [None, register("2024-M05"), register("2024-M05", member("school", remark="在建"))])
def test_a_milestone_without_a_planned_day_asks_for_one(known: object) -> None:
    found = judged(SCHOOL, 5, register=known)
    assert (found.light, found.judgement.reason.code) == (Light.NODATA, "milestone-unplanned")
    assert judged(SCHOOL, 12, register=known).light is Light.RED


def test_a_milestone_without_deadline_is_never_judged_by_one() -> None:
    open_ended = target(Kind.MILESTONE_BY_DATE, id="school", frequency=EVENT, register="milestones", deadline=None)
    assert judged(open_ended, 12, register=register("2024-M12")).light is Light.NODATA


@pytest.mark.parametrize(
    ("flags", "light", "capped"),
    [
        (set(), Light.RED, False),
        ({TargetFlag.BEST_EFFORT}, Light.YELLOW, True),
        ({TargetFlag.BEST_EFFORT, TargetFlag.HARD_DEADLINE}, Light.RED, False),
    ],
)
def test_an_effort_is_capped_at_yellow_unless_its_deadline_is_hard(
    flags: set[TargetFlag], light: Light, *, capped: bool
) -> None:
    effort = target(Kind.MILESTONE_BY_DATE, id="school", frequency=EVENT, register="milestones", flags=frozenset(flags))
    found = judged(effort, 6, register=register("2024-M06", member("school", planned="2024-05-31")))
    assert found.light is light
    assert (Flag.CAPPED in found.judgement.flags) is capped


def test_the_dates_of_a_member_are_no_hard_deadline_unless_said() -> None:
    hall = member("t", planned="2024-07-20")
    known = case(SCHOOL, 6, register=register("2024-M06", hall))
    assert judged_dates(known, hall, None).light is Light.YELLOW
    assert judged_dates(known, hall, None, hard=True).light is Light.RED


@pytest.mark.parametrize(
    "found",
    [
        stone("2024-09-01", "2024-09-01", actual="2024-08-28"),
        stone("2024-09-01", "2024-10-05", actual="2024-10-05"),
        stone("", "2024-10-05", actual="2024-10-05"),
        stone("2024-06-30", "2024-07-30"),
        stone("", "2024-06-30"),
        stone("", "2025-01-01"),
        judge_milestone(None, None, None, date(2030, 1, 1), RULES),
        judge_milestone(None, None, None, None, RULES, deadline=date(2024, 12, 31)),
    ],
)
def test_the_step_that_decided_gives_the_light_and_the_reason(found: Judgement) -> None:
    assert (found.rungs[-1].light, found.rungs[-1].code) == (found.light, found.reason.code)
    assert found.rungs[-1].holds
    assert all(condition.holds is not None for rung in found.rungs for condition in rung.conditions)


def test_a_deadline_that_passed_without_any_plan_is_told_with_its_days() -> None:
    assert stone("", "2025-01-10").reason.params == {"deadline": day("2024-12-31"), "overdue": 10}
    assert stone("", "2024-12-31").reason.params == {}
