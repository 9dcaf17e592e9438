"""Figures that are asked or told before they are stored: wrong by a 万, too early, or against another source."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from gaoxin_monitor.cli import run
from gaoxin_monitor.domain.batches import Outcome
from gaoxin_monitor.workspace.desk import Workspace

Captured = pytest.CaptureFixture[str]

RETURN = "统计月份,指标名称,计量单位,数值,口径,备注\n"
FLASH = "统计月份,指标名称,计量单位,本月,本月止累计,累计同比(%)\n"


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    root = tmp_path / "工作区"
    assert run(["init", str(root)]) == 0
    return Workspace.open(root, today=date(2024, 7, 25))


def _file(desk: Workspace, name: str, text: str) -> str:
    path = desk.root / "inbox" / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def _import(desk: Workspace, capsys: Captured, file: str, *options: str) -> tuple[int, str]:
    capsys.readouterr()
    code = run(["--workspace", str(desk.root), "import", file, "--vintage", "2024-07-12", *options])
    out, err = capsys.readouterr()
    return code, out + err


def _may(desk: Workspace, capsys: Captured) -> None:
    file = _file(desk, "五月.csv", RETURN + "2024年5月,技术合同登记额,亿元,1.82,累计,\n")
    assert _import(desk, capsys, file)[0] == 0


def test_a_figure_ten_thousand_times_off_is_asked_and_nothing_is_written(desk: Workspace, capsys: Captured) -> None:
    _may(desk, capsys)
    june = _file(desk, "六月.csv", RETURN + "2024年6月,技术合同登记额,亿元,18200,累计,\n")
    code, told = _import(desk, capsys, june)
    assert code == 4
    assert len(desk.batches()) == 1
    for words in ("六月.csv 第2行（D2）", "18200亿元", "2024年5月的1.82亿元", "10000倍", "--set magnitude=confirm"):
        assert words in told
    assert _import(desk, capsys, june, "--set", "magnitude=yes")[0] == 4
    assert len(desk.batches()) == 1


def test_a_confirmed_figure_is_stored_and_the_confirmation_is_on_record(desk: Workspace, capsys: Captured) -> None:
    _may(desk, capsys)
    june = _file(desk, "六月.csv", RETURN + "2024年6月,技术合同登记额,元,21298,累计,\n")
    assert _import(desk, capsys, june)[0] == 4
    code, told = _import(desk, capsys, june, "--set", "magnitude=confirm")
    assert (code, "只有2024年5月的1.82亿元的8500分之一" in told) == (0, True)
    batch = desk.batches()[-1]
    assert (batch.id, batch.counts[Outcome.NEW], batch.head.ledger["confirmed"]) == (2, 1, 1)
    with closing(desk.store()) as store:
        (record,) = store.records("confirmation")
    assert record.subject == "2"
    assert record.body["count"] == 1
    cell = {"cell": "D2", "value": "21298元", "before": "1.82亿元", "period": "2024-M05"}
    assert record.body["cells"] == [{**cell, "slug": "magnitude-tiny", "times": "8500"}]
    assert run(["--workspace", str(desk.root), "check", "store"]) == 0


def test_leaving_the_row_out_answers_the_question_too(desk: Workspace, capsys: Captured) -> None:
    _may(desk, capsys)
    rows = "2024年6月,技术合同登记额,亿元,18200,累计,\n2024年6月,科技型中小企业,家,150,累计,\n"
    code, _ = _import(desk, capsys, _file(desk, "六月.csv", RETURN + rows), "--exclude", "2")
    assert (code, desk.batches()[-1].head.ledger["excluded"]) == (0, 1)
    assert "confirmed" not in desk.batches()[-1].head.ledger


def test_the_first_file_of_a_workspace_is_held_against_itself(desk: Workspace, capsys: Captured) -> None:
    rows = "".join(
        f"2024年{month}月,技术合同登记额,亿元,{value},累计,\n" for month, value in enumerate((1, 2, 30000, 4), 1)
    )
    code, told = _import(desk, capsys, _file(desk, "上半年.csv", RETURN + rows))
    assert (code, "有1个数" in told, "D4" in told) == (4, True, True)
    assert desk.batches() == ()


def test_a_figure_of_a_running_period_is_doubted_and_one_of_the_future_refused(
    desk: Workspace, capsys: Captured
) -> None:
    running = RETURN + "2024年7月,科技型中小企业,家,150,累计,\n"
    code, told = _import(desk, capsys, _file(desk, "七月.csv", running))
    assert (code, "七月.csv 第2行（D2）：2024年7月到2024-07-12还没有结束" in told) == (0, True)
    code, told = _import(desk, capsys, _file(desk, "八月.csv", running.replace("7月", "8月")))
    assert (code, "八月.csv 第2行（D2）：2024年8月还没有到" in told) == (1, True)
    code, told = _import(desk, capsys, _file(desk, "六月.csv", running.replace("7月", "6月").replace("150", "140")))
    assert (code, "还没有结束" in told) == (0, False)
    estimate = running.replace("150,累计,", "151,累计,预计")
    assert "还没有结束" not in _import(desk, capsys, _file(desk, "预计.csv", estimate))[1]


def test_a_planned_day_of_a_list_is_no_figure(desk: Workspace, capsys: Captured) -> None:
    head = "报告月份,清单,编号,名称,计划日期,实际日期\n"
    code, told = _import(desk, capsys, _file(desk, "清单.csv", head + "2024年6月,重点事项,s1,示例事项,2024-12-31,\n"))
    assert (code, "还没有" in told) == (0, False)


def test_another_source_that_says_otherwise_is_told_with_whose_figure_counts(desk: Workspace, capsys: Captured) -> None:
    _may(desk, capsys)
    flash = FLASH + "2024年5月,技术合同登记额,万元,,19800,\n"
    code, told = _import(desk, capsys, _file(desk, "快报.csv", flash))
    assert code == 0
    indicator = desk.configuration.catalogue.by_id["tech_contract_value"]
    names = desk.configuration.settings.providers
    best = min(("zone_bureau", "department"), key=indicator.source_rank)
    for words in (
        "19800万元",
        "1.82亿元",
        names["zone_bureau"],
        names["department"],
        "第1批",
        f"亮灯用{names[best]}的数",
    ):
        assert words in told
    same = FLASH + "2024年5月,技术合同登记额,万元,,18200,\n"
    assert "不一致" not in _import(desk, capsys, _file(desk, "快报二.csv", same))[1]
