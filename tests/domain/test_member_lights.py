"""The light of each member: by the rule for one item, in agreement with what the target counts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import day, member, register, target
from tests.domain.small_plan import NURSERY, ON_TIME, ROADS, SCHOOL, TEN, board, known, livelihood, plan

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import COUNTS, Attribute, Flag, Kind, Light, TargetFlag
from gaoxin_monitor.domain.evaluation.limits import judge_case
from gaoxin_monitor.domain.member_lights import MemberLight, member_lights
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.plans import Target

LIST = target(Kind.COUNT_ALL, 40, "个", id="list", register="t", indicator="", profile="members")
CASES = target(Kind.ZERO_DYNAMIC, 0, "户", id="cases", register="t", indicator="")
JULY = day("2024-07-25")
"""The judgement day of June's board."""


def of(wanted: Target, *members: Member, reported: str = "2024-M06", month: int = 6) -> dict[str, MemberLight]:
    found = counted(wanted, *members, reported=reported, month=month)
    return {one.id: one for one in found}


def counted(wanted: Target, *members: Member, reported: str = "2024-M06", month: int = 6) -> tuple[MemberLight, ...]:
    return lights(made(wanted, *members, reported=reported, month=month), wanted.id)


def made(wanted: Target, *members: Member, reported: str = "2024-M06", month: int = 6) -> Board:
    return board(plan(wanted), known(None, register(reported, *members)), month)


def lights(of_board: Board, name: str) -> tuple[MemberLight, ...]:
    row = of_board.row(name)
    assert row is not None
    return member_lights(of_board, row)


@pytest.mark.parametrize(
    ("facts", "light", "code"),
    [
        ({"planned": "2024-06-30", "actual": "2024-06-28"}, Light.DONE, "milestone-done"),
        ({"planned": "2024-06-30", "actual": "2024-07-02"}, Light.DONE, "milestone-late"),
        ({"actual": "2024-06-28"}, Light.DONE, "milestone-done-unplanned"),
        # after the judgement day: not yet known to be done
        ({"planned": "2024-06-30", "actual": "2024-07-26"}, Light.YELLOW, "milestone-overdue"),
        ({"planned": "2024-06-25"}, Light.YELLOW, "milestone-overdue"),
        ({"planned": "2024-06-24"}, Light.RED, "milestone-long-overdue"),
        ({"planned": "2024-09-01"}, Light.GREEN, "milestone-ahead"),
        ({"planned": "2024-09-01", "forecast": "2024-10-01"}, Light.YELLOW, "milestone-slips"),
        ({"planned": "2024-09-01", "forecast": "2024-10-02"}, Light.RED, "milestone-slips-far"),
        ({"remark": "在谈"}, Light.NODATA, "milestone-unplanned"),
        ({"progress": "44"}, Light.NODATA, "progress-no-curve"),
    ],
)
def test_a_member_is_judged_by_its_days_on_the_judgement_day(facts: dict[str, str], light: Light, code: str) -> None:
    found = of(LIST, member("a", **facts))["a"]
    assert (found.light, found.reason.code) == (light, code)


def test_progress_alone_is_told_and_gives_no_light() -> None:
    assert of(LIST, member("a", progress="44"))["a"].reason.params == {"progress": Decimal(44)}


def test_the_limits_are_those_of_the_target() -> None:
    patient = replace(LIST, thresholds=replace(LIST.thresholds, overdue_days=40))
    assert of(patient, member("a", planned="2024-06-24"))["a"].light is Light.YELLOW


@pytest.mark.parametrize(("deadline", "light"), [("2024-06-30", Light.RED), ("2024-12-31", Light.YELLOW)])
def test_a_hard_deadline_that_has_passed_makes_a_late_member_red_at_once(deadline: str, light: Light) -> None:
    hard = replace(LIST, deadline=day(deadline), flags=frozenset({TargetFlag.HARD_DEADLINE}))
    assert of(hard, member("a", planned="2024-07-20"))["a"].light is light


