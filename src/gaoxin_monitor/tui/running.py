"""The way in: prepares the terminal and runs the application."""

import contextlib
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.tui.app import MonitorApp
from gaoxin_monitor.tui.glyphs import GlyphMode, ambiguous_is_wide, choose
from gaoxin_monitor.tui.session import Session
from gaoxin_monitor.tui.text import install_backstop
from gaoxin_monitor.workspace.desk import Workspace

_NOTHING: Mapping[str, str] = MappingProxyType({})


def run(  # noqa: PLR0913 - the clock, the user and the terminal are handed over one by one
    workspace: Workspace,
    *,
    today: date,
    user: str,
    now: Callable[[], datetime],
    month: Period | None = None,
    as_of: date | None = None,
    glyphs: GlyphMode = GlyphMode.AUTO,
    environ: Mapping[str, str] = _NOTHING,
) -> int:
    """Opens the board and returns the exit code when the user leaves.

    ``environ`` helps to know the terminal (``WT_SESSION`` of Windows Terminal).
    """
    prepare_streams()
    version = workspace.data_version()
    board = workspace.board(month, as_of=as_of)
    signs = choose(glyphs, wide=glyphs is GlyphMode.AUTO and ambiguous_is_wide(environ))
    install_backstop(narrow=signs.narrow)
    session = Session(user=user, now=now, today=today, month=month, as_of=as_of)
    app = MonitorApp(workspace, session, board, version=version, glyphs=signs)
    result = app.run()
    return result if result is not None else app.return_code or 0


def prepare_streams() -> None:
    """Textual draws on stderr: whatever the locale, it must take Chinese text."""
    for stream in (sys.__stdout__, sys.__stderr__):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError):
                reconfigure(encoding="utf-8", errors="replace")
