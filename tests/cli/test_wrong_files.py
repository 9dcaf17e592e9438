"""Plainly wrong files through the command line: one exit code, file and cell, what to do, and nothing written."""

import io
import os
import shutil
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from gaoxin_monitor.cli import run

Captured = pytest.CaptureFixture[str]

HEAD = "统计月份,指标名称,计量单位,本月,本月止累计,累计同比(%)\n"
ROW = "2024年5月,一般公共预算收入,亿元,0.36,1.85,4.1\n"
FLASH = HEAD + ROW


def _archive(*, encrypted: bool = False, cut: int | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("快报.csv", FLASH)
    content = bytearray(stream.getvalue())
    if encrypted:
        for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.find(signature) + flags] |= 1
    return bytes(content[:cut])


def _workbook(*rows: list[object], cut: int | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()[:cut]


CELLS: list[object] = [*ROW.strip().split(",")[:3], 0.36, 1.85, 4.1]
NAMES: list[object] = [*HEAD.strip().split(",")]
WRONG: dict[str, tuple[str | bytes, int, str]] = {
    "空.csv": (b"", 1, "0 字节"),
    "空白.csv": (" \n\n", 1, "没有任何内容"),
    "网页.csv": (f"<html><table><tr><td>{FLASH}</td></tr></table></html>", 1, "HTML"),
    "二进制.csv": (bytes(range(256)) * 9, 1, "二进制"),
    "工作簿.csv": (_workbook(NAMES, CELLS), 1, ".csv"),
    "截断.xlsx": (_workbook(NAMES, CELLS, cut=2_000), 1, "工作簿坏了"),
    "加密.zip": (_archive(encrypted=True), 1, "压缩包"),
    "断在开头.xlsx": (_workbook(NAMES, CELLS, cut=300), 1, "重新下载"),
    "断在中间.xls": (_workbook(NAMES, CELLS, cut=3_000), 1, "工作簿坏了或不完整"),
    "截断.zip": (_archive(cut=60), 1, "压缩包"),
    "大五码.csv": ("統計月份,指標名稱\n2024年5月,一般公共預算收入\n".encode("big5"), 1, "没有导入器认得"),
    "参差.csv": (FLASH + "2024年4月,一般公共预算收入,亿元,0.3\n", 1, "第3行（A3）"),
    "引号.csv": (FLASH.replace("一般", '"一般'), 1, "第2行"),
    "重复.csv": (FLASH + ROW.replace("1.85", "1.95"), 1, "E2 是 1.85，这里是 1.95"),
    "单位.csv": (FLASH.replace("亿元", "亿块"), 1, "第2行（D2）"),
    "月份.csv": (FLASH.replace("2024年5月", "2024年13月"), 1, "第2行（A2）"),
    "月日.csv": (FLASH.replace("2024年5月", "2024年2月30日"), 1, "第2行（A2）"),
    "序号.xlsx": (_workbook(NAMES, [45413, *CELLS[1:]]), 1, "Excel 的日期序号"),
    "表头.csv": (FLASH.replace("统计月份", "月份"), 1, "A1 月份 → 统计月份"),
    "两行表头.csv": (FLASH.replace("\n2024", "\n,,,绝对额,绝对额,增速\n2024"), 1, "像是第二行表头"),
    "不够像.csv": ("指标,2024年,2023年\n地区生产总值(亿元),1,2\n", 4, "--importer nbs"),
    "两张表.csv": (FLASH + FLASH.replace("5月", "4月"), 1, "第3行（A3）：这一行又是表头"),
    "空格.csv": (FLASH.replace("1.85", "18 500"), 1, "“18 500”里有空格"),
    "逗号.csv": (FLASH.replace("1.85", '"1,85"'), 1, "第2行（E2）"),
    "千分.csv": (FLASH.replace("4.1", "41‰"), 1, "“41‰”是千分数"),
    "括号.csv": (FLASH.replace("4.1", "(4.1)"), 1, "第2行（F2）"),
    "带单位.csv": (FLASH.replace("1.85", "1.85亿"), 1, "单位写在了数里"),
    "约.csv": (FLASH.replace("1.85", "约1.85"), 1, "第2行（E2）"),
    "错误值.xlsx": (_workbook(NAMES, [*CELLS[:4], "#DIV/0!", 4.1]), 1, "#DIV/0!"),
    "没算.xlsx": (_workbook(NAMES, [*CELLS[:4], "=D2+1", 4.1]), 1, "没有算出"),
    "科学.csv": (FLASH.replace("1.85", "1.85E+08"), 1, "科学计数法"),
    "未来.csv": (FLASH.replace("2024年", "2044年"), 1, "还没有到"),
    "控制.csv": (FLASH.replace("一般", "一\x1b[2J般"), 1, "代码 27"),
    "只有表头.csv": (HEAD, 1, "没有找到数据"),
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("files") / "工作区"
    assert run(["init", str(target)]) == 0
    return target


def _import(workspace: Path, path: Path, capsys: Captured) -> tuple[int, str]:
    capsys.readouterr()
    code = run(["--workspace", str(workspace), "import", str(path)])
    out, err = capsys.readouterr()
    assert not (workspace / "data" / "gaoxin.db").exists()
    assert "Traceback" not in err
    return code, out + err


def _written(folder: Path, name: str) -> Path:
    content, _, _ = WRONG[name]
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_named_with_its_place_and_what_to_do(
    name: str, workspace: Path, tmp_path: Path, capsys: Captured
) -> None:
    _, code, words = WRONG[name]
    found, told = _import(workspace, _written(tmp_path, name), capsys)
    assert (found, words in told) == (code, True), told
    assert name in told
    assert "    → " in told or code == 4


@pytest.mark.parametrize("name", ["空.csv", "截断.xlsx", "加密.zip", "二进制.csv", "表头.csv"])
def test_of_a_file_that_cannot_be_used_only_what_is_known_is_told(
    name: str, workspace: Path, tmp_path: Path, capsys: Captured
) -> None:
    _, told = _import(workspace, _written(tmp_path, name), capsys)
    assert told.split("\n")[0] == (f"{name} | 编码 utf-8" if name == "表头.csv" else name)
    assert "新增" not in told
    assert "数据日期" not in told


def test_what_is_no_file_or_too_large_is_refused_unread(workspace: Path, tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "文件夹.csv"
    folder.mkdir()
    assert _import(workspace, folder, capsys)[0] == 1
    huge = tmp_path / "四吉.csv"
    huge.touch()
    os.truncate(huge, 4 * 2**30)
    code, told = _import(workspace, huge, capsys)
    assert code == 1
    assert "4096 MB" in told


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot exist there")
@pytest.mark.parametrize("name", ["甲\n乙.csv", "甲\x1b]0;x\x07.csv", "甲\u202e乙.csv", "甲\u2028乙.csv"])
def test_a_file_name_stays_on_one_harmless_line(name: str, workspace: Path, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / name
    path.write_text(FLASH.replace("亿元", "亿吨"), "utf-8")
    code, told = _import(workspace, path, capsys)
    assert code == 1
    assert sum(line.startswith(("甲", "✗ 错误 甲")) for line in told.split("\n")) == 2
    assert not set(told) & set("\x1b\x07\u202e\u2028")
    assert "\n乙" not in told


def test_check_config_counts_as_many_faults_as_it_lists(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], demo: Path
) -> None:
    shutil.copytree(demo / "config", tmp_path / "config")
    plan = tmp_path / "config" / "plans" / "2024.toml"
    text = plan.read_text(encoding="utf-8")
    text = text.replace('id = "gdp_growth"\n', 'id = "gdp_growth"\nbaseline = "previous"\nminsheng = 3\n', 1)
    plan.write_text(text.replace('profile = "tech_contract"\n', "", 1), encoding="utf-8")
    assert run(["--workspace", str(tmp_path), "check", "config"]) == 1
    _, err = capsys.readouterr()
    lines = err.splitlines()
    assert [line[:4] for line in lines if not line.startswith(" ")] == ["! 警告", "✗ 错误", "✗ 错误", "合计：错"]
    assert lines[-1] == "合计：错误2处、警告1处"
    assert all("config/plans/2024.toml" in line for line in lines if line[:1] in "!✗")
    assert any("“技术合同登记额”：level_at_least 类目标缺少“profile”" in line for line in lines)
