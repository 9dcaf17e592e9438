"""Rows and cells that the user takes out of an import; the ledger keeps count of them."""

import re
from collections.abc import Iterable

import polars as pl

from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.importing.ledger import Region

_SPOT = re.compile(r"(?:(?P<sheet>.+)!)?(?P<column>[A-Za-z]{1,3})?(?P<line>[1-9]\d{0,8})")


def regions(excluded: Iterable[int | str], sheets: Iterable[str]) -> tuple[Region, ...]:
    """``7``, ``D7``, ``Sheet1!7`` or ``Sheet1!D7`` as regions; without a sheet they hold on all. Other words: none."""
    matches = [match for spot in excluded if (match := _SPOT.fullmatch(str(spot)))]
    return tuple(
        _region(sheet, int(match["line"]), match["column"] or "")
        for match in matches
        for sheet in sheets
        if match["sheet"] in (None, sheet)
    )


def _region(sheet: str, line: int, letters: str) -> Region:
    if not letters:
        return Region(why="excluded", sheet=sheet, first_line=line, last_line=line)
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return Region(why="excluded", sheet=sheet, first_line=line, last_line=line, first_column=column, last_column=column)


def covers(excluded: Iterable[Region], place: Place) -> bool:
    """Whether a place stands in one of the regions. A whole excluded row covers its cells and itself."""
    return any(
        region.sheet == place.sheet
        and region.first_line <= place.line <= region.last_line
        and region.on(place.column or region.first_column)
        for region in excluded
    )


def without(frame: pl.DataFrame, excluded: Iterable[Region]) -> pl.DataFrame:
    """The rows of a frame with ``src_sheet, src_line, src_col`` that stand in none of the regions."""
    for region in excluded:
        lines = pl.col("src_line").is_between(region.first_line, region.last_line)
        columns = pl.col("src_col").is_between(region.first_column, region.last_column)
        frame = frame.filter(~(lines & columns & (pl.col("src_sheet") == region.sheet)))
    return frame
