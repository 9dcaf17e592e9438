"""The fiscal goal of 4.5 亿元 and its growth goal of 12.5 % imply 4.00 亿元 for the year before."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.domain.given import AREA, figure, growth_target, target

from gaoxin_monitor.domain.batches import Figure
from gaoxin_monitor.domain.codes import Freq, Kind, Severity, Transformation
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.plan_checks import check_bases, implied_base
from gaoxin_monitor.domain.plans import Plan, Target, Thresholds

LEVEL = target(Kind.LEVEL_AT_LEAST, "4.5", "亿元", id="fiscal", indicator="fiscal", name_zh="财政收入")
GROWTH = growth_target("12.5", id="fiscal_growth", indicator="fiscal")


def plan(*targets: Target) -> Plan:
    return Plan("2024", "", "", 2024, AREA, (), targets)


def delivered(
    observation: Observation,
    indicator: str = "fiscal",
    area: str = AREA,
    kind: Transformation = Transformation.YTD,
) -> Figure:
    return Figure(SeriesKey(indicator, area, Freq.MONTH, kind), observation)


@pytest.mark.parametrize(
    ("goal", "growth", "base"),
    [("4.5", "12.5", "4.00"), ("110.2", "11", "99.28"), ("7.5", "0", "7.50"), ("7.5", "-20", "9.38")],
)
def test_two_goals_for_one_indicator_imply_last_years_total(goal: str, growth: str, base: str) -> None:
    found = implied_base(replace(LEVEL, goal=Decimal(goal)), replace(GROWTH, goal=Decimal(growth)))
    assert str(found) == base


def test_without_both_goals_nothing_is_implied() -> None:
    assert implied_base(replace(LEVEL, goal=None), GROWTH) is None
    assert implied_base(LEVEL, replace(GROWTH, goal=None)) is None
    assert check_bases(plan(LEVEL, replace(GROWTH, goal=None)), [delivered(figure("2023-M12", "9"))]) == ()


@pytest.mark.parametrize(
    ("value", "measure", "warned"),
    [
        ("4.00", "亿元", False),
        ("4.02", "亿元", False),
        ("3.98", "亿元", False),
        ("4.021", "亿元", True),
        ("3.97", "亿元", True),
        ("40100", "万元", False),
        ("40300", "万元", True),
        ("4.5", "亿美元", False),
        (None, "亿元", False),
    ],
)
def test_last_years_total_is_doubted_when_it_is_off_by_more_than_the_tolerance(
    value: str | None, measure: str, *, warned: bool
) -> None:
    found = check_bases(plan(LEVEL, GROWTH), [delivered(figure("2023-M12", value, measure))])
    assert bool(found) is warned


def test_the_warning_names_the_figure_the_implied_base_and_the_target() -> None:
    doubted = figure("2023-M12", 41000, "万元")
    (found,) = check_bases(plan(GROWTH, LEVEL), [delivered(doubted)])
    assert (found.slug, found.severity, found.place) == ("base-not-implied", Severity.WARNING, doubted.place)
    assert found.params == {"value": Decimal("4.1"), "base": Decimal("4.00"), "unit": LEVEL.unit, "target": "财政收入"}


def test_the_tolerance_is_a_setting() -> None:
    wide = replace(LEVEL, thresholds=Thresholds(implied_base_tolerance=Decimal("0.2")))
    assert check_bases(plan(wide, GROWTH), [delivered(figure("2023-M12", "4.2"))]) == ()
    assert len(check_bases(plan(wide, GROWTH), [delivered(figure("2023-M12", "4.21"))])) == 1


@pytest.mark.parametrize(
    "other",
    [
        delivered(figure("2023-M11", "9")),
        delivered(figure("2022-M12", "9")),
        delivered(figure("2024-M12", "9")),
        delivered(figure("2023-M12", "9"), indicator="tax"),
        delivered(figure("2023-M12", "9"), area="610500"),
        delivered(figure("2023-M12", "9"), kind=Transformation.LEVEL),
        delivered(figure("2023-M12", "9"), kind=Transformation.YTD_YOY),
    ],
)
def test_other_figures_are_not_asked(other: Figure) -> None:
    assert check_bases(plan(LEVEL, GROWTH), [other]) == ()


def test_the_fourth_quarter_is_a_years_total_too() -> None:
    assert len(check_bases(plan(LEVEL, GROWTH), [delivered(figure("2023-Q4", "9"))])) == 1


@pytest.mark.parametrize(
    "targets",
    [
        (LEVEL,),
        (GROWTH,),
        (LEVEL, replace(GROWTH, indicator="")),
        (replace(LEVEL, indicator=""), replace(GROWTH, indicator="")),
        (LEVEL, replace(GROWTH, ref_area="610500")),
        (replace(LEVEL, unit=None), GROWTH),
        (replace(LEVEL, kind=Kind.LEVEL_AT_MOST), GROWTH),
    ],
)
def test_without_a_level_and_a_growth_goal_for_one_indicator_nothing_is_asked(targets: tuple[Target, ...]) -> None:
    assert check_bases(plan(*targets), [delivered(figure("2023-M12", "9"))]) == ()
