"""The columns that sheets have in common: for each its key in the catalogue, its widest text, and its cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.export.cells import Cell, Column, Line, centred, lamp, ordinal, text
from gaoxin_monitor.export.figures import Subject
from gaoxin_monitor.messages import Messages


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a sheet of targets."""

    key: str
    cap: int
    cell: Callable[[Subject], Cell]
    lamps: bool = False


def columns(fields: Sequence[Field], board: Board, messages: Messages) -> tuple[Column, ...]:
    """The columns with their headers; that of cumulative figures names the months."""
    return tuple(Column(_header(field, board, messages), field.cap, lamps=field.lamps) for field in fields)


def _header(field: Field, board: Board, messages: Messages) -> str:
    key, month = f"export.column.{field.key}", board.month.last_month
    january = f"{key}.january"
    return messages.text(january if month == 1 and messages.has(january) else key, month=month)


def line(fields: Sequence[Field], subject: Subject, *, ruled: bool = False) -> Line:
    """The cells of one target."""
    return Line(tuple(field.cell(subject) for field in fields), ruled=ruled)


def index(fields: Sequence[Field], key: str) -> int:
    """Where the column of this key stands."""
    return [field.key for field in fields].index(key)


def _name(subject: Subject) -> Cell:
    """The name, marked where it is part of another target, with its period where that lags behind the month."""
    row, month = subject.row, subject.board.month
    part = "#" if row.target.parent else ""
    lags = row.period is not None and row.period.end < month.end
    late = subject.messages.text("export.name.lagging", period=subject.period()) if lags else ""
    return text(f"{part}{subject.name()}{late}", indent=1 if part else 0)


def _plain_name(subject: Subject) -> Cell:
    return text(subject.name())


def _previous(subject: Subject) -> Cell:
    light = subject.row.previous_light
    return subject.said(subject.none()) if light is None else lamp(light, subject.messages)


def _deadline(subject: Subject) -> Cell:
    day = subject.row.target.deadline
    return subject.said(day.isoformat() if day else subject.none(), centred)


def _printed(key: str, transformation: Transformation) -> Field:
    return Field(key, 12, lambda subject: subject.printed(transformation))


NUMBER = Field("number", 5, lambda subject: ordinal(subject.position))
SECTION = Field("section", 16, lambda subject: text(subject.section()))
NAME = Field("name", 26, _name)
PLAIN_NAME = Field("name", 26, _plain_name)
UNIT = Field("unit", 18, Subject.unit)
UNITS = Field("unit", 18, Subject.units)
GOAL_OR_DATE = Field("goal", 12, Subject.goal_or_date)
CURRENT = Field("current", 19, Subject.current_or_date)
LEVEL = _printed("level", Transformation.LEVEL)
YOY = _printed("yoy", Transformation.YOY)
YTD = Field("ytd", 15, lambda subject: subject.printed_or_date(Transformation.YTD))
YTD_YOY = _printed("ytd-yoy", Transformation.YTD_YOY)
COMPLETION = Field("completion", 12, Subject.completion)
PACE = Field("pace", 12, Subject.pace)
GAP = Field("gap", 12, Subject.gap)
LIGHT = Field("light", 12, lambda subject: lamp(subject.row.light, subject.messages), lamps=True)
OUTLOOK = Field("outlook", 9, lambda subject: subject.said(subject.outlook(), centred))
PREVIOUS = Field("previous", 12, _previous, lamps=True)
STREAK = Field("streak", 8, Subject.streak)
REASON = Field("reason", 66, lambda subject: text(subject.reason()))
DEPARTMENT = Field("department", 18, lambda subject: subject.said(subject.row.target.responsible or subject.none()))
PERIOD = Field("period", 18, lambda subject: subject.said(subject.period(), centred))
DEADLINE = Field("deadline", 10, _deadline)
MARKS = Field("marks", 12, lambda subject: subject.said(subject.marks()))
NOTE = Field("note", 36, lambda subject: subject.said(subject.note()))
