"""The figures that a derivation names, and the numbers behind its flags: each with its unit, none made up."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.domain.given import figure, growth_target, target, unit
from tests.domain.small_plan import JOBLESS, REVENUE, YTD, YTD_YOY, board, key, known, plan

from gaoxin_monitor.domain.codes import Accumulation, Baseline, Direction, Flag, Kind, Light, Transformation
from gaoxin_monitor.domain.derivation import Derivation, Role, derive
from gaoxin_monitor.domain.lights import Compare, Measure, ReasonValue
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.packs import DEFAULT, Band, RulePack, Test
from gaoxin_monitor.domain.plans import Plan, Target, Thresholds

LEVEL = Transformation.LEVEL
GROWTH = growth_target(10, id="growth", indicator="fiscal")
RATE = {key("fiscal", YTD_YOY): (figure("2024-M06", "10.0", "%"),)}
Figures = Mapping[SeriesKey, tuple[Observation, ...]]


def derived(of: Plan, figures: Figures) -> Derivation:
    shown = board(of, known(figures))
    return derive(shown, shown.rows[0], Thresholds(), DEFAULT)


def inputs(of: Target, figures: Figures) -> list[tuple[Role, str, Decimal | None]]:
    return [(each.role, str(each.figure.period), each.value) for each in derived(plan(of), figures).inputs]


@pytest.mark.parametrize(
    ("levels", "behind"),
    [
        ((), []),
        ((figure("2023-M12", "4.00"),), [(Role.LAST_YEAR_TOTAL, "2023-M12", Decimal("4.00"))]),
        (
            (figure("2023-M06", 20000, "万元"), figure("2024-M06", "2.20")),
            [(Role.LEVEL, "2024-M06", Decimal("2.20")), (Role.LAST_YEAR_PART, "2023-M06", Decimal(20000))],
        ),
    ],
)
def test_behind_a_rate_stand_the_levels_that_are_known(
    levels: tuple[Observation, ...], behind: list[tuple[Role, str, Decimal]]
) -> None:
    figures = {**RATE, key("fiscal", YTD): levels} if levels else RATE
    assert inputs(GROWTH, figures) == [(Role.JUDGED, "2024-M06", Decimal("10.0")), *behind]


def test_a_limit_rests_on_its_own_figure_alone() -> None:
    figures = {key("jobless", LEVEL): (figure("2023-M06", "4.1", "%"), figure("2024-M06", "4.2", "%"))}
    assert inputs(JOBLESS, figures) == [(Role.JUDGED, "2024-M06", Decimal("4.2"))]


@pytest.mark.parametrize(
    ("before", "behind", "light"),
    [
        ((), [], Light.NODATA),
        ((figure("2023-M06", "13", "工作日"),), [(Role.BASELINE, "2023-M06", Decimal(13))], Light.GREEN),
    ],
)
def test_a_direction_names_its_baseline_where_there_is_one(
    before: tuple[Observation, ...], behind: list[tuple[Role, str, Decimal]], light: Light
) -> None:
    days = target(
        Kind.DIRECTION,
        None,
        "工作日",
        id="days",
        indicator="days",
        accumulation=Accumulation.POINT_IN_TIME,
        baseline=Baseline.SAME_PERIOD,
        direction=Direction.DOWN,
    )
    figures = {key("days", LEVEL): (*before, figure("2024-M06", "11", "工作日"))}
    assert inputs(days, figures) == [(Role.JUDGED, "2024-M06", Decimal(11)), *behind]
    assert derived(plan(days), figures).row.light is light


CITY = RulePack(
    id="city",
    name_zh="与全市比",
    name_en="Against the city",
    kinds=frozenset({Kind.GROWTH_RATE}),
    bands=(Band(Light.GREEN, (Test(Measure.AREA_GAP, Compare.AT_LEAST, Decimal(0)),)), Band(Light.YELLOW)),
)
PACE_OF_LAST_YEAR = RulePack(
    id="last",
    name_zh="与去年比",
    name_en="Against last year",
    kinds=frozenset({Kind.LEVEL_AT_LEAST}),
    bands=(Band(Light.GREEN, (Test(Measure.LEAD, Compare.AT_LEAST, Decimal(0)),)), Band(Light.YELLOW)),
)


@pytest.mark.parametrize(("city", "light"), [("9.9", Light.GREEN), ("10.1", Light.YELLOW)])
def test_a_comparison_with_the_city_names_the_citys_figure(city: str, light: Light) -> None:
    of = plan(replace(GROWTH, rule_pack="city"), packs={"city": CITY}, superior_area="610500")
    theirs = replace(key("fiscal", YTD_YOY), ref_area="610500")
    found = derived(of, {**RATE, theirs: (figure("2024-M06", city, "%"),)})
    assert [(each.role, each.value) for each in found.inputs] == [
        (Role.JUDGED, Decimal("10.0")),
        (Role.SUPERIOR, Decimal(city)),
    ]
    assert found.row.light is light


def test_a_comparison_with_last_year_names_last_years_part_and_total() -> None:
    of = plan(replace(REVENUE, rule_pack="last"), packs={"last": PACE_OF_LAST_YEAR})
    levels = (figure("2023-M06", "5"), figure("2023-M12", "10"), figure("2024-M06", "5.9"))
    found = derived(of, {key("fiscal", YTD): levels})
    assert [(each.role, each.value) for each in found.inputs] == [
        (Role.JUDGED, Decimal("5.9")),
        (Role.LAST_YEAR_PART, Decimal(5)),
        (Role.LAST_YEAR_TOTAL, Decimal(10)),
    ]
    # 5.9 of 12 is 49.2 %, last June 5 of 10 were 50 %
    assert found.row.light is Light.YELLOW


# ── a base that was revised ──


def revised(published: str, *levels: Observation) -> dict[str, ReasonValue]:
    found = derived(
        plan(GROWTH), {key("fiscal", YTD_YOY): (figure("2024-M06", published, "%"),), key("fiscal", YTD): levels}
    )
    assert Flag.BASE_REVISED in found.row.flags
    (told,) = (each for each in found.flags if each.code == "base_revised")
    return dict(told.params)


def test_both_levels_behind_a_revised_base_are_told_in_one_unit() -> None:
    told = revised("10.0", figure("2023-M06", 20000, "万元"), figure("2024-M06", "2.60"))
    assert (told["now"], told["base"], told["unit"]) == (Decimal("2.60"), Decimal("2.0"), unit("亿元"))
    # 2.60 of 2.0 is 30 % more; 20.0 points from what was published
    assert (told["ratio"], told["gap"], told["allowed"]) == (Decimal("30.0"), Decimal("20.0"), Decimal("0.5"))


@pytest.mark.parametrize(
    ("published", "level", "base", "ratio", "gap", "allowed"),
    [
        # 110.54 of 100.00 is 10.54 %: a gap of 0.54, which one decimal would show as the 0.5 that are allowed
        ("10.0", "110.54", "100.00", "10.54", "0.54", "0.5"),
        ("10.0", "110.501", "100.000", "10.501", "0.501", "0.5"),
        # rounding allows 100·(0.05/11 + 0.05/10) = 0.9545; the gap is 0.96
        ("9.04", "11.0", "10.0", "10.00", "0.96", "0.95"),
    ],
)
def test_a_gap_is_told_with_the_decimals_that_show_it_above_what_is_allowed(
    published: str, level: str, base: str, ratio: str, gap: str, allowed: str
) -> None:
    told = revised(published, figure("2023-M06", base), figure("2024-M06", level))
    assert (told["ratio"], told["gap"], told["allowed"]) == (Decimal(ratio), Decimal(gap), Decimal(allowed))
