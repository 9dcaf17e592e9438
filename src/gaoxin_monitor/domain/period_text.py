"""Periods as Chinese tables print them: 2024年5月, 2024.05, 202405, 2024年1—5月, 2024年第一季度, 上半年, 前三季度."""

import re
import unicodedata

from gaoxin_monitor.domain.periods import Period, PrintedPeriod

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_DASHES = str.maketrans(dict.fromkeys("—–‐‑−~～至", "-"))
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"{_YEAR}年?",
        rf"{_YEAR}(?:年|-M?|[./])(?P<m>0?[1-9]|1[0-2])月?份?",
        rf"{_YEAR}(?P<m>0[1-9]|1[0-2])",
        rf"{_YEAR}年?1月?-(?P<cum>[2-9]|1[0-2])月份?",
        rf"{_YEAR}[年-]?第?(?P<q>[1-4一二三四])季度?",
        rf"{_YEAR}(?:年|-)?Q(?P<q>[1-4])",
        rf"{_YEAR}-01-01/P2M(?P<span>)",
        rf"{_YEAR}年?(?P<half>[上下])半年",
        rf"{_YEAR}-S(?P<s>[12])",
        rf"{_YEAR}年?前(?P<first>[三3])季度?",
        rf"{_YEAR}年?全年",
    )
)


def parse_period(text: str, *, default_year: int | None = None) -> PrintedPeriod | None:
    """The period a text names, or None.

    ``2024年1—5月`` is the month of May with ``from_january``: whether that is a cumulative figure or, for 1—2月,
    the merged level is for the reader of the table to say. ``default_year`` completes texts without a year
    (上半年, 5月, 1-5月). Decimal months such as ``2016.1`` are read as written (January); a caller that knows better
    must not use this function for them.
    """
    cleaned = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_DASHES)
    if not cleaned.removeprefix("年"):
        return None
    if default_year is not None and not re.match(r"(19|20)\d\d", cleaned):
        cleaned = f"{default_year}年{cleaned.removeprefix('年')}"
    for form in _FORMS:
        match = form.fullmatch(cleaned)
        if match is not None:
            return _period(match.groupdict())
    return None


def _period(found: dict[str, str | None]) -> PrintedPeriod:
    year = int(found["y"] or 0)
    if month := found.get("m"):
        return PrintedPeriod(Period(year, int(month), 1))
    if month := found.get("cum"):
        return PrintedPeriod(Period(year, int(month), 1), from_january=True)
    if quarter := found.get("q"):
        number = _NUMERALS.get(quarter) or int(quarter)
        return PrintedPeriod(Period(year, number * 3 - 2, 3))
    return _longer_period(year, found)


def _longer_period(year: int, found: dict[str, str | None]) -> PrintedPeriod:
    if found.get("span") is not None:
        return PrintedPeriod(Period(year, 1, 2), from_january=True)
    if half := found.get("half") or found.get("s"):
        first = half in ("上", "1")
        return PrintedPeriod(Period(year, 1 if first else 7, 6), from_january=half == "上")
    if found.get("first"):
        return PrintedPeriod(Period(year, 7, 3), from_january=True)
    return PrintedPeriod(Period(year, 1, 12))
