"""Reads the names that rows give as numbers: series, units, sheets, sources, and the file of each batch."""

import sqlite3
from collections.abc import Iterable

from gaoxin_monitor.domain.codes import Freq, Transformation
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.observations import SeriesKey
from gaoxin_monitor.domain.units import Unit


@dataclass(frozen=True, slots=True)
class Names:
    """The numbered names of a store at one moment. ``files`` has the file of each batch, empty where it had none."""

    sources: dict[int, str]
    units: dict[int, Unit]
    sheets: dict[int, str]
    files: dict[int, str]


def read_names(sql: sqlite3.Connection) -> Names:
    """All but the series."""
    return Names(
        sources=dict(sql.execute("SELECT id, name FROM source")),
        units={
            number: Unit(measure, mult) for number, measure, mult in sql.execute("SELECT id, measure, mult FROM unit")
        },
        sheets=dict(sql.execute("SELECT id, name FROM sheet")),
        files=dict(sql.execute("SELECT batch, coalesce(file_name, '') FROM batch")),
    )


def read_series(sql: sqlite3.Connection) -> dict[int, SeriesKey]:
    """Every series by its number, in the order in which they came."""
    freqs = {freq.value: freq for freq in Freq}
    transformations = {transformation.value: transformation for transformation in Transformation}
    found = sql.execute("SELECT id, indicator, ref_area, freq, transformation, label, dims FROM series ORDER BY id")
    return {
        number: SeriesKey(indicator, ref_area, freqs[freq], transformations[transformation], label, dims)
        for number, indicator, ref_area, freq, transformation, label, dims in found
    }


LISTED = "(SELECT value FROM json_each(?))"
"""The numbers of a bound ``json_list``."""


def json_list(numbers: Iterable[int]) -> str:
    """Numbers as one bound parameter for ``json_each``."""
    return f"[{','.join(map(str, numbers))}]"
