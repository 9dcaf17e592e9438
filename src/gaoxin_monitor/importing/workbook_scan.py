"""A look into an xlsx before anything expensive reads it: bombs are refused, and what a reader would lose is noted.

Readers give error cells and formulas without a stored result as empty, and percent cells as bare fractions. All three
would change figures in silence, so the cells are listed here.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

ENTRY_LIMIT = 2_000
UNPACKED_LIMIT = 512 * 1024 * 1024
RATIO_LIMIT = 200
RATIO_FLOOR = 10 * 1024 * 1024
AREA_LIMIT = 4_000_000
"""Cells of the rectangle that holds a sheet: readers allocate all of it, also for two cells in opposite corners."""
LISTED_LIMIT = 1_000

_CHUNK = 256 * 1024
_PERCENT_FORMATS = frozenset({"9", "10"})
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class RefusedError(Exception):
    """A workbook that is not read; the message is the slug of the reason."""


@dataclass(frozen=True, slots=True)
class Losses:
    """Cells of one sheet that a reader would get wrong, as (line, column) or (line, column, text), and hidden lines."""

    errors: list[tuple[int, int, str]] = field(default_factory=list)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    percents: list[tuple[int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


def check_archive(data: bytes) -> None:
    """Refuses archives that unpack to far more than they weigh."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    if len(entries) > ENTRY_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise RefusedError("workbook-too-large")
    for entry in entries:
        if entry.file_size > RATIO_FLOOR and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1):
            raise RefusedError("workbook-too-large")


def scan(data: bytes) -> dict[str, Losses]:
    """What would be lost, by sheet name; raises RefusedError, expat.ExpatError, KeyError or BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        percents = _percent_styles(archive)
        found = {}
        for name, part in _sheet_parts(archive):
            with archive.open(part) as stream:
                found[name] = _scan_sheet(stream, percents)
        return found


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets: dict[str, str] = {}
    for tag, attributes in _elements(archive, "xl/_rels/workbook.xml.rels"):
        if tag == "Relationship":
            targets[attributes["Id"]] = attributes["Target"].removeprefix("/xl/")
    for tag, attributes in _elements(archive, "xl/workbook.xml"):
        target = targets.get(attributes.get("r:id", ""), "")
        if tag == "sheet" and "worksheets/" in target:
            yield attributes["name"], f"xl/{target}"


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the cell styles that print a fraction as percent."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    formats = set(_PERCENT_FORMATS)
    styles: list[str] = []
    inside = ""
    for tag, attributes in _elements(archive, "xl/styles.xml"):
        if tag in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = tag
        elif tag == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes["numFmtId"])
        elif tag == "xf" and inside == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))
    return frozenset(str(number) for number, style in enumerate(styles) if style in formats)


def _elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = _parser()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag, attributes))
    parser.Parse(archive.read(part), True)  # noqa: FBT003 - the C interface takes it by position
    return found


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise RefusedError("workbook-damaged")

    parser.EntityDeclHandler = refuse
    parser.StartDoctypeDeclHandler = refuse
    return parser


class _SheetScanner:
    """Follows the cells of one sheet: position, type, style, formula, value."""

    def __init__(self, percents: frozenset[str]) -> None:
        self.losses = Losses()
        self._percents = percents
        self._line = self._column = 0
        self._most = (0, 0)
        self._attributes: dict[str, str] = {}
        self._formula = self._value = self._reading = False
        self._text = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._line = int(attributes.get("r", self._line + 1))
            self._column = 0
            if attributes.get("hidden") in ("1", "true") and len(self.losses.hidden) < LISTED_LIMIT:
                self.losses.hidden.append(self._line)
        elif tag == "c":
            self._begin_cell(attributes)
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "is"):
            self._value = self._reading = True

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        match = _REFERENCE.fullmatch(attributes.get("r", ""))
        if match:
            self._column = 0
            for letter in match[1]:
                self._column = self._column * 26 + ord(letter) - ord("A") + 1
            self._line = int(match[2])
        else:
            self._column += 1
        lines, columns = self._most
        self._most = (max(lines, self._line), max(columns, self._column))
        if self._most[0] * self._most[1] > AREA_LIMIT:
            raise RefusedError("workbook-too-large")
        self._attributes, self._text = attributes, ""
        self._formula = self._value = False

    def text(self, text: str) -> None:
        if self._reading and len(self._text) < LISTED_LIMIT:
            self._text += text

    def end(self, tag: str) -> None:
        if tag in ("v", "is"):
            self._reading = False
        elif tag == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        kind, losses = self._attributes.get("t", "n"), self.losses
        if kind == "e" and len(losses.errors) < LISTED_LIMIT:
            losses.errors.append((self._line, self._column, self._text))
        elif self._formula and not self._computed(kind) and len(losses.uncomputed) < LISTED_LIMIT:
            losses.uncomputed.append((self._line, self._column))
        elif kind == "n" and self._value and self._attributes.get("s") in self._percents:
            losses.percents.append((self._line, self._column))

    def _computed(self, kind: str) -> bool:
        """Whether a result is stored; an empty text is one, an empty number is none."""
        return bool(self._text) or (self._value and kind == "str")


def _scan_sheet(stream: IO[bytes], percents: frozenset[str]) -> Losses:
    scanner = _SheetScanner(percents)
    parser = _parser()
    parser.buffer_text = True
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.text
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)  # noqa: FBT003 - the C interface takes it by position
    parser.Parse(b"", True)  # noqa: FBT003 - as above
    return scanner.losses
