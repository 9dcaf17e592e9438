"""The board as JSON, CSV or Markdown: the same facts as the workbook, for programs and messages.

JSON carries ``schema`` = ``gaoxin-monitor/board`` and ``version``; numbers are strings, exact as delivered. Values of
withheld targets are absent.
"""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.messages import Messages, wording
from gaoxin_monitor.messages.safe import plain

SCHEMA_VERSION = 1
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_COLUMNS = (
    "status",
    "id",
    "name",
    "unit",
    "goal",
    "value",
    "progress",
    "pace",
    "gap",
    "period",
    "flags",
    "department",
    "reason",
    "outlook",
    "outlook-reason",
    "source",
)


def board_listing(board: Board, rows: Sequence[BoardRow], form: str, messages: Messages) -> str:
    """The rows as ``json``, ``csv`` or ``markdown``."""
    if form == "json":
        return json.dumps(_document(board, rows, messages), ensure_ascii=False, indent=1)
    raw = form == "csv"
    head = [messages.text(f"listing.{name}") for name in _COLUMNS if raw or name != "unit"]
    cells = [head, *(_raw_cells(row, messages) if raw else _cells(row, messages) for row in rows)]
    shown = [[plain(cell) for cell in row] for row in cells]
    return csv_text(shown) if raw else markdown_text(shown)


def _document(board: Board, rows: Sequence[BoardRow], messages: Messages) -> dict[str, Any]:
    counts = board.counts()
    return {
        "schema": "gaoxin-monitor/board",
        "version": SCHEMA_VERSION,
        "plan": board.plan.id,
        "title": board.plan.title(messages.language),
        "month": str(board.month),
        "as_of": board.as_of.isoformat(),
        "last_batch": board.last_batch,
        "judgement_day": board.judgement_day.isoformat(),
        "demo": board.demo,
        "counts": {light.value: counts[light] for light in Light},
        "rows": [_row(row, messages) for row in rows],
    }


def _row(row: BoardRow, messages: Messages) -> dict[str, Any]:
    hidden = wording.is_withheld(row)
    place = row.place
    return {
        "id": row.target.id,
        "name": row.target.name(messages.language),
        "section": row.target.section,
        "tier": row.target.tier.value,
        "light": row.light.value,
        "flags": [flag.value for flag in row.flags],
        "reason_code": row.reason.code,
        "reason": wording.reason(row, messages),
        "goal": _plain(row.target.goal),
        "unit": row.target.unit.label if row.target.unit else None,
        "value": None if hidden else _plain(row.value),
        "completion": None if hidden else _plain(row.completion),
        "pace": None if hidden else _plain(row.pace),
        "gap": None if hidden else _plain(row.gap),
        "period": str(row.period) if row.period else None,
        "previous_light": row.previous_light.value if row.previous_light else None,
        "streak": row.streak,
        "outlook": _outlook(row, messages),
        "department": row.target.responsible,
        "vintage": _plain(row.vintage),
        "source": None
        if place is None
        else {"file": place.file, "sheet": place.sheet, "line": place.line, "cell": place.cell},
    }


def _outlook(row: BoardRow, messages: Messages) -> dict[str, Any] | None:
    if row.outlook is None:
        return None
    numbers = {} if wording.is_withheld(row) else row.outlook.numbers
    return {
        "verdict": row.outlook.verdict.value if row.outlook.verdict else None,
        "reason_code": row.outlook.reason.code,
        "reason": wording.outlook_reason(row, messages),
        "numbers": {name: _plain(number) for name, number in numbers.items()},
    }


def _plain(value: Decimal | date | None) -> str | None:
    if value is None:
        return None
    return format(value, "f") if isinstance(value, Decimal) else value.isoformat()


def _cells(row: BoardRow, messages: Messages) -> list[str]:
    return [
        wording.status(row, messages),
        row.target.id,
        row.target.name(messages.language),
        wording.goal(row, messages),
        wording.value(row, messages),
        wording.progress(row),
        wording.pace(row),
        wording.gap(row, messages),
        *_context(row, messages),
    ]


def _raw_cells(row: BoardRow, messages: Messages) -> list[str]:
    """The same with bare numbers, for programs and spreadsheets; the unit stands in its own column."""
    hidden = wording.is_withheld(row)
    numbers = [None if hidden else number for number in (row.value, row.completion, row.pace, row.gap)]
    return [
        messages.light(row.light),
        row.target.id,
        row.target.name(messages.language),
        messages.unit(row.target.unit),
        _plain(row.target.goal) or "",
        *(_plain(number) or "" for number in numbers),
        *_context(row, messages),
    ]


def _context(row: BoardRow, messages: Messages) -> list[str]:
    return [
        messages.period(row.period) if row.period else "",
        wording.flags(row, messages),
        row.target.responsible,
        wording.reason(row, messages),
        wording.verdict(row, messages) if row.outlook else "",
        wording.outlook_reason(row, messages),
        wording.source(row, messages),
    ]


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV that no spreadsheet runs."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[_inert(cell) for cell in row] for row in rows])
    return out.getvalue()


def _inert(cell: str) -> str:
    """A text that a spreadsheet would run gets an apostrophe; a number keeps its sign."""
    number = cell[1:].replace(".", "", 1).isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) and not number else cell


def markdown_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table, the first as its head."""
    head, *body = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *body)]
    return "\n".join(lines) + "\n"
