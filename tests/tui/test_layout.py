"""Every screen at four sizes: no line wider than the terminal; at 80 and 200 columns as kept in ``goldens``."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.given import MemoryDesk, Start, press, screen_lines, settle, text_of
from textual.pilot import Pilot

from gaoxin_monitor.errors import ExportError
from gaoxin_monitor.messages import load
from gaoxin_monitor.tui.app import MonitorApp
from gaoxin_monitor.tui.glyphs import ASCII
from gaoxin_monitor.tui.listing import View
from gaoxin_monitor.tui.screens.board import BoardScreen
from gaoxin_monitor.tui.screens.face import Face
from gaoxin_monitor.tui.text import width

SIZES = [(80, 24), (100, 30), (160, 48), (200, 60)]
WAYS = {
    "board": (),
    "plan_order": ("f8",),
    "filter": ("f3", *"工业"),
    "detail": ("enter",),
    "items": ("down", "down", "enter"),
    "milestone": ("down", "down", "down", "enter"),
    "versions": ("enter", "enter"),
    "help": ("f1",),
    "palette": ("ctrl+p",),
    "export": ("f5",),
}


async def start_again(pilot: Pilot[int]) -> None:
    """Back to the board as it was at first."""
    while len(pilot.app.screen_stack) > 1:
        await pilot.app.pop_screen()
    board = pilot.app.screen
    assert isinstance(board, BoardScreen)
    board.do_back()
    board.look_at(View())
    board.choose(board.rows()[0].target.id)
    await settle(pilot)


async def go(pilot: Pilot[int], way: str) -> None:
    await press(pilot, *WAYS[way])
    assert isinstance(pilot.app.screen, Face)
    pilot.app.screen.clear_notice()
    await settle(pilot)


def too_wide(pilot: Pilot[int]) -> list[str]:
    return [line for line in screen_lines(pilot.app.screen) if width(line) > pilot.app.size.width]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_no_line_is_wider_than_the_terminal(start: Start, size: tuple[int, int], language: str) -> None:
    async with start(MemoryDesk(messages=load(language)), size) as pilot:
        for way in WAYS:
            await go(pilot, way)
            assert too_wide(pilot) == [], way
            assert len(screen_lines(pilot.app.screen)) == size[1]
            await start_again(pilot)


@pytest.mark.parametrize("way", WAYS)
async def test_at_80x24_screens_look_as_they_were_approved(
    start: Start, way: str, golden: Callable[[str, str], None]
) -> None:
    async with start(MemoryDesk(root=Path("示例"))) as pilot:
        await go(pilot, way)
        golden(f"{way}_80x24", text_of(pilot))


@pytest.mark.parametrize("way", ["board", "detail"])
async def test_at_200x60_screens_look_as_they_were_approved(
    start: Start, desk: MemoryDesk, way: str, golden: Callable[[str, str], None]
) -> None:
    async with start(desk, (200, 60)) as pilot:
        await go(pilot, way)
        golden(f"{way}_200x60", text_of(pilot))


@pytest.mark.parametrize("way", ["board", "detail"])
async def test_in_ascii_screens_look_as_they_were_approved(
    start: Start, desk: MemoryDesk, way: str, golden: Callable[[str, str], None]
) -> None:
    async with start(desk, glyphs=ASCII) as pilot:
        await go(pilot, way)
        golden(f"{way}_ascii", text_of(pilot))


async def test_in_english_the_board_looks_as_it_was_approved(start: Start, golden: Callable[[str, str], None]) -> None:
    async with start(MemoryDesk(messages=load("en"))) as pilot:
        golden("board_english", text_of(pilot))


async def test_every_screen_says_that_the_data_are_samples(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        for way in WAYS:
            await go(pilot, way)
            assert "示例数据" in text_of(pilot), way
            await start_again(pilot)


async def test_without_colour_every_word_is_still_there(
    start: Start, desk: MemoryDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: dict[str, list[str]] = {way: [] for way in WAYS}
    for colourless in (False, True):
        if colourless:
            monkeypatch.setenv("NO_COLOR", "1")
        async with start(desk) as pilot:
            for way, texts in shown.items():
                await go(pilot, way)
                texts.append(text_of(pilot))
                assert only_greys(pilot) is colourless, way
                await start_again(pilot)
    assert all(coloured == colourless for coloured, colourless in shown.values())


def only_greys(pilot: Pilot[int]) -> bool:
    styles = [segment.style for strip in pilot.app.screen._compositor.render_strips() for segment in strip]
    used = [colour.triplet for style in styles if style for colour in (style.color, style.bgcolor) if colour]
    return all(colour.red == colour.green == colour.blue for colour in used if colour)


async def test_an_error_fits_its_dialog_and_can_be_copied(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        assert isinstance(pilot.app, MonitorApp)
        pilot.app.report(ExportError("export-locked", path="很长的文件夹/" * 30 + "月报.xlsx"))
        await settle(pilot)
        assert too_wide(pilot) == []
        assert "没有成功" in text_of(pilot)
        await press(pilot, "ctrl+c")
        assert "没有成功" in pilot.app.clipboard
        await press(pilot, "f10")
        assert "请先关闭对话框" in text_of(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is pilot.app.screen_stack[0]


async def test_a_fault_of_the_program_shows_where_but_no_data(start: Start, desk: MemoryDesk) -> None:
    def broken() -> None:
        figure = "21298万元"
        raise ValueError(figure)

    async with start(desk) as pilot:
        board = pilot.app.screen_stack[0]
        board.work(broken, lambda _: None, group="test")  # type: ignore[attr-defined]
        await settle(pilot)
        assert "程序出错" in text_of(pilot)
        await press(pilot, "ctrl+c")
        assert "ValueError" in pilot.app.clipboard
        assert "in broken" in pilot.app.clipboard
        assert "21298" not in pilot.app.clipboard
