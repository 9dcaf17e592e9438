"""A board row in words: goal, value, progress, gap, source. Nothing is computed here; the faces lay the words out.

Values of withheld targets are words here, never numbers; a face that may show them says ``withheld=False``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.domain.codes import Attribute, Flag, Kind, Light, TargetFlag
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.observations import Contradiction, Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.messages.amounts import amount
from gaoxin_monitor.messages.catalogue import Messages
from gaoxin_monitor.messages.render import number, signed

NONE = "-"
GLYPHS = {
    Light.DONE: "✓",
    Light.GREEN: "✓",
    Light.YELLOW: "!",
    Light.RED: "✗",
    Light.PENDING: "-",
    Light.NODATA: "?",
}
"""Neutral-width shapes: one cell wide in every terminal, told apart without colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a face has its words: its signs, ``short`` forms for narrow columns, figures without ``units``."""

    at_least: str = "≥"
    at_most: str = "≤"
    short: bool = False
    units: bool = True


FULL = Style()
UNITS = Unit("个")
"""What a coverage is short of, whatever its goal is measured in."""
_COVERAGES = (Kind.COVERAGE, Kind.COVERAGE_PER_UNIT)
_WITHOUT_GOAL = (Kind.DIRECTION, Kind.CONTINUITY, Kind.QUALITATIVE)


def status(row: BoardRow, messages: Messages) -> str:
    """✗ 滞后."""
    return f"{GLYPHS[row.light]} {messages.light(row.light)}"


def is_withheld(row: BoardRow) -> bool:
    """Whether the law keeps the target's figures from being told."""
    return row.target.is_(TargetFlag.WITHHELD) or Flag.WITHHELD in row.flags


def quantity(value: Decimal, unit: Unit | None, messages: Messages, *, sign: bool = False) -> str:
    """A figure with its unit: 2.13亿元, 47.3%, 213 million yuan."""
    plus = "+" if sign and value > 0 else ""
    return plus + amount(value, unit, messages.text)


def goal(row: BoardRow, messages: Messages, style: Style = FULL) -> str:
    """≥10%, 40家, ≤4.5%; for milestones the planned day, or the deadline while none is recorded."""
    target = row.target
    if target.kind is Kind.MILESTONE_BY_DATE:
        planned = row.member.day(Attribute.PLANNED) if row.member else None
        day = planned or target.deadline
        return day.isoformat() if day else NONE
    if target.goal is None or target.kind in _WITHOUT_GOAL:
        return NONE
    sign = {Kind.GROWTH_RATE: style.at_least, Kind.LEVEL_AT_MOST: style.at_most}.get(target.kind, "")
    return sign + quantity(target.goal, target.unit if style.units else None, messages)


def value(row: BoardRow, messages: Messages, style: Style = FULL, *, withheld: bool | None = None) -> str:
    """The current figure with its unit; for milestones the actual or forecast day."""
    if is_withheld(row) if withheld is None else withheld:
        return messages.text("word.withheld")
    if row.shown_value is not None and row.target.kind is not Kind.MILESTONE_BY_DATE:
        return quantity(row.shown_value, row.target.value_unit if style.units else None, messages)
    for attribute in (Attribute.ACTUAL, Attribute.FORECAST):
        day = row.member.day(attribute) if row.member else None
        if day:
            narrow = (f"word.{attribute.value}-short", f"{day:%m-%d}")
            key, shown = narrow if style.short else (f"word.{attribute.value}", day.isoformat())
            return messages.text(key, day=shown)
    return NONE


def progress(row: BoardRow) -> str:
    """How much of the goal is reached: 47.3%."""
    return NONE if row.completion is None or is_withheld(row) else f"{number(row.completion)}%"


def pace(row: BoardRow) -> str:
    """What was due by now, in percent."""
    return NONE if row.pace is None or is_withheld(row) else f"{number(row.pace)}%"


def gap(row: BoardRow, messages: Messages, style: Style = FULL) -> str:
    """-2.7个百分点, -3个: how far from the pace or the goal."""
    if row.gap is None or is_withheld(row):
        return NONE
    if not style.units:
        return signed(row.gap)
    if not row.gap_in_points:
        return quantity(row.gap, UNITS if row.target.kind in _COVERAGES else row.target.unit, messages, sign=True)
    points = messages.text("word.points-short" if style.short else "word.points")
    return f"{signed(row.gap)}{'' if style.short or messages.language == 'zh' else ' '}{points}"


def flags(row: BoardRow, messages: Messages, *, without: Collection[Flag] = ()) -> str:
    """The quality flags, and for how long the light has been on."""
    words = [messages.flag(flag) for flag in row.flags if flag not in without]
    if row.streak > 1:
        words.insert(0, messages.text("word.streak", count=row.streak))
    return messages.text("list.separator").join(words)


def reason(row: BoardRow, messages: Messages) -> str:
    """Why the light is what it is."""
    return messages.reason(row.reason, withheld=is_withheld(row))


def verdict(row: BoardRow, messages: Messages) -> str:
    """The outlook in a word: 可达, 需努力, 难度大."""
    verdict = row.outlook.verdict if row.outlook else None
    return messages.verdict(verdict) if verdict else NONE


def outlook_reason(row: BoardRow, messages: Messages) -> str:
    """What the outlook rests on and what it asks of each month left; empty where there is none."""
    if row.outlook is None:
        return ""
    hidden = is_withheld(row)
    parts = [messages.outlook(row.outlook.reason, withheld=hidden)]
    if row.outlook.required is not None and not hidden:
        parts.append(messages.outlook(row.outlook.required.reason(row.target.unit)))
    return messages.text("status.clause").join(parts)


def outlook(row: BoardRow, messages: Messages) -> str:
    """需努力：… : the word and what it rests on; empty where there is none."""
    because = outlook_reason(row, messages)
    word = verdict(row, messages)
    return because if word == NONE else f"{word}{messages.text('colon')}{because}"


def source(row: BoardRow, messages: Messages) -> str:
    """File, line and cell of the figure; empty when there is none."""
    return messages.place(row.place) if row.place else ""


def contradiction(
    found: Contradiction,
    providers: Mapping[str, str],
    messages: Messages,
    place: Callable[[Place], str] | None = None,
) -> tuple[str, str, str]:
    """That two sources disagree, the figure that counts, and the one that does not.

    ``providers`` name the sources; ``place`` prints where a figure stands, in full sentences unless told otherwise.
    """
    printed = place or messages.place

    def told(key: str, figure: Observation) -> str:
        value = amount(figure.text, figure.unit, messages.text)
        source = providers.get(figure.source) or figure.source
        return messages.text(key, value=value, source=source, place=printed(figure.place))

    what = messages.text(f"transformation.{found.key.transformation.value}")
    head = messages.text("explain.contradiction", what=what)
    return head, told("explain.used", found.chosen), told("explain.unused", found.other)


def elsewhere(months: Iterable[tuple[Period, int]], messages: Messages) -> str:
    """In which other months lights changed, and how many."""
    told = (messages.text("effect.month", month=messages.period(month), count=count) for month, count in months)
    return messages.text("effect.elsewhere", months=messages.text("list.separator").join(told))
