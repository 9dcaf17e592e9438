"""``calendar.toml`` as values: the calendar that a plan carries, and the lags that overrule those of its targets."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from gaoxin_monitor.domain.calendar import ReleaseCalendar, release_key
from gaoxin_monitor.settings.shapes.calendar import HolidayShape, ReleaseShape, ReleasesShape


def build_calendar(shape: ReleasesShape) -> ReleaseCalendar:
    """Holidays day by day, and the days that were announced for single releases."""
    return ReleaseCalendar(
        holidays=frozenset(day for holiday in shape.holidays for day in _days(holiday)),
        workdays=frozenset(shape.workdays),
        announced={
            release_key(_name(release), release.period): release.day
            for release in shape.release
            if release.period is not None and release.day is not None
        },
        due_soon_days=shape.due_soon_days,
    )


def lags_of(shape: ReleasesShape) -> Mapping[str, int]:
    """Days after the end of a period by indicator or register, where the calendar has them."""
    return {_name(release): release.lag_days for release in shape.release if release.lag_days is not None}


def _name(release: ReleaseShape) -> str:
    return release.indicator or release.register_ or ""


def _days(holiday: HolidayShape) -> Iterator[date]:
    last = holiday.to or holiday.from_
    for step in range((last - holiday.from_).days + 1):
        yield holiday.from_ + timedelta(days=step)
