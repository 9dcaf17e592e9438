"""The strict frame in which an importer hands over observations, and the check that it is one."""

from collections.abc import Iterable, Sequence

import polars as pl

from gaoxin_monitor.domain.codes import Freq, ObsStatus, Transformation
from gaoxin_monitor.domain.periods import Period

FREQ = pl.Enum([freq.value for freq in Freq])
TRANSFORMATION = pl.Enum([transformation.value for transformation in Transformation])
STATUS = pl.Enum([status.value for status in ObsStatus])

OBSERVATIONS: dict[str, pl.DataType | type[pl.DataType]] = {
    "indicator_label": pl.String,
    "indicator": pl.String,
    "ref_area": pl.String,
    "freq": FREQ,
    "time_period": pl.String,
    "transformation": TRANSFORMATION,
    "obs_value": pl.String,
    "obs_text": pl.String,
    "unit_measure": pl.String,
    "unit_mult": pl.Int8,
    "obs_status": STATUS,
    "dims": pl.String,
    "src_sheet": pl.String,
    "src_line": pl.UInt32,
    "src_col": pl.UInt16,
}
"""Column by column. Only ``indicator`` and ``obs_value`` may be null: the host resolves the label, and a missing
value has an ``obs_status`` that says so. ``obs_value`` is a plain decimal, ``obs_text`` the cell as printed."""

_NULLABLE = frozenset({"indicator", "obs_value"})
_DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"


def empty() -> pl.DataFrame:
    """No observations."""
    return pl.DataFrame(schema=OBSERVATIONS)


def from_rows(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """Observations from tuples in the order of the columns."""
    return pl.DataFrame(rows, schema=OBSERVATIONS, orient="row")


SPOTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "src_sheet": pl.String,
    "src_line": pl.UInt32,
    "src_col": pl.UInt16,
}
"""Where cells stand."""


def no_spots() -> pl.DataFrame:
    """No cells."""
    return pl.DataFrame(schema=SPOTS)


def spots(sheet: str, lines: pl.Series, column: int) -> pl.DataFrame:
    """Cells of one column."""
    frame = pl.DataFrame({"src_line": lines}, schema_overrides={"src_line": pl.UInt32})
    return frame.select(pl.lit(sheet).alias("src_sheet"), "src_line", pl.lit(column, dtype=pl.UInt16).alias("src_col"))


def faults(frame: pl.DataFrame) -> tuple[str, ...]:
    """What keeps a frame from being observations, in words for the author of the importer; empty when it is fine."""
    found = [f"{name}: {given or 'absent'}, not {wanted or 'known'}" for name, given, wanted in _differences(frame)]
    return tuple(found) or tuple(_content_faults(frame))


def _differences(frame: pl.DataFrame) -> Iterable[tuple[str, object, object]]:
    names = dict.fromkeys((*OBSERVATIONS, *frame.columns))
    for name in names:
        given, wanted = frame.schema.get(name), OBSERVATIONS.get(name)
        if given != wanted:
            yield name, given, wanted


def _content_faults(frame: pl.DataFrame) -> Iterable[str]:
    yield from (
        f"{name}: null in {nulls} rows"
        for name in OBSERVATIONS
        if name not in _NULLABLE and (nulls := frame[name].null_count())
    )
    missing = pl.col("obs_status").is_in([status.value for status in ObsStatus if status.missing])
    if frame.filter(missing != pl.col("obs_value").is_null()).height:
        yield "obs_status: says missing where there is a value, or the other way round"
    if frame.filter(~pl.col("obs_value").str.contains(_DECIMAL)).height:
        yield "obs_value: not a plain decimal"
    for freq, text in frame.select("freq", "time_period").unique().iter_rows():
        if not _fits(text, freq):
            yield f"time_period: {text!r} is no period of frequency {freq}"


def _fits(text: str | None, freq: str | None) -> bool:
    try:
        return text is not None and Period.of(text).freq == freq
    except ValueError:
        return False
