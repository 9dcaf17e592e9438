"""Every kind of bad file: one clear fault with its place, in both languages, nothing to write and nothing raised."""

import gzip
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import openpyxl
import pytest

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.importing.model import Prepared
from gaoxin_monitor.messages import LANGUAGES, load

Run = Callable[..., Prepared]

NBS = """数据库：月度数据
时间：2024
指标,2024年5月,2024年4月
规模以上工业总产值当期值(亿元),2,1
数据来源：国家统计局
"""
REGIONS = """数据库：分省年度数据
指标：地区生产总值(亿元)
时间：
地区,2023年
陕西省,1
亚特兰蒂斯,2
"""
FLASH = "统计月份,指标名称,计量单位,本月,本月止累计,累计同比(%)\n2024年5月,规模以上工业总产值,亿元,2,9,8.9\n"
RETURN = "统计月份,指标名称,计量单位,数值,口径,备注\n2024年5月,高新技术企业,家,12,累计,\n"
CASE = "报告月份,清单,编号,名称,发现日期,办结日期\n2024年5月,拖欠工资案件,1,甲,2024-05-20,2024-05-03\n"
LIST = "报告月份,清单,编号,名称,计划日期,实际日期,形象进度(%)\n2024年5月,打通断头路,1,甲路,2024-06-30,2024-05-02,100\n"


