"""封面: how many targets stand where, what is grey for which reason, and the digests out of the way."""

import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export import ExportInfo, render_workbook
from gaoxin_monitor.messages import load


def _parts(book: openpyxl.Workbook) -> dict[str, dict[str, str]]:
    """The lines of every part by its heading."""
    found: dict[str, dict[str, str]] = {}
    heading = ""
    for label, value in book.worksheets[0].iter_rows(min_row=3, max_col=2, values_only=True):
        if value is None:
            heading = str(label)
            found[heading] = {}
        else:
            found[heading][str(label)] = str(value)
    return found


@pytest.fixture(scope="module")
def parts(book: openpyxl.Workbook) -> dict[str, dict[str, str]]:
    return _parts(book)


def test_the_counts_follow_the_facts_and_the_digests_come_last(parts: dict[str, dict[str, str]]) -> None:
    assert list(parts) == ["基本信息", "各状态目标数", "内容", "怎样看状态", "校验"]
    assert parts["校验"].keys() == {"计划摘要", "配置摘要", "数据摘要"}
    others = [value for name, lines in parts.items() if name != "校验" for value in lines.values()]
    assert not [value for value in others if re.search(r"[0-9a-f]{16}", value)]


def test_targets_are_counted_per_light_as_on_the_overview(
    book: openpyxl.Workbook, parts: dict[str, dict[str, str]]
) -> None:
    counts = parts["各状态目标数"]
    for light, headline, directions in book["一页总览"].iter_rows(min_row=5, max_row=10, max_col=3, values_only=True):
        found = re.fullmatch(r"(\d+)项；方向和定性类另计(\d+)项", counts[str(light)])
        assert found is not None
        assert (int(found[1]), int(found[2])) == (headline, directions)
    assert counts["◆ 滞后"] == "6项；方向和定性类另计0项"


def test_grey_targets_are_counted_like_all_others(parts: dict[str, dict[str, str]]) -> None:
    assert parts["各状态目标数"]["○ 缺数"] == "3项；方向和定性类另计1项"
    assert "不等于滞后" in parts["怎样看状态"]["○ 缺数"]


def test_without_grey_targets_there_is_nothing_to_tell_apart(board: Board, info: ExportInfo) -> None:
    rows = tuple(row for row in board.rows if row.light != "nodata")
    book = openpyxl.load_workbook(BytesIO(render_workbook(replace(board, rows=rows), info, load("zh"))))
    assert _parts(book)["各状态目标数"]["○ 缺数"] == "0项；方向和定性类另计0项"


def test_the_rules_have_a_word(parts: dict[str, dict[str, str]], board: Board, info: ExportInfo) -> None:
    assert parts["基本信息"]["规则名"] == "默认规则"
    english = openpyxl.load_workbook(BytesIO(render_workbook(board, info, load("en"))))
    assert _parts(english)["About this workbook"]["Rules"] == "default rules"
