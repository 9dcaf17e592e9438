"""The application on a desk in memory, and kept texts to compare with."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.tui.given import SESSION, MemoryDesk, Start, settle
from textual.pilot import Pilot

from gaoxin_monitor.tui.app import MonitorApp
from gaoxin_monitor.tui.desk import Desk, Session
from gaoxin_monitor.tui.glyphs import UNICODE, Glyphs


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture
def start() -> Start:
    """Runs the application on a desk, in a terminal of some size."""

    @asynccontextmanager
    async def run(
        desk: Desk, size: tuple[int, int] = (80, 24), *, glyphs: Glyphs = UNICODE, session: Session = SESSION
    ) -> AsyncIterator[Pilot[int]]:
        board = desk.board(session.month, as_of=session.as_of)
        app = MonitorApp(desk, session, board, version=desk.data_version(), glyphs=glyphs)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            yield pilot

    return run


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares with a kept text; GAOXIN_UPDATE_GOLDENS=1 writes it anew, to be looked at before it is committed."""
    folder = Path(request.path).parent / "goldens"

    def compare(name: str, shown: str) -> None:
        path = folder / f"{name}.txt"
        shown = "\n".join(line.rstrip() for line in shown.splitlines()) + "\n"
        if os.environ.get("GAOXIN_UPDATE_GOLDENS"):
            folder.mkdir(exist_ok=True)
            path.write_text(shown, encoding="utf-8", newline="\n")
        assert shown == path.read_text(encoding="utf-8")

    return compare
