"""The board of a small plan as a whole: composites, the newest month, a pure function of what is known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import (
    day,
    figure,
    months,
    register,
)
from tests.domain.small_plan import (
    ASIDE,
    CATALOGUE,
    FIGURES,
    FISCAL_KNOWN,
    GDP,
    JOBLESS,
    LEVEL,
    NURSERY,
    ON_TIME,
    REVENUE,
    ROADS,
    SCHOOL,
    TEN,
    YOY,
    YTD,
    YTD_YOY,
    board,
    key,
    known,
    livelihood,
    plan,
    row,
)

from gaoxin_monitor.domain.building import Knowledge, build_board, keys_of, newest_month
from gaoxin_monitor.domain.codes import Flag, Freq, Kind, Light
from gaoxin_monitor.domain.lights import Compare, Measure
from gaoxin_monitor.domain.members import Register
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.packs import Band, RulePack, Test
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Plan, Target

# ── the ten livelihood items ──


LIVELIHOOD = plan(TEN, ROADS, SCHOOL, NURSERY, ASIDE)


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


# ── the superior area ──

TIANJIN = RulePack(
    id="tianjin",
    name_zh="天津",
    name_en="Tianjin",
    kinds=frozenset({Kind.GROWTH_RATE}),
    bands=(Band(Light.GREEN, (Test(Measure.AREA_GAP, Compare.AT_LEAST, Decimal(0)),)), Band(Light.YELLOW)),
)
OWN_RATE = key("gdp", YTD_YOY, Freq.QUARTER)
CITY_RATE = replace(OWN_RATE, ref_area="610500")


def compared(superior_area: str = "610500", pack: RulePack = TIANJIN) -> Plan:
    return plan(replace(GDP, rule_pack=pack.id), REVENUE, ROADS, packs={pack.id: pack}, superior_area=superior_area)


def test_the_superior_areas_series_is_wanted_only_where_the_rules_compare_with_it() -> None:
    growth = replace(TIANJIN, id="growth", bands=(Band(Light.GREEN),))
    assert CITY_RATE in keys_of(compared())
    assert CITY_RATE not in keys_of(compared(superior_area=""))
    assert CITY_RATE not in keys_of(compared(pack=growth))
    assert CITY_RATE not in keys_of(plan(GDP, packs={"tianjin": TIANJIN}, superior_area="610500"))


@pytest.mark.parametrize(("city", "light"), [("9.5", Light.GREEN), ("9.6", Light.YELLOW), (None, Light.NODATA)])
def test_growth_is_compared_with_the_superior_areas(city: str | None, light: Light) -> None:
    rates = {OWN_RATE: (figure("2024-Q2", "9.5", "%"),)}
    if city is not None:
        rates[CITY_RATE] = (figure("2024-Q2", city, "%"),)
    assert row(compared(), known(rates), "gdp").light is light
    assert row(compared(superior_area=""), known(rates), "gdp").light is Light.NODATA
