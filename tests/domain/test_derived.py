"""Derived views: published pairs first, then every view of an indicator with what keeps it away."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.domain.given import figure, series

from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.domain.derived import (
    Derived,
    View,
    change_in_points,
    derive,
    growth_of_parts,
    implied_base,
    merged_months,
    month_growth,
    month_of_cumulative,
)
from gaoxin_monitor.domain.units import PERCENT, POINTS, Unit

YI = Unit("元", 8)
KINDS = {kind.value: kind for kind in Transformation}


def told(found: Derived) -> tuple[str, str, str]:
    return (str(found.period), str(found.value), str(found.error))


def views(view: View, *, has_january: bool = True, **known: Mapping[str, str | None]) -> list[tuple[str, str, str]]:
    """``views(View.CHANGE, yoy={"2024-M05": "3.1"})``: levels in 亿元, rates in percent."""
    figures = {
        KINDS[kind]: series(
            KINDS[kind],
            *(figure(period, value, "%" if kind.endswith("yoy") else "亿元") for period, value in values.items()),
        )
        for kind, values in known.items()
    }
    return [told(found) for found in derive(figures, has_january=has_january) if found.view is view]


def test_published_figures_come_out_within_their_rounding() -> None:
    assert month_of_cumulative(Decimal(149833), Decimal(114922)) == 34911  # published 34910
    assert merged_months(Decimal(120327), Decimal(39020)) == 81307
    assert change_in_points(Decimal("13.0"), Decimal("15.1")) == Decimal("-2.1")
    april = month_growth(Decimal(138142), Decimal(108659), Decimal("8.5"), Decimal("5.8"))
    assert (round(float(april.value), 4), round(float(april.error), 4)) == (18.4508, 0.4185)
    quarter = growth_of_parts([(Decimal(74426), Decimal("3.5")), (Decimal(34233), Decimal("10.6"))])
    assert (round(float(quarter.value), 4), round(float(quarter.error), 4)) == (5.7369, 0.05)
    base = implied_base(Decimal(503036), Decimal("3.0"))
    assert round(float(base.value), 1) == 488384.5
    assert round(float(base.error), 2) == round(0.5 / 1.03 + 503036 / 1.03**2 * 0.0005, 2)


def test_a_rounded_input_moves_a_base_by_no_more_than_its_error() -> None:
    exact = Fraction("503036.4") / Fraction("1.03049")
    found = implied_base(Decimal(503036), Decimal("3.0"))
    assert abs(exact - found.value) <= found.error * Fraction("1.001")


# ── a month out of cumulative figures ──


@pytest.mark.parametrize(
    ("ytd", "level", "has_january", "found"),
    [
        ({"2024-M03": "2.10", "2024-M04": "2.95"}, {}, True, [("2024-M04", "0.85", "0.010")]),
        ({"2024-M03": "2.1", "2024-M04": "2.95"}, {}, True, [("2024-M04", "0.85", "0.055")]),
        # published already
        ({"2024-M03": "2.10", "2024-M04": "2.95"}, {"2024-M04": "0.9"}, True, []),
        ({"2024-M03": "2.10", "2024-M04": "2.95"}, {"2024-M04": None}, True, [("2024-M04", "0.85", "0.010")]),
        # a gap, a missing value, another year
        ({"2024-M03": "2.10", "2024-M05": "2.95"}, {}, True, []),
        ({"2024-M03": None, "2024-M04": "2.95"}, {}, True, []),
        ({"2023-M12": "9", "2024-M01": "1"}, {}, True, []),
        # February stands alone only where January does
        ({"2024-M01": "1.0", "2024-M02": "1.8"}, {}, True, [("2024-M02", "0.8", "0.10")]),
        ({"2024-M01": "1.0", "2024-M02": "1.8"}, {}, False, []),
        ({"2024-Q1": "10", "2024-Q2": "25"}, {}, False, [("2024-Q2", "15", "1.0")]),
        ({}, {"2024-M04": "0.9"}, True, []),
    ],
)
def test_a_month_is_what_a_cumulative_figure_adds(
    ytd: dict[str, str | None],
    level: dict[str, str | None],
    found: list[tuple[str, str, str]],
    *,
    has_january: bool,
) -> None:
    assert views(View.FROM_CUMULATIVE, has_january=has_january, ytd=ytd, level=level) == found


def test_counted_items_have_no_rounding_error_and_units_are_brought_together() -> None:
    ytd = Transformation.YTD
    counted = derive({ytd: series(ytd, figure("2024-M03", 5, "家"), figure("2024-M04", 8, "家"))})
    assert [(told(one), one.approximate) for one in counted] == [(("2024-M04", "3", "0.0"), False)]
    tenths = derive({ytd: series(ytd, figure("2024-M03", "5.5", "家"), figure("2024-M04", 8, "家"))})
    assert tenths[0].approximate
    mixed = derive({ytd: series(ytd, figure("2024-M03", "2.1", "亿元"), figure("2024-M04", 29500, "万元"))})
    assert [(told(one)[1], one.unit.label) for one in mixed] == [("8500", "万元")]
    foreign = derive({ytd: series(ytd, figure("2024-M03", "2.1", "亿美元"), figure("2024-M04", 29500, "万元"))})
    assert foreign == ()


@pytest.mark.parametrize(
    ("ytd", "level", "found"),
    [
        ({"2024-M03": "120327"}, {"2024-M03": "39020"}, [("2024-01-01/P2M", "81307", "1.0")]),
        ({"2024-M02": "81300", "2024-M03": "120327"}, {"2024-M03": "39020"}, []),
        ({"2024-M03": "120327"}, {"2024-01-01/P2M": "81300", "2024-M03": "39020"}, []),
        ({"2024-M03": "120327"}, {}, []),
        ({"2024-M04": "120327"}, {"2024-M04": "39020"}, []),
        ({"2024-Q1": "120327"}, {"2024-Q1": "39020"}, []),
    ],
)
def test_january_and_february_together_are_what_march_leaves(
    ytd: dict[str, str], level: dict[str, str], found: list[tuple[str, str, str]]
) -> None:
    assert views(View.MERGED_MONTHS, has_january=False, ytd=ytd, level=level) == found


def test_the_merged_months_need_one_measure() -> None:
    ytd, level = Transformation.YTD, Transformation.LEVEL
    known = {ytd: series(ytd, figure("2024-M03", 3, "亿元")), level: series(level, figure("2024-M03", 1, "亿美元"))}
    assert derive(known) == ()


# ── growth ──

BASES = {"2022-M03": "108659", "2022-M04": "138142"}
GROWTHS = {"2023-M03": "5.8", "2023-M04": "8.5"}


@pytest.mark.parametrize(
    ("growths", "bases", "own", "found"),
    [
        (GROWTHS, BASES, {}, [("2023-M04", "18.5", "0.42")]),
        (GROWTHS, BASES, {"2023-M04": "18.4"}, []),
        (GROWTHS, {"2022-M04": "138142"}, {}, []),
        (GROWTHS, {"2022-M03": "108659"}, {}, []),
        (GROWTHS, {"2022-M03": "138142", "2022-M04": "138142"}, {}, []),
        (GROWTHS, {"2022-M03": "0", "2022-M04": "138142"}, {}, []),
        ({"2023-M04": "8.5"}, BASES, {}, []),
        # this year's levels agree with the published growth
        (GROWTHS, BASES | {"2023-M03": "114961", "2023-M04": "149884"}, {}, [("2023-M04", "18.5", "0.42")]),
        # they do not: the base was revised
        (GROWTHS, BASES | {"2023-M04": "140000"}, {}, []),
        (GROWTHS, BASES | {"2023-M03": "120000"}, {}, []),
    ],
)
def test_a_months_growth_follows_from_two_cumulative_growths_and_last_years_levels(
    growths: dict[str, str], bases: dict[str, str], own: dict[str, str], found: list[tuple[str, str, str]]
) -> None:
    assert views(View.GROWTH_FROM_CUMULATIVE, ytd_yoy=growths, ytd=bases, yoy=own) == found


def test_levels_of_another_measure_say_nothing_of_a_revised_base() -> None:
    levels = (figure("2022-M03", 108659), figure("2022-M04", 138142), figure("2023-M04", 1, "亿美元"))
    growth = (figure(period, value, "%") for period, value in GROWTHS.items())
    ytd, ytd_yoy = Transformation.YTD, Transformation.YTD_YOY
    found = derive({ytd: series(ytd, *levels), ytd_yoy: series(ytd_yoy, *growth)})
    assert [one.view for one in found if one.view is View.GROWTH_FROM_CUMULATIVE] == [View.GROWTH_FROM_CUMULATIVE]


PARTS = {"2022-M02": "74426", "2022-M03": "108659"}


@pytest.mark.parametrize(
    ("own", "cumulative", "bases", "found"),
    [
        ({"2023-M03": "10.6"}, {"2023-M02": "3.5"}, PARTS, [("2023-M03", "5.7", "0.05")]),
        ({"2023-01-01/P2M": "3.5", "2023-M03": "10.6"}, {}, PARTS, [("2023-M03", "5.7", "0.05")]),
        ({"2023-M03": "10.6"}, {"2023-M02": "3.5", "2023-M03": "5.8"}, PARTS, []),
        ({"2023-M03": "10.6"}, {}, PARTS, []),
        ({"2023-M03": "10.6"}, {"2023-M02": "3.5"}, {"2022-M03": "108659"}, []),
        ({"2023-M01": "3.5", "2023-M02": "10.6"}, {}, {"2022-M01": "74426", "2022-M02": "108659"},
         [("2023-M02", "5.7", "0.05")]),
        ({"2023-Q1": "3.5", "2023-Q2": "10.6"}, {}, {"2022-Q1": "74426", "2022-Q2": "108659"},
         [("2023-Q2", "5.7", "0.05")]),
    ],
)  # fmt: skip
def test_cumulative_growth_is_the_mean_of_its_parts_weighted_by_last_year(
    own: dict[str, str], cumulative: dict[str, str], bases: dict[str, str], found: list[tuple[str, str, str]]
) -> None:
    assert views(View.CUMULATIVE_GROWTH, yoy=own, ytd_yoy=cumulative, ytd=bases) == found


@given(
    st.lists(
        st.tuples(st.decimals(1, 1000, places=1), st.decimals(-50, 50, places=1)), min_size=1, max_size=6
    )
)  # fmt: skip
def test_growth_of_parts_lies_between_its_parts(parts: list[tuple[Decimal, Decimal]]) -> None:
    found = growth_of_parts(parts)
    rates = [Fraction(growth) for _, growth in parts]
    assert min(rates) <= found.value <= max(rates)
    assert found.error == Fraction(1, 20)


@given(
    st.decimals(1, 1000, places=1),
    st.decimals(1, 1000, places=1),
    st.decimals(-50, 50, places=1),
    st.decimals(-50, 50, places=1),
)
def test_a_months_growth_and_the_growth_of_parts_undo_each_other(
    before: Decimal, month: Decimal, growth_before: Decimal, growth: Decimal
) -> None:
    assume(month > 0)
    whole = growth_of_parts([(before, growth_before), (month, growth)]).value
    base, part = Fraction(before + month), Fraction(before)
    assert (base * whole - part * Fraction(growth_before)) / (base - part) == Fraction(growth)


# ── change and base ──


@pytest.mark.parametrize(
    ("rates", "has_january", "found"),
    [
        ({"2024-M04": "15.1", "2024-M05": "13.0"}, True, [("2024-M05", "-2.1", "0")]),
        ({"2024-M04": "15.1", "2024-M06": "13.0"}, True, []),
        ({"2023-M12": "15.1", "2024-M02": "13.0"}, False, [("2024-M02", "-2.1", "0")]),
        ({"2023-M12": "15.1", "2024-M02": "13.0"}, True, []),
        ({"2023-M12": "15.1", "2024-01-01/P2M": "13.0"}, False, [("2024-01-01/P2M", "-2.1", "0")]),
        ({"2024-01-01/P2M": "15.1", "2024-M03": "13.0"}, False, [("2024-M03", "-2.1", "0")]),
        ({"2023-Q4": "5.2", "2024-Q1": "5.30"}, False, [("2024-Q1", "0.10", "0")]),
        ({"2024-M04": "15.1", "2024-M05": None}, True, []),
    ],
)
def test_a_rate_moves_in_points_against_the_period_before(
    rates: dict[str, str | None], found: list[tuple[str, str, str]], *, has_january: bool
) -> None:
    assert views(View.CHANGE, has_january=has_january, yoy=rates) == found
    assert views(View.CHANGE, has_january=has_january, ytd_yoy=rates) == found


def test_only_rates_move_in_points() -> None:
    level = Transformation.LEVEL
    rate = derive({level: series(level, figure("2024-Q1", "4.4", "%"), figure("2024-Q2", "4.5", "%"))})
    assert [(one.view, one.of, one.unit, one.approximate) for one in rate] == [(View.CHANGE, level, POINTS, False)]
    assert views(View.CHANGE, level={"2024-Q1": "4.4", "2024-Q2": "4.5"}) == []


@pytest.mark.parametrize(
    ("level", "growth", "found"),
    [
        ("503036", "3.0", [("2023-M12", "488384", "237.6")]),
        ("4.50", "12.5", [("2023-M12", "4.00", "0.007")]),
        ("4.50", "-99.9", [("2023-M12", "4500.00", "2255.000")]),
        ("4.50", "-100", []),
        ("4.50", None, []),
        (None, "3.0", []),
    ],
)
def test_the_base_of_a_published_growth_is_the_level_over_it(
    level: str | None, growth: str | None, found: list[tuple[str, str, str]]
) -> None:
    assert views(View.IMPLIED_BASE, ytd={"2024-M12": level}, ytd_yoy={"2024-M12": growth}) == found
    assert views(View.IMPLIED_BASE, level={"2024-M12": level}, yoy={"2024-M12": growth}) == found


def test_what_is_derived_says_what_it_is() -> None:
    ytd, ytd_yoy = Transformation.YTD, Transformation.YTD_YOY
    (base,) = derive(
        {ytd: series(ytd, figure("2024-M12", "4.50")), ytd_yoy: series(ytd_yoy, figure("2024-M12", "12.5", "%"))}
    )
    assert (base.view, base.of, base.unit, base.approximate) == (View.IMPLIED_BASE, ytd, YI, True)
    growth = derive(
        {
            ytd: series(ytd, *(figure(period, value) for period, value in BASES.items())),
            ytd_yoy: series(ytd_yoy, *(figure(period, value, "%") for period, value in GROWTHS.items())),
        }
    )
    assert {(one.view, one.of, one.unit) for one in growth} == {
        (View.FROM_CUMULATIVE, Transformation.LEVEL, YI),
        (View.GROWTH_FROM_CUMULATIVE, Transformation.YOY, PERCENT),
        (View.CHANGE, ytd_yoy, POINTS),
    }
    assert derive({}) == ()
