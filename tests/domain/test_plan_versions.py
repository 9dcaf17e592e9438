from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.domain.small_plan import GDP, REVENUE, plan

from gaoxin_monitor.domain.codes import TargetFlag
from gaoxin_monitor.domain.plan_versions import PlanChange, PlanVersion, changed_targets, in_force, plan_changes
from gaoxin_monitor.domain.plans import Section


def version(number: int, start: str) -> PlanVersion:
    moment = datetime(2024, 7, number, tzinfo=UTC)
    return PlanVersion(number=number, start=date.fromisoformat(start), sum=str(number), recorded_at=moment)


@pytest.mark.parametrize(
    ("day", "number"),
    [("2023-12-31", 1), ("2024-06-30", 1), ("2024-07-01", 3), ("2024-08-31", 3), ("2024-09-01", 4)],
)
def test_the_last_version_that_has_begun_counts_and_of_one_day_the_later_record(day: str, number: int) -> None:
    versions = (version(1, "2024-01-01"), version(2, "2024-07-01"), version(3, "2024-07-01"), version(4, "2024-09-01"))
    found = in_force(versions, date.fromisoformat(day))
    assert found is not None
    assert found.number == number
    assert in_force((), date.fromisoformat(day)) is None


def test_changes_are_named_down_to_the_single_rule_number() -> None:
    old = plan(REVENUE, GDP, profiles={})
    rules = replace(REVENUE.thresholds, level_gap=Decimal(5))
    moved = replace(REVENUE, goal=Decimal(13), thresholds=rules, flags=frozenset({TargetFlag.BEST_EFFORT}))
    new = plan(moved, replace(GDP, id="gdp2"), cutoff_day=20, profiles={"own": (Decimal(1),)})
    changes = plan_changes(old, new)
    assert [(c.target, c.field) for c in changes] == [
        ("", "profiles.own"),
        ("", "cutoff_day"),
        ("revenue", "goal"),
        ("revenue", "flags"),
        ("revenue", "thresholds.level_gap"),
        ("gdp2", ""),
        ("gdp", ""),
    ]
    assert changed_targets(changes) == ("revenue", "gdp2", "gdp")
    assert changes[-1] == PlanChange("gdp", "", GDP)


def test_where_a_plan_is_kept_is_no_part_of_it_but_its_digits_are() -> None:
    old = plan(REVENUE, digest="one")
    assert plan_changes(old, plan(REVENUE, digest="other")) == ()
    fine = plan(replace(REVENUE, goal=Decimal("12.0")))
    assert [c.field for c in plan_changes(old, fine)] == ["goal"]
    titled = replace(old, sections=(Section("1", "一", "one"),))
    assert [c.field for c in plan_changes(old, titled)] == ["sections"]
