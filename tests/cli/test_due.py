"""``due`` as it is pasted into a message and read by programs."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from gaoxin_monitor.cli import run

Captured = pytest.CaptureFixture[str]


def _due(capsys: Captured, demo: Path, *arguments: str, lang: str = "zh") -> str:
    code = run(["--lang", lang, "--workspace", str(demo), "due", *arguments])
    out, err = capsys.readouterr()
    assert code == 0
    assert ("2024-07-25" in err) == ("--on" not in arguments)  # which day the demo takes for today
    return out


def test_the_message_names_who_what_when_and_the_last_value(demo: Path, capsys: Captured) -> None:
    out = _due(capsys, demo, "--on", "2024-07-16", "--department", "住建")
    assert out.splitlines()[0] == "渭南高新区2024年工作要点催报清单（2024-07-16） | 示例数据"
    # 06-30 + 5 is a Friday; stale after 07-15; the newest return of the sample deliveries is that of May.
    assert "6月城建年度投资完成额（应于7月5日报，已逾期11天，数据已陈旧；最近一期5月为15.6亿元）" in out
    assert out.rstrip().endswith("谢谢！")


def test_a_department_without_debts_is_told_so(demo: Path, capsys: Captured) -> None:
    out = _due(capsys, demo, "--on", "2024-07-25", "--department", "财政")
    assert "截至7月25日，没有待报的数据。" in out
    assert "谢谢" not in out


def test_days_to_come_can_be_planned_and_past_days_are_as_they_were_known(demo: Path, capsys: Captured) -> None:
    ahead = json.loads(_due(capsys, demo, "--on", "2024-08-09", "--department", "财政局", "--format", "json"))
    assert {(item["due"], item["state"]) for item in ahead["items"]} == {("2024-08-08", "late")}
    past = json.loads(_due(capsys, demo, "--on", "2024-05-06", "--department", "财政局", "--format", "json"))
    revenue = next(item for item in past["items"] if item["indicator"] == "fiscal_revenue")
    assert revenue["last"]["period"] == "2024-M03"
    assert revenue["last"]["vintage"] <= "2024-05-06"


def test_all_adds_what_is_due_in_another_month(demo: Path, capsys: Captured) -> None:
    some = json.loads(_due(capsys, demo, "--format", "json"))
    every = json.loads(_due(capsys, demo, "--format", "json", "--all"))
    assert (some["schema"], some["version"], some["on"], some["demo"]) == ("gaoxin-monitor/due", 1, "2024-07-25", True)
    assert some["counts"]["later"] == 0 < every["counts"]["later"]
    assert sum(every["counts"].values()) == len(every["items"])
    hidden = [item for item in every["items"] if item["indicator"] in ("hidden_debt_increment", "debt_stock")]
    assert hidden
    assert all(item["last"]["value"] is None for item in hidden)


def test_csv_has_one_line_per_item_and_opens_in_excel(demo: Path, capsys: Captured) -> None:
    text = _due(capsys, demo, "--all", "--format", "csv")
    assert text.startswith("\ufeff单位,报送单位,责任单位,目标,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    items = json.loads(_due(capsys, demo, "--all", "--format", "json"))["items"]
    assert [row["目标代号"].split() for row in rows] == [[each["id"] for each in item["targets"]] for item in items]
    assert [row["应报日"] for row in rows] == [item["due"] for item in items]


def test_markdown_is_grouped_by_addressee(demo: Path, capsys: Captured) -> None:
    out = _due(capsys, demo, "--format", "markdown", "--on", "2024-07-03")
    heads = re.findall(r"^### (.+)$", out, re.MULTILINE)
    assert len(heads) == len(set(heads)) > 5
    items = json.loads(_due(capsys, demo, "--format", "json", "--on", "2024-07-03"))["items"]
    assert len(re.findall(r"^- ", out, re.MULTILINE)) == len(items)


def test_in_english_only_names_of_departments_are_chinese(demo: Path, capsys: Captured) -> None:
    out = _due(capsys, demo, "--format", "markdown", "--all", lang="en")
    told = [line for line in out.splitlines() if not line.startswith("### ")]
    assert [line for line in told if re.search("[\u4e00-\u9fff]", line)] == []


def test_a_workspace_without_data_owes_everything_that_was_due(tmp_path: Path, capsys: Captured) -> None:
    run(["init", str(tmp_path / "新区")])
    capsys.readouterr()
    out = _due(capsys, tmp_path / "新区", "--on", "2024-02-20", "--department", "财政局")
    assert "区级财政收入、区级财政收入增速" in out
    assert "应于2月8日报，已逾期12天；尚未报过" in out
