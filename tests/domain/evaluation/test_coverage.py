"""Coverage: how many of the listed units have what they need."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import day, judged, member, register, target, unit

from gaoxin_monitor.domain.codes import Flag, Kind, Light
from gaoxin_monitor.domain.evaluation import Assessment
from gaoxin_monitor.domain.evaluation.coverage import judge_coverage
from gaoxin_monitor.domain.lights import Compare, Condition, Measure
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.plans import Target, Thresholds

RULES = Thresholds()
SEVERITY = {Light.DONE: 0, Light.GREEN: 1, Light.YELLOW: 2, Light.RED: 3}
TOWNS = ("良田街道", "白杨街道", "崇业路街道")
VILLAGES = target(Kind.COVERAGE_PER_UNIT, 1, "个", register="t", indicator="", profile="integer", units=TOWNS)
CHAINS = target(Kind.COVERAGE, 100, "%", register="t", indicator="", profile="integer", units=tuple("甲乙丙丁戊己庚"))
LISTED = target(Kind.COVERAGE, 100, "%", register="t", indicator="", profile="members")


def per_unit(*has: int) -> dict[str, int]:
    return {f"u{number}": count for number, count in enumerate(has)}


@pytest.mark.parametrize(
    ("has", "need", "month", "final", "light", "code", "missing"),
    [
        ((1, 2, 1), 1, 9, False, Light.DONE, "coverage-done", ()),
        ((1, 2, 1), 1, 12, True, Light.DONE, "coverage-done", ()),
        ((1, 3, 0), 1, 12, True, Light.RED, "coverage-missed", ("u2",)),  # three here do not serve there
        ((1, 1, 0), 1, 6, False, Light.GREEN, "coverage-on-pace", ("u2",)),
        ((1, 3, 3), 2, 6, False, Light.GREEN, "coverage-on-pace", ("u0",)),
        ((1, 1, 1), 2, 9, False, Light.RED, "coverage-far-behind", ("u0", "u1", "u2")),
        ((1, 0, 0), 1, 9, False, Light.YELLOW, "coverage-behind", ("u1", "u2")),
        ((0, 0, 0), 1, 9, False, Light.RED, "coverage-far-behind", ("u0", "u1", "u2")),
        ((0, 0, 0), 1, 3, False, Light.GREEN, "coverage-on-pace", ("u0", "u1", "u2")),
        ((0,), 1, 8, False, Light.GREEN, "coverage-on-pace", ("u0",)),
        ((0,), 1, 9, False, Light.YELLOW, "coverage-idle", ("u0",)),
    ],
)
def test_units_that_have_what_they_need_are_counted(  # noqa: PLR0913 - the rule has this many inputs
    has: Sequence[int], need: int, month: int, light: Light, code: str, missing: tuple[str, ...], *, final: bool
) -> None:
    total = len(has)
    found = judge_coverage(per_unit(*has), need, total, total * month // 12, Fraction(month, 12), RULES, final=final)
    assert (found.light, found.reason.code, found.rungs[-1].code) == (light, code, code)
    assert found.reason.params["missing"] == missing
    assert (found.reason.params["units"], found.reason.params["count"]) == (total, total - len(missing))


def test_listed_units_without_a_plan_are_assumed_even() -> None:
    found = judge_coverage(per_unit(0, 0, 0), 1, 3, None, Fraction(11, 12), RULES, final=False, listed=True)
    assert (found.light, found.reason.code) == (Light.YELLOW, "coverage-no-plan")
    assert found.flags == {Flag.ASSUMED_PROFILE}
    (softer,) = found.rungs[-1].conditions
    assert softer == Condition(Measure.PLANNED_DATES, 0, Compare.EQUAL, 0)
    assert found.rungs[-1].holds
    unlisted = judge_coverage(per_unit(0, 0, 0), 1, 3, None, Fraction(1, 12), RULES, final=False)
    assert (unlisted.light, unlisted.flags) == (Light.GREEN, frozenset())
    planned = judge_coverage(per_unit(0, 0, 0), 1, 3, 2, Fraction(11, 12), RULES, final=False, listed=True)
    assert (planned.light, planned.reason.code, planned.flags) == (Light.RED, "coverage-far-behind", frozenset())


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=8),
    st.data(),
    st.integers(1, 3),
    st.integers(1, 12),
    st.booleans(),
)
def test_a_unit_that_has_less_never_gets_a_better_light(
    has: list[int],
    data: st.DataObject,
    need: int,
    month: int,
    final: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    poorer = [data.draw(st.integers(0, count)) for count in has]
    total = len(has)
    lights = [
        judge_coverage(
            per_unit(*known), need, total, total * month // 12, Fraction(month, 12), RULES, final=final
        ).light
        for known in (poorer, has)
    ]
    assert SEVERITY[lights[0]] >= SEVERITY[lights[1]]


# ── through a target ──


def covering(of: Target, month: int, *members: Member) -> Assessment:
    return judged(of, month, register=register(f"2024-M{month:02d}", *members))


def village(name: str, owner: str = "", actual: str = "2024-03-01") -> Member:
    return member(name, owner=owner, actual=actual)


@pytest.mark.parametrize(
    ("members", "covered"),
    [
        ((), 0),
        ((village("v1", "良田街道"),), 1),
        ((village("v1", "良田街道"), village("v2", "良田街道")), 1),  # never the sum
        ((village("v1", "良田街道"), village("v2", "白杨街道")), 2),
        ((village("v1", " 良田 街道 "),), 1),  # written otherwise
        ((village("良田街道"),), 1),  # the unit itself, by its id
        ((member("u1", name="白杨街道", actual="2024-03-01"),), 1),  # or by its name
        ((village("v1", "没有的街道"),), 0),
        ((village("v1", "良田街道", actual="2024-06-30"),), 1),
        ((village("v1", "良田街道", actual="2024-07-01"),), 0),  # not yet
        ((member("v1", owner="良田街道", planned="2024-03-01"),), 0),  # planned is not achieved
    ],
)
def test_a_unit_is_covered_by_members_that_are_it_or_that_it_owns(members: tuple[Member, ...], covered: int) -> None:
    found = covering(VILLAGES, 6, *members)
    assert found.judgement.reason.params["count"] == covered
    missing = found.judgement.reason.params["missing"]
    assert isinstance(missing, tuple)
    assert len(missing) == len(TOWNS) - covered


def test_the_need_of_a_unit_is_the_goal_and_all_units_are_wanted() -> None:
    two_each = replace(VILLAGES, goal=Decimal(2))
    members = [village(f"v{n}", town) for n, town in enumerate((*TOWNS, *TOWNS[:2]))]
    found = covering(two_each, 6, *members)
    assert found.judgement.reason.params["count"] == 2
    assert found.value == Decimal(1)  # in the measure of the goal: what the worst unit has
    assert found.judgement.reason.params["missing"] == ("崇业路街道",)
    assert found.judgement.reason.params["goal"] == 3
    assert covering(two_each, 6, *members, village("v9", TOWNS[2])).light is Light.DONE


@pytest.mark.parametrize(
    ("goal", "measure", "wanted"),
    [("100", "%", 7), ("90", "%", 7), ("85", "%", 6), ("50", "%", 4), ("10", "%", 1), ("5", "个", 5)],
)
def test_a_percentage_of_units_is_rounded_up_and_a_number_is_that_number(goal: str, measure: str, wanted: int) -> None:
    of = target(Kind.COVERAGE, goal, measure, register="t", indicator="", profile="integer", units=CHAINS.units)
    found = covering(of, 6)
    assert found.judgement.reason.params["goal"] == wanted
    enough = [village(unit) for unit in CHAINS.units[:wanted]]
    assert covering(of, 6, *enough).light is Light.DONE
    assert covering(of, 6, *enough[1:]).light is not Light.DONE


@pytest.mark.parametrize(("measure", "value"), [("%", "42.9"), ("条", "3")])
def test_the_value_is_the_covered_part_in_the_measure_of_the_goal(measure: str, value: str) -> None:
    of = replace(CHAINS, goal=Decimal(7) if measure == "条" else CHAINS.goal, unit=unit(measure))
    assert covering(of, 6, *map(village, CHAINS.units[:3])).value == Decimal(value)  # three of seven


def test_units_are_expected_evenly_until_the_own_deadline() -> None:
    by_june = replace(CHAINS, deadline=day("2024-06-30"))
    found = covering(by_june, 3)
    assert found.judgement.reason.params["expected"] == 3  # of 7 by half of the time
    assert covering(CHAINS, 3).judgement.reason.params["expected"] == 1  # by a quarter
    missed = covering(by_june, 6, *map(village, CHAINS.units[:6]))
    assert (missed.light, missed.judgement.reason.code) == (Light.RED, "coverage-missed")
    after = covering(by_june, 9, *map(village, CHAINS.units[:6]))
    assert (after.light, after.judgement.reason.params["expected"]) == (Light.RED, 7)


def test_a_list_is_its_own_units_with_their_planned_days() -> None:
    villages = [
        member("a", name="甲", planned="2024-03-31", actual="2024-03-01"),
        member("b", name="乙", planned="2024-05-31"),
        member("c", name="丙", planned="2024-09-30"),
    ]
    found = covering(LISTED, 6, *villages)
    assert (found.light, found.judgement.reason.params["expected"]) == (Light.YELLOW, 2)
    assert found.judgement.reason.params["missing"] == ("乙", "丙")
    assert covering(LISTED, 4, *villages).light is Light.GREEN


def test_a_list_without_planned_days_is_never_worse_than_yellow_before_the_deadline() -> None:
    villages = [member(name) for name in "abcdef"]
    early = covering(LISTED, 11, *villages)
    assert (early.light, early.judgement.reason.code) == (Light.YELLOW, "coverage-no-plan")
    assert Flag.ASSUMED_PROFILE in early.judgement.flags
    assert covering(LISTED, 12, *villages).light is Light.RED


def test_two_of_one_name_are_one_unit() -> None:
    twins = [member("a", name="甲", actual="2024-03-01"), member("b", name="甲")]
    found = covering(LISTED, 6, *twins)
    assert (found.light, found.value) == (Light.DONE, Decimal("100.0"))
    assert found.judgement.reason.params["units"] == 1


@pytest.mark.parametrize(
    ("of", "reported", "code"),
    [
        (VILLAGES, None, "no-return"),
        (replace(VILLAGES, units=()), None, "coverage-no-units"),
        (replace(VILLAGES, units=()), "2024-M06", "coverage-no-units"),
        (LISTED, None, "no-return"),
        (LISTED, "2024-M06", "coverage-no-units"),
        (LISTED, "2023-M12", "no-return"),
    ],
)
def test_without_units_or_without_a_return_it_is_grey(of: Target, reported: str | None, code: str) -> None:
    found = judged(of, 6, register=register(reported))
    assert (found.light, found.judgement.reason.code) == (Light.NODATA, code)
    assert judged(of, 6).light is Light.NODATA
