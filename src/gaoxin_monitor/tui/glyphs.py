"""Which signs are drawn: rich ones where the terminal is known to give them one cell, ASCII elsewhere.

Box lines, ``…`` and ``≥`` are of ambiguous width: terminals set to Chinese widths (and the classic Windows console)
draw them two cells wide, and every line behind them shifts. :func:`probe` asks the terminal itself.
"""

import locale
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TextIO

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.messages.wording import GLYPHS

_TIMEOUT = 0.3
_REPORT = re.compile(rb"\x1b\[\d+;(\d+)R")
_ASK = "\r\u25cf\x1b[6n"
_CLEAR = "\r\x1b[K"


class GlyphMode(StrEnum):
    """What the user wants: let the terminal decide, or force one."""

    AUTO = "auto"
    UNICODE = "unicode"
    ASCII = "ascii"


class Marker(StrEnum):
    """With what a chart is drawn; braille has eight dots a cell, block two, ascii one."""

    BRAILLE = "braille"
    BLOCK = "block"
    ASCII = "ascii"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """The signs of one mode. Every one is a single cell wide in the terminals that the mode is for."""

    mark: str
    at_least: str
    at_most: str
    rule: str
    bars: str
    folded: str
    unfolded: str
    marker: Marker
    narrow: bool

    def light(self, light: Light) -> str:
        """The sign of a status; none of them is of ambiguous width."""
        return GLYPHS[light]


UNICODE = Glyphs(
    mark="…",
    at_least="≥",
    at_most="≤",
    rule="─",
    bars="▁▂▃▄▅▆▇█",
    folded="▸",
    unfolded="▾",
    marker=Marker.BRAILLE,
    narrow=False,
)
ASCII = Glyphs(
    mark="..",
    at_least=">=",
    at_most="<=",
    rule="-",
    bars="_.-~=+*#",
    folded="+",
    unfolded="-",
    marker=Marker.ASCII,
    narrow=True,
)


def choose(mode: GlyphMode, *, wide: bool) -> Glyphs:
    """The signs for a wish and for what was found out about the terminal."""
    if mode is GlyphMode.AUTO:
        return ASCII if wide else UNICODE
    return ASCII if mode is GlyphMode.ASCII else UNICODE


def ambiguous_is_wide(environ: Mapping[str, str]) -> bool:
    """Whether this terminal draws signs of ambiguous width two cells wide; False when that cannot be known.

    Windows has no answer to ask for: Windows Terminal, which names itself, is narrow; the classic console of a
    Chinese Windows (code page 936) is wide.
    """
    if sys.platform == "win32":
        return "WT_SESSION" not in environ and locale.getencoding() == "cp936"
    return probe(sys.__stdin__, sys.__stderr__) == 2  # noqa: PLR2004 - cells


def probe(keyboard: TextIO | None, screen: TextIO | None) -> int | None:
    """Cells that the terminal gives to ``●``, by its own cursor report; None without terminal or answer."""
    if keyboard is None or screen is None or not (keyboard.isatty() and screen.isatty()):
        return None
    try:
        answer = _ask_for_column(keyboard, screen)
    except (ImportError, OSError):
        return None
    return answer - 1 if answer else None


def _ask_for_column(keyboard: TextIO, screen: TextIO) -> int | None:
    """The column behind the sign; the terminal is read unbuffered and without echo meanwhile."""
    import termios  # noqa: PLC0415 - exists on POSIX only
    import tty  # noqa: PLC0415 - exists on POSIX only

    descriptor = keyboard.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        screen.write(_ASK)
        screen.flush()
        return _column(_read_until_report(descriptor))
    finally:
        screen.write(_CLEAR)
        screen.flush()
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _read_until_report(descriptor: int) -> bytes:
    import select  # noqa: PLC0415 - only this probe waits for a terminal

    answer = b""
    while not answer.endswith(b"R") and select.select([descriptor], [], [], _TIMEOUT)[0]:
        byte = os.read(descriptor, 1)
        if not byte:
            break
        answer += byte
    return answer


def _column(answer: bytes) -> int | None:
    found = _REPORT.search(answer)
    return int(found[1]) if found else None
