"""The list of batches in a real workspace: looked into, taken back, restored, by keys alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.tui.given import SESSION, Start, screen_lines, text_of
from tests.tui.given import press as pressed
from tests.tui.test_importing import GOOD, HEAD, REVISED, put, type_path
from textual.pilot import Pilot

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.tui.screens.batches import BatchesScreen
from gaoxin_monitor.tui.screens.confirm import ConfirmScreen
from gaoxin_monitor.tui.screens.table import TableScreen
from gaoxin_monitor.tui.text import width
from gaoxin_monitor.workspace.desk import Workspace


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Every key once the one before has done its work: what is written is to be seen, not raced."""
    for key in keys:
        await pressed(pilot, key)


async def import_both(pilot: Pilot[int], folder: Path) -> None:
    """Two batches: 技术合同登记额 of June 21298万元, then revised to 22000万元."""
    for name, content in (("一.csv", GOOD), ("二.csv", REVISED)):
        await type_path(pilot, put(folder, name, content))
        await press(pilot, "f8", "escape")


def lines_with(pilot: Pilot[int], words: str) -> list[str]:
    return [line for line in screen_lines(pilot.app.screen) if words in line]


def batch_line(pilot: Pilot[int], file: str) -> str:
    (found,) = (line for line in lines_with(pilot, file) if "manual" in line and "导入器" not in line)
    return found


