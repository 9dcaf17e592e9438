"""The rows of a small plan: values, lights before, streaks, trends, places, sources."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.domain.given import (
    day,
    figure,
    growth_target,
    member,
    months,
    register,
)
from tests.domain.small_plan import (
    FIGURES,
    FISCAL_KNOWN,
    GDP,
    LEVEL,
    REVENUE,
    ROADS,
    SCHOOL,
    YOY,
    YTD,
    YTD_YOY,
    board,
    key,
    known,
    plan,
    row,
)

from gaoxin_monitor.domain.building import keys_of
from gaoxin_monitor.domain.codes import Accumulation, Flag, Freq, Kind, Light, TargetFlag
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.observations import Observation


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


def test_a_streak_goes_on_over_a_gap_in_which_the_light_was_out() -> None:
    # 0.5 of 1 due in January is yellow, 2.5 of 4 due in April red; by the end of March two releases were missing.
    gap = {key("fiscal", YTD): months({1: "0.5", 4: "2.5"})}
    assert row(plan(REVENUE), known(gap), "revenue", 3).light is Light.NODATA
    assert row(plan(REVENUE), known(gap), "revenue", 4).streak == 2
    good = {key("fiscal", YTD): months({1: "1.0", 4: "2.5"})}
    assert row(plan(REVENUE), known(good), "revenue", 4).streak == 1


def test_a_streak_of_quarters_ends_at_a_good_one() -> None:
    rates = {1: "9.0", 2: "10.1", 3: "9.0", 4: "9.0"}
    quarters = {key("gdp", YTD_YOY, Freq.QUARTER): tuple(figure(f"2024-Q{n}", rate, "%") for n, rate in rates.items())}
    assert [row(plan(GDP), known(quarters), "gdp", month).streak for month in (3, 6, 9, 11, 12)] == [1, 0, 1, 1, 2]


def test_the_merged_first_months_are_one_period_of_a_streak() -> None:
    retail = growth_target(13, id="retail", indicator="retail", has_january=False)
    rates = (figure("2023-M12", "6.0", "%"), *(figure(f"2024-M{n:02d}", "6.0", "%") for n in (2, 3, 4)))
    streaks = [row(plan(retail), known({key("retail", YTD_YOY): rates}), "retail", month).streak for month in (2, 3, 4)]
    assert streaks == [1, 2, 3]
    span = replace(retail, accumulation=Accumulation.POINT_IN_TIME, kind=Kind.LEVEL_AT_LEAST, goal=Decimal(90))
    levels = (figure("2024-01-01/P2M", "1", "%"), figure("2024-M03", "2", "%"))
    assert row(plan(span), known({key("retail", LEVEL): levels}), "retail", 3).streak == 2


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
