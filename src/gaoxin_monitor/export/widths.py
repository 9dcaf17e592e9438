"""How wide a text is and where it breaks, in columns' units: two for a full-width character, one for a half-width."""

import re
from functools import cache, lru_cache
from unicodedata import east_asian_width

_FULL_WIDTH = frozenset("WFA")
_CLAUSES = re.compile(r".+?(?:；|; |$)", re.DOTALL)
_PIECES = re.compile(r"\[[^\[\]\s]{1,8}\]|[\x21-\x7e]+|\s|.", re.DOTALL)


@lru_cache(maxsize=4096)
def width(text: str) -> int:
    """The width of one line; characters of ambiguous width count as full, as Chinese fonts draw them."""
    if text.isascii():
        return len(text)
    return sum(map(_units, text))


@cache
def _units(character: str) -> int:
    return 2 if east_asian_width(character) in _FULL_WIDTH else 1


@lru_cache(maxsize=4096)
def wrapped(text: str, room: int) -> tuple[str, ...]:
    """The lines of a text in a column of this width.

    Chinese breaks anywhere; Latin words and shorthand in brackets stay whole while they fit.
    """
    if width(text) <= room:
        return (text,)
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text, room):
        wide = width(piece)
        if used + wide > room and line:
            lines.append(line.rstrip())
            line, used = "", 0
            if piece.isspace():
                continue
        line, used = line + piece, used + wide
    return (*lines, line) if line else tuple(lines)


def filled(text: str, room: int) -> list[str]:
    """The lines of a note: it breaks between its clauses, and within one only where that alone is too long."""
    lines: list[str] = []
    for clause in _CLAUSES.findall(text):
        if lines and width(lines[-1]) + width(clause.rstrip()) <= room:
            lines[-1] += clause
        else:
            lines += wrapped(clause, room)
    return [line.rstrip() for line in lines]


def _pieces(text: str, room: int) -> list[str]:
    """What is not broken: words, but for those longer than a whole line."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        pieces.extend(piece[start : start + room] for start in range(0, len(piece), max(room, 1)))
    return pieces
