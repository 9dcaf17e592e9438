"""The tables behind one target: its figures with their versions, the items it counts, a milestone's own dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Attribute, Kind, TargetFlag
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.messages import wording
from gaoxin_monitor.messages.render import short_period
from gaoxin_monitor.messages.wording import NONE
from gaoxin_monitor.tui import cells
from gaoxin_monitor.tui.cells import cell_first
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.sheet import Head, Line, Sheet

_SHOWN_FACTS = (
    Attribute.OWNER,
    Attribute.PLANNED,
    Attribute.FORECAST,
    Attribute.ACTUAL,
    Attribute.PROGRESS,
    Attribute.OPENED,
    Attribute.CLOSED,
    Attribute.REMARK,
)
_WIDTHS = {Attribute.OWNER: 14, Attribute.PROGRESS: 5, Attribute.REMARK: 16}


@dataclass(frozen=True, slots=True)
class Versions:
    """All stored rows of a target's series, oldest first."""

    rows: tuple[Observation, ...] = ()

    def of(self, observation: Observation) -> tuple[Observation, ...]:
        """The rows for the same period from the same source."""
        return tuple(row for row in self.rows if row.period == observation.period and row.source == observation.source)

    def revised(self) -> frozenset[Period]:
        """Periods for which a source gave more than one figure."""
        seen: set[tuple[Period, str]] = set()
        found = set()
        for row in self.rows:
            key = (row.period, row.source)
            if key in seen:
                found.add(row.period)
            seen.add(key)
        return frozenset(found)


def figures(row: BoardRow, board: Board, versions: Versions, pen: Pen) -> Sheet:
    """Every period of the series up to the board's month, the newest first."""
    heads = (
        Head(pen.text("figures.period"), 8),
        Head(pen.text("figures.value"), 14, "right"),
        Head(pen.text("figures.version"), 4, "right"),
        Head(pen.text("figures.vintage"), 10),
        Head(pen.text("figures.source"), 20, grows=True),
    )
    series = board.series.get(row.target.id)
    known = series.until(board.month.end).observations if series else ()
    lines = tuple(
        Line(str(o.period), (short_period(o.period), _value(row, o, pen), _version(o, versions), *_origin(o)))
        for o in reversed(known)
    )
    return Sheet(heads, lines, pen.text("figures.none"))


def _value(row: BoardRow, observation: Observation, pen: Pen) -> str:
    if wording.is_withheld(row):
        return pen.messages.text("word.withheld")
    if observation.value is None:
        return NONE
    return pen.quantity(observation.value, observation.unit)


def _version(observation: Observation, versions: Versions) -> str:
    count = len(versions.of(observation))
    return f"v{count}*" if count > 1 else "v1"


def _origin(observation: Observation) -> tuple[str, str]:
    return observation.vintage.isoformat(), cell_first(observation.place)


def history(row: BoardRow, period: Period, versions: Versions, pen: Pen) -> Sheet:
    """Every row ever stored for a period, the newest first."""
    heads = (
        Head(pen.text("figures.batch"), 4, "right"),
        Head(pen.text("figures.value"), 14, "right"),
        Head(pen.text("figures.vintage"), 10),
        Head(pen.text("figures.source"), 20, grows=True),
    )
    rows = [(index, known) for index, known in enumerate(versions.rows) if known.period == period]
    lines = tuple(
        Line(str(index), (str(known.batch), _value(row, known, pen), *_origin(known)))
        for index, known in reversed(rows)
    )
    return Sheet(heads, lines, pen.text("figures.none"))


def items(row: BoardRow, board: Board, pen: Pen) -> Sheet | None:
    """What the target counts or consists of; None where it is judged by figures alone."""
    if row.target.kind is Kind.COMPOSITE:
        return _children(board, pen)
    if row.member is not None:
        return _facts(row.member, pen)
    register = board.registers.get(row.target.register)
    return _members(register.members, pen) if register else None


def _children(board: Board, pen: Pen) -> Sheet:
    heads = (
        Head(pen.text("column.status"), 9),
        Head(pen.text("items.number"), 4, "right"),
        Head(pen.text("items.name"), 20, grows=True),
        Head(pen.text("column.department"), 16),
    )
    return Sheet(heads, tuple(_child_lines(board, pen)), pen.text("items.none"))


def _child_lines(board: Board, pen: Pen) -> Iterator[Line]:
    children = [row for row in board.rows if row.target.is_(TargetFlag.COMPOSITE_MEMBER)]
    for child in sorted(children, key=lambda row: row.target.livelihood_item or 0):
        item = str(child.target.livelihood_item or NONE)
        shown = (pen.status(child.light), item, cells.name(child, pen), cells.department(child, pen))
        yield Line(child.target.id, shown, pen.palette.light(child.light))


def _facts(member: Member, pen: Pen) -> Sheet:
    heads = (
        Head(pen.text("items.fact"), 10),
        Head(pen.text("items.value"), 20, grows=True),
        Head(pen.text("figures.vintage"), 10),
        Head(pen.text("figures.source"), 20, grows=True),
    )
    lines = (
        Line(a.value, (pen.text(f"fact.{a.value}"), fact.value, fact.vintage.isoformat(), cell_first(fact.place)))
        for a in _SHOWN_FACTS
        if (fact := member.facts.get(a)) and fact.value
    )
    return Sheet(heads, tuple(lines), pen.text("items.none"))


def _members(members: Iterable[Member], pen: Pen) -> Sheet:
    known = tuple(members)
    shown = tuple(a for a in _SHOWN_FACTS if any(member.text(a) for member in known))
    heads = (
        Head(pen.text("items.name"), 16, grows=True),
        *(Head(pen.text(f"fact.{a.value}"), _WIDTHS.get(a, 10), grows=a is Attribute.REMARK) for a in shown),
    )
    lines = (Line(m.id, (m.name, *(m.text(a) or NONE for a in shown))) for m in sorted(known, key=_urgency))
    return Sheet(heads, tuple(lines), pen.text("items.none"))


def _urgency(member: Member) -> tuple[bool, str, str]:
    """What is still open first, by planned day."""
    done = member.text(Attribute.ACTUAL) or member.text(Attribute.CLOSED)
    return bool(done), member.text(Attribute.PLANNED) or member.text(Attribute.OPENED) or "9", member.name
