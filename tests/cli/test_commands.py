"""The commands as a person or a script uses them: stdout is data, stderr is talk, exit codes as documented."""

import csv
import io
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from gaoxin_monitor.cli import run
from gaoxin_monitor.export.schema.outputs import OUTPUTS

EARLIER = Path(__file__).parents[1] / "importing" / "earlier_flash.txt"
Captured = pytest.CaptureFixture[str]


def _run(capsys: Captured, *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_status_prints_every_target_once_and_says_that_it_is_a_sample(demo: Path, capsys: Captured) -> None:
    code, out, _ = _run(capsys, "--workspace", str(demo), "status", "--month", "2024-06")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "渭南高新区2024年工作要点 | 2024年6月 | 数据截至 2024-07-25 | 示例数据"
    assert lines[4].split() == [
        "状态",
        "目标",
        "目标值",
        "当前",
        "进度",
        "差",
        "年底研判",
        "期别",
        "数据标记",
        "责任单位",
    ]
    table = lines[5 : 5 + 100]
    parting = next(number for number, line in enumerate(table) if line.startswith("──"))
    assert all(line[:1] in "✓!✗-?" for number, line in enumerate(table) if number != parting)
    assert lines[105] == "共列出99项：计入总数74项，方向性25项。"
    assert "理由（由重到轻）：" in lines


def test_the_counts_at_the_top_of_status_are_those_of_the_rows_below(demo: Path, capsys: Captured) -> None:
    _, out, _ = _run(capsys, "--workspace", str(demo), "status")
    lines = out.splitlines()
    table = lines[5 : 5 + 100]
    parting = next(number for number, line in enumerate(table) if line.startswith("──"))
    for told, head, rows in (
        (lines[1], "共74项：", table[:parting]),
        (lines[2], "方向性25项，不计入：", table[parting + 1 :]),
    ):
        assert told.startswith(head)
        words = Counter(" ".join(line.split()[:2]) for line in rows)
        counts = dict(light.rsplit(" ", 1) for light in told.removeprefix(head).split(" | "))
        assert counts == {word: str(count) for word, count in words.items()}


def test_status_tells_why_for_every_light_that_is_not_fine(demo: Path, capsys: Captured) -> None:
    _, out, _ = _run(capsys, "--workspace", str(demo), "status")
    _, reasons = out.split("理由（由重到轻）：\n")
    told = [line for line in reasons.splitlines() if line and line[0] in "✗!?-✓"]
    assert Counter(line.split()[1] for line in told) == {"滞后": 9, "关注": 26, "缺数": 9, "未到期": 1}
    assert "- 未到期 认定高新技术企业 [high_tech_enterprises]：首批尚未到期，应完成0.0%；现累计0家，目标40家" in told
    assert "正常、已完成的54项没有列理由" in reasons


def test_status_of_one_light_tells_its_reasons_and_how_many_of_all_these_are(demo: Path, capsys: Captured) -> None:
    _, out, _ = _run(capsys, "--workspace", str(demo), "status", "--light", "已完成")
    assert "列出15项（计入总数12项，方向性3项），全部99项；开头两行按全部目标计。" in out
    assert "✓ 已完成 中固兴安建成投产 [finish_zhonggu_xingan]：2024-06-21完成，不晚于计划的2024-06-30" in out
    assert "没有列理由" not in out


def test_status_in_english_has_no_chinese_but_in_names(demo: Path, capsys: Captured) -> None:
    code, out, _ = _run(capsys, "--lang", "en", "--workspace", str(demo), "status")
    assert code == 0
    first, second, *_ = out.splitlines()
    assert "SAMPLE DATA" in first
    assert "✗ behind" in second


def test_status_as_json_is_complete_and_exact(demo: Path, capsys: Captured) -> None:
    code, out, _ = _run(capsys, "--workspace", str(demo), "status", "--month", "2024-06", "--format", "json")
    assert code == 0
    board = json.loads(out)
    assert (board["schema"], board["version"], board["demo"]) == ("gaoxin-monitor/board", 1, True)
    assert len(board["rows"]) == 99
    headline = [row for row in board["rows"] if row["tier"] != "D"]
    assert sum(board["counts"].values()) == len(headline)
    hidden = [row for row in board["rows"] if "withheld" in row["flags"]]
    assert hidden
    assert all(row["value"] is None for row in hidden)


def test_status_as_csv_and_markdown_hold_the_same_rows(demo: Path, capsys: Captured) -> None:
    _, text, _ = _run(capsys, "--workspace", str(demo), "status", "--format", "csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    _, markdown, _ = _run(capsys, "--workspace", str(demo), "status", "--format", "markdown")
    assert len(rows) == 99
    assert len(markdown.strip().splitlines()) == 101


def test_status_filters_by_light_and_tells_the_result_by_its_exit_code(demo: Path, capsys: Captured) -> None:
    code, out, _ = _run(capsys, "--workspace", str(demo), "status", "--light", "red", "--exit-code", "--format", "json")
    assert {row["light"] for row in json.loads(out)["rows"]} == {"red"}
    assert code == 11


def test_a_past_day_shows_the_board_as_it_was_known(demo: Path, capsys: Captured) -> None:
    _, then, _ = _run(capsys, "--workspace", str(demo), "status", "--as-of", "2024-03-25", "--format", "json")
    board = json.loads(then)
    assert board["as_of"] == "2024-03-25"
    assert board["month"] <= "2024-M03"
    assert all((row["vintage"] or "") <= "2024-03-25" for row in board["rows"])


def test_explain_names_rule_numbers_and_cell(demo: Path, capsys: Captured) -> None:
    code, out, _ = _run(capsys, "--workspace", str(demo), "explain", "fiscal_revenue", "--month", "2024-06")
    assert code == 0
    assert "区级财政收入" in out
    assert "完成率（%）：50.2" in out
    assert "示例" in out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["explain", "fiscal_revenu"], 2, "fiscal_revenue"),
        (["explain", "没有"], 2, "没有"),
        (["status", "--month", "2024-13"], 2, "2024-13"),
        (["status", "--as-of", "昨天"], 2, "昨天"),
        (["history", "nothing"], 2, "nothing"),
        (["undo", "99999"], 2, "99999"),
        (["import", "x.csv", "--set", "indicator"], 2, "KEY=VALUE"),
        (["nonsense"], 2, "nonsense"),
        (["import", "没有这个文件.csv"], 1, "没有这个文件.csv"),
    ],
)
def test_a_wrong_request_is_answered_in_one_sentence(
    demo: Path, capsys: Captured, arguments: list[str], code: int, words: str
) -> None:
    found, _, err = _run(capsys, "--workspace", str(demo), *arguments)
    assert found == code
    assert words in err
    assert "Traceback" not in err


