"""Bytes of a configuration file to text: UTF-8 with or without a BOM; other encodings are recognised and named."""

import codecs
import unicodedata

Fault = tuple[str, int, dict[str, object]]
"""Slug, line (0: the whole file) and parameters of a fault that leaves no text or no table to look at."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_text(data: bytes) -> str | Fault:
    """The text with plain line feeds, or what is wrong with the bytes."""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        return ("config-empty", 0, {})
    if data.startswith(_UTF16) or _looks_like_utf16(data):
        return ("config-utf16", 0, {})
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return ("config-not-utf8" if _looks_like_gbk(data) else "config-not-text-file", line, {})


def _looks_like_utf16(data: bytes) -> bool:
    """Plain ASCII as UTF-16 has a NUL in every other place; TOML has none at all."""
    start = data[:512]
    return 3 * max(start[::2].count(0), start[1::2].count(0)) > len(start)


def _looks_like_gbk(data: bytes) -> bool:
    """Chinese Windows programs save so under the name ANSI."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return all(character in "\r\n\t" or unicodedata.category(character)[0] != "C" for character in text)
