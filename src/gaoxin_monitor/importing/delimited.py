"""Delimited text to rows with physical line numbers: the csv module for small texts, polars for large ones.

polars knows records, not lines, and pads short rows in silence. So it is trusted only with the middle of a large
text, and only after counting proves that every line there is one complete record; otherwise the csv module reads all.
"""

import csv
import io
import re
from dataclasses import dataclass, field
from statistics import mode

import polars as pl

from gaoxin_monitor.importing.grid import WHITE, Row, Sheet, stripped

LARGE = 5 * 1024 * 1024
"""Characters beyond which polars reads."""
_DELIMITERS = ",\t;|"
_EDGE_LINES = 100
_DIGITS = re.compile(r"[+-]?\d[\d.,]*%?")


@dataclass(frozen=True, slots=True)
class TextFault:
    """What makes a text unreadable as a table: a slug, the line where the record begins, and parameters."""

    slug: str
    line: int
    params: dict[str, object] = field(default_factory=dict)
    excerpt: str = ""


def read_table(text: str, *, large: int = LARGE) -> Sheet | TextFault:
    """The one sheet of a delimited text; texts longer than ``large`` go through polars where that is safe."""
    delimiter = find_delimiter(text)
    if len(text) > large and (sheet := _read_large(text, delimiter)) is not None:
        return sheet
    rows = _read_rows(text, delimiter)
    return rows if isinstance(rows, TextFault) else Sheet("", rows=rows)


def find_delimiter(text: str) -> str:
    """The mark that stands in most of the first lines; a comma where several do equally well."""
    lines = text[: 64 * 1024].splitlines()[:_EDGE_LINES]
    return max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines))


def _read_rows(text: str, delimiter: str, first_line: int = 1) -> tuple[Row, ...] | TextFault:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    line = 0
    try:
        for cells in reader:
            if cells:
                rows.append(Row(first_line + line, stripped(cells)))
            line = reader.line_num
    except csv.Error as error:
        slug = "csv-field-huge" if "field limit" in str(error) else "quote-broken"
        return TextFault(slug, first_line + line, excerpt=_line_of(text, line))
    return _swallowing(rows, delimiter) or tuple(rows)


def _line_of(text: str, index: int) -> str:
    lines = io.StringIO(text, newline="")
    return next((line.strip()[:80] for number, line in enumerate(lines) if number == index), "")


def _swallowing(rows: list[Row], delimiter: str) -> TextFault | None:
    """A quoted cell with a whole record inside: the quote was never meant to reach so far."""
    width = mode(len(row.cells) for row in rows) if rows else 0
    for row in rows:
        for cell in row.cells:
            if "\n" in cell and any(_is_record(line, delimiter, width) for line in cell.splitlines()[1:]):
                return TextFault("quote-broken", row.line, excerpt=cell.splitlines()[0][:80])
    return None


def _is_record(line: str, delimiter: str, width: int) -> bool:
    """Whether a line has as many cells as the table, and a number among them."""
    cells = line.split(delimiter)
    return len(cells) >= max(width, 2) and any(_DIGITS.fullmatch(cell.strip()) for cell in cells)


def _read_large(text: str, delimiter: str) -> Sheet | None:
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            return None
    start, end = _middle(text)
    body = text[start:end]
    head = _read_rows(text[:start], delimiter)
    lines_before = text.count("\n", 0, start)
    frame = _read_body(body, delimiter, lines_before)
    if frame is None or isinstance(head, TextFault):
        return None
    tail = _read_rows(text[end:], delimiter, lines_before + frame.height + 1)
    return None if isinstance(tail, TextFault) else Sheet("", rows=head, frame=frame, tail=tail)


def _middle(text: str) -> tuple[int, int]:
    """Where the lines between the first and the last hundred begin and end."""
    start, end = 0, len(text)
    for _ in range(_EDGE_LINES):
        start = text.find("\n", start) + 1 or len(text)
        end = max(text.rfind("\n", 0, end - 1), 0) if end else 0
    return start, max(start, end + 1)


def _read_body(body: str, delimiter: str, lines_before: int) -> pl.DataFrame | None:
    """The middle as a frame of ``line`` and one column per cell; None unless each line is one whole record."""
    width = len(next(csv.reader([body[: body.find("\n") + 1]], delimiter=delimiter), ()))
    names = [f"c{number}" for number in range(1, width + 1)]
    data = body.encode()
    try:
        frame = pl.read_csv(  # noqa: TID251 - from decoded bytes, never from a path
            io.BytesIO(f"{delimiter.join(names)}\n".encode() + data),
            separator=delimiter,
            schema=dict.fromkeys(names, pl.String),
            empty_string_is_null=False,
        )
    except pl.exceptions.PolarsError:
        return None
    if not _whole(frame, data, delimiter):
        return None
    if any(char in body for char in WHITE if char != "\n"):
        frame = frame.with_columns(pl.all().str.strip_chars(WHITE))
    return frame.with_row_index("line", lines_before + 1)


def _whole(frame: pl.DataFrame, data: bytes, delimiter: str) -> bool:
    """Every line is a record, and every delimiter either separates two cells or stands inside a quoted one.

    A line with too many cells is an error of polars; one with too few leaves a delimiter missing in the sum.
    """
    separating, found = (frame.width - 1) * frame.height, data.count(delimiter.encode())
    if b'"' not in data:
        return found == separating
    inside = frame.select(pl.sum_horizontal(pl.all().str.count_matches(delimiter, literal=True)).sum()).item()
    quotes = frame.select(pl.any_horizontal(pl.all().str.contains('"', literal=True)).any()).item()
    return frame.height == data.count(b"\n") and not quotes and found - inside == separating
