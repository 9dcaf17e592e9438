"""Who owes what on a day: which period, when it was due, how pressing it is, and what is owed by nobody."""

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.given import EVENT, QUARTERLY, day, figure, growth_target, member, months, register, target
from tests.domain.small_plan import GDP, REVENUE, SCHOOL, TEN, YTD, YTD_YOY, board, key, known, plan

from gaoxin_monitor.domain.building import Knowledge
from gaoxin_monitor.domain.calendar import ReleaseCalendar
from gaoxin_monitor.domain.codes import Accumulation, Freq, Kind, TargetFlag
from gaoxin_monitor.domain.due import Awaited, DueState, Owed, owed, pressing
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target

MONEY = replace(REVENUE, release_lag_days=8, source_agency="财政局（月报/快报）", responsible="财政、税务")
GROWTH = growth_target(
    10, id="revenue_growth", indicator="fiscal", release_lag_days=8, source_agency="财政局（月报/快报）"
)
TO_MAY = months({1: "1.0", 2: "1.5", 3: "2.5", 4: "2.9", 5: "3.4"})
ROADS = target(
    Kind.COUNT_ALL, 2, "条", id="roads", profile="members", register="roads", indicator="", release_lag_days=5
)


def items(knowledge: Knowledge, on: str, *targets: Target, calendar: ReleaseCalendar | None = None) -> tuple[Owed, ...]:
    of = plan(*targets, calendar=calendar or ReleaseCalendar())
    return owed(board(of, knowledge, 12, day(on)), day(on))


def only(knowledge: Knowledge, on: str, *targets: Target, calendar: ReleaseCalendar | None = None) -> Owed:
    (found,) = items(knowledge, on, *targets, calendar=calendar)
    return found


def periods(item: Owed) -> str:
    return " ".join(str(period) for period in item.periods)


REVENUE_TO_MAY = known({key("fiscal", YTD): TO_MAY})


@pytest.mark.parametrize(
    ("on", "state", "days", "stale"),
    [
        # June: 06-30 + 8 = 07-08, a Monday; stale after 07-18
        ("2024-06-20", DueState.LATER, -18, False),
        ("2024-06-30", DueState.LATER, -8, False),
        ("2024-07-01", DueState.SOON, -7, False),
        ("2024-07-08", DueState.SOON, 0, False),
        ("2024-07-09", DueState.LATE, 1, False),
        ("2024-07-18", DueState.LATE, 10, False),
        ("2024-07-19", DueState.LATE, 11, True),
    ],
)
def test_a_figure_is_later_then_soon_then_late_then_stale(on: str, state: DueState, days: int, *, stale: bool) -> None:
    found = only(REVENUE_TO_MAY, on, MONEY)
    assert (periods(found), found.due) == ("2024-M06", date(2024, 7, 8))
    assert (found.state, found.days, found.stale) == (state, days, stale)
    assert found.last is not None
    assert (str(found.last.period), str(found.last.value), found.last.vintage) == (
        "2024-M05",
        "3.4",
        TO_MAY[-1].vintage,
    )
    assert (pressing((found,)) == ()) == (state is DueState.LATER)


def test_what_is_due_this_month_but_not_within_the_week_is_expected() -> None:
    calendar = ReleaseCalendar(due_soon_days=3)
    states = [only(REVENUE_TO_MAY, on, MONEY, calendar=calendar).state for on in ("2024-07-04", "2024-07-05")]
    assert states == [DueState.EXPECTED, DueState.SOON]


def test_an_announced_day_is_the_due_day() -> None:
    gdp = replace(GDP, release_lag_days=28)
    knowledge = known({key("gdp", YTD_YOY, Freq.QUARTER): (figure("2024-Q1", "10.2", "%"),)})
    announced = ReleaseCalendar(announced={("gdp", Period.of("2024-Q2")): date(2024, 7, 18)})
    assert only(knowledge, "2024-07-20", gdp).due == date(2024, 7, 29)  # 07-28 is a Sunday
    found = only(knowledge, "2024-07-20", gdp, calendar=announced)
    assert (found.due, found.days, found.state) == (date(2024, 7, 18), 2, DueState.LATE)


