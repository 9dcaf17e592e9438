"""The line in which a filter is typed; the list follows every keystroke."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.pen import Pen


class FilterLine(Horizontal):
    """Label and input; hidden until somebody filters."""

    DEFAULT_CSS = """
    FilterLine { height: 1; padding: 0 1; background: $panel; }
    FilterLine Static { width: auto; padding: 0 1 0 0; }
    FilterLine Input { background: $panel; }
    """

    def __init__(self, pen: Pen, follow: Callable[[str], None], leave: Callable[[], None]) -> None:
        super().__init__()
        self.display = False
        self._label = text.label(pen.text("filter.label"))
        self.input = FilterInput(pen.text("filter.hint"), follow, leave)

    def compose(self) -> ComposeResult:
        """The widgets."""
        yield self._label
        yield self.input


class FilterInput(Input):
    """Enter and the arrow down lead into the list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "leave", show=False)]

    def __init__(self, hint: str, follow: Callable[[str], None], leave: Callable[[], None]) -> None:
        super().__init__(placeholder=hint, compact=True, select_on_focus=False)
        self._follow, self._leave = follow, leave

    @on(Input.Changed)
    def follow(self, event: Input.Changed) -> None:
        """Filters at once."""
        event.stop()
        self._follow(event.value)

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self._leave()

    def action_leave(self) -> None:
        """The arrow down."""
        self._leave()
