"""When a figure is due: weekends, holidays, worked weekends, and releases announced for a day of their own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import QUARTERLY, day, figure, growth_target, judged_by, missed_releases, target

from gaoxin_monitor.domain.calendar import ReleaseCalendar
from gaoxin_monitor.domain.codes import Flag, Kind, Light
from gaoxin_monitor.domain.evaluation import Case, Evidence, assess
from gaoxin_monitor.domain.observations import Series
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.timing import moment

# The National Day week of 2024, with the Sunday before and the Saturday after worked.
OCTOBER = ReleaseCalendar(
    holidays=frozenset(date(2024, 10, number) for number in range(1, 8)),
    workdays=frozenset({date(2024, 9, 29), date(2024, 10, 12)}),
)
GDP = growth_target(10, indicator="gdp", register="", frequency=QUARTERLY, release_lag_days=28)
LEVEL = target(Kind.LEVEL_AT_LEAST, 12, "亿元", release_lag_days=5)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2024-09-28", "2024-09-29"),  # Saturday to the worked Sunday
        ("2024-09-30", "2024-09-30"),  # a Monday
        ("2024-10-01", "2024-10-08"),
        ("2024-10-06", "2024-10-08"),  # a Sunday within the week
        ("2024-10-12", "2024-10-12"),  # a worked Saturday
        ("2024-10-13", "2024-10-14"),  # a Sunday
        ("2024-10-19", "2024-10-21"),  # a Saturday
    ],
)
def test_a_day_off_moves_to_the_next_working_day(start: str, due: str) -> None:
    assert OCTOBER.next_working(day(start)) == day(due)


def test_a_worked_day_wins_over_a_holiday() -> None:
    both = ReleaseCalendar(holidays=frozenset({date(2024, 10, 1)}), workdays=frozenset({date(2024, 10, 1)}))
    assert both.is_working(date(2024, 10, 1))


@pytest.mark.parametrize(
    ("period", "due"),
    [
        ("2024-M05", "2024-06-05"),  # a Wednesday
        ("2024-M09", "2024-10-08"),  # 10-05 lies in the holiday
        ("2024-M11", "2024-12-05"),
        ("2024-M03", "2024-04-05"),  # a Friday; the festival is not in this calendar
        ("2024-M12", "2025-01-06"),  # 01-05 is a Sunday
    ],
)
def test_a_figure_is_due_after_the_end_of_its_period_and_the_lag(period: str, due: str) -> None:
    assert OCTOBER.due_day(LEVEL, Period.of(period)) == day(due)


def test_an_announced_day_is_taken_as_it_is_even_at_a_weekend() -> None:
    calendar = ReleaseCalendar(announced={("gdp", Period.of("2024-Q2")): date(2024, 7, 20)})
    assert calendar.due_day(GDP, Period.of("2024-Q2")) == date(2024, 7, 20)
    assert calendar.due_day(GDP, Period.of("2024-Q1")) == date(2024, 4, 29)  # 04-28 is a Sunday
    assert calendar.announced_day(GDP, Period.of("2024-Q1")) is None


def test_a_register_has_announced_days_too_and_the_span_of_two_months_is_february() -> None:
    calendar = ReleaseCalendar(announced={("roads", Period.of("2024-M02")): date(2024, 3, 15)})
    roads = target(Kind.COUNT_ALL, 2, "条", indicator="", register="roads")
    assert calendar.due_day(roads, Period.of("2024-M02")) == date(2024, 3, 15)
    assert calendar.announced_day(roads, Period.of("2024-01-01/P2M")) == date(2024, 3, 15)


@given(st.dates(date(2024, 8, 1), date(2024, 12, 1)))
def test_what_comes_out_is_a_working_day_not_before_and_nothing_is_skipped(start: date) -> None:
    due = OCTOBER.next_working(start)
    assert due >= start
    assert OCTOBER.is_working(due)
    between = [date.fromordinal(number) for number in range(start.toordinal(), due.toordinal())]
    assert not any(OCTOBER.is_working(each) for each in between)


def test_staleness_takes_an_announced_day_for_the_end_and_the_lag_but_never_moves_for_a_weekend() -> None:
    def missed(on: str, announced: dict[str, str]) -> int:
        days = {Period.of(period): day(text) for period, text in announced.items()}
        latest = Period.of("2024-Q1")
        return missed_releases(latest, day(on), has_january=True, lag_days=28, grace_days=10, announced=days)

    # Q2: 06-30 + 28 + 10 = 08-07 without an announcement; 07-18 + 10 = 07-28, a Sunday, with it.
    assert [missed(on, {}) for on in ("2024-08-07", "2024-08-08")] == [0, 1]
    early = {"2024-Q2": "2024-07-18"}
    assert [missed(on, early) for on in ("2024-07-28", "2024-07-29")] == [0, 1]
    late = {"2024-Q2": "2024-08-20"}
    assert [missed(on, late) for on in ("2024-08-30", "2024-08-31")] == [0, 1]


def test_the_light_knows_the_announced_day() -> None:
    known = figure("2024-Q1", "10.5", "%")
    assert Flag.STALE not in judged_by(GDP, 7, known, as_of=day("2024-08-01")).judgement.flags
    calendar = ReleaseCalendar(announced={("gdp", Period.of("2024-Q2")): date(2024, 7, 18)})
    of = growth_target(10, indicator="gdp", frequency=QUARTERLY, release_lag_days=28)
    assert of.series is not None
    evidence = Evidence({of.transformation: Series(of.series, (known,))})
    when = moment(Period.of("2024-M07"), day("2024-08-01"), 25)
    found = assess(Case(of, 2024, {}, evidence, when, calendar=calendar))
    assert found.light is Light.GREEN
    assert Flag.STALE in found.judgement.flags
