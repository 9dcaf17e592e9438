"""The release calendar: holidays, weekends that are worked, and releases announced for a day of their own."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Protocol

from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.periods import Period

_DAY = timedelta(days=1)
_SATURDAY = 5


class Awaited(Protocol):
    """What the calendar must know of a target."""

    @property
    def indicator(self) -> str:
        """The indicator whose figures are awaited, or empty."""

    @property
    def register(self) -> str:
        """The register whose returns are awaited, or empty."""

    @property
    def release_lag_days(self) -> int:
        """How many days after the end of a period its figure is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCalendar:
    """``announced`` maps an indicator or register and a period, as :func:`release_key` names it, to a day.

    ``workdays`` are the weekends that are worked for a holiday; they win over ``holidays``. A figure is due soon when
    no more than ``due_soon_days`` are left.
    """

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    announced: Mapping[tuple[str, Period], date] = field(default_factory=dict)
    due_soon_days: int = 7

    def is_working(self, day: date) -> bool:
        """Whether offices are open."""
        if day in self.workdays:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def next_working(self, day: date) -> date:
        """The day itself, or the first one after it on which offices are open."""
        while not self.is_working(day):
            day += _DAY
        return day

    def announced_day(self, target: Awaited, period: Period) -> date | None:
        """The day that was announced for this figure of a target's indicator or register."""
        if not self.announced:
            return None
        names = (name for name in (target.indicator, target.register) if name)
        found = (self.announced.get(release_key(name, period)) for name in names)
        return next((day for day in found if day is not None), None)

    def due_day(self, target: Awaited, period: Period) -> date:
        """The announced day, otherwise the end of the period + the lag, moved to the next working day."""
        announced = self.announced_day(target, period)
        if announced is not None:
            return announced
        return self.next_working(period.end + timedelta(days=target.release_lag_days))


def release_key(name: str, period: Period) -> tuple[str, Period]:
    """What a release is known by; the merged span 1—2月 is the same release as the cumulative figure of February."""
    return (name, period.as_end_month() if period.months == 2 else period)  # noqa: PLR2004 - the span's two months
