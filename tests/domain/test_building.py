"""A small plan with every built kind, laid out on boards by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import (
    AREA,
    EVENT,
    LONG_AFTER,
    QUARTERLY,
    day,
    figure,
    growth_target,
    member,
    months,
    register,
    target,
)

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.building import Knowledge, build_board, keys_of, newest_month
from gaoxin_monitor.domain.codes import Accumulation, Flag, Freq, Kind, Light, TargetFlag, Transformation
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.indicators import Catalogue, Indicator
from gaoxin_monitor.domain.members import Member, Register
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Plan, Target
from gaoxin_monitor.domain.units import Unit

YTD, YTD_YOY, LEVEL, YOY = Transformation.YTD, Transformation.YTD_YOY, Transformation.LEVEL, Transformation.YOY
CHILD = frozenset({TargetFlag.COMPOSITE_MEMBER})
FISCAL = Indicator("fiscal", "区级财政收入", "Fiscal revenue", Unit("元", 8), sources=("zone_finance", "zone_bureau"))
CATALOGUE = Catalogue((FISCAL,))

REVENUE = target(Kind.LEVEL_AT_LEAST, 12, "亿元", id="revenue", indicator="fiscal", profile="linear")
GDP = growth_target(10, id="gdp", indicator="gdp", frequency=QUARTERLY)
ROADS = target(
    Kind.COUNT_ALL,
    2,
    "条",
    id="roads",
    profile="members",
    register="roads",
    indicator="",
    livelihood_item=1,
    flags=CHILD,
)
SCHOOL = target(
    Kind.MILESTONE_BY_DATE,
    1,
    "所",
    id="school",
    register="milestones",
    indicator="",
    frequency=EVENT,
    livelihood_item=2,
    flags=CHILD,
)
NURSERY = replace(SCHOOL, id="nursery")
ASIDE = replace(SCHOOL, id="aside", flags=frozenset())
TEN = target(Kind.COMPOSITE, 2, "件", id="ten", indicator="")
JOBLESS = target(
    Kind.LEVEL_AT_MOST, "4.5", "%", id="jobless", indicator="jobless", accumulation=Accumulation.POINT_IN_TIME
)


def plan(*targets: Target, **more: object) -> Plan:
    return Plan("2024", "工作要点", "Work plan", 2024, AREA, (), targets, **more)  # type: ignore[arg-type]


def key(indicator: str, kind: Transformation, freq: Freq = Freq.MONTH) -> SeriesKey:
    return SeriesKey(indicator, AREA, freq, kind)


def known(current: Mapping[SeriesKey, tuple[Observation, ...]] | None = None, *registers: Register) -> Knowledge:
    return Knowledge(current=current or {}, registers={found.id: found for found in registers})


def board(of: Plan, knowledge: Knowledge, month: int = 6, as_of: date = LONG_AFTER) -> Board:
    return build_board(of, CATALOGUE, knowledge, month=Period.month_of(2024, month), as_of=as_of)


def row(of: Plan, knowledge: Knowledge, name: str, month: int = 6, as_of: date = LONG_AFTER) -> BoardRow:
    found = board(of, knowledge, month, as_of).row(name)
    assert found is not None
    return found


# revenue 12 a year: 1 a month is due; −0.5 is −4.2 points (yellow), −1.5 is −12.5 points (red)
FIGURES = months({1: "1.0", 2: "1.5", 3: "2.5", 4: "2.5", 5: "4.5", 6: "4.5"})
FISCAL_KNOWN = {key("fiscal", YTD): FIGURES}


def test_a_board_needs_the_four_printed_columns_of_every_indicator_once() -> None:
    doubled = replace(REVENUE, id="again")
    keys = keys_of(plan(REVENUE, doubled, GDP, ROADS))
    assert len(keys) == 8
    assert set(keys) == {
        *(key("fiscal", kind) for kind in (LEVEL, YOY, YTD, YTD_YOY)),
        *(key("gdp", kind, Freq.QUARTER) for kind in (LEVEL, YOY, YTD, YTD_YOY)),
    }
    assert keys == keys_of(plan(GDP, doubled, ROADS, REVENUE))


def test_a_row_tells_the_value_the_pace_the_gap_and_where_they_come_from() -> None:
    current = {**FISCAL_KNOWN, key("fiscal", YTD_YOY): (figure("2024-M06", "8.1", "%"),)}
    found = row(plan(REVENUE), known(current), "revenue")
    assert (found.light, str(found.period), found.value) == (Light.RED, "2024-M06", Decimal("4.5"))
    assert [str(n) for n in (found.completion, found.pace, found.gap)] == ["37.5", "50.0", "-12.5"]
    assert found.gap_in_points
    assert found.observation == FIGURES[-1]
    assert found.vintage == FIGURES[-1].vintage
    assert set(found.figures) == {YTD, YTD_YOY}
    assert found.figures[YTD_YOY].value == Decimal("8.1")


@pytest.mark.parametrize(
    ("month", "light", "previous", "streak"),
    [
        (1, Light.GREEN, None, 0),
        (2, Light.YELLOW, Light.GREEN, 1),
        (3, Light.YELLOW, Light.YELLOW, 2),
        (4, Light.RED, Light.YELLOW, 3),
        (5, Light.YELLOW, Light.RED, 4),
        (6, Light.RED, Light.YELLOW, 5),
    ],
)
def test_the_light_before_and_the_streak_look_back_within_the_year(
    month: int, light: Light, previous: Light | None, streak: int
) -> None:
    found = row(plan(REVENUE), known(FISCAL_KNOWN), "revenue", month)
    assert (found.light, found.previous_light, found.streak) == (light, previous, streak)


def test_a_streak_counts_data_periods_not_months() -> None:
    gap_in_april = {key("fiscal", YTD): tuple(o for o in FIGURES if o.period.month != 4)}
    assert row(plan(REVENUE), known(gap_in_april), "revenue").streak == 4
    quarters = {key("gdp", YTD_YOY, Freq.QUARTER): tuple(figure(f"2024-Q{n}", "9.0", "%") for n in (1, 2, 3))}
    assert row(plan(GDP), known(quarters), "gdp", 10).streak == 3


def test_a_streak_ends_at_a_better_light_and_at_the_new_year() -> None:
    recovered = {key("fiscal", YTD): months({1: "0.9", 2: "2.0", 3: "2.5", 4: "3.5"})}
    assert row(plan(REVENUE), known(recovered), "revenue", 4).streak == 2
    last_year = {key("fiscal", YTD): (*months({12: "1.0"}, year=2023), *months({1: "0.5", 2: "1.5"}))}
    assert row(plan(REVENUE), known(last_year), "revenue", 2).streak == 2
    merged = growth_target(13, id="retail", indicator="retail", has_january=False)
    first = {key("retail", YTD_YOY): (figure("2024-M02", "6.0", "%"), figure("2024-M03", "6.0", "%"))}
    assert row(plan(merged), known(first), "retail", 3).streak == 2


def test_milestones_have_no_streak_and_carry_their_member() -> None:
    late = member("school", planned="2024-03-31", register="milestones")
    found = row(plan(SCHOOL), known(None, register("2024-M05", late, name="milestones")), "school")
    assert (found.light, found.streak, found.member) == (Light.RED, 0, late)
    assert found.vintage == day("2024-01-31")
    assert (found.period, found.figures, found.trend) == (None, {}, ())
    bare = row(plan(SCHOOL), known(None, register("2024-M05", member("school"), name="milestones")), "school")
    assert bare.vintage is None


def test_the_trend_is_the_last_twelve_values_up_to_the_month_with_gaps() -> None:
    two_years = (*months({n: n for n in range(1, 13)}, year=2023), *months({1: "1", 2: None, 3: "2.5", 4: "9"}))
    found = row(plan(REVENUE), known({key("fiscal", YTD): two_years}), "revenue", 3)
    assert len(found.trend) == 12
    assert [str(p) for p, _ in found.trend][::11] == ["2023-M04", "2024-M03"]
    assert [value for _, value in found.trend][-3:] == [Decimal(1), None, Decimal("2.5")]


def test_the_trend_is_told_in_the_targets_unit_or_as_printed_without_one() -> None:
    wan = {key("fiscal", YTD): (figure("2024-M05", 21300, "万元"), figure("2024-M06", 3, "户"))}
    assert row(plan(REVENUE), known(wan), "revenue").trend[0][1] == Decimal("2.13")
    assert row(plan(REVENUE), known(wan), "revenue").trend[1][1] is None
    bare = replace(REVENUE, unit=None)
    assert [value for _, value in row(plan(bare), known(wan), "revenue").trend] == [21300, 3]


def test_the_trend_of_a_list_counts_what_was_finished_month_by_month() -> None:
    done = member("a", actual="2024-02-10", planned="2024-02-01"), member("b", actual="2024-04-30")
    found = row(plan(ROADS), known(None, register("2024-M04", *done, name="roads")), "roads")
    assert [(str(p), int(v or 0)) for p, v in found.trend] == [
        ("2024-M01", 0),
        ("2024-M02", 1),
        ("2024-M03", 1),
        ("2024-M04", 2),
    ]
    assert found.vintage == day("2024-02-01")
    assert row(plan(ROADS), known(None, register(None, *done, name="roads")), "roads").trend == ()
    assert row(plan(ROADS), known(), "roads").trend == ()
    assert row(plan(ROADS), known(), "roads").vintage is None


def test_the_gap_of_a_count_is_in_items() -> None:
    planned = [member(n, planned="2024-03-31") for n in ("a", "b")]
    found = row(plan(ROADS), known(None, register("2024-M06", *planned, name="roads")), "roads")
    assert (found.light, found.gap, found.gap_in_points) == (Light.RED, Decimal(-2), False)
    ahead = row(plan(ROADS), known(None, register("2024-M02", *planned, name="roads")), "roads", 2)
    assert str(ahead.gap) == "0"


def test_flags_stand_in_one_order() -> None:
    flagged = replace(
        REVENUE,
        flags=frozenset({TargetFlag.WITHHELD, TargetFlag.INFERRED, TargetFlag.BEST_EFFORT}),
        profile="invest_north",
    )
    found = row(plan(flagged), known({key("fiscal", YTD): months({6: "1"})}), "revenue")
    assert found.flags == (Flag.ASSUMED_PROFILE, Flag.CAPPED, Flag.INFERRED, Flag.BEST_EFFORT, Flag.WITHHELD)


def test_a_profile_of_the_plan_is_used_and_may_change_a_built_in_one() -> None:
    flat = tuple(Decimal(share) for share in ["10", "10", "10", "10", "10", "10", "10", "10", "10", "10", "10", "100"])
    of = replace(REVENUE, profile="invest_north")
    changed = plan(of, profiles={"invest_north": flat})
    assert str(row(changed, known(FISCAL_KNOWN), "revenue").pace) == "10.0"
    assert str(row(plan(of), known(FISCAL_KNOWN), "revenue").pace) == "50.0"


def placed(name: str, vintage: str, file: str, **facts: str) -> Member:
    plain = member(name, **facts)
    where = Place(file, "表1", 7, 3)
    dated = {a: replace(fact, vintage=day(vintage), place=where) for a, fact in plain.facts.items()}
    return replace(plain, facts=dated)


def test_a_row_knows_where_its_figure_or_its_newest_fact_stands() -> None:
    figures = {key("fiscal", YTD): (replace(FIGURES[-1], place=Place("快报.csv", "", 12, 6)),)}
    assert row(plan(REVENUE), known(figures), "revenue").place == Place("快报.csv", "", 12, 6)
    stone = placed("school", "2024-05-10", "五月.xlsx", planned="2024-09-01")
    stones = known(None, register("2024-M05", stone, name="milestones"))
    assert row(plan(SCHOOL), stones, "school").place == Place("五月.xlsx", "表1", 7, 3)
    bare = known(None, register("2024-M05", member("school"), name="milestones"))
    assert row(plan(SCHOOL), bare, "school").place is None


def test_a_counted_list_names_the_file_of_its_newest_fact() -> None:
    older = placed("a", "2024-05-10", "五月.xlsx", planned="2024-09-01")
    newer = placed("b", "2024-06-10", "六月.xlsx", planned="2024-09-01")
    listed = known(None, register("2024-M05", newer, older, name="roads"))
    assert row(plan(ROADS), listed, "roads").place == Place("六月.xlsx", "表1")
    assert row(plan(ROADS), known(None, register("2024-M05", name="roads")), "roads").place is None
    assert row(plan(ROADS), known(), "roads").place is None


# ── two sources ──

BUREAU = figure("2024-M06", "6.3", source="zone_bureau")
FINANCE = figure("2024-M06", "6.1", source="zone_finance", vintage="2024-07-02")


@pytest.mark.parametrize("rows", [(BUREAU, FINANCE), (FINANCE, BUREAU)])
def test_the_ranked_source_is_shown_and_the_contradiction_is_told(rows: tuple[Observation, ...]) -> None:
    found = board(plan(REVENUE), known({key("fiscal", YTD): rows}))
    assert found.rows[0].observation == FINANCE
    assert [(c.chosen, c.other) for c in found.contradictions] == [(FINANCE, BUREAU)]
    assert found.series["revenue"].observations == (FINANCE,)


def test_sources_that_agree_do_not_contradict() -> None:
    coarse = figure("2024-M06", "6.1", source="zone_bureau")
    fine = figure("2024-M06", "61004", "万元", source="zone_finance")
    assert board(plan(REVENUE), known({key("fiscal", YTD): (coarse, fine)})).contradictions == ()


# ── the ten livelihood items ──


def livelihood(*days: str) -> Knowledge:
    """Roads a and b, school, nursery: their actual days on a plan of the end of May."""
    roads = [
        member(n, planned="2024-05-31", actual=text, register="roads") for n, text in zip("ab", days, strict=False)
    ]
    stones = [
        member(n, planned="2024-05-31", actual=text, register="milestones")
        for n, text in zip(("school", "nursery"), days[2:], strict=True)
    ]
    return known(
        None,
        register("2024-M06", *roads, name="roads"),
        register("2024-M06", *stones, member("aside", planned="2024-01-31"), name="milestones"),
    )


LIVELIHOOD = plan(TEN, ROADS, SCHOOL, NURSERY, ASIDE)
ON_TIME = "2024-05-20"


@pytest.mark.parametrize(
    ("days", "month", "light", "done"),
    [
        ((ON_TIME, ON_TIME, ON_TIME, ON_TIME), 6, Light.DONE, 2),
        ((ON_TIME, ON_TIME, ON_TIME, ""), 6, Light.RED, 1),  # nursery 55 days overdue on 07-25
        ((ON_TIME, ON_TIME, ON_TIME, ""), 5, Light.YELLOW, 1),  # 25 days on 06-25
        ((ON_TIME, "", ON_TIME, ON_TIME), 6, Light.YELLOW, 1),  # one road short
        (("", "", "", ""), 4, Light.GREEN, 0),
    ],
)
def test_an_item_is_as_good_as_its_worst_target_and_the_composite_counts_items(
    days: tuple[str, ...], month: int, light: Light, done: int
) -> None:
    found = row(LIVELIHOOD, livelihood(*days), "ten", month)
    assert found.light is light
    assert found.value == done
    assert found.reason.params["goal"] == 2


def test_targets_without_the_mark_do_not_count_for_an_item() -> None:
    shown = board(LIVELIHOOD, livelihood(ON_TIME, ON_TIME, ON_TIME, ON_TIME))
    aside, ten = shown.row("aside"), shown.row("ten")
    assert aside is not None
    assert ten is not None
    assert (aside.light, ten.light) == (Light.RED, Light.DONE)


def test_items_without_any_news_are_grey_not_red() -> None:
    assert row(LIVELIHOOD, known(), "ten").light is Light.NODATA


def test_a_composite_looks_back_at_its_items_too() -> None:
    found = row(LIVELIHOOD, livelihood(ON_TIME, ON_TIME, ON_TIME, ""), "ten", 6)
    assert (found.previous_light, found.streak) == (Light.YELLOW, 2)


# ── the newest month ──


@pytest.mark.parametrize(
    ("current", "registers", "month"),
    [
        ({}, (), None),
        (FISCAL_KNOWN, (), "2024-M06"),
        ({key("fiscal", YTD): months({4: 1, 5: None})}, (), "2024-M04"),
        ({key("fiscal", YTD): months({12: 1}, year=2023)}, (), None),
        ({key("fiscal", YTD): (*months({3: 1}), *months({1: 1}, year=2025))}, (), "2024-M03"),
        ({key("fiscal", YOY): months({7: 1}, "%")}, (), None),
        ({key("other", YTD): months({7: 1})}, (), None),
        ({key("gdp", YTD_YOY, Freq.QUARTER): (figure("2024-Q2", 9, "%"),)}, (), "2024-M06"),
        ({key("fiscal", YTD): months({4: 1})}, (register("2024-M05", name="roads"),), "2024-M05"),
        ({}, (register("2023-M12", name="roads"), register(None, name="milestones")), None),
        ({}, (register("2024-M09", name="nobodys"),), None),
    ],
)
def test_the_newest_month_is_the_last_one_with_a_figure_or_a_return_of_the_plan(
    current: dict[SeriesKey, tuple[Observation, ...]], registers: tuple[Register, ...], month: str | None
) -> None:
    found = newest_month(plan(REVENUE, GDP, ROADS, SCHOOL), known(current, *registers))
    assert (str(found) if found else None) == month


# ── the board as a pure function ──

WHOLE = plan(REVENUE, GDP, JOBLESS, ROADS, SCHOOL, NURSERY, ASIDE, TEN)


def everything() -> Knowledge:
    return known(
        {
            **FISCAL_KNOWN,
            key("gdp", YTD_YOY, Freq.QUARTER): (figure("2024-Q1", "9.0", "%"), figure("2024-Q2", "8.4", "%")),
            key("jobless", LEVEL): months({5: "4.6", 6: "4.4"}, "%"),
        },
        *livelihood(ON_TIME, "", ON_TIME, "").registers.values(),
    )


def test_a_board_names_its_plan_its_moment_and_its_targets_in_order() -> None:
    found = build_board(
        WHOLE, CATALOGUE, everything(), month=Period.of("2024-M06"), as_of=day("2024-07-10"), last_batch=7, demo=True
    )
    assert (found.plan, found.last_batch, found.demo) == (WHOLE, 7, True)
    assert (found.as_of, found.judgement_day) == (day("2024-07-10"), day("2024-07-10"))
    assert [r.target for r in found.rows] == list(WHOLE.targets)
    assert set(found.series) == {"revenue", "gdp", "jobless"}
    assert set(found.registers) == {"roads", "milestones"}


def test_the_cutoff_day_of_the_plan_ends_the_judgement() -> None:
    early = plan(SCHOOL, cutoff_day=5)
    assert board(early, known()).judgement_day == day("2024-07-05")
    assert board(plan(SCHOOL), known()).judgement_day == day("2024-07-25")


def test_every_row_has_a_light_and_a_reason() -> None:
    for month in range(1, 13):
        for found in board(WHOLE, everything(), month).rows:
            assert found.light in Light
            assert found.reason.code


@given(st.integers(1, 12), st.dates(date(2024, 1, 1), date(2025, 3, 1)))
def test_the_same_inputs_give_the_same_board(month: int, as_of: date) -> None:
    assert board(WHOLE, everything(), month, as_of) == board(WHOLE, everything(), month, as_of)


@given(st.integers(1, 12), st.permutations(list(WHOLE.targets)))
def test_a_light_does_not_depend_on_the_other_targets_around_it(month: int, targets: list[Target]) -> None:
    shuffled = board(plan(*targets), everything(), month)
    for found in board(WHOLE, everything(), month).rows:
        other = shuffled.row(found.target.id)
        assert other == found


@given(st.integers(1, 11))
def test_the_previous_light_is_the_light_of_the_month_before_at_the_same_as_of(month: int) -> None:
    before = board(WHOLE, everything(), month)
    for found in board(WHOLE, everything(), month + 1).rows:
        earlier = before.row(found.target.id)
        assert earlier is not None
        assert found.previous_light is earlier.light


def test_figures_and_days_after_the_month_change_nothing_on_its_board() -> None:
    until_may = known(
        {
            key("fiscal", YTD): FIGURES[:5],
            key("gdp", YTD_YOY, Freq.QUARTER): (figure("2024-Q1", "9.0", "%"),),
            key("jobless", LEVEL): months({5: "4.6"}, "%"),
        },
        *livelihood(ON_TIME, "", ON_TIME, "").registers.values(),
    )
    assert board(WHOLE, everything(), 5).rows == board(WHOLE, until_may, 5).rows


def test_the_year_begins_without_a_past() -> None:
    last_year = {
        key("fiscal", YTD): months({12: "3.9"}, year=2023),
        key("gdp", YTD_YOY, Freq.QUARTER): (figure("2023-Q4", "2.0", "%"),),
    }
    shown = board(WHOLE, known(last_year, register("2023-M12", name="roads")), 1, day("2024-02-10"))
    assert {r.light for r in shown.rows} == {Light.NODATA}
    assert {r.previous_light for r in shown.rows} == {None}
    assert {r.streak for r in shown.rows} == {0}


def test_december_is_judged_in_the_new_year_and_final() -> None:
    full = {key("fiscal", YTD): months({11: "11.5", 12: "12.0"})}
    found = row(plan(REVENUE), known(full), "revenue", 12, day("2025-01-20"))
    assert (found.light, Flag.FINAL in found.flags) == (Light.DONE, True)
    short = {key("fiscal", YTD): months({11: "11.5", 12: "11.9"})}
    assert row(plan(REVENUE), known(short), "revenue", 12, day("2025-01-20")).light is Light.RED
    assert board(plan(REVENUE), known(full), 12).judgement_day == day("2025-01-25")
