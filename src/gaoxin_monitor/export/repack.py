"""Packs a finished workbook anew, so that equal content gives equal bytes on every machine.

Compression differs between zlib versions, dates and attributes between systems: parts are stored as they are.
"""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_FIRST = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE_END = b"</cp:coreProperties>"


def repack(workbook: bytes, language: str) -> bytes:
    """The same parts in a stored zip with fixed dates; the document's language is added to its properties."""
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(out, "w", ZIP_STORED) as target:
        for name in sorted(source.namelist(), key=lambda part: part != _FIRST):
            content = source.read(name)
            if name == _CORE:
                content = content.replace(_CORE_END, f"<dc:language>{language}</dc:language>".encode() + _CORE_END)
            entry = ZipInfo(name, _EPOCH)
            entry.create_system = 0
            target.writestr(entry, content)
            entry.external_attr = 0  # writestr puts the rights of a Unix file there; the directory is written last
    return out.getvalue()
