"""依据: the derivation on the detail screen, readable in a small terminal."""

import pytest
from tests.tui.given import MemoryDesk, Start, press, screen_lines, text_of
from tests.tui.test_detail import open_target
from textual.pilot import Pilot

from gaoxin_monitor.messages.derivation import as_text
from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.screens.detail import DetailScreen
from gaoxin_monitor.tui.screens.grounds import GroundsScreen
from gaoxin_monitor.workspace.explaining import told


async def _read_through(pilot: Pilot[int]) -> str:
    """Every line of the text, page by page."""
    seen: dict[str, None] = {}
    for _ in range(12):
        seen.update(dict.fromkeys(line.rstrip(" ▁▂▃▄▅▆▇█") for line in screen_lines(pilot.app.screen)[1:-1]))
        await press(pilot, "pagedown")
    return "\n".join(seen)


@pytest.mark.parametrize("key", ["f4", "y"])
async def test_the_detail_opens_the_grounds_and_gets_back(start: Start, desk: MemoryDesk, key: str) -> None:
    async with start(desk) as pilot:
        await open_target(pilot, "tech_contracts")
        await press(pilot, key)
        assert isinstance(pilot.app.screen, GroundsScreen)
        assert "依据" in text_of(pilot).splitlines()[0]
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, DetailScreen)


async def test_at_80_columns_the_whole_derivation_can_be_read(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await open_target(pilot, "tech_contracts")
        await press(pilot, "f4")
        assert all(text.width(line.rstrip()) <= 80 for line in screen_lines(pilot.app.screen))
        shown = "".join((await _read_through(pilot)).split())
        board = desk.board()
        row = board.row("tech_contracts")
        assert row is not None
        for passage in told(desk, board, row):
            for line in passage.lines:
                assert "".join(line.text.split()) in shown
        # 2.1298 of 7.5 is 28.4 %, 12.6 points behind the 41 % of the profile: more than 10.
        assert "滞后：与应完成相差（百分点）-12.6<-10.0（成立）←由此定灯" in shown


async def test_withheld_figures_stay_away_here_too(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await open_target(pilot, "firms_output")
        await press(pilot, "f4")
        shown = await _read_through(pilot)
        assert "不公开" in shown
        assert "4.9" not in shown


async def test_the_whole_text_is_copied(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await open_target(pilot, "finish_dibo")
        await press(pilot, "f4")
        screen = pilot.app.screen
        assert isinstance(screen, GroundsScreen)
        board = desk.board()
        row = board.row("finish_dibo")
        assert row is not None
        assert screen.to_copy() == as_text(told(desk, board, row))
        assert "重点项目办7月填报表.csv 第5行（F5）" in screen.to_copy()
