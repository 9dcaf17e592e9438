"""What commands print for programs, held against the schema that is published with it."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gaoxin_monitor.cli import run

Captured = pytest.CaptureFixture[str]

CALLS = [
    ("status", []),
    ("status", ["--month", "2024-01", "--as-of", "2024-02-20"]),
    ("status", ["--month", "2024-03", "--batch", "60"]),
    ("status", ["--as-of", "2025-06-30"]),
    ("status", ["--light", "red"]),
    ("status", ["--members"]),
    ("status", ["--members", "--month", "2024-03", "--light", "yellow"]),
    ("status", ["--members", "断头路打通"]),
    ("due", []),
    ("due", ["--all"]),
    ("due", ["--on", "2023-12-01", "--all"]),
    ("due", ["--on", "2025-06-30"]),
    ("rules", []),
    ("rules", ["tianjin_2022"]),
    ("rules compare", ["tianjin_2022"]),
    ("rules compare", ["default", "--month", "2024-03", "--batch", "60"]),
    ("diff", ["--from", "2024-05-20", "--to", "2024-06-20"]),
    ("diff", ["--from", "2024-01", "--to", "2024-06"]),
    ("diff", ["--from", "2024-06", "--to", "2024-07", "--batch", "60"]),
    ("history", ["fiscal_revenue"]),
    ("history", ["fiscal_revenue", "--revisions", "--derived"]),
    ("history", ["gdp", "--derived", "--as-of", "2024-05-20"]),
    ("history", ["cpi", "--revisions", "--batch", "60"]),
    ("history", ["hidden_debt_increment"]),
    ("history", ["hidden_debt_increment", "--withheld", "--revisions"]),
    ("history", ["断头路打通"]),
    ("history", ["敬贤大街打通"]),
    ("history", ["livelihood_items_done"]),
    ("history", ["zero_employment_households"]),
    ("history", ["zero_employment_households", "--withheld"]),
    ("batches", []),
    ("plan history", []),
    ("plan history", ["gdp_growth"]),
]
NAMES = {"rules": "rules-show", "rules compare": "rules-compare", "plan history": "plan-history"}
"""The schemas that are not called as the command is typed."""


def _json(capsys: Captured, *arguments: str) -> Any:  # noqa: ANN401 - any JSON
    assert run(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def _keys(schema: Any, document: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Every key of a document that the schema does not name."""
    schema = next((each for each in schema.get("anyOf", []) if Draft202012Validator(each).is_valid(document)), schema)
    if isinstance(document, dict) and "properties" in schema:
        for key, value in document.items():
            if key not in schema["properties"]:
                yield f"{path}/{key}"
            else:
                yield from _keys(schema["properties"][key], value, f"{path}/{key}")
    if isinstance(document, list) and "items" in schema:
        for value in document:
            yield from _keys(schema["items"], value, path)


def _faults(schema: Any, document: Any) -> list[str]:  # noqa: ANN401 - any JSON
    """Where a document is not what its schema says, and the keys that it does not name."""
    Draft202012Validator.check_schema(schema)
    errors = Draft202012Validator(schema).iter_errors(document)
    return [*(f"{list(error.path)}: {error.message}" for error in errors), *_keys(schema, document)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("command", "options"), CALLS)
def test_the_output_is_what_its_schema_says_and_has_no_other_key(
    demo: Path, capsys: Captured, command: str, options: list[str], language: str
) -> None:
    schema = _json(capsys, "config", "schema", NAMES.get(command, command))
    found = _json(capsys, "--lang", language, "--workspace", str(demo), *command.split(), "--format", "json", *options)
    assert _faults(schema, found) == []


@pytest.mark.parametrize(
    "options", [[], ["--month", "2024-03"], ["--as-of", "2025-06-30"]], ids=["now", "then", "late"]
)
def test_every_light_is_explained_as_its_schema_says(demo: Path, capsys: Captured, options: list[str]) -> None:
    schema = _json(capsys, "config", "schema", "explain")
    board = _json(capsys, "--workspace", str(demo), "status", "--format", "json", *options)
    for row in board["rows"]:
        found = _json(capsys, "--workspace", str(demo), "explain", row["id"], "--format", "json", *options)
        assert (row["id"], _faults(schema, found)) == (row["id"], [])
        assert found["target"] == row


