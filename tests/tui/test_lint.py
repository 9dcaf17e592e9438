"""Data reach widgets through ``tui/text.py`` alone: what would go around that door is found in the syntax tree."""

import ast
from pathlib import Path

import pytest

import gaoxin_monitor.tui

ROOM = Path(gaoxin_monitor.tui.__file__).parent
DOOR = ROOM / "text.py"
MODULES = sorted(path for path in ROOM.rglob("*.py") if path != DOOR)
MARKUP_READERS = {"notify", "from_markup", "from_text", "from_rich_text", "escape", "Label", "Markdown", "Tooltip"}
TITLES = ("border_title", "border_subtitle", "tooltip")
ANSI_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]


def called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_nothing_that_reads_markup_is_called_outside_the_door(path: Path) -> None:
    assert not {called(call) for call in calls(path)} & MARKUP_READERS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_texts_of_widgets_are_made_by_the_door(path: Path) -> None:
    for call in calls(path):
        if called(call) == "Static":
            assert call.args == [] or (isinstance(call.args[0], ast.Constant) and call.args[0].value == "")
        if called(call) in ("update", "add_row", "add_column", "Option") and call.args:
            first = call.args[0]
            first = first.value if isinstance(first, ast.Starred) else first
            assert not isinstance(first, ast.Constant | ast.JoinedStr), ast.unparse(call)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_titles_of_boxes_are_content_and_not_strings(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "attr", "") in TITLES:
            assert isinstance(node.value, ast.Call)
            assert called(node.value) in ("content", "stack")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_option_lists_do_not_read_markup(path: Path) -> None:
    for call in calls(path):
        if called(call) == "OptionList":
            assert any(k.arg == "markup" and getattr(k.value, "value", True) is False for k in call.keywords)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_colour_is_called_by_an_ansi_name(path: Path) -> None:
    strings = [node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)]
    words = {word for value in strings if isinstance(value, str) and len(value) < 40 for word in value.split()}
    assert not words & {*ANSI_NAMES, *(f"bright_{name}" for name in ANSI_NAMES)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < 310


def test_clock_and_environment_are_read_by_nobody_here() -> None:
    for path in (*MODULES, DOOR):
        source = path.read_text("utf-8")
        for word in ("os.environ", "datetime.now", "date.today", "time.time(", "getpass"):
            assert word not in source, path
