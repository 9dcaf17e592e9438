"""Numbers as tables print them, to exact decimals. What could be read in two ways is refused, never guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import polars as pl

from gaoxin_monitor.domain.codes import ObsStatus
from gaoxin_monitor.importing.formats import UNCOMPUTED
from gaoxin_monitor.importing.frames import STATUS
from gaoxin_monitor.importing.grid import WHITE

MISSING_MARKS: Mapping[str, ObsStatus] = {"": ObsStatus.NOT_COLLECTED}
"""An empty cell, the only mark that every table shares; importers add those their tables use."""

PLAIN = r"^(?:0|-?[1-9][0-9]{0,29}|-?[1-9][0-9]{0,29}\.[0-9]{1,30}|0\.[0-9]{1,30}|-0\.[0-9]{0,29}[1-9])$"
"""Texts that are their own canonical decimal; the great mass, recognised without Python."""
_NUMBER = re.compile(r"[+-]?(?:(?:0|[1-9]\d{0,29})(?:\.\d{1,30})?|\.\d{1,30})", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3}){1,9}(?:\.\d{1,30})?", re.ASCII)
_ROUNDED = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+", re.ASCII)
_FOLDS = str.maketrans("０１２３４５６７８９．，％＋－−﹣（）", "0123456789.,%+---()")
"""Full-width forms and signs, one for one. NFKC would turn 105① into 1051 and 10² into 102."""
LOOKS_NUMERIC = r"^[(（+\-−－]?[.．]?[0-9０-９][0-9０-９.,．，]*[%％)）]?$"
"""Whether a cell must be accounted for: anything a reader would take for a number."""
DASH_MARKS = frozenset({"-", "--", "—", "——", "…", "……", "...", "–", "*", "x", "X", "/", "N/A", "NA", "n/a"})
"""Marks that stand for a missing figure in one table or another; a cell with one must be accounted for too."""


@dataclass(frozen=True, slots=True)
class Number:
    """A cell read as a number: its exact value, or why it has none (``status``), or what is wrong with it (``slug``).

    ``percent`` tells that the cell printed its own percent sign.
    """

    value: str | None = None
    status: ObsStatus = ObsStatus.NORMAL
    slug: str = ""
    percent: bool = False


@dataclass(frozen=True)
class NumberStyle:
    """How one kind of table prints numbers: whether commas group thousands, and its marks for missing figures."""

    thousands: bool = False
    missing: Mapping[str, ObsStatus] = field(default_factory=lambda: MISSING_MARKS)

    @cached_property
    def _missing(self) -> dict[str, ObsStatus]:
        return {_folded(mark): status for mark, status in self.missing.items()}

    def parse(self, text: str) -> Number:
        """One cell."""
        folded = _folded(text)
        if folded in self._missing:
            return Number(status=self._missing[folded])
        percent = folded.endswith("%")
        digits = folded.removesuffix("%").strip()
        if _GROUPED.fullmatch(digits):
            if not self.thousands:
                return Number(slug="number-thousands")
            digits = digits.replace(",", "")
        if _NUMBER.fullmatch(digits):
            return Number(canonical(Decimal(digits)), percent=percent)
        return Number(slug=_fault(folded))

    def parse_all(self, texts: pl.Series) -> pl.DataFrame:
        """A column of cells: ``value``, ``status``, ``slug`` and ``percent``, row by row."""
        plain = texts.str.contains(PLAIN)
        answers: dict[str, list[object]] = {"value": [], "status": [], "slug": [], "percent": []}
        odd = [] if plain.all() else texts.filter(~plain).unique().to_list()
        for number in map(self.parse, odd):
            answers["value"].append(number.value)
            answers["status"].append(number.status.value)
            answers["slug"].append(number.slug)
            answers["percent"].append(number.percent)
        normal = {"value": pl.col("text"), "status": pl.lit(ObsStatus.NORMAL.value, dtype=STATUS), "slug": pl.lit("")}
        cells = pl.DataFrame({"text": texts, "plain": plain}).with_columns(**normal, percent=pl.lit(value=False))
        if odd:
            looked = {
                name: pl.col("text").replace_strict(odd, found, default=None, return_dtype=cells.schema[name])
                for name, found in answers.items()
            }
            choice = {name: pl.when("plain").then(name).otherwise(found) for name, found in looked.items()}
            cells = cells.with_columns(**choice)
        return cells.drop("text", "plain")


def canonical(value: Decimal) -> str:
    """Plain digits, as many as were printed, no exponent, no plus, no minus before zero."""
    return format(value or abs(value), "f")


def _folded(text: str) -> str:
    return text.translate(_FOLDS).strip(WHITE)


def _fault(folded: str) -> str:
    return next((slug for pattern, slug in _FAULTS if pattern.fullmatch(folded)), "number-unreadable")


_ERROR_VALUE = re.compile(r"#(?:[A-Z_]+!|N/A|NAME\?|DIV/0!|GETTING_DATA)")


def spoilt(text: str) -> str:
    """The slug of what stands in a cell that should hold words and holds none: no result, or an error value."""
    if text == UNCOMPUTED:
        return "cell-uncomputed"
    return "cell-error" if _ERROR_VALUE.fullmatch(text) else ""


_FAULTS = (
    (re.compile(r"\([\d.,]+%?\)", re.ASCII), "number-bracketed"),
    (re.compile(re.escape(UNCOMPUTED)), "cell-uncomputed"),
    (re.compile(r"#.+"), "cell-error"),
    (re.compile(r"[+-]?(?:nan|inf(?:inity)?)", re.IGNORECASE), "number-not-finite"),
    (_ROUNDED, "number-rounded"),
    (re.compile(r"[+-]?\d[\d.,]*(?:\s+[\d.,]+)+%?"), "number-spaced"),
    (re.compile(r"[+-]?[\d.,]+\s*‰", re.ASCII), "number-permille"),
    (re.compile(r"[+-]?\d[\d.,]*\s*[\u4e00-\u9fff]+", re.ASCII), "number-unit"),
)
