"""How the facts of one board row are put into narrow cells. Nothing is computed here: only worded."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.domain.codes import Attribute, Flag, Kind, TargetFlag
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.members import Register
from gaoxin_monitor.messages.render import number, short_period, signed
from gaoxin_monitor.tui.pen import Pen

NONE = "-"
_WITH_SIGN = {Kind.GROWTH_RATE: "at_least", Kind.LEVEL_AT_MOST: "at_most"}
_FLAGS_ABOUT_DATA = frozenset(Flag) - {Flag.FINAL}


def status(row: BoardRow, pen: Pen) -> str:
    """✗ 滞后."""
    return pen.status(row.light)


def name(row: BoardRow, pen: Pen) -> str:
    """The target's name."""
    return row.target.name(pen.language)


def goal(row: BoardRow, pen: Pen) -> str:
    """≥10%, 40家, ≤4.5%; for milestones the planned day."""
    target = row.target
    if target.kind is Kind.MILESTONE_BY_DATE:
        planned = row.member.day(Attribute.PLANNED) if row.member else None
        day = planned or target.deadline
        return day.isoformat() if day else NONE
    if target.goal is None or target.kind in (Kind.DIRECTION, Kind.CONTINUITY, Kind.QUALITATIVE):
        return NONE
    return _sign(row, pen) + pen.quantity(target.goal, target.unit)


def bare_goal(row: BoardRow, pen: Pen) -> str:
    """The goal without its unit, for where that would have to be cut."""
    return goal(row, pen) if row.target.goal is None else _sign(row, pen) + number(row.target.goal)


def _sign(row: BoardRow, pen: Pen) -> str:
    sign = _WITH_SIGN.get(row.target.kind)
    return getattr(pen.glyphs, sign) if sign else ""


def withheld(row: BoardRow) -> bool:
    """Whether the law keeps the target's figures from being shown."""
    return row.target.is_(TargetFlag.WITHHELD) or Flag.WITHHELD in row.flags


def value(row: BoardRow, pen: Pen) -> str:
    """The current figure with its unit; for milestones the forecast or actual day; a word where it is withheld."""
    if withheld(row):
        return pen.text("cell.withheld")
    if row.shown_value is not None and row.target.kind is not Kind.MILESTONE_BY_DATE:
        return pen.quantity(row.shown_value, row.target.unit)
    return _milestone_day(row, pen)


def _milestone_day(row: BoardRow, pen: Pen) -> str:
    if row.member is None:
        return NONE
    for attribute in (Attribute.ACTUAL, Attribute.FORECAST):
        day = row.member.day(attribute)
        if day:
            return pen.text(f"cell.{attribute.value}", day=f"{day:%m-%d}")
    return NONE


def bare_value(row: BoardRow, pen: Pen) -> str:
    """The current figure without its unit, for where that would have to be cut."""
    return value(row, pen) if row.shown_value is None or withheld(row) else number(row.shown_value)


def progress(row: BoardRow, _pen: Pen) -> str:
    """47.3%."""
    return NONE if row.completion is None or withheld(row) else f"{number(row.completion)}%"


def pace(row: BoardRow, _pen: Pen) -> str:
    """What was due by now, in percent."""
    return NONE if row.pace is None or withheld(row) else f"{number(row.pace)}%"


def gap(row: BoardRow, pen: Pen) -> str:
    """-2.7点, -3家: how far from the pace or the goal."""
    if row.gap is None or withheld(row):
        return NONE
    if row.gap_in_points:
        return signed(row.gap) + pen.text("cell.points")
    return pen.quantity(row.gap, row.target.unit, sign=True)


def bare_gap(row: BoardRow, pen: Pen) -> str:
    """The distance without its unit."""
    return gap(row, pen) if row.gap is None or withheld(row) else signed(row.gap)


def _known_trend(row: BoardRow) -> list[Decimal]:
    return [] if withheld(row) else [figure for _, figure in row.trend if figure is not None]


def trend_word(row: BoardRow, pen: Pen) -> str:
    """升, 平 or 降 against the value before."""
    known = _known_trend(row)
    if len(known) < 2:  # noqa: PLR2004 - a direction needs two values
        return NONE
    direction = (known[-1] > known[-2]) - (known[-1] < known[-2])
    return pen.text(("cell.down", "cell.flat", "cell.up")[direction + 1])


def sparkline(row: BoardRow, pen: Pen, cells: int = 12) -> str:
    """The last values as little bars; a missing one stays blank."""
    known = _known_trend(row)
    if not known:
        return NONE
    low, span = min(known), max(known) - min(known)
    bars = pen.glyphs.bars

    def bar(figure: Decimal | None) -> str:
        if figure is None:
            return " "
        return bars[int((figure - low) / span * (len(bars) - 1))] if span else bars[len(bars) // 2]

    return "".join(bar(figure) for _, figure in row.trend[-cells:])


def period(row: BoardRow, _pen: Pen) -> str:
    """2024-06, 2024-Q2."""
    return short_period(row.period) if row.period else NONE


def department(row: BoardRow, _pen: Pen) -> str:
    """Who is responsible."""
    return row.target.responsible or NONE


def flags(row: BoardRow, pen: Pen) -> str:
    """The quality flags in words, and how long the light has been on; at the year's end every figure is final."""
    return _flag_words(row, pen, _FLAGS_ABOUT_DATA)


def every_flag(row: BoardRow, pen: Pen) -> str:
    """The same with every flag, where one target has the screen to itself."""
    return _flag_words(row, pen, frozenset(Flag))


def _flag_words(row: BoardRow, pen: Pen, shown: frozenset[Flag]) -> str:
    words = [pen.messages.flag(flag) for flag in row.flags if flag in shown]
    if row.streak > 1:
        words.insert(0, pen.text("cell.streak", count=row.streak))
    return pen.messages.text("list.separator").join(words)


def reason(row: BoardRow, pen: Pen) -> str:
    """Why the light is what it is."""
    return pen.messages.reason(row.reason, withheld=withheld(row))


def source(row: BoardRow, registers: Mapping[str, Register]) -> Place | None:
    """Where the figure stands, or the newest fact where members are counted or dated."""
    if row.observation is not None:
        return row.observation.place
    register = registers.get(row.target.register)
    members = (row.member,) if row.member else register.members if register else ()
    facts = [fact for member in members for fact in member.facts.values()]
    newest = max(facts, key=lambda fact: (fact.vintage, fact.batch), default=None)
    return newest.place if newest else None


def cell_first(place: Place) -> str:
    """F13 快报.xlsx 快报: the cell in front, because the end is what a narrow column cuts."""
    line = str(place.line) if place.line else ""
    return " ".join(part for part in (place.cell or line, place.file, place.sheet) if part)


Write = Callable[[BoardRow, Pen], str]
"""Fills one cell of the board."""
