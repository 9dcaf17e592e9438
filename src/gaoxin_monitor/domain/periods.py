"""Periods: years, halves, quarters, months and the merged span 1—2月.

A period knows its first month and its length in months. Both ends are inclusive. Canonical text is SDMX
(``2024``, ``2024-S1``, ``2024-Q1``, ``2024-M05``); the merged span is ISO 8601 ``2024-01-01/P2M``.
"""

import re
from datetime import date, timedelta
from functools import cache

from gaoxin_monitor.domain.codes import Freq
from gaoxin_monitor.domain.frozen import dataclass

_DAY = timedelta(days=1)
_FREQ = {12: Freq.YEAR, 6: Freq.HALF, 3: Freq.QUARTER, 2: Freq.MONTH, 1: Freq.MONTH}
_MONTHS = {Freq.YEAR: 12, Freq.HALF: 6, Freq.QUARTER: 3, Freq.MONTH: 1}
_CANONICAL = re.compile(r"(\d{4})(?:-(?:S([12])|Q([1-4])|M(0[1-9]|1[0-2])|(01-01/P2M)))?", re.ASCII)


@cache
def _last_day(year: int, month: int) -> date:
    """Asked a dozen times for every figure of a board; there are only so many months."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - _DAY  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months: ``months`` of them from ``month`` of ``year``. Orders by end, the longer last."""

    year: int
    month: int
    months: int

    def __post_init__(self) -> None:
        fits = self.months in _FREQ and 1 <= self.month <= 12 and (self.month - 1) % self.months == 0  # noqa: PLR2004
        if not fits or not 1 <= self.year <= 9999 or (self.months == 2 and self.month != 1):  # noqa: PLR2004
            msg = f"no such period: {self.year}-{self.month} over {self.months} months"
            raise ValueError(msg)

    @classmethod
    def of(cls, text: str) -> "Period":
        """From canonical text; ValueError otherwise."""
        match = _CANONICAL.fullmatch(text)
        if match is None:
            msg = f"not a canonical period: {text!r}"
            raise ValueError(msg)
        year, half, quarter, month, span = match.groups()
        if half:
            return cls(int(year), int(half) * 6 - 5, 6)
        if quarter:
            return cls(int(year), int(quarter) * 3 - 2, 3)
        if month:
            return cls(int(year), int(month), 1)
        return cls(int(year), 1, 2 if span else 12)

    @classmethod
    def month_of(cls, year: int, month: int) -> "Period":
        """The one month."""
        return cls(year, month, 1)

    @classmethod
    def month_containing(cls, day: date) -> "Period":
        """The month in which a day falls."""
        return cls(day.year, day.month, 1)

    def __str__(self) -> str:
        if self.months == 12:  # noqa: PLR2004
            return f"{self.year:04d}"
        if self.months == 2:  # noqa: PLR2004
            return f"{self.year:04d}-01-01/P2M"
        if self.months == 1:
            return f"{self.year:04d}-M{self.month:02d}"
        return f"{self.year:04d}-{self.freq}{(self.month - 1) // self.months + 1}"

    def __lt__(self, other: "Period") -> bool:
        return self._order < other._order

    def __le__(self, other: "Period") -> bool:
        return self._order <= other._order

    @property
    def _order(self) -> tuple[int, int, int]:
        return (self.year, self.month + self.months - 1, self.months)

    @property
    def freq(self) -> Freq:
        """The merged span 1—2月 belongs to monthly series."""
        return _FREQ[self.months]

    @property
    def last_month(self) -> int:
        """Number of the month in which the period ends."""
        return self.month + self.months - 1

    @property
    def start(self) -> date:
        """First day."""
        return date(self.year, self.month, 1)

    @property
    def end(self) -> date:
        """Last day."""
        return _last_day(self.year, self.month + self.months - 1)

    def shift(self, steps: int) -> "Period":
        """The period ``steps`` later (or earlier) of the same length; the span 1—2月 steps by years."""
        if self.months == 2:  # noqa: PLR2004
            return Period(self.year + steps, 1, 2)
        years, month = divmod(self.year * 12 + self.month - 1 + steps * self.months, 12)
        return Period(years, month + 1, self.months)

    def year_before(self) -> "Period":
        """The same period of the year before."""
        return Period(self.year - 1, self.month, self.months)

    def as_end_month(self) -> "Period":
        """The month in which the period ends: the key of a cumulative figure in a monthly series."""
        return Period(self.year, self.last_month, 1)


@dataclass(frozen=True, slots=True)
class PrintedPeriod:
    """A period as a table prints it. ``from_january``: the words say a cumulation (1—5月, 上半年, 前三季度)."""

    period: Period
    from_january: bool = False