@pytest.mark.parametrize("code", ["unit-unknown", "level-behind", "composite", "file-unreadable", "pack-unknown"])
def test_a_code_is_explained_as_its_schema_says(demo: Path, capsys: Captured, code: str) -> None:
    schema = _json(capsys, "config", "schema", "explain-code")
    found = _json(capsys, "--workspace", str(demo), "explain", code, "--format", "json")
    assert (found["code"], _faults(schema, found)) == (code, [])
    assert (found["diagnostic"] is None) != (found["reason"] is None)


def test_undone_batches_and_changed_plans_are_told_as_their_schemas_say(own_demo: Path, capsys: Captured) -> None:
    here = ["--workspace", str(own_demo)]
    assert run([*here, "undo", "3"]) == 0
    assert run([*here, "plan", "change", "fiscal_revenue", "goal=5", "--from", "2024-07-01", "--why", "年中调整"]) == 0
    plan = own_demo / "config" / "plans" / "2024.toml"
    plan.write_text(plan.read_text("utf-8").replace("\ngoal = 300\n", "\ngoal = 320\n"), encoding="utf-8")
    capsys.readouterr()
    batches = _json(capsys, *here, "batches", "--format", "json")
    assert _faults(_json(capsys, "config", "schema", "batches"), batches) == []
    assert [each["id"] for each in batches["batches"] if each["undone"]] == [3]
    last = batches["batches"][-1]
    assert (last["kind"], last["undoes"], last["file"]) == ("undo", 3, None)
    found = _json(capsys, *here, "plan", "history", "--format", "json")
    assert _faults(_json(capsys, "config", "schema", "plan-history"), found) == []
    assert [(each["confirmed"], each["start"], each["why"]) for each in found["steps"][1:]] == [
        (True, "2024-07-01", "年中调整"),
        (False, None, None),
    ]
    changes = [change for each in found["steps"] for change in each["changes"]]
    assert [(each["target"], each["field"], each["old"], each["new"]) for each in changes] == [
        ("fiscal_revenue", "goal", "4.5", "5"),
        ("tech_smes", "goal", "300", "320"),
    ]
    rows = _rows(capsys, *here, "plan", "history")
    assert [row["改了什么"] for row in rows] == ["最初的计划", "目标值", "目标值"]
    assert [row["批次"] for row in _rows(capsys, *here, "batches")] == [str(each["id"]) for each in batches["batches"]]


