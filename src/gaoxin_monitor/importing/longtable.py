"""Tables with one record per line, read column by column: every distinct text is understood once, in Python."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import polars as pl

from gaoxin_monitor.domain.codes import ObsStatus, Severity, Transformation
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place
from gaoxin_monitor.domain.periods import PrintedPeriod
from gaoxin_monitor.domain.units import Unit, parse_unit
from gaoxin_monitor.importing import frames
from gaoxin_monitor.importing.dates import lacks_year, period_fault, read_period
from gaoxin_monitor.importing.grid import Cell, Sheet
from gaoxin_monitor.importing.measures import period_key
from gaoxin_monitor.importing.numbers import NumberStyle, spoilt

_NORMAL = pl.lit(ObsStatus.NORMAL.value, dtype=frames.STATUS)
REPORTED = 1_000
"""Faulty cells of one kind and column that are reported one by one; the others are only counted."""


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of figures. ``unit`` is None where the unit column of the table states it line by line."""

    column: int
    transformation: Transformation
    unit: Unit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTable:
    """Where everything stands: the physical lines of the records, the columns (from 1), the area of all figures.

    Where the transformation differs from line to line, ``word`` is the column that says it and ``words`` what its
    texts mean; the transformation of the value columns is then not used. ``marks`` are words that, in the label or in
    the ``remark`` column, give the figures of a line another status than normal (初步 → P). ``year`` completes periods
    without one. Where the title states the period of all records, ``time`` is 0 and ``period`` its text.
    """

    sheet: Sheet
    first_line: int
    last_line: int
    label: int
    time: int
    unit: int
    area: str
    values: tuple[ValueColumn, ...]
    word: int = 0
    words: dict[str, Transformation] = field(default_factory=dict)
    remark: int = 0
    year: int | None = None
    period: str = ""
    marks: dict[str, ObsStatus] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LongReading:
    """The observations, the cells (``src_sheet, src_line, src_col``) that failed, and what is wrong with them.

    ``blanks`` are missing figures of a single period under a printed cumulation: they say nothing of any period.
    """

    frame: pl.DataFrame
    failed: pl.DataFrame
    diagnostics: tuple[Diagnostic, ...]
    blanks: tuple[Cell, ...] = ()


def read(table: LongTable, style: NumberStyle) -> LongReading:
    """All figures of a table."""
    return _Reader(table, style).read()


def times(table: LongTable) -> list[str]:
    """What is printed for the periods of a table."""
    if not table.time:
        return [table.period]
    lines = table.sheet.frame.filter(pl.col("line").is_between(table.first_line, table.last_line))
    return lines[f"c{table.time}"].unique(maintain_order=True).to_list()


