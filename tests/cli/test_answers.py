"""``import --set``: keys that nobody asks for are refused, and answers that were not needed are told."""

from pathlib import Path

import pytest

from gaoxin_monitor.cli import run

Captured = pytest.CaptureFixture[str]
RETURN = "统计月份,指标名称,计量单位,数值,口径,备注\n{},科技型中小企业,家,150,累计,\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "工作区"
    assert run(["init", str(root)]) == 0
    return root


def _import(workspace: Path, capsys: Captured, text: str, *options: str) -> tuple[int, str]:
    path = workspace / "inbox" / "表.csv"
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    code = run(["--workspace", str(workspace), "import", str(path), *options])
    out, err = capsys.readouterr()
    return code, out + err


@pytest.mark.parametrize(("given", "near"), [("vintge=2024-07-01", "vintage"), ("indicater=x", "indicator")])
def test_a_key_that_nobody_asks_for_is_refused_with_the_nearest(
    workspace: Path, capsys: Captured, given: str, near: str
) -> None:
    code, told = _import(workspace, capsys, RETURN.format("2024年6月"), "--set", given)
    assert code == 2
    assert f"最接近的是 {near}" in told
    for key in ("area", "blanks", "importer", "indicator", "magnitude", "period", "unit", "vintage", "year"):
        assert key in told
    assert not (workspace / "data" / "gaoxin.db").exists()


def test_an_answer_that_was_not_needed_is_told(workspace: Path, capsys: Captured) -> None:
    code, told = _import(workspace, capsys, RETURN.format("2024年6月"), "--set", "year=2023")
    assert (code, "year=2023 没有用上" in told) == (0, True)
    again = RETURN.format("上半年").replace("150", "151")
    code, told = _import(workspace, capsys, again, "--set", "year=2024", "--dry-run")
    assert (code, "没有用上" in told) == (0, False)


def test_a_missing_year_is_a_question_with_its_answer(workspace: Path, capsys: Captured) -> None:
    code, told = _import(workspace, capsys, RETURN.format("上半年"))
    assert (code, "“上半年”是哪一年的" in told, "--set year=" in told) == (4, True, True)
    assert not (workspace / "data" / "gaoxin.db").exists()


def test_importer_and_area_are_answered_by_their_own_options(workspace: Path, capsys: Captured) -> None:
    code, told = _import(workspace, capsys, "指标,2024年,2023年\n地区生产总值(亿元),1,2\n")
    assert (code, "--importer nbs" in told, "--set importer" in told) == (4, True, False)
