from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_monitor.domain.codes import Freq
from gaoxin_monitor.domain.periods import Period, PrintedPeriod

SHAPES = [(1, 12), (1, 6), (7, 6), (1, 3), (4, 3), (7, 3), (10, 3), (1, 2), *((month, 1) for month in range(1, 13))]
"""Every (first month, length) a period can have."""


def periods(first_year: int = 1, last_year: int = 9999) -> st.SearchStrategy[Period]:
    return st.builds(
        lambda year, shape: Period(year, *shape), st.integers(first_year, last_year), st.sampled_from(SHAPES)
    )


@pytest.mark.parametrize(
    ("text", "start", "end", "freq"),
    [
        ("2024", "2024-01-01", "2024-12-31", Freq.YEAR),
        ("2024-S1", "2024-01-01", "2024-06-30", Freq.HALF),
        ("2024-S2", "2024-07-01", "2024-12-31", Freq.HALF),
        ("2024-Q1", "2024-01-01", "2024-03-31", Freq.QUARTER),
        ("2024-Q4", "2024-10-01", "2024-12-31", Freq.QUARTER),
        ("2024-M02", "2024-02-01", "2024-02-29", Freq.MONTH),
        ("2023-M02", "2023-02-01", "2023-02-28", Freq.MONTH),
        ("2024-M12", "2024-12-01", "2024-12-31", Freq.MONTH),
        ("2024-01-01/P2M", "2024-01-01", "2024-02-29", Freq.MONTH),
        ("0001", "0001-01-01", "0001-12-31", Freq.YEAR),
        ("9999-M12", "9999-12-01", "9999-12-31", Freq.MONTH),
    ],
)
def test_canonical_text_names_its_days_and_frequency(text: str, start: str, end: str, freq: Freq) -> None:
    period = Period.of(text)
    assert (period.start, period.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert period.freq is freq
    assert str(period) == text


@given(periods())
def test_canonical_text_round_trips(period: Period) -> None:
    assert Period.of(str(period)) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 2024",
        "2024 ",
        "2024\n",
        "24",
        "02024",
        "0000",
        "２０２４",
        "2024-M00",
        "2024-M13",
        "2024-M5",
        "2024-M005",
        "2024-Q0",
        "2024-Q5",
        "2024-S0",
        "2024-S3",
        "2024-05",
        "202405",
        "2024-m05",
        "2024-01-01/P3M",
        "2024-02-01/P2M",
        "2024年5月",
    ],
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="period"):
        Period.of(text)


@pytest.mark.parametrize(
    ("year", "month", "length"),
    [
        (2024, 0, 1),
        (2024, 13, 1),
        (2024, -1, 1),
        (0, 1, 1),
        (10000, 1, 1),
        (2024, 2, 3),
        (2024, 3, 2),
        (2024, 2, 2),
        (2024, 11, 2),
        (2024, 4, 6),
        (2024, 2, 12),
        (2024, 1, 0),
        (2024, 1, 4),
        (2024, 1, 24),
    ],
)
def test_impossible_periods_do_not_exist(year: int, month: int, length: int) -> None:
    with pytest.raises(ValueError, match="no such period"):
        Period(year, month, length)


@given(periods(), periods())
def test_the_order_is_total_and_agrees_with_equality(one: Period, other: Period) -> None:
    assert [one < other, one == other, one > other].count(True) == 1
    assert (one <= other) is (one < other or one == other)
    assert (one >= other) is (other <= one)


@given(periods(), periods())
def test_what_ends_earlier_comes_first_and_the_longer_last(one: Period, other: Period) -> None:
    if one.end < other.end:
        assert one < other
    if one.end == other.end and one.months < other.months:
        assert one < other


@given(st.lists(periods(2020, 2026), max_size=8))
def test_sorting_is_by_end_then_length(found: list[Period]) -> None:
    assert sorted(found) == sorted(found, key=lambda period: (period.end, period.months))


@given(periods(1000, 8000), st.integers(-500, 500))
def test_shifting_back_undoes_a_shift(period: Period, steps: int) -> None:
    assert period.shift(steps).shift(-steps) == period
    assert period.shift(steps).months == period.months


@given(periods(1000, 8000))
def test_the_next_period_starts_the_day_after(period: Period) -> None:
    following = period.shift(1)
    if period.months == 2:
        assert following == period.year_before().shift(2)
    else:
        assert following.start == period.end + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "steps", "expected"),
    [
        ("2024-M01", -1, "2023-M12"),
        ("2024-M12", 1, "2025-M01"),
        ("2024-M05", -17, "2022-M12"),
        ("2024-Q1", -1, "2023-Q4"),
        ("2024-Q4", 2, "2025-Q2"),
        ("2024-S2", 1, "2025-S1"),
        ("2024", -4, "2020"),
        ("2024-01-01/P2M", 1, "2025-01-01/P2M"),
        ("2024-01-01/P2M", -1, "2023-01-01/P2M"),
        ("2024-M05", 0, "2024-M05"),
    ],
)
def test_shifting_crosses_years(text: str, steps: int, expected: str) -> None:
    assert str(Period.of(text).shift(steps)) == expected


def test_shifting_beyond_the_calendar_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such period"):
        Period.of("9999").shift(1)
    with pytest.raises(ValueError, match="no such period"):
        Period.of("0001-M01").shift(-1)


@given(periods(2, 9999))
def test_the_year_before_is_the_same_stretch_of_the_year(period: Period) -> None:
    before = period.year_before()
    assert (before.year, before.month, before.months) == (period.year - 1, period.month, period.months)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2024", "2024-M12"),
        ("2024-S1", "2024-M06"),
        ("2024-Q3", "2024-M09"),
        ("2024-M05", "2024-M05"),
        ("2024-01-01/P2M", "2024-M02"),
    ],
)
def test_cumulative_figures_are_keyed_by_the_end_month(text: str, month: str) -> None:
    assert str(Period.of(text).as_end_month()) == month


def test_months_are_made_by_number_or_by_a_day() -> None:
    assert Period.month_of(2024, 5) == Period.of("2024-M05")
    assert Period.month_containing(date(2024, 2, 29)) == Period.of("2024-M02")


def test_the_merged_span_is_not_february() -> None:
    span, february = Period.of("2024-01-01/P2M"), Period.of("2024-M02")
    assert span != february
    assert february < span
    assert len({span, february, Period.of("2024-M02")}) == 2


def test_a_printed_period_is_single_unless_its_words_say_a_cumulation() -> None:
    assert PrintedPeriod(Period.of("2024")).from_january is False
