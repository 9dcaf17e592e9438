"""The board as JSON, CSV or Markdown: the same facts as the workbook, for programs and messages.

JSON carries ``schema`` = ``gaoxin-monitor/board`` and ``version``; numbers are strings, exact as delivered. Values of
withheld targets are absent.
"""

import json
from collections.abc import Sequence
from typing import Any

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.export.forms import csv_text, exact, markdown_table
from gaoxin_monitor.messages import Messages, wording
from gaoxin_monitor.messages.safe import plain

SCHEMA_VERSION = 1
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
    return csv_text(shown) if raw else markdown_table(shown)


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
        "goal": exact(row.target.goal),
        "unit": row.target.unit.label if row.target.unit else None,
        "value": None if hidden else exact(row.value),
        "completion": None if hidden else exact(row.completion),
        "pace": None if hidden else exact(row.pace),
        "gap": None if hidden else exact(row.gap),
        "period": str(row.period) if row.period else None,
        "previous_light": row.previous_light.value if row.previous_light else None,
        "streak": row.streak,
        "department": row.target.responsible,
        "vintage": exact(row.vintage),
        "source": None
        if place is None
        else {"file": place.file, "sheet": place.sheet, "line": place.line, "cell": place.cell},
    }


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
        exact(row.target.goal) or "",
        *(exact(number) or "" for number in numbers),
        *_context(row, messages),
    ]


def _context(row: BoardRow, messages: Messages) -> list[str]:
    return [
        messages.period(row.period) if row.period else "",
        wording.flags(row, messages),
        row.target.responsible,
        wording.reason(row, messages),
        wording.source(row, messages),
    ]
