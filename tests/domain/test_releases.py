"""Which releases are missing and since when: the due day by the calendar, the limit by the status model's formula."""

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.given import case, figure, judged, judged_by, member, register, series, target

from gaoxin_monitor.domain.calendar import ReleaseCalendar
from gaoxin_monitor.domain.codes import Flag, Frequency, Kind, Light, TargetFlag
from gaoxin_monitor.domain.evaluation import assess
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.releases import last_known, overdue

# August ends on a Saturday; 09-05 is a Thursday, 10-05 lies within a holiday that ends on 10-07.
WEEK = ReleaseCalendar(holidays=frozenset(date(2024, 10, number) for number in range(1, 8)))
MONTHLY = target(Kind.LEVEL_AT_LEAST, "4.5", "亿元", release_lag_days=5)
JULY = Period.of("2024-M07")


def told(calendar: ReleaseCalendar, day: str) -> list[tuple[str, str, str]]:
    found = overdue(MONTHLY, calendar, JULY, date.fromisoformat(day))
    return [(str(each.period), each.due.isoformat(), each.last.isoformat()) for each in found]


AUGUST = ("2024-M08", "2024-09-05", "2024-09-15")
SEPTEMBER = ("2024-M09", "2024-10-08", "2024-10-15")


@pytest.mark.parametrize(
    ("day", "missing"),
    [
        ("2024-09-15", []),
        ("2024-09-16", [AUGUST]),
        ("2024-10-15", [AUGUST]),
        ("2024-10-16", [AUGUST, SEPTEMBER]),
        ("2025-06-30", [AUGUST, SEPTEMBER]),
    ],
)
def test_a_due_day_moves_with_holidays_and_the_limit_does_not(day: str, missing: list[tuple[str, str, str]]) -> None:
    assert told(WEEK, day) == missing


def test_an_announced_day_is_the_due_day_and_moves_the_limit() -> None:
    announced = replace(WEEK, announced={("x", Period.of("2024-M08")): date(2024, 9, 21)})
    moved = ("2024-M08", "2024-09-21", "2024-10-01")
    assert told(announced, "2024-10-01") == []
    assert told(announced, "2024-10-02") == [moved]
    found = overdue(MONTHLY, announced, JULY, date(2024, 10, 16))
    assert [each.announced for each in found] == [True, False]


def test_a_quarterly_list_awaits_the_quarter_after_the_last_complete_one() -> None:
    by_quarter = replace(MONTHLY, frequency=Frequency.QUARTERLY)
    may = Period.of("2024-M05")
    assert last_known(by_quarter, may, by_list=True) == Period.of("2024-Q1")
    assert last_known(by_quarter, may, by_list=False) == may
    assert last_known(MONTHLY, may, by_list=True) == may


def test_the_sentence_of_a_light_put_out_names_the_announced_days() -> None:
    calendar = replace(WEEK, announced={("x", Period.of("2024-M08")): date(2024, 9, 21)})
    plain = judged_by(MONTHLY, 10, figure("2024-M07", "2.7"), as_of=date(2024, 10, 20))
    known = series(MONTHLY.transformation, figure("2024-M07", "2.7"))
    found = assess(replace(case(MONTHLY, 10, known, as_of=date(2024, 10, 20)), calendar=calendar))
    assert (found.light, plain.light) == (Light.NODATA, Light.NODATA)
    shown = {
        name: str(found.judgement.reason.params[name]) for name in ("awaited", "due", "following", "following_due")
    }
    assert shown == {
        "awaited": "2024-M08",
        "due": "2024-09-21",
        "following": "2024-M09",
        "following_due": "2024-10-08",
    }
    assert str(plain.judgement.reason.params["due"]) == "2024-09-05"


def test_the_steps_of_the_rule_are_kept_and_the_light_without_staleness_is_told() -> None:
    # 2.7 of 4.5 by July is 60 %, 58.3 are due
    found = judged_by(MONTHLY, 10, figure("2024-M07", "2.7"), as_of=date(2024, 10, 20))
    assert found.judgement.rungs[-1].light is Light.GREEN
    assert found.judgement.reason.params["own"] is Light.GREEN
    effort = replace(MONTHLY, flags=frozenset({TargetFlag.BEST_EFFORT}))
    # 1.0 of 4.5 is 36.1 points behind: red by the rule, and 争取 is never worse than yellow
    capped = judged_by(effort, 10, figure("2024-M07", "1.0"), as_of=date(2024, 10, 20))
    assert capped.judgement.rungs[-1].light is Light.RED
    assert capped.judgement.reason.params["own"] is Light.YELLOW
    assert Flag.CAPPED not in capped.judgement.flags


def test_a_list_put_out_keeps_its_steps() -> None:
    roads = target(Kind.COUNT_ALL, 2, "条", profile="members", register="t", indicator="")
    known = register("2024-M05", member("a", planned="2024-12-31"), member("b", planned="2024-12-31"))
    found = judged(roads, 7, register=known)
    assert found.judgement.reason.params["own"] is Light.GREEN
    assert found.judgement.rungs[-1].light is Light.GREEN
    # no lag: due on the last day of the month, a Wednesday; June 30 is a Sunday
    days = [str(found.judgement.reason.params[name]) for name in ("due", "following_due")]
    assert days == ["2024-07-01", "2024-07-31"]
