from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

Row = Mapping[str, Any]
Csv = dict[str, dict[str, str]]

WITHOUT_GOAL = {"milestone_by_date", "continuity", "qualitative", "direction"}
WITHOUT_UNIT = {"milestone_by_date", "continuity", "qualitative"}


def test_there_are_ninety_nine_targets_with_unique_ids(targets: tuple[Row, ...]) -> None:
    assert len(targets) == 99
    assert len({target["id"] for target in targets}) == 99


def test_eleven_sections_stand_in_the_plans_order(plan: dict[str, Any]) -> None:
    assert [section["id"] for section in plan["section"]] == [str(number) for number in range(11)]


def test_tiers_are_counted_as_in_the_work_plan(targets: tuple[Row, ...]) -> None:
    assert Counter(target["tier"] for target in targets) == {"A": 34, "B": 9, "C": 31, "D": 25}


def test_every_parent_is_a_target_of_the_plan(targets: tuple[Row, ...]) -> None:
    ids = {target["id"] for target in targets}
    assert {target["parent"] for target in targets if "parent" in target} <= ids


def test_the_ten_livelihood_items_all_have_composite_members(targets: tuple[Row, ...]) -> None:
    members = [target for target in targets if "composite_member" in target.get("flags", ())]
    assert {target["livelihood_item"] for target in members} == set(range(1, 11))


def test_targets_judged_by_a_figure_have_an_indicator(targets: tuple[Row, ...], indicators: dict[str, Any]) -> None:
    judged = {"growth_rate", "level_at_least", "level_at_most", "zero", "direction"}
    missing = [
        target["id"]
        for target in targets
        if (target["kind"] in judged or (target.get("profile") == "integer" and target["kind"].startswith("count")))
        and target.get("indicator", target["id"]) not in indicators
    ]
    assert missing == []


def test_fiscal_revenue_and_its_growth_imply_a_base_of_four(targets: tuple[Row, ...]) -> None:
    goals = {target["id"]: Decimal(target["goal"]) for target in targets if "goal" in target}
    assert goals["fiscal_revenue"] / (1 + goals["fiscal_revenue_growth"] / 100) == Decimal("4.00")


def test_the_choices_the_wording_leaves_stand_with_their_targets(targets: tuple[Row, ...]) -> None:
    by_id = {target["id"]: target for target in targets}
    assert (by_id["old_estates_completed"]["goal"], by_id["old_estates_started"]["goal"]) == (7, 2)
    assert "hard_deadline" in by_id["city_key_projects_started"]["flags"]
    assert "withheld" in by_id["hidden_debt_increment"]["flags"]
    assert "livelihood_item" not in by_id["cdc_in_use"]
    assert "0.02" in by_id["fiscal_revenue"]["note"]
    assert "默认计入" in by_id["projects_3bn_plus"]["note"]
    assert "街道" in by_id["collective_economy_villages"]["note"]


TEXT_COLUMNS = {
    "name": "name_zh",
    "name_en": "name_en",
    "section": "section",
    "ref": "ref",
    "tier": "tier",
    "kind": "kind",
    "agency": "source_agency",
    "department": "responsible",
    "parent": "parent",
    "deadline_note": "deadline_note",
    "profile": "profile",
    "baseline": "baseline",
}


@pytest.mark.parametrize("key", TEXT_COLUMNS)
def test_a_text_column_equals_the_work_plan(key: str, targets: tuple[Row, ...], work_plan: Csv) -> None:
    found = {target["id"]: target.get(key, "") for target in targets}
    assert found == {name: row[TEXT_COLUMNS[key]] for name, row in work_plan.items()}


def test_notes_repeat_the_work_plan_and_may_add_a_choice(targets: tuple[Row, ...], work_plan: Csv) -> None:
    for target in targets:
        note, printed = target.get("note", ""), work_plan[target["id"]]["notes"]
        assert note.startswith(printed)
        assert note == printed or note[len(printed) :].startswith("取舍：")


def test_goals_and_units_equal_the_work_plan_where_they_are_no_placeholders(
    targets: tuple[Row, ...], work_plan: Csv
) -> None:
    for target in targets:
        row, kind = work_plan[target["id"]], target["kind"]
        assert target.get("goal") == (None if kind in WITHOUT_GOAL else Decimal(row["target"]))
        assert target.get("unit", "") == ("" if kind in WITHOUT_UNIT else row["unit"])


def test_directions_are_kept_where_they_tell_what_is_better(targets: tuple[Row, ...], work_plan: Csv) -> None:
    for target in targets:
        expected = work_plan[target["id"]]["direction"] if target["kind"] == "direction" else None
        assert target.get("direction") == expected


def test_deadlines_equal_the_work_plan(targets: tuple[Row, ...], work_plan: Csv) -> None:
    found = {target["id"]: "" if target["deadline"] is None else f"{target['deadline']}" for target in targets}
    assert found == {name: row["deadline"] for name, row in work_plan.items()}


def test_release_facts_equal_the_work_plan(targets: tuple[Row, ...], work_plan: Csv) -> None:
    for target in targets:
        row = work_plan[target["id"]]
        assert target.get("frequency", "monthly") == row["frequency"]
        assert target.get("accumulation", "ytd_level") == row["accumulation"]
        assert str(target["lag_days"]) == row["release_lag_days"]


def test_livelihood_items_and_flags_equal_the_work_plan(targets: tuple[Row, ...], work_plan: Csv) -> None:
    for target in targets:
        row = work_plan[target["id"]]
        assert str(target.get("livelihood_item", "")) == row["minsheng_item"]
        assert sorted(target.get("flags", ())) == sorted(filter(None, row["flags"].split(";")))


def test_targets_stand_in_the_work_plans_order(targets: tuple[Row, ...], work_plan: Csv) -> None:
    assert [target["id"] for target in targets] == list(work_plan)
    assert {target["id"]: target["section"] for target in targets} == {
        name: row["section"] for name, row in work_plan.items()
    }
