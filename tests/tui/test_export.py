"""The month's workbook out of a real workspace, by keys alone."""

from pathlib import Path
from threading import Event

import openpyxl
import pytest
from tests.tui.given import MemoryDesk, Start, press, settle, text_of
from tests.tui.test_importing import GOOD, put, type_path
from textual.widgets import Input

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.tui.screens.board import BoardScreen
from gaoxin_monitor.tui.screens.export import ExportScreen
from gaoxin_monitor.workspace.desk import Workspace


async def test_f5_and_enter_write_the_workbook(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    async with start(workspace) as pilot:
        await type_path(pilot, put(tmp_path, "科技局2024年6月.csv", GOOD))
        await press(pilot, "f8")
        await press(pilot, "escape", "f5")
        assert "导出月报" in text_of(pilot)
        await press(pilot, "enter")
        assert "已写入" in text_of(pilot)
        (written,) = (workspace.root / "exports").glob("*.xlsx")
        await press(pilot, "ctrl+c")
        assert pilot.app.clipboard == str(written)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)
    book = openpyxl.load_workbook(written)
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any("技术合同登记额" in text for text in texts)


async def test_an_existing_file_is_replaced_only_after_a_second_enter(start: Start, workspace: Workspace) -> None:
    async with start(workspace) as pilot:
        path = workspace.default_export_path(workspace.board())
        put(path.parent, path.name, b"before")
        await press(pilot, "f5", "enter")
        assert "再按一次 Enter 覆盖" in text_of(pilot)
        assert path.read_bytes() == b"before"
        await press(pilot, "enter")
        assert path.read_bytes()[:2] == b"PK"


async def test_what_fails_is_said_and_another_path_can_be_tried(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    async with start(workspace, (100, 30)) as pilot:
        await press(pilot, "f5")
        line = pilot.app.screen.query_one("#path", Input)
        line.value = str(tmp_path / "没有的文件夹" / "月报.xlsx")
        await press(pilot, "enter")
        assert "没有成功" in text_of(pilot)
        await press(pilot, "ctrl+c")
        assert "没有的文件夹" in pilot.app.clipboard
        await press(pilot, "enter")
        assert "没有写成" in text_of(pilot)
        line.value = str(tmp_path / "月报.xlsx")
        await press(pilot, "enter")
        assert (tmp_path / "月报.xlsx").exists()


async def test_another_month_changes_the_file_name(start: Start, workspace: Workspace) -> None:
    async with start(workspace) as pilot:
        await press(pilot, "f5")
        screen = pilot.app.screen
        screen.query_one("#month", Input).value = "2024-03"
        await settle(pilot)
        assert "2024-03" in screen.query_one("#path", Input).value
        screen.query_one("#month", Input).value = "2024-02"
        await pilot.press("enter")
        await settle(pilot)
        assert not list((workspace.root / "exports").glob("*2024-03*.xlsx"))
        screen.query_one("#month", Input).value = "2024-03"
        await settle(pilot)
        await press(pilot, "enter")
        assert len(list((workspace.root / "exports").glob("*2024-03*.xlsx"))) == 1


@pytest.mark.parametrize(
    ("month", "path", "words"), [("三月吧", "一.xlsx", "月份写成 2024-06"), ("2024-07", "", "请先填文件路径")]
)
async def test_a_month_or_path_that_is_none_is_refused(
    start: Start, workspace: Workspace, month: str, path: str, words: str
) -> None:
    async with start(workspace) as pilot:
        await press(pilot, "f5")
        pilot.app.screen.query_one("#month", Input).value = month
        pilot.app.screen.query_one("#path", Input).value = path
        await press(pilot, "enter")
        assert words in text_of(pilot)


class SlowDesk(MemoryDesk):
    """Writes only when it is told to."""

    go = Event()

    def export(self, board: Board, path: Path | None = None, **_: object) -> Path:
        self.go.wait(30)
        return path or self.default_export_path(board)


async def test_keys_are_answered_while_the_workbook_is_written(start: Start) -> None:
    desk = SlowDesk()
    async with start(desk) as pilot:
        await press(pilot, "f5")
        await pilot.press("enter")
        await pilot.pause()
        assert "正在写入" in text_of(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "还在进行中" in text_of(pilot)
        desk.go.set()
        await settle(pilot)
        assert isinstance(pilot.app.screen, ExportScreen)
        assert "已写入" in text_of(pilot)
