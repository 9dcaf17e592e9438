"""The zone's invented figures: cumulative levels and published growth, by month or quarter.

Growth is what a bureau would publish, not the ratio of the levels: industrial output of 2024 stands on a base that
was cut to the firms still in the survey (``INDUSTRY_BASE``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

INDUSTRY_BASE = Decimal("0.945")
"""Share of the output of 2023 that was made by firms still surveyed in 2024."""


@dataclass(frozen=True)
class Figure:
    """A cumulative level (None where only growth is published) and its published growth (None where none is)."""

    level: Decimal | None
    growth: Decimal | None = None


Year = Mapping[int, Figure]


def _year(text: str) -> Year:
    """``2 35.62 12.4; 3 58.90 12.9``: month, cumulative level, growth; a dash for what is not published."""
    parts = (entry.split() for entry in text.split(";"))
    return {int(month): Figure(*map(_number, rest)) for month, *rest in parts}


def _number(text: str) -> Decimal | None:
    return None if text == "-" else Decimal(text)


INDUSTRY = {
    2023: _year(
        "2 35.62 12.4; 3 58.90 12.9; 4 79.95 13.1; 5 101.32 12.6; 6 126.48 13.4; 7 147.93 13.0; 8 170.61 12.8;"
        "9 195.40 13.3; 10 218.72 13.5; 11 243.15 13.7; 12 270.36 13.9"
    ),
    2024: _year("2 38.78 15.2; 3 64.79 16.4; 4 88.32 16.9; 5 111.64 16.6; 6 140.08 17.2"),
}
VALUE_ADDED = {
    2023: _year(
        "2 - 9.6; 3 - 9.9; 4 - 9.7; 5 - 9.8; 6 - 10.1; 7 - 10.0; 8 - 10.2; 9 - 10.3; 10 - 10.4; 11 - 10.4; 12 - 10.5"
    ),
    2024: _year("2 - 12.1; 3 - 11.4; 4 - 10.6; 5 - 10.1; 6 - 9.6"),
}
INVESTMENT = {
    2023: _year(
        "2 12.35 8.1; 3 30.12 7.4; 4 43.90 6.9; 5 58.77 7.0; 6 76.41 7.5; 7 88.90 6.8; 8 100.62 6.1; 9 113.54 5.9;"
        "10 124.80 5.6; 11 134.15 5.2; 12 142.60 5.0"
    ),
    2024: _year("2 12.75 3.2; 3 30.54 1.4; 4 44.16 0.6; 5 57.65 -1.9; 6 73.58 -3.7"),
}
INVESTMENT_MAY_REVISED = Figure(Decimal("57.24"), Decimal("-2.6"))
RETAIL = {
    2023: _year(
        "2 7.86 6.8; 3 11.42 8.2; 4 14.95 9.6; 5 18.86 9.9; 6 22.79 9.1; 7 26.48 8.7; 8 30.31 8.9; 9 34.20 9.0;"
        "10 38.41 9.3; 11 42.55 9.6; 12 46.92 9.8"
    ),
    2024: _year("2 8.97 14.1; 3 12.97 13.6; 4 16.91 13.1; 5 21.27 12.8; 6 25.80 13.2"),
}
RETAIL_MAY_REVISED = Figure(Decimal("21.20"), Decimal("12.4"))
RETAIL_2023_CHECKED = Figure(Decimal("46.58"), Decimal("9.0"))
RETAIL_LARGE = {
    2023: _year(
        "2 2.71 5.2; 3 4.02 6.6; 4 5.24 8.1; 5 6.61 8.4; 6 8.02 7.7; 7 9.30 7.4; 8 10.63 7.5; 9 12.04 7.7;"
        "10 13.52 8.0; 11 14.99 8.3; 12 16.58 8.5"
    ),
    2024: _year("2 3.05 12.5; 3 4.51 12.2; 4 5.86 11.8; 5 7.37 11.5; 6 8.97 11.9"),
}
FISCAL = {
    2021: _year("1 0.44; 2 0.61; 3 0.87; 4 1.22; 5 1.44; 6 1.71; 7 2.11; 8 2.30; 9 2.55; 10 2.89; 11 3.11; 12 3.36"),
    2022: _year("1 0.47; 2 0.66; 3 0.94; 4 1.32; 5 1.55; 6 1.85; 7 2.28; 8 2.48; 9 2.75; 10 3.12; 11 3.36; 12 3.64"),
    2023: _year(
        "1 0.52 10.6; 2 0.73 10.6; 3 1.04 10.6; 4 1.46 10.6; 5 1.72 11.0; 6 2.05 10.8; 7 2.52 10.5; 8 2.74 10.5;"
        "9 3.04 10.5; 10 3.44 10.3; 11 3.70 10.1; 12 4.00 9.9"
    ),
    2024: _year("1 0.58 11.8; 2 0.83 13.7; 3 1.17 12.5; 4 1.62 11.0; 5 1.90 10.5; 6 2.29 11.7"),
}
"""As the zone bureau prints them; June 2024 is the figure that the finance office contradicts."""

FISCAL_OFFICE_2024 = _year("1 5812 11.8; 2 8300 13.7; 3 11700 12.5; 4 16198 11.0; 5 19003 10.5; 6 22598 10.2")
"""The finance office's own figures in 万元."""

