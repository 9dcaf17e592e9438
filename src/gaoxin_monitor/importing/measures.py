"""What a number in a table measures: name, transformation and unit, taken from the words around it."""

import re
import unicodedata
from dataclasses import dataclass

from gaoxin_monitor.domain.codes import Freq, Frequency, Transformation
from gaoxin_monitor.domain.periods import Period, PrintedPeriod
from gaoxin_monitor.domain.units import PERCENT, Unit, parse_unit

CUMULATIVE = frozenset({Transformation.YTD, Transformation.YTD_YOY})
RATES = frozenset({Transformation.YOY, Transformation.YTD_YOY, Transformation.MOM})
_LAST_BRACKETS = re.compile(r"(?P<name>.*\S)\s*[(（](?P<inside>[^()（）]*)[)）]")
_REMARK = re.compile(r".*(?:价|口径|以上|以下)|不?含.*|[A-Z]{2,}")
"""Closing brackets that say something about the name: (不变价), (不含农户), (GDP)."""
_BASE = re.compile(r".+=\s*100")
_YEARLY_BASES = frozenset({"上年同月=100", "上年同季=100", "上年=100"})
_SUFFIXES = {
    "累计同比增长": Transformation.YTD_YOY,
    "累计同比增速": Transformation.YTD_YOY,
    "累计增长": Transformation.YTD_YOY,
    "累计增速": Transformation.YTD_YOY,
    "同比增长": Transformation.YOY,
    "同比增速": Transformation.YOY,
    "环比增长速度": Transformation.MOM,
    "环比增长": Transformation.MOM,
    "环比增速": Transformation.MOM,
    "累计值": Transformation.YTD,
    "当季值": Transformation.LEVEL,
    "当期值": Transformation.LEVEL,
    "当月值": Transformation.LEVEL,
    "期末值": Transformation.LEVEL,
}
_FREQS = {
    Frequency.QUARTERLY: Freq.QUARTER,
    Frequency.SEMIANNUAL: Freq.HALF,
    Frequency.ANNUAL: Freq.YEAR,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What the numbers of one row or column measure, and where. ``indicator`` only when the importer is sure."""

    label: str
    unit: Unit
    area: str
    transformation: Transformation = Transformation.LEVEL
    indicator: str | None = None
    dims: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A printed name taken apart. ``unit`` is None when no brackets state one."""

    label: str
    transformation: Transformation
    unit: Unit | None = None


def parse_title(text: str) -> Title:
    """工业增加值累计增长(%) → 工业增加值, year to date on year, %.

    The unit is the last pair of brackets: 国内生产总值(不变价)当季值(亿元). An index has its base there instead; a base
    other than the year before stays in the label, since it is another series: 居民消费价格指数(上月=100).
    """
    match = _LAST_BRACKETS.fullmatch(text.strip())
    if match is None or _REMARK.fullmatch(match["inside"]):
        return _with_suffix(text.strip(), None)
    name, inside = match["name"], re.sub(r"\s+", "", unicodedata.normalize("NFKC", match["inside"]))
    if _BASE.fullmatch(inside):
        label = name if inside in _YEARLY_BASES else f"{name}({inside})"
        return Title(label, Transformation.INDEX, Unit(inside))
    return _with_suffix(name, parse_unit(inside))


def _with_suffix(name: str, unit: Unit | None) -> Title:
    for suffix, transformation in _SUFFIXES.items():
        label = name.removesuffix(suffix).rstrip("_ ")
        if label and label != name:
            return Title(label, transformation, unit or (PERCENT if transformation in RATES else None))
    return Title(name, Transformation.LEVEL, unit)


def period_key(printed: PrintedPeriod, transformation: Transformation) -> Period | None:
    """The period under which a figure is kept; None where a cumulation is printed over a figure that is none.

    1—2月 is the merged span for figures of the period itself, and the end month for cumulative ones.
    """
    if not printed.from_january or transformation in CUMULATIVE:
        period = printed.period
        return period.as_end_month() if period.months == 2 else period  # noqa: PLR2004
    return {1: _merged(printed.period), 2: printed.period, 6: printed.period}.get(printed.period.months)


def _merged(month: Period) -> Period | None:
    return Period(month.year, 1, 2) if month.month == 2 else None  # noqa: PLR2004


def aligned(period: Period, transformation: Transformation, frequency: Frequency) -> Period:
    """A cumulative figure under the frequency of its indicator: 上半年 is June of a monthly, Q2 of a quarterly series.

    Only where both end in the same month, so that the figure is the same.
    """
    if transformation not in CUMULATIVE or period.months == 12:  # noqa: PLR2004
        return period
    freq = _FREQS.get(frequency, Freq.MONTH)
    if period.freq is freq and period.months != 2:  # noqa: PLR2004
        return period
    if freq is Freq.QUARTER and period.last_month % 3 == 0:
        return Period(period.year, period.last_month - 2, 3)
    return period.as_end_month() if freq is Freq.MONTH else period
