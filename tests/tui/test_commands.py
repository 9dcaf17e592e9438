from collections import Counter

import pytest

from gaoxin_monitor.messages import load
from gaoxin_monitor.tui.commands import COMMANDS, Command, Scope, bindings, footer_order, in_scopes, key_name
from gaoxin_monitor.tui.screens.batches import BatchesScreen
from gaoxin_monitor.tui.screens.board import BoardScreen
from gaoxin_monitor.tui.screens.detail import DetailScreen
from gaoxin_monitor.tui.screens.error import ErrorScreen
from gaoxin_monitor.tui.screens.face import Face
from gaoxin_monitor.tui.screens.importing import ImportScreen
from gaoxin_monitor.tui.screens.palette import PaletteScreen
from gaoxin_monitor.tui.screens.table import TableScreen

UNDER_EVERY_INPUT_METHOD = {
    *(f"f{number}" for number in range(1, 13)),
    *("escape", "enter", "space", "tab", "left", "right", "pageup", "pagedown"),
}
TWINS = {
    "question_mark": "fullwidth_question_mark",
    "colon": "fullwidth_colon",
    "comma": "fullwidth_comma",
    "slash": "fullwidth_solidus",
    "left_square_bracket": "left_black_lenticular_bracket",
    "right_square_bracket": "right_black_lenticular_bracket",
}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_first_key_works_under_an_input_method(command: Command) -> None:
    first = command.keys[0]
    assert first in UNDER_EVERY_INPUT_METHOD or first.startswith("ctrl+")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_punctuation_has_its_full_width_twin(command: Command) -> None:
    assert {TWINS[key] for key in command.keys if key in TWINS} <= set(command.keys)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_a_name_and_a_help_text(command: Command, language: str) -> None:
    messages = load(language)
    assert messages.has(f"tui.command.{command.id}")
    assert messages.has(f"tui.command.{command.id}.help")


@pytest.mark.parametrize("scope", [Scope.BOARD, Scope.DETAIL, Scope.IMPORT, Scope.BATCHES, Scope.DIALOG])
def test_a_key_means_one_thing_on_a_screen(scope: Scope) -> None:
    keys = Counter(key for command in in_scopes(Scope.EVERYWHERE, scope) for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(
    "screen", [BoardScreen, DetailScreen, ImportScreen, BatchesScreen, ErrorScreen, TableScreen, PaletteScreen]
)
def test_screens_carry_out_every_command_of_their_scopes(screen: type[Face[object]]) -> None:
    wanted = {f"do_{command.id}" for command in in_scopes(*screen.SCOPES)}
    assert not {name for name in wanted if not hasattr(screen, name)}


def test_every_key_is_bound() -> None:
    bound = {(binding.key, binding.action) for binding in bindings(Scope.BOARD)}  # type: ignore[union-attr]
    wanted = {(key, f"command('{c.id}')") for c in in_scopes(Scope.BOARD) for key in c.keys}
    assert wanted == bound


def test_the_footer_begins_with_help() -> None:
    assert footer_order(in_scopes(Scope.EVERYWHERE, Scope.BOARD))[0].id == "help"


@pytest.mark.parametrize(
    ("key", "printed"), [("f1", "F1"), ("ctrl+p", "Ctrl+P"), ("escape", "Esc"), ("pageup", "PgUp"), ("i", "i")]
)
def test_keys_are_named_as_on_the_keyboard(key: str, printed: str) -> None:
    assert key_name(key) == printed
