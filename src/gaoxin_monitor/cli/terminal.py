"""Writing to the terminal: data to stdout, talk to stderr, and no control byte from data to either.

Into a pipe everything goes whole. On a terminal rows are fitted to its width and sentences broken between words.
"""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.safe import lines, plain

_BETWEEN = 2
_NARROWEST = 24
"""Cells below which a flexible column does not go."""
_MARK = "…"


def out(text: object = "") -> None:
    """One or more lines of data."""
    sys.stdout.write(f"{lines(text)}\n")


def say(text: object) -> None:
    """One or more lines of talk."""
    sys.stderr.write(f"{lines(text)}\n")


def raw(text: str) -> None:
    """Machine output (JSON, CSV), byte for byte."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def machine(text: str, form: str) -> None:
    """Data in a form for programs. CSV into a file or pipe opens with the mark by which Excel knows UTF-8."""
    raw(f"\ufeff{text}" if form == "csv" and not sys.stdout.isatty() else text)


def tell(text: object, *, further: int = 0) -> None:
    """Sentences as data: on a terminal broken at its width, what follows as far in as the line began, and further."""
    room = room_of_terminal()
    for line in lines(text).split("\n"):
        sys.stdout.write("\n".join(wrapped(line, room, further) if room else (line,)) + "\n")


def room_of_terminal() -> int:
    """Cells of a line on the terminal; 0 into a pipe, where nothing is too long."""
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0


def width(text: str) -> int:
    """Cells a text takes: Chinese characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@cache
def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, room: int) -> str:
    """The text in so many cells, with a mark where something is left away."""
    if width(text) <= room:
        return text
    shown = ""
    for character in text:
        if width(shown + character) > room - 1:
            break
        shown += character
    return shown.rstrip() + _MARK


def wrapped(line: str, room: int, further: int = 0) -> list[str]:
    """The line in pieces that fit; numbers and words stay whole, no piece begins with a closing mark."""
    indent = line[: len(line) - len(line.lstrip())]
    found, now = [], indent
    for word in re.findall(r"(?:[!-~]+|[^!-~])[，。；：、）”】》！？]*", line[len(indent) :]):
        if width(now) + width(word.rstrip()) > room and now.strip():
            found.append(now.rstrip())
            now = indent + " " * further + word.lstrip()
        else:
            now += word
    return [*found, now.rstrip()]


def table(rows: Iterable[Sequence[object]], *, flexible: int | None = None) -> int:
    """Prints rows in aligned columns; how many of the last columns stayed away."""
    printed, away = aligned(rows, flexible=flexible)
    sys.stdout.write("".join(f"{line}\n" for line in printed))
    return away


def aligned(rows: Iterable[Sequence[object]], *, flexible: int | None = None) -> tuple[list[str], int]:
    """Rows as lines in aligned columns, two spaces between them, and how many of the last columns stayed away.

    Into a pipe none does. On a terminal that is too narrow the ``flexible`` column is cut, down to a width at which
    it can still be read, before the last columns stay away.
    """
    texts = [[plain(cell) for cell in row] for row in rows]
    if not texts:
        return [], 0
    widths = [max(width(row[column]) for row in texts) for column in range(len(texts[0]))]
    shown = fitted(widths, room_of_terminal(), flexible)
    between = " " * _BETWEEN
    padded = [between.join(_padded(cell, wide) for cell, wide in zip(row, shown, strict=False)) for row in texts]
    return [line.rstrip() for line in padded], len(widths) - len(shown)


def fitted(widths: Sequence[int], room: int, flexible: int | None = None) -> list[int]:
    """The widths of the columns that are shown; ``room`` 0 has room for all."""
    found = list(widths)
    least = [min(wide, _NARROWEST) if column == flexible else wide for column, wide in enumerate(widths)]
    while room and len(found) > 1 and _whole(least[: len(found)]) > room:
        found.pop()
    if room and flexible is not None and flexible < len(found):
        found[flexible] = min(found[flexible], max(least[flexible], room - _whole(found) + found[flexible]))
    return found


def _whole(widths: Sequence[int]) -> int:
    return sum(widths) + _BETWEEN * (len(widths) - 1)


def _padded(cell: str, wide: int) -> str:
    shown = cut(cell, wide)
    return shown + " " * (wide - width(shown))


def diagnostics(found: Iterable[Diagnostic], messages: Messages) -> None:
    """Each fault with its place, what is wrong and what to do."""
    for diagnostic in found:
        where = messages.place(diagnostic.place)
        word = messages.text(f"severity.{diagnostic.severity.value}")
        more = messages.text("severity.more", count=diagnostic.count) if diagnostic.count > 1 else ""
        told = f"{where + messages.text('colon') if where else ''}{messages.diagnostic(diagnostic)}{more}"
        say(f"{word} {plain(told)}")
        if diagnostic.severity is not Severity.INFO:
            say(f"    → {plain(messages.advice(diagnostic))}")
