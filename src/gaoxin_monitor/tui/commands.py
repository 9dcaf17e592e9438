"""The one table of commands. Bindings, footer, palette and help are made from it and from nothing else.

The first key of a command works under every input method: letters and punctuation go to a Chinese input method,
function keys, arrows, Enter, Esc and Space do not. Full-width twins of the other keys are bound as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Scope(StrEnum):
    """Where a command is to be had."""

    EVERYWHERE = "everywhere"
    BOARD = "board"
    DETAIL = "detail"
    IMPORT = "import"
    BATCHES = "batches"
    DIALOG = "dialog"
    PAGES = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing a user can do. ``weight`` ranks it in the footer, 0 leaves it to the help screen.

    Its words are ``tui.command.<id>`` (short) and ``tui.command.<id>.help`` in the catalogue; the screens carry it out
    in a method ``do_<id>`` and may refuse with a reason.
    """

    id: str
    scope: Scope
    keys: tuple[str, ...]
    weight: int = 0


COMMANDS = (
    Command(id="help", scope=Scope.EVERYWHERE, keys=("f1", "question_mark", "fullwidth_question_mark"), weight=90),
    Command(id="palette", scope=Scope.EVERYWHERE, keys=("ctrl+p", "colon", "fullwidth_colon")),
    Command(id="copy", scope=Scope.EVERYWHERE, keys=("ctrl+c", "c"), weight=20),
    Command(id="look", scope=Scope.EVERYWHERE, keys=("f9", "comma", "fullwidth_comma")),
    Command(id="back", scope=Scope.EVERYWHERE, keys=("escape",), weight=85),
    Command(id="quit", scope=Scope.EVERYWHERE, keys=("f10", "ctrl+q", "q"), weight=60),
    Command(id="open", scope=Scope.BOARD, keys=("enter",), weight=80),
    Command(id="import", scope=Scope.BOARD, keys=("f2", "i"), weight=75),
    Command(
        id="filter",
        scope=Scope.BOARD,
        keys=("f3", "slash", "ideographic_comma", "fullwidth_solidus"),
        weight=70,
    ),
    Command(id="export", scope=Scope.BOARD, keys=("f5", "e"), weight=65),
    Command(id="batches", scope=Scope.BOARD, keys=("f4", "b"), weight=48),
    Command(id="light", scope=Scope.BOARD, keys=("f7",), weight=55),
    Command(id="order", scope=Scope.BOARD, keys=("f8", "s"), weight=50),
    Command(id="month_before", scope=Scope.BOARD, keys=("left",), weight=45),
    Command(id="month_after", scope=Scope.BOARD, keys=("right",), weight=44),
    Command(id="reload", scope=Scope.BOARD, keys=("ctrl+r", "r")),
    Command(
        id="before",
        scope=Scope.DETAIL,
        keys=("pageup", "left_square_bracket", "left_black_lenticular_bracket"),
        weight=70,
    ),
    Command(
        id="after",
        scope=Scope.DETAIL,
        keys=("pagedown", "right_square_bracket", "right_black_lenticular_bracket"),
        weight=69,
    ),
    Command(id="history", scope=Scope.DETAIL, keys=("enter",), weight=68),
    Command(id="pane", scope=Scope.DETAIL, keys=("f6", "tab", "m"), weight=67),
    Command(id="grounds", scope=Scope.DETAIL, keys=("f4", "y"), weight=66),
    Command(id="preview", scope=Scope.IMPORT, keys=("enter",), weight=80),
    Command(id="options", scope=Scope.IMPORT, keys=("f3", "o"), weight=75),
    Command(id="problems", scope=Scope.IMPORT, keys=("f4", "p"), weight=70),
    Command(id="exclude", scope=Scope.IMPORT, keys=("space",), weight=40),
    Command(id="undo", scope=Scope.IMPORT, keys=("f6", "u"), weight=50),
    Command(id="commit", scope=Scope.IMPORT, keys=("f8", "w"), weight=78),
    Command(id="written", scope=Scope.BATCHES, keys=("enter",), weight=80),
    Command(id="take_back", scope=Scope.BATCHES, keys=("f6", "u"), weight=75),
    Command(id="accept", scope=Scope.DIALOG, keys=("enter",)),
    Command(id="page_before", scope=Scope.PAGES, keys=("left",)),
    Command(id="page_after", scope=Scope.PAGES, keys=("right",)),
)
"""In the order in which help lists them."""

BY_ID = {command.id: command for command in COMMANDS}
_KEY_WORDS = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "left": "←",
    "right": "→",
    "slash": "/",
    "comma": ",",
    "colon": ":",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "ideographic_comma": "、",
    "fullwidth_solidus": "／",
    "fullwidth_comma": "，",
    "fullwidth_colon": "：",
    "fullwidth_question_mark": "？",
    "left_black_lenticular_bracket": "【",
    "right_black_lenticular_bracket": "】",
}


def in_scopes(*scopes: Scope) -> tuple[Command, ...]:
    """The commands of some scopes, in the order of the table."""
    return tuple(command for command in COMMANDS if command.scope in scopes)


def bindings(*scopes: Scope) -> list[BindingType]:
    """Key bindings that lead to ``action_command`` of the screen; the action's name alone is passed."""
    return [Binding(key, f"command('{c.id}')", show=False) for c in in_scopes(*scopes) for key in c.keys]


def footer_order(commands: Iterable[Command]) -> tuple[Command, ...]:
    """Those for the footer, the most needed first."""
    return tuple(sorted((c for c in commands if c.weight), key=lambda command: -command.weight))


def key_name(key: str) -> str:
    """A key as it is printed on the keyboard: F1, Esc, Ctrl+P."""
    modifier, plus, last = key.rpartition("+")
    name = _KEY_WORDS.get(last, last.upper() if plus or last[1:].isdigit() else last)
    return f"{modifier.capitalize()}+{name}" if plus else name