def _rows(capsys: Captured, *arguments: str) -> list[dict[str, str]]:
    """The CSV of a command, by the heads of its columns."""
    assert run([*arguments, "--format", "csv"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_tables_of_a_history_tell_what_its_json_tells(demo: Path, capsys: Captured) -> None:
    asked = ["--workspace", str(demo), "history", "fiscal_revenue"]
    found = _json(capsys, *asked, "--revisions", "--derived", "--format", "json")
    figures = [each for series in found["series"] for each in series["figures"]]
    rows = _rows(capsys, *asked)
    assert [(row["数值"], row["批次"], row["数据日期"]) for row in rows] == [
        (each["value"] or "", str(each["batch"]), each["vintage"]) for each in figures
    ]
    january = [row for row in rows if (row["期别"], row["来源"], row["单位"]) == ("2024年1月", "department", "万元")]
    assert [(row["原数值"], row["数值"]) for row in january] == [("", "5790"), ("5790", "5812")]
    released = [each for series in found["series"] for each in series["releases"]]
    revisions = _rows(capsys, *asked, "--revisions")
    assert [(row["最新"], row["发布次数"]) for row in revisions] == [
        (each["latest"], str(len(each["releases"]))) for each in released
    ]
    derived = _rows(capsys, *asked, "--derived")
    assert [row["数值"] for row in derived] == [each["value"] for each in found["derived"]]
    sizes = [each for series in found["series"] for each in series["revision_sizes"]]
    assert {(each["unit"], each["mean"], each["count"]) for each in sizes} >= {("万元", "22.0", 1)}


def test_a_history_as_of_a_day_derives_from_what_was_known_then(demo: Path, capsys: Captured) -> None:
    asked = ["--workspace", str(demo), "history", "gdp", "--derived", "--format", "json"]
    now, then = _json(capsys, *asked), _json(capsys, *asked, "--as-of", "2024-05-20")
    assert 0 < len(then["derived"]) < len(now["derived"])
    assert max(each["period"] for each in then["derived"]) <= "2024-Q1"


def test_histories_keep_people_and_withheld_figures_to_themselves_in_every_form(demo: Path, capsys: Captured) -> None:
    for name in ("hidden_debt_increment", "zero_employment_households"):
        asked = ["--workspace", str(demo), "history", name]
        found = _json(capsys, *asked, "--format", "json")
        assert (found["series"], found["items"], found["left_out"] > 0) == ([], [], True)
        assert _rows(capsys, *asked) == []
        assert run([*asked, "--format", "markdown"]) == 0
        shown = capsys.readouterr()
        assert len([line for line in shown.out.splitlines() if line.startswith("| ")]) == 2  # the head alone
        assert "--withheld" in shown.err


def test_a_csv_is_one_table(demo: Path, capsys: Captured) -> None:
    asked = ["--workspace", str(demo), "history", "gdp", "--derived", "--revisions"]
    assert run([*asked, "--format", "csv"]) == 2
    assert "--format json" in capsys.readouterr().err
    assert run([*asked, "--format", "markdown"]) == 0


def test_a_reader_of_this_version_lives_with_keys_to_come(demo: Path, capsys: Captured) -> None:
    schema = _json(capsys, "config", "schema", "status")
    found = _json(capsys, "--workspace", str(demo), "status", "--format", "json")
    found["later"] = 1
    found["rows"][0]["later"] = {"x": 1}
    assert Draft202012Validator(schema).is_valid(found)
    found["rows"][0]["value"] = 2.13
    assert not Draft202012Validator(schema).is_valid(found)


def test_both_sentences_are_there_whatever_the_language(demo: Path, capsys: Captured) -> None:
    zh = _json(capsys, "--workspace", str(demo), "status", "--format", "json")
    en = _json(capsys, "--lang", "en", "--workspace", str(demo), "status", "--format", "json")
    for one, other in zip(zh["rows"], en["rows"], strict=True):
        assert one["sentences"] == other["sentences"] == {"zh": one["reason"], "en": other["reason"]}
        for row in (one, other):
            row["name"] = row["reason"] = ""
            row["outlook"] = row["outlook"] and {**row["outlook"], "reason": ""}
        assert one == other


def test_withheld_values_stand_nowhere(demo: Path, capsys: Captured) -> None:
    found = _json(capsys, "--workspace", str(demo), "status", "--format", "json")
    hidden = [row for row in found["rows"] if "withheld" in row["flags"]]
    assert hidden
    for row in hidden:
        told = [row[key] for key in ("value", "completion", "pace", "gap", "gap_unit", "dates")]
        assert (told, row["numbers"], row["reason_params"]) == ([None] * 6, {}, {})
        assert not any(character.isdigit() for character in "".join(row["sentences"].values()))


PLAN = """\
title = "小计划"
year = 2024
[[section]]
id = "1"
name = "一"
[[section.target]]
id = "tech_contract_value"
name = "技术合同登记额"
tier = "{tier}"
kind = "level_at_least"
goal = 1.2
unit = "亿元"
profile = "linear"
lag_days = 10
"""
FILE = "统计月份,指标名称,计量单位,数值,口径,备注\n2024年4月,技术合同登记额,亿元,{value},累计,\n"


@pytest.mark.parametrize(
    ("value", "day", "tier", "code"),
    [
        # 1.2 a year: 0.40 is due by April. Stale after 05-31 + 10 + 10 = 06-20.
        ("0.40", "2024-06-20", "A", 0),
        ("0.36", "2024-06-20", "A", 10),  # 3.3 points behind
        ("0.10", "2024-06-20", "A", 11),  # 25 points behind
        ("0.40", "2024-06-21", "A", 12),
        ("0.36", "2024-06-21", "A", 10),
        ("0.10", "2024-06-20", "D", 0),
        ("0.40", "2024-06-21", "D", 0),
    ],
)
def test_every_exit_code(tmp_path: Path, capsys: Captured, value: str, day: str, tier: str, code: int) -> None:
    here = tmp_path / "新区"
    run(["init", str(here)])
    (here / "config" / "plans" / "2024.toml").write_text(PLAN.format(tier=tier), encoding="utf-8")
    file = here / "inbox" / "科技局.csv"
    file.write_text(FILE.format(value=value), encoding="utf-8")
    assert run(["--workspace", str(here), "import", "--vintage", "2024-05-10", str(file)]) == 0
    asked = ["--workspace", str(here), "status", "--month", "2024-06", "--as-of", day]
    assert run(asked) == 0
    assert run([*asked, "--exit-code"]) == code
    assert run([*asked, "--exit-code", "--light", "nodata"]) == code
    assert "Traceback" not in capsys.readouterr().err
