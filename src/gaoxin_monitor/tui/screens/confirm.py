"""A question with yes or no."""

from textual.widget import Widget

from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.screens.dialog import Dialog


class ConfirmScreen(Dialog[bool]):
    """Ends with True on Enter; Esc is no."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def heading(self) -> str:
        """What kind of box this is."""
        return self.pen.text("confirm.title")

    def inside(self) -> tuple[Widget, ...]:
        """The question."""
        return (text.label(self._question, classes="paragraph"),)

    def do_accept(self) -> None:
        """Yes."""
        self.dismiss(True)  # noqa: FBT003 - the answer
