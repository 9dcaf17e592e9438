"""Dialogs: a box over the screen below, with its keys in the last line. Esc always leaves."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget

from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.commands import Scope, bindings
from gaoxin_monitor.tui.screens.face import Face

_NOT_OVER_A_DIALOG = ("help", "palette", "look", "quit")


class Dialog(Face[ScreenResultType], ModalScreen[ScreenResultType]):
    """A box with a title; subclasses give its ``title`` and ``inside``."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.EVERYWHERE, Scope.DIALOG)
    CSS_PATH = "../styles/dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)

    def compose(self) -> ComposeResult:
        """Title, content, keys."""
        box = Vertical(*self.inside(), id="box")
        demo = f" {self.pen.messages.text('demo.mark')}" if self.desk.demo else ""
        box.border_title = text.content([(f" {self.heading()}{demo} ", "bold")])
        box.border_subtitle = text.content(self._last_line())
        yield box

    def _last_line(self) -> tuple[text.Piece, ...]:
        words = self.noticed() or ((self.keys(), self.pen.palette.mute),)
        return tuple((f" {word} ", style) for word, style in words)

    def heading(self) -> str:
        """What the box is about."""
        return ""

    def keys(self) -> str:
        """Which keys do what."""
        return self.pen.text("dialog.keys")

    def refusal(self, command: str) -> str:
        """A dialog wants its answer first."""
        return self.pen.text("refusal.dialog") if command in _NOT_OVER_A_DIALOG else ""

    def inside(self) -> Iterable[Widget]:
        """The widgets of the box."""
        return ()

    def fit_size(self, size: Size) -> None:
        """A dialog takes what room there is."""

    def repaint(self) -> None:
        """The look of a dialog comes from the style sheet alone."""

    def refresh_footer(self) -> None:
        """A dialog's keys and notices stand in its frame."""
        self.query_one("#box").border_subtitle = text.content(self._last_line())
