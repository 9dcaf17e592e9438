"""Colours, fonts and widths as a reader meets them, in colour, in grey and aloud."""

import re
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.export import ExportInfo, render_workbook
from gaoxin_monitor.export.styles import PAINT
from gaoxin_monitor.messages import load

STATUS = re.compile(r"[●▲◆○] ")
GROUNDS = ("bg_color", "fg_color")


def _luminance(colour: str) -> float:
    """WCAG 2.1, relative luminance."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("light", list(Light))
def test_a_status_is_legible_on_its_ground(light: Light) -> None:
    paint = PAINT[light]
    for ground in GROUNDS:
        if ground in paint:
            assert _contrast(str(paint["font_color"]), str(paint[ground])) >= 7


def test_no_data_is_hatched_so_that_grey_prints_tell_it_from_not_due(book: openpyxl.Workbook) -> None:
    fills = {
        cell.value: cell.fill.patternType
        for row in book["主要指标"].iter_rows()
        for cell in row
        if isinstance(cell.value, str) and STATUS.match(cell.value)
    }
    assert fills["○ 缺数"] == "lightUp"
    assert fills["○ 未到期"] == "solid"


def test_every_status_column_keeps_word_and_colour_together(book: openpyxl.Workbook) -> None:
    for name in ("一页总览", "主要指标", "预警与督办"):
        rules = [rule for area in book[name].conditional_formatting for rule in area.rules]
        assert {rule.text for rule in rules} == {
            *("● 已完成", "● 正常", "▲ 关注", "◆ 滞后", "○ 未到期", "○ 缺数"),
        }
        assert all(isinstance(rule.dxf.fill, PatternFill) and rule.dxf.font.color for rule in rules)


def test_only_fonts_that_every_chinese_office_has_are_used(board: Board, info: ExportInfo, data: bytes) -> None:
    english = render_workbook(board, info, load("en"))
    for workbook, allowed in ((data, {"宋体", "黑体"}), (english, {"Times New Roman"})):
        with ZipFile(BytesIO(workbook)) as parts:
            styles = parts.read("xl/styles.xml").decode()
        assert set(re.findall(r'<name val="([^"]+)"', styles)) == allowed
        sizes = {float(size) for size in re.findall(r'<sz val="([^"]+)"', styles)}
        assert min(sizes - {8.0}) >= 11


def test_only_the_digests_of_the_cover_are_small_and_they_are_whole_on_one_line(book: openpyxl.Workbook) -> None:
    """A digit is half as wide as its letters are high, at both sizes."""
    small = [(sheet, cell) for sheet in book for row in sheet.iter_rows() for cell in row if cell.font.sz == 8]
    assert [sheet.title for sheet, _ in small] == ["封面"] * 3
    for sheet, cell in small:
        assert re.fullmatch(r"[0-9a-f]{64}", str(cell.value))
        assert not cell.alignment.wrap_text
        assert _width(book, sheet.title, cell.column or 0) >= 64 * 8 / 11


def test_a_digest_in_every_row_shows_its_first_twelve_digits_at_the_body_size(book: openpyxl.Workbook) -> None:
    sheet = book["来源"]
    cells = [cell for row in sheet.iter_rows() for cell in row if re.fullmatch(r"[0-9a-f]{64}", str(cell.value))]
    assert len(cells) > 40
    for cell in cells:
        assert (cell.font.sz, cell.alignment.wrap_text, cell.alignment.shrink_to_fit) == (11, None, None)
        assert 12 <= _width(book, "来源", cell.column or 0) <= 14
        assert sheet.cell(cell.row or 0, (cell.column or 0) + 1).value  # what stands beside it clips it


def test_titles_are_larger_than_the_body(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet["A1"].font.sz == 16
        assert sheet["A1"].font.name == "黑体"


def test_every_line_of_every_cell_finds_room(book: openpyxl.Workbook) -> None:
    """Counted anew: two units for a character that is not ASCII, one for others, fifteen points for a line."""
    for sheet in book:
        for row in sheet.iter_rows():
            height = sheet.row_dimensions[row[0].row or 0].height or 0
            for cell in row:
                if cell.value is None or not (cell.alignment.wrap_text or isinstance(cell.value, int | float)):
                    continue
                units = sum(1 if ord(c) < 128 else 2 for c in str(cell.value))
                room = _width(book, sheet.title, cell.column)
                if isinstance(cell.value, int | float):
                    assert units <= room, cell.coordinate
                assert -(-units // room) * 15 <= height, f"{sheet.title}!{cell.coordinate}"


def _width(book: openpyxl.Workbook, sheet: str, column: int) -> int:
    """The width as Excel stores it is the asked one plus the padding of a cell; equal neighbours are stored once."""
    for found in book[sheet].column_dimensions.values():
        if (found.min or 0) <= column <= (found.max or 0):
            return int(found.width)
    raise AssertionError(column)
