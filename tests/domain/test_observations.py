from decimal import Decimal

from tests.domain.given import day, figure, months, series

from gaoxin_monitor.domain.codes import ObsStatus, Transformation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit

EMPTY = figure("2024-M06", None, status=ObsStatus.UNSPECIFIED)
KNOWN = series(Transformation.YTD, *months({3: "1.1", 4: "1.5", 5: "2.13"}), EMPTY)


def test_a_value_is_told_in_another_multiple_of_its_measure_only() -> None:
    found = figure("2024-M05", 21298, "万元")
    assert found.value_in(Unit("元", 8)) == Decimal("2.1298")
    assert found.value_in(Unit("美元", 8)) is None
    assert EMPTY.value_in(Unit("元", 8)) is None


def test_a_figure_is_found_by_exactly_its_period() -> None:
    assert KNOWN.at(Period.of("2024-M04")) == figure("2024-M04", "1.5")
    assert KNOWN.at(Period.of("2024-M06")) == EMPTY
    assert KNOWN.at(Period.of("2024-M02")) is None
    assert KNOWN.at(Period.of("2024-Q1")) is None


def test_a_series_is_cut_after_the_periods_that_end_by_a_day() -> None:
    assert [str(o.period) for o in KNOWN.until(day("2024-04-30")).observations] == ["2024-M03", "2024-M04"]
    assert [str(o.period) for o in KNOWN.until(day("2024-04-29")).observations] == ["2024-M03"]


def test_the_latest_figure_is_the_newest_that_has_a_value() -> None:
    assert KNOWN.latest == figure("2024-M05", "2.13")
    assert series(Transformation.YTD, EMPTY).latest is None
    assert series(Transformation.YTD).latest is None
