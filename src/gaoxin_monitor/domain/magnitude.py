"""Figures whose size cannot be right beside their own series: a 千, 万 or 亿 was lost or added. Asked, never guessed.

A figure is compared with what is stored of its series: the five rows nearest in time, of which the middle one counts,
so that one wrong row among them does not decide. It is told beside the nearest of them, at best the one it replaces.
Only a series that is new is compared within the file. Cumulations are compared by the month, since January's is
rightly a twelfth of December's.

Warnings: ``magnitude-huge``, ``magnitude-tiny``, and ``magnitude-more`` where there are too many to name.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal

from gaoxin_monitor.domain.batches import Figure
from gaoxin_monitor.domain.codes import Severity, Transformation
from gaoxin_monitor.domain.diagnostics import Diagnostic, first_named
from gaoxin_monitor.domain.exact import rounded
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.sources import Current

LIMIT = 500
"""From here on it is no growth and no fall: half of a lost 千."""
_COMPARED = 5
_SIZES = (Transformation.LEVEL, Transformation.YTD)


@dataclass(frozen=True, slots=True)
class OffScale:
    """A figure, the one it was compared with, and how many times it is larger (above 1) or smaller (below)."""

    figure: Figure
    beside: Observation
    ratio: Decimal

    @property
    def times(self) -> Decimal:
        """The ratio or its inverse, whichever is above 1, in two digits."""
        times = self.ratio if self.ratio > 1 else 1 / self.ratio
        return rounded(times, 1 - times.adjusted())


def off_scale(figures: Iterable[Figure], current: Current) -> tuple[OffScale, ...]:
    """The figures that would be written and are at least :data:`LIMIT` times off; ``current`` is what is stored."""
    written = [figure for figure in figures if _sized(figure)]
    delivered: dict[SeriesKey, list[Observation]] = {}
    for figure in written:
        delivered.setdefault(figure.key, []).append(figure.observation)
    series = {key: _Neighbours(key, current.get(key, ()), own) for key, own in delivered.items()}
    return tuple(found for figure in written if (found := series[figure.key].judged(figure)))


def told(found: Sequence[OffScale]) -> tuple[Diagnostic, ...]:
    """What is said of them: old and new value and how many times one is the other."""
    return first_named([_told(one) for one in found], "magnitude-more")


def _told(found: OffScale) -> Diagnostic:
    new, beside = found.figure.observation, found.beside
    slug = "magnitude-huge" if found.ratio > 1 else "magnitude-tiny"
    before = {"period": beside.period, "before": beside.value, "before_unit": beside.unit}
    params = {"value": new.value, "unit": new.unit, "times": found.times, **before}
    return Diagnostic(slug, Severity.WARNING, place=new.place, params=params, excerpt=new.text)


def _sized(figure: Figure) -> bool:
    return figure.outcome.written and bool(figure.observation.value) and figure.key.transformation in _SIZES


class _Neighbours:
    """What is known of one series, in order of time."""

    def __init__(self, key: SeriesKey, stored: Iterable[Observation], delivered: Iterable[Observation]) -> None:
        known = [row for row in stored if row.value]
        self._stored = bool(known)
        self._rows = sorted(known or delivered, key=_time)
        self._times = [_time(row) for row in self._rows]
        self._cumulative = key.transformation is Transformation.YTD

    def judged(self, figure: Figure) -> OffScale | None:
        """The figure when it is off the middle one of its neighbours, beside the nearest that says so too."""
        new = figure.observation
        own = self._size(new, new)
        ratios = [(own / size, row) for row in self._near(new) if own and (size := self._size(row, new))]
        if not ratios:
            return None
        middle = sorted(ratio for ratio, _ in ratios)[len(ratios) // 2]
        if not _off(middle):
            return None
        beside = next(row for ratio, row in ratios if _off(ratio) and (ratio > 1) == (middle > 1))
        value = beside.value_in(new.unit) or Decimal(1)
        return OffScale(figure, beside, abs((new.value or value) / value))

    def _near(self, new: Observation) -> list[Observation]:
        here = _time(new)
        place = bisect_left(self._times, here)
        around = self._rows[max(0, place - _COMPARED) : place + _COMPARED + 1]
        others = [row for row in around if self._stored or row.period != new.period]
        return sorted(others, key=lambda row: abs(_time(row) - here))[:_COMPARED]

    def _size(self, row: Observation, new: Observation) -> Decimal | None:
        value = row.value_in(new.unit)
        return abs(value) / (row.period.last_month if self._cumulative else 1) if value else None


def _off(ratio: Decimal) -> bool:
    return not 1 / Decimal(LIMIT) < ratio < LIMIT


def _time(row: Observation) -> int:
    return row.period.year * 12 + row.period.last_month
