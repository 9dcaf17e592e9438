"""Who owes what: for every target the figure or return that is expected next, its day, and what was known last."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import COUNTS, Attribute, Flag, Frequency, Kind, Light, TargetFlag
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.timing import is_final, last_complete, next_period
from gaoxin_monitor.domain.units import Unit


class DueState(StrEnum):
    """How pressing it is, the most pressing first. EXPECTED is due this month, LATER in another one."""

    LATE = "late"
    SOON = "soon"
    EXPECTED = "expected"
    LATER = "later"


class Awaited(StrEnum):
    """What is to be delivered: a figure, a return for a register, or the dates of a milestone."""

    FIGURE = "figure"
    RETURN = "return"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class LastKnown:
    """The newest figure or return; ``value`` is None for returns without one and for withheld targets."""

    period: Period
    value: Decimal | None = None
    unit: Unit | None = None
    vintage: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One figure, or one department's return for a register, with all targets that wait for it.

    ``periods`` are those missing, the oldest first; ``due`` is the oldest one's day and ``days`` how many have passed
    since then (negative: are left). ``stale``: later than the status model's grace. ``last`` is None when nothing was
    ever reported. The dates of a milestone are expected once, with the year's first return.
    """

    targets: tuple[Target, ...]
    what: Awaited
    periods: tuple[Period, ...]
    due: date
    days: int
    state: DueState
    stale: bool = False
    last: LastKnown | None = None

    @property
    def provider(self) -> str:
        """Who delivers it, as the plan says; who is responsible where it names nobody."""
        return provider_of(self.targets[0])

    @property
    def addressee(self) -> str:
        """The provider without remarks in parentheses: 科技局（科创局） is addressed as 科技局."""
        return self.provider.replace("(", "（").partition("（")[0].strip() or self.provider

    @property
    def responsible(self) -> tuple[str, ...]:
        """The responsible departments of its targets."""
        return tuple(dict.fromkeys(target.responsible for target in self.targets if target.responsible))

    def concerns(self, text: str) -> bool:
        """Whether a text is part of a provider's or a responsible department's name."""
        return any(text in name for target in self.targets for name in (target.source_agency, target.responsible))


def provider_of(target: Target) -> str:
    """Who delivers a target's figure or return."""
    return target.source_agency or target.responsible


def owed(board: Board, on: date) -> tuple[Owed, ...]:
    """Everything that is owed on a day, by provider in the plan's order, the most overdue first.

    ``board`` must be the board as known on that day. Nothing is owed for what is done or final, for what the program
    counts itself, for events once anything was reported this year, and before anything is expected.
    """
    found: dict[tuple[object, ...], Owed] = {}
    for row in board.rows:
        item = _Waiting(board, row, on).item()
        if item is not None:
            key = (_return_of(row.target), item.what, item.periods, item.due)
            held = found.get(key)
            found[key] = item if held is None else _together(held, item)
    places: dict[str, int] = {}
    for item in found.values():
        places.setdefault(item.addressee, len(places))
    return tuple(sorted(found.values(), key=lambda item: (places[item.addressee], -item.days)))


def pressing(items: tuple[Owed, ...]) -> tuple[Owed, ...]:
    """Without what is due in another month."""
    return tuple(item for item in items if item.state is not DueState.LATER)


def _return_of(target: Target) -> tuple[object, ...]:
    """What arrives together: the figures of an indicator, or one department's lines of a register."""
    if target.indicator:
        return (target.indicator, target.ref_area, target.freq)
    return (target.register, target.source_agency, target.responsible)


def _together(one: Owed, other: Owed) -> Owed:
    """A value is told only when every target allows it."""
    last = one.last
    if last is not None and other.last is not None and other.last.value is None:
        last = replace(last, value=None)
    return replace(one, targets=(*one.targets, *other.targets), last=last)


