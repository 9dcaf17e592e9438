"""Checks of ``calendar.toml``: days in order, and releases of things that exist, each arranged once."""

from datetime import date

from gaoxin_monitor.domain.calendar import release_key
from gaoxin_monitor.domain.codes import Freq, Frequency
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.settings.checks.plan import PlanDesk
from gaoxin_monitor.settings.documents import Document
from gaoxin_monitor.settings.nearest import nearest
from gaoxin_monitor.settings.positions import KeyPath
from gaoxin_monitor.settings.shapes.calendar import ReleaseShape, ReleasesShape

LONGEST = 31
"""Days; a longer holiday is a wrong month or year."""

_SATURDAY = 5
_FREQ = {
    Frequency.MONTHLY: Freq.MONTH,
    Frequency.QUARTERLY: Freq.QUARTER,
    Frequency.SEMIANNUAL: Freq.HALF,
    Frequency.ANNUAL: Freq.YEAR,
}


def check_calendar(document: Document[ReleasesShape], desk: PlanDesk) -> None:
    """All of them; ``desk`` knows the indicators and registers."""
    if document.model is None:
        return
    _check_holidays(document, document.model)
    _check_workdays(document, document.model)
    first: dict[tuple[str, Period | None], KeyPath] = {}
    for index, release in enumerate(document.model.release):
        path: KeyPath = ("release", index)
        if document.clean(*path):
            _check_release(document, path, release, desk)
            _check_once(document, path, release, first)


def _check_holidays(document: Document[ReleasesShape], model: ReleasesShape) -> None:
    for index, holiday in enumerate(model.holidays):
        path: KeyPath = ("holidays", index)
        if holiday.to is None or not document.clean(*path):
            continue
        if holiday.to < holiday.from_:
            document.add("config-holiday-order", (*path, "to"), value=holiday.to, first=holiday.from_)
        elif (holiday.to - holiday.from_).days >= LONGEST:
            document.add(
                "config-holiday-long", (*path, "to"), days=(holiday.to - holiday.from_).days + 1, limit=LONGEST
            )


def _check_workdays(document: Document[ReleasesShape], model: ReleasesShape) -> None:
    """A day that is off and worked at once is an error, one that is worked anyway a doubt."""
    if not document.clean("workdays"):
        return
    holidays = [each for index, each in enumerate(model.holidays) if document.clean("holidays", index)]
    for index, day in enumerate(model.workdays):
        path: KeyPath = ("workdays", index)
        if any(holiday.from_ <= day <= (holiday.to or holiday.from_) for holiday in holidays):
            document.add("config-workday-holiday", path, value=day)
        elif day.weekday() < _SATURDAY:
            document.warn("config-workday-weekday", path, value=day)


def _check_release(document: Document[ReleasesShape], path: KeyPath, release: ReleaseShape, desk: PlanDesk) -> None:
    if (release.indicator is None) == (release.register_ is None):
        document.add("config-release-name", path)
    if not _is_whole(release):
        document.add("config-release-what", path)
    known = desk.indicator_ids if desk.catalogue else None
    _check_known(document, (*path, "indicator"), "config-indicator-unknown", release.indicator, known)
    registers = desk.registers if desk.document.model and desk.document.clean("section") else None
    _check_known(document, (*path, "register"), "config-register-unknown", release.register_, registers)
    if release.period is not None:
        _check_period(document, path, release, desk)


def _is_whole(release: ReleaseShape) -> bool:
    """Either a period with its day, or a lag alone."""
    if release.lag_days is not None:
        return release.period is None and release.day is None
    return release.period is not None and release.day is not None


def _check_known(
    document: Document[ReleasesShape], path: KeyPath, slug: str, value: str | None, known: tuple[str, ...] | None
) -> None:
    if value is not None and known is not None and value not in known:
        document.add(slug, path, value=value, nearest=nearest(value, known))


def _check_period(document: Document[ReleasesShape], path: KeyPath, release: ReleaseShape, desk: PlanDesk) -> None:
    period, day = release.period, release.day
    name = release.indicator or ""
    indicator = desk.catalogue.root.get(name) if desk.catalogue and desk.indicators.clean(name, "frequency") else None
    if indicator is not None and period is not None and _FREQ[indicator.frequency] is not period.freq:
        document.add(
            "config-release-frequency",
            (*path, "period"),
            value=period,
            indicator=name,
            frequency=indicator.frequency.value,
        )
    if isinstance(day, date) and period is not None and day <= period.end:
        document.add("config-release-early", (*path, "day"), value=day, period=period)


def _check_once(
    document: Document[ReleasesShape],
    path: KeyPath,
    release: ReleaseShape,
    first: dict[tuple[str, Period | None], KeyPath],
) -> None:
    name = release.indicator or release.register_ or ""
    key = release_key(name, release.period) if release.period is not None else (name, None)
    held = first.setdefault(key, path)
    if held is not path:
        document.add("config-release-twice", path, value=name, first=document.line(held))
