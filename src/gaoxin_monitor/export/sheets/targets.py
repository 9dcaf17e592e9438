"""主要指标: every target of the plan with its figures, in the plan's order."""

from collections.abc import Sequence

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export.cells import Line, Sheet, Table
from gaoxin_monitor.export.figures import Subject
from gaoxin_monitor.export.sheets import fields, heading
from gaoxin_monitor.messages import Messages

_FIELDS = (
    fields.NUMBER,
    fields.SECTION,
    fields.NAME,
    fields.LEVEL_UNIT,
    fields.GOAL,
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
    fields.DEPARTMENT,
    fields.PERIOD,
    fields.MARKS,
    fields.NOTE,
)
_DEFINED = {"status": "light", "goal": "goal", "cumulative": "ytd", "period": "period"}


def sheet(board: Board, subjects: Sequence[Subject], messages: Messages) -> Sheet:
    """The sheet with all rows of the board."""
    lines = _lines(subjects)
    name = messages.text("export.sheet.targets")
    return Sheet(
        name=name,
        title=heading.title(board, name, messages),
        notes=heading.notes(board, messages, "export.targets.rule", lines),
        columns=fields.columns(_FIELDS, board, messages),
        table=Table(
            name=messages.text("export.targets.table"),
            description=messages.text("export.targets.about"),
            lines=lines,
            lamps=(fields.index(_FIELDS, "light"), fields.index(_FIELDS, "previous")),
            names={
                messages.text(f"export.defined.{name}"): fields.index(_FIELDS, key) for name, key in _DEFINED.items()
            },
        )
        if lines
        else None,
        frozen_columns=fields.index(_FIELDS, "name") + 1,
    )


def _lines(subjects: Sequence[Subject]) -> tuple[Line, ...]:
    """A heavy line above the first target of every section."""
    sections = [subject.row.target.section for subject in subjects]
    opens = [section != before for section, before in zip(sections, [None, *sections], strict=False)]
    return tuple(fields.line(_FIELDS, subject, ruled=ruled) for subject, ruled in zip(subjects, opens, strict=True))