class _Reader:
    def __init__(self, table: LongTable, style: NumberStyle) -> None:
        self._table = table
        self._style = style
        self._failed: list[pl.DataFrame] = []
        self._blanks: list[Cell] = []
        self._diagnostics: list[Diagnostic] = []
        self._printed: dict[str, PrintedPeriod] = {}
        self._units: dict[str, Unit] = {}

    def read(self) -> LongReading:
        records = self._sound(self._records())
        records = records.with_columns(marked=self._statuses(records))
        self._printed = {text: found for text in records["time"].unique() if (found := self._period(text))}
        self._units = {text: parse_unit(text) or _NO_UNIT for text in records["unit"].unique()}
        parts = [
            self._figures(group, value, spoken or value.transformation)
            for group, spoken in self._groups(records)
            for value in self._table.values
        ]
        frame = pl.concat(parts) if parts else frames.empty()
        failed = pl.concat(self._failed) if self._failed else frames.no_spots()
        return LongReading(frame, failed, tuple(self._diagnostics), tuple(self._blanks))

    def _records(self) -> pl.DataFrame:
        """The lines that hold more than a heading: a name alone, without unit and figures, is none."""
        table = self._table
        words = {
            "label": table.label,
            "time": table.time,
            "unit": table.unit,
            "word": table.word,
            "remark": table.remark,
        }
        figures = {f"v{value.column}": value.column for value in table.values}
        columns = {name: pl.col(f"c{column}") for name, column in (words | figures).items() if column}
        lines = table.sheet.frame.filter(pl.col("line").is_between(table.first_line, table.last_line))
        if not table.time:
            columns["time"] = pl.lit(table.period)
        return lines.select("line", **columns).filter(pl.any_horizontal(pl.col("unit", *figures) != ""))

    def _period(self, text: str) -> PrintedPeriod | None:
        return read_period(text, self._table.year if lacks_year(text) else None)

    def _sound(self, records: pl.DataFrame) -> pl.DataFrame:
        """The records whose own words are understood; the others are reported once each."""
        table = self._table
        spoken = [f"v{value.column}" for value in table.values if value.unit is None]
        needs_unit = pl.any_horizontal(pl.col(spoken) != "") if spoken else pl.lit(value=False)
        under_head = (pl.col("line") == table.first_line) & (pl.col("label") == "") & (pl.col("time") == "")
        untimely = _unread(records["time"], self._period)
        broken = [
            (name, slug, pl.col(name).is_in([text for text in records[name].unique() if spoilt(text) == slug]))
            for name in ("label", "time", "unit", *(("word",) if table.word else ()))
            for slug in ("cell-uncomputed", "cell-error")
        ]
        serial = [text for text in untimely if period_fault(text) == "period-serial"]
        checks = [
            *broken,
            ("time", "head-repeated", pl.col("time").is_in(self._head_words())),
            ("label", "head-second-row", under_head),
            ("label", "label-missing", pl.col("label") == ""),
            ("time", "period-serial", pl.col("time").is_in(serial)),
            ("time", "period-unreadable", pl.col("time").is_in(untimely)),
            ("unit", "unit-missing", pl.col("unit").is_in(_unread(records["unit"], parse_unit)) & needs_unit),
        ]
        if table.word:
            checks.append(
                ("word", "transformation-unknown", pl.col("word").is_in(_unread(records["word"], table.words.get)))
            )
        for name, slug, wrong in checks:
            bad = records.filter(wrong)
            if bad.height:
                self._report(slug, bad.select("line", text=name), getattr(table, name))
                for value in table.values:
                    self._fail(bad, value.column)
                records = records.filter(~wrong)
        return records

    def _head_words(self) -> list[str]:
        """What stands above the times."""
        table = self._table
        if not table.time:
            return []
        above = table.sheet.frame.filter(pl.col("line") == table.first_line - 1)
        return [text for text in above[f"c{table.time}"].to_list() if text]

    def _groups(self, records: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, Transformation | None]]:
        if not self._table.word:
            yield records, None
            return
        for word in records["word"].unique(maintain_order=True):
            yield records.filter(pl.col("word") == word), self._table.words[word]

    def _figures(self, records: pl.DataFrame, value: ValueColumn, transformation: Transformation) -> pl.DataFrame:
        """The observations of one column."""
        keys = {text: period_key(printed, transformation) for text, printed in self._printed.items()}
        periods = {text: key or self._printed[text].period.as_end_month() for text, key in keys.items()}
        units = dict.fromkeys(self._units, value.unit) if value.unit else self._units
        cells = records.select("line", "label", "time", "unit", "marked", text=f"v{value.column}")
        cells = cells.hstack(self._style.parse_all(cells["text"])).with_columns(
            unit_measure=_looked_up("unit", {text: unit.measure for text, unit in units.items()}, pl.String),
            unit_mult=_looked_up("unit", {text: unit.mult for text, unit in units.items()}, pl.Int8),
        )
        cells = self._without_faults(cells, [text for text, key in keys.items() if key is None], value.column)
        return cells.select(
            indicator_label="label",
            indicator=pl.lit(None, dtype=pl.String),
            ref_area=pl.lit(self._table.area),
            freq=_looked_up("time", {text: key.freq.value for text, key in periods.items()}, frames.FREQ),
            time_period=_looked_up("time", {text: str(key) for text, key in periods.items()}, pl.String),
            transformation=pl.lit(transformation.value, dtype=frames.TRANSFORMATION),
            obs_value="value",
            obs_text="text",
            unit_measure="unit_measure",
            unit_mult="unit_mult",
            obs_status=pl.when(pl.col("status") == _NORMAL).then("marked").otherwise("status"),
            dims=pl.lit(""),
            src_sheet=pl.lit(self._table.sheet.name),
            src_line="line",
            src_col=pl.lit(value.column, dtype=pl.UInt16),
        )

    def _without_faults(self, cells: pl.DataFrame, cumulations: list[str], column: int) -> pl.DataFrame:
        """The cells that hold a figure, or rightly none; the others are reported."""
        if not cumulations and not cells.select((pl.col("slug") != "").any() | pl.col("percent").any()).item():
            return cells
        cells = cells.with_columns(
            slug=pl.when(pl.col("slug") != "")
            .then("slug")
            .when(pl.col("percent") & (pl.col("unit_measure") != "%"))
            .then(pl.lit("number-percent"))
            .when(pl.col("time").is_in(cumulations) & pl.col("value").is_not_null())
            .then(pl.lit("period-cumulative"))
            .otherwise(pl.lit(""))
        )
        bad = cells.filter(pl.col("slug") != "")
        for slug in bad["slug"].unique(maintain_order=True):
            self._report(slug, bad.filter(pl.col("slug") == slug).select("line", "text"), column)
        self._fail(bad, column)
        unsaid = (pl.col("slug") == "") & pl.col("time").is_in(cumulations)
        blank = cells.filter(unsaid).select("text", "line")
        self._blanks += [Cell(text, line, column, self._table.sheet.name) for text, line in blank.iter_rows()]
        return cells.filter((pl.col("slug") == "") & ~unsaid)

    def _statuses(self, records: pl.DataFrame) -> pl.Expr:
        """The status that the words of a line give its figures: in most tables one for all."""
        status = _NORMAL
        for name in ("label", "remark"):
            texts = records[name].unique() if name in records.columns else ()
            for word, meant in self._table.marks.items():
                marked = [text for text in texts if word in text]
                if marked:
                    status = (
                        pl.when(pl.col(name).is_in(marked))
                        .then(pl.lit(meant.value, dtype=frames.STATUS))
                        .otherwise(status)
                    )
        return status

    def _report(self, slug: str, cells: pl.DataFrame, column: int) -> None:
        sheet = self._table.sheet.name
        for line, text in cells.head(REPORTED).iter_rows():
            place, params = Place("", sheet, line, column), {"text": text}
            self._diagnostics.append(Diagnostic(slug, Severity.ERROR, place=place, params=params, excerpt=text[:80]))
        if cells.height > REPORTED:
            params = {"text": "…"}
            rest = Diagnostic(
                slug, Severity.ERROR, place=Place("", sheet), params=params, count=cells.height - REPORTED
            )
            self._diagnostics.append(rest)

    def _fail(self, cells: pl.DataFrame, column: int) -> None:
        if cells.height:
            self._failed.append(frames.spots(self._table.sheet.name, cells["line"], column))


def _unread(texts: pl.Series, reader: Callable[[str], object]) -> list[str]:
    return [text for text in texts.unique() if reader(text) is None]


_NO_UNIT = Unit("")
"""Of cells that are empty: a line without a unit may only leave its figures out."""


def _looked_up(column: str, answers: dict[str, object], dtype: pl.DataType | type[pl.DataType]) -> pl.Expr:
    """Each text's answer; one literal where all have the same."""
    if len(set(answers.values())) <= 1:
        return pl.lit(next(iter(answers.values()), None), dtype=dtype)
    return pl.col(column).replace_strict(list(answers), list(answers.values()), return_dtype=dtype)
