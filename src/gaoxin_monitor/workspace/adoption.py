"""Series that were stored under a printed label and that an alias explains by now: read as what they are.

The one place where this happens, so that the board, the preview of an import, histories and revisions agree.
"""

import sys
from collections.abc import Collection
from datetime import date
from typing import TypeVar

from gaoxin_monitor.domain.indicators import Catalogue
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.store import Store

Stored = TypeVar("Stored", Observation, MemberFact)


def current_rows(
    store: Store,
    catalogue: Catalogue,
    keys: Collection[SeriesKey],
    *,
    as_of: date | None = None,
    last_batch: int | None = None,
) -> dict[SeriesKey, tuple[Observation, ...]]:
    """The current rows of series with those of labels that mean the same: per period and source the newest."""
    homes = _homes(store, catalogue, set(keys))
    rows = store.observations((*keys, *homes), as_of=as_of, last_batch=last_batch)
    if not homes:
        return rows
    merged: dict[SeriesKey, dict[tuple[Period, str], Observation]] = {}
    for key, found in rows.items():
        best = merged.setdefault(homes.get(key, key), {})
        for row in found:
            held = best.get((row.period, row.source))
            if held is None or held.order < row.order:
                best[row.period, row.source] = row
    return {key: tuple(sorted(best.values(), key=lambda row: row.period)) for key, best in merged.items()}


def revisions(
    store: Store, catalogue: Catalogue, key: SeriesKey, period: Period | None = None
) -> tuple[Observation, ...]:
    """Every stored row of a series and of the labels that mean it, by period and age."""
    rows = [row for name in (key, *_homes(store, catalogue, {key})) for row in store.revisions(name, period)]
    return tuple(sorted(rows, key=lambda row: (row.period, row.order)))


def until(rows: tuple[Stored, ...], as_of: date | None, last_batch: int | None) -> tuple[Stored, ...]:
    """The rows of deliveries up to a day and a batch."""
    day, batch = as_of or date.max, last_batch or sys.maxsize
    return tuple(row for row in rows if row.vintage <= day and row.batch <= batch)


def series_of(store: Store, catalogue: Catalogue, indicator: str) -> tuple[SeriesKey, ...]:
    """All series of an indicator, those still under a label under the key they belong to."""
    known = dict.fromkeys(key for key in store.series_keys() if key.indicator == indicator)
    adopted = (home for home in _homes(store, catalogue, None).values() if home.indicator == indicator)
    return tuple(known | dict.fromkeys(adopted))


def _homes(store: Store, catalogue: Catalogue, wanted: Collection[SeriesKey] | None) -> dict[SeriesKey, SeriesKey]:
    """Label series with the key they belong to, if that is wanted (None: all)."""
    homes = {}
    for key in store.unresolved():
        if not catalogue.knows(key.label):
            continue
        newest = store.revisions(key)[-1:]
        indicator = catalogue.resolve(key.label, key.transformation, newest[0].unit if newest else None)
        if indicator is None:
            continue
        home = SeriesKey(indicator.id, key.ref_area, key.freq, key.transformation, dims=key.dims)
        if wanted is None or home in wanted:
            homes[key] = home
    return homes
