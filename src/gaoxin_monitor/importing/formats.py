"""What a file is, by its first bytes. The suffix is never trusted, only compared."""

import io
import re
import struct
import zipfile
import zlib

WORKBOOKS = frozenset({"xls", "xlsx", "ods"})
UNCOMPUTED = "#(formula)"
"""Stands in a cell of a workbook whose formula was never computed."""
READABLE = WORKBOOKS | {"csv"}
_TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
_SUFFIX_FORMATS = {".xls": "xls", ".et": "xls", ".xlsx": "xlsx", ".xlsm": "xlsx", ".ods": "ods"}
_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "compressed"),
    (b"BZh", "compressed"),
    (b"\xfd7zXZ\x00", "compressed"),
    (b"7z\xbc\xaf\x27\x1c", "compressed"),
    (b"Rar!\x1a\x07", "compressed"),
    (b"\x28\xb5\x2f\xfd", "compressed"),
    (b"{\\rtf", "word"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
)
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|style)\b", re.IGNORECASE | re.DOTALL
)
_ZIP_HEAD = 8192
_LOCAL_HEAD = re.compile(rb"PK\x03\x04.{26}", re.DOTALL)
"""What stands before the name of each part of an archive."""
_NAME_LENGTH = 24
_XML = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)


def sniff(data: bytes) -> str:
    """``csv xls xlsx ods``, or what is not read: ``html xml zip compressed pdf word image json``; csv if unclear."""
    head = data[:1024].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"PK\x03\x04"):
        return _zip_format(data)
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    plain = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")  # also markup in UTF-16
    if _HTML.match(plain):
        return "html"
    if _XML.match(plain):
        return "html" if b"<html" in plain.lower() else "xml"
    return "json" if re.match(rb'\s*(?:\{\s*"|\[\s*[\[{])', head) else "csv"


def _zip_format(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names and b"opendocument.spreadsheet" in archive.open("mimetype").read(100):
                return "ods"
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, RuntimeError, EOFError):
        return _cut_format(data)
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    return "word" if any(name.startswith("word/") for name in names) else "zip"


def _cut_format(data: bytes) -> str:
    """What an archive was before it was cut off or spoilt: the names before its parts are still there."""
    if b"opendocument.spreadsheet" in data[:_ZIP_HEAD]:
        return "ods"
    names = [data[match.end() : match.end() + _NAME_LENGTH] for match in _LOCAL_HEAD.finditer(data)]
    if any(name.startswith(b"word/") for name in names):
        return "word"
    workbook = any(name.startswith((b"xl/", b"[Content_Types].xml", b"docProps/", b"_rels/")) for name in names)
    return "xlsx" if workbook else "zip"


def suffix_lies(suffix: str, found: str) -> bool:
    """Whether a suffix promises a text or a workbook and the bytes are another kind."""
    if suffix.lower() in _TEXT_SUFFIXES:
        return found != "csv"
    promised = _SUFFIX_FORMATS.get(suffix.lower())
    return promised is not None and promised != found


def text_suffix(suffix: str) -> bool:
    """Whether the suffix promises plain text."""
    return suffix.lower() in _TEXT_SUFFIXES
