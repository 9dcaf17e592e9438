from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import day, missed_releases

from gaoxin_monitor.domain.codes import Freq
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.timing import (
    is_final,
    is_first_release,
    moment,
    months_to_deadline,
    next_period,
)

LATE = date(2030, 1, 1)


@pytest.mark.parametrize(
    ("month", "as_of", "cutoff", "judged_on"),
    [
        ("2024-M05", "2024-06-10", 25, "2024-06-10"),
        ("2024-M05", "2024-06-25", 25, "2024-06-25"),
        ("2024-M05", "2024-06-26", 25, "2024-06-25"),
        ("2024-M05", "2024-05-10", 25, "2024-05-10"),
        ("2024-M12", "2026-01-01", 25, "2025-01-25"),
        ("2024-M01", "2026-01-01", 31, "2024-02-29"),
        ("2023-M01", "2026-01-01", 31, "2023-02-28"),
        ("2024-M01", "2026-01-01", 29, "2024-02-29"),
        ("2024-M03", "2026-01-01", 31, "2024-04-30"),
        ("2024-M03", "2026-01-01", 1, "2024-04-01"),
    ],
)
def test_lateness_is_judged_on_the_as_of_day_but_no_later_than_the_cutoff(
    month: str, as_of: str, cutoff: int, judged_on: str
) -> None:
    found = moment(Period.of(month), day(as_of), cutoff)
    assert found.judgement_day == day(judged_on)
    assert (str(found.month), found.as_of) == (month, day(as_of))


@pytest.mark.parametrize(
    ("period", "freq", "january", "following"),
    [
        ("2024-M05", Freq.MONTH, True, "2024-M06"),
        ("2023-M12", Freq.MONTH, True, "2024-M01"),
        ("2023-M12", Freq.MONTH, False, "2024-M02"),
        ("2024-M02", Freq.MONTH, False, "2024-M03"),
        ("2024-01-01/P2M", Freq.MONTH, False, "2024-M03"),
        ("2024-01-01/P2M", Freq.MONTH, True, "2024-M03"),
        ("2024-Q4", Freq.QUARTER, True, "2025-Q1"),
        ("2024-S1", Freq.HALF, True, "2024-S2"),
        ("2024", Freq.YEAR, False, "2025"),
    ],
)
def test_the_next_figure_follows_the_calendar_of_its_series(
    period: str, freq: Freq, following: str, *, january: bool
) -> None:
    assert str(next_period(Period.of(period), freq, has_january=january)) == following


@pytest.mark.parametrize(
    ("latest", "january", "lag", "on", "missed"),
    [
        # monthly with January: June is due 06-30 + 20 + 10 = 07-30, July 08-30
        ("2024-M05", True, 20, "2024-06-01", 0),
        ("2024-M05", True, 20, "2024-07-30", 0),
        ("2024-M05", True, 20, "2024-07-31", 1),
        ("2024-M05", True, 20, "2024-08-30", 1),
        ("2024-M05", True, 20, "2024-08-31", 2),
        ("2024-M05", True, 20, "2029-01-01", 2),
        # over the year's end with January: 01-31 + 30 = 03-01, February 02-29 + 30 = 03-30
        ("2023-M12", True, 20, "2024-03-01", 0),
        ("2023-M12", True, 20, "2024-03-02", 1),
        ("2023-M12", True, 20, "2024-03-30", 1),
        ("2023-M12", True, 20, "2024-03-31", 2),
        # without January: 1—2月 is due 03-30, March 04-30
        ("2023-M12", False, 20, "2024-03-30", 0),
        ("2023-M12", False, 20, "2024-03-31", 1),
        ("2023-M12", False, 20, "2024-04-30", 1),
        ("2023-M12", False, 20, "2024-05-01", 2),
        ("2023-M11", False, 20, "2024-01-30", 0),
        ("2023-M11", False, 20, "2024-01-31", 1),
        ("2023-M11", False, 20, "2024-03-31", 2),
        ("2024-01-01/P2M", False, 20, "2024-04-30", 0),
        ("2024-01-01/P2M", False, 20, "2024-05-01", 1),
        # quarterly, lag 28: 06-30 + 38 = 08-07, 09-30 + 38 = 11-07
        ("2024-Q1", True, 28, "2024-08-07", 0),
        ("2024-Q1", True, 28, "2024-08-08", 1),
        ("2024-Q1", True, 28, "2024-11-07", 1),
        ("2024-Q1", True, 28, "2024-11-08", 2),
        # half-yearly and yearly, lag 0
        ("2023-S2", True, 0, "2024-07-10", 0),
        ("2023-S2", True, 0, "2024-07-11", 1),
        ("2023", True, 0, "2025-01-10", 0),
        ("2023", True, 0, "2025-01-11", 1),
        ("2023", True, 0, "2026-01-11", 2),
    ],
)
def test_releases_are_missed_after_the_end_of_their_period_the_lag_and_the_grace(
    latest: str, lag: int, on: str, missed: int, *, january: bool
) -> None:
    found = missed_releases(Period.of(latest), day(on), has_january=january, lag_days=lag, grace_days=10)
    assert found == missed


@given(st.dates(date(2024, 1, 1), date(2025, 12, 31)), st.integers(0, 60), st.booleans(), st.integers(1, 12))
def test_waiting_longer_never_makes_a_series_fresher(on: date, lag: int, january: bool, month: int) -> None:  # noqa: FBT001
    latest = Period.month_of(2024, month)
    counts = [
        missed_releases(latest, when, has_january=january, lag_days=lag, grace_days=10)
        for when in (latest.end, on, LATE)
    ]
    assert counts[0] == 0
    assert counts[1] <= counts[2] == 2


@pytest.mark.parametrize(
    ("period", "january", "first"),
    [
        ("2024-Q1", True, True),
        ("2024-Q2", True, False),
        ("2024-Q1", False, True),
        ("2024-S1", True, True),
        ("2024-S2", True, False),
        ("2024", True, True),
        ("2024-M01", True, True),
        ("2024-M02", True, False),
        ("2024-M02", False, True),
        ("2024-01-01/P2M", False, True),
        ("2024-M03", False, False),
        ("2024-M12", False, False),
    ],
)
def test_the_first_release_is_the_first_period_of_the_series_in_the_year(
    period: str, *, january: bool, first: bool
) -> None:
    assert is_first_release(Period.of(period), has_january=january) is first


@pytest.mark.parametrize(
    ("deadline", "months"),
    [
        (None, 12),
        ("2024-12-31", 12),
        ("2024-06-30", 6),
        ("2024-06-01", 6),
        ("2024-01-31", 1),
        ("2025-03-31", 12),
        ("2023-12-31", 1),
    ],
)
def test_the_pace_runs_to_the_month_of_the_deadline(deadline: str | None, months: int) -> None:
    assert months_to_deadline(2024, day(deadline) if deadline else None) == months


@pytest.mark.parametrize(
    ("period", "deadline", "final"),
    [
        ("2024-M12", "2024-12-31", True),
        ("2024-Q4", "2024-12-31", True),
        ("2024", "2024-12-31", True),
        ("2024-M11", "2024-12-31", False),
        ("2024-M06", "2024-06-30", True),
        ("2024-M06", "2024-06-15", True),
        ("2024-M05", "2024-06-30", False),
        ("2024-M07", "2024-06-30", True),
        ("2024-M12", None, False),
    ],
)
def test_a_figure_is_final_when_its_period_ends_on_or_after_the_deadline(
    period: str, deadline: str | None, *, final: bool
) -> None:
    assert is_final(Period.of(period), day(deadline) if deadline else None) is final
