"""All commands of a screen in one list, found by words or by pinyin initials."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.commands import Command, Scope, in_scopes, key_name
from gaoxin_monitor.tui.listing import initials
from gaoxin_monitor.tui.screens.dialog import Dialog

_NAME = 14


class PaletteScreen(Dialog[str]):
    """Ends with the id of a command."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('down')", show=False),
        Binding("up", "move('up')", show=False),
    ]

    def __init__(self, scopes: tuple[Scope, ...]) -> None:
        super().__init__()
        self._commands = tuple(command for command in in_scopes(*scopes) if command.id != "palette")
        self._initials: dict[str, str] = {}

    def heading(self) -> str:
        """What this is."""
        return self.pen.text("command.palette")

    def inside(self) -> tuple[Widget, ...]:
        """A line to type into, the commands below."""
        hint = self.pen.text("palette.hint")
        return Input(placeholder=hint, compact=True), OptionList(id="commands", compact=True, markup=False)

    def on_mount(self) -> None:
        """Everything is listed until something is typed."""
        self._list("")
        self.query_one(Input).focus()
        names = {command.id: self.pen.text(f"command.{command.id}") for command in self._commands}
        self.work(lambda: initials(names), self._initials.update, group="initials")

    @on(Input.Changed)
    def follow(self, event: Input.Changed) -> None:
        """Filters at once."""
        event.stop()
        self._list(event.value.casefold().strip())

    def _list(self, query: str) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        found = [command for command in self._commands if query in self._words(command)]
        options.add_options(Option(text.content(self._told(command)), id=command.id) for command in found)
        options.highlighted = 0 if found else None
        if not found:
            options.add_option(Option(text.content([(self.pen.text("palette.nothing"), "")]), disabled=True))

    def _words(self, command: Command) -> str:
        name, explained = self.pen.text(f"command.{command.id}"), self.pen.text(f"command.{command.id}.help")
        return "\n".join((command.id, name, explained, self._initials.get(command.id, ""))).casefold()

    def _told(self, command: Command) -> list[text.Piece]:
        name = text.pad(self.pen.text(f"command.{command.id}"), _NAME, self.pen.glyphs.mark)
        return [(name, "bold"), (key_name(command.keys[0]), self.pen.palette.mute)]

    def action_move(self, way: str) -> None:
        """Up and down while typing."""
        options = self.query_one(OptionList)
        if way == "down":
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(Input.Submitted)
    def do_accept(self) -> None:
        """The highlighted command."""
        option = self.query_one(OptionList).highlighted_option
        self.dismiss(option.id if option else None)

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """A click on a command."""
        event.stop()
        self.dismiss(event.option.id)
