"""A change dated before later versions: each of them keeps what is its own and takes up what was changed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.domain.small_plan import GDP, JOBLESS, REVENUE, ROADS, plan

from gaoxin_monitor.domain.plan_rebase import Touched, rebased, touched_later
from gaoxin_monitor.domain.plan_versions import PlanChange, PlanVersion, plan_changes
from gaoxin_monitor.domain.plans import Plan

SHARES = tuple(Decimal(100 * month) / 12 for month in range(1, 13))
LATE = (*[Decimal(0)] * 11, Decimal(100))
OLD = plan(REVENUE, GDP, profiles={"own": SHARES, "gone": SHARES})


def september(of: Plan) -> list[tuple[PlanVersion, Plan]]:
    moment = datetime(2024, 9, 1, tzinfo=UTC)
    return [(PlanVersion(number=2, start=date(2024, 9, 1), sum="2", recorded_at=moment), of)]


def test_a_later_version_keeps_its_own_targets_and_takes_up_what_was_changed() -> None:
    later = plan(replace(REVENUE, note="九月起的口径"), GDP, ROADS, profiles=OLD.profiles)
    new = plan(replace(REVENUE, goal=Decimal(13)), GDP, JOBLESS, profiles=OLD.profiles)
    found = rebased(later, OLD, new)
    assert found.by_id["revenue"] == replace(REVENUE, goal=Decimal(13), note="九月起的口径")
    # the order is the new plan's; what only September knows stands behind it
    assert list(found.by_id) == ["revenue", "gdp", "jobless", "roads"]
    assert found.by_id["roads"] == ROADS


def test_a_target_that_is_taken_out_leaves_the_later_versions_too() -> None:
    assert list(rebased(plan(REVENUE, GDP, ROADS), OLD, plan(REVENUE)).by_id) == ["revenue", "roads"]


def test_profiles_are_taken_up_one_by_one() -> None:
    later = replace(OLD, profiles={"own": SHARES, "gone": SHARES, "september": LATE})
    new = replace(OLD, profiles={"own": LATE, "july": LATE})
    assert rebased(later, OLD, new).profiles == {"own": LATE, "september": LATE, "july": LATE}


def test_digits_alone_are_a_change_that_is_taken_up() -> None:
    found = rebased(plan(REVENUE, GDP), OLD, plan(replace(REVENUE, goal=Decimal("12.0")), GDP))
    assert str(found.by_id["revenue"].goal) == "12.0"


@pytest.mark.parametrize(
    ("new", "later", "touched"),
    [
        # the plan as a whole
        (replace(OLD, cutoff_day=20), replace(OLD, cutoff_day=28), ("", "cutoff_day", 25, 28)),
        (replace(OLD, cutoff_day=20), plan(REVENUE, profiles=OLD.profiles), None),
        # one fact of a target, and another of the same target
        (
            plan(replace(REVENUE, goal=Decimal(13)), GDP, profiles=OLD.profiles),
            plan(replace(REVENUE, goal=Decimal(14)), GDP, profiles=OLD.profiles),
            ("revenue", "goal", Decimal(12), Decimal(14)),
        ),
        (
            plan(replace(REVENUE, goal=Decimal(13)), GDP, profiles=OLD.profiles),
            plan(replace(REVENUE, note="九月起的口径"), GDP, profiles=OLD.profiles),
            None,
        ),
        # a target that is gone in September
        (
            plan(replace(REVENUE, goal=Decimal(13)), GDP, profiles=OLD.profiles),
            plan(GDP, profiles=OLD.profiles),
            ("revenue", "goal", Decimal(12), None),
        ),
    ],
)
def test_what_a_later_version_changed_as_well_is_named(
    new: Plan, later: Plan, touched: tuple[str, str, object, object] | None
) -> None:
    versions = september(later)
    found = touched_later(OLD, versions, plan_changes(OLD, new))
    if touched is None:
        assert found is None
        return
    target, field, before, after = touched
    assert isinstance(found, Touched)
    assert isinstance(found.change, PlanChange)
    assert (found.change.target, found.change.field, found.old, found.new) == (target, field, before, after)
    assert found.version is versions[0][0]
