"""The tables behind one target: its figures with their versions, the items it counts, a milestone's own dates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Attribute, Kind, TargetFlag
from gaoxin_monitor.domain.member_lights import MemberLight, member_lights
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.messages import wording
from gaoxin_monitor.messages.render import short_period
from gaoxin_monitor.messages.wording import NONE
from gaoxin_monitor.tui import cells, text
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
_DAY_FACTS = (Attribute.PLANNED, Attribute.FORECAST, Attribute.ACTUAL, Attribute.OPENED, Attribute.CLOSED)
_TEXTS = (Attribute.OWNER, Attribute.REMARK)
_WIDTHS = {Attribute.OWNER: 8, Attribute.PROGRESS: 5, Attribute.REMARK: 6}


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
    known = member_lights(board, row)
    return _members(known, board.plan.year, pen) if known or row.target.register in board.registers else None


def _children(board: Board, pen: Pen) -> Sheet:
    heads = (
        Head(pen.text("column.status"), 9),
        Head(pen.text("items.number"), 4, "right"),
        Head(pen.text("items.name"), 20, grows=True),
        Head(pen.text("column.department"), 16),
        Head(pen.text("items.reason"), 10, grows=True),
    )
    return Sheet(heads, tuple(_child_lines(board, pen)), pen.text("items.none"))


def _child_lines(board: Board, pen: Pen) -> Iterator[Line]:
    children = [row for row in board.rows if row.target.is_(TargetFlag.COMPOSITE_MEMBER)]
    for child in sorted(children, key=lambda row: row.target.livelihood_item or 0):
        item = str(child.target.livelihood_item or NONE)
        told = (cells.name(child, pen), cells.department(child, pen), cells.reason(child, pen))
        shown = (pen.status(child.light), item, *told)
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


def _members(known: Sequence[MemberLight], year: int, pen: Pen) -> Sheet:
    """The worst first: light, days, dates; names and remarks share the room that is left."""
    told = [{fact: _fact(one, fact, year) for fact in _SHOWN_FACTS} for one in known]
    shown = tuple(fact for fact in _SHOWN_FACTS if any(facts[fact] for facts in told))
    widths = {fact: max((len(facts[fact]) for facts in told), default=0) for fact in _DAY_FACTS} | _WIDTHS
    heads = (
        Head(pen.text("column.status"), 8),
        Head(pen.text("items.name"), 14, grows=True),
        Head(pen.text("items.days"), 9),
        *(_fact_head(a, widths[a], pen) for a in shown),
    )
    lines = (_member(one, [facts[a] or NONE for a in shown], pen) for one, facts in zip(known, told, strict=True))
    return Sheet(heads, tuple(lines), pen.text("items.none"))


def _fact_head(fact: Attribute, widest: int, pen: Pen) -> Head:
    title = pen.text(f"fact.{fact.value}")
    return Head(title, widest if fact in _TEXTS else max(text.width(title), widest), grows=fact in _TEXTS)


def _member(one: MemberLight, facts: Iterable[str], pen: Pen) -> Line:
    cells = (one.name(pen.language), _days(one, pen), *facts)
    return Line(one.id, (pen.status(one.light), *cells), pen.palette.light(one.light))


_DAYS = {
    "milestone-done": "kept",
    "milestone-late": "late",
    "milestone-ahead": "left",
    "milestone-slips": "slip",
    "milestone-slips-far": "slip",
    "milestone-overdue": "overdue",
    "milestone-long-overdue": "overdue",
    "milestone-overdue-hard": "overdue",
    "milestone-unplanned-missed": "overdue",
    "case-closed": "closed",
    "case-in-term": "open",
    "case-overdue": "open",
}
"""What is to be said of the days, by what gave the light."""


def _days(one: MemberLight, pen: Pen) -> str:
    """How many days late, postponed, open or left, in a few characters."""
    key = _DAYS.get(one.reason.code)
    if key is None:
        return NONE
    planned, actual = (one.reason.params.get(name) for name in ("planned", "actual"))
    late = (actual - planned).days if isinstance(planned, date) and isinstance(actual, date) else 0
    return pen.text(f"days.{key}", **{**one.reason.params, "late": late})


def _fact(one: MemberLight, attribute: Attribute, year: int) -> str:
    """As recorded; days of the plan's year without the year."""
    known = one.member.text(attribute) if one.member is not None else ""
    return known.removeprefix(f"{year}-") if attribute in _DAY_FACTS else known
