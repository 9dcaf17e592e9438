"""The calendar that every workspace starts with: holidays as announced, checked against the law by counting."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from gaoxin_monitor.settings import load

ROOT = Path(__file__).parents[2]
SATURDAY = 5


@pytest.mark.parametrize(("year", "statutory"), [(2023, 11), (2024, 11), (2025, 13)])
def test_days_taken_from_the_week_less_weekends_worked_are_the_statutory_days(year: int, statutory: int) -> None:
    """Shifting days gives nobody more or fewer of them: the law names 11 a year until 2024 and 13 from 2025."""
    calendar = load(ROOT).plan.calendar
    off = [day for day in calendar.holidays if day.year == year and day.weekday() < SATURDAY]
    worked = [day for day in calendar.workdays if day.year == year]
    assert len(off) - len(worked) == statutory
    assert all(day.weekday() >= SATURDAY for day in worked)


@pytest.mark.parametrize(
    ("first", "days"),
    [
        ("2022-12-31", 3),
        ("2023-01-21", 7),
        ("2023-04-29", 5),
        ("2023-06-22", 3),
        ("2023-09-29", 8),
        ("2024-02-10", 8),
        ("2024-04-04", 3),
        ("2024-05-01", 5),
        ("2024-09-15", 3),
        ("2024-10-01", 7),
        ("2025-01-28", 8),
        ("2025-05-31", 3),
        ("2025-10-01", 8),
    ],
)
def test_the_long_holidays_have_the_days_that_were_announced(first: str, days: int) -> None:
    holidays = load(ROOT).plan.calendar.holidays
    start = date.fromisoformat(first)
    length = 0
    while start + timedelta(days=length) in holidays:
        length += 1
    assert (length, start - timedelta(days=1) in holidays) == (days, False)


def test_the_starter_overrules_no_release() -> None:
    assert load(ROOT).plan.calendar.announced == {}