def test_outside_a_workspace_the_two_ways_in_are_named(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GAOXIN_WORKSPACE", raising=False)
    code, _, err = _run(capsys, "status")
    assert code == 2
    assert "gaoxin-monitor demo" in err
    assert "gaoxin-monitor init" in err


def test_init_makes_an_empty_workspace_and_never_writes_over_anything(tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "我的 高新区"
    assert _run(capsys, "init", str(target))[0] == 0
    assert _run(capsys, "--workspace", str(target), "check", "config")[0] == 0
    assert _run(capsys, "--workspace", str(target), "check", "store")[0] == 0
    code, out, _ = _run(capsys, "--workspace", str(target), "status")
    assert code == 0
    assert "还没有数据" in out
    code, _, err = _run(capsys, "init", str(target))
    assert code == 2
    assert "没有动它" in err


def test_import_dry_run_writes_nothing_and_an_import_can_be_taken_back(own_demo: Path, capsys: Captured) -> None:
    file = own_demo / "inbox" / "科技局.csv"
    file.write_text(
        "统计月份,指标名称,计量单位,数值,口径,备注\n2024年7月,科技型中小企业,家,188,累计,示例数据\n", encoding="gb18030"
    )
    here = ("--workspace", str(own_demo))
    before = _run(capsys, *here, "batches")[1].splitlines()
    code, out, _ = _run(capsys, *here, "import", "--dry-run", str(file))
    assert code == 0
    assert "新增 1" in out
    assert _run(capsys, *here, "batches")[1].splitlines() == before

    code, _, err = _run(capsys, *here, "import", str(file))
    assert code == 0
    assert "已入库" in err
    after = _run(capsys, *here, "batches")[1].splitlines()
    assert len(after) == len(before) + 1
    number = after[-1].split()[0].removeprefix("#")
    assert "没有新内容" in _run(capsys, *here, "import", str(file))[2]
    code, _, err = _run(capsys, *here, "undo", number)
    assert code == 0
    assert "灯" in err
    assert _run(capsys, *here, "check", "store")[0] == 0


def test_an_import_with_an_error_writes_nothing(own_demo: Path, capsys: Captured) -> None:
    file = own_demo / "坏.csv"
    file.write_text(
        "统计月份,指标名称,计量单位,数值,口径,备注\n2024年7月,科技型中小企业,家,一百八,累计,\n", encoding="utf-8"
    )
    here = ("--workspace", str(own_demo))
    before = _run(capsys, *here, "batches")[1]
    code, _, err = _run(capsys, *here, "import", str(file))
    assert code == 1
    assert "D2" in err
    assert _run(capsys, *here, "batches")[1] == before


def test_export_prints_the_path_it_wrote(demo: Path, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "月报.xlsx"
    code, out, _ = _run(capsys, "--workspace", str(demo), "export", "--month", "2024-06", "-o", str(target))
    assert code == 0
    assert out.strip() == str(target)
    assert target.read_bytes()[:2] == b"PK"


def test_backup_writes_a_copy_that_is_whole(demo: Path, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "备份.db"
    code, out, _ = _run(capsys, "--workspace", str(demo), "backup", str(target))
    assert code == 0
    assert target.exists()
    assert out.strip() == str(target)


def test_history_shows_revisions_old_to_new(demo: Path, capsys: Captured) -> None:
    code, out, _ = _run(capsys, "--workspace", str(demo), "history", "fiscal_revenue")
    assert code == 0
    assert "→" in out


def test_history_lists_derived_figures_on_request_and_marks_each(demo: Path, capsys: Captured) -> None:
    _, plain, _ = _run(capsys, "--workspace", str(demo), "history", "gdp")
    code, out, _ = _run(capsys, "--workspace", str(demo), "history", "gdp", "--derived")
    assert code == 0
    assert out.startswith(plain)
    derived = out.removeprefix(plain).splitlines()
    assert "不是公布数" in derived[0]
    assert all("推算 " in line for line in derived[1:] if "推算数" not in line)
    assert "推算" not in plain
    code, out, _ = _run(capsys, "--workspace", str(demo), "history", "consumption_events", "--derived")
    assert code == 0
    assert "没有可以推算的数" in out


def test_the_outlook_is_told_by_status_and_explain(demo: Path, capsys: Captured) -> None:
    _, out, _ = _run(capsys, "--workspace", str(demo), "status", "--month", "2024-06")
    assert "年底研判：难度大：3年中0年的走势可达标" in out
    _, out, _ = _run(capsys, "--workspace", str(demo), "explain", "fiscal_revenue", "--month", "2024-06")
    outlook = out.partition("年底研判\n")[2].splitlines()[0]
    assert outlook.startswith("  难度大：3年中0年的走势可达标")
    assert "余下6个月月均需完成" in outlook


def test_machines_get_the_outlook_with_its_numbers_but_for_withheld_targets(demo: Path, capsys: Captured) -> None:
    _, out, _ = _run(capsys, "--workspace", str(demo), "status", "--month", "2024-06", "--format", "json")
    rows = {row["id"]: row["outlook"] for row in json.loads(out)["rows"]}
    assert (rows["gdp_growth"]["verdict"], rows["gdp_growth"]["reason_code"]) == ("effort", "rest-faster")
    assert rows["fiscal_revenue"]["numbers"]["years"] == "3"
    assert rows["urban_projects"]["verdict"] is None
    assert rows["high_tech_enterprises"] is None
    _, text, _ = _run(capsys, "--workspace", str(demo), "status", "--format", "csv")
    by_id = {row["编号"]: row for row in csv.DictReader(io.StringIO(text))}
    assert by_id["fiscal_revenue"]["年底研判"] == "难度大"
    assert by_id["high_tech_enterprises"]["年底研判"] == ""


def test_plugins_and_schemas_are_listed(demo: Path, tmp_path: Path, capsys: Captured) -> None:
    _, out, _ = _run(capsys, "--workspace", str(demo), "plugin", "list")
    assert {line.split()[0] for line in out.splitlines()} >= {"nbs", "flash", "manual"}
    code, _, _ = _run(capsys, "--workspace", str(demo), "config", "schema", "-o", str(tmp_path))
    assert code == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "settings.schema.json",
        "indicators.schema.json",
        "plan.schema.json",
        "calendar.schema.json",
        "rules.schema.json",
        *(f"{name}.schema.json" for name in OUTPUTS),
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_speaks_the_language_asked_for(capsys: Captured, language: str) -> None:
    code, out, _ = _run(capsys, "--lang", language, "--help")
    assert code == 0
    commands = (
        "status",
        "explain",
        "due",
        "history",
        "import",
        "batches",
        "undo",
        "export",
        "check",
        "backup",
        "config",
        "plugin",
        "init",
        "demo",
    )
    assert all(f"  {command} " in out for command in commands)
    chinese = any("\u4e00" <= character <= "\u9fff" for character in out)
    assert chinese == (language == "zh")
    for command in commands:
        _, page, _ = _run(capsys, "--lang", language, command, "--help")
        assert "cli." not in page, page
        assert any("\u4e00" <= character <= "\u9fff" for character in page) == (language == "zh"), page


def test_control_bytes_in_a_file_name_never_reach_the_terminal(demo: Path, capsys: Captured) -> None:
    code, out, err = _run(capsys, "--workspace", str(demo), "import", "\x1b]0;x\x07[red].csv")
    assert code != 0
    assert "\x1b" not in out + err
    assert "\x07" not in out + err


@pytest.mark.parametrize("form", ["text", "csv", "markdown", "json"])
def test_a_hostile_file_name_reaches_no_listing_as_bytes(own_demo: Path, capsys: Captured, form: str) -> None:
    file = own_demo / "inbox" / "科\x1b[31m|技.csv"
    text = "统计月份,指标名称,计量单位,数值,口径,备注\n2024年6月,科技型中小企业,家,141,累计,示例数据\n"
    file.write_text(text, encoding="utf-8")
    here = ("--workspace", str(own_demo))
    assert _run(capsys, *here, "import", "--vintage", "2024-07-24", str(file))[0] == 0
    _, out, _ = _run(capsys, *here, "status", "--format", form)
    assert "\x1b" not in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["status", "--month", "2025-03"],
        ["status", "--section", "nosuch"],
        ["status", "--batch", "999999999999999999999999"],
        ["status", "--light", "紫"],
    ],
)
def test_a_request_that_can_mean_nothing_is_refused(demo: Path, capsys: Captured, arguments: list[str]) -> None:
    code, out, err = _run(capsys, "--workspace", str(demo), *arguments)
    assert (code, out) == (2, "")
    assert err


def test_an_import_says_which_lights_it_changed(own_demo: Path, capsys: Captured) -> None:
    file = own_demo / "inbox" / "科技局更正.csv"
    text = "统计月份,指标名称,计量单位,数值,口径,备注\n2024年6月,科技型中小企业,户,301,累计,示例数据\n"
    file.write_text(text, encoding="utf-8")
    code, _, err = _run(capsys, "--workspace", str(own_demo), "import", "--vintage", "2024-07-24", str(file))
    assert code == 0
    assert "科技型中小企业：✓ 正常 → ✓ 已完成" in err


def test_a_lost_magnitude_and_a_falling_cumulation_are_doubted(own_demo: Path, capsys: Captured) -> None:
    file = own_demo / "inbox" / "高新区2024年7月快报.csv"
    file.write_text(
        "统计月份,指标名称,计量单位,本月,本月止累计,累计同比(%)\n"
        "2024年7月,一般公共预算收入,万元,0.44,2.71,9.8\n"
        "2024年7月,社会消费品零售总额,亿元,4.6,16.91,131\n",
        encoding="utf-8",
    )
    code, out, err = _run(capsys, "--workspace", str(own_demo), "import", "--dry-run", str(file))
    assert (code, "--set magnitude=confirm" in out) == (4, True)
    assert "2.71万元只有" in err
    assert "累计数在一年之内不应下降" in err
    assert "增速131%超过一倍" in err


@pytest.mark.parametrize("row", ["99", "x", "²"])
def test_an_exclusion_that_matches_nothing_stops_the_import(own_demo: Path, capsys: Captured, row: str) -> None:
    file = own_demo / "inbox" / "科技局.csv"
    text = "统计月份,指标名称,计量单位,数值,口径,备注\n2024年7月,科技型中小企业,家,188,累计,示例数据\n"
    file.write_text(text, encoding="utf-8")
    code, _, err = _run(capsys, "--workspace", str(own_demo), "import", "--exclude", row, str(file))
    assert code == 1
    assert row in err


def test_old_importers_are_replaced_and_changed_ones_never(tmp_path: Path, capsys: Captured) -> None:
    here = tmp_path / "工作区"
    assert _run(capsys, "init", str(here))[0] == 0
    assert _run(capsys, "--workspace", str(here), "plugin", "refresh")[:2] == (0, "")
    importers = here / "plugins" / "importers"
    current = (importers / "flash.py").read_bytes()
    (importers / "flash.py").write_bytes(EARLIER.read_bytes())
    changed = (importers / "nbs.py").read_bytes() + b"# mine"
    (importers / "nbs.py").write_bytes(changed)
    listed = _run(capsys, "--workspace", str(here), "plugin", "list")[1].splitlines()
    assert [line.split()[0] for line in listed if "旧版程序带来" in line] == ["flash"]
    assert [line.split()[0] for line in listed if "程序自带" in line] == ["flash"]
    code, out, _ = _run(capsys, "--workspace", str(here), "plugin", "refresh")
    assert (code, out) == (0, "flash.py\n")
    assert (importers / "flash.py").read_bytes() == current
    assert (importers / "nbs.py").read_bytes() == changed
    assert {path.name for path in importers.iterdir()} == {"flash.py", "manual.py", "nbs.py"}


def test_a_store_is_proven_and_saved_even_while_the_configuration_has_faults(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "有错"
    shutil.copytree(demo, root)
    (root / "config" / "plans" / "2024.toml").write_text("title = 5\n", encoding="utf-8")
    assert run(["--workspace", str(root), "status"]) == 1
    capsys.readouterr()
    assert run(["--workspace", str(root), "check", "store"]) == 0
    assert "数据库完好" in capsys.readouterr().out
    saved = tmp_path / "副本.db"
    assert run(["--workspace", str(root), "backup", str(saved)]) == 0
    assert saved.is_file()


def test_a_workbook_is_never_written_under_the_name_of_something_else(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--workspace", str(demo), "export", "-o", str(tmp_path / "月报.csv")]) == 2
    assert "月报.csv" in capsys.readouterr().err
    assert list(tmp_path.glob("*.csv")) == []


def test_explain_as_json_and_markdown_and_for_codes(demo: Path, capsys: Captured) -> None:
    _, out, _ = _run(capsys, "--workspace", str(demo), "explain", "fiscal_revenue", "--format", "json")
    document = json.loads(out)
    assert document["target"]["id"] == "fiscal_revenue"
    assert document["steps"][-1]["decides"]
    _, out, _ = _run(capsys, "--workspace", str(demo), "explain", "财政收入增速", "--format", "markdown")
    assert out.startswith("# 区级财政收入增速")
    code, out, _ = _run(capsys, "--workspace", str(demo), "explain", "unit-unknown")
    assert code == 0
    assert "怎么办：" in out
    _, out, _ = _run(capsys, "--workspace", str(demo), "explain", "level-behind", "--format", "json")
    assert json.loads(out)["code"] == "level-behind"
    code, _, err = _run(capsys, "--workspace", str(demo), "explain", "unit-unknwon")
    assert code == 2
    assert "unit-unknown" in err


def test_rules_are_listed_and_compared_in_every_form(demo: Path, capsys: Captured) -> None:
    _, out, _ = _run(capsys, "--workspace", str(demo), "rules")
    assert "落后序时不到10个百分点" in out
    assert "3、7、17、26、36、50、58、67、77、86、94、100" in out
    _, out, _ = _run(capsys, "--workspace", str(demo), "rules", "tianjin_2022", "--format", "markdown")
    assert "累计增速低于0%" in out
    assert "银川" not in out
    _, out, _ = _run(capsys, "--workspace", str(demo), "rules", "--format", "json")
    assert len(json.loads(out)["packs"]) == 7
    _, out, _ = _run(
        capsys, "--workspace", str(demo), "rules", "compare", "pp_0_5", "--month", "2024-06", "--format", "json"
    )
    found = json.loads(out)
    assert found["changes"]
    assert all(change["old"] != change["new"] for change in found["changes"])
    _, out, _ = _run(capsys, "--lang", "en", "--workspace", str(demo), "rules", "compare", "default")
    assert "no light changes" in out
    code, _, err = _run(capsys, "--workspace", str(demo), "rules", "compare", "nope")
    assert code == 2
    assert "yinchuan_2025" in err


def test_history_of_a_target_that_no_figure_judges_is_that_of_its_facts(demo: Path, capsys: Captured) -> None:
    code, out, _ = _run(capsys, "--workspace", str(demo), "history", "敬贤大街打通")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "敬贤大街打通 [road_jingxian]没有指标序列，按“里程碑：计划、预计、实际日期”判定。"
    assert any(line.split()[:4] == ["计划日期", "2024-05-31", "2024-02-06", "#29"] for line in lines)
    assert any("60 → 100" in line for line in lines)
    _, early, _ = _run(capsys, "--workspace", str(demo), "history", "敬贤大街打通", "--as-of", "2024-05-20")
    assert "2024-05-28" not in early


def test_history_of_a_list_names_every_item_and_of_a_composite_where_to_look(demo: Path, capsys: Captured) -> None:
    _, roads, _ = _run(capsys, "--workspace", str(demo), "history", "断头路打通")
    assert [line for line in roads.splitlines() if line.endswith("[road_jinhua]")] == ["锦华大道打通 [road_jinhua]"]
    _, items, _ = _run(capsys, "--workspace", str(demo), "history", "livelihood_items_done")
    assert "gaoxin-monitor status --members livelihood_items_done" in items


def test_history_names_no_people_unless_asked(demo: Path, capsys: Captured) -> None:
    _, hidden, _ = _run(capsys, "--workspace", str(demo), "history", "zero_employment_households")
    assert "没有列出；本人核对可加 --withheld" in hidden
    _, told, _ = _run(capsys, "--workspace", str(demo), "history", "zero_employment_households", "--withheld")
    assert "没有列出" not in told
    assert "发现日期" in told


def test_history_of_what_nobody_knows_is_wrong_usage(demo: Path, capsys: Captured) -> None:
    code, _, err = _run(capsys, "--workspace", str(demo), "history", "不存在的东西")
    assert code == 2
    assert "没有叫“不存在的东西”的指标或目标" in err


def test_history_of_an_index_has_its_base_in_the_title_and_bare_numbers_below(demo: Path, capsys: Captured) -> None:
    _, out, _ = _run(capsys, "--workspace", str(demo), "history", "cpi")
    title, head, first, *_ = out.splitlines()
    assert head.split() == ["期别", "数值", "数据日期", "批次", "出处"]
    assert title.startswith("居民消费价格指数(上年同月=100) [cpi] | 全国 100000 | 指数")
    assert first.split()[:2] == ["2023-09", "100.1"]
    assert "100.1上年" not in out


def test_init_says_the_next_three_steps(tmp_path: Path, capsys: Captured) -> None:
    code, out, err = _run(capsys, "init", str(tmp_path / "我的 高新区"))
    assert code == 0
    assert out == f"工作区已建好：{tmp_path / '我的 高新区'}\n"
    steps = [line for line in err.splitlines() if line.strip()[:2] in ("1.", "2.", "3.")]
    for step, words in zip(steps, ("config/settings.toml", "inbox/", "gaoxin-monitor，"), strict=True):
        assert words in step
    assert f'cd "{tmp_path / "我的 高新区"}"' in err
    comments = (tmp_path / "我的 高新区" / "config" / "settings.toml").read_text(encoding="utf-8")
    assert "seeds/" not in comments
    assert all(f"{folder}/" in comments for folder in ("inbox", "exports", "plugins", "data"))


def test_a_board_in_a_pipe_says_why_there_is_no_screen(demo: Path, capsys: Captured) -> None:
    code, out, err = _run(capsys, "--workspace", str(demo))
    assert code == 0
    assert out.startswith("渭南高新区2024年工作要点")
    assert err.startswith("std")
    assert "接的不是终端，改以文字显示" in err


@pytest.mark.parametrize("arguments", [("due",), ("export",)])
def test_a_demo_says_which_day_it_takes_for_today(
    demo: Path, capsys: Captured, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    shutil.copytree(demo, tmp_path / "copy")
    _, _, err = _run(capsys, "--workspace", str(tmp_path / "copy"), *arguments)
    assert "示例工作区的“今天”固定为 2024-07-25" in err
    _, _, err = _run(capsys, "--workspace", str(tmp_path / "copy"), "due", "--on", "2024-07-25")
    assert "固定为" not in err


def test_a_delivery_of_the_future_in_a_demo_is_told_whose_future(demo: Path, capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "快报.csv"
    head = "统计月份,指标名称,计量单位,本月,本月止累计,累计同比(%)\n"
    file.write_text(f"{head}2024年6月,一般公共预算收入,亿元,0.39,2.26,10.2\n", encoding="utf-8")
    code, _, err = _run(
        capsys,
        "--workspace",
        str(demo),
        "import",
        "--dry-run",
        "--vintage",
        "2025-01-05",
        "--area",
        "GX-610561",
        str(file),
    )
    assert code == 1
    assert "数据日期 2025-01-05 晚于今天 2024-07-25" in err
    assert "示例工作区的“今天”固定为 2024-07-25" in err
    _, _, err = _run(capsys, "--workspace", str(demo), "import", "--dry-run", "--area", "GX-610561", str(file))
    assert "固定为" not in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("undo",), "缺少参数 '批次'。"),
        (("undo", "x"), "'批次' 的取值不对：'x' 不是数。"),
        (("diff",), "缺少选项 '--from'。"),
        (("DAY",), "没有 'DAY' 这个命令。"),
    ],
)
def test_complaints_about_usage_are_chinese_to_the_full_stop(
    demo: Path, capsys: Captured, arguments: tuple[str, ...], told: str
) -> None:
    code, _, err = _run(capsys, "--lang", "zh", "--workspace", str(demo), *arguments)
    assert code == 2
    assert err.splitlines()[-1] == f"错误：{told}"


def test_help_names_values_in_the_readers_language(capsys: Captured) -> None:
    _, out, _ = _run(capsys, "--lang", "zh", "diff", "--help")
    assert "用法： gaoxin-monitor diff [选项]" in out
    assert "--from 日期|月份" in out
    assert "（必填）" in out
    assert "2147483647" not in out
    _, out, _ = _run(capsys, "--lang", "en", "diff", "--help")
    assert "--from DAY|MONTH" in out
    assert "(required)" in out
