"""What a sheet holds, as values: cells, lines, columns and the one table; made by ``sheets``, written by ``layout``."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from gaoxin_monitor.domain.codes import Code, Light
from gaoxin_monitor.export.numbers import WHOLE, NumberFormat
from gaoxin_monitor.export.styles import SHAPES, Base, Style
from gaoxin_monitor.messages import Messages


class Word(Code):
    """Shorthand for a figure that is not there, or that needs a remark. No cell of a table stays blank.

    What cannot be there is a dash, as statistical tables have it; what ought to be there and is not has a word.
    """

    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"
    TOO_SMALL = "too-small"
    WITHHELD = "withheld"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATED = "estimated"


class Cell(NamedTuple):
    """One cell: text or an exact number, its style, and the text that will be seen.

    A named tuple, as ``Style`` is, because a workbook makes thousands of them; equal texts share one.
    """

    value: str | Decimal | int
    style: Style
    shown: str


@lru_cache(maxsize=4096)
def text(value: str, *, indent: int = 0) -> Cell:
    """Running text, wrapped in its column."""
    return Cell(value, Style(indent=indent) if indent else _TEXT, value)


@lru_cache(maxsize=4096)
def centred(value: str) -> Cell:
    """A short text in the middle of its cell."""
    return Cell(value, _CENTRED, value)


@lru_cache(maxsize=4096)
def styled(value: str, base: Base) -> Cell:
    """Text in one of the other roles."""
    return Cell(value, Style(base), value)


def number(value: Decimal | int, shape: NumberFormat = WHOLE, base: Base = Base.NUMBER) -> Cell:
    """A figure: the cell holds the exact value, the format rounds what is seen."""
    return Cell(value, Style(base, shape.pattern), shape.shown(value))


@lru_cache(maxsize=4096)
def ordinal(value: int) -> Cell:
    """A number that counts lines rather than measures something."""
    return Cell(value, _ORDINAL, str(value))


@lru_cache(maxsize=4096)
def counted(value: int, suffix: str) -> Cell:
    """A count with what it counts: 3期."""
    shape = NumberFormat(suffix=suffix)
    return Cell(value, Style(Base.ORDINAL, shape.pattern), shape.shown(value))


@cache
def word(name: Word, messages: Messages) -> Cell:
    """A shorthand in place of a figure."""
    shown = messages.text(f"export.word.{name}")
    return styled(shown, Base.QUIET) if name is Word.NOT_APPLICABLE else centred(shown)


@cache
def lamp(light: Light, messages: Messages) -> Cell:
    """A status as shape, word and colour."""
    shown = lamp_text(light, messages)
    return Cell(shown, Style(Base.CENTRED, light=light), shown)


def lamp_text(light: Light, messages: Messages) -> str:
    """A status without its colour."""
    return f"{SHAPES[light]} {messages.light(light)}"


_TEXT = Style()
_CENTRED = Style(Base.CENTRED)
_ORDINAL = Style(Base.ORDINAL, WHOLE.pattern)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of cells from the first column on; None leaves a cell free outside tables. ``ruled`` opens a section."""

    cells: tuple[Cell | None, ...]
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, the width at which text wraps, and the width it has at least.

    ``lamps`` says that it holds lights; ``defined`` is the name by which other workbooks may refer to its cells.
    """

    header: str
    cap: int
    floor: int = 0
    lamps: bool = False
    defined: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The one Excel table of a sheet, in the sheet's columns."""

    name: str
    description: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet from top to bottom: title, notes, free lines, and last the table, if there is one.

    A sheet of one page is for reading, its table has no filter.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    free: tuple[Line, ...] = ()
    table: Table | None = None
    frozen_columns: int = 0
    landscape: bool = True
    one_page: bool = False
