"""The one door by which texts reach the screen.

Names, cells, file names and error messages come from files and configuration that anybody may have written. Here
control bytes become visible pictures, invisible and bidirectional characters the replacement mark, and nothing is ever
read as markup. Widgets get :func:`plain`, :func:`cell`, :func:`label` and :func:`content`; :func:`install_backstop`
guards the last step before the terminal for whatever else Textual may draw.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Literal

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.text import Text
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from gaoxin_monitor.messages.safe import is_safe, lines, pictures, plain

__all__ = [
    "Piece",
    "broken",
    "cell",
    "content",
    "fit",
    "install_backstop",
    "label",
    "lines",
    "pad",
    "plain",
    "split",
    "stack",
    "width",
    "wrap",
]

Piece = tuple[str, str]
"""A run of text and its style (a Textual style such as ``bold #56b4e9``, or empty)."""


def width(text: str) -> int:
    """Cells a text takes on the screen."""
    return cell_len(text)


def fit(value: object, cells: int, mark: str) -> str:
    """At most ``cells`` wide; what is cut ends in ``mark``."""
    text = plain(value)
    if cell_len(text) <= cells:
        return text
    if cells <= len(mark):
        return mark[: max(cells, 0)]
    return set_cell_size(text, cells - len(mark)).rstrip() + mark


def pad(value: object, cells: int, mark: str, align: Literal["left", "right"] = "left") -> str:
    """Exactly ``cells`` wide."""
    text = fit(value, cells, mark)
    space = " " * (cells - cell_len(text))
    return space + text if align == "right" else text + space


def wrap(value: object, cells: int) -> tuple[str, ...]:
    """Broken into lines of at most ``cells``, wherever a line is full: Chinese text has no spaces to break at.

    Words, numbers and days stay whole, and no line begins with what closes the one before, where lines are long enough.
    """
    pieces = (_UNBROKEN if cells >= _WORTH_CARE else _ANY).findall(plain(value))
    return _filled((part for piece in pieces for part in _fitting(piece, cells)), cells)


def _fitting(piece: str, cells: int) -> Iterable[str]:
    return (piece,) if cell_len(piece) <= cells else piece


def _filled(pieces: Iterable[str], cells: int) -> tuple[str, ...]:
    found, line, used = [], "", 0
    for piece in pieces:
        taken = cell_len(piece)
        if used + taken > cells and line:
            found.append(line)
            line, used = "", 0
        line, used = line + piece, used + taken
    return (*found, line)


def split(value: str, cells: int) -> tuple[str, str]:
    """As much as fits, padded to ``cells`` where more follows, and the rest."""
    first, *others = _filled(plain(value), cells)
    rest = "".join(others)
    return (first + " " * (cells - cell_len(first)) if rest else first), rest


def cell(value: object, style: str = "") -> Text:
    """A cell or header of a DataTable, which would read a plain string as markup."""
    return Text(plain(value), style=style, no_wrap=True, end="")


def content(pieces: Iterable[Piece]) -> Content:
    """Styled text for any other widget."""
    return Content.assemble(*((plain(text), style) for text, style in pieces))


def stack(rows: Iterable[Iterable[Piece]]) -> Content:
    """Styled texts one below the other; each row breaks where the widget is full."""
    return Content("\n").join(content(row) for row in rows)


def broken(row: Iterable[Piece], cells: int) -> Iterator[list[Piece]]:
    """One row of styled texts as the lines that :func:`wrap` makes of it; a blank where it breaks is left out."""
    letters = [(letter, style) for words, style in row for letter in plain(words)]
    start = 0
    for line in wrap("".join(letter for letter, _ in letters), cells):
        part = letters[start : start + len(line)]
        part, start = part[bool(start and line.startswith(" ")) :], start + len(line)
        yield [("".join(one for one, _ in same), style) for style, same in groupby(part, key=itemgetter(1))]


def label(value: object, *, widget_id: str | None = None, classes: str | None = None) -> Static:
    """A static text, of several lines where the value has them."""
    return Static(Content(lines(value)), id=widget_id, classes=classes, markup=False)


_OPENING, _CLOSING = "（《“‘【", "，。；：、！？）》”’】…%％"
_UNBROKEN = re.compile(f"[{_OPENING}]*(?:[!-~]+|.)[{_CLOSING}]*|.", re.DOTALL)
"""What stays on one line: a Latin word or number, or one character, with the punctuation that belongs to it."""
_ANY = re.compile(".", re.DOTALL)
_WORTH_CARE = 24
"""In narrower columns whole words would leave more holes than they help."""


@cache
def _narrow_twin(character: str) -> str:
    """One cell in every terminal: ambiguous characters are two cells wide in terminals set to Chinese widths."""
    if unicodedata.east_asian_width(character) != "A":
        return character
    return _TWINS.get(character, "?" if cell_len(character) else "")


_TWINS = {
    **dict.fromkeys("—–―─━┄┅┈┉╌╍═‐", "-"),
    **dict.fromkeys("│┃┆┇┊┋╎╏║▏▕", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╭╮╯╰", "+"),
    **dict.fromkeys("█▉▊▋▌▐▀▄▇▆▅▒▓", "#"),
    **dict.fromkeys("▁▂▃░", "_"),
    **dict.fromkeys("●◆■★◉", "*"),
    **dict.fromkeys("○◇□☆◎", "o"),
    **dict.fromkeys("“”„″", '"'),
    **dict.fromkeys("‘’′", "'"),
    "…": ".",
    "·": ".",
    "×": "x",
    "÷": "/",
    "≥": ">",
    "≤": "<",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "▲": "^",
    "▼": "v",
    "§": "S",
    "°": "'",
}


def _drawable(text: str, *, narrow: bool) -> str:
    safe = pictures(text)
    return "".join(map(_narrow_twin, safe)) if narrow and not safe.isascii() else safe


_textual_render = Strip.render


def install_backstop(*, narrow: bool = False) -> None:
    """Makes every strip harmless at the moment it is written, and in ``narrow`` mode free of ambiguous widths."""

    def render(self: Strip, console: Console) -> str:
        if any(not is_safe(text) or (narrow and not text.isascii()) for text, _, _ in self):
            drawn = [Segment(_drawable(text, narrow=narrow), style) for text, style, control in self if not control]
            return _textual_render(Strip(drawn, self.cell_length), console)
        return _textual_render(self, console)

    Strip.render = render  # type: ignore[method-assign]
