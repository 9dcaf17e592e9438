"""From an importer's frame to figures: names resolved, periods aligned, doubles and contradictions found."""

import gc
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from gaoxin_monitor.domain.batches import Figure
from gaoxin_monitor.domain.codes import ObsStatus, Severity, Transformation
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place
from gaoxin_monitor.domain.indicators import Catalogue, Indicator
from gaoxin_monitor.domain.lights import Named
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import PERCENT, Unit, convert
from gaoxin_monitor.importing.doubles import Doubles
from gaoxin_monitor.importing.encodings import private_use
from gaoxin_monitor.importing.measures import RATES, aligned
from gaoxin_monitor.importing.model import Unresolved
from gaoxin_monitor.importing.numbers import spoilt

_MEASURES = """
元 美元 欧元 人 人次 户 家 个 项 条 件 起 台 辆 艘 座 套 间 所 处 座 头 只 羽 株 盒 箱 册 部 吨 公斤 千克 克 升 米 公里
平方米 平方公里 公顷 亩 立方米 千瓦 千瓦时 吨标准煤 标准煤 吨公里 人公里 标准箱 小时 天 日 工作日 年 分
元/平方米 元/人 元/吨 吨/日 吨/天 % ‰ 百分点 倍 点 期 批 类 次 场
"""
COMMON_MEASURES = frozenset(_MEASURES.split())
"""Measures that need no catalogue entry to be believed; another one on an unknown name may be a slip."""
COMPARED = 200
"""Unknown labels of one file for which the nearest indicators are looked for: comparing is slow."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """The figures of a file, the labels nobody knows, and what is wrong with them.

    A mark for a missing figure is a figure without a value; a cell that is simply empty is one of the ``blanks``.
    ``repeated`` are cells that say again what another one says: how many figures, how many marks.
    """

    figures: tuple[Figure, ...]
    blanks: tuple[Figure, ...]
    unresolved: tuple[Unresolved, ...]
    diagnostics: tuple[Diagnostic, ...]
    repeated: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Name:
    """One label in one unit and transformation, and what it stands for.

    The label is in one width of brackets and digits: an unresolved series must not split over how it is printed.
    """

    label: str
    transformation: Transformation
    unit: Unit
    indicator: Indicator | None


_NAME = ["indicator_label", "indicator", "transformation", "unit_measure", "unit_mult"]


def assemble(frame: pl.DataFrame, catalogue: Catalogue, source: str, vintage: date) -> Assembly:
    """Figures for all observations in which something is printed, in the order of the frame; each key and period once.

    What is printed for a period that has not begun is no figure: a mark there only waits for it.
    """
    told = frame.filter(_TOLD)
    names = _names(frame, catalogue)
    unresolved, diagnostics = _judge_names(told, names, catalogue)
    figures: dict[tuple[int, Period], Figure] = {}
    series = _SeriesBook(names)
    doubles = _FigureDoubles()
    with _collector_at_rest():
        for slot, figure in _figures(told, series, source, vintage):
            if fault := _too_early(figure, vintage):
                diagnostics.append(fault)
            if slot[1].start > vintage:
                continue
            held = figures.setdefault(slot, figure)
            if held is not figure:
                doubles.meet(held, figure)
        blanks = dict(_figures(frame.filter(~_TOLD), series, source, vintage))
    diagnostics += [*doubles.diagnostics, *doubles.rows.told(), *_unpublished(frame)]
    empty = tuple(blank for slot, blank in blanks.items() if slot not in figures)
    repeated = (doubles.figures, doubles.marks)
    return Assembly(tuple(figures.values()), empty, tuple(unresolved), tuple(diagnostics), repeated)


_TOLD = pl.col("obs_value").is_not_null() | (pl.col("obs_text") != "")


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No garbage collection while many objects are made of which none is garbage: it would double the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _names(frame: pl.DataFrame, catalogue: Catalogue) -> dict[tuple[object, ...], _Name]:
    found = {}
    for row in frame.select(_NAME).unique(maintain_order=True).iter_rows():
        label, given, code, measure, mult = row
        transformation, unit = Transformation(code), Unit(measure, mult)
        indicator = catalogue.by_id.get(given) if given else catalogue.resolve(label, transformation, unit)
        found[row] = _Name(unicodedata.normalize("NFKC", label), transformation, unit, indicator)
    return found


def _figures(
    frame: pl.DataFrame, series: "_SeriesBook", source: str, vintage: date
) -> Iterator[tuple[tuple[int, Period], Figure]]:
    """Each figure after the number of its series and its period, which together must be unique."""
    statuses = {status.value: status for status in ObsStatus}
    columns = [*_NAME, "ref_area", "dims", "time_period", "obs_value", "obs_text", "obs_status", *_PLACE]
    for row in frame.select(columns).iter_rows():
        time, value, text, status, sheet, line, column = row[_SERIES:]
        number, key, period, unit = series.find(row[:_SERIES], time)
        place = Place("", sheet, line, column)
        exact = None if value is None else Decimal(value)
        observation = Observation(period, exact, unit, vintage, 0, statuses[status], text, source, place)
        yield (number, period), Figure(key, observation)


_SERIES = len(_NAME) + 2


class _SeriesBook:
    """Series by what stands in a frame; each key is made once, and two units of one series have one number."""

    def __init__(self, names: dict[tuple[object, ...], _Name]) -> None:
        self._names = names
        self._numbers: dict[SeriesKey, int] = {}
        self._found: dict[tuple[object, ...], tuple[int, SeriesKey]] = {}
        self._periods: dict[str, Period] = {}

    def find(self, printed: tuple[Any, ...], time: str) -> tuple[int, SeriesKey, Period, Unit]:
        """The series of name, area and dims, its number, and the period under the frequency of its indicator."""
        name = self._names[printed[: len(_NAME)]]
        period = self._periods.get(time) or self._periods.setdefault(time, Period.of(time))
        if name.indicator:
            period = aligned(period, name.transformation, name.indicator.frequency)
        found = self._found.get((printed, period.months))
        if found is None:
            indicator, label = (name.indicator.id, "") if name.indicator else ("", name.label)
            key = SeriesKey(indicator, printed[-2], period.freq, name.transformation, label, printed[-1])
            found = self._found[printed, period.months] = (self._numbers.setdefault(key, len(self._numbers)), key)
        return *found, period, name.unit


_PLACE = ["src_sheet", "src_line", "src_col"]


_NONE = Named("无", "none")


def _judge_names(
    frame: pl.DataFrame, names: dict[tuple[object, ...], _Name], catalogue: Catalogue
) -> tuple[list[Unresolved], list[Diagnostic]]:
    measures = COMMON_MEASURES | {indicator.unit.measure for indicator in catalogue.indicators}
    unresolved, diagnostics = [], []
    nearby: dict[str, tuple[Indicator, ...]] = {}
    first = frame.group_by(_NAME, maintain_order=True).agg(pl.len(), *(pl.col(name).first() for name in _PLACE))
    for *row, count, sheet, line, column in first.iter_rows():
        name, place = names[tuple(row)], Place("", sheet, line, column)
        for slug, severity, params in _name_faults(name, measures):
            diagnostics.append(Diagnostic(slug, severity, place=place, params=params, count=count))
        if name.indicator is None:
            if name.label not in nearby:
                nearby[name.label] = catalogue.nearest(name.label) if len(nearby) < COMPARED else ()
            nearest = nearby[name.label]
            unresolved.append(Unresolved(name.label, name.transformation, name.unit, count, nearest))
            params = {"label": name.label, "nearest": tuple(indicator.name_zh for indicator in nearest) or _NONE}
            diagnostics.append(Diagnostic("indicator-unknown", Severity.WARNING, place=place, params=params))
    return unresolved, diagnostics


def _name_faults(name: _Name, measures: frozenset[str]) -> Iterator[tuple[str, Severity, dict[str, object]]]:
    indicator, unit = name.indicator, name.unit
    if slug := spoilt(name.label):
        yield slug, Severity.ERROR, {"text": name.label}
    if any(map(private_use, name.label)):
        yield "text-private-use", Severity.WARNING, {"text": name.label}
    if indicator is None:
        known = unit.measure in measures or name.transformation is Transformation.INDEX
        if not known:
            yield "unit-unknown", Severity.WARNING, {"unit": unit.label, "label": name.label}
        return
    expected = PERCENT if name.transformation in RATES else indicator.unit
    if name.transformation is not Transformation.INDEX and convert(Decimal(1), unit, expected) is None:
        names = {"label": name.label, "indicator": indicator.name_zh}
        yield "unit-mismatch", Severity.ERROR, {"unit": unit.label, "expected": expected.label, **names}


def _too_early(figure: Figure, vintage: date) -> Diagnostic | None:
    """A figure for a period that is not over on the day it was given; an estimate or forecast says so itself."""
    observation = figure.observation
    if observation.value is None or observation.period.end <= vintage:
        return None
    if observation.period.start > vintage:
        return _at(figure, "period-future", Severity.ERROR, period=observation.period)
    if observation.status in (ObsStatus.ESTIMATED, ObsStatus.FORECAST):
        return None
    return _at(figure, "period-running", Severity.WARNING, period=observation.period, day=vintage)


def _at(figure: Figure, slug: str, severity: Severity, **params: object) -> Diagnostic:
    observation = figure.observation
    return Diagnostic(slug, severity, place=observation.place, params=params, excerpt=observation.text)


class _FigureDoubles:
    """Two figures for one period: the same twice is told and taken once, different ones are an error."""

    def __init__(self) -> None:
        self.rows = Doubles()
        self.diagnostics: list[Diagnostic] = []
        self.figures = self.marks = 0

    def meet(self, first: Figure, second: Figure) -> None:
        """Takes in a figure that is there already; what is told names both cells."""
        one, other = first.observation, second.observation
        params = {"cell": one.place.cell, "text": other.text, "period": other.period}
        if other.value_in(one.unit) != one.value:
            self.diagnostics.append(_at(second, "figure-contradicts", Severity.ERROR, first=one.text, **params))
            return
        self.figures += other.value is not None
        self.marks += other.value is None
        if (one.place.sheet, one.place.line) == (other.place.sheet, other.place.line):
            self.diagnostics.append(_at(second, "figure-repeated", Severity.WARNING, **params))
        else:
            self.rows.add(one.place, other.place)


def _unpublished(frame: pl.DataFrame) -> list[Diagnostic]:
    """The newest periods without a single value: not published yet, which is neither zero nor a fault."""
    empty = frame.group_by("freq", "time_period").agg(pl.col("obs_value").count() == 0)
    found = []
    for (_freq,), group in empty.sort("freq").group_by("freq", maintain_order=True):
        rows = sorted((Period.of(text), nothing) for _, text, nothing in group.iter_rows())
        while len(rows) > 1 and rows[-1][1]:
            found.append(Diagnostic("period-unpublished", Severity.INFO, params={"period": rows.pop()[0]}))
    return found
