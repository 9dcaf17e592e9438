"""The measures of a sheet: widths of columns, heights of rows, what fits on one page. In points and column units."""

from collections.abc import Iterable, Sequence

from gaoxin_monitor.export.cells import Cell, Column, Line, Sheet, styled
from gaoxin_monitor.export.styles import BODY_SIZE, COUNT_SIZE, HEADING_SIZE, TITLE_SIZE, Base
from gaoxin_monitor.export.widths import filled, width, wrapped

_PADDING = 1
_INDENT = 2
_TIGHT = 4
"""What padding and indent take at most: a text that has so much room to spare, were all of it full-width, stands on
one line, and need not be measured."""
_UNIT = 6.2
"""Points per column unit at the body size, a little more than any font of ours needs."""
_LEADING = 1.45
"""Height of a line over the size of its letters, as tall as the tallest of the fonts that stand in for ours."""
_AIR = 4
_TALLEST = 409
_WIDEST = 255
_BOUNDLESS = 1_000_000
_SQUEEZE = 0.92
"""How much smaller than its columns ask a page may be printed to hold more lines."""
MARGIN_SIDE = 0.4
MARGIN_TOP = 0.5
MARGIN_BOTTOM = 0.65
MARGIN_FOOTER = 0.3
_INCH = 72
_A4 = (595, 842)
_SIZES = {Base.TITLE: TITLE_SIZE, Base.HEADING: HEADING_SIZE, Base.COUNT: COUNT_SIZE}


def widths_of(columns: Sequence[Column], lines: Iterable[Line]) -> list[int]:
    """Every column as wide as its widest cell: text up to the column's cap, numbers whatever they need."""
    stood: list[list[Cell | None]] = [[] for _ in columns]
    for line in lines:
        for cells, cell in zip(stood, line.cells, strict=False):
            cells.append(cell)
    found = (_widest(column, cells) for column, cells in zip(columns, stood, strict=True))
    return [min(room + _PADDING, _WIDEST) for room in found]


def _widest(column: Column, cells: Iterable[Cell | None]) -> int:
    found = max(column.floor, _header_width(column))
    longest = (found - _INDENT) / 2
    last: Cell | None = None  # texts are shared, and those of one file or target follow one another
    for cell in cells:
        if cell is not None and cell is not last and len(cell.shown) >= longest and cell.style.wraps:
            last, needed = cell, _needed(cell, column.cap)
            if needed > found:
                found, longest = needed, (needed - _INDENT) / 2
    return found


def rooms(columns: Sequence[Column], widths: Sequence[int]) -> list[int]:
    """The widths at which the cells of a table wrap: a column below its cap holds its widest text on one line."""
    return [room if room - _PADDING >= column.cap else _BOUNDLESS for column, room in zip(columns, widths, strict=True)]


def _header_width(column: Column) -> int:
    """A header breaks into two lines rather than widen its column; its words stay whole."""
    half = (width(column.header) + 1) // 2
    return max(half, max(map(width, column.header.split(" "))) if column.header.isascii() else 0)


def _needed(cell: Cell, cap: int) -> int:
    needed = width(cell.shown) + cell.style.indent * _INDENT
    return min(needed, cap) if isinstance(cell.value, str) else needed + 1


def head(sheet: Sheet, widths: Sequence[int]) -> tuple[Line, ...]:
    """The title and the notes; a note wider than the sheet goes on in the next row, between clauses."""
    notes = [line for note in sheet.notes for line in filled(note, sum(widths) - _PADDING)]
    return tuple(Line((cell,)) for cell in (styled(sheet.title, Base.TITLE), *(styled(n, Base.NOTE) for n in notes)))


def header(columns: Sequence[Column]) -> Line:
    """The header row of a table."""
    return Line(tuple(styled(column.header, Base.HEADER) for column in columns))


def height_of(cells: Iterable[Cell | None], widths: Sequence[int]) -> float:
    """The height of a row whose wrapped cells are all seen whole."""
    tallest = BODY_SIZE
    for cell, room in zip(cells, widths, strict=False):
        if cell is not None and (2 * len(cell.shown) > room - _TIGHT or cell.style.base in _SIZES):
            size = _SIZES.get(cell.style.base, BODY_SIZE)
            tallest = max(tallest, size * _lines(cell, room))
    return min(tallest * _LEADING + _AIR, _TALLEST)


def heights(lines: Sequence[Line], widths: Sequence[int]) -> list[float]:
    """The heights of rows; columns in which nothing can break are not looked at."""
    tight = [number for number, room in enumerate(widths) if room < _BOUNDLESS]
    rooms = [widths[number] for number in tight]
    if len(tight) == len(widths):
        return [height_of(line.cells, rooms) for line in lines]
    return [height_of([line.cells[number] for number in tight], rooms) for line in lines]


def _lines(cell: Cell, room: int) -> int:
    if not cell.style.wraps:
        return 1
    return len(wrapped(cell.shown, max(room - _PADDING - cell.style.indent * _INDENT, 2)))


def page_height(widths: Sequence[int], *, landscape: bool) -> float:
    """The points that one page holds at the scale at which these columns fit its width, or a little smaller."""
    across, down = _A4[::-1] if landscape else _A4
    scale = min(1.0, (across - 2 * MARGIN_SIDE * _INCH) / (sum(widths) * _UNIT))
    return (down - (MARGIN_TOP + MARGIN_BOTTOM) * _INCH) / (scale * _SQUEEZE)


def fitting(lines: Sequence[Line], widths: Sequence[int], room: float) -> int:
    """How many of the lines, from the first on, fit into so many points."""
    used = 0.0
    for count, line in enumerate(lines):
        used += height_of(line.cells, widths)
        if used > room:
            return count
    return len(lines)
