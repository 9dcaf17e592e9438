"""The level goal and the growth goal of one indicator imply last year's total."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gaoxin_monitor.domain.batches import Figure
from gaoxin_monitor.domain.codes import Freq, Transformation
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plan_checks import check_bases
from gaoxin_monitor.domain.plans import Plan
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.settings import load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load(ROOT).plan


def _revenue(plan: Plan, period: str, value: str) -> Figure:
    key = SeriesKey("fiscal_revenue", plan.ref_area, Freq.MONTH, Transformation.YTD)
    return Figure(key, Observation(Period.of(period), Decimal(value), Unit("元", 4), date(2024, 1, 10), 0))


@pytest.mark.parametrize(
    ("period", "value", "warned"),
    [
        ("2023-M12", "40000", 0),
        ("2023-M12", "40200", 0),
        ("2023-M12", "40201", 1),
        ("2023-M12", "39799", 1),
        ("2023-M11", "30000", 0),
        ("2022-M12", "30000", 0),
    ],
)
def test_last_years_revenue_must_be_four_within_two_hundredths(
    plan: Plan, period: str, value: str, warned: int
) -> None:
    found = check_bases(plan, [_revenue(plan, period, value)])
    assert [diagnostic.slug for diagnostic in found] == ["base-not-implied"] * warned
