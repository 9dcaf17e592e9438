"""The releases that are awaited after the last one known: when each is due, and from when on its absence counts."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

from gaoxin_monitor.domain.calendar import ReleaseCalendar
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.timing import last_complete, next_period


@dataclass(frozen=True, slots=True)
class Release:
    """One release: its due day by the calendar, and the last day on which it is not yet overdue.

    The due day moves with weekends and holidays; ``last`` is the day announced, or the end of the period and the
    release lag, and the grace after it, whatever the holidays.
    """

    period: Period
    due: date
    last: date
    announced: bool


def last_known(target: Target, period: Period, *, by_list: bool) -> Period:
    """The release that data of a period are: a list's return of a month stands for the last period complete by then."""
    return last_complete(period, target.freq) if by_list and period.months == 1 else period


def overdue(target: Target, calendar: ReleaseCalendar, known: Period, day: date) -> tuple[Release, ...]:
    """The first two releases after a known one, as far as they are overdue on a day."""
    return tuple(takewhile(lambda release: release.last < day, _next_two(target, calendar, known)))


def _next_two(target: Target, calendar: ReleaseCalendar, known: Period) -> Iterator[Release]:
    lag, grace = timedelta(days=target.release_lag_days), timedelta(days=target.thresholds.stale_grace_days)
    period = known
    for _ in range(2):
        period = next_period(period, known.freq, has_january=target.has_january)
        announced = calendar.announced_day(target, period)
        last = (announced or period.end + lag) + grace
        yield Release(period, calendar.due_day(target, period), last, announced is not None)