def _xlsx(*rows: Sequence[object], far: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in rows:
        sheet.append(list(row))
    if far:
        sheet["XFD1048576"] = 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("表.csv", NBS)
    return stream.getvalue()


HEAD = ["统计月份", "指标名称", "计量单位", "本月", "本月止累计", "累计同比(%)"]
ROW = ["2024年5月", "规模以上工业总产值", "亿元", 2, 9, 8.9]


@dataclass(frozen=True)
class Case:
    content: bytes | str
    slug: str
    place: str = ""
    name: str = "表.csv"


CASES = {
    "blank": Case(" \n\t\n", "file-blank"),
    "blank workbook": Case(_xlsx(), "file-blank", name="表.xlsx"),
    "html saved as csv": Case("<html><table><tr><td>指标</td></tr></table></html>", "format-html"),
    "html saved as xls": Case("<html><table><tr><td>指标</td></tr></table></html>", "format-html", name="表.xls"),
    "xml": Case('<?xml version="1.0"?><Workbook></Workbook>', "format-xml", name="表.xls"),
    "json": Case('{"指标": 1}', "format-json"),
    "workbook renamed csv": Case(_xlsx(HEAD, ROW), "format-suffix"),
    "compressed": Case(gzip.compress(NBS.encode()), "format-compressed"),
    "archive": Case(_zip(), "format-zip"),
    "pdf": Case(b"%PDF-1.7\n%\xe2\xe3", "format-pdf", name="公报.pdf"),
    "word": Case(b"{\\rtf1", "format-word", name="公报.doc"),
    "picture": Case(b"\x89PNG\r\n\x1a\n\0\0", "format-image", name="表.png"),
    "binary": Case(bytes(range(256)) * 4, "format-binary"),
    "mostly NUL": Case(b"\0\0\0\0abc\0\0\0\0", "format-binary"),
    "broken UTF-8": Case(NBS.encode().replace("亿".encode(), b"\xe4\xba\xff"), "encoding-broken", "4"),
    "control characters": Case(NBS.replace("总产值", "总\x05产值"), "text-damaged", "4"),
    "replacement marks": Case(NBS.replace("总产值", "总\ufffd值"), "text-damaged", "4"),
    "end of file mark": Case(NBS + "\x1a", "text-damaged", "6"),
    "unclosed quote": Case(NBS.replace(",2,1", ',"2,1'), "quote-broken", "4"),
    "quote closed by a note": Case(NBS.replace(",2,1", ',"2,1') + '"注"\n', "quote-broken", "4"),
    "endless cell": Case(NBS + "注：" + "长" * 140_000, "csv-field-huge", "6"),
    "short row": Case(FLASH + "2024年4月,规模以上工业总产值,亿元,2,7\n", "row-ragged", "A3"),
    "long row": Case(FLASH + "2024年4月,规模以上工业总产值,亿元,1,234,7,8.9\n", "row-ragged", "A3"),
    "far cell": Case(_xlsx(HEAD, ROW, far=True), "workbook-too-large", name="表.xlsx"),
    "damaged workbook": Case(_xlsx(HEAD, ROW)[:-200], "workbook-damaged", name="表.xlsx"),
    "error cell": Case(_xlsx(HEAD, [*ROW[:4], "#REF!", 8.9]), "cell-error", "E2", name="表.xlsx"),
    "formula never computed": Case(_xlsx(HEAD, [*ROW[:4], "=D2+1", 8.9]), "cell-uncomputed", "E2", name="表.xlsx"),
    "control character in a workbook": Case(
        _xlsx(HEAD, ["2024年5月", "规模_x001B_以上", *ROW[2:]]), "text-control", "B2", name="表.xlsx"
    ),
    "period printed twice": Case(NBS.replace("2024年4月", "2024年5月"), "figure-contradicts", "C4"),
    "impossible month": Case(NBS.replace("2024年4月", "2024年13月"), "period-unreadable", "C3"),
    "impossible month in a row": Case(FLASH.replace("2024年5月", "2024年13月"), "period-unreadable", "A2"),
    "month of the future": Case(FLASH.replace("2024年5月", "2044年5月"), "period-future", "D2"),
    "cut October": Case(NBS.replace("2024年5月,2024年4月", "2023.1,2022.1"), "period-ambiguous", "B3"),
    "cumulated period over a figure of the month": Case(
        FLASH.replace("2024年5月", "2024年1—5月"), "period-cumulative", "D2"
    ),
    "unit of another measure": Case(FLASH.replace("亿元", "亿吨"), "unit-mismatch", "D2"),
    "no unit": Case(FLASH.replace("亿元", ""), "unit-missing", "C2"),
    "no name": Case(FLASH.replace("规模以上工业总产值", ""), "label-missing", "B2"),
    "unknown region": Case(REGIONS, "area-unknown", "A6"),
    "no number": Case(NBS.replace(",2,1", ",2x,1"), "number-unreadable", "B4"),
    "undeclared thousands": Case(NBS.replace(",2,1", ',"1,234",1'), "number-thousands", "B4"),
    "accountant's minus": Case(NBS.replace(",2,1", ",(3.2),1"), "number-bracketed", "B4"),
    "not a number": Case(NBS.replace(",2,1", ",NaN,1"), "number-not-finite", "B4"),
    "scientific notation": Case(NBS.replace(",2,1", ",1.23E+11,1"), "number-rounded", "B4"),
    "percent sign on an amount": Case(FLASH.replace(",2,9,", ",2%,9,"), "number-percent", "D2"),
    "a dash where the table has none": Case(NBS.replace(",2,1", ",-,1"), "number-unreadable", "B4"),
    "two heads alike": Case(
        FLASH.replace("本月止累计", "本月止累计,本月止累计").replace(",9,", ",9,9,"), "header-duplicate", "F1"
    ),
    "a figure without a head": Case(NBS.replace("5月,", "5月,,").replace(",2,1", ",2,7,1"), "ledger-remainder", "C4"),
    "unknown kind of figure": Case(RETURN.replace("累计", "差不多"), "transformation-unknown", "E2"),
    "unknown list": Case(LIST.replace("打通断头路", "没有的清单"), "register-unknown", "B2"),
    "member nobody knows": Case(LIST.replace(",1,甲路", ",,甲路"), "member-unknown", "D2"),
    "no date": Case(LIST.replace("2024-06-30", "六月"), "date-unreadable", "E2"),
    "impossible day": Case(LIST.replace("2024-06-30", "2024-06-31"), "date-unreadable", "E2"),
    "done in the future": Case(LIST.replace("2024-05-02", "2034-05-02"), "date-future", "F2"),
    "progress beyond all": Case(LIST.replace(",100\n", ",101\n"), "progress-range", "G2"),
    "a member told in two ways": Case(
        LIST + "2024年5月,打通断头路,1,甲路,2024-07-30,2024-05-02,100\n", "fact-contradicts", "E3"
    ),
    "closed before it was found": Case(CASE, "dates-reversed", "F2"),
    "a space in a number": Case(NBS.replace(",2,1", ",2 200,1"), "number-spaced", "B4"),
    "per mille": Case(NBS.replace(",2,1", ",41‰,1"), "number-permille", "B4"),
    "a unit in a number": Case(NBS.replace(",2,1", ",1.85亿,1"), "number-unit", "B4"),
    "a date number": Case(FLASH.replace("2024年5月", "45413"), "period-serial", "A2"),
    "a date number in a head": Case(NBS.replace("2024年4月", "45383"), "period-serial", "C3"),
    "two tables in a sheet": Case(FLASH + FLASH.replace("5月", "4月"), "head-repeated", "A3"),
    "two rows of heads": Case(
        FLASH.replace("\n2024", "\n,,,绝对额,绝对额,同比\n2024"), "head-second-row", "B2", "快报.csv"
    ),
    "nobody's file": Case("甲,乙\n一,二\n", "importer-none"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_gives_one_clear_fault_with_its_place(name: str, run: Run) -> None:
    case = CASES[name]
    found = run(case.content, case.name)
    blocking = [fault for fault in found.diagnostics if fault.severity.blocks]
    fault = blocking[0]
    assert {fault.slug for fault in blocking} == {case.slug}
    assert fault.place.file in (case.name, "")
    assert case.place in (fault.place.cell, str(fault.place.line or ""))
    assert found.blocked
    for language in LANGUAGES:
        messages = load(language)
        for text in (messages.diagnostic(fault), messages.advice(fault), messages.place(fault.place)):
            assert text
            assert not text.startswith("diagnostic.")
            assert "{" not in text


def test_lines_that_end_in_bare_returns_are_read_with_a_note(run: Run) -> None:
    found = run(NBS.replace("\n", "\r"))
    assert [(fault.slug, fault.severity) for fault in found.diagnostics] == [("line-ends-cr", Severity.WARNING)]
    assert found.figures == run(NBS).figures


def test_text_under_the_name_of_a_workbook_is_read_with_a_warning(run: Run) -> None:
    found = run(NBS, "表.xls")
    assert [(fault.slug, fault.severity) for fault in found.diagnostics] == [("format-suffix", Severity.WARNING)]
    assert found.figures == run(NBS).figures


def test_unpublished_doubled_and_unknown_things_are_told_and_do_not_stop_the_import(run: Run) -> None:
    for content, slug in (
        (NBS.replace(",2,1", ",,1"), "period-unpublished"),
        (NBS.replace("数据来源", "规模以上工业总产值当期值(亿元),2,1\n数据来源"), "row-repeated"),
        (NBS.replace("规模以上工业总产值", "没有这个指标"), "indicator-unknown"),
        (NBS.replace("规模以上工业总产值", "没有这个\ue000指标"), "text-private-use"),
        (FLASH.replace("累计同比(%)", "累计同比(%),评语").replace(",8.9", ",8.9,好"), "column-ignored"),
        (NBS + "我的草稿,1,2\n", "scratch-below"),
    ):
        found = run(content)
        assert slug in {fault.slug for fault in found.diagnostics}
        assert not found.blocked, (slug, found.diagnostics)
        assert found.ledger["remainder"] == 0


def test_a_formula_without_a_result_is_no_name(run: Run) -> None:
    head = FLASH.splitlines()[0].split(",")
    line = ["2024年5月", "区级财政收入", "亿元", 0.36, 1.85, 4.1]
    for column, slug, formula in (
        (1, "cell-uncomputed", "=A9"),
        (0, "cell-uncomputed", "=A9"),
        (2, "cell-error", "#REF!"),
    ):
        broken = [*line[:column], formula, *line[column + 1 :]]
        found = run(_xlsx(head, line, broken), "快报.xlsx")
        (fault,) = found.diagnostics
        assert (fault.slug, fault.place.cell) == (slug, f"{'ABC'[column]}3")
        assert {figure.key.label for figure in found.figures} == {""}
        assert found.ledger == {"observations": 3, "errors": 3, "remainder": 0}


def test_a_formula_without_a_result_is_no_name_in_a_bureaus_table_nor_in_a_list(run: Run) -> None:
    rows: list[list[object]] = [[*line.split(",")] for line in NBS.splitlines()]
    rows[3] = ["=A9", 2, 1]
    assert ("cell-uncomputed", "A4") in {(f.slug, f.place.cell) for f in run(_xlsx(*rows), "表.xlsx").diagnostics}
    head = ["报告月份", "清单", "编号", "名称", "责任单位", "计划日期", "实际日期", "备注"]
    for column in (2, 3, 4, 7):
        line: list[object] = ["2024年5月", "打通断头路", "1", "甲路", "住建局", "2024-09-30", "", "按期"]
        line[column] = "=A9"
        found = run(_xlsx(head, line), "清单.xlsx")
        assert [(fault.slug, fault.place.cell) for fault in found.diagnostics] == [
            ("cell-uncomputed", f"{'ABCDEFGH'[column]}2")
        ]
        assert found.blocked


def test_figures_beside_the_table_of_a_workbook_are_told_and_not_read(run: Run) -> None:
    rows: list[list[object]] = [[*line.split(",")] for line in NBS.splitlines()]
    rows[3] = ["规模以上工业总产值当期值(亿元)", 2, 1, None, 7]
    found = run(_xlsx(*rows), "表.xlsx")
    assert ("scratch-beside", "E4") in {(fault.slug, fault.place.cell) for fault in found.diagnostics}
    assert not found.blocked
    assert found.ledger == {"observations": 2, "skipped": 1, "remainder": 0}
