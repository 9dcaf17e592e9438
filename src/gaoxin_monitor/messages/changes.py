"""Changes in words: what a plan says now and said before, what is new, revised or withdrawn, and why a light moved.

Figures and facts of withheld targets are words here, never numbers; the people behind open cases have no names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property

from gaoxin_monitor.domain.codes import Kind, ObsStatus, TargetFlag
from gaoxin_monitor.domain.comparison import Comparison, LightChange
from gaoxin_monitor.domain.differences import Cause, Evidence, FactChange, FigureChange, ReturnChange
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.plan_versions import PlanChange
from gaoxin_monitor.domain.plans import MILESTONES, Plan, Section, Target
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.messages.amounts import amount
from gaoxin_monitor.messages.catalogue import Messages
from gaoxin_monitor.messages.membership import OF_PEOPLE
from gaoxin_monitor.messages.render import number
from gaoxin_monitor.messages.wording import GLYPHS

NONE = "-"
_AT_MOST = 5
"""Pieces of evidence that are told for one cause; the rest stands in the lists below."""


def plan_field(change: PlanChange, messages: Messages) -> str:
    """The fact that changed: 目标值, 规则 level_gap."""
    if not change.field:
        return messages.text("plan.field.target")
    name, _, rest = change.field.partition(".")
    word = messages.text(f"plan.field.{name}") if messages.has(f"plan.field.{name}") else name
    return f"{word} {rest}" if rest else word


def plan_value(value: object, messages: Messages) -> str:
    """A fact of a plan as it is read: a number, a unit, a day, a word; names of flags separated by commas."""
    if value is None or value in ("", frozenset(), ()):
        return messages.text("plan.value.none")
    if isinstance(value, Target | Section):
        return value.name(messages.language)
    if isinstance(value, Kind):
        return messages.text(f"kind.{value.value}")
    if isinstance(value, frozenset | tuple):
        parts = [plan_value(each, messages) for each in value]
        return messages.text("list.separator").join(sorted(parts) if isinstance(value, frozenset) else parts)
    return _plain(value, messages)


def _plain(value: object, messages: Messages) -> str:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, Unit):
        return messages.unit(value)
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value)


def plan_change(change: PlanChange, messages: Messages) -> str:
    """目标值：10 → 9.5; a new target or one that is gone by its name."""
    if not change.field:
        key = "plan.target-new" if change.old is None else "plan.target-gone"
        return messages.text(key, name=plan_value(change.new or change.old, messages))
    old, new = plan_value(change.old, messages), plan_value(change.new, messages)
    return messages.text("plan.changed", what=plan_field(change, messages), old=old, new=new)


@dataclass(frozen=True)
class ChangeWords:
    """The words of one comparison. ``name_of`` gives a series the name of its indicator."""

    comparison: Comparison
    messages: Messages
    name_of: Callable[[SeriesKey], str]

    @property
    def plans(self) -> tuple[Plan, Plan]:
        """The plans of both boards."""
        return self.comparison.old.plan, self.comparison.new.plan

    @cached_property
    def _targets(self) -> tuple[Target, ...]:
        return tuple(target for plan in self.plans for target in plan.targets)

    @cached_property
    def _hidden(self) -> frozenset[tuple[str, ...]]:
        """The series and registers of withheld targets."""
        withheld = [target for target in self._targets if target.is_(TargetFlag.WITHHELD)]
        series = {(target.indicator, target.ref_area, str(target.freq)) for target in withheld if target.indicator}
        return frozenset(series | {(target.register,) for target in withheld if target.register})

    @cached_property
    def _unnamed(self) -> frozenset[str]:
        return frozenset(target.register for target in self._targets if target.kind is Kind.ZERO_DYNAMIC)

    def hidden(self, change: FigureChange | FactChange) -> bool:
        """Whether the law keeps what changed from being told."""
        if isinstance(change, FactChange):
            return (change.register,) in self._hidden
        return (change.key.indicator, change.key.ref_area, str(change.key.freq)) in self._hidden

    def may_tell(self, change: FactChange) -> bool:
        """Whether a fact may be told where nobody is to be recognised."""
        return change.register not in self._unnamed or change.attribute not in OF_PEOPLE

    def light(self, change: LightChange) -> tuple[str, str]:
        """Both lights: glyph and word, a dash where the plan had no such target."""
        rows = (change.old, change.new)
        old, new = (f"{GLYPHS[row.light]} {self.messages.light(row.light)}" if row else NONE for row in rows)
        return old, new

    def cause(self, cause: Cause) -> str:
        """新数据, 数据修订, 数据撤回, 计划或规则变更, 时间推移."""
        return self.messages.text(f"diff.cause.{cause.value}")

    def because(self, change: LightChange, cause: Cause) -> str:
        """A cause with its evidence in one sentence."""
        told = [self.evidence(each) for each in change.evidence_of(cause)]
        if cause is Cause.TIME:
            told = [self._time()]
        if len(told) > _AT_MOST:
            more = self.messages.text("diff.more", count=len(told) - _AT_MOST)
            told = [*told[:_AT_MOST], more]
        evidence = self.messages.text("status.clause").join(told)
        return self.cause(cause) + (self.messages.text("colon") + evidence if evidence else "")

    def _time(self) -> str:
        old, new = self.comparison.old, self.comparison.new
        days = {"old": old.judgement_day, "new": new.judgement_day}
        if old.month == new.month:
            return self.messages.text("diff.time", **days)
        return self.messages.text("diff.time-month", old_month=old.month, new_month=new.month, **days)

    def evidence(self, change: Evidence) -> str:
        """One change with where the later (or the lost) value stands."""
        if isinstance(change, PlanChange):
            return plan_change(change, self.messages)
        if isinstance(change, ReturnChange):
            old, new = self.reported(change)
            return self.messages.text("diff.return", name=self.register(change.register), old=old, new=new)
        what = self.figure(change) if isinstance(change, FigureChange) else self.fact(change)
        old, new = self.values(change)
        sentence = self.messages.text("plan.changed", what=what, old=old, new=new)
        source = self.source(change.new or change.old)
        return self.messages.text("diff.sourced", what=sentence, source=source) if source else sentence

    def figure(self, change: FigureChange) -> str:
        """区级财政收入（累计）2024年5月."""
        kind = self.messages.text(f"transformation.{change.key.transformation.value}")
        period = self.messages.period(change.period)
        return self.messages.text("diff.figure", name=self.name_of(change.key), kind=kind, period=period)

    def member(self, change: FactChange) -> str:
        """The member's name; none for an open case."""
        if change.register in self._unnamed:
            return self.messages.text("export.member.unnamed")
        return change.name

    def fact(self, change: FactChange) -> str:
        """南环路 实际日期."""
        attribute = self.messages.text(f"diff.attribute.{change.attribute.value}")
        return self.messages.text("diff.fact", member=self.member(change), attribute=attribute)

    def register(self, name: str) -> str:
        """The name of the only target that counts a register, the word for the milestones, or the register's own."""
        if name == MILESTONES:
            return self.messages.text("diff.milestones")
        found = {target.id: target for target in self._targets if target.register == name}
        return next(iter(found.values())).name(self.messages.language) if len(found) == 1 else name

    def reported(self, change: ReturnChange) -> tuple[str, str]:
        """Both months up to which a register is known."""
        old, new = (self.messages.period(month) if month else NONE for month in (change.old, change.new))
        return old, new

    def values(self, change: FigureChange | FactChange) -> tuple[str, str]:
        """Both values with their units; a dash where there is none."""
        if self.hidden(change):
            words = [self.messages.text("word.withheld") if each else NONE for each in (change.old, change.new)]
        elif isinstance(change, FigureChange):
            words = [self._amount(each) if each else NONE for each in (change.old, change.new)]
        else:
            words = [self._text(each, told=self.may_tell(change)) for each in (change.old, change.new)]
        return words[0], words[1]

    def _amount(self, figure: Observation) -> str:
        if figure.value is None:
            return self.messages.missing(figure.status)
        normal = figure.status is ObsStatus.NORMAL
        mark = "" if normal else self.messages.text(f"diff.status.{figure.status.value}")
        return f"{amount(figure.value, figure.unit, self.messages.text)}{mark}"

    def _text(self, fact: MemberFact | None, *, told: bool) -> str:
        if fact is None or not fact.value:
            return NONE
        return fact.value if told else self.messages.text("word.withheld")

    def source(self, item: Observation | MemberFact | None) -> str:
        """The file, the cell and the day of a figure or fact."""
        if item is None:
            return ""
        place = self.messages.place(item.place)
        return self.messages.text("diff.place", place=place or NONE, day=item.vintage)
