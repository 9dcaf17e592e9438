"""The line in which a filter is typed; the list follows every keystroke."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.pen import Pen

if TYPE_CHECKING:
    from gaoxin_monitor.tui.screens.board import BoardScreen


class FilterLine(Horizontal):
    """Label and input. Enter and the arrow down lead into the list, Esc takes the filter away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "leave", show=False)]

    def __init__(self, pen: Pen, query: str) -> None:
        super().__init__()
        self._pen, self._query = pen, query

    def compose(self) -> ComposeResult:
        """The widgets."""
        yield text.label(self._pen.text("filter.label"))
        yield Input(self._query, placeholder=self._pen.text("filter.hint"), compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        """Ready for typing."""
        self.take_keys()

    def take_keys(self) -> None:
        """Typing goes here from now on."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def follow(self, event: Input.Changed) -> None:
        """Filters at once."""
        event.stop()
        cast("BoardScreen", self.screen).filter_by(event.value)

    @on(Input.Submitted)
    def action_leave(self) -> None:
        """Into the list; an empty filter goes away."""
        screen = cast("BoardScreen", self.screen)
        screen.query_one("#rows").focus()
        if not screen.view.query:
            self.remove()
