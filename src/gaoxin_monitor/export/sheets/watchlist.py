"""预警与督办: every yellow and red target with its reason, the most urgent first."""

from collections.abc import Sequence

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export.cells import Sheet, Table
from gaoxin_monitor.export.figures import Subject
from gaoxin_monitor.export.sheets import fields, heading
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
    name = messages.text("export.sheet.watchlist")
    table = Table(
        name=messages.text("export.watchlist.table"),
        description=messages.text("export.watchlist.about"),
        lines=lines,
        lamps=(fields.index(_FIELDS, "light"), fields.index(_FIELDS, "previous")),
    )
    return Sheet(
        name=name,
        title=heading.title(board, name, messages),
        notes=heading.notes(board, messages, "export.watchlist.rule" if lines else "export.watchlist.none", lines),
        columns=fields.columns(_FIELDS, board, messages),
        table=table if lines else None,
        frozen_columns=fields.index(_FIELDS, "name") + 1,
    )
