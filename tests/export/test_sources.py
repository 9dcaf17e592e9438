"""来源: every figure shown leads to a file, a cell, a day and a batch."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export import ExportInfo, render_workbook
from gaoxin_monitor.messages import load


def _lines(book: openpyxl.Workbook) -> list[dict[str, object]]:
    (table,) = book["来源"].tables.values()
    header, *body = book["来源"][table.ref]
    columns = [str(cell.value) for cell in header]
    return [dict(zip(columns, [cell.value for cell in row], strict=True)) for row in body]


@pytest.fixture(scope="module")
def lines(book: openpyxl.Workbook) -> list[dict[str, object]]:
    return _lines(book)


def _of(lines: list[dict[str, object]], target: str) -> dict[str, dict[str, object]]:
    return {str(line["数据"]): line for line in lines if line["指标"] == target}


def test_a_figure_leads_to_its_cell(lines: list[dict[str, object]]) -> None:
    found = _of(lines, "区级财政收入")
    assert list(found) == ["本期", "累计", "同比", "累计同比", "累计（未采用）", "累计同比（未采用）"]
    assert found["本期"] == {
        "序号": 1,
        "指标": "区级财政收入",
        "数据": "本期",
        "数据期": "2024年6月",
        "数值": 4013,
        "单位": "万元",
        "文件": "高新区统计快报2024年6月.csv",
        "SHA-256": "1" * 64,
        "工作表": "6月",
        "行": 7,
        "单元格": "C7",
        "发布日期": "2024-07-18",
        "来源单位": "高新区统计机构",
        "导入器": "flash 1.0",
        "批次": 1,
    }
    assert (found["累计（未采用）"]["数值"], found["累计（未采用）"]["来源单位"]) == (2.15, "区级部门")


def test_every_row_that_shows_a_figure_has_a_source(book: openpyxl.Workbook, lines: list[dict[str, object]]) -> None:
    sheet = book["主要指标"]
    (table,) = sheet.tables.values()
    traced = {line["指标"] for line in lines}
    for row in list(sheet[table.ref])[1:]:
        name = str(row[2].value).lstrip("#").split("（")[0]
        if any(isinstance(cell.value, int | float) for cell in row[5:12]):
            assert name in traced


def test_a_count_leads_to_every_member_counted(lines: list[dict[str, object]]) -> None:
    found = _of(lines, "市级重点项目开复工")
    assert len(found) == 26
    assert found["项目0：实际日期"]["单元格"] == "D3"
    assert found["项目0：实际日期"]["数值"] == "2024-05-06"
    assert found["项目0：实际日期"]["导入器"] == "manual 1.0"


def test_an_open_case_leads_to_its_cell_and_is_not_named(data: bytes, lines: list[dict[str, object]]) -> None:
    (found,) = _of(lines, "零就业家庭").values()
    assert (found["数据"], found["数值"], found["单元格"]) == ("（不列名）：发现日期", "2024-06-20", "D5")
    with ZipFile(BytesIO(data)) as parts:
        assert "某户" not in parts.read("xl/sharedStrings.xml").decode()


def test_progress_is_a_number_in_percent(lines: list[dict[str, object]]) -> None:
    found = _of(lines, "第1条断头路打通")["第1条断头路打通：形象进度"]
    assert (found["数值"], found["单位"]) == (62.5, "%")


def test_a_milestone_leads_to_its_days(lines: list[dict[str, object]]) -> None:
    assert [str(datum).split("：")[1] for datum in _of(lines, "第4条断头路打通")] == [
        "计划日期",
        "预计日期",
        "实际日期",
    ]


def test_a_composite_says_that_it_is_made_of_its_parts(lines: list[dict[str, object]]) -> None:
    (found,) = _of(lines, "民生实事").values()
    assert (found["数据"], found["数值"], found["文件"]) == ("由各分项汇总", 4, "—")


def test_every_checksum_is_one_of_a_known_file(lines: list[dict[str, object]], info: ExportInfo) -> None:
    known = {batch.head.file.sha256 for batch in info.batches.values() if batch.head.file}
    assert {line["SHA-256"] for line in lines} - {"—"} <= known


def test_a_row_is_one_line_high_although_it_holds_a_digest(book: openpyxl.Workbook) -> None:
    sheet = book["来源"]
    (table,) = sheet.tables.values()
    rows = [row for row in sheet[table.ref] if row[1].value == "市级重点项目开复工"]
    assert len(rows) == 26
    assert {len(str(row[7].value)) for row in rows} == {64}
    assert max(sheet.row_dimensions[row[0].row].height or 0 for row in rows) < 2 * 11 * 1.45


def test_a_figure_of_an_unknown_batch_still_names_the_file_it_was_read_from(board: Board, info: ExportInfo) -> None:
    book = openpyxl.load_workbook(BytesIO(render_workbook(board, replace(info, batches={}), load("zh"))))
    found = _of(_lines(book), "技术合同登记额")["累计"]
    assert (found["文件"], found["SHA-256"], found["批次"]) == ("快报.csv", "—", 2)


def test_the_data_digest_can_be_recomputed_from_the_sheet(
    data: bytes, lines: list[dict[str, object]], properties: Callable[[bytes], dict[str, str]]
) -> None:
    """What the rule says, done by hand: cells joined by tabs, each line ended."""
    plain = ["\t".join(_plain(value) for value in line.values()) + "\n" for line in lines]
    assert properties(data)["数据摘要"] == sha256("".join(plain).encode()).hexdigest()


def _plain(value: object) -> str:
    return format(Decimal(str(value)).normalize(), "f") if isinstance(value, int | float) else str(value)


def test_another_file_gives_another_digest(
    board: Board, info: ExportInfo, data: bytes, properties: Callable[[bytes], dict[str, str]]
) -> None:
    batch = info.batches[2]
    assert batch.head.file is not None
    other = replace(batch, head=replace(batch.head, file=replace(batch.head.file, sha256="f" * 64)))
    changed = render_workbook(board, replace(info, batches={**info.batches, 2: other}), load("zh"))
    assert properties(changed)["数据摘要"] != properties(data)["数据摘要"]
