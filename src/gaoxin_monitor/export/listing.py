"""The board as JSON, CSV or Markdown: the same facts as the workbook, for programs and messages.

The columns of the CSV keep their order; new ones come at the end. Values of withheld targets are absent.
"""

from collections.abc import Sequence

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.export.board_json import board_json
from gaoxin_monitor.export.forms import csv_text, exact, markdown_table
from gaoxin_monitor.messages import Messages, wording

COLUMNS = (
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
    "outlook",
    "outlook-reason",
)
"""Columns of the CSV; Markdown leaves out the unit, which stands with its figures there."""


def board_listing(board: Board, rows: Sequence[BoardRow], form: str, messages: Messages) -> str:
    """The rows as ``json``, ``csv`` or ``markdown``."""
    if form == "json":
        return board_json(board, rows, messages)
    raw = form == "csv"
    head = [messages.text(f"listing.{name}") for name in COLUMNS if raw or name != "unit"]
    cells = [head, *(_raw_cells(row, messages) if raw else _cells(row, messages) for row in rows)]
    return csv_text(cells) if raw else markdown_table(cells)


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
        wording.verdict(row, messages) if row.outlook and row.outlook.verdict else "",
        wording.outlook_reason(row, messages),
    ]
