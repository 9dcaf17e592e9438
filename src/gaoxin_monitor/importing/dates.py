"""Days and periods as cells print them, beyond the spellings of the domain: typed dates, and months cut to decimals."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from gaoxin_monitor.domain.period_text import parse_period
from gaoxin_monitor.domain.periods import Period, PrintedPeriod

_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?(?: 00:00:00)?", re.ASCII)
_DIGITS = re.compile(r"(20\d\d)(\d\d)(\d\d)", re.ASCII)
_MONTH_END = re.compile(r"(\d{4})年(\d{1,2})月[底末]", re.ASCII)
_DOTTED = re.compile(r"(\d{4})\.(\d{1,2})", re.ASCII)
_STATED = re.compile(
    r"(?:发布|填报|报送|报出|上报|制表)(?:日期|时间)\s*:\s*(\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?)", re.ASCII
)
_SERIAL = re.compile(r"[3-6]\d{4}(?:\.0)?", re.ASCII)
_NO_DAY = frozenset({"", "-", "—", "——", "…", "/", "无"})


def read_period(text: str, default_year: int | None = None) -> PrintedPeriod | None:
    """A printed period; the first or last day of a month stands for the month, as spreadsheets make it of 2024年5月."""
    if printed := parse_period(text, default_year=default_year):
        return printed
    day = read_day(text)
    if not day:
        return None
    month = Period.month_containing(date.fromisoformat(day))
    return PrintedPeriod(month) if day in (month.start.isoformat(), month.end.isoformat()) else None


def lacks_year(text: str) -> bool:
    """Whether a text names a period of a year that stands elsewhere (上半年, 1-6月); a bare number does not."""
    return _SAYS_PERIOD.search(text) is not None and read_period(text) is None and read_period(text, 2000) is not None


def years_in(text: str) -> frozenset[int]:
    """The years a title or a name states; those of whole days are left out, since they date the file."""
    plain = _WHOLE_DAY.sub(" ", unicodedata.normalize("NFKC", text))
    return frozenset(int(year) for year in _YEARS.findall(plain))


_SAYS_PERIOD = re.compile("[月季年Qq]")
_WHOLE_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日?|\d{4}([-./])\d{1,2}\1\d{1,2}|(?<!\d)20\d{6}(?!\d)", re.ASCII)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=(?:0[1-9]|1[0-2])?(?!\d))", re.ASCII)


def period_in(text: str) -> str:
    """The one month or quarter that a title states, as it is printed there; empty when it states none or several.

    2024年1—6月 of a title is the month of June: its columns say what is cumulative. 1—2月 stay together.
    """
    plain = _WHOLE_DAY.sub(" ", unicodedata.normalize("NFKC", text))
    found = {match[0] for match in _TITLE_PERIOD.finditer(plain)}
    if len(found) != 1:
        return ""
    match = _TITLE_PERIOD.search(plain)
    return f"{match['year']}年{match['end']}月" if match and match["end"] not in (None, "2") else min(found)


_TITLE_PERIOD = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:1月?\s*[-—–~至]+\s*(?P<end>1[0-2]|[2-9])月|(?:1[0-2]|[1-9])月|第?[一二三四1-4]季度)",
    re.ASCII,
)


def period_fault(text: str) -> str:
    """What is wrong with a text that names no period."""
    return "period-serial" if _SERIAL.fullmatch(unicodedata.normalize("NFKC", text).strip()) else "period-unreadable"


def read_day(text: str) -> str | None:
    """A printed day as ISO text, empty where the cell says there is none, None where it says something else."""
    cleaned = unicodedata.normalize("NFKC", text).strip()
    if cleaned in _NO_DAY:
        return ""
    if match := _MONTH_END.fullmatch(cleaned):
        year, month = int(match[1]), int(match[2])
        return _iso(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None  # noqa: PLR2004
    match = _DAY.fullmatch(cleaned) or _DIGITS.fullmatch(cleaned)
    return _iso(*map(int, match.groups())) if match else None


def stated_day(text: str) -> date | None:
    """The day after words such as 填报日期： or 发布时间： in a line of running text."""
    match = _STATED.search(unicodedata.normalize("NFKC", text))
    day = read_day(match[1]) if match else None
    return date.fromisoformat(day) if day else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_together(texts: Sequence[str]) -> list[PrintedPeriod | str]:
    """The periods of neighbouring cells, or the slug of what is wrong with one.

    Spreadsheets cut 2016.10 to 2016.1. It is October where the other months are printed with two digits or where its
    neighbours say so, January where 2016.10 is printed too or its neighbours say so, and otherwise not to be told.
    """
    months = [_dotted(text) for text in texts]
    found: list[PrintedPeriod | str] = []
    for position, text in enumerate(texts):
        dotted = months[position]
        if dotted and re.fullmatch(r".*\.1", text):
            month = _first_or_tenth(texts, months, position)
            found.append(PrintedPeriod(Period(dotted[0], month, 1)) if month else "period-ambiguous")
        else:
            found.append(read_period(text) or period_fault(text))
    return found


def _dotted(text: str) -> tuple[int, int] | None:
    match = _DOTTED.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


def _first_or_tenth(texts: Sequence[str], months: Sequence[tuple[int, int] | None], position: int) -> int:
    year = int(texts[position][:4])
    if any(re.fullmatch(r"\d{4}\.0\d", text) for text in texts):
        return 10
    if f"{year}.10" in texts:
        return 1
    beside = [
        month[0] * 12 + month[1]
        for index in (position - 1, position + 1)
        if 0 <= index < len(months) and (month := months[index]) and not texts[index].endswith(".1")
    ]
    near = [month for month in (1, 10) if any(abs(year * 12 + month - other) == 1 for other in beside)]
    return near[0] if len(near) == 1 else 0
