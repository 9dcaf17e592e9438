"""The smallest xls workbook that spreadsheets accept: BIFF8 cells in a compound file with one stream.

Written here because no library in use writes xls, and a conversion by an office program differs from run to run.
"""

import struct
from collections.abc import Iterable, Sequence

from demo.model import Cell, Sheet, plain

_SECTOR = 512
_END_OF_CHAIN, _FREE, _FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_GLOBALS, _WORKSHEET = 0x0005, 0x0010
_LARGEST_RECORD = 8224


def xls(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with these sheets."""
    return _compound_file(_workbook(sheets))


def _record(number: int, body: bytes) -> bytes:
    if len(body) > _LARGEST_RECORD:
        msg = f"record {number:#06x} needs {len(body)} bytes: the table is too large for this writer"
        raise ValueError(msg)
    return struct.pack("<HH", number, len(body)) + body


def _start(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 0x0600))


_END = _record(0x000A, b"")
_FONT = _record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + b"\x05\x00Arial")
_STYLE_XF = _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0xF4, 0, 0, 0x20C0))
_CELL_XF = _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 0x0001, 0x20, 0, 0, 0, 0, 0, 0x20C0))
_LOOK = (
    _record(0x0042, struct.pack("<H", 0x04B0))
    + _record(0x003D, struct.pack("<9H", 0, 0, 0x4000, 0x2000, 0x0038, 0, 0, 1, 600))
    + _FONT * 5
    + _STYLE_XF * 15
    + _CELL_XF
    + _record(0x0293, struct.pack("<HBB", 0x8000, 0, 0xFF))
)
_VIEW = _record(0x023E, struct.pack("<HHHIHHI", 0x06B6, 0, 0, 64, 0, 0, 0))


def _workbook(sheets: Sequence[Sheet]) -> bytes:
    texts = _texts(sheets)
    bodies = [_sheet(sheet, texts) for sheet in sheets]
    head = _start(_GLOBALS) + _LOOK
    tail = _strings(sheets, texts) + _END
    entries = [_sheet_name(sheet.name) for sheet in sheets]
    offset = len(head) + sum(len(entry) + 8 for entry in entries) + len(tail)
    directory = b""
    for entry, body in zip(entries, bodies, strict=True):
        directory += _record(0x0085, struct.pack("<IBB", offset, 0, 0) + entry[2:])
        offset += len(body)
    return head + directory + tail + b"".join(bodies)


def _sheet_name(name: str) -> bytes:
    return b"\x00\x00" + struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")


def _text_cells(sheets: Iterable[Sheet]) -> Iterable[str]:
    return (cell for sheet in sheets for row in sheet.rows for cell in map(plain, row) if isinstance(cell, str))


def _texts(sheets: Sequence[Sheet]) -> dict[str, int]:
    return {text: number for number, text in enumerate(dict.fromkeys(_text_cells(sheets)))}


def _strings(sheets: Sequence[Sheet], texts: dict[str, int]) -> bytes:
    uses = sum(1 for _ in _text_cells(sheets))
    body = b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts)
    return _record(0x00FC, struct.pack("<II", uses, len(texts)) + body)


def _sheet(sheet: Sheet, texts: dict[str, int]) -> bytes:
    width = max(len(row) for row in sheet.rows)
    size = struct.pack("<IIHHH", 0, len(sheet.rows), 0, width, 0)
    cells = b"".join(
        _cell(line, column, cell, texts) for line, row in enumerate(sheet.rows) for column, cell in enumerate(row)
    )
    return _start(_WORKSHEET) + _record(0x0200, size) + cells + _VIEW + _END


def _cell(line: int, column: int, cell: Cell, texts: dict[str, int]) -> bytes:
    value = plain(cell)
    if value is None:
        return b""
    place = struct.pack("<HHH", line, column, 15)
    if isinstance(value, str):
        return _record(0x00FD, place + struct.pack("<I", texts[value]))
    return _record(0x0203, place + struct.pack("<d", float(value)))


def _compound_file(stream: bytes) -> bytes:
    stream = stream.ljust(8 * _SECTOR, b"\x00")
    stream += b"\x00" * (-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    chain = [*range(3, sectors + 2), _END_OF_CHAIN]
    table = [_FAT_SECTOR, _END_OF_CHAIN, *chain]
    if len(table) > _SECTOR // 4:
        msg = "the workbook is too large for one allocation sector"
        raise ValueError(msg)
    table += [_FREE] * (_SECTOR // 4 - len(table))
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0
    )
    head += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    entries = _entry("Root Entry", 5, 1, _END_OF_CHAIN, 0) + _entry("Workbook", 2, _FREE, 2, len(stream))
    return head + struct.pack("<128I", *table) + entries + _entry("", 0, _FREE, 0, 0) * 2 + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00" if name else b""
    body = text.ljust(64, b"\x00") + struct.pack("<HBB", len(text), kind, 1)
    return body + struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<IQ", start, size)
