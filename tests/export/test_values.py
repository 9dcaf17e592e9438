"""The figures: numbers in cells, exact, formatted by unit; what is withheld is nowhere in the file."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.cell import Cell
from python_calamine import CalamineWorkbook

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export import ExportInfo, render_workbook
from gaoxin_monitor.messages import load

GOAL, LEVEL, YOY, YTD, YTD_YOY = "年度目标", "本月", "本月同比（%）", "1—6月累计", "累计同比（%）"
COMPLETION, PACE, GAP = "完成年度目标（%）", "序时进度（%）", "与序时差（百分点）"
FIGURES = (GOAL, LEVEL, YOY, YTD, YTD_YOY, COMPLETION, PACE, GAP)


def rows_of(book: openpyxl.Workbook, sheet: str = "主要指标") -> dict[str, dict[str, Cell]]:
    """The rows of a sheet's table by the name of their target, by column."""
    (table,) = book[sheet].tables.values()
    header, *body = book[sheet][table.ref]
    columns = [cell.value for cell in header]
    lines = [dict(zip(columns, row, strict=True)) for row in body]
    return {line["指标"].value.lstrip("#"): line for line in lines}


@pytest.fixture(scope="module")
def rows(book: openpyxl.Workbook) -> dict[str, dict[str, Cell]]:
    return rows_of(book)


def _shown(row: Mapping[str, Cell]) -> list[object]:
    return [row[column].value for column in FIGURES]


def test_levels_growth_and_pace_stand_in_their_columns(rows: dict[str, dict[str, Cell]]) -> None:
    assert _shown(rows["区级财政收入"]) == [4.5, 0.4013, 11.9, 2.1298, 12.1, 47.3, 50, -2.7]
    assert rows["区级财政收入"]["单位"].value == "亿元"
    assert rows["区级财政收入"]["连续期数"].value == 1


def test_a_growth_target_shows_its_goal_in_percent_and_says_in_which_unit_its_levels_are(
    rows: dict[str, dict[str, Cell]],
) -> None:
    row = rows["规上工业总产值增速（2024年1—5月）"]
    assert _shown(row) == [16, 35.21, "—", 212.5, 12.4, "—", "—", -3.6]
    assert row["单位"].value == "%（总量：亿元）"
    assert rows["地区生产总值增速"]["单位"].value == "%"  # no levels delivered
    for name in ("规上工业总产值增速（2024年1—5月）", "地区生产总值增速"):
        assert rows[name][GOAL].number_format == "0.0"


def test_goal_and_unit_of_a_target_are_the_same_on_every_sheet(
    book: openpyxl.Workbook, rows: dict[str, dict[str, Cell]]
) -> None:
    for sheet in ("一页总览", "预警与督办"):
        for name, row in rows_of(book, sheet).items():
            main = next(found for key, found in rows.items() if key.split("（")[0] == name)
            assert (main[GOAL].value, main[GOAL].number_format) == (row[GOAL].value, row[GOAL].number_format)
            assert str(main["单位"].value).split("（")[0] == row["单位"].value


def test_a_name_says_when_its_figure_lags_behind_the_month(rows: dict[str, dict[str, Cell]]) -> None:
    assert rows["规上工业总产值增速（2024年1—5月）"]["数据截止"].value == "2024年1—5月"
    assert rows["地区生产总值增速"]["数据截止"].value == "2024年上半年"


def test_a_missing_figure_is_the_word_for_its_reason(rows: dict[str, dict[str, Cell]]) -> None:
    assert rows["科技型中小企业"][YTD].value == "[缺]"
    assert rows["科技型中小企业"][COMPLETION].value == "[缺]"
    assert rows["高新技术企业"][YTD].value == "—"  # not due yet, so nothing is missing
    assert rows["规上工业增加值增速"][YTD_YOY].value == "[密]"  # withheld by the bureau that publishes it
    assert rows["第6条断头路打通"][YTD].value == "—"


def test_marks_say_what_is_provisional_revised_or_withheld(rows: dict[str, dict[str, Cell]]) -> None:
    assert rows["地区生产总值增速"]["标记"].value == "[初]"
    assert rows["区级财政收入"]["标记"].value == "[修]、进度曲线为假定"
    assert rows["规上工业总产值增速（2024年1—5月）"]["标记"].value == "数据陈旧、基数调整"
    assert rows["隐性债务增量"]["标记"].value == "[密]、目标为推定"
    assert rows["技术合同登记额"]["标记"].value == "—"


def test_a_contradicting_source_is_named_with_its_figure(rows: dict[str, dict[str, Cell]]) -> None:
    assert rows["区级财政收入"]["注"].value == "区级部门报累计2.15亿元、累计同比12.0%，与所用数不一致"


def test_a_light_that_the_rounded_figures_hide_is_explained(rows: dict[str, dict[str, Cell]]) -> None:
    assert rows["城镇登记失业率"]["注"].value == "按未舍入值判定"  # 4.51 over a limit of 4.5, both shown as 4.5
    assert rows["新增融资"]["注"].value == "按未舍入值判定"  # 4.4999 of 4.5, shown as 100.0 %
    assert rows["社会资本投入"]["注"].value == "—"  # 4.5 of 4.5 is simply reached