async def test_batches_are_listed_newest_first_with_all_about_them(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    async with start(workspace, (100, 30)) as pilot:
        await import_both(pilot, tmp_path)
        await press(pilot, "f4")
        assert isinstance(pilot.app.screen, BatchesScreen)
        newest, oldest = batch_line(pilot, "二.csv"), batch_line(pilot, "一.csv")
        shown = text_of(pilot)
        assert shown.index(newest) < shown.index(oldest)
        assert newest.split()[:8] == ["2", "2024-07-25", "2024-07-25", "二.csv", "manual", "0", "1", "统计员"]
        assert oldest.split()[5:7] == ["2", "0"]
        assert "共 2 批，其中已撤销 0 批" in shown


async def test_enter_shows_what_a_batch_wrote_with_what_stood_before(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    async with start(workspace, (100, 30)) as pilot:
        await import_both(pilot, tmp_path)
        await press(pilot, "f4", "enter")
        assert isinstance(pilot.app.screen, TableScreen)
        (line,) = lines_with(pilot, "D3")
        assert "~ 修订" in line
        assert "技术合同登记额" in line
        assert line.index("22000万元") < line.index("原 21298万元")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, BatchesScreen)


async def test_a_long_list_of_what_was_written_has_the_height_it_needs(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    rows = "".join(f"2024年6月,指标{number}号,家,{number},期末,\n" for number in range(12))
    async with start(workspace, (100, 40)) as pilot:
        await type_path(pilot, put(tmp_path, "多.csv", HEAD + rows))
        await press(pilot, "f8", "escape", "f4", "enter")
        shown = [line for line in screen_lines(pilot.app.screen) if "+ 新增" in line]
        assert len(shown) == 12
        assert len(lines_with(pilot, "指标0号")) == 2


async def test_an_earlier_batch_is_taken_back_after_a_question_and_the_lights_are_listed(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    async with start(workspace, (100, 30)) as pilot:
        await import_both(pilot, tmp_path)
        await press(pilot, "f4", "down", "f6")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert "撤销第 1 批（一.csv，新增 2、修订 0）" in text_of(pilot)
        await press(pilot, "escape")
        assert len(workspace.batches()) == 2
        await press(pilot, "f6", "enter")
        assert isinstance(pilot.app.screen, TableScreen)
        shown = text_of(pilot)
        assert "已用第 3 批撤销第 1 批" in shown
        assert "2024年6月的灯变化 1 盏" in shown
        assert "✓ 正常 → ? 缺数" in shown
        assert [line for line in lines_with(pilot, "→") if "科技型中小企业" in line]
        assert [line for line in lines_with(pilot, "→") if "技术合同登记额" in line] == []
        await press(pilot, "escape")
        assert batch_line(pilot, "一.csv").rstrip().endswith("已撤销")
        await press(pilot, "f6")
        assert "第 1 批已经撤销" in text_of(pilot)
    assert [batch.head.undoes for batch in workspace.batches()] == [None, None, 1]
    lights = {row.target.name_zh: row.light for row in workspace.board().rows}
    assert lights["科技型中小企业"] is Light.NODATA
    assert lights["技术合同登记额"] is Light.RED


async def test_an_undo_can_be_undone(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    async with start(workspace, (100, 30)) as pilot:
        await import_both(pilot, tmp_path)
        await press(pilot, "f4", "down", "f6", "enter", "escape", "home", "f6")
        assert "第 3 批是“撤销第1批”" in text_of(pilot)
        await press(pilot, "enter")
        assert "? 缺数 → ✓ 正常" in text_of(pilot)
    assert [batch.head.undoes for batch in workspace.batches()] == [None, None, 1, 3]


async def test_without_batches_the_screen_says_so_and_offers_nothing(start: Start, workspace: Workspace) -> None:
    async with start(workspace) as pilot:
        await press(pilot, "f4")
        assert "还没有导入过数据" in text_of(pilot)
        await press(pilot, "f6")
        assert "没有批次" in text_of(pilot)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30), (200, 60)], ids=str)
async def test_no_line_is_wider_than_the_terminal(
    start: Start, workspace: Workspace, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with start(workspace, size) as pilot:
        await type_path(pilot, put(tmp_path, "很长的文件名[red]" * 10 + ".csv", GOOD))
        await press(pilot, "f8", "escape")
        for key in ("f4", "enter", "escape", "f6", "enter", "escape"):
            await press(pilot, key)
            assert [line for line in screen_lines(pilot.app.screen) if width(line) > size[0]] == []


async def test_a_commit_lists_the_lights_it_changed_and_so_does_its_undo(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    async with start(workspace, (120, 30)) as pilot:
        await type_path(pilot, put(tmp_path, "一.csv", GOOD))
        await press(pilot, "f8")
        shown = text_of(pilot)
        assert "2024年6月的灯变化 2 盏" in shown
        (contracts,) = lines_with(pilot, "累计2.13亿元")[:1]
        assert contracts.split()[:5] == ["?", "缺数", "→", "✗", "滞后"]
        assert "已写入第 1 批" in shown
        await press(pilot, "f6")
        shown = text_of(pilot)
        assert "已用第 2 批撤销第 1 批" in shown
        assert "✗ 滞后 → ? 缺数" in shown
        await press(pilot, "f6")
        assert "还没有写入，没有可撤销的" in text_of(pilot)


async def test_a_commit_that_changes_no_light_says_so(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    async with start(workspace) as pilot:
        await import_both(pilot, tmp_path)
        await press(pilot, "f4", "home", "f6", "enter")
        assert "没有灯因此变化" in text_of(pilot)


async def test_an_undo_names_what_stays_because_a_later_batch_delivered_it_again(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    async with start(workspace, (100, 30)) as pilot:
        await import_both(pilot, tmp_path)
        await press(pilot, "f4", "down", "f6", "enter")
        shown = "".join(line.strip(" │1234567890") for line in screen_lines(pilot.app.screen) if "│" in line)
        assert "项中有" in shown
        assert "第2批后来又报了（如技术合同登记额（累计）" in "".join(screen_lines(pilot.app.screen))
        assert "再撤销第" in shown
        await press(pilot, "escape", "home", "f6", "enter")
        assert "后来又报了" not in text_of(pilot)


async def test_the_lights_that_changed_are_those_of_the_month_that_is_shown(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    rows = "".join(f"2024年{month}月,科技型中小企业,家,{month},累计,\n" for month in (5, 6))
    may = replace(SESSION, month=Period.month_of(2024, 5))
    async with start(workspace, (100, 30), session=may) as pilot:
        await type_path(pilot, put(tmp_path, "一.csv", HEAD + rows))
        await press(pilot, "f8")
        shown = text_of(pilot)
        assert "2024年5月的灯变化 1 盏" in shown
        assert "其他月份的灯也有变化：2024年6月 1 盏、2024年7月 1 盏" in shown
        await press(pilot, "escape", "f4", "f6", "enter")
        assert "2024年5月的灯变化 1 盏" in text_of(pilot)


async def test_a_batch_of_many_rows_is_shown_page_by_page(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    rows = "".join(f"2024年6月,指标{number}号,家,{number},期末,\n" for number in range(1, 1203))
    async with start(workspace, (100, 30)) as pilot:
        await type_path(pilot, put(tmp_path, "多.csv", HEAD + rows))
        await press(pilot, "f8", "escape", "f4", "enter")
        assert "第 1—500 行，共 1202 行" in text_of(pilot)
        assert lines_with(pilot, "指标1号")
        await press(pilot, "left")
        assert "已是第一页" in text_of(pilot)
        await press(pilot, "right", "right")
        assert "第 1001—1202 行，共 1202 行" in text_of(pilot)
        assert lines_with(pilot, "指标1001号")
        await press(pilot, "end")
        assert lines_with(pilot, "指标1202号")
        await press(pilot, "right")
        assert "已是最后一页" in text_of(pilot)