FISCAL_OFFICE_JANUARY_FLASH = Figure(Decimal(5790), Decimal("11.3"))
SPENDING = {
    2023: _year(
        "1 0.61 4.1; 2 1.22 4.4; 3 2.05 5.0; 4 2.71 5.1; 5 3.40 4.8; 6 4.33 5.3; 7 4.96 5.2; 8 5.60 5.0; 9 6.41 5.4;"
        "10 7.02 5.5; 11 7.78 5.6; 12 9.12 5.8"
    ),
    2024: _year("1 0.64 4.9; 2 1.29 5.7; 3 2.18 6.3; 4 2.86 5.5; 5 3.60 5.9; 6 4.61 6.5"),
}

GDP = {
    2023: _year("3 27.86 7.1; 6 59.34 7.4; 9 91.20 7.8; 12 128.64 8.2"),
    2024: _year("3 30.42 9.0; 6 65.01 9.4"),
}
GDP_2023_FINAL = Figure(Decimal("127.92"), Decimal("8.1"))

TECH_CONTRACTS = {
    2021: _year("1 .10; 2 .25; 3 .66; 4 .90; 5 1.20; 6 1.62; 7 1.86; 8 2.12; 9 2.55; 10 2.88; 11 3.30; 12 4.12"),
    2022: _year("1 .14; 2 .33; 3 .86; 4 1.17; 5 1.55; 6 2.12; 7 2.44; 8 2.76; 9 3.28; 10 3.71; 11 4.24; 12 5.28"),
    2023: _year("1 .18; 2 .44; 3 1.10; 4 1.47; 5 1.92; 6 2.63; 7 3.00; 8 3.38; 9 4.03; 10 4.53; 11 5.18; 12 6.36"),
}
TECH_CONTRACTS_2024 = _year("1 2310.00; 2 5512.40; 3 13120.75; 4 16630.20; 5 20795.36; 6 27086.15")
"""In 万元, as the registration office counts them."""

TECH_SMES = {
    2021: _year("1 0; 2 0; 3 12; 4 30; 5 52; 6 79; 7 98; 8 113; 9 128; 10 146; 11 162; 12 176"),
    2022: _year("1 0; 2 0; 3 16; 4 38; 5 66; 6 98; 7 122; 8 141; 9 159; 10 181; 11 201; 12 219"),
    2023: _year("1 0; 2 0; 3 20; 4 46; 5 78; 6 117; 7 146; 8 168; 9 190; 10 216; 11 240; 12 262"),
    2024: _year("1 0; 2 0; 3 26; 4 55; 5 93; 6 138"),
}
HIGH_TECH = {
    2021: _year("9 0; 10 5; 11 12; 12 19"),
    2022: _year("9 0; 10 7; 11 17; 12 28"),
    2023: _year("6 0; 9 0; 10 9; 11 21; 12 34"),
    2024: _year("1 0; 2 0; 3 0; 4 0; 5 0; 6 0"),
}
HIGH_TECH_2023_FILED = Decimal(33)

UNEMPLOYMENT = {
    2021: _year("3 3.9; 6 3.9; 9 4.0; 12 4.0"),
    2022: _year("3 4.1; 6 4.2; 9 4.2; 12 4.1"),
    2023: _year("3 4.1; 6 4.2; 9 4.2; 12 4.3"),
    2024: _year("3 4.3; 6 4.4"),
}

KEY_INVESTMENT = _year("1 2.86; 2 6.83; 3 19.12; 4 28.94; 5 40.12; 6 55.87")
URBAN_INVESTMENT = _year("1 1.02; 2 2.90; 3 7.42; 4 11.35; 5 15.60")


def single(years: Mapping[int, Year], year: int, month: int, step: int = 1) -> Decimal | None:
    """The level of one period of ``step`` months; for a series without January, February stands for both months."""
    now, before = years[year][month].level, years[year].get(month - step)
    if now is None or before is None or before.level is None:
        return now
    return now - before.level


def single_growth(years: Mapping[int, Year], year: int, month: int, base: Decimal = Decimal(1)) -> Decimal | None:
    """The month's growth on the year before, on a base cut to ``base`` of what was published; None without a base."""
    if year - 1 not in years:
        return None
    if month - 1 not in years[year]:
        return years[year][month].growth
    now, then = single(years, year, month), single(years, year - 1, month)
    if now is None or then is None:
        return None
    return ((now / (then * base) - 1) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
