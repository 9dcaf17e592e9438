"""Import: choose a file, see what every row would do, answer what the file does not say, write, take back."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import DataTable, Input, Static

from gaoxin_monitor.domain.batches import Batch
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.tui import effects, import_options, text
from gaoxin_monitor.tui.commands import Scope, bindings
from gaoxin_monitor.tui.effects import Effect, effect_of
from gaoxin_monitor.tui.import_stage import PREVIEWED, Situation, Stage, refusal
from gaoxin_monitor.tui.import_verdict import State, verdict
from gaoxin_monitor.tui.paths import existing, likely_files
from gaoxin_monitor.tui.preview_sheet import Digest, digest, files
from gaoxin_monitor.tui.screens.confirm import ConfirmScreen
from gaoxin_monitor.tui.screens.face import Face
from gaoxin_monitor.tui.screens.form import FormScreen
from gaoxin_monitor.tui.sheet import Sheet
from gaoxin_monitor.tui.widgets.bar import Bar, Item
from gaoxin_monitor.tui.widgets.path_input import PathInput
from gaoxin_monitor.tui.widgets.sheet_table import SheetTable
from gaoxin_monitor.workspace.preview import ImportOptions, Preview


class ImportScreen(Face[None]):
    """Nothing is written before the commit, and the commit is one batch that can be taken back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.EVERYWHERE, Scope.IMPORT)
    CSS_PATH = "../styles/import.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)
    AUTO_FOCUS = "#path"

    def __init__(self, month: Period | None = None) -> None:
        """``month`` is that of the board, whose changed lights are shown; without one it is the newest."""
        super().__init__()
        self._month = month
        self.stage = Stage.CHOOSE
        self.preview: Preview | None = None
        self.done: Batch | None = None
        self._files: tuple[Path, ...] = ()
        self._digest: Digest | None = None
        self._effect: Effect | None = None
        self._shown = Sheet(())
        self._begun = False

    def crumbs(self) -> tuple[str, ...]:
        """One step from the board, and the stage."""
        return self.pen.text("command.import"), self.pen.text(f"stage.{self.stage.value}")

    def body(self) -> tuple[Widget, ...]:
        """Path, what the file is, table, verdict."""
        return (
            PathInput(self.pen.text("import.hint"), self._inbox),
            Bar(widget_id="facts", mark=self.pen.glyphs.mark),
            SheetTable(widget_id="lines"),
            text.label("", widget_id="told"),
            text.label("", widget_id="verdict"),
        )

    @property
    def _inbox(self) -> Path:
        return self.desk.root / "inbox"

    def on_mount(self) -> None:
        """Lists the files that are likely meant."""
        self.work(lambda: likely_files(self._inbox, Path()), self._know_files, group="files")

    def _know_files(self, files: tuple[Path, ...]) -> None:
        self._files = files
        self.repaint()

    # ── painting ──

    def repaint(self) -> None:
        """Everything anew."""
        super().repaint()
        self.query_one("#facts", Bar).items = self._facts()
        self._shown = self._sheet()
        self.query_one(SheetTable).show(self._shown, self.pen)
        self.tell_chosen()
        now = State(self.stage, self._digest, self.done, self._effect)
        self.query_one("#verdict", Static).update(text.stack([piece] for piece in verdict(now, self.desk, self.pen)))
        if self.preview and self._digest and self._digest.pen is not self.pen:
            preview, pen = self.preview, self.pen
            self.work(lambda: digest(preview, self.desk, pen), self._know_digest, group="digest")

    def _know_digest(self, found: Digest) -> None:
        self._digest = found
        self.repaint()

    def _facts(self) -> tuple[Item, ...]:
        if self._digest is None:
            choose = "import.files" if self._files else "import.no_files"
            words = choose if self.stage is Stage.CHOOSE else f"stage.{self.stage.value}"
            return (Item(self.pen.text(words), self.pen.palette.mute),)
        return tuple(Item(words, short=short, weight=weight) for words, short, weight in self._digest.facts)

    def _sheet(self) -> Sheet:
        if self._effect is not None:
            return effects.sheet(self._effect, self.pen)
        if self._digest is None:
            return files(self._files, self.pen)
        return self._digest.problems if self.stage is Stage.PROBLEMS else self._digest.rows

    # ── what is possible when ──

    def on_descendant_focus(self) -> None:
        """From now on the path line takes letters."""
        self._begun = True

    def action_command(self, name: str) -> None:
        """A path that is typed before the line is ready must not act as commands."""
        if self._begun:
            super().action_command(name)

    def refusal(self, command: str) -> str:
        """Each stage has its commands; the others say why not."""
        now = Situation(
            stage=self.stage,
            written=self.stage is Stage.DONE and self.done is not None,
            verdict=self._digest.refusal if self._digest else "",
            row_chosen=self._chosen_mark() is not None,
        )
        return refusal(command, now, self.pen)

    def _chosen_mark(self) -> int | str | None:
        _, _, mark = self.query_one(SheetTable).cursor_key.partition("|")
        return (int(mark) if mark.isdigit() else mark) or None

    # ── choosing and reading ──

    @on(Input.Submitted, "#path")
    def submit_path(self, event: Input.Submitted) -> None:
        """Enter in the path line."""
        event.stop()
        self.action_command("preview")

    @on(DataTable.RowSelected, "#lines")
    def take_file(self, event: DataTable.RowSelected) -> None:
        """Enter on a file of the list."""
        event.stop()
        if self.stage is Stage.CHOOSE and self._files:
            self.query_one("#path", Input).value = str(self._files[event.cursor_row])
            self.action_command("preview")

    @on(DataTable.RowHighlighted, "#lines")
    def tell_chosen(self) -> None:
        """The chosen line in full: narrow columns cut it."""
        words = self._shown.told(self.query_one(SheetTable).cursor_key)
        told = self.query_one("#told", Static)
        told.display = words != ""
        told.update(text.content([(words, self.pen.palette.text)]))
        self.refresh_footer()

    def do_preview(self) -> None:
        """Reads the file that is named in the path line."""
        typed = self.query_one("#path", Input).value
        if not typed.strip():
            self.tell(self.pen.text("refusal.no_path"), warning=True)
            return
        path = existing(typed, self._inbox, self.desk.root)
        if path.is_dir():
            self._files = likely_files(path)
            self.repaint()
            self.query_one(SheetTable).focus()
        else:
            self._read(path, ImportOptions())

    def _read(self, path: Path, options: ImportOptions) -> None:
        self.stage, self.done, self._effect = Stage.READING, None, None
        self.repaint()
        pen = self.pen

        def read() -> tuple[Preview, Digest]:
            preview = self.desk.preview(path, options)
            return preview, digest(preview, self.desk, pen)

        self.work(read, self._know_preview, group="import")

    def _know_preview(self, found: tuple[Preview, Digest]) -> None:
        preview, self._digest = found
        self.preview, self.stage = preview, Stage.ROWS
        if preview.blocked and not preview.delivery.figures and not preview.delivery.facts:
            self.stage = Stage.PROBLEMS
        self.repaint()
        self.query_one(SheetTable).focus()
        if preview.prepared.questions:
            self.do_options()

    def failed(self) -> None:
        """After the error has been shown the preview stands as before."""
        self.stage = Stage.DONE if self.done else Stage.ROWS if self.preview else Stage.CHOOSE
        self.repaint()

    # ── commands ──

    def do_options(self) -> None:
        """Changes what was found out, answers what could not be."""
        preview = self.preview
        if preview is None:
            return

        def apply(answers: Mapping[str, str] | None) -> None:
            if answers is not None:
                self._read(preview.path, import_options.changed(preview, answers, self.pen))

        self.app.push_screen(FormScreen(self.pen.text("option.title"), import_options.fields(preview, self.pen)), apply)

    def do_problems(self) -> None:
        """Rows or problems."""
        self.stage = Stage.PROBLEMS if self.stage is Stage.ROWS else Stage.ROWS
        self.repaint()

    def do_exclude(self) -> None:
        """Leaves the chosen row out, or takes it in again."""
        mark = self._chosen_mark()
        if self.preview is not None and mark is not None:
            options = self.preview.options
            self._read(self.preview.path, replace(options, exclude=options.exclude ^ {mark}))

    def do_commit(self) -> None:
        """Writes the preview as one batch."""
        if (preview := self.preview) is None:
            return
        self.stage = Stage.WRITING
        self.repaint()
        user, now = self.session.user, self.session.now()
        self.work(lambda: self.desk.commit(preview, user=user, recorded_at=now), self._written, group="import")

    def _written(self, batch: Batch | None) -> None:
        if batch is None and self.preview is not None:  # somebody else was faster: the new preview says so
            self._read(self.preview.path, self.preview.options)
            return
        self.stage = Stage.DONE
        self._show_effect_of(batch)

    def _show_effect_of(self, batch: Batch | None) -> None:
        """What is in the store is said at once; the lights follow when both boards are built."""
        self.done, self._effect = batch, None
        self.repaint()
        if batch is not None:
            self.work(lambda: effect_of(batch, self.desk, self.session, self._month), self._know_effect, group="effect")

    def _know_effect(self, effect: Effect) -> None:
        self._effect = effect
        self.repaint()

    def do_undo(self) -> None:
        """Takes the batch back by a new one."""
        if (batch := self.done) is None:
            return
        self.stage = Stage.WRITING
        self.repaint()
        user, now = self.session.user, self.session.now()
        self.work(lambda: self.desk.undo(batch.id, user=user, recorded_at=now), self._undone, group="import")

    def _undone(self, batch: Batch) -> None:
        self.preview, self._digest, self.stage = None, None, Stage.UNDONE
        self._show_effect_of(batch)

    def _start_again(self) -> None:
        self.preview, self._digest, self.stage = None, None, Stage.CHOOSE
        self.repaint()
        self.query_one("#path", Input).focus()

    def do_back(self) -> None:
        """From the preview to the choice of a file, from there to the board; stops a reading."""
        if self.stage is Stage.READING:
            self.workers.cancel_group(self, "import")
            self.failed()
        elif self.stage in PREVIEWED:
            self._start_again()
        else:
            self.dismiss(None)

    def do_quit(self) -> None:
        """Asks first when a preview could be written and has not been."""
        if self.stage in PREVIEWED and self._digest and not self._digest.refusal:
            question = ConfirmScreen(self.pen.text("import.quit"))
            self.app.push_screen(question, lambda yes: self.app.exit(0) if yes else None)
        else:
            super().do_quit()

    def to_copy(self) -> str:
        """The chosen line, tab-separated."""
        table = self.query_one(SheetTable)
        return "\t".join(str(value).strip() for value in table.get_row(table.cursor_key)) if table.cursor_key else ""
