"""``status --members`` in the demo: which targets count what, and what may be told of it outside."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin_monitor.cli import run

Captured = pytest.CaptureFixture[str]
Ask = Callable[..., str]
PEOPLE = ("李某", "赵某", "LJ-2024", "公益性岗位", "企业裁员")


@pytest.fixture
def ask(demo: Path, capsys: Captured) -> Ask:
    def asked(*words: str) -> str:
        assert run(["--workspace", str(demo), "status", "--members", *words]) == 0
        return capsys.readouterr().out

    return asked


def lines_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_lists_of_the_plan_are_whole(ask: Ask) -> None:
    found = lines_of(ask("--format", "csv"))
    sizes = {name: sum(line["目标编号"] == name for line in found) for name in {line["目标编号"] for line in found}}
    assert sizes == {
        "city_key_projects_started": 33,
        "key_projects_implemented": 89,
        "urban_projects": 85,
        "sponge_city_projects": 14,
        "dead_end_roads": 5,
        "road_repairs": 2,
        "old_estates_completed": 7,
        "old_estates_started": 2,
        "farm_bridges_new": 3,
        "farm_bridges_repaired": 1,
        "green_corridors": 4,
        "model_villages": 5,
        "collective_economy_villages": 3,
        "chains_active": 11,
        "smart_city_online_supervision": 5,
        "env_inspection_rectification": 12,
        "enterprise_commissioners": 20,
        "weak_village_rectified": 3,
        "zero_employment_households": 2,
        "livelihood_items_done": 15,
    }


def test_what_counts_is_what_the_target_says(ask: Ask) -> None:
    document = json.loads(ask("--format", "json"))
    for row in document["rows"]:
        if row["kind"] != "composite":
            told = row["reason_params"].get("count", row["value"])
            assert sum(one["counted"] for one in row["members"]) == int(told), row["id"]


def test_what_is_covered_is_told_in_the_measure_of_the_goal(ask: Ask) -> None:
    """11 of 20 firms are 55 %; of three sub-districts two have no village yet, so the least any has is 0."""
    rows = {row["id"]: row["value"] for row in json.loads(ask("--format", "json"))["rows"]}
    assert rows["enterprise_commissioners"] == "55.0"
    assert rows["collective_economy_villages"] == "0"
    assert rows["chains_active"] == "9"


def test_a_road_tells_its_days_its_owner_and_why(ask: Ask) -> None:
    """锦华大道: planned for 31 October, forecast for 20 December: 50 days."""
    (row,) = json.loads(ask("断头路打通", "--format", "json"))["rows"]
    assert [one["light"] for one in row["members"]] == ["red", "yellow", "yellow", "green", "done"]
    worst = row["members"][0]
    assert (worst["name"], worst["target"], worst["owner"]) == ("锦华大道打通", "road_jinhua", "住建局")
    assert (worst["planned"], worst["forecast"], worst["actual"]) == ("2024-10-31", "2024-12-20", None)
    assert (worst["progress"], worst["remark"]) == ("25", "征迁未完成")
    assert "晚50天" in worst["reason"]


def test_a_named_item_has_the_same_light_on_the_board_and_in_the_list(ask: Ask, demo: Path, capsys: Captured) -> None:
    listed = json.loads(ask("--format", "json"))["rows"]
    assert run(["--workspace", str(demo), "status", "--format", "json"]) == 0
    board = {row["id"]: row["light"] for row in json.loads(capsys.readouterr().out)["rows"]}
    named = [(one["target"], one["light"]) for row in listed for one in row["members"] if one["target"]]
    assert len(named) == 15 + 5
    assert named == [(target, board[target]) for target, _ in named]


def test_without_the_option_no_row_has_members(demo: Path, capsys: Captured) -> None:
    assert run(["--workspace", str(demo), "status", "--format", "json"]) == 0
    assert all("members" not in row for row in json.loads(capsys.readouterr().out)["rows"])


def test_light_and_department_are_asked_of_the_members(ask: Ask) -> None:
    red = lines_of(ask("--light", "red", "--format", "csv"))
    assert {line["状态"] for line in red} == {"滞后"}
    assert {line["目标编号"] for line in red} >= {"urban_projects", "dead_end_roads", "env_inspection_rectification"}
    traffic = lines_of(ask("--department", "交通局", "--format", "csv"))
    assert {line["目标编号"] for line in traffic} == {"urban_projects", "road_repairs"}
    assert {line["责任单位"] for line in traffic} == {"交通局"}
    whole = lines_of(ask("--department", "住建", "--light", "done", "--format", "csv"))
    assert {line["责任单位"] for line in whole if line["目标编号"] == "urban_projects"} == {
        "住建局",
        "城管局",
        "交通局",
    }


@pytest.mark.parametrize("form", ["text", "csv", "markdown", "json"])
@pytest.mark.parametrize("month", ["2024-03", "2024-05", "2024-06"])
def test_people_are_named_in_no_form(ask: Ask, form: str, month: str) -> None:
    told = ask("--month", month, "--format", form)
    assert not any(word in told for word in PEOPLE)
    assert "zero_employment_households" in told or "零就业" in told


def test_a_case_tells_its_days_but_not_whose_it_is(ask: Ask) -> None:
    (case,) = (
        line for line in lines_of(ask("零就业", "--month", "2024-05", "--format", "csv")) if line["状态"] == "关注"
    )
    assert (case["发现日期"], case["编号"], case["责任单位"], case["备注"]) == ("2024-05-14", "", "", "")


def test_the_text_names_each_target_once_with_how_its_members_stand(ask: Ask) -> None:
    shown = ask("old_estates_completed").splitlines()
    assert "示例数据" in shown[0]
    assert shown[2].startswith("✗ 滞后 老旧小区改造完成")
    assert shown[4].strip() == "✗ 滞后 2 | ✓ 正常 4 | ✓ 已完成 1"
    assert len(shown) == 5 + 7


def test_nothing_that_meets_the_conditions_is_said(ask: Ask) -> None:
    assert "没有符合条件的清单项" in ask("--light", "pending")
    assert lines_of(ask("--light", "pending", "--format", "csv")) == []


def test_a_table_for_a_message_leaves_out_columns_that_say_nothing(ask: Ask) -> None:
    table = ask("道路大中修", "--format", "markdown")
    assert table.startswith("### ✓ 正常 道路大中修")
    assert "| 状态 | 名称 | 责任单位 | 计划日期 | 实际日期 | 形象进度(%) | 理由 |" in table


def test_an_unknown_target_is_a_usage_error(demo: Path, capsys: Captured) -> None:
    assert run(["--workspace", str(demo), "status", "--members", "没有这一项"]) == 2
    assert "没有这一项" in capsys.readouterr().err
