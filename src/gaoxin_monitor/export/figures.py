"""What a workbook shows of one row of the board, in which unit, and which word stands where there is no figure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Attribute, Flag, Kind, Light, ObsStatus, Transformation
from gaoxin_monitor.domain.observations import Contradiction, Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import PERCENT, Unit
from gaoxin_monitor.export.cells import Cell, Word, centred, counted, number, text, word
from gaoxin_monitor.export.info import ExportInfo
from gaoxin_monitor.export.numbers import ITEMS, POINTS, RATE, NumberFormat, for_readers, format_for
from gaoxin_monitor.messages import Messages, render, wording

CUMULATIVE = frozenset({Transformation.YTD, Transformation.YTD_YOY})
_LEVELS = (Transformation.YTD, Transformation.LEVEL)
_FLAGS_IN_SHORTHAND = frozenset({Flag.PROVISIONAL, Flag.WITHHELD})
_MISSING = {
    ObsStatus.SUPPRESSED: Word.WITHHELD,
    ObsStatus.NOT_SIGNIFICANT: Word.TOO_SMALL,
    ObsStatus.CANNOT_EXIST: Word.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One row in one workbook: every sheet asks it for its cells, so that a withheld value has one gate to pass."""

    row: BoardRow
    board: Board
    info: ExportInfo
    messages: Messages
    withheld: bool
    position: int

    def name(self) -> str:
        """The target's name, in Chinese where the plan has no English one."""
        return self.row.target.name(self.messages.language) or self.row.target.name_zh

    def section(self) -> str:
        """The part of the plan that the target belongs to."""
        section = self.board.plan.section_by_id.get(self.row.target.section)
        return (section.name(self.messages.language) or section.name_zh) if section else self.none()

    def none(self) -> str:
        """The dash for a text that the plan does not give."""
        return self.messages.text("export.none")

    def said(self, words: str, make: Callable[[str], Cell] = text) -> Cell:
        """Words as a cell, the dash for none as quietly as for a figure that cannot be there."""
        dash = word(Word.NOT_APPLICABLE, self.messages)
        return dash if words == dash.shown else make(words)

    def reason(self) -> str:
        """Why the light is what it is, in a sentence that keeps a withheld value to itself."""
        return self.messages.reason(self.row.reason, withheld=self.withheld)

    def outlook(self) -> str:
        """The outlook in a word, or the word for none."""
        verdict = self.row.outlook.verdict if self.row.outlook else None
        return self.messages.verdict(verdict) if verdict else self.none()

    def period(self) -> str:
        """The period of the figure shown: 2024年1—5月 for cumulative figures, 2024年5月 for others."""
        if self.row.period is None:
            return self.none()
        return _printed(self.row.period, self.row.target.transformation in CUMULATIVE, self.messages)

    def streak(self) -> Cell:
        """How many periods in a row were yellow or red, in the periods in which the target is reported."""
        if not self.row.streak:
            return word(Word.NOT_APPLICABLE, self.messages)
        return counted(self.row.streak, self.messages.text(f"export.periods.{self.row.target.freq}"))

    def unit(self) -> Cell:
        """The unit of the figure that is judged, and of the goal, in the reader's language."""
        return _unit(self.row.target.value_unit, self.messages)

    def units(self) -> Cell:
        """The unit of the goal, and beside it that of the levels where that is another."""
        own, levels = self.row.target.value_unit, self.level_unit()
        return _unit(own, self.messages) if levels in (None, own) else _units(own, levels, self.messages)

    def figure(self, value: Decimal | None, shape: NumberFormat) -> Cell:
        """A figure of the row, or the word that says why there is none."""
        if self.withheld:
            return word(Word.WITHHELD, self.messages)
        if value is None:
            return word(self._absent(), self.messages)
        return number(value, shape)

    def _absent(self) -> Word:
        expected = self.row.target.goal is not None and self.row.light is Light.NODATA
        return Word.MISSING if expected else Word.NOT_APPLICABLE

    def goal(self) -> Cell:
        """The goal; a limit shows its ≤."""
        target = self.row.target
        if target.goal is None:
            return self.figure(None, RATE)
        prefix = "≤" if target.kind is Kind.LEVEL_AT_MOST else ""
        return self.figure(target.goal, format_for(target.unit, target.goal, prefix=prefix))

    def current(self) -> Cell:
        """The figure the target is judged by, in the target's unit."""
        return self.figure(self.row.value, self._own_shape())

    def _own_shape(self) -> NumberFormat:
        return format_for(self.row.target.value_unit, self.row.value if self.row.value is not None else Decimal(0))

    def goal_or_date(self) -> Cell:
        """The goal, or the planned day of a milestone."""
        return self._day(Attribute.PLANNED) or self.goal()

    def current_or_date(self) -> Cell:
        """The figure, or the day a milestone was reached, or is forecast for."""
        return self._reached() or self.current()

    def printed_or_date(self, transformation: Transformation) -> Cell:
        """A figure of the period; for a milestone the day it was reached, or is forecast for."""
        return self._reached() or self.printed(transformation)

    def _reached(self) -> Cell | None:
        return self._day(Attribute.ACTUAL) or self._day(Attribute.FORECAST)

    def _day(self, attribute: Attribute) -> Cell | None:
        member = self.row.member
        day = member.day(attribute) if member is not None and not self.withheld else None
        if day is None:
            return None
        return centred(self.messages.text(f"export.day.{attribute}", day=day))

    def level_unit(self) -> Unit | None:
        """The unit of levels: the target's, or for a growth rate that of the figures it is the growth of."""
        unit = self.row.target.value_unit
        if unit != PERCENT or self.withheld:
            return unit
        levels = (self.row.figures.get(transformation) for transformation in _LEVELS)
        return next((for_readers(figure.unit) for figure in levels if figure is not None), unit)

    def printed(self, transformation: Transformation) -> Cell:
        """本月, 同比, 累计, 累计同比: the target's own figure, or another of the same period."""
        if transformation is self.row.target.transformation:
            return self._own(transformation)
        figure = self.row.figures.get(transformation)
        if self.withheld or figure is None:
            return word(Word.WITHHELD if self.withheld else Word.NOT_APPLICABLE, self.messages)
        unit = self.level_unit() if transformation in _LEVELS else PERCENT
        return self._observed(figure, unit, transformation)

    def _own(self, transformation: Transformation) -> Cell:
        row = self.row
        if row.value is not None or row.observation is None or self.withheld:
            suffix = self._other_period(row.period, transformation) if row.value is not None else ""
            return self.figure(row.value, self._own_shape()._replace(suffix=suffix))
        return self._observed(row.observation, row.target.unit, transformation)

    def _other_period(self, period: Period | None, transformation: Transformation) -> str:
        """The period of a figure in brackets where it is not that of its column; empty where it is."""
        month, cumulative = self.board.month, transformation in CUMULATIVE
        if period is None or (period.end == month.end and (period.months == 1 or cumulative)):
            return ""
        same_year = period.year == month.year
        printed = _in_year(period, cumulative, self.messages) if same_year else self.messages.period(period)
        return self.messages.text("export.name.lagging", period=printed)

    def _observed(self, figure: Observation, unit: Unit | None, transformation: Transformation) -> Cell:
        if figure.status.missing or figure.value is None:
            return word(_MISSING.get(figure.status, Word.MISSING), self.messages)
        value = figure.value if unit is None else figure.value_in(unit)
        if value is None:
            return word(Word.NOT_APPLICABLE, self.messages)
        suffix = self._other_period(figure.period, transformation)
        return number(value, format_for(unit, value)._replace(suffix=suffix))

    def completion(self) -> Cell:
        """Completion of the year's target in percent."""
        return self.figure(self.row.completion, RATE)

    def pace(self) -> Cell:
        """The pace expected by now, in percent."""
        return self.figure(self.row.pace, RATE)

    def gap(self) -> Cell:
        """The gap: points for levels, rates and limits, items for counts."""
        return self.figure(self.row.gap, POINTS if self.row.gap_in_points else ITEMS)

    def marks(self) -> str:
        """What qualifies the figure and the light: shorthand first, then the flags in words."""
        words = [self.messages.text(f"export.word.{name}") for name in self._shorthand()]
        words += [self.messages.flag(flag) for flag in self.row.flags if flag not in _FLAGS_IN_SHORTHAND]
        return self.messages.text("list.separator").join(words) if words else self.none()

    def _shorthand(self) -> Iterator[Word]:
        status = self.row.observation.status if self.row.observation else None
        if self.withheld:
            yield Word.WITHHELD
        if Flag.PROVISIONAL in self.row.flags or status is ObsStatus.PROVISIONAL:
            yield Word.PROVISIONAL
        if status in (ObsStatus.ESTIMATED, ObsStatus.FORECAST):
            yield Word.ESTIMATED
        if self._revised():
            yield Word.REVISED

    def _revised(self) -> bool:
        return any((key, self.row.period) in self.info.revised for key in self._keys()) if self.info.revised else False

    def _keys(self) -> set[SeriesKey]:
        """The series of the figures that the row prints; none for a withheld target."""
        key = self.row.target.series
        if key is None or self.withheld:
            return set()
        return {key, *(replace(key, transformation=transformation) for transformation in self.row.figures)}

    def contradictions(self) -> list[Contradiction]:
        """Figures of other sources for the period shown that say something else."""
        found = [one for one in self.board.contradictions if one.chosen.period == self.row.period]
        keys = self._keys() if found else set()
        return [one for one in found if one.key in keys]

    def note(self) -> str:
        """Whatever a reader must know to read the row right; the reason where there is no figure to read."""
        parts = [self.reason()] if self.row.value is None else []
        if self._rounded_away():
            parts.append(self.messages.text("export.note.unrounded"))
        parts += self._borrowed()
        parts += self._contradicting()
        if self.row.target.deadline_note:
            parts.append(self.row.target.deadline_note)
        return self.messages.text("export.note.separator").join(parts) or self.none()

    def _rounded_away(self) -> bool:
        """Whether value and goal differ but look the same, so that the light cannot be read off them."""
        value, goal, completion = self.row.value, self.row.target.goal, self.row.completion
        if value is None or goal is None or self.withheld or value == goal:
            return False
        shape = self._own_shape()
        full = completion is not None and completion >= 100 and value < goal  # noqa: PLR2004 - percent
        return full or shape.rounded(value) == shape.rounded(goal)

    def _borrowed(self) -> Iterator[str]:
        """Which figures beside the judged one come from another source than it."""
        own, others = self.row.observation, dict[str, list[str]]()
        if own is None or self.withheld:
            return
        for transformation, figure in self.row.figures.items():
            if figure.source != own.source and figure.value is not None:
                others.setdefault(figure.source, []).append(self.measure(transformation))
        separator = self.messages.text("list.separator")
        for source, measures in others.items():
            said = {"source": self.provider(source), "measures": separator.join(measures)}
            yield self.messages.text("export.note.borrowed", **said)

    def _contradicting(self) -> Iterator[str]:
        """One sentence for each source that says something else, with all its figures."""
        told: dict[str, list[str]] = {}
        for found in self.contradictions():
            value, unit = found.other.value, found.other.unit
            figure = self.messages.text(
                "export.note.figure", measure=self.measure(found.key.transformation), value=value, unit=unit
            )
            told.setdefault(found.other.source, []).append(figure)
        separator = self.messages.text("list.separator")
        for source, figures in told.items():
            said = {"source": self.provider(source), "figures": separator.join(figures)}
            yield self.messages.text("export.note.contradiction", **said)

    def measure(self, transformation: Transformation) -> str:
        """当期, 累计, 同比, 累计同比."""
        return self.messages.text(f"export.measure.{transformation}")

    def provider(self, source: str) -> str:
        """The name of a source, its id while it has none."""
        return self.info.providers.get(source) or source or self.none()


