"""The rules held against real series: whose base was revised, and what a year would have been nowcast to."""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from tests.domain.given import figure, series

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.domain.evaluation.growth import base_revised, naive_growth
from gaoxin_monitor.domain.observations import Series
from gaoxin_monitor.domain.outlook import nowcast_error, nowcasts
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Thresholds

TOLERANCE = Thresholds().base_revised_points


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def retail(published: Path) -> list[dict[str, str]]:
    return rows(published, "cn_retail_2012_2018_published.csv")


def flagged(retail: list[dict[str, str]]) -> dict[int, set[int]]:
    """For each year the last months of the periods whose published growth rests on another base."""
    levels = {(int(row["year"]), int(row["month_to"])): Decimal(row["retail_yi"]) for row in retail}
    found: dict[int, set[int]] = defaultdict(set)
    for row in retail:
        year, month = int(row["year"]), int(row["month_to"])
        base = levels.get((year - 1, month))
        if base is not None and base_revised(levels[year, month], base, Decimal(row["yoy_published_pct"]), TOLERANCE):
            found[year].add(month)
    return found


def test_consistent_years_are_not_flagged_and_revised_ones_are(retail: list[dict[str, str]]) -> None:
    found = flagged(retail)
    assert [found[year] for year in (2013, 2014, 2016, 2017)] == [set()] * 4
    assert found[2015] == set(range(2, 12))
    assert found[2018] == {int(row["month_to"]) for row in retail if row["year"] == "2018"}


def test_published_pairs_are_comparable_where_their_source_says_so(published: Path) -> None:
    for row in rows(published, "published_growth_vs_levels.csv"):
        level, base = Decimal(row["level"]), Decimal(row["level_prev_year_as_first_published"])
        growth = Decimal(row["yoy_published_pct"])
        assert base_revised(level, base, growth, TOLERANCE) is (row["comparable"] == "no"), row["id"]
        assert round(naive_growth(level, base), 2) == pytest.approx(float(row["yoy_from_levels_pct"]), abs=0.006)


def cumulative(retail: list[dict[str, str]], *years: int) -> Series:
    totals: dict[int, Decimal] = defaultdict(Decimal)
    known = []
    for row in retail:
        year, month = int(row["year"]), int(row["month_to"])
        totals[year] += Decimal(row["retail_yi"])
        if year in years:
            known.append(figure(f"{year}-M{month:02d}", totals[year]))
    return series(Transformation.YTD, *known)


@pytest.mark.parametrize(("month", "error"), [(2, -1.547), (6, -0.308), (9, -0.148), (11, 0.253)])
def test_the_year_2017_would_have_been_told_early(retail: list[dict[str, str]], month: int, error: float) -> None:
    period = Period.month_of(2017, month)
    known, this = cumulative(retail, *range(2012, 2017)), cumulative(retail, 2017)
    value, actual = this.at(period), this.at(Period.month_of(2017, 12))
    assert value is not None
    assert value.value is not None
    assert actual is not None
    assert actual.value is not None
    shares = pace.shares_of_earlier_years(known, period)
    assert len(nowcasts(value.value, shares)) == 5
    found = nowcast_error(next(iter(nowcasts(value.value, [pace.mean(shares)]))), actual.value)
    assert float(found) == pytest.approx(error, abs=0.001)