def test_several_missing_periods_are_one_item_counted_from_the_oldest() -> None:
    found = only(known({key("fiscal", YTD): TO_MAY[:3]}), "2024-07-03", MONEY)
    # April was due 05-08, May 06-10 (06-08 is a Saturday), June is due 07-08, within the week.
    assert (periods(found), found.due, found.days) == ("2024-M04 2024-M05 2024-M06", date(2024, 5, 8), 56)
    assert periods(only(known({key("fiscal", YTD): TO_MAY[:3]}), "2024-06-25", MONEY)) == "2024-M04 2024-M05"


def test_one_figure_for_two_targets_is_one_item() -> None:
    rates = tuple(figure(f"2024-M{month:02d}", "9", "%") for month in range(1, 6))
    both = known({key("fiscal", YTD): TO_MAY, key("fiscal", YTD_YOY): rates})
    found = only(both, "2024-07-10", MONEY, GROWTH)
    assert [each.id for each in found.targets] == ["revenue", "revenue_growth"]
    assert found.last is not None
    assert str(found.last.value) == "3.4"
    split = items(REVENUE_TO_MAY, "2024-07-10", MONEY, GROWTH)
    assert [[each.id for each in item.targets] for item in split] == [["revenue_growth"], ["revenue"]]


def test_series_without_january_start_in_february_and_the_year_before_counts_for_nothing() -> None:
    money = replace(MONEY, has_january=False)
    december = known({key("fiscal", YTD): months({12: "9.9"}, year=2023)})
    found = only(december, "2024-03-05", money)
    assert (periods(found), found.due) == ("2024-M02", date(2024, 3, 8))
    assert found.last is not None
    assert str(found.last.period) == "2023-M12"
    old = known({key("fiscal", YTD): months({6: "5.0"}, year=2023)})
    assert periods(only(old, "2024-03-05", money)) == "2024-M02"
    assert periods(only(old, "2024-02-10", MONEY)) == "2024-M01"


def test_what_was_never_reported_is_owed_from_the_year_s_first_period() -> None:
    found = only(known(), "2024-02-20", MONEY)
    assert (periods(found), found.last, found.stale, found.state) == ("2024-M01", None, False, DueState.LATE)
    half = target(Kind.LEVEL_AT_MOST, 5, "%", indicator="x", frequency=QUARTERLY, accumulation=Accumulation.STATE)
    assert periods(only(known(), "2024-08-20", half)) == "2024-Q1 2024-Q2"


def test_done_final_and_counted_by_the_program_owe_nothing() -> None:
    done = known({key("fiscal", YTD): months({1: "12.5"})})
    assert items(done, "2024-07-10", MONEY) == ()
    final = known({key("fiscal", YTD): (*TO_MAY, figure("2024-M12", "11.0"))})
    assert items(final, "2025-02-10", MONEY) == ()
    assert items(known(), "2024-07-10", TEN) == ()


def test_nothing_is_owed_beyond_the_deadline_or_the_plan_year() -> None:
    june = replace(MONEY, deadline=date(2024, 6, 30))
    assert periods(only(REVENUE_TO_MAY, "2025-03-01", june)) == "2024-M06"
    year = periods(only(REVENUE_TO_MAY, "2025-06-01", replace(MONEY, deadline=None)))
    assert year.split()[::6] == ["2024-M06", "2024-M12"]
    to_december = known({key("fiscal", YTD): (figure("2024-M12", "11.0"),)})
    assert items(to_december, "2025-03-01", replace(MONEY, deadline=None)) == ()


def test_events_owe_nothing_once_anything_was_reported() -> None:
    deals = target(Kind.COUNT_AT_LEAST, 5, "个", id="deals", indicator="deals", profile="integer", frequency=EVENT)
    assert periods(only(known(), "2024-07-10", deals)) == "2024-M01"
    reported = known({key("deals", YTD): (figure("2024-M02", 1, "个"),)})
    assert items(reported, "2024-07-10", deals) == ()
    old = known({key("deals", YTD): (figure("2023-M12", 1, "个"),)})
    assert periods(only(old, "2024-07-10", deals)) == "2024-M01"


def test_nothing_is_owed_before_anything_is_expected() -> None:
    batches = target(Kind.COUNT_AT_LEAST, 40, "家", id="firms", indicator="firms", profile="hte_batch", frequency=EVENT)
    assert owed(board(plan(batches), known(), 6, day("2024-07-10")), day("2024-07-10")) == ()


