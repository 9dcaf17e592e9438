"""Shows a :class:`~gaoxin_monitor.tui.sheet.Sheet` at the width there is."""

from textual import events

from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.sheet import Sheet
from gaoxin_monitor.tui.widgets.board_table import ListTable

_SCROLL_BAR = 1


class SheetTable(ListTable):
    """A list that is filled as a whole."""

    def __init__(self, *, widget_id: str) -> None:
        super().__init__(widget_id=widget_id)
        self._shown: tuple[Sheet, Pen] | None = None
        self._room = 0

    def show(self, sheet: Sheet, pen: Pen) -> None:
        """Fills the table anew; the cursor stays on its line where that is still there."""
        self._shown = (sheet, pen)
        self._fill()

    def on_resize(self, _: events.Resize) -> None:
        """Other widths."""
        if self._shown and self._room != self._present_room():
            self._fill()

    def _present_room(self) -> int:
        return max(0, self.size.width - _SCROLL_BAR)

    def _fill(self) -> None:
        if self._shown is None or not self.size.width:
            return
        (whole, pen), chosen = self._shown, self.cursor_key
        self._room = self._present_room()
        sheet = whole.fitted(self._room)
        self.clear(columns=True)
        widths, mark = sheet.widths(self._room), pen.glyphs.mark
        for number, (head, cells) in enumerate(zip(sheet.heads, widths, strict=True)):
            gap = 1 if number < len(widths) - 1 else 0
            self.add_column(text.cell(text.pad(head.title, cells, mark, head.align)), width=cells + gap)
        for line in sheet.lines:
            padded = (
                text.pad(value, cells, mark, head.align)
                for value, cells, head in zip(line.cells, widths, sheet.heads, strict=True)
            )
            self.add_row(
                *(text.cell(value, line.style if number == 0 else "") for number, value in enumerate(padded)),
                key=line.key,
            )
        self.go_to(chosen)
