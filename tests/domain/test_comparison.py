"""Why a light moved: every cause alone, two that were needed together, two of which each would have sufficed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.domain.given import LONG_AFTER, figure, member, months, register
from tests.domain.small_plan import (
    CATALOGUE,
    CHILD,
    NURSERY,
    REVENUE,
    ROADS,
    SCHOOL,
    TEN,
    YTD,
    key,
    known,
    plan,
)

from gaoxin_monitor.domain.building import Knowledge
from gaoxin_monitor.domain.codes import Attribute, Light
from gaoxin_monitor.domain.comparison import Comparison, LightChange, State, compare_boards
from gaoxin_monitor.domain.differences import Cause, FactChange, FigureChange, ReturnChange
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plan_versions import PlanChange
from gaoxin_monitor.domain.plans import Plan

DAY = date(2024, 7, 20)
PLAN = plan(REVENUE)
# Twelve a year, one a month: 5.5 in June is 4.2 points short (yellow), 4.5 is 12.5 short (red), 6 is on time.


def state(knowledge: Knowledge, of: Plan = PLAN, month: int = 6, as_of: date = DAY) -> State:
    return State(plan=of, knowledge=knowledge, month=Period.month_of(2024, month), as_of=as_of)


def revenue(values: Mapping[int, str | None], *more: Observation) -> Knowledge:
    return known({key("fiscal", YTD): (*months(values), *more)})


def compared(old: State, new: State) -> Comparison:
    return compare_boards(old, new, CATALOGUE)


def only(found: Comparison) -> LightChange:
    (change,) = found.lights
    return change


def lights(change: LightChange) -> tuple[Light | None, Light | None]:
    return (change.old.light if change.old else None, change.new.light if change.new else None)


def test_nothing_happened() -> None:
    found = compared(state(revenue({6: "6"})), state(revenue({6: "6"})))
    assert (found.lights, found.figures, found.facts, found.returns, found.plan) == ((), (), (), (), ())


def test_a_new_figure() -> None:
    change = only(compared(state(revenue({5: "5"})), state(revenue({5: "5", 6: "4.5"}))))
    assert (lights(change), change.causes) == ((Light.GREEN, Light.RED), (Cause.NEW_DATA,))
    (evidence,) = change.evidence_of(Cause.NEW_DATA)
    assert isinstance(evidence, FigureChange)
    assert (evidence.old, evidence.new and evidence.new.value) == (None, Decimal("4.5"))


def test_a_new_figure_that_brings_the_next_month_with_it_is_still_the_cause_alone() -> None:
    old = state(revenue({5: "5"}), month=5, as_of=date(2024, 6, 20))
    change = only(compared(old, state(revenue({5: "5", 6: "4.5"}))))
    assert change.causes == (Cause.NEW_DATA,)


def test_two_months_as_known_on_one_day() -> None:
    knowledge = revenue({5: "5", 6: "4.5"})
    found = compared(state(knowledge, month=5), state(knowledge, month=6))
    assert only(found).causes == (Cause.NEW_DATA,)
    assert [(str(each.period), each.cause) for each in found.figures] == [("2024-M06", Cause.NEW_DATA)]


def test_a_revision_with_both_values() -> None:
    found = compared(state(revenue({6: "6"})), state(revenue({6: "5.5"})))
    change = only(found)
    assert (lights(change), change.causes) == ((Light.GREEN, Light.YELLOW), (Cause.REVISION,))
    (revised,) = found.figures_of(Cause.REVISION)
    assert (revised.old and revised.old.value, revised.new and revised.new.value) == (Decimal(6), Decimal("5.5"))
    assert change.evidence == (revised,)


@pytest.mark.parametrize("left", [{}, {6: None}])
def test_a_withdrawal(left: Mapping[int, None]) -> None:
    found = compared(state(revenue({6: "6"})), state(revenue(left)))
    assert only(found).causes == (Cause.WITHDRAWAL,)
    (gone,) = found.figures
    assert (gone.cause, gone.old and gone.old.value) == (Cause.WITHDRAWAL, Decimal(6))


def test_another_unit_or_a_status_alone() -> None:
    same = known({key("fiscal", YTD): (figure("2024-M06", "60000", "万元"),)})
    assert compared(state(revenue({6: "6"})), state(same)).figures == ()


def test_another_goal() -> None:
    moved = plan(replace(REVENUE, goal=Decimal(15)))
    found = compared(state(revenue({6: "6"})), state(revenue({6: "6"}), moved))
    assert only(found).causes == (Cause.PLAN,)
    assert found.plan == only(found).evidence == (PlanChange("revenue", "goal", Decimal(12), Decimal(15)),)


def test_time_that_passed() -> None:
    stale = revenue({6: "6"})
    change = only(compared(state(stale, month=10, as_of=date(2024, 7, 20)), state(stale, month=10, as_of=LONG_AFTER)))
    assert (lights(change), change.causes, change.evidence) == ((Light.GREEN, Light.NODATA), (Cause.TIME,), ())


def test_two_that_were_needed_together() -> None:
    """A goal of 15 asks for 7.5: 6 is 10 points short and yellow; 5.5 against 12 is yellow; both are red."""
    moved = plan(replace(REVENUE, goal=Decimal(15)))
    old = state(revenue({6: "6"}))
    assert lights(only(compared(old, state(revenue({6: "6"}), moved))))[1] is Light.YELLOW
    assert lights(only(compared(old, state(revenue({6: "5.5"}))))) == (Light.GREEN, Light.YELLOW)
    change = only(compared(old, state(revenue({6: "5.5"}), moved)))
    assert (lights(change), change.causes) == ((Light.GREEN, Light.RED), (Cause.REVISION, Cause.PLAN))


def test_two_of_which_each_would_have_sufficed_are_both_named() -> None:
    moved = plan(replace(REVENUE, goal=Decimal(24)))
    change = only(compared(state(revenue({6: "6"})), state(revenue({6: "4.5"}), moved)))
    assert change.causes == (Cause.REVISION, Cause.PLAN)


def test_one_that_was_not_needed_is_not_named() -> None:
    moved = plan(replace(REVENUE, goal=Decimal("11.5")))
    change = only(compared(state(revenue({6: "6"})), state(revenue({6: "4.5"}), moved, as_of=date(2024, 7, 22))))
    assert change.causes == (Cause.REVISION,)


def test_one_that_pulled_the_other_way_is_not_named() -> None:
    """The revision alone would be red; the lower goal makes it yellow: both were needed for yellow."""
    eased = plan(replace(REVENUE, goal=Decimal("9.6")))
    change = only(compared(state(revenue({6: "6"})), state(revenue({6: "4.5"}), eased)))
    assert (lights(change), change.causes) == ((Light.GREEN, Light.YELLOW), (Cause.REVISION, Cause.PLAN))


def test_targets_that_come_and_go_with_the_plan() -> None:
    old, new = plan(replace(REVENUE, id="left")), plan(replace(REVENUE, id="joined"))
    found = compared(state(revenue({6: "6"}), old), state(revenue({6: "6"}), new))
    assert [(c.target.id, *lights(c), c.causes) for c in found.lights] == [
        ("joined", None, Light.GREEN, (Cause.PLAN,)),
        ("left", Light.GREEN, None, (Cause.PLAN,)),
    ]


def test_another_source_is_another_figure() -> None:
    more = figure("2024-M06", "4.5", source="zone_finance")
    found = compared(state(revenue({6: "6"})), state(revenue({6: "6"}, more)))
    assert [(each.source, each.cause) for each in found.figures] == [("zone_finance", Cause.NEW_DATA)]
    assert only(found).causes == (Cause.NEW_DATA,)


# ── members ──


def stones(**facts: str) -> Knowledge:
    return known(None, register("2024-M06", member("school", register="milestones", **facts), name="milestones"))


def test_a_forecast_that_slips() -> None:
    of = plan(SCHOOL)
    old = stones(planned="2024-08-31", forecast="2024-08-31", owner="教育局")
    new = stones(planned="2024-08-31", forecast="2024-10-15", owner="住建局")
    found = compared(state(old, of), state(new, of))
    change = only(found)
    assert (lights(change), change.causes) == ((Light.GREEN, Light.RED), (Cause.REVISION,))
    (evidence,) = change.evidence
    assert isinstance(evidence, FactChange)
    assert (evidence.attribute, evidence.new and evidence.new.value) == (Attribute.FORECAST, "2024-10-15")
    assert [each.attribute for each in found.facts] == [Attribute.FORECAST, Attribute.OWNER]


def test_a_day_that_was_taken_back_and_a_plan_that_went_by() -> None:
    of = plan(SCHOOL)
    done, undone = stones(planned="2024-06-30", actual="2024-06-30"), stones(planned="2024-06-30", actual="")
    change = only(compared(state(done, of), state(undone, of)))
    assert change.causes == (Cause.WITHDRAWAL,)
    late = only(compared(state(undone, of, as_of=date(2024, 6, 20)), state(undone, of, as_of=DAY)))
    assert (lights(late), late.causes) == ((Light.GREEN, Light.YELLOW), (Cause.TIME,))


def roads(reported: str, *days: str) -> Knowledge:
    members = [member(n, planned="2024-05-31", actual=d, register="roads") for n, d in zip("ab", days, strict=True)]
    return known(None, register(reported, *members, name="roads"))


def test_a_return_that_says_nothing_new_is_news() -> None:
    of = plan(ROADS)
    found = compared(state(roads("2024-M04", "", ""), of), state(roads("2024-M05", "", ""), of))
    change = only(found)
    assert change.causes == (Cause.NEW_DATA,)
    assert change.evidence == (ReturnChange(Cause.NEW_DATA, "roads", Period.of("2024-M04"), Period.of("2024-M05")),)


def test_a_composite_has_the_evidence_of_its_items() -> None:
    of = plan(TEN, replace(SCHOOL, flags=CHILD), NURSERY)
    both = {"planned": "2024-08-31"}
    old = known(None, register("2024-M06", *(member(n, register="milestones", **both) for n in ("school", "nursery"))))
    old = known(None, replace(next(iter(old.registers.values())), id="milestones"))
    slipped = member("school", register="milestones", planned="2024-08-31", forecast="2024-12-15")
    rest = member("nursery", register="milestones", **both)
    new = known(None, register("2024-M06", slipped, rest, name="milestones"))
    found = compared(state(old, of), state(new, of))
    changed = {change.target.id: change for change in found.lights}
    assert set(changed) == {"ten", "school"}
    assert changed["ten"].causes == (Cause.NEW_DATA,)
    assert changed["ten"].evidence == changed["school"].evidence == found.facts
