"""Help: the keys of the screen one came from, what the statuses mean, how data come in."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.commands import Scope, bindings, in_scopes, key_name
from gaoxin_monitor.tui.screens.face import Face
from gaoxin_monitor.tui.text import Piece

_KEYS, _NAME = 18, 12
_MARGIN = 4
Row = list[Piece]


class HelpScreen(Face[None]):
    """A text to scroll, made from the command table."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.EVERYWHERE,)
    CSS = "#help { padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)
    AUTO_FOCUS = "#help"

    def __init__(self, about: tuple[Scope, ...]) -> None:
        super().__init__()
        self._about = about

    def crumbs(self) -> tuple[str, ...]:
        """One step from the board."""
        return (self.pen.text("command.help"),)

    def body(self) -> tuple[Widget, ...]:
        """The text."""
        return (VerticalScroll(text.label("", widget_id="words"), id="help"),)

    def repaint(self) -> None:
        """The colours are part of the text."""
        super().repaint()
        self.query_one("#words", Static).update(text.stack(self._rows()))

    def refusal(self, command: str) -> str:
        """Help on help is help enough."""
        return self.pen.text("refusal.here_already") if command == "help" else ""

    def fit_size(self, size: Size) -> None:
        """Lines break elsewhere."""
        super().fit_size(size)
        self.repaint()

    def _rows(self) -> Iterator[Row]:
        titled = f"bold {self.pen.palette.accent}"
        yield [(self.pen.text("help.keys"), titled)]
        for command in in_scopes(*self._about):
            keys = text.pad(" ".join(map(key_name, command.keys)), _KEYS, self.pen.glyphs.mark)
            key = f"command.{command.id}"
            yield from self._explained([(keys, "bold"), self._titled(key)], f"{key}.help")
        yield from ([], [(self.pen.text("help.lights"), titled)])
        for light in Light:
            status = text.pad(self.pen.status(light), _NAME, self.pen.glyphs.mark)
            yield from self._explained([(status, self.pen.palette.light(light))], f"help.light.{light.value}")
        for part in ("columns", "import", "export", "copy"):
            yield from ([], [(self.pen.text(f"help.{part}"), titled)], *self._explained([], f"help.{part}.text"))

    def _titled(self, key: str) -> Piece:
        return text.pad(self.pen.text(key), _NAME, self.pen.glyphs.mark), ""

    def _explained(self, front: Row, key: str) -> Iterator[Row]:
        """The explanation behind its front; further lines stand below its beginning."""
        taken = sum(text.width(piece) for piece, _ in front)
        style = self.pen.palette.mute if front else ""
        first, *rest = text.wrap(self.pen.text(key), max(20, self.size.width - taken - _MARGIN))
        yield [*front, (first, style)]
        yield from ([(" " * taken + line, style)] for line in rest)
