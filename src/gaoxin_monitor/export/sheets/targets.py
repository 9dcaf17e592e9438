"""主要指标: every target of the plan with its figures, in the plan's order."""

from collections.abc import Sequence
from dataclasses import replace

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export.cells import Column, Line, Sheet
from gaoxin_monitor.export.figures import Subject
from gaoxin_monitor.export.sheets import fields, frame
from gaoxin_monitor.messages import Messages

_FIELDS = (
    fields.NUMBER,
    fields.SECTION,
    fields.NAME,
    fields.UNITS,
    fields.GOAL_OR_DATE,
    fields.LEVEL,
    fields.YOY,
    fields.YTD,
    fields.YTD_YOY,
    fields.COMPLETION,
    fields.PACE,
    fields.GAP,
    fields.LIGHT,
    fields.PREVIOUS,
    fields.STREAK,
    fields.OUTLOOK,
    fields.DEPARTMENT,
    fields.PERIOD,
    fields.MARKS,
    fields.NOTE,
)
_DEFINED = {"light": "status", "goal": "goal", "ytd": "cumulative", "period": "period"}
"""The columns that other workbooks may refer to by name."""


def sheet(board: Board, subjects: Sequence[Subject], messages: Messages) -> Sheet:
    """The sheet with all rows of the board."""
    page = frame.framed(board, "targets", _columns(board, messages), _lines(subjects), messages)
    return replace(page, frozen_columns=fields.index(_FIELDS, "name") + 1)


def _columns(board: Board, messages: Messages) -> tuple[Column, ...]:
    plain = fields.columns(_FIELDS, board, messages)
    names = [_DEFINED.get(field.key) for field in _FIELDS]
    return tuple(
        replace(column, defined=messages.text(f"export.defined.{name}")) if name else column
        for column, name in zip(plain, names, strict=True)
    )


def _lines(subjects: Sequence[Subject]) -> tuple[Line, ...]:
    """A heavy line above the first target of every section."""
    sections = [subject.row.target.section for subject in subjects]
    opens = [section != before for section, before in zip(sections, [None, *sections], strict=False)]
    return tuple(fields.line(_FIELDS, subject, ruled=ruled) for subject, ruled in zip(subjects, opens, strict=True))
