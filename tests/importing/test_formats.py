import gzip
import io
import zipfile

import openpyxl
import pytest

from gaoxin_monitor.importing.formats import sniff, suffix_lies


def _zip(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def _xlsx() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def _ods() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("指标,2024年\n".encode("gb18030"), "csv"),
        (b"\xef\xbb\xbf\xe6\x8c\x87", "csv"),
        (_xlsx(), "xlsx"),
        (_ods(), "ods"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xls"),
        (_zip("a.csv"), "zip"),
        (_zip("word/document.xml"), "word"),
        (b"PK\x03\x04 broken", "zip"),
        (_zip("a.csv", "b.csv")[:-30], "zip"),
        (_zip("[Content_Types].xml", "word/document.xml")[:-30], "word"),
        (_xlsx()[:400], "xlsx"),
        (_xlsx()[: len(_xlsx()) // 2], "xlsx"),
        (_xlsx()[:-30], "xlsx"),
        (_ods()[:-30], "ods"),
        (gzip.compress(b"1,2"), "compressed"),
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"{\\rtf1", "word"),
        (b'{"a": 1}', "json"),
        (b'[{"a": 1}]', "json"),
        (b"\n <!DOCTYPE html><html>", "html"),
        (b"<!-- x --><table><tr><td>1", "html"),
        ("<html><table>".encode("utf-16"), "html"),
        (b'<?xml version="1.0"?><html>', "html"),
        (b'<?xml version="1.0"?><Workbook>', "xml"),
        (b"", "csv"),
    ],
)
def test_the_bytes_say_what_a_file_is(data: bytes, found: str) -> None:
    assert sniff(data) == found


def test_a_suffix_is_compared_but_never_believed() -> None:
    assert suffix_lies(".csv", "xls")
    assert suffix_lies(".XLS", "xlsx")
    assert suffix_lies(".xlsx", "csv")
    assert not suffix_lies(".et", "xls")
    assert not suffix_lies(".dat", "csv")
