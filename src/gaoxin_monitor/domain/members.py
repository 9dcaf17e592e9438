"""Members: the items that targets count (projects, roads, villages, cases), and milestones, with their dated facts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property

from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.periods import Period


@dataclass(frozen=True, slots=True)
class MemberFact:
    """One attribute of a member as one batch recorded it. ``value`` is text; empty takes an earlier value back."""

    register: str
    member: str
    attribute: Attribute
    value: str
    vintage: date
    batch: int
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Member:
    """A member as known at a time: for each attribute the newest fact.

    ``history`` holds, of what is told anew month by month (planned and forecast days, progress, remarks), every fact
    that was the newest once, oldest first.
    """

    register: str
    id: str
    facts: Mapping[Attribute, MemberFact] = field(default_factory=dict)
    history: Mapping[Attribute, tuple[MemberFact, ...]] = field(default_factory=dict)

    def text(self, attribute: Attribute) -> str:
        """The value as recorded, empty when unknown."""
        fact = self.facts.get(attribute)
        return fact.value if fact else ""

    def day(self, attribute: Attribute) -> date | None:
        """The value as a date, None when unknown."""
        text = self.text(attribute)
        return date.fromisoformat(text) if text else None

    @property
    def name(self) -> str:
        """The name, or the id while none is recorded."""
        return self.text(Attribute.NAME) or self.id

    @property
    def progress(self) -> Decimal | None:
        """Physical progress in percent."""
        return number_of(self.text(Attribute.PROGRESS))


def number_of(text: str) -> Decimal | None:
    """The number that a text is, None for any other text."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@dataclass(frozen=True)
class Register:
    """A list of members as known at a time. ``reported`` is the newest month for which a return was delivered.

    ``months`` says for which month the return of a batch spoke.
    """

    id: str
    members: tuple[Member, ...] = ()
    reported: Period | None = None
    vintage: date | None = None
    months: Mapping[int, Period] = field(default_factory=dict)

    @cached_property
    def actual_days(self) -> tuple[date, ...]:
        """The days on which members were achieved, earliest first."""
        return self._days(Attribute.ACTUAL)

    @cached_property
    def planned_days(self) -> tuple[date, ...]:
        """The days on which members are planned to be achieved, earliest first."""
        return self._days(Attribute.PLANNED)

    def _days(self, attribute: Attribute) -> tuple[date, ...]:
        days = (member.day(attribute) for member in self.members)
        return tuple(sorted(day for day in days if day is not None))

    def member(self, member_id: str) -> Member | None:
        """The member of this id."""
        return next((member for member in self.members if member.id == member_id), None)

    def until(self, month: Period) -> "Register":
        """The register as it stood at the end of a month: what a later month's return said of plans is not yet known.

        The first planned day stands for the months before it was told. Days of what happened hold for their own time.
        """
        if self.reported is None or self.reported.as_end_month() <= month:
            return self
        return replace(self, members=tuple(self._until(member, month) for member in self.members))

    def _until(self, member: Member, month: Period) -> Member:
        changed: dict[Attribute, MemberFact | None] = {}
        for attribute in (Attribute.PLANNED, Attribute.FORECAST):
            told = member.history.get(attribute)
            if told:
                first = told[0] if attribute is Attribute.PLANNED else None
                known = next((fact for fact in reversed(told) if fact.value and self._was_told(fact, month)), first)
                if known != member.facts.get(attribute):
                    changed[attribute] = known
        if not changed:
            return member
        facts = {**member.facts, **changed}
        return replace(member, facts={attribute: fact for attribute, fact in facts.items() if fact is not None})

    def _was_told(self, fact: MemberFact, month: Period) -> bool:
        """Whether by a month's end a fact had been returned, or without a return delivered."""
        returned = self.months.get(fact.batch)
        return (fact.vintage if returned is None else returned.end) <= month.end

    def recorded(self, member: Member, attribute: Attribute, until: Period) -> tuple[tuple[Period, MemberFact], ...]:
        """What was recorded of a member up to a month, with the month of the return that said it, oldest first.

        A fact that came without a return counts for the month in which it was delivered.
        """
        facts = member.history.get(attribute) or tuple(filter(None, (member.facts.get(attribute),)))
        dated = ((self.months.get(fact.batch) or Period.month_containing(fact.vintage), fact) for fact in facts)
        return tuple((month.as_end_month(), fact) for month, fact in dated if fact.value and month.end <= until.end)
