"""Sheets, rows and cells as importers see them: text only, positions as a spreadsheet counts them, from 1."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import polars as pl

from gaoxin_monitor.domain.diagnostics import Place

WHITE = "\t\n\v\f\r \xa0\u2002\u2003\u2009\u200b\u202f\u3000\ufeff"
"""What is cut from both ends of a cell; the same for every reader."""


def stripped(cells: Iterable[str]) -> tuple[str, ...]:
    """Cells without the white space around them."""
    return tuple(cell.strip(WHITE) for cell in cells)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where it stands and what is printed in it."""

    text: str
    line: int
    column: int
    sheet: str = ""

    @property
    def place(self) -> Place:
        """The position, for diagnostics; the file is filled in by the host."""
        return Place("", self.sheet, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the physical line on which it begins, and its cells."""

    line: int
    cells: tuple[str, ...]
    sheet: str = ""

    def text(self, column: int) -> str:
        """The text in a column counted from 1; empty beyond the end."""
        return self.cells[column - 1] if column <= len(self.cells) else ""

    def cell(self, column: int) -> Cell:
        """The cell in a column counted from 1; an empty one beyond the end."""
        return Cell(self.text(column), self.line, column, self.sheet)

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in the row."""
        return not any(self.cells)


class Sheet:
    """A named grid of text cells; a delimited file has one, without a name. Never changed once made.

    The middle of a large text is kept as a frame; ``rows`` and ``frame`` show the whole sheet either way.
    """

    def __init__(
        self, name: str, *, rows: tuple[Row, ...] = (), frame: pl.DataFrame | None = None, tail: tuple[Row, ...] = ()
    ) -> None:
        self.name = name
        self._head = rows
        self._middle = frame
        self._tail = tail

    def __iter__(self) -> Iterator[Row]:
        return chain(self._head, self._middle_rows(), self._tail)

    def _middle_rows(self) -> Iterator[Row]:
        if self._middle is not None:
            for line, *cells in self._middle.iter_rows():
                yield Row(line, tuple(cells), self.name)

    @property
    def head(self) -> tuple[Row, ...]:
        """The first rows: all of a small sheet, at least 100 of a large one."""
        return self._head

    @property
    def tail(self) -> tuple[Row, ...]:
        """The last rows of a large sheet; those of a small one are all in ``head``."""
        return self._tail

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows; prefer ``head`` and ``frame`` where a sheet may be large."""
        return tuple(self)

    @cached_property
    def width(self) -> int:
        """The number of cells in the longest row."""
        middle = self._middle.width - 1 if self._middle is not None else 0
        return max((middle, *(len(row.cells) for row in (*self._head, *self._tail))))

    @cached_property
    def frame(self) -> pl.DataFrame:
        """All rows as ``line`` and text columns ``c1``, ``c2`` …; short rows are padded with empty cells."""
        parts = [self._edge(self._head), self._middle, self._edge(self._tail)]
        found = pl.concat((part for part in parts if part is not None), how="diagonal")
        return found.fill_null("") if self._middle is not None and self._middle.width <= self.width else found

    def _edge(self, rows: tuple[Row, ...]) -> pl.DataFrame:
        width = self.width
        schema = {"line": pl.UInt32, **{f"c{number}": pl.String for number in range(1, width + 1)}}
        data = [(row.line, *row.cells, *[""] * (width - len(row.cells))) for row in rows]
        return pl.DataFrame(data, schema=schema, orient="row")

    @cached_property
    def widths(self) -> dict[int, int]:
        """Cells per line, for the lines whose number of cells was not proven equal."""
        return {row.line: len(row.cells) for row in (*self._head, *self._tail)}
