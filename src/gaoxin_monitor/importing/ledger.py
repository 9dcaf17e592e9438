"""The conservation ledger: every cell that looks like a figure or a missing mark must have become something.

Counted are all cells of a file that look numeric or hold a missing mark, and all cells, also empty ones, of the
rectangle in which observations were found. A cell that nobody accounts for is an error: a figure got lost.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from gaoxin_monitor.importing.grid import Cell, Row, Sheet
from gaoxin_monitor.importing.numbers import DASH_MARKS, LOOKS_NUMERIC

FAR = 2**31
"""Beyond any line or column."""
_WORDS = frozenset({"label", "note"})
_COUNTED = frozenset({"skip", "error", "excluded"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A rectangle of cells that hold no observation, and why.

    ``label`` and ``note`` are words of the table and not counted; ``skip`` (scratch work, another table), ``error``
    and ``excluded`` are counted as what they are.
    """

    why: str
    sheet: str = ""
    first_line: int = 1
    last_line: int = FAR
    first_column: int = 1
    last_column: int = FAR

    def __post_init__(self) -> None:
        if self.why not in _WORDS | _COUNTED:
            raise ValueError(f"a region is one of {sorted(_WORDS | _COUNTED)}, not {self.why!r}")

    @classmethod
    def of_row(cls, row: Row, why: str) -> "Region":
        """All cells of one row."""
        return cls(why=why, sheet=row.sheet, first_line=row.line, last_line=row.line)

    def on(self, column: int) -> bool:
        """Whether it reaches this column."""
        return self.first_column <= column <= self.last_column

    @property
    def all_lines(self) -> bool:
        """Whether it covers whole columns."""
        return self.first_line == 1 and self.last_line == FAR

    @property
    def all_columns(self) -> bool:
        """Whether it covers whole rows."""
        return self.first_column == 1 and self.last_column == FAR

    def lines(self) -> pl.Expr:
        """Whether a row stands inside."""
        return pl.col("line").is_between(self.first_line, self.last_line)


@dataclass(frozen=True, slots=True)
class Account:
    """Cells of which no observation came, by what was declared of them, and the cells nobody accounts for."""

    declared: dict[str, int]
    lost: tuple[Cell, ...]


def settle(sheets: Iterable[Sheet], taken: pl.DataFrame, regions: Sequence[Region]) -> Account:
    """Accounts for all cells of a file. ``taken`` are the cells that became something (``frames.SPOTS``)."""
    declared: dict[str, int] = {}
    lost: list[Cell] = []
    for sheet in sheets:
        here = taken.filter(pl.col("src_sheet") == sheet.name)
        reach = [region for region in regions if region.sheet == sheet.name]
        rows = sheet.frame["line"].to_frame()
        for region in reach:
            if region.why in _WORDS and region.all_columns:
                rows = rows.filter(~region.lines())
        for number in range(1, sheet.width + 1):
            across = [region for region in reach if region.on(number)]
            if not any(region.why in _WORDS and region.all_lines for region in across):
                cells = _unexplained(sheet, number, rows, here)
                lost += _undeclared(cells, number, sheet.name, across, declared)
    return Account(declared, tuple(lost))


_FIGURE = pl.col("text").str.contains(LOOKS_NUMERIC) | pl.col("text").is_in(list(DASH_MARKS))


def _unexplained(sheet: Sheet, number: int, rows: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    """The cells of one column, in the rows that are no words, that became nothing and may not."""
    became = taken.filter(pl.col("src_col") == number).select(line="src_line")
    if became["line"].equals(rows["line"]):
        return pl.DataFrame(schema={"line": pl.UInt32, "text": pl.String})  # all, in their order: the usual case
    cells = sheet.frame.select("line", text=f"c{number}").join(rows, on="line", how="semi")
    cells = cells.join(became, on="line", how="anti")
    if not became.height:
        return cells.filter(_FIGURE)
    rectangle = taken.select(line="src_line").unique()
    return pl.concat([cells.filter(_FIGURE), cells.filter(~_FIGURE).join(rectangle, on="line", how="semi")])


def _undeclared(
    cells: pl.DataFrame, number: int, sheet: str, regions: Sequence[Region], declared: dict[str, int]
) -> list[Cell]:
    for region in sorted(regions, key=lambda region: region.why not in _WORDS):
        left = cells.filter(~region.lines()) if cells.height else cells
        if region.why not in _WORDS:
            declared[region.why] = declared.get(region.why, 0) + cells.height - left.height
        cells = left
    return [Cell(text, line, number, sheet) for line, text in cells.sort("line").iter_rows()]
