"""Files into a real workspace through the import screen, by keys alone."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from tests.tui.given import MemoryDesk, Start, press, screen_lines, settle, text_of
from textual.pilot import Pilot
from textual.widgets import Input

from gaoxin_monitor.domain.batches import Outcome
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.tui.import_stage import Stage
from gaoxin_monitor.tui.screens.confirm import ConfirmScreen
from gaoxin_monitor.tui.screens.form import FormScreen
from gaoxin_monitor.tui.screens.help import HelpScreen
from gaoxin_monitor.tui.screens.importing import ImportScreen
from gaoxin_monitor.tui.text import width
from gaoxin_monitor.tui.widgets.sheet_table import SheetTable
from gaoxin_monitor.workspace.desk import Workspace

HEAD = "填报单位：科技局\n统计月份,指标名称,计量单位,数值,口径,备注\n"
GOOD = HEAD + "2024年6月,技术合同登记额,万元,21298,累计,\n2024年6月,科技型中小企业,家,141,累计,\n"
REVISED = HEAD + "2024年6月,技术合同登记额,万元,22000,累计,\n"
BAD = HEAD + "2024年6月,技术合同登记额,万元,三万,累计,\n2024年6月,科技型中小企业,家,141,累计,\n"
UNKNOWN = HEAD + "2024年6月,孵化载体建筑面积,万平方米,31.2,期末,\n"
SILENT = "数据库：分省年度数据\n时间：2022年-2023年\n地区,2023年,2022年\n陕西省,4120.76,3053.33\n数据来源：国家统计局\n"


def put(folder: Path, name: str, content: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


async def type_path(pilot: Pilot[int], path: Path | str) -> None:
    await press(pilot, "f2")
    pilot.app.screen.query_one("#path", Input).value = str(path)
    await press(pilot, "enter")


def screen(pilot: Pilot[int]) -> ImportScreen:
    found = pilot.app.screen
    assert isinstance(found, ImportScreen)
    return found


async def test_files_in_the_inbox_are_offered_and_taken_by_keys(start: Start, workspace: Workspace) -> None:
    put(workspace.root / "inbox", "科技局2024年6月.csv", GOOD)
    async with start(workspace) as pilot:
        await press(pilot, "f2")
        assert "科技局2024年6月.csv" in text_of(pilot)
        await press(pilot, "down", "enter")
        assert screen(pilot).stage is Stage.ROWS
        assert "新增 2  修订 0  相同 0" in text_of(pilot)


async def test_a_preview_shows_every_row_and_writes_nothing(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    path = put(tmp_path, "科技局2024年6月.csv", GOOD)
    async with start(workspace) as pilot:
        await type_path(pilot, path)
        shown = text_of(pilot)
        for words in ("D3", "+ 新增", "技术合同登记额", "2024-06", "21298万元", "数据 2", "导入器 manual", "utf-8"):
            assert words in shown
        assert "数据日期 2024-07-25（默认今天）" in shown
        await press(pilot, "escape", "escape")
    assert workspace.batches() == ()


async def test_a_commit_changes_the_board_and_can_be_taken_back(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    path = put(tmp_path, "科技局2024年6月.csv", GOOD)
    async with start(workspace) as pilot:
        assert "还没有数据，按 F2 导入" in text_of(pilot)
        await type_path(pilot, path)
        await press(pilot, "f8")
        assert "已写入第 1 批；按 F6 撤销" in text_of(pilot)
        (batch,) = workspace.batches()
        assert batch.head.user == "统计员"
        await press(pilot, "escape")
        await settle(pilot)
        await press(pilot, "f3", *"技术合同登记")
        assert "2.13亿元" in text_of(pilot)
        row = workspace.board().row("tech_contract_value")
        assert row is not None
        assert row.light is Light.RED


async def test_undo_is_a_new_batch_that_restores_what_stood(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    path = put(tmp_path, "科技局2024年6月.csv", GOOD)
    async with start(workspace) as pilot:
        await type_path(pilot, path)
        await press(pilot, "f6")
        assert "还没有写入，没有可撤销的" in text_of(pilot)
        await press(pilot, "f8")
        await press(pilot, "f6")
        assert "已用第 2 批撤销第 1 批" in text_of(pilot)
    assert [batch.head.undoes for batch in workspace.batches()] == [None, 1]


async def test_a_revision_shows_what_stood_before(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    async with start(workspace) as pilot:
        await type_path(pilot, put(tmp_path, "一.csv", GOOD))
        await press(pilot, "f8")
        await press(pilot, "escape")
        await type_path(pilot, put(tmp_path, "二.csv", REVISED))
        assert "~ 修订" in text_of(pilot)
        assert "原 21298万元" in text_of(pilot)


async def test_the_same_content_again_is_refused_with_the_batch(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    path = put(tmp_path, "一.csv", GOOD)
    async with start(workspace) as pilot:
        await type_path(pilot, path)
        await press(pilot, "f8")
        await press(pilot, "escape")
        await type_path(pilot, path)
        await press(pilot, "f8")
        assert "同样的内容已在第 1 批导入过" in text_of(pilot)
    assert len(workspace.batches()) == 1


async def test_errors_forbid_the_commit_until_the_row_is_left_out(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    path = put(tmp_path, "坏.csv", BAD)
    async with start(workspace) as pilot:
        await type_path(pilot, path)
        assert "不能写入：有 1 处错误" in text_of(pilot)
        await press(pilot, "f8")
        assert workspace.batches() == ()
        await press(pilot, "f4")
        shown = text_of(pilot)
        assert "坏.csv 第3行（D3）" in shown
        assert "“三万”不是数字" in shown
        await press(pilot, "space")
        assert "可以写入" in text_of(pilot)
        assert "- 剔除" in text_of(pilot)
        await press(pilot, "f8")
    (batch,) = workspace.batches()
    assert batch.counts[Outcome.NEW] == 1


async def test_a_row_left_out_can_be_taken_in_again(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    async with start(workspace) as pilot:
        await type_path(pilot, put(tmp_path, "一.csv", GOOD))
        await press(pilot, "space")
        assert "新增 1" in text_of(pilot)
        await press(pilot, "home", "space")
        assert "新增 2" in text_of(pilot)


async def test_an_unknown_name_is_a_warning_with_what_to_do(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    async with start(workspace, (120, 30)) as pilot:
        await type_path(pilot, put(tmp_path, "一.csv", UNKNOWN))
        assert "未识别：孵化载体建筑面积" in text_of(pilot)
        await press(pilot, "f4")
        assert "indicators.toml" in text_of(pilot)
        await press(pilot, "f8")
        assert screen(pilot).stage is Stage.DONE


async def test_what_the_file_does_not_say_is_asked(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    path = put(tmp_path, "分省年度数据.csv", "\ufeff" + SILENT)
    async with start(workspace) as pilot:
        await type_path(pilot, path)
        assert isinstance(pilot.app.screen, FormScreen)
        assert "这是什么指标？" in text_of(pilot)
        await press(pilot, "escape", "f8")
        assert "项待填（F3 填写）" in text_of(pilot)
        await press(pilot, "f3", *"技术市场成交额(亿元)", "enter")
        assert screen(pilot).stage is Stage.ROWS
        shown = text_of(pilot)
        assert "4120.76亿元" in shown
        await press(pilot, "f8")
    assert len(workspace.batches()) == 1
    assert {row.light for row in workspace.board().rows} <= {Light.NODATA, Light.PENDING, Light.GREEN, Light.YELLOW}


async def test_day_area_encoding_and_importer_are_shown_and_can_be_changed(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    async with start(workspace) as pilot:
        await type_path(pilot, put(tmp_path, "一.csv", GOOD.encode("gb18030")))
        assert "gb18030" in text_of(pilot)
        await press(pilot, "f3")
        shown = text_of(pilot)
        for words in ("数据日期（现取自：默认今天）", "地区（代码或名称）", "编码", "导入器", "manual"):
            assert words in shown
        lines = list(pilot.app.screen.query(Input))
        lines[0].value = "2024-07-11"
        await press(pilot, "enter")
        assert "数据日期 2024-07-11（指定）" in text_of(pilot)
        await press(pilot, "f8")
    (batch,) = workspace.batches()
    assert batch.head.vintage.isoformat() == "2024-07-11"


async def test_choices_are_walked_through_with_the_arrows(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    async with start(workspace) as pilot:
        await type_path(pilot, put(tmp_path, "一.csv", GOOD))
        await press(pilot, "f3", "tab", "tab")
        line = pilot.app.focused
        assert isinstance(line, Input)
        seen = []
        for _ in range(3):
            await press(pilot, "down")
            seen.append(line.value)
        assert seen == ["gb18030", "big5", "utf-16"]
        await press(pilot, "up")
        assert line.value == "big5"
        await press(pilot, "escape")
        assert "utf-8" in text_of(pilot)


BROKEN = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "html": "<html><body><table><tr><td>统计月份</td></tr></table></body></html>".encode(),
    "ragged": (HEAD + "2024年6月,技术合同登记额\n,,,,,,,,\n").encode(),
    "quote": (HEAD + '2024年6月,"技术合同登记额,万元,21298,累计,\n').encode(),
    "escape": (HEAD + "2024年6月,\x1b]0;OWNED\x07[red]名[/],万元,21298,累计,\n").encode(),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
async def test_files_that_cannot_be_read_say_so_and_write_nothing(
    start: Start, workspace: Workspace, tmp_path: Path, content: bytes
) -> None:
    async with start(workspace, (100, 30)) as pilot:
        await type_path(pilot, put(tmp_path, "来件[red].csv", content))
        await press(pilot, "f4", "f4")
        shown = text_of(pilot)
        assert "✗" in shown or "?" in shown or "!" in shown
        assert "\x1b" not in shown
    assert workspace.batches() == ()


async def test_a_missing_file_and_an_empty_path_are_said(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    async with start(workspace) as pilot:
        await type_path(pilot, tmp_path / "没有.csv")
        assert "找不到文件" in text_of(pilot)
        await press(pilot, "escape")
        pilot.app.screen.query_one("#path", Input).value = ""
        await press(pilot, "enter")
        assert "请先填文件路径" in text_of(pilot)


async def test_a_folder_lists_its_files(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    put(tmp_path / "来件", "一.csv", GOOD)
    async with start(workspace) as pilot:
        await type_path(pilot, tmp_path / "来件")
        assert "一.csv" in text_of(pilot)
        await press(pilot, "enter")
        assert screen(pilot).stage is Stage.ROWS


@pytest.mark.parametrize("form", ["'{}'", '"{}"', "file://{}", " {} ", "{}"])
async def test_a_dropped_or_pasted_path_is_understood(
    start: Start, workspace: Workspace, tmp_path: Path, form: str
) -> None:
    path = put(tmp_path / "有 空格", "一.csv", GOOD)
    async with start(workspace) as pilot:
        await type_path(pilot, form.format(path))
        assert screen(pilot).stage is Stage.ROWS


async def test_more_rows_than_can_be_shown_are_counted(start: Start, workspace: Workspace, tmp_path: Path) -> None:
    rows = "".join(f"2024年6月,指标{number}号,家,{number},期末,\n" for number in range(600))
    async with start(workspace) as pilot:
        await type_path(pilot, put(tmp_path, "多.csv", HEAD + rows))
        assert "显示 500 行，共 1200 行" in text_of(pilot)
        assert pilot.app.screen.query_one(SheetTable).row_count == 500


async def test_an_unwritten_preview_is_not_lost_without_a_question(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    async with start(workspace) as pilot:
        await type_path(pilot, put(tmp_path, "一.csv", GOOD))
        await press(pilot, "f10")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await press(pilot, "escape")
        assert screen(pilot).stage is Stage.ROWS
        await press(pilot, "f10", "enter")
        assert pilot.app.return_value == 0


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48), (200, 60)], ids=str)
async def test_no_line_is_wider_than_the_terminal(
    start: Start, workspace: Workspace, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = put(tmp_path, "很长的文件名" * 12 + ".csv", BAD + UNKNOWN.removeprefix(HEAD))
    async with start(workspace, size) as pilot:
        await press(pilot, "f2")
        for keys in ((), ("f4",), ("f3",), ("escape", "f4")):
            if not keys:
                pilot.app.screen.query_one("#path", Input).value = str(path)
                await press(pilot, "enter")
            await press(pilot, *keys)
            assert [line for line in screen_lines(pilot.app.screen) if width(line) > size[0]] == []


class SlowDesk(MemoryDesk):
    """Reads a file only when it is told to."""

    go = Event()

    def preview(self, path: Path, options: object) -> object:  # type: ignore[override]
        del options
        self.go.wait(30)
        raise FileNotFoundError(2, "没有", str(path))


async def test_keys_are_answered_while_a_file_is_read_and_esc_stops_waiting(start: Start) -> None:
    desk = SlowDesk()
    async with start(desk) as pilot:
        await pilot.press("f2")
        await settle(pilot)
        pilot.app.screen.query_one("#path", Input).value = "慢.csv"
        await pilot.press("enter")
        await pilot.pause()
        assert screen(pilot).stage is Stage.READING
        assert "正在读取和比对" in text_of(pilot)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape", "f8")
        await pilot.pause()
        assert "还在进行中，请稍候" in text_of(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert screen(pilot).stage is Stage.CHOOSE
        desk.go.set()
        await settle(pilot)
        assert screen(pilot).stage is Stage.CHOOSE


async def test_what_the_world_refuses_is_a_dialog_and_the_screen_goes_on(start: Start) -> None:
    desk = SlowDesk()
    desk.go.set()
    async with start(desk) as pilot:
        await type_path(pilot, "没有.csv")
        assert "没有成功" in text_of(pilot)
        assert "没有.csv" in text_of(pilot)
        await press(pilot, "enter")
        assert screen(pilot).stage is Stage.CHOOSE


async def test_in_a_demo_the_import_screen_says_so(start: Start, workspace: Workspace) -> None:
    settings = workspace.configuration.settings
    demo = replace(workspace, configuration=replace(workspace.configuration, settings=replace(settings, demo=True)))
    async with start(demo) as pilot:
        await press(pilot, "f2")
        assert "示例数据" in text_of(pilot)


MAY = HEAD + "2024年5月,技术合同登记额,亿元,1.82,累计,\n"
LOST = HEAD + "2024年6月,技术合同登记额,元,21298,累计,\n2024年6月,科技型中小企业,家,141,累计,\n"


async def _ask(pilot: Pilot[int], folder: Path) -> None:
    """One good month, and after it one that cannot be right."""
    await type_path(pilot, put(folder, "五月.csv", MAY))
    await press(pilot, "f8", "escape")
    await type_path(pilot, put(folder, "六月.csv", LOST))


async def test_a_figure_ten_thousand_times_off_is_confirmed_on_the_screen(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    async with start(workspace) as pilot:
        await _ask(pilot, tmp_path)
        assert isinstance(pilot.app.screen, FormScreen)
        shown = text_of(pilot)
        for words in ("第3行（D3）", "8500分之一", "confirm"):
            assert words in shown.replace("\n", ""), shown
        await press(pilot, "escape", "f8")
        assert "有 1 项待填（F3 填写）" in text_of(pilot)
        assert len(workspace.batches()) == 1
        await press(pilot, "f4")
        assert "--set" not in text_of(pilot)
        await press(pilot, "f4", "f3", "down", "enter")
        assert "经确认的异常数 1" in text_of(pilot)
        await press(pilot, "f8")
    assert workspace.batches()[-1].head.ledger["confirmed"] == 1


async def test_a_confirmation_can_be_taken_back_and_a_row_left_out_instead(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    async with start(workspace) as pilot:
        await _ask(pilot, tmp_path)
        await press(pilot, "down", "enter", "f3")
        line = list(pilot.app.screen.query(Input))[-1]
        line.value = ""
        await press(pilot, "enter", "escape")
        assert "有 1 项待填（F3 填写）" in text_of(pilot)
        await press(pilot, "home", "space")
        assert "- 剔除" in text_of(pilot)
        assert "待填" not in text_of(pilot)


async def test_a_doubt_about_no_cell_is_counted_and_listed_in_the_words_of_the_screen(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    async with start(workspace, (120, 30)) as pilot:
        for name, content in (("一.csv", GOOD), ("二.csv", REVISED)):
            await press(pilot, "f8", "escape")
            await type_path(pilot, put(tmp_path, name, content))
        shown = text_of(pilot)
        assert "错误 0  警告 1（F4 查看）" in shown
        (line,) = [line for line in shown.splitlines() if line.startswith(" - ")]
        assert "! 警告" in line
        for key in ("home", "f4"):
            await press(pilot, key)
            shown = "".join(line.strip() for line in screen_lines(pilot.app.screen))
            assert "按 F3在“数据日期”写明它的日期" in shown
            assert "--" not in shown
