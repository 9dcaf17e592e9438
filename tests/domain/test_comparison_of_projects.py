"""Why the light of a project moved: its own progress, month by month, and nobody else's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.given import day, monthly_register, reporting, target
from tests.domain.small_plan import CATALOGUE, known, plan

from gaoxin_monitor.domain.codes import Attribute, Kind, Light
from gaoxin_monitor.domain.comparison import LightChange, State, compare_boards
from gaoxin_monitor.domain.differences import Cause, FactChange, ReturnChange
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target

HALL = target(
    Kind.PROGRESS_VS_PLAN,
    100,
    "%",
    id="hall",
    register="t",
    indicator="",
    deadline=None,
    curve=((day("2023-12-31"), Decimal(0)), (day("2024-12-31"), Decimal(100))),
)
BUILDING = replace(HALL, kind=Kind.CONTINUITY, curve=())


def at(of: Target, month: int, *members: Member) -> State:
    return State(
        plan=plan(of),
        knowledge=known(None, monthly_register(month, *members)),
        month=Period.month_of(2024, month),
        as_of=date(2024, month + 1, 20),
    )


def built(name: str, told: dict[int, str]) -> Member:
    return reporting(name, {Attribute.PROGRESS: told})


def changed(old: State, new: State) -> LightChange:
    (change,) = compare_boards(old, new, CATALOGUE).lights
    return change


def test_progress_that_moves_on_is_news_and_only_the_projects_own_counts() -> None:
    """33 % of the year at the end of April, 42 % at the end of May: 30 is short, 43 is not."""
    old = at(HALL, 4, built("hall", {4: "30"}), built("other", {4: "10"}))
    new = at(HALL, 5, built("hall", {4: "30", 5: "43"}), built("other", {4: "10", 5: "20"}))
    change = changed(old, new)
    assert (change.old and change.old.light, change.new and change.new.light) == (Light.YELLOW, Light.GREEN)
    assert change.causes == (Cause.NEW_DATA,)
    facts = [each for each in change.evidence_of(Cause.NEW_DATA) if isinstance(each, FactChange)]
    assert [(each.member, each.new and each.new.value) for each in facts] == [("hall", "43")]


def test_a_project_that_stands_still_is_told_by_the_return_that_said_nothing_of_it() -> None:
    """Idle since April: one month in May is on track, two in June are watched. The counterfactual knows April too."""
    still = built("hall", {3: "33", 4: "36"})
    change = changed(at(BUILDING, 5, still), at(BUILDING, 6, still))
    assert (change.old and change.old.light, change.new and change.new.light) == (Light.GREEN, Light.YELLOW)
    assert change.causes == (Cause.NEW_DATA,)
    (evidence,) = change.evidence_of(Cause.NEW_DATA)
    assert isinstance(evidence, ReturnChange)


def test_with_nothing_taken_over_the_board_of_before_stands() -> None:
    """Progress of March and April, then a correction downwards in May: what was told before must not be lost."""
    old = at(BUILDING, 5, built("hall", {3: "33", 4: "36"}))
    new = at(BUILDING, 6, built("hall", {3: "33", 4: "36", 5: "30"}))
    change = changed(old, new)
    assert change.old is not None
    assert change.old.reason.params["months"] == 1
    assert change.causes == (Cause.NEW_DATA,)