@dataclass(frozen=True)
class _Waiting:
    """One target on the day."""

    board: Board
    row: BoardRow
    on: date

    @property
    def target(self) -> Target:
        return self.row.target

    def item(self) -> Owed | None:
        target, calendar = self.target, self.board.plan.calendar
        last = self._last()
        if not self._owes(last):
            return None
        soon = timedelta(days=calendar.due_soon_days)
        missing = list(self._missing(last))
        if not missing:
            return None
        pressing_now = [period for period in missing if calendar.due_day(target, period) <= self.on + soon]
        due = calendar.due_day(target, missing[0])
        return Owed(
            targets=(target,),
            what=self._what(),
            periods=tuple(pressing_now) or (missing[0],),
            due=due,
            days=(self.on - due).days,
            state=self._state(due, soon),
            stale=last is not None and self._stale(missing[0]),
            last=last,
        )

    def _what(self) -> Awaited:
        if self._is_event() and self.target.kind is Kind.MILESTONE_BY_DATE:
            return Awaited.DATES
        return Awaited.FIGURE if self.target.indicator else Awaited.RETURN

    def _owes(self, last: LastKnown | None) -> bool:
        target, light = self.target, self.row.light
        if light is Light.DONE or target.kind is Kind.COMPOSITE:
            return False
        this_year = last is not None and last.period.year == self.board.plan.year
        if target.frequency is not Frequency.EVENT:
            return this_year or light is not Light.PENDING
        if target.kind is Kind.MILESTONE_BY_DATE:
            return not _dated(self._own_member())
        return not this_year and light is not Light.PENDING

    def _missing(self, last: LastKnown | None) -> Iterator[Period]:
        """The periods of the plan year after the last known one, up to the final one; of events only the first."""
        target, year = self.target, self.board.plan.year
        first = self._first()
        period = first
        if last is not None and last.period.year >= year and not self._is_event():
            if is_final(last.period, target.deadline):
                return
            period = next_period(last.period, target.freq, has_january=target.has_january)
        while period.year == year:
            yield period
            if self._is_event() or is_final(period, target.deadline):
                return
            period = next_period(period, target.freq, has_january=target.has_january)

    def _is_event(self) -> bool:
        return self.target.frequency is Frequency.EVENT

    def _first(self) -> Period:
        """The plan year's first period of the series."""
        target = self.target
        before = last_complete(Period(self.board.plan.year - 1, 12, 1), target.freq)
        return next_period(before, target.freq, has_january=target.has_january)

    def _state(self, due: date, soon: timedelta) -> DueState:
        if due < self.on:
            return DueState.LATE
        if due <= self.on + soon:
            return DueState.SOON
        same_month = (due.year, due.month) == (self.on.year, self.on.month)
        return DueState.EXPECTED if same_month else DueState.LATER

    def _stale(self, period: Period) -> bool:
        """The status model's formula, which knows no weekends."""
        target = self.target
        announced = self.board.plan.calendar.announced_day(target, period)
        released = announced or period.end + timedelta(days=target.release_lag_days)
        return self.on > released + timedelta(days=target.thresholds.stale_grace_days)

    def _last(self) -> LastKnown | None:
        """The newer of the last figure and the last return."""
        known = [each for each in (self._last_figure(), self._last_return()) if each is not None]
        return max(known, key=lambda each: each.period.end, default=None)

    def _last_figure(self) -> LastKnown | None:
        series = self.board.series.get(self.target.id)
        latest = series.latest if series is not None else None
        if latest is None:
            return None
        value = latest.value_in(self.target.unit) if self.target.unit else None
        unit = latest.unit if value is None else self.target.unit
        return LastKnown(latest.period, self._told(latest.value if value is None else value), unit, latest.vintage)

    def _last_return(self) -> LastKnown | None:
        """The last period that the register's newest return completes; None while the target's own item is unknown."""
        target = self.target
        register = self.board.registers.get(target.register)
        if register is None or register.reported is None:
            return None
        own = self._own_member()
        if target.kind in _SINGLE_ITEMS and own is None:
            return None
        if self._what() is Awaited.DATES and not _dated(own):
            return None
        period = last_complete(register.reported.as_end_month(), target.freq)
        counts = target.kind in (*COUNTS, Kind.ZERO_DYNAMIC)
        return LastKnown(period, self._told(self.row.value if counts else None), target.unit, register.vintage)

    def _own_member(self) -> Member | None:
        register = self.board.registers.get(self.target.register)
        return register.member(self.target.id) if register is not None else None

    def _told(self, value: Decimal | None) -> Decimal | None:
        withheld = self.target.is_(TargetFlag.WITHHELD) or Flag.WITHHELD in self.row.flags
        return None if withheld else value


_SINGLE_ITEMS = (Kind.MILESTONE_BY_DATE, Kind.PROGRESS_VS_PLAN, Kind.CONTINUITY, Kind.QUALITATIVE)


def _dated(member: Member | None) -> bool:
    """Whether any day of a milestone was ever reported."""
    days = (Attribute.PLANNED, Attribute.FORECAST, Attribute.ACTUAL)
    return member is not None and any(member.day(name) is not None for name in days)