def subjects(rows: Iterable[BoardRow], board: Board, info: ExportInfo, messages: Messages) -> tuple[Subject, ...]:
    """The rows as the sheets ask for them, numbered from 1."""
    return tuple(
        Subject(row, board, info, messages, wording.is_withheld(row), position) for position, row in enumerate(rows, 1)
    )


@lru_cache
def _unit(unit: Unit | None, messages: Messages) -> Cell:
    return centred(render.unit(unit, messages.text)) if unit else word(Word.NOT_APPLICABLE, messages)


@lru_cache
def _units(own: Unit | None, levels: Unit | None, messages: Messages) -> Cell:
    unit, level = (_unit(found, messages).shown for found in (own, levels))
    return centred(messages.text("export.unit.levels", unit=unit, levels=level))


@lru_cache
def _in_year(period: Period, cumulative: bool, messages: Messages) -> str:  # noqa: FBT001 - a key of the cache
    """二季度, 5月, 1—5月: a period without its year."""
    if (cumulative or period.months == 2) and period.last_month > 1:  # noqa: PLR2004 - 1—2月
        return messages.text("export.of.months", month=period.last_month)
    return messages.text(f"export.of.{period.freq}.{period.last_month // period.months}")


@lru_cache
def _printed(period: Period, cumulative: bool, messages: Messages) -> str:  # noqa: FBT001 - a key of the cache
    printed = render.cumulative if cumulative else render.period
    return printed(period, messages.text)
