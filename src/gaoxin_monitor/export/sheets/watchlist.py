"""预警与督办: every yellow and red target with its reason, the most urgent first."""

from collections.abc import Sequence
from dataclasses import replace

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export.cells import Sheet
from gaoxin_monitor.export.figures import Subject
from gaoxin_monitor.export.sheets import fields, frame
from gaoxin_monitor.messages import Messages

_FIELDS = (
    fields.NUMBER,
    fields.LIGHT,
    fields.PREVIOUS,
    fields.STREAK,
    fields.PLAIN_NAME,
    fields.UNIT,
    fields.GOAL_OR_DATE,
    fields.CURRENT,
    fields.COMPLETION,
    fields.PACE,
    fields.GAP,
    fields.PERIOD,
    fields.REASON,
    fields.DEPARTMENT,
    fields.DEADLINE,
    fields.MARKS,
)


def sheet(board: Board, subjects: Sequence[Subject], messages: Messages) -> Sheet:
    """The sheet of the targets that need attention; without a table when there are none."""
    lines = tuple(fields.line(_FIELDS, subject) for subject in subjects)
    page = frame.framed(board, "watchlist", fields.columns(_FIELDS, board, messages), lines, messages)
    return replace(page, frozen_columns=fields.index(_FIELDS, "name") + 1)