def test_a_note_of_the_plan_on_the_deadline_is_kept(rows: dict[str, dict[str, Cell]]) -> None:
    assert rows["市级重点项目开复工"]["注"].value == "原文“如期”，以6月30日为准"


def test_rows_without_a_figure_say_why_in_the_note(rows: dict[str, dict[str, Cell]]) -> None:
    assert rows["第6条断头路打通"]["注"].value == "没有登记计划日期，请向责任单位索取"
    assert rows["第1条断头路打通"]["注"].value == "计划2024-09-30完成，还有67天"


def test_parts_are_marked_and_indented_and_sections_divided(book: openpyxl.Workbook) -> None:
    sheet = book["主要指标"]
    names = {cell.value: cell for cell in sheet["C"]}
    assert names["#第1条断头路打通"].alignment.indent == 1
    assert names["民生实事"].alignment.indent == 0
    assert names["民生实事"].border.top.style == "medium"
    assert names["零就业家庭"].border.top.style == "thin"


def test_every_unit_has_its_number_format(rows: dict[str, dict[str, Cell]]) -> None:
    formats = {
        ("区级财政收入", YTD): "#,##0.00",
        ("区级财政收入", YOY): "0.0",
        ("区级财政收入", COMPLETION): "0.0",
        ("区级财政收入", GAP): "+0.0;-0.0;0.0",
        ("市级重点项目开复工", YTD): "#,##0",
        ("市级重点项目开复工", GAP): "+0;-0;0",
        ("城镇登记失业率", GOAL): '"≤"0.0',
        ("营商环境评价得分", LEVEL): "#,##0.00",
        ("营商环境评价得分", GOAL): "#,##0",
    }
    for (name, column), expected in formats.items():
        assert rows[name][column].number_format == expected, (name, column)


def test_every_figure_is_a_number_cell_and_none_has_the_general_format(book: openpyxl.Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float):
                    assert cell.data_type == "n"
                    assert cell.number_format != "General", f"{sheet.title}!{cell.coordinate}"
                    assert "Red" not in cell.number_format


def test_two_readers_see_the_same_workbook(book: openpyxl.Workbook, data: bytes) -> None:
    other = CalamineWorkbook.from_filelike(BytesIO(data))
    assert other.sheet_names == book.sheetnames
    for sheet in book:
        expected = [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
        assert other.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False) == expected


@pytest.mark.parametrize("text", ["0.1", "2.1298", "123456789012.34", "0.000001", "-3.6", "1E+3", "99.96", "-0"])
def test_a_value_arrives_to_its_last_digit(board: Board, info: ExportInfo, text: str) -> None:
    value = Decimal(text)
    row = replace(board.rows[1], value=value)
    book = openpyxl.load_workbook(BytesIO(render_workbook(replace(board, rows=(row,)), info, load("zh"))))
    found = rows_of(book)["技术合同登记额"][YTD].value
    assert Decimal(str(found)) == value
    assert not str(found).startswith("-0") or value < 0


def test_a_withheld_value_is_nowhere_in_the_file_and_its_status_is(
    book: openpyxl.Workbook, board: Board, info: ExportInfo, rows: dict[str, dict[str, Cell]]
) -> None:
    for name in ("隐性债务增量", "某企业产值"):
        assert set(_shown(rows[name])) == {"[密]"}
    assert rows["隐性债务增量"]["状态"].value == "◆ 滞后"
    watched = rows_of(book, "预警与督办")
    assert watched["隐性债务增量"]["原因"].value == "年内已突破零目标，全年不再恢复正常"
    assert watched["某企业产值"]["当前"].value == "[密]"
    assert "隐性债务增量" not in [row["指标"].value for row in rows_of(book, "来源").values()]
    for language in ("zh", "en"):
        with ZipFile(BytesIO(render_workbook(board, info, load(language)))) as parts:
            content = "".join(parts.read(name).decode() for name in parts.namelist() if "theme" not in name)
        for trace in ("987.65", "987.7", "988", "654321"):
            assert trace not in content


def test_a_milestone_shows_its_days_in_the_lists(book: openpyxl.Workbook) -> None:
    row = rows_of(book, "预警与督办")["第3条断头路打通"]
    assert (row[GOAL].value, row["当前"].value) == ("2024-09-30", "预计2024-12-15")


def test_a_milestone_shows_its_days_among_all_targets_too(rows: dict[str, dict[str, Cell]]) -> None:
    slipping, reached, unplanned = (rows[f"第{number}条断头路打通"] for number in (3, 4, 6))
    assert (slipping[GOAL].value, slipping[YTD].value) == ("2024-09-30", "预计2024-12-15")
    assert (reached[GOAL].value, reached[YTD].value) == ("2024-09-30", "实际2024-06-03")
    assert (unplanned[GOAL].value, unplanned[YTD].value) == ("—", "—")
    for row in (slipping, reached):
        assert {row[column].value for column in FIGURES} - {row[GOAL].value, row[YTD].value} == {"—"}


def test_lights_are_shape_and_word(rows: dict[str, dict[str, Cell]]) -> None:
    assert {row["状态"].value for row in rows.values()} == {
        *("● 已完成", "● 正常", "▲ 关注", "◆ 滞后", "○ 未到期", "○ 缺数"),
    }
    assert rows["规上工业增加值增速"]["上月状态"].value == "—"
