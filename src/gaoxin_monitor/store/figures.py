"""Reads observations: what counts at a time, and every stored row."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from gaoxin_monitor.domain.codes import ObsStatus
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.store.codec import (
    DAYS,
    PERIODS,
    STATUSES,
    Row,
    as_stored,
    day_number,
    make_observation,
    make_place,
    many_objects,
    period_number,
)
from gaoxin_monitor.store.database import Database
from gaoxin_monitor.store.names import LISTED, Names, json_list, read_names, read_series

# The winner of each (series, period, source): where a query has a single max(), SQLite takes the bare columns from the
# row that holds the maximum. Grouping follows the primary key, so nothing is sorted.
_SELECT = """
SELECT series, period, source, coalesce(origin_vintage, vintage), coalesce(origin_batch, batch),
  value, text, status, unit, sheet, line, col, max((vintage << 32) | batch)
FROM obs WHERE vintage <= ? AND batch <= ?"""
_GROUP = " GROUP BY series, period, source HAVING withdrawn = 0"
CURRENT = _SELECT + _GROUP
_CURRENT_OF_SERIES = _SELECT + " AND series IN " + LISTED + _GROUP
CURRENT_OF_KEYS = _SELECT + " AND series IN " + LISTED + " AND period IN " + LISTED + _GROUP

_STORED = """
SELECT series, period, source, coalesce(origin_vintage, vintage), coalesce(origin_batch, batch),
  value, text, status, unit, sheet, line, col, NULL, vintage, batch, withdrawn
FROM obs WHERE """
_STORED_OF_SERIES = _STORED + "series = ? ORDER BY period, vintage, batch"
STORED_BY_BATCH = _STORED + "batch = ? ORDER BY series, period, source, vintage"
STORED_SINCE = _STORED + f"series IN {LISTED} AND period IN {LISTED} AND vintage >= ? ORDER BY vintage, batch"

DELIVERED_SINCE = """
SELECT series, period, source, vintage, batch, value, text, status, unit, sheet, line, col, NULL
FROM obs_delivered
WHERE series IN (SELECT value FROM json_each(?)) AND period IN (SELECT value FROM json_each(?)) AND vintage >= ?
  AND batch NOT IN (SELECT value FROM json_each(?)) ORDER BY vintage, batch"""
DELIVERED_BY_BATCH = "SELECT series, period, source FROM obs_delivered WHERE batch = ?"

COLUMNS = 13
"""How many columns make an observation; further ones say how it is stored."""

FOREVER = 99991231
"""A day number after every vintage."""
ALL_BATCHES = (1 << 32) - 1
"""A number after every batch."""


def limits(as_of: date | None, last_batch: int | None) -> tuple[int, int]:
    """The two times as parameters of a query."""
    return (
        FOREVER if as_of is None else day_number(as_of),
        ALL_BATCHES if last_batch is None else last_batch,
    )


def make_observations(rows: Iterable[Row], names: Names) -> list[Observation]:
    """Observations from rows of exactly ``COLUMNS`` columns."""
    sources, units, sheets, files = names.sources, names.units, names.sheets, names.files
    return [
        make_observation(
            PERIODS[period],
            None if value is None else Decimal(value),
            units[unit],
            DAYS[vintage],
            batch,
            STATUSES[status],
            value if text is None else text,
            sources[source],
            make_place(files[batch], sheets[sheet], line, column),
        )
        for _, period, source, vintage, batch, value, text, status, unit, sheet, line, column, _ in rows
    ]


def read_current(
    database: Database,
    keys: Collection[SeriesKey] | None,
    as_of: date | None,
    last_batch: int | None,
) -> dict[SeriesKey, tuple[Observation, ...]]:
    """The winning row for every (series, period, source) as known at a time; series without one are left out."""
    with database.reading() as sql, many_objects():
        every = read_series(sql)
        series = every if keys is None else _wanted(every, keys)
        parameters = limits(as_of, last_batch)
        if len(series) == len(every):
            rows = sql.execute(CURRENT, parameters)
        else:
            rows = sql.execute(_CURRENT_OF_SERIES, (*parameters, json_list(series)))
        names = read_names(sql)
        return {
            series[number]: _in_order(make_observations(group, names)) for number, group in groupby(rows, itemgetter(0))
        }


def _in_order(observations: list[Observation]) -> tuple[Observation, ...]:
    # They come by period and number of the source; which source got the lower number must not show.
    if len({observation.source for observation in observations}) > 1:
        observations.sort(key=lambda observation: (period_number(observation.period), observation.source))
    return tuple(observations)


def _wanted(series: dict[int, SeriesKey], keys: Collection[SeriesKey]) -> dict[int, SeriesKey]:
    wanted = frozenset(keys)
    return {number: key for number, key in series.items() if key in wanted}


def read_revisions(database: Database, key: SeriesKey, period: Period | None) -> tuple[Observation, ...]:
    """Every stored row of a series, by period and the order in which they win."""
    with database.reading() as sql:
        number = next((number for number, known in read_series(sql).items() if known == key), None)
        rows = sql.execute(_STORED_OF_SERIES, (number,)).fetchall()
        observations = stored_observations(rows, read_names(sql))
    return tuple(observation for observation in observations if period in (None, observation.period))


def stored_observations(rows: Sequence[Row], names: Names) -> list[Observation]:
    """Observations as their rows are, from rows with a tail; one taken out of force comes without value and text."""
    observations = make_observations([row[:COLUMNS] for row in rows], names)
    tails = (row[COLUMNS:] for row in rows)
    return as_stored(observations, tails, value=None, text="", status=ObsStatus.UNSPECIFIED)
