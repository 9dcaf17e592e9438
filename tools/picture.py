"""Makes ``docs/board.svg``, the picture in the README, from the demo workspace. Run by ``make picture``."""

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from gaoxin_monitor.tui.app import MonitorApp
from gaoxin_monitor.tui.session import Session
from gaoxin_monitor.workspace import demo

TARGET = Path(__file__).parent.parent / "docs" / "board.svg"
SIZE = (118, 34)


async def _drawn(app: MonitorApp) -> str:
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("down", "down")
        await pilot.pause()
        return app.export_screenshot(title="gaoxin-monitor")


def main() -> None:
    """Draws the board once and writes the picture without references to fonts elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        desk = demo.build(Path(folder) / "demo", lambda _step: None)
        session = Session(today=demo.AS_OF, user="", now=lambda: datetime(2024, 7, 25, 9, tzinfo=UTC))
        app = MonitorApp(desk, session, desk.board())
        picture = asyncio.run(_drawn(app))
    picture = re.sub(r"\s*@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    TARGET.write_text(picture, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
