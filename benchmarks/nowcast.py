"""Prints how far nowcasts of the year would have been off on a real series, month by month, against a straight line.

National retail sales 2012-2017: each year from the shares of all years before it that are on record (at least three).
``GAOXIN_SHARED`` names the folder above ``published/``; default ``../shared``.
"""

import csv
import os
import statistics
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.outlook import nowcast_error, nowcasts, reaching

SHARED = Path(os.environ.get("GAOXIN_SHARED") or Path(__file__).parents[2] / "shared")
SERIES = SHARED / "published" / "cn_retail_2012_2018_published.csv"
YEARS = range(2012, 2018)
MONTHS = range(2, 12)
LEAST = 3

Cumulative = dict[int, dict[int, Decimal]]


def _cumulative() -> Cumulative:
    """For each year the cumulative level at the end of each month; January is part of February."""
    totals: dict[int, Decimal] = defaultdict(Decimal)
    found: Cumulative = defaultdict(dict)
    with SERIES.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            year = int(row["year"])
            totals[year] += Decimal(row["retail_yi"])
            found[year][int(row["month_to"])] = totals[year]
    return found


def _told(known: Cumulative, year: int, month: int) -> tuple[Fraction, Fraction, str]:
    """The error of the nowcast and of a straight line in percent, and how many years' courses reached what came."""
    before = [known[earlier] for earlier in YEARS if earlier < year]
    shares = [Fraction(course[month]) / Fraction(course[12]) for course in before]
    value, actual = known[year][month], known[year][12]
    (middle,) = nowcasts(value, [pace.mean(shares)])
    (straight,) = nowcasts(value, [pace.linear(month)])
    reached = f"{reaching(nowcasts(value, shares), actual)}/{len(shares)}"
    return nowcast_error(middle, actual), nowcast_error(straight, actual), reached


def main() -> None:
    """One line per year and month, then the mean absolute errors."""
    if not SERIES.is_file():
        sys.exit(f"no published series at {SERIES} (GAOXIN_SHARED names the folder above published/)")
    known = _cumulative()
    errors: list[tuple[float, float]] = []
    print("year month  nowcast %  straight line %  years reaching what came")
    for year in YEARS:
        for month in MONTHS if year - YEARS[0] >= LEAST else ():
            ours, straight, reached = _told(known, year, month)
            errors.append((float(ours), float(straight)))
            print(f"{year} {month:5d} {float(ours):+10.3f} {float(straight):+16.2f}  {reached:>8}")
    ours_off, straight_off = (statistics.fmean(map(abs, column)) for column in zip(*errors, strict=True))
    print(f"mean absolute error: nowcast {ours_off:.2f} %, straight line {straight_off:.2f} % (n = {len(errors)})")


if __name__ == "__main__":
    main()
