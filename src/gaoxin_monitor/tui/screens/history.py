"""All versions of one figure, the newest first."""

from textual import on
from textual.widget import Widget
from textual.widgets import DataTable

from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.messages.render import period as printed_period
from gaoxin_monitor.tui import cells, records
from gaoxin_monitor.tui.records import Versions
from gaoxin_monitor.tui.screens.dialog import Dialog
from gaoxin_monitor.tui.widgets.sheet_table import SheetTable


class HistoryScreen(Dialog[None]):
    """A table in a box."""

    def __init__(self, row: BoardRow, period: Period, versions: Versions) -> None:
        super().__init__()
        self._row, self._period, self._versions = row, period, versions

    def heading(self) -> str:
        """Which figure."""
        return f"{cells.name(self._row, self.pen)} {printed_period(self._period, self.pen.messages.text)}"

    def keys(self) -> str:
        """Nothing to decide."""
        return self.pen.text("error.keys")

    def inside(self) -> tuple[Widget, ...]:
        """The versions."""
        return (SheetTable(widget_id="versions"),)

    def on_mount(self) -> None:
        """Fills the table."""
        self.query_one(SheetTable).show(records.history(self._row, self._period, self._versions, self.pen), self.pen)

    @on(DataTable.RowSelected)
    def close(self, event: DataTable.RowSelected) -> None:
        """Enter on a version."""
        event.stop()
        self.do_accept()

    def do_accept(self) -> None:
        """Seen."""
        self.dismiss(None)
