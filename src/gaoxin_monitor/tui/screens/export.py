"""The export dialog: month and path, then the workbook is written in a thread; what fails is said exactly."""

from pathlib import Path

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.period_text import parse_period
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.paths import cleaned, exists
from gaoxin_monitor.tui.screens.dialog import Dialog


class ExportScreen(Dialog[None]):
    """Stays open after writing, so that the path can be read and copied."""

    AUTO_FOCUS = "#path"

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._busy, self._written = False, ""
        self._overwrite: Path | None = None

    def heading(self) -> str:
        """What it is about."""
        return self.pen.text("export.title")

    def keys(self) -> str:
        """Enter writes."""
        return self.pen.text("export.keys")

    def inside(self) -> tuple[Widget, ...]:
        """Month, path, what happened."""
        month = f"{self._board.month.year}-{self._board.month.month:02d}"
        return (
            text.label(self.pen.text("export.month")),
            Input(month, id="month", compact=True),
            text.label(self.pen.text("export.path")),
            Input(str(self.desk.default_export_path(self._board)), id="path", compact=True, select_on_focus=False),
            text.label(self.pen.text("export.hint"), widget_id="state"),
        )

    def refusal(self, command: str) -> str:
        """One export at a time; a month that is none has no workbook."""
        if command in ("accept", "back") and self._busy:
            return self.pen.text("refusal.busy")
        return self._unready() if command == "accept" else super().refusal(command)

    def _unready(self) -> str:
        month = self._month()
        if month is None:
            return self.pen.text("refusal.no_month", year=self._board.plan.year)
        if month != self._board.month:
            return self.pen.text("refusal.busy")
        return "" if self._path_text() else self.pen.text("refusal.no_path")

    def _month(self) -> Period | None:
        found = parse_period(self.query_one("#month", Input).value, default_year=self._board.plan.year)
        is_month = found is not None and found.period.months == 1 and found.period.year == self._board.plan.year
        return found.period if found and is_month else None

    def _path(self) -> Path:
        """As typed; a bare name goes where exports go."""
        return self.desk.default_export_path(self._board).parent / cleaned(self._path_text())

    def _path_text(self) -> str:
        return self.query_one("#path", Input).value.strip()

    @on(Input.Changed, "#month")
    def suggest_path(self, event: Input.Changed) -> None:
        """Another month, another file name, as long as the path is the suggested one."""
        event.stop()
        month = self._month()
        if month and month != self._board.month:
            self._load(month)

    def _load(self, month: Period) -> None:
        as_of = self._board.as_of

        def show(board: Board) -> None:
            path, suggested = self.query_one("#path", Input), str(self.desk.default_export_path(self._board))
            self._board = board
            if path.value == suggested:
                path.value = str(self.desk.default_export_path(board))

        self.work(lambda: self.desk.board(month, as_of=as_of), show, group="board")

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Enter in either line."""
        event.stop()
        self.action_command("accept")

    def do_accept(self) -> None:
        """Writes; an existing file wants a second Enter."""
        path = self._path()
        if exists(path) and self._overwrite != path:
            self._overwrite = path
            self._say(self.pen.text("export.exists", path=path.name))
            return
        self._busy = True
        self._say(self.pen.text("export.busy"))
        board, now = self._board, self.session.now()
        self.work(lambda: self.desk.export(board, path, recorded_at=now), self._done, group="export")

    def failed(self) -> None:
        """After the error has been shown the dialog can be tried again."""
        self._busy = False
        self._say(self.pen.text("export.failed"))

    def _done(self, path: Path) -> None:
        self._busy, self._written, self._overwrite = False, str(path), path
        self._say(self.pen.text("export.done", path=path))

    def _say(self, words: str) -> None:
        self.query_one("#state", Static).update(text.content([(words, "bold")]))

    def to_copy(self) -> str:
        """The path of what was written, or of what would be."""
        return self._written or self._path_text()
