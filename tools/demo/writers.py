"""Sheets as bytes: csv in the encodings that offices use, xlsx, xls. The same input gives the same bytes."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from demo.biff import xls
from demo.model import Cell, Row, Sheet, plain

_CREATED = datetime(2024, 1, 1)  # noqa: DTZ001 - a fixed property of the file, in nobody's time zone


def render(form: str, sheets: Sequence[Sheet]) -> bytes:
    """The sheets as ``xlsx``, ``xls``, ``gbk`` (csv of Chinese spreadsheets) or ``utf8`` (csv with a BOM)."""
    if form == "xlsx":
        return _xlsx(sheets)
    if form == "xls":
        return xls(sheets)
    (sheet,) = sheets
    if form == "gbk":
        return _csv(_padded(sheet.rows), "\r\n").encode("gb18030")
    return _csv(sheet.rows, "\n").encode("utf-8-sig")


def suffix(form: str) -> str:
    """The file name's ending for a form."""
    return form if form in ("xlsx", "xls") else "csv"


def _csv(rows: Sequence[Row], line_end: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator=line_end).writerows([_printed(cell) for cell in row] for row in rows)
    return text.getvalue()


def _printed(cell: Cell) -> str:
    value = plain(cell)
    return "" if value is None else str(value)


def _padded(rows: Sequence[Row]) -> list[Row]:
    """A spreadsheet pads every line to the width of the table."""
    width = max(len(row) for row in rows)
    return [[*row, *[None] * (width - len(row))] for row in rows]


def _xlsx(sheets: Sequence[Sheet]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": _CREATED, "comments": "示例数据"})
    looks = {"date": book.add_format({"num_format": "yyyy-mm-dd"}), "title": book.add_format({"align": "center"})}
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return target.getvalue()


def _fill(page: Any, sheet: Sheet, looks: dict[str, Any]) -> None:  # noqa: ANN401 - xlsxwriter is untyped
    width = max(len(row) for row in sheet.rows)
    for line, row in enumerate(sheet.rows):
        if line in sheet.merged:
            page.merge_range(line, 0, line, width - 1, row[0], looks["title"])
            continue
        for column, cell in enumerate(row):
            _write(page, line, column, cell, looks)


def _write(page: Any, line: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:  # noqa: ANN401
    if isinstance(cell, date):
        page.write_datetime(line, column, cell, looks["date"])
    elif isinstance(cell, int | Decimal):
        page.write_number(line, column, float(cell))
    elif cell:
        page.write_string(line, column, cell)