def test_an_unplanned_member_is_red_once_the_targets_deadline_has_passed() -> None:
    over = replace(LIST, deadline=day("2024-06-30"))
    found = of(over, member("a", progress="80"))["a"]
    assert (found.light, found.reason.code) == (Light.RED, "milestone-unplanned-missed")


def test_members_of_a_best_effort_target_are_never_red() -> None:
    effort = replace(LIST, flags=frozenset({TargetFlag.BEST_EFFORT}))
    found = of(effort, member("a", planned="2024-03-01"))["a"]
    assert found.light is Light.YELLOW
    assert found.flags == {Flag.CAPPED}


def test_the_worst_stand_first_and_of_equals_the_earliest_planned() -> None:
    members = (
        member("done", planned="2024-01-31", actual="2024-01-30"),
        member("ahead", planned="2024-09-01"),
        member("late", planned="2024-05-01"),
        member("later", planned="2024-03-01"),
        member("unknown"),
        member("short", planned="2024-07-20"),
    )
    assert [one.id for one in counted(LIST, *members)] == ["later", "late", "short", "unknown", "ahead", "done"]


@pytest.mark.parametrize(
    ("facts", "light", "counts"),
    [
        ({"opened": "2024-06-10"}, Light.YELLOW, True),
        ({"opened": "2024-05-31"}, Light.YELLOW, True),  # 30 days to the end of June
        ({"opened": "2024-05-30"}, Light.RED, True),
        ({"opened": "2024-05-30", "closed": "2024-06-30"}, Light.DONE, False),
        ({"opened": "2024-06-10", "closed": "2024-07-02"}, Light.YELLOW, True),
    ],
)
def test_a_case_is_judged_by_the_help_term_at_the_end_of_the_period(
    facts: dict[str, str], light: Light, *, counts: bool
) -> None:
    found = of(CASES, member("a", **facts))["a"]
    assert (found.light, found.counted) == (light, counts)


@pytest.mark.parametrize(
    ("closed", "light"),
    [("2024-06-29", Light.DONE), ("2024-06-30", Light.DONE), ("2024-07-01", Light.YELLOW), (None, Light.YELLOW)],
)
def test_the_step_that_gives_a_case_its_light_holds(closed: str | None, light: Light) -> None:
    found = judge_case(day("2024-06-10"), day(closed) if closed else None, day("2024-06-30"), CASES.thresholds)
    assert (found.light, found.rungs[-1].light) == (light, light)
    assert found.rungs[-1].holds


def test_a_case_that_is_found_later_is_not_listed_and_before_a_return_there_is_none() -> None:
    assert of(CASES, member("a", opened="2024-07-01")) == {}
    assert of(CASES, member("a", opened="2023-12-01"), reported="2023-M12") == {}


def test_how_long_a_case_took_or_has_been_open_is_told() -> None:
    closed = of(CASES, member("a", opened="2024-05-30", closed="2024-06-10"))["a"]
    assert closed.reason.params["days"] == 11
    still = of(CASES, member("a", opened="2024-06-10", closed="2024-07-02"))["a"]
    assert still.reason.params["days"] == 20


def test_a_member_that_is_a_target_has_the_targets_light() -> None:
    """Of one road the plan makes a target of its own, as an effort: never red, here as there."""
    road = replace(SCHOOL, id="a", register="roads", livelihood_item=None, flags=frozenset({TargetFlag.BEST_EFFORT}))
    roads = register("2024-M06", *(member(n, planned="2024-01-31", register="roads") for n in "ab"), name="roads")
    found = {one.id: one for one in lights(board(plan(ROADS, road), known(None, roads)), "roads")}
    assert (found["a"].light, found["a"].target) == (Light.YELLOW, road)
    assert (found["b"].light, found["b"].target) == (Light.RED, None)


def test_a_composite_lists_the_targets_of_its_items_and_counts_those_of_items_that_are_done() -> None:
    of_board = board(plan(ROADS, SCHOOL, NURSERY, TEN), livelihood(ON_TIME, ON_TIME, ON_TIME, "2024-08-30"))
    found = {one.id: (one.light, one.counted) for one in lights(of_board, "ten")}
    assert found == {
        "roads": (Light.DONE, True),
        "school": (Light.DONE, False),
        "nursery": (Light.RED, False),
    }


