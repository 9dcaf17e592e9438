"""The child process that reads workbooks: a native reader may abort or eat memory, and must not take us with it.

Requests and answers are frames of a length and as many bytes: a workbook in, JSON out. Started by ``workbooks``.
"""

import json
import sys
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO

import python_calamine

from gaoxin_monitor.importing import workbook_scan
from gaoxin_monitor.importing.formats import UNCOMPUTED
from gaoxin_monitor.importing.workbook_scan import Losses, RefusedError

MEMORY_LIMIT = 2 * 1024**3
LENGTH = 8
"""Bytes of the length before each frame."""


def main() -> None:
    """Answers one request after another until the parent closes the pipe."""
    _limit_memory()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while (data := read_frame(requests)) is not None:
        answer = json.dumps(_answer(data), ensure_ascii=False).encode("utf-8", "replace")
        answers.write(len(answer).to_bytes(LENGTH, "big") + answer)
        answers.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame, or None at the end of the stream."""
    head = stream.read(LENGTH)
    return stream.read(int.from_bytes(head, "big")) if len(head) == LENGTH else None


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(data: bytes) -> dict[str, Any]:
    try:
        return _read(data)
    except RefusedError as error:
        return {"refused": str(error)}
    except python_calamine.PasswordError:
        return {"refused": "workbook-password"}
    except Exception as error:  # noqa: BLE001 - whatever a damaged file causes is one and the same answer
        return {"refused": "workbook-damaged", "reason": f"{type(error).__name__}: {error}"[:300]}


def _read(data: bytes) -> dict[str, Any]:
    losses: Mapping[str, Losses] = {}
    if data.startswith(b"PK"):
        workbook_scan.check_archive(data)
        if b"opendocument" not in data[:200]:
            losses = workbook_scan.scan(data)
    with python_calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as book:
        tables = [sheet for sheet in book.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
        shown = [sheet.name for sheet in tables if sheet.visible == python_calamine.SheetVisibleEnum.Visible]
        sheets = [_sheet(book, name, losses.get(name, Losses())) for name in shown]
    return {"sheets": sheets, "hidden": [sheet.name for sheet in tables if sheet.name not in shown]}


def _sheet(book: python_calamine.CalamineWorkbook, name: str, losses: Losses) -> dict[str, Any]:
    sheet = book.get_sheet_by_name(name)
    if sheet.height * sheet.width > workbook_scan.AREA_LIMIT:
        raise RefusedError("workbook-too-large")
    rows = [[as_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)] if sheet.height else []
    for line, column in losses.percents:
        rows[line - 1][column - 1] = _percent(rows[line - 1][column - 1])
    for line, column, text in losses.errors:
        rows[line - 1][column - 1] = text
    for line, column in losses.uncomputed:
        rows[line - 1][column - 1] = UNCOMPUTED
    return {"name": name, "rows": rows, "hidden": losses.hidden}


def as_text(value: object) -> str:
    """A cell as text: numbers as plain decimals of at most 15 digits (what the spreadsheet keeps), days as ISO."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return format(Decimal(format(value, ".15g")), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, str | timedelta) else ""


def _percent(text: str) -> str:
    return f"{format(Decimal(text).scaleb(2), 'f')}%" if text else text
