"""How the workbook is built: sheets, tables, headers, words for blanks, properties, print set-up."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.export import ExportInfo, render_workbook
from gaoxin_monitor.messages import load

SHEETS = ["封面", "一页总览", "主要指标", "预警与督办", "来源"]
TABLES = {"一页总览": "总览重点表", "主要指标": "主要指标表", "预警与督办": "预警督办表", "来源": "来源表"}


def _body(sheet: Worksheet) -> Iterator[tuple[Cell, ...]]:
    (table,) = sheet.tables.values()
    rows = iter(sheet[table.ref])
    next(rows)
    yield from rows


def _footer(sheet: Worksheet) -> str:
    footer = sheet.oddFooter
    assert footer is not None
    left, centre = footer.left, footer.center
    assert left is not None
    assert centre is not None
    return f"{left.text}|{centre.text}"


def test_the_sheets_come_in_their_order_and_are_all_visible(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert book.active is book["封面"]
    for sheet in book:
        active = sheet.sheet_view.pane.activePane if sheet.sheet_view.pane else None
        assert [view.activeCell for view in sheet.sheet_view.selection if view.pane == active] in ([], [None], ["A1"])


def test_every_data_sheet_has_one_named_table_with_alt_text_and_unique_headers(
    book: openpyxl.Workbook, data: bytes
) -> None:
    for name, table_name in TABLES.items():
        (table,) = book[name].tables.values()
        assert table.displayName == table_name
        headers = [column.name for column in table.tableColumns]
        assert all(headers)
        assert len(set(headers)) == len(headers)
        assert headers == [cell.value for cell in next(iter(book[name][table.ref]))]
    with ZipFile(BytesIO(data)) as parts:
        tables = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/tables/")]
    assert len(tables) == len(TABLES)
    for table in tables:
        assert re.search(r'altText="[^"]+"', table)
        assert re.search(r'altTextSummary="[^"]+"', table)


def test_the_main_table_has_the_columns_of_a_government_table(book: openpyxl.Workbook) -> None:
    (table,) = book["主要指标"].tables.values()
    assert [column.name for column in table.tableColumns] == [
        *("序号", "部分", "指标", "单位", "年度目标", "本月", "本月同比（%）", "1—6月累计", "累计同比（%）"),
        *("完成年度目标（%）", "序时进度（%）", "与序时差（百分点）", "状态", "上月状态", "连续期数", "年底研判"),
        *("责任单位", "数据截止", "标记", "注"),
    ]


def test_the_cumulative_column_names_its_months(board: Board, info: ExportInfo) -> None:
    for month, header in ((Period(2024, 1, 1), "1月累计"), (Period(2024, 2, 1), "1—2月累计")):
        book = openpyxl.load_workbook(BytesIO(render_workbook(replace(board, month=month), info, load("zh"))))
        (table,) = book["主要指标"].tables.values()
        assert table.tableColumns[7].name == header


def test_nothing_is_merged_nothing_hidden_and_no_cell_of_a_table_blank(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert not any(dimension.hidden for dimension in sheet.row_dimensions.values())
        assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
    for name in TABLES:
        for row in _body(book[name]):
            assert all(cell.value not in (None, "") for cell in row), row


def test_titles_stand_in_a1_and_nothing_below_a_table(book: openpyxl.Workbook) -> None:
    for sheet in book:
        name = "月度监测" if sheet.title == "封面" else sheet.title
        assert sheet["A1"].value == f"渭南高新区2024年工作要点 {name}（2024年6月）"
        assert sheet["A2"].value.startswith("数据截至2024-07-25")
    for name in TABLES:
        (table,) = book[name].tables.values()
        assert table.ref.endswith(book[name].dimensions.split(":")[1])


def test_every_shorthand_used_is_explained_above_its_table_and_no_other(book: openpyxl.Workbook) -> None:
    for name in TABLES:
        sheet = book[name]
        used = {
            word
            for row in _body(sheet)
            for cell in row
            if isinstance(cell.value, str)
            for word in re.findall(r"\[[^\]]+\]", cell.value)
        }
        notes = " ".join(str(sheet.cell(row, 1).value) for row in (2, 3, 4))
        assert set(re.findall(r"\[[^\]]+\]", notes)) == used
    (table,) = book["主要指标"].tables.values()
    head = [str(row[0].value) for row in book["主要指标"][f"A2:A{int(table.ref[1:].partition(':')[0]) - 1}"]]
    assert "[修]" in head[-1]


def test_sample_data_say_so_on_every_sheet_and_every_page(board: Board, info: ExportInfo) -> None:
    for language, mark in (("zh", "示例数据"), ("en", "SAMPLE DATA")):
        data = render_workbook(replace(board, demo=True), info, load(language))
        found = openpyxl.load_workbook(BytesIO(data))
        for sheet in found:
            assert mark.casefold() in str(sheet["A1"].value).casefold()
            assert mark.casefold() in _footer(sheet).casefold()
        assert mark.casefold() in str(found.properties.title).casefold()


def test_real_data_are_nowhere_called_samples(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as parts:
        assert all("示例数据" not in parts.read(name).decode() for name in parts.namelist())


def test_every_sheet_prints_on_a4_fitted_to_the_width_with_page_numbers(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted is not None
        assert fitted.fitToPage
        one_page = sheet.title in ("封面", "一页总览")
        assert sheet.page_setup.fitToHeight == (None if one_page else 0)  # one page by default
        assert sheet.page_setup.orientation == ("portrait" if sheet.title == "封面" else "landscape")
        assert _footer(sheet) == "None|第 &P 页 共 &N 页"
        assert 0.25 <= sheet.page_margins.left <= 1
        assert sheet.print_area.split("!")[-1].replace("$", "") == sheet.dimensions
    for name in TABLES:
        (table,) = book[name].tables.values()
        header = re.match(r"[A-Z]+(\d+)", table.ref)
        assert header is not None
        assert book[name].print_title_rows == f"${header[1]}:${header[1]}"


def test_properties_name_the_plan_the_office_and_the_day_of_the_data(book: openpyxl.Workbook, data: bytes) -> None:
    found = book.properties
    assert found.title == "渭南高新区2024年工作要点 月度监测（2024年6月）"
    assert found.subject == "年度目标监测 2024年6月"
    assert found.creator == found.lastModifiedBy == "高新区统计机构"
    assert found.keywords
    assert found.description
    assert found.created == found.modified
    assert found.created is not None
    assert found.created.isoformat() == "2024-07-25T00:00:00"
    assert found.language == "zh-CN"
    with ZipFile(BytesIO(data)) as parts:
        assert "<Company>高新区统计机构</Company>" in parts.read("docProps/app.xml").decode()


def test_custom_properties_stand_in_cells_of_the_sources_too(
    book: openpyxl.Workbook, data: bytes, properties: Callable[[bytes], dict[str, str]]
) -> None:
    found = properties(data)
    assert list(found) == ["数据截止", "期别", "程序版本", "配置摘要", "数据摘要", "规则名"]
    assert found["数据截止"] == "2024-07-25"
    assert found["期别"] == "2024年6月"
    assert found["程序版本"] == "0.1.0"
    assert found["配置摘要"] == "b" * 64
    assert found["规则名"] == "默认规则"
    notes = "".join(str(book["来源"].cell(row, 1).value) for row in range(2, 6))
    assert all(f"{name}：{value}" in notes.replace(" ", "") for name, value in found.items())


def test_rules_without_a_word_keep_their_name(
    board: Board, info: ExportInfo, properties: Callable[[bytes], dict[str, str]]
) -> None:
    found = properties(render_workbook(board, replace(info, rule_pack="strict"), load("zh")))
    assert found["规则名"] == "strict"


def test_defined_names_lead_to_cells(book: openpyxl.Workbook) -> None:
    expected = {"状态": "▲ 关注", "目标": 4.5, "累计": 2.1298, "截止日期": "2024年1—6月"}
    assert set(book.defined_names) == set(expected)
    for name, value in expected.items():
        ((sheet, area),) = book.defined_names[name].destinations
        cells = book[sheet][area]
        assert cells[0][0].value == value
        assert len(cells) == 27


def test_the_english_workbook_is_english(board: Board, info: ExportInfo) -> None:
    book = openpyxl.load_workbook(BytesIO(render_workbook(board, info, load("en"))))
    assert book.sheetnames == ["Cover", "Overview", "Targets", "Watch list", "Sources"]
    assert book.properties.language == "en"
    header = [cell.value for row in book["Watch list"].iter_rows(max_row=6) for cell in row]
    assert {"Status", "Reason", "Department"} <= set(header)
    texts = [str(cell.value) for row in book["Targets"].iter_rows() for cell in row]
    assert "◆ behind" in texts
    assert not [text for text in texts if "export." in text or "reason." in text]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_plan_still_gives_a_workbook(board: Board, info: ExportInfo, language: str) -> None:
    book = openpyxl.load_workbook(BytesIO(render_workbook(replace(board, rows=()), info, load(language))))
    assert len(book.sheetnames) == 5
    assert not [sheet.tables for sheet in book if sheet.tables]
