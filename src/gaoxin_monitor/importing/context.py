"""What an importer works with while it reads: numbers, periods and names with their faults located, skips, questions.

Everything is reported through the context and nothing is raised: one bad cell must not hide the others.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from gaoxin_monitor.domain.codes import Attribute, ObsStatus, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place
from gaoxin_monitor.domain.periods import Period, PrintedPeriod
from gaoxin_monitor.domain.units import Unit, parse_unit
from gaoxin_monitor.importing import frames, longtable
from gaoxin_monitor.importing.collecting import Collector
from gaoxin_monitor.importing.dates import lacks_year, period_fault, read_day, read_period, read_together, years_in
from gaoxin_monitor.importing.grid import Cell, Row
from gaoxin_monitor.importing.ledger import Region
from gaoxin_monitor.importing.longtable import LongTable
from gaoxin_monitor.importing.measures import Measure, period_key
from gaoxin_monitor.importing.model import Choice, ImportOptions, Known, Question
from gaoxin_monitor.importing.numbers import NumberStyle, spoilt

Observed = tuple[object, ...]
"""One observation in the order of the frame's columns, as :meth:`Context.row` makes it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One attribute of a member, and the cell it stands in."""

    register: str
    member: str
    attribute: Attribute
    value: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Return:
    """That the file reports on a register for a month."""

    register: str
    period: Period


