"""Helpers for forms: the words above a head row, the head itself, and the footer below the records."""

import re
from collections.abc import Collection, Iterable

from gaoxin_monitor.importing.context import Context
from gaoxin_monitor.importing.dates import stated_day
from gaoxin_monitor.importing.grid import Row, Sheet
from gaoxin_monitor.importing.ledger import Region
from gaoxin_monitor.importing.numbers import DASH_MARKS, LOOKS_NUMERIC


def head_name(text: str) -> str:
    """A head cell for comparison, without white space and its unit: 累计同比（%） → 累计同比."""
    plain = "".join(text.split()).replace("（", "(").replace("％", "%")
    return plain.partition("(")[0].removesuffix("%")


def find_head(sheet: Sheet, names: Iterable[str]) -> Row | None:
    """The first row that holds all these head names."""
    wanted = set(names)
    return next((row for row in sheet.head[:50] if wanted <= set(map(head_name, row.cells))), None)


def preamble(ctx: Context, sheet: Sheet, head: Row) -> str:
    """Declares the head and the lines above it, takes the day they state, and gives their text."""
    ctx.skip(Region(why="label", sheet=sheet.name, last_line=head.line))
    above = [row for row in sheet.head if row.line < head.line]
    for cell in (row.cell(column) for row in above for column in range(1, len(row.cells) + 1)):
        ctx.sound(cell)
    text = "\n".join(" ".join(row.cells).strip() for row in above)
    ctx.titles[sheet.name] = text
    ctx.stated_vintage = stated_day(text) or ctx.stated_vintage
    return text


def starts_note(row: Row, starts: tuple[str, ...]) -> bool:
    """Whether a row's first cell begins a note; 注册企业数 is no 注：."""
    text = row.text(1)
    return text.startswith(starts) and not (text.startswith("注") and _NOTE.match(text) is None)


_NOTE = re.compile(r"注(?:$|[\s\d：:.．、（(]|[意明释解])")


def holds_figures(row: Row) -> bool:
    """Whether anything behind the first cell must be accounted for: then a row is no plain note."""
    return any(_FIGURE.match(cell.strip()) or cell.strip() in DASH_MARKS for cell in row.cells[1:] if cell)


_FIGURE = re.compile(LOOKS_NUMERIC)


def footer(ctx: Context, sheet: Sheet, head: Row, starts: tuple[str, ...]) -> int:
    """The line of the last record; keeps the notes below, which begin at a first cell with one of these words.

    A row with figures is no note, wherever it stands: below the notes its figures are left for the ledger to miss.
    """
    rows = [row for row in (*sheet.head, *sheet.tail) if row.line > head.line and not row.blank]
    for position, row in enumerate(rows):
        if starts_note(row, starts) and not holds_figures(row):
            for note in rows[position:]:
                if not holds_figures(note):
                    ctx.note(note)
                    ctx.stated_vintage = stated_day(" ".join(note.cells)) or ctx.stated_vintage
            return row.line - 1
    return rows[-1].line if rows else head.line


def place_columns(
    ctx: Context, sheet: Sheet, head: Row, values: Collection[str], words: Collection[str]
) -> dict[str, int]:
    """Head names and their columns; empty when two columns have the same head.

    ``values`` are columns of figures or facts, ``words`` those of labels; any other column is reported and left out.
    """
    found: dict[str, int] = {}
    for cell in (head.cell(column) for column in range(1, sheet.width + 1)):
        name = head_name(cell.text)
        if not name:
            continue
        if name in found:
            ctx.error("header-duplicate", cell, text=cell.text)
            return {}
        if name in values:
            found[name] = cell.column
            continue
        why = "label" if name in words else "skip"
        ctx.skip(Region(why=why, sheet=sheet.name, first_column=cell.column, last_column=cell.column))
        if name in words:
            found[name] = cell.column
        else:
            ctx.warn("column-ignored", cell, text=cell.text)
    return found
