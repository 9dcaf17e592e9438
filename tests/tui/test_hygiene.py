"""The first painted board has loaded nothing that only later work needs."""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
HEAVY = ("polars", "pydantic", "xlsxwriter", "pypinyin", "python_calamine", "tomlkit", "pluggy", "openpyxl")
LATER = (
    *("screens.detail", "screens.importing", "screens.export", "screens.help", "screens.palette", "screens.batches"),
    *("screens.table", "chart", "effects", "batch_list", "delivery_rows"),
)
PROBE = """
import asyncio, sys
from tests.tui.given import MemoryDesk, SESSION
from gaoxin_monitor.tui.app import MonitorApp
async def main():
    desk = MemoryDesk()
    app = MonitorApp(desk, SESSION, desk.board())
    async with app.run_test() as pilot:
        await pilot.pause()
        print(*sys.modules)
asyncio.run(main())
"""


def loaded_at_first_paint() -> set[str]:
    done = subprocess.run([sys.executable, "-c", PROBE], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_first_paint_loads_neither_heavy_libraries_nor_later_screens() -> None:
    modules = loaded_at_first_paint()
    assert "textual.app" in modules
    assert not modules & set(HEAVY)
    assert not modules & {f"gaoxin_monitor.tui.{name}" for name in LATER}
    assert not {name for name in modules if name.startswith(("gaoxin_monitor.importing", "gaoxin_monitor.export"))}
    assert "textual.widgets._markdown" not in modules
