"""The application: one desk, one session, a stack of screens, one look."""

import asyncio
import contextlib
import signal
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import BindingType

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.crash import frames_of
from gaoxin_monitor.tui.glyphs import UNICODE, Glyphs
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.screens.board import BoardScreen
from gaoxin_monitor.tui.screens.face import Face
from gaoxin_monitor.tui.session import Session
from gaoxin_monitor.tui.theme import DARK, PALETTES
from gaoxin_monitor.workspace.desk import Workspace

_ENDINGS = ("SIGTERM", "SIGHUP")


class MonitorApp(App[int], inherit_bindings=False):
    """The board and everything behind it. ``board`` is the first thing shown, so that nothing flickers."""

    CSS_PATH = "styles/app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, desk: Workspace, session: Session, board: Board, *, version: int = 0, glyphs: Glyphs = UNICODE
    ) -> None:
        super().__init__()
        self.desk, self.session, self._first = desk, session, (board, version)
        self.pen = Pen(desk.messages, glyphs, DARK)
        for palette in PALETTES.values():
            self.register_theme(palette.theme())
        self.theme = DARK.name

    def get_default_screen(self) -> BoardScreen:
        """The board."""
        return BoardScreen(*self._first)

    def on_mount(self) -> None:
        """Gives the terminal back in order when the session is ended from outside."""
        loop = asyncio.get_running_loop()
        for name in _ENDINGS:
            number = getattr(signal, name, None)
            if number is not None:
                # Windows has no such handlers, and no thread but the main one may set them: there the system's own
                # ending stays in force.
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.exit, 128 + int(number))

    def next_look(self) -> None:
        """Dark, light, safe for the colour-blind, without colour, and round again."""
        names = list(PALETTES)
        name = names[(names.index(self.theme) + 1) % len(names)]
        self.pen = replace(self.pen, palette=PALETTES[name])
        self.theme = name
        self.repaint_screens()
        if isinstance(self.screen, Face):
            self.screen.tell(self.pen.text(f"look.{name}"))

    def repaint_screens(self) -> None:
        """Every open screen anew, also those below another."""
        for screen in self.screen_stack:
            if isinstance(screen, Face):
                screen.repaint()

    def report(self, error: Exception) -> None:
        """An error as a dialog that can be read to its end and copied; the session goes on."""
        from gaoxin_monitor.tui.screens.error import ErrorScreen, Trouble  # noqa: PLC0415 - only when something fails

        self.push_screen(ErrorScreen(Trouble.of(error, self.pen.messages)))

    def _fatal_error(self) -> None:
        """Textual's own report prints local variables, which are the user's data; ours prints the frames alone."""
        report = frames_of(self._exception) if self._exception else ""
        self.panic(Text(text.lines(report)))