class Context:
    """The host's side of one reading. ``zone`` is the code of the workspace's own area, ``today`` the day.

    ``titles`` holds what stands above the tables, by sheet: there a year may stand that the table leaves out.
    """

    def __init__(self, known: Known, options: ImportOptions, style: NumberStyle, collector: Collector) -> None:
        self.zone = known.zone
        self.today = known.today
        self.notes: list[str] = []
        self.titles: dict[str, str] = {}
        self.asked: set[str] = set()
        self.questions: dict[str, Question] = {}
        self.regions: list[Region] = []
        self.failed: list[pl.DataFrame] = []
        self.blanks: list[Cell] = []
        self.made: list[pl.DataFrame] = []
        self.stated_vintage: date | None = None
        self._known = known
        self._options = options
        self._style = style
        self._collector = collector

    def row(
        self, cell: Cell, period: PrintedPeriod, measure: Measure, status: ObsStatus = ObsStatus.NORMAL
    ) -> Observed | None:
        """One observation from one cell; None, and a diagnostic that names the cell, when it holds no number.

        None without one where a cumulation is printed over the missing figure of a single period: that says nothing.
        """
        number = self._style.parse(cell.text)
        slug, key = number.slug, period_key(period, measure.transformation)
        if number.percent and measure.unit.measure != "%":
            slug = "number-percent"
        elif key is None and number.value is not None:
            slug = "period-cumulative"
        if slug:
            self.error(slug, cell, text=cell.text)
        elif key is None:
            self.blank(cell)
        if slug or key is None:
            return None
        return (
            *(measure.label, measure.indicator, measure.area),
            *(key.freq.value, str(key), measure.transformation.value),
            *(number.value, cell.text, measure.unit.measure, measure.unit.mult),
            (number.status if number.value is None else status).value,
            *(measure.dims, cell.sheet, cell.line, cell.column),
        )

    def long(self, table: LongTable) -> pl.DataFrame:
        """All observations of a table with one record per line, at the speed of whole columns."""
        yearless = [text for text in longtable.times(table) if table.year is None and lacks_year(text)]
        if yearless:
            year = self.default_year(table.sheet.name, yearless[0])
            if year is None:
                return frames.empty()
            table = replace(table, year=year)
        reading = longtable.read(table, self._style)
        self._collector.add(*reading.diagnostics)
        self.failed.append(reading.failed)
        self.blanks += reading.blanks
        self.made.append(reading.frame)
        return reading.frame

    def period(self, cell: Cell, *, default_year: int | None = None) -> PrintedPeriod | None:
        """The period a cell names; None and a diagnostic when it names none. A first of month stands for its month."""
        if default_year is None and lacks_year(cell.text):
            default_year = self.default_year(cell.sheet, cell.text)
            if default_year is None:
                return None
        printed = read_period(cell.text, default_year)
        if printed is None:
            self._misread(period_fault(cell.text), cell)
        return printed

    def periods(self, cells: Iterable[Cell]) -> dict[Cell, PrintedPeriod]:
        """The periods of a header or first column, read together: 2016.1 is October where 2016.01 stands beside it."""
        listed = [cell for cell in cells if cell.text]
        found: dict[Cell, PrintedPeriod] = {}
        for cell, printed in zip(listed, read_together([cell.text for cell in listed]), strict=True):
            if isinstance(printed, str) and lacks_year(cell.text):
                year = self.default_year(cell.sheet, cell.text)
                whole = read_period(cell.text, year) if year else None
                found |= {cell: whole} if whole else {}
            elif isinstance(printed, str):
                self._misread(printed, cell)
            else:
                found[cell] = printed
        return found

    def default_year(self, sheet: str, text: str) -> int | None:
        """The year of periods that state none: the one year of the title, else of the sheet's, else of the file's name.

        None and a question where they state none or several, until the user says it.
        """
        for stated in map(years_in, (self.titles.get(sheet, ""), sheet, self._collector.file)):
            if len(stated) == 1:
                return min(stated)
            if stated:
                return self._asked_year(text, stated)
        return self._asked_year(text, ())

    def _asked_year(self, text: str, stated: Iterable[int]) -> int | None:
        answer = self.ask("year", map(str, sorted(stated)), text=text)
        if answer is None or re.fullmatch(r"(?:19|20)\d\d年?", answer):
            return int(answer[:4]) if answer else None
        self.error("year-unreadable", text=answer)
        return None

    def unit(self, cell: Cell) -> Unit | None:
        """The unit a cell names; None and a diagnostic when it is empty."""
        unit = parse_unit(cell.text)
        if unit is None or spoilt(cell.text):
            self._misread("unit-missing", cell)
            return None
        return unit

    def day(self, cell: Cell) -> str | None:
        """The day a cell names as ISO text, empty for an empty cell; None and a diagnostic when it names none."""
        day = read_day(cell.text)
        if day is None:
            self._misread("date-unreadable", cell)
        return day

    def sound(self, cell: Cell) -> bool:
        """Whether a cell that should hold words does; a formula without a result, or an error value, is reported."""
        if spoilt(cell.text):
            self._misread("", cell)
        return not spoilt(cell.text)

    def _misread(self, slug: str, cell: Cell) -> None:
        """Reports a cell that does not say what it should, or that says nothing because its formula has no result."""
        self.error(spoilt(cell.text) or slug, cell, text=cell.text)

    def number(self, cell: Cell) -> str | None:
        """A plain decimal, empty for a missing mark; None and a diagnostic when the cell holds no number."""
        number = self._style.parse(cell.text)
        if number.slug:
            self.error(number.slug, cell, text=cell.text)
            return None
        return number.value or ""

    def area(self, cell: Cell) -> str | None:
        """The code of the area a cell names; None and a diagnostic when nobody knows it."""
        code = self._known.areas.find(cell.text)
        if code is None:
            self._misread("area-unknown", cell)
        return code

    @property
    def area_codes(self) -> tuple[str, ...]:
        """The codes of all areas the workspace knows."""
        return tuple(area.code for area in self._known.areas.areas)

    def title_area(self, text: str) -> str | None:
        """The area a title names: the zone wherever it stands, another one where the title begins with it."""
        areas = self._known.areas
        return self.zone if areas.mentioned(text, self.zone) else areas.leading(text)

    def the_area(self, stated: str | None, choices: Iterable[str] = (), default: str | None = None) -> str | None:
        """The one area of the file: as stated in it, else as the user says, else the default, else a question.

        A user who contradicts the file is told so.
        """
        asked = self._options.area or self._options.values.get("area")
        code = self._known.areas.find(asked) if asked else None
        if asked and code is None:
            self._report(Severity.ERROR, "area-unknown", None, {"text": asked})
        if stated and code and stated != code:
            params = {"stated": self._known.areas.name(stated), "asked": self._known.areas.name(code)}
            self._report(Severity.ERROR, "area-contradicts", None, params)
        if not (stated or code or default):
            self._question("area", tuple(Choice(code, self._known.areas.name(code)) for code in choices))
        return stated or code or default

    def ask(self, key: str, choices: Iterable[str] = (), **params: object) -> str | None:
        """What the user says for a fact the file does not state; None and a question as long as nothing is said."""
        self.asked.add(key)
        answer = self._options.values.get(key, "").strip()
        if not answer:
            self._question(key, tuple(Choice(choice) for choice in choices), **params)
        return answer or None

    def _question(self, key: str, choices: tuple[Choice, ...], **params: object) -> None:
        self.questions.setdefault(key, Question(key, choices, params))

    def register(self, cell: Cell) -> str | None:
        """The id of the register a cell names; None and a diagnostic when there is none."""
        found = self._known.registers.find(cell.text)
        if found is None:
            self._misread("register-unknown", cell)
        return found

    def member(self, register: str, name: str) -> str | None:
        """The id of the member that the plan itself lists under this name, or None."""
        return self._known.registers.member(register, name)

    def indicator_label(self, text: str) -> str:
        """The name of an indicator given by its id, or the text itself."""
        indicator = self._known.catalogue.by_id.get(text)
        return indicator.name_zh if indicator else text

    def skip(self, region: Region) -> None:
        """Declares cells that hold no observation, and why: labels, scratch work, another table."""
        self.regions.append(region)

    def blank(self, cell: Cell) -> None:
        """Declares a cell of the table that says nothing: empty, or with a mark for it."""
        self.blanks.append(cell)

    def note(self, row: Row) -> None:
        """Keeps a note of the file; its cells are accounted for."""
        self.notes.append(" ".join(cell for cell in row.cells if cell))
        self.skip(Region.of_row(row, "note"))

    def error(self, slug: str, cell: Cell | None = None, **params: object) -> None:
        """A fault that blocks the import."""
        self._report(Severity.ERROR, slug, cell, params)

    def warn(self, slug: str, cell: Cell | None = None, **params: object) -> None:
        """Something doubtful that is kept."""
        self._report(Severity.WARNING, slug, cell, params)

    def info(self, slug: str, cell: Cell | None = None, **params: object) -> None:
        """Something worth knowing."""
        self._report(Severity.INFO, slug, cell, params)

    def _report(self, severity: Severity, slug: str, cell: Cell | None, params: Mapping[str, object]) -> None:
        place, excerpt = (cell.place, cell.text[:80]) if cell else (Place(), "")
        self._collector.add(Diagnostic(slug, severity, place=place, params=params, excerpt=excerpt))
        if cell and severity is Severity.ERROR:
            self.failed.append(frames.spots(cell.sheet, pl.Series([cell.line]), cell.column))
