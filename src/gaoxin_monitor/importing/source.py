"""A file as importers see it: opened once, immutable, shared by all of them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath

from gaoxin_monitor.domain.batches import SourceFile
from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place
from gaoxin_monitor.importing import formats
from gaoxin_monitor.importing.delimited import TextFault, read_table
from gaoxin_monitor.importing.encodings import Decoded, Undecodable, decode
from gaoxin_monitor.importing.grid import Cell, Row, Sheet
from gaoxin_monitor.importing.workbooks import Book, Refused, read_workbook

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r")) + b"\x7f"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")


@dataclass(frozen=True)
class Source:
    """One file: its name, bytes and sheets of text cells. ``encoding`` and ``text`` are empty for workbooks."""

    name: str
    data: bytes
    format: str
    encoding: str
    text: str
    sheets: tuple[Sheet, ...]

    @cached_property
    def file(self) -> SourceFile:
        """What the store keeps of the file."""
        return describe(self.name, self.data, self.encoding)

    def find(self, accepts: Callable[[Row], bool], *, within: int = 50) -> Row | None:
        """The first row that is accepted among the first rows of each sheet."""
        return next((row for sheet in self.sheets for row in sheet.head[:within] if accepts(row)), None)


def describe(name: str, data: bytes, encoding: str = "") -> SourceFile:
    """Name, size and digest of a file."""
    return SourceFile(name=name, sha256=sha256(data).hexdigest(), size=len(data), encoding=encoding)


def open_source(
    name: str, data: bytes, encoding: str | None = None
) -> tuple[Source | None, str, tuple[Diagnostic, ...]]:
    """The source, its format, and what is wrong with the file; no source when it cannot be read at all."""
    found = formats.sniff(data)
    faults = _suffix_fault(name, found)
    if found in formats.WORKBOOKS:
        source, more = _from_workbook(name, data, found)
    elif found == "csv":
        source, more = _from_text(name, data, encoding)
    else:
        source, more = None, (_fatal(f"format-{found}", name),)
    return source, found, (*faults, *more)


def _suffix_fault(name: str, found: str) -> tuple[Diagnostic, ...]:
    suffix = PurePath(name).suffix
    if found not in formats.READABLE or not formats.suffix_lies(suffix, found):
        return ()
    severity = Severity.ERROR if formats.text_suffix(suffix) else Severity.WARNING
    return (Diagnostic("format-suffix", severity, place=Place(name), params={"suffix": suffix, "format": found}),)


def _from_workbook(name: str, data: bytes, found: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    book = read_workbook(data)
    if isinstance(book, Refused):
        return None, (_fatal(book.slug, name, **book.params),)
    if not book.sheets:
        return None, (_fatal("file-blank", name),)
    faults = [
        Diagnostic("text-control", Severity.ERROR, place=_at(name, row.cell(column)), params={"code": ord(bad[0])})
        for sheet in book.sheets
        for row in sheet
        for column, text in enumerate(row.cells, 1)
        if (bad := _CONTROL.search(text))
    ]
    return Source(name, data, found, "", "", book.sheets), (*faults, *_hidden(name, book))


def _hidden(name: str, book: Book) -> Iterator[Diagnostic]:
    for sheet in book.hidden_sheets:
        yield Diagnostic("sheet-hidden", Severity.WARNING, place=Place(name), params={"sheet": sheet})
    for sheet, lines in book.hidden_rows.items():
        place, params = Place(name, sheet, lines[0]), {"count": len(lines)}
        yield Diagnostic("rows-hidden", Severity.WARNING, place=place, params=params)


def _at(name: str, cell: Cell) -> Place:
    return Place(name, cell.sheet, cell.line, cell.column)


def _from_text(name: str, data: bytes, encoding: str | None) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    try:
        decoded = decode(data, encoding)
    except LookupError:
        return None, (_fatal("encoding-unknown", name, encoding=encoding),)
    if isinstance(decoded, Undecodable):
        return None, (_undecodable(name, data, decoded, encoding),)
    if fault := _damage(name, data, decoded):
        return None, (fault,)
    if not decoded.text.strip():
        return None, (_fatal("file-blank", name),)
    table = read_table(decoded.text)
    if isinstance(table, TextFault):
        fault = Diagnostic(table.slug, Severity.FATAL, place=Place(name, line=table.line), excerpt=table.excerpt)
        return None, (fault,)
    bare_returns = "\r" in decoded.text and "\n" not in decoded.text
    notes = (Diagnostic("line-ends-cr", Severity.WARNING, place=Place(name)),) if bare_returns else ()
    return Source(name, data, "csv", decoded.encoding, decoded.text, (table,)), notes


def _undecodable(name: str, data: bytes, found: Undecodable, asked: str | None) -> Diagnostic:
    if asked is None and len(data.translate(None, _CONTROLS)) < len(data):
        return _fatal("format-binary", name)
    params: dict[str, object] = {"encoding": found.encoding, "offset": found.offset}
    return Diagnostic("encoding-broken", Severity.FATAL, place=Place(name, line=found.line), params=params)


def _damage(name: str, data: bytes, decoded: Decoded) -> Diagnostic | None:
    """Control characters and replacement marks: the text was damaged before it came here and must not be half read."""
    single_bytes = data if "16" not in decoded.encoding else decoded.text.encode()
    count = len(single_bytes) - len(single_bytes.translate(None, _CONTROLS)) + decoded.text.count("\ufffd")
    if not count:
        return None
    if count * 20 > len(single_bytes):
        return _fatal("format-binary", name)
    first = _CONTROL.search(decoded.text)
    offset = first.start() if first else 0
    line = decoded.text.count("\n", 0, offset) + 1
    params: dict[str, object] = {"code": ord(decoded.text[offset]), "count": count}
    return Diagnostic("text-damaged", Severity.FATAL, place=Place(name, line=line), params=params)


def _fatal(slug: str, name: str, **params: object) -> Diagnostic:
    return Diagnostic(slug, Severity.FATAL, place=Place(name), params=params)
