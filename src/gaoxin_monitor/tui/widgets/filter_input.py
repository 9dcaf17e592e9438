"""The line in which a filter is typed; the list follows every keystroke."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input


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
