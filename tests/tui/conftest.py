"""The application on a desk in memory, and kept texts to compare with."""

import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.tui.given import SESSION, TODAY, MemoryDesk, Start, settle
from textual.pilot import Pilot

from gaoxin_monitor.tui.app import MonitorApp
from gaoxin_monitor.tui.glyphs import UNICODE, Glyphs
from gaoxin_monitor.tui.session import Session
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.layout import init


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture
def start() -> Start:
    """Runs the application on a desk, in a terminal of some size."""

    @asynccontextmanager
    async def run(
        desk: Workspace, size: tuple[int, int] = (80, 24), *, glyphs: Glyphs = UNICODE, session: Session = SESSION
    ) -> AsyncIterator[Pilot[int]]:
        board = desk.board(session.month, as_of=session.as_of)
        app = MonitorApp(desk, session, board, version=desk.data_version(), glyphs=glyphs)
        async with app.run_test(size=size) as pilot:
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


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace whose configuration has been read once."""
    root = init(tmp_path_factory.mktemp("tui") / "高新 区")
    Workspace.open(root, today=TODAY)
    return root


@pytest.fixture
def workspace(laid_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """An empty workspace of the test's own, in a folder that holds nothing else."""
    root = tmp_path / "高新 区"
    shutil.copytree(laid_out, root)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    return Workspace.open(root, today=TODAY)
