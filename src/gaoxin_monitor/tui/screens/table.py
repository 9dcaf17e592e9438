"""A table in a box, to be read and closed: the versions of a figure, what a batch wrote, the lights it changed."""

from textual import on
from textual.widget import Widget
from textual.widgets import DataTable, Static

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.screens.dialog import Dialog
from gaoxin_monitor.tui.sheet import Sheet
from gaoxin_monitor.tui.widgets.sheet_table import SheetTable


class TableScreen(Dialog[None]):
    """A sheet under a heading; the chosen line is said in full below, where the sheet knows more than it shows."""

    def __init__(self, heading: str, sheet: Sheet, notes: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._heading, self._sheet, self._notes = heading, sheet, notes

    def heading(self) -> str:
        """What the table is about."""
        return self._heading

    def keys(self) -> str:
        """Nothing to decide."""
        return self.pen.text("error.keys")

    def inside(self) -> tuple[Widget, ...]:
        """What is to be known before, the table, and its chosen line."""
        notes = text.label("", widget_id="notes")
        if not self._sheet.lines:
            return notes, text.label(self._sheet.empty)
        return notes, SheetTable(widget_id="lines"), text.label("", widget_id="told")

    def on_mount(self) -> None:
        """Fills the table."""
        self.show(self._sheet)

    def notes(self) -> tuple[str, ...]:
        """Sentences above the table."""
        return self._notes

    def show(self, sheet: Sheet) -> None:
        """Other lines; the first of them is chosen."""
        self._sheet = sheet
        notes = self.query_one("#notes", Static)
        notes.display = bool(self.notes())
        notes.update(text.stack([(note, self.pen.palette.lights[Light.YELLOW])] for note in self.notes()))
        for table in self.query(SheetTable):
            table.styles.height = len(sheet.lines) + 1  # the box is measured before the table is filled
            table.show(sheet, self.pen)
            table.move_cursor(row=0)
            table.focus()
            self.tell_chosen()

    @on(DataTable.RowHighlighted)
    def tell_chosen(self) -> None:
        """The chosen line in full: narrow columns cut it."""
        words = self._sheet.told(self.query_one(SheetTable).cursor_key)
        told = self.query_one("#told", Static)
        told.display = words != ""
        told.update(text.content([(words, self.pen.palette.text)]))

    @on(DataTable.RowSelected)
    def close(self, event: DataTable.RowSelected) -> None:
        """Enter on a line."""
        event.stop()
        self.do_accept()

    def do_accept(self) -> None:
        """Seen."""
        self.dismiss(None)

    def to_copy(self) -> str:
        """The whole table, tab-separated."""
        heads = tuple(head.title for head in self._sheet.heads)
        rows = (heads, *(line.cells for line in self._sheet.lines))
        return "\n".join("\t".join(map(text.plain, row)) for row in rows)
