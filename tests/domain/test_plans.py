from datetime import date

import pytest
from tests.domain.given import AREA, target

from gaoxin_monitor.domain.codes import Accumulation, Freq, Frequency, Kind, TargetFlag, Transformation
from gaoxin_monitor.domain.observations import SeriesKey
from gaoxin_monitor.domain.plans import Plan, Section

SECTION = Section("1", "总体目标", "Headline targets")
RATE = target(Kind.GROWTH_RATE, 10, "%", id="gdp_growth", flags=frozenset({TargetFlag.INFERRED}))
PLAN = Plan("2024", "工作要点", "Work plan", 2024, AREA, (SECTION,), (RATE, target(Kind.ZERO, id="zero")))


@pytest.mark.parametrize(
    ("accumulation", "transformation"),
    [
        (Accumulation.YTD_LEVEL, Transformation.YTD),
        (Accumulation.YTD_COUNT, Transformation.YTD),
        (Accumulation.YTD_RATE, Transformation.YTD_YOY),
        (Accumulation.POINT_IN_TIME, Transformation.LEVEL),
        (Accumulation.STATE, Transformation.LEVEL),
        (Accumulation.EVENT, Transformation.LEVEL),
        (Accumulation.DERIVED, Transformation.LEVEL),
    ],
)
def test_how_a_figure_builds_up_decides_which_column_is_compared(
    accumulation: Accumulation, transformation: Transformation
) -> None:
    assert target(Kind.LEVEL_AT_LEAST, 1, accumulation=accumulation).transformation is transformation


@pytest.mark.parametrize(
    ("frequency", "freq"),
    [
        (Frequency.MONTHLY, Freq.MONTH),
        (Frequency.EVENT, Freq.MONTH),
        (Frequency.QUARTERLY, Freq.QUARTER),
        (Frequency.SEMIANNUAL, Freq.HALF),
        (Frequency.ANNUAL, Freq.YEAR),
    ],
)
def test_a_target_is_bound_to_one_series_of_its_area_and_frequency(frequency: Frequency, freq: Freq) -> None:
    bound = target(Kind.GROWTH_RATE, 10, "%", accumulation=Accumulation.YTD_RATE, frequency=frequency)
    assert bound.series == SeriesKey("x", AREA, freq, Transformation.YTD_YOY)


def test_a_target_without_indicator_is_bound_to_none() -> None:
    assert target(Kind.MILESTONE_BY_DATE, indicator="").series is None


def test_names_and_titles_come_in_both_languages() -> None:
    assert [RATE.name("zh"), RATE.name("en")] == ["目标", "Target"]
    assert [SECTION.name("zh"), SECTION.name("en")] == ["总体目标", "Headline targets"]
    assert [PLAN.title("zh"), PLAN.title("en")] == ["工作要点", "Work plan"]


def test_a_plan_finds_targets_and_sections_by_id_in_its_own_order() -> None:
    assert list(PLAN.by_id) == ["gdp_growth", "zero"]
    assert PLAN.section_by_id == {"1": SECTION}


def test_the_wording_of_a_target_is_asked_by_flag() -> None:
    assert RATE.is_(TargetFlag.INFERRED)
    assert not RATE.is_(TargetFlag.BEST_EFFORT)
    assert RATE.deadline == date(2024, 12, 31)