def test_what_counts_nothing_listed_has_no_members() -> None:
    of_board = board(plan(SCHOOL, LIST), known(None, register("2024-M06", member("school"), name="milestones")))
    assert lights(of_board, "school") == ()
    assert lights(of_board, "list") == ()


days_of_the_year = st.dates(date(2023, 11, 1), date(2025, 2, 1)).map(date.isoformat)
items = st.fixed_dictionaries(
    {},
    optional={
        "planned": days_of_the_year,
        "forecast": days_of_the_year,
        "actual": days_of_the_year,
        "progress": st.integers(0, 100).map(str),
    },
)


def numbered(facts: list[dict[str, str]]) -> list[Member]:
    return [member(f"m{number}", **each) for number, each in enumerate(facts)]


@given(
    st.lists(items, max_size=12),
    st.sampled_from(COUNTS),
    st.sampled_from(("members", "integer", "linear")),
    st.integers(1, 12),
    st.integers(1, 12),
)
def test_the_members_that_count_are_as_many_as_the_target_says(
    facts: list[dict[str, str]], kind: Kind, profile: str, reported: int, month: int
) -> None:
    wanted = replace(LIST, kind=kind, profile=profile)
    of_board = made(wanted, *numbered(facts), reported=f"2024-M{reported:02d}", month=month)
    row = of_board.row("list")
    assert row is not None
    found = member_lights(of_board, row)
    assert len(found) == len(facts)
    assert sum(one.counted for one in found) == row.value
    until = row.period.end if row.period else date.min
    assert all(one.light is Light.DONE for one in found if one.counted and until <= of_board.judgement_day)


@given(st.lists(items, min_size=1, max_size=12), st.integers(1, 12), st.integers(1, 12))
def test_the_units_that_are_covered_are_as_many_as_the_target_says(
    facts: list[dict[str, str]], reported: int, month: int
) -> None:
    wanted = replace(LIST, kind=Kind.COVERAGE, goal=Decimal(len(facts)))
    of_board = made(wanted, *numbered(facts), reported=f"2024-M{reported:02d}", month=month)
    row = of_board.row("list")
    assert row is not None
    assert sum(one.counted for one in member_lights(of_board, row)) == row.value


@given(
    st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2024, 9, 30)), st.none() | st.integers(0, 90)), max_size=12),
    st.integers(1, 9),
    st.integers(1, 9),
)
def test_the_open_cases_are_as_many_as_the_target_says_and_the_worst_gives_its_light(
    cases: list[tuple[date, int | None]], reported: int, month: int
) -> None:
    members = [
        member(
            f"c{number}",
            opened=opened.isoformat(),
            **({} if took is None else {"closed": (opened + timedelta(days=took)).isoformat()}),
        )
        for number, (opened, took) in enumerate(cases)
    ]
    short = replace(CASES, deadline=day("2025-12-31"))
    last = board(plan(short), known(None, register(f"2024-M{reported:02d}", *members)), month, JULY)
    row = last.row("cases")
    assert row is not None
    found = member_lights(last, row)
    assert sum(one.counted for one in found) == row.value
    if row.reason.code.startswith("open-"):
        worst = min((one.light for one in found if one.counted), key=lambda light: light.rank, default=Light.GREEN)
        assert row.light is worst


def test_the_names_of_members_are_in_the_language_of_their_target() -> None:
    road = replace(SCHOOL, id="a", register="roads", name_zh="甲路", name_en="Road A")
    roads = register("2024-M06", member("a", name="甲路打通", register="roads"), member("b"), name="roads")
    found = {one.id: one for one in lights(board(plan(ROADS, road), known(None, roads)), "roads")}
    assert (found["a"].name("zh"), found["a"].name("en"), found["b"].name("en")) == ("甲路", "Road A", "b")
    assert found["a"].member is not None
    assert found["a"].member.text(Attribute.NAME) == "甲路打通"
