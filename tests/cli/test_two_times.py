"""``diff``, ``plan`` and ``history --revisions`` as a statistician types them."""

import csv
import io
import json
from pathlib import Path

import pytest

from gaoxin_monitor.cli import run

Captured = pytest.CaptureFixture[str]
DAYS = ("--from", "2024-05-20", "--to", "2024-06-20")


def _run(capsys: Captured, root: Path, *arguments: str) -> tuple[int, str, str]:
    code = run(["--workspace", str(root), *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def _diff(capsys: Captured, root: Path, *arguments: str) -> dict[str, list[dict[str, object]]]:
    code, out, _ = _run(capsys, root, "diff", *arguments, "--format", "json")
    assert code == 0
    found = json.loads(out)
    assert (found["schema"], found["version"]) == ("gaoxin-monitor/diff", 1)
    return dict(found)


def test_two_days_tell_lights_with_causes_revisions_with_both_cells(demo: Path, capsys: Captured) -> None:
    code, out, _ = _run(capsys, demo, "diff", *DAYS)
    assert code == 0
    first, second, *_ = out.splitlines()
    assert "2024年4月（数据截至 2024-05-20） → 2024年5月（数据截至 2024-06-20） | 示例数据" in first
    assert f"{len(_diff(capsys, demo, *DAYS)['lights'])}项亮灯有变" in second
    assert "✓ 正常 → ! 关注  社会消费品零售总额增速 [retail_sales_growth]" in out
    assert "46.92亿元 → 46.58亿元" in out
    assert "高新区2023年12月主要经济指标快报.xlsx 工作表“快报” 第7行（F7），2024-01-19 → " in out


def test_the_lights_of_a_diff_are_those_of_the_two_boards(demo: Path, capsys: Captured) -> None:
    found = _diff(capsys, demo, *DAYS)
    boards = []
    for day in ("2024-05-20", "2024-06-20"):
        _, out, _ = _run(capsys, demo, "status", "--as-of", day, "--format", "json")
        boards.append({row["id"]: row["light"] for row in json.loads(out)["rows"]})
    differing = {name: (light, boards[1][name]) for name, light in boards[0].items() if light != boards[1][name]}
    assert {str(each["id"]): (each["old"], each["new"]) for each in found["lights"]} == differing
    assert all(each["causes"] for each in found["lights"])


def test_the_same_in_every_format_and_nothing_withheld_in_any(demo: Path, capsys: Captured) -> None:
    months = ("--from", "2024-05", "--to", "2024-06")
    found = _diff(capsys, demo, *months)
    hidden = [each for each in found["figures"] if each["withheld"]]
    assert hidden
    assert all(each["new"]["value"] is None for each in hidden)  # type: ignore[index]
    _, text, _ = _run(capsys, demo, "diff", *months, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    parts = ("lights", "figures", "facts", "returns", "plan")
    assert len(rows) == sum(len(found[part]) for part in parts)
    _, markdown, _ = _run(capsys, demo, "diff", *months, "--format", "markdown")
    kinds = len({row["类别"] for row in rows})
    assert len([line for line in markdown.splitlines() if line.startswith("| ")]) == len(rows) + 2 * kinds
    assert {row["现在"] for row in rows if row["编号"] == "hidden_debt"} <= {"不公开"}


def test_a_batch_bounds_both_sides(demo: Path, capsys: Captured) -> None:
    found = _diff(capsys, demo, *DAYS, "--batch", "1")
    assert found["figures"] == found["facts"] == []
    causes = [cause["cause"] for each in found["lights"] for cause in each["causes"]]  # type: ignore[attr-defined]
    assert set(causes) <= {"time"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "2024-05", "--to", "2024-06-20"), "都是月份"),
        (("--from", "2024-06-20", "--to", "2024-05-20"), "早于"),
        (("--from", "2024-05", "--to", "2024-05"), "早于"),
        (("--from", "昨天", "--to", "今天"), "昨天"),
        (("--from", "2024-05", "--to", "2024-06", "--month", "2024-05"), "--month"),
        ((*DAYS, "--as-of", "2024-06-30"), "--as-of"),
        (("--from", "2023-05", "--to", "2023-06"), "2024"),
        (("--to", "2024-06-20"), "--from"),
    ],
)
def test_a_wrong_pair_is_refused_in_one_sentence(
    demo: Path, capsys: Captured, arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = _run(capsys, demo, "diff", *arguments)
    assert (code, out) == (2, "")
    assert words in err


def test_a_plan_is_changed_confirmed_and_its_history_told(own_demo: Path, capsys: Captured) -> None:
    code, out, err = _run(
        capsys, own_demo, "plan", "change", "区级财政收入", "goal=5", "--from", "2024-07-01", "--why", "年中调整"
    )
    assert (code, "目标值：4.5 → 5" in out, "2024-07-01" in err) == (0, True, True)
    plan = own_demo / "config" / "plans" / "2024.toml"
    plan.write_text(plan.read_text("utf-8").replace("\ngoal = 300\n", "\ngoal = 320\n"), encoding="utf-8")
    code, _, err = _run(capsys, own_demo, "status")
    assert (code, err.count("计划文件改过（涉及1项目标）")) == (0, 1)
    assert _run(capsys, own_demo, "status", "--format", "json")[2].startswith("!")
    assert _run(capsys, own_demo, "plan", "confirm", "--from", "2024-07-10")[0] == 0
    assert _run(capsys, own_demo, "status")[2] == ""
    _, out, _ = _run(capsys, own_demo, "plan", "history")
    assert [line.split(" |")[0] for line in out.splitlines() if not line.startswith(" ")] == [
        "最初的计划，自2024-01-01起",
        "自2024-07-01起",
        "自2024-07-10起",
    ]
    assert "年中调整" in _run(capsys, own_demo, "plan", "history", "fiscal_revenue")[1]
    assert "没有改动过" in _run(capsys, own_demo, "plan", "history", "gdp_growth")[1]
    assert _run(capsys, own_demo, "check", "store")[0] == 0
    found = _diff(capsys, own_demo, "--from", "2024-06-30", "--to", "2024-07-10", "--month", "2024-05")
    assert [(each["target"], each["old"], each["new"]) for each in found["plan"]] == [
        ("fiscal_revenue", "4.5", "5"),
        ("tech_smes", "300", "320"),
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("plan", "change", "fiscal_revenue", "goal", "--from", "2024-07-01"), 2, "KEY=VALUE"),
        (("plan", "change", "fiscal_revenue", "gaol=5", "--from", "2024-07-01"), 2, "goal"),
        (("plan", "change", "fiscal_revenue", "goal=five", "--from", "2024-07-01"), 1, "应是数字"),
        (("plan", "change", "fiscal_revenue", "goal=4.5", "--from", "2024-07-01"), 2, "没有改动"),
        (("plan", "change", "fiscal_revenue", "goal=5"), 2, "--from"),
        (("plan", "confirm", "--from", "2024-07-01"), 2, "没有要确认的"),
    ],
)
def test_a_wrong_change_of_the_plan_leaves_the_file(
    own_demo: Path, capsys: Captured, arguments: tuple[str, ...], code: int, words: str
) -> None:
    plan = own_demo / "config" / "plans" / "2024.toml"
    before = plan.read_bytes()
    found, _, err = _run(capsys, own_demo, *arguments)
    assert (found, plan.read_bytes()) == (code, before)
    assert words in err


def test_revisions_have_first_release_latest_and_their_mean(demo: Path, capsys: Captured) -> None:
    code, out, _ = _run(capsys, demo, "history", "fiscal_revenue", "--revisions")
    assert code == 0
    line = next(line for line in out.splitlines() if line.startswith("2024-01  department") and "万元" in line)
    assert line.split()[2:4] == ["5790万元", "5812万元"]
    assert "2024-02-06" in line
    assert "2024-03-06" in line
    assert "department：修订过的1期，平均修订 +22.0万元，平均绝对修订 22.0万元" in out
    assert "平均修订 +0.50个百分点" in out  # 11.3 % → 11.8 %
    _, then, _ = _run(capsys, demo, "history", "fiscal_revenue", "--revisions", "--as-of", "2024-03-01")
    assert "5812" not in then
    _, early, _ = _run(capsys, demo, "history", "fiscal_revenue", "--batch", "1")
    assert "2024" not in early.replace("2024年", "")
