"""A board row in words: goal, value, progress, gap, source. Nothing is computed here; the faces lay the words out.

Values of withheld targets are words here, never numbers; a face that may show them says ``withheld=False``.
"""

from decimal import Decimal

from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.domain.codes import Attribute, Flag, Kind, Light, TargetFlag
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.units import Unit
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
_WITHOUT_GOAL = (Kind.DIRECTION, Kind.CONTINUITY, Kind.QUALITATIVE)


def status(row: BoardRow, messages: Messages) -> str:
    """✗ 滞后."""
    return f"{GLYPHS[row.light]} {messages.light(row.light)}"


def is_withheld(row: BoardRow) -> bool:
    """Whether the law keeps the target's figures from being told."""
    return row.target.is_(TargetFlag.WITHHELD) or Flag.WITHHELD in row.flags


def quantity(value: Decimal, target: Target, messages: Messages) -> str:
    """A figure with its unit: 2.13亿元, 47.3%."""
    return amount(value, target.unit, messages)


def amount(value: Decimal, measure: Unit | None, messages: Messages) -> str:
    """A figure with a unit: 2.13亿元, 47.3%, 4 items."""
    if measure is None:
        return number(value)
    unit = messages.unit(measure)
    space = "" if messages.language == "zh" or unit == "%" else " "
    return f"{number(value)}{space}{unit}"


def goal(row: BoardRow, messages: Messages) -> str:
    """≥10%, 40家, ≤4.5%; for milestones the planned day, or the deadline while none is recorded."""
    target = row.target
    if target.kind is Kind.MILESTONE_BY_DATE:
        planned = row.member.day(Attribute.PLANNED) if row.member else None
        day = planned or target.deadline
        return day.isoformat() if day else NONE
    if target.goal is None or target.kind in _WITHOUT_GOAL:
        return NONE
    sign = {Kind.GROWTH_RATE: "≥", Kind.LEVEL_AT_MOST: "≤"}.get(target.kind, "")
    return sign + quantity(target.goal, target, messages)


def value(row: BoardRow, messages: Messages, *, withheld: bool | None = None) -> str:
    """The current figure with its unit; for milestones the actual or forecast day."""
    if is_withheld(row) if withheld is None else withheld:
        return messages.text("word.withheld")
    if row.shown_value is not None and row.target.kind is not Kind.MILESTONE_BY_DATE:
        return quantity(row.shown_value, row.target, messages)
    for attribute in (Attribute.ACTUAL, Attribute.FORECAST):
        day = row.member.day(attribute) if row.member else None
        if day:
            return messages.text(f"word.{attribute.value}", day=day)
    return NONE


def progress(row: BoardRow) -> str:
    """How much of the goal is reached: 47.3%."""
    return NONE if row.completion is None or is_withheld(row) else f"{number(row.completion)}%"


def pace(row: BoardRow) -> str:
    """What was due by now, in percent."""
    return NONE if row.pace is None or is_withheld(row) else f"{number(row.pace)}%"


def gap(row: BoardRow, messages: Messages) -> str:
    """-2.7个百分点, -3个: how far from the pace or the goal."""
    if row.gap is None or is_withheld(row):
        return NONE
    unit = messages.text("word.points") if row.gap_in_points else messages.unit(row.target.unit)
    return f"{signed(row.gap)}{'' if messages.language == 'zh' else ' '}{unit}"


def flags(row: BoardRow, messages: Messages) -> str:
    """The quality flags, and for how long the light has been on."""
    words = [messages.flag(flag) for flag in row.flags]
    if row.streak > 1:
        words.insert(0, messages.text("word.streak", count=row.streak))
    return messages.text("list.separator").join(words)


def reason(row: BoardRow, messages: Messages) -> str:
    """Why the light is what it is."""
    return messages.reason(row.reason, withheld=is_withheld(row))


def source(row: BoardRow, messages: Messages) -> str:
    """File, line and cell of the figure; empty when there is none."""
    return messages.place(row.place) if row.place else ""
