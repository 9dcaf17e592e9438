"""Writing to the terminal: data to stdout, talk to stderr, and no control byte from data to either."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.safe import lines, plain


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


def width(text: str) -> int:
    """Cells a text takes: Chinese characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@cache
def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def table(rows: Iterable[Sequence[object]]) -> None:
    """Rows in aligned columns, two spaces between them.

    Nothing is cut; on a terminal that is too narrow the last columns stay away, into a pipe all of them go.
    """
    texts = [[plain(cell) for cell in row] for row in rows]
    if not texts:
        return
    widths = [max(width(row[column]) for row in texts) for column in range(len(texts[0]))]
    shown = _columns_that_fit(widths)
    padded = (
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row[:shown], widths, strict=False)).rstrip()
        for row in texts
    )
    sys.stdout.write("\n".join((*padded, "")))


def _columns_that_fit(widths: Sequence[int]) -> int:
    if not sys.stdout.isatty():
        return len(widths)
    room, shown = os.get_terminal_size(sys.stdout.fileno()).columns, len(widths)
    while shown > 1 and sum(widths[:shown]) + 2 * (shown - 1) > room:
        shown -= 1
    return shown


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