def test_a_milestone_owes_its_dates_until_one_was_reported() -> None:
    undated = known(None, register("2024-M06", member("school", name="学校", register="milestones"), name="milestones"))
    for knowledge in (known(), undated):
        found = only(knowledge, "2024-07-10", SCHOOL)
        assert (found.what, periods(found), found.last, found.stale) == (Awaited.DATES, "2024-M01", None, False)
    dated = known(None, register("2024-M03", member("school", planned="2024-09-01"), name="milestones"))
    assert items(dated, "2024-07-10", SCHOOL) == ()


def test_a_register_owes_the_return_after_its_newest_one() -> None:
    returned = known(None, register("2024-M05", member("a", actual="2024-04-01", register="roads"), name="roads"))
    found = only(returned, "2024-07-10", ROADS)
    assert (found.what, periods(found), found.due) == (Awaited.RETURN, "2024-M06", date(2024, 7, 5))
    assert found.last is not None
    assert (str(found.last.period), str(found.last.value)) == ("2024-M05", "1")
    quarterly = replace(ROADS, frequency=QUARTERLY)
    assert periods(only(returned, "2024-07-10", quarterly)) == "2024-Q2"  # May completes the first quarter
    january = known(None, register("2024-M01", member("a", register="roads"), name="roads"))
    assert periods(only(january, "2024-04-03", quarterly)) == "2024-Q1"


def test_the_lines_of_two_departments_in_one_register_are_two_items() -> None:
    plans = [
        target(Kind.PROGRESS_VS_PLAN, id=name, indicator="", register="milestones", responsible=who, source_agency="")
        for name, who in (("a", "教育"), ("b", "卫健"), ("c", "教育"))
    ]
    held = register("2024-M05", *(member(name, progress="20") for name in "abc"), name="milestones")
    found = items(known(None, held), "2024-07-10", *plans)
    assert [(item.addressee, [each.id for each in item.targets]) for item in found] == [
        ("教育", ["a", "c"]),
        ("卫健", ["b"]),
    ]
    forgotten = register("2024-M05", member("a", progress="20"), name="milestones")
    late = items(known(None, forgotten), "2024-07-10", *plans)
    assert [(periods(item)[-8:], item.last is None) for item in late] == [
        ("2024-M06", True),
        ("2024-M06", False),
        ("2024-M06", True),
    ]


def test_values_of_withheld_targets_are_not_told() -> None:
    hidden = replace(MONEY, flags=frozenset({TargetFlag.WITHHELD}))
    found = only(REVENUE_TO_MAY, "2024-07-10", hidden)
    assert found.last is not None
    assert found.last.value is None
    both = known({key("fiscal", YTD): TO_MAY, key("fiscal", YTD_YOY): (figure("2024-M05", "9", "%"),)})
    shared = only(both, "2024-07-10", MONEY, replace(GROWTH, flags=frozenset({TargetFlag.WITHHELD})))
    assert shared.last is not None
    assert shared.last.value is None


def test_the_most_overdue_comes_first_within_a_department_and_departments_follow_the_plan() -> None:
    other = replace(MONEY, id="tax", indicator="tax", source_agency="财政局（快报）")
    first = replace(MONEY, id="jobs", indicator="jobs", source_agency="人社局")
    found = items(REVENUE_TO_MAY, "2024-07-10", first, MONEY, other)
    assert [(item.addressee, item.targets[0].id) for item in found] == [
        ("人社局", "jobs"),
        ("财政局", "tax"),
        ("财政局", "revenue"),
    ]


def test_a_department_is_found_by_a_part_of_provider_or_responsible() -> None:
    found = only(REVENUE_TO_MAY, "2024-07-10", MONEY)
    assert [found.concerns(text) for text in ("财政局", "税务", "月报", "科技")] == [True, True, True, False]
    assert (found.provider, found.addressee, found.responsible) == ("财政局（月报/快报）", "财政局", ("财政、税务",))
    nobody = replace(MONEY, source_agency="", responsible="")
    assert only(REVENUE_TO_MAY, "2024-07-10", nobody).addressee == ""


def test_a_figure_in_another_unit_is_told_as_it_came() -> None:
    odd = known({key("fiscal", YTD): (figure("2024-M05", "7", "家"),)})
    found = only(odd, "2024-07-10", MONEY)
    assert found.last is not None
    assert (str(found.last.value), found.last.unit and found.last.unit.label) == ("7", "家")
