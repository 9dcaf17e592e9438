"""一页总览: the counts, what changed, and the list of what needs attention."""

from collections import Counter
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gaoxin_monitor.domain.board import Background, Board
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.export import ExportInfo, render_workbook
from gaoxin_monitor.messages import load


def _page(board: Board, info: ExportInfo) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(render_workbook(board, info, load("zh"))))["一页总览"]


def _column(sheet: Worksheet, letter: str) -> list[object]:
    return [cell.value for cell in sheet[letter] if cell.value is not None]


def _listed(sheet: Worksheet) -> list[object]:
    (table,) = sheet.tables.values()
    return [row[1].value for row in sheet[table.ref]][1:]


def test_it_counts_headline_targets_per_light_and_directions_apart(board: Board, book: openpyxl.Workbook) -> None:
    sheet = book["一页总览"]
    counts = {row[0].value: (row[1].value, row[2].value) for row in sheet["A5:C11"]}
    assert counts == {
        "◆ 滞后": (6, 0),
        "▲ 关注": (4, 2),
        "● 正常": (5, 1),
        "● 已完成": (3, 0),
        "○ 未到期": (1, 1),
        "○ 缺数": (3, 1),
        "合计": (22, 5),
    }
    assert sum(board.counts().values()) == 22
    assert Counter(row.light for row in board.rows).total() == 27


def test_it_lists_red_before_yellow_the_furthest_behind_first_and_directions_last(book: openpyxl.Workbook) -> None:
    sheet = book["一页总览"]
    assert _listed(sheet)[:3] == ["技术合同登记额", "市级重点项目开复工", "规上工业总产值增速"]
    (table,) = sheet.tables.values()
    lights = [row[0].value for row in sheet[table.ref]][1:]
    assert lights == ["◆ 滞后"] * 6 + ["▲ 关注"] * 6
    assert set(_listed(sheet)[-2:]) == {"做优做强第2类企业", "某企业产值"}
    assert "滞后和关注目标：12项" in _column(sheet, "A")


def test_it_tells_what_changed_since_last_month_worst_first(book: openpyxl.Workbook) -> None:
    changes = _column(book["一页总览"], "E")
    assert changes[0] == "较2024年5月状态变化：14项"
    assert changes[1] == "市级重点项目开复工：▲ 关注 → ◆ 滞后"
    assert changes[7] == "另有8项，见“主要指标”上月状态"


def test_without_a_month_before_it_says_so(board: Board, info: ExportInfo) -> None:
    fresh = replace(board, rows=tuple(replace(row, background=Background()) for row in board.rows))
    assert "没有上月状态可比" in _column(_page(fresh, info), "E")


def test_when_nothing_is_behind_it_says_so_and_has_no_table(board: Board, info: ExportInfo) -> None:
    calm = replace(board, rows=tuple(replace(row, light=Light.GREEN) for row in board.rows))
    data = openpyxl.load_workbook(BytesIO(render_workbook(calm, info, load("zh"))))
    assert "没有滞后或关注的目标" in _column(data["一页总览"], "A")
    assert not data["一页总览"].tables
    assert "没有滞后或关注的目标" in str(data["预警与督办"]["A2"].value)


@pytest.mark.parametrize("times", [2, 5, 20])
def test_a_long_list_is_cut_where_the_page_ends_and_says_so(board: Board, info: ExportInfo, times: int) -> None:
    sheet = _page(replace(board, rows=board.rows * times), info)
    shown = len(_listed(sheet))
    assert 10 <= shown < 12 * times
    assert f"滞后和关注目标：{12 * times}项，先列最急的{shown}项，其余见“预警与督办”" in _column(sheet, "A")


def test_the_watch_list_names_all_of_them_with_reason_and_department(book: openpyxl.Workbook) -> None:
    (table,) = book["预警与督办"].tables.values()
    header, *rows = book["预警与督办"][table.ref]
    columns = [cell.value for cell in header]
    assert len(rows) == 12
    first = dict(zip(columns, [cell.value for cell in rows[0]], strict=True))
    assert first["原因"] == "累计2.13亿元，完成47.3%，欠序时2.7个百分点，余下时间须提速到2倍，超过1倍"
    assert first["责任单位"] == "发改、项目所在园区"
    assert first["期限"] == "2024-12-31"
