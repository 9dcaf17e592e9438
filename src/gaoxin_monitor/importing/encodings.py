"""Which encoding a text file is in: BOM, UTF-16 by its NULs, strict UTF-8, then GB18030 against Big5.

Nearly every Big5 text decodes as GB18030 too, into nonsense, so a clean decode proves nothing: the one with more
*common* characters wins. Nothing is ever replaced: a text that does not decode is refused with the first bad byte.
"""

import codecs
from dataclasses import dataclass
from functools import cache

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 16 * 1024
_NUL_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that gave it."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Bytes that are no text: the encoding that came nearest, where it broke, and the lines before that place."""

    encoding: str
    offset: int
    line: int


def decode(data: bytes, encoding: str | None = None) -> Decoded | Undecodable:
    """The text, in the given encoding or in the one the bytes speak for; LookupError for an unknown encoding."""
    chosen = encoding or _by_marks(data)
    if chosen is None:
        return _by_content(data)
    if chosen == "utf-8" and data.startswith(codecs.BOM_UTF8):
        chosen = "utf-8-sig"
    return _strictly(data, chosen)


def _by_marks(data: bytes) -> str | None:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > _NUL_SHARE * len(sample) / 2 and min(even, odd) * 10 < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _by_content(data: bytes) -> Decoded | Undecodable:
    utf8 = _strictly(data, "utf-8")
    if isinstance(utf8, Decoded):
        return utf8
    tried = [_strictly(data, name) for name in _COMMON_BYTES]
    clean = [found for found in tried if isinstance(found, Decoded)]
    scores = [_commonness(found.text, found.encoding) for found in clean]
    broken = _commonness(data[:_SAMPLE].decode("utf-8", "replace"), *_COMMON_BYTES)
    if clean and max(scores) >= broken:
        return clean[scores.index(max(scores))]  # GB18030, the first, where both fit
    return utf8 if broken > 0 else max(_undecodable(tried), key=lambda found: found.offset, default=utf8)


def _undecodable(tried: list[Decoded | Undecodable]) -> list[Undecodable]:
    return [found for found in tried if isinstance(found, Undecodable)]


def _strictly(data: bytes, encoding: str) -> Decoded | Undecodable:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        return Undecodable(encoding, start, data.count(b"\n", 0, start) + 1)


def _commonness(text: str, *encodings: str) -> float:
    """Share of everyday characters among those beyond ASCII, less twice that of the telling wrong ones."""
    beyond = [char for char in text[:_SAMPLE] if char > "\x7f"]
    if not beyond:
        return 0.0
    common = _PUNCTUATION.union(*(_common_characters(name) for name in encodings))
    good = sum(char in common for char in beyond)
    bad = sum(private_use(char) or char == "\ufffd" or "\u3040" <= char <= "\u30ff" for char in beyond)
    return (good - 2 * bad) / len(beyond)


def private_use(char: str) -> bool:
    """A character without an agreed meaning, as old GB18030 tables produce for rare names."""
    return "\ue000" <= char <= "\uf8ff"


_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》—…％·\u3000")
_COMMON_BYTES = {"gb18030": (range(0xB0, 0xD8), range(0xA1, 0xFF)), "big5": (range(0xA4, 0xC7), range(0x40, 0xFF))}
"""Lead and trail bytes of the everyday characters of each script: GB 2312 level 1, Big5 level 1."""


@cache
def _common_characters(encoding: str) -> frozenset[str]:
    leads, trails = _COMMON_BYTES[encoding]
    pairs = (bytes((lead, trail)) for lead in leads for trail in trails)
    return frozenset("".join(pair.decode(encoding, "ignore") for pair in pairs)) - frozenset(map(chr, range(0x80)))
