"""All batches: what was imported when and by whom, what each wrote, and the way to take one back."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import DataTable, Static

from gaoxin_monitor.domain.batches import Batch, BatchKind, Outcome
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.tui import batch_list, effects, text
from gaoxin_monitor.tui.commands import Scope, bindings
from gaoxin_monitor.tui.effects import Effect, effect_of
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.screens.confirm import ConfirmScreen
from gaoxin_monitor.tui.screens.face import Face
from gaoxin_monitor.tui.screens.pages import PagesScreen
from gaoxin_monitor.tui.screens.table import TableScreen
from gaoxin_monitor.tui.sheet import Pages, Sheet
from gaoxin_monitor.tui.widgets.bar import Bar, Item
from gaoxin_monitor.tui.widgets.sheet_table import SheetTable
from gaoxin_monitor.workspace.changes import written_by
from gaoxin_monitor.workspace.desk import Workspace


def _written(batch: int, desk: Workspace, pen: Pen) -> Pages:
    return batch_list.written(written_by(desk, batch), desk, pen)


class BatchesScreen(Face[None]):
    """The newest batch first. Nothing is removed: what is taken back stays in the list, and says so."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.EVERYWHERE, Scope.BATCHES)
    CSS_PATH = "../styles/import.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)
    AUTO_FOCUS = "#lines"

    def __init__(self, month: Period | None = None) -> None:
        """``month`` is that of the board, whose changed lights are shown; without one it is the newest."""
        super().__init__()
        self._month = month
        self._known: tuple[Batch, ...] = ()
        self._shown = Sheet(())
        self._busy = True

    def crumbs(self) -> tuple[str, ...]:
        """One step from the board."""
        return (self.pen.text("command.batches"),)

    def body(self) -> tuple[Widget, ...]:
        """How many there are, the table, the chosen batch in full."""
        mark = self.pen.glyphs.mark
        return Bar(widget_id="facts", mark=mark), SheetTable(widget_id="lines"), text.label("", widget_id="told")

    def on_mount(self) -> None:
        """Reads the list in a thread."""
        self._read()

    def _read(self) -> None:
        self._busy = True
        self.work(self.desk.batches, self._know, group="batches")

    def _know(self, known: tuple[Batch, ...]) -> None:
        self._known, self._busy = known, False
        self.repaint()

    def repaint(self) -> None:
        """Everything anew."""
        super().repaint()
        self._shown = batch_list.batches(self._known, self.pen)
        gone = len(batch_list.undone(self._known))
        words = self.pen.text("batches.count", count=len(self._known), undone=gone)
        said = self._shown.empty if not self._known and not self._busy else words
        self.query_one("#facts", Bar).items = (Item(said, self.pen.palette.mute),)
        self.query_one(SheetTable).show(self._shown, self.pen)
        self.tell_chosen()

    @on(DataTable.RowHighlighted, "#lines")
    def tell_chosen(self) -> None:
        """The chosen batch in full: narrow columns cut it."""
        words = self._shown.told(self.query_one(SheetTable).cursor_key)
        told = self.query_one("#told", Static)
        told.display = words != ""
        told.update(text.content([(words, self.pen.palette.text)]))
        self.refresh_footer()

    @on(DataTable.RowSelected, "#lines")
    def open_selected(self, event: DataTable.RowSelected) -> None:
        """Enter on a batch."""
        event.stop()
        self.action_command("written")

    def _chosen(self) -> Batch | None:
        key = self.query_one(SheetTable).cursor_key
        return next((batch for batch in self._known if str(batch.id) == key), None)

    # ── commands ──

    def refusal(self, command: str) -> str:
        """Both commands want a batch; one that is taken back already is not taken back again."""
        if command not in ("written", "take_back"):
            return ""
        batch = self._chosen()
        if self._busy:
            return self.pen.text("refusal.busy")
        if batch is None:
            return self.pen.text("refusal.no_batch")
        if command == "take_back" and batch.id in batch_list.undone(self._known):
            return self.pen.text("refusal.undone", batch=batch.id)
        return ""

    def do_written(self) -> None:
        """What the chosen batch wrote, old and new."""
        batch, desk, pen = self._chosen(), self.desk, self.pen
        if batch is not None:
            heading = pen.text("batches.written", batch=batch.id, what=batch_list.what(batch, pen))
            job = partial(_written, batch.id, desk, pen)
            self.work(job, partial(self._open, heading), group="written")

    def _open(self, heading: str, pages: Pages) -> None:
        self.app.push_screen(PagesScreen(heading, pages))

    def do_take_back(self) -> None:
        """Asks, then writes a new batch that restores what stood before."""
        batch = self._chosen()
        if batch is None:
            return
        key = "batches.restore" if batch.head.kind is BatchKind.UNDO else "batches.ask"
        new, revised = (batch.counts.get(outcome, 0) for outcome in (Outcome.NEW, Outcome.REVISED))
        what = batch_list.what(batch, self.pen)
        question = self.pen.text(key, batch=batch.id, what=what, new=new, revised=revised)
        self.app.push_screen(ConfirmScreen(question), lambda yes: self._take_back(batch) if yes else None)

    def _take_back(self, batch: Batch) -> None:
        self._busy = True
        self.refresh_footer()
        user, now = self.session.user, self.session.now()
        self.work(lambda: self.desk.undo(batch.id, user=user, recorded_at=now), self._undone, group="undo")

    def _undone(self, batch: Batch) -> None:
        self._read()
        self.work(lambda: effect_of(batch, self.desk, self.session, self._month), self._show_effect, group="effect")

    def _show_effect(self, effect: Effect) -> None:
        batch = effect.batch
        done = self.pen.text("import.undone", batch=batch.head.undoes or 0, by=batch.id)
        heading = f"{done}  {effects.told(effect, self.pen)}"
        notes = effects.notes(effect, self.desk, self.pen)
        self.app.push_screen(TableScreen(heading, effects.sheet(effect, self.pen), notes))

    def failed(self) -> None:
        """After the error has been shown the list is as the store has it."""
        self._busy = False

    def to_copy(self) -> str:
        """The chosen batch, tab-separated."""
        key = self.query_one(SheetTable).cursor_key
        cells = next((line.cells for line in self._shown.lines if line.key == key), ())
        return "\t".join(map(text.plain, cells))
