"""依据: how one light came about, from the cells to the flags, as a text to scroll; what ``explain`` prints, too."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from gaoxin_monitor.messages.derivation import as_text
from gaoxin_monitor.messages.derivation_inputs import Line
from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.commands import Scope, bindings
from gaoxin_monitor.tui.screens.face import Face
from gaoxin_monitor.tui.text import Piece
from gaoxin_monitor.workspace.explaining import told

if TYPE_CHECKING:
    from gaoxin_monitor.tui.screens.detail import DetailScreen

_STEP, _MARGIN, _LEAST = 2, 5, 20
Row = list[Piece]


class GroundsScreen(Face[None]):
    """Follows the detail screen it came from: the same target on the same board."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.EVERYWHERE,)
    CSS = "#grounds { padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)
    AUTO_FOCUS = "#grounds"

    def __init__(self, origin: "DetailScreen") -> None:
        super().__init__()
        self._origin = origin

    def crumbs(self) -> tuple[str, ...]:
        """Those of the target, one step further."""
        return (*self._origin.crumbs(), self.pen.text("command.grounds"))

    def body(self) -> tuple[Widget, ...]:
        """The text."""
        return (VerticalScroll(text.label("", widget_id="words"), id="grounds"),)

    def repaint(self) -> None:
        """Colours and line ends are part of the text."""
        super().repaint()
        self.query_one("#words", Static).update(text.stack(self._rows()))

    def fit_size(self, size: Size) -> None:
        """Lines break elsewhere."""
        super().fit_size(size)
        self.repaint()

    def _rows(self) -> Iterator[Row]:
        row, palette = self._origin.row, self.pen.palette
        for number, passage in enumerate(told(self.desk, self._origin.board, row)):
            if number:
                yield []
            yield [(passage.title, f"bold {palette.accent}")]
            for line in passage.lines:
                yield from self._broken(line, palette.light(row.light) if line.strong else "")

    def _broken(self, line: Line, style: str) -> Iterator[Row]:
        """A line set in; what does not fit stands below its beginning."""
        front = " " * _STEP * (line.depth + 1)
        shade = style or (self.pen.palette.mute if line.depth else "")
        for part in text.wrap(line.text, max(_LEAST, self.size.width - len(front) - _MARGIN)):
            yield [(front + part, shade)]

    def to_copy(self) -> str:
        """The whole text."""
        return as_text(told(self.desk, self._origin.board, self._origin.row))
