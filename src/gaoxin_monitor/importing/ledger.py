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

    @classmethod
    def of_row(cls, row: Row, why: str) -> "Region":
        """All cells of one row."""
        return cls(why=why, sheet=row.sheet, first_line=row.line, last_line=row.line)

    def on(self, column: int) -> bool:
        """Whether it reaches this column."""
        return self.first_column <= column <= self.last_column

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
        rectangle = here["src_line"].unique()
        columns = set(here["src_col"].unique())
        reach = [region for region in regions if region.sheet == sheet.name]
        for number in range(1, sheet.width + 1):
            became = here.filter(pl.col("src_col") == number)["src_line"].unique()
            cells = _left_over(sheet, number, became, rectangle if number in columns else rectangle.clear())
            lost += _undeclared(cells, number, sheet.name, [region for region in reach if region.on(number)], declared)
    return Account(declared, tuple(lost))


def _left_over(sheet: Sheet, number: int, became: pl.Series, rectangle: pl.Series) -> pl.DataFrame:
    """The cells of one column that became nothing and may not: in the rectangle, or looking like figures."""
    cells = sheet.frame.select("line", text=f"c{number}")
    if became.len() < cells.height:
        cells = cells.join(became.to_frame("line"), on="line", how="anti")
        inside = pl.col("line").is_in(rectangle.to_list())
        return cells.filter(
            inside | pl.col("text").str.contains(LOOKS_NUMERIC) | pl.col("text").is_in(list(DASH_MARKS))
        )
    return cells.clear()


def _undeclared(
    cells: pl.DataFrame, number: int, sheet: str, regions: Sequence[Region], declared: dict[str, int]
) -> list[Cell]:
    for region in sorted(regions, key=lambda region: region.why not in _WORDS):
        if not cells.height:
            break
        left = cells.filter(~region.lines())
        if region.why not in _WORDS and left.height < cells.height:
            declared[region.why] = declared.get(region.why, 0) + cells.height - left.height
        cells = left
    return [Cell(text, line, number, sheet) for line, text in cells.iter_rows()]
