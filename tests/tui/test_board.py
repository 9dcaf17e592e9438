from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.tui.given import SESSION, MemoryDesk, Start, figures, plan_of, press, settle, text_of
from textual.pilot import Pilot
from textual.widgets import Input

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.errors import StoreError
from gaoxin_monitor.messages import load
from gaoxin_monitor.tui.listing import Order
from gaoxin_monitor.tui.screens.board import BoardScreen
from gaoxin_monitor.tui.widgets.bar import Bar
from gaoxin_monitor.tui.widgets.board_table import BoardTable


def board_of(pilot: Pilot[int]) -> BoardScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, BoardScreen)
    return screen


async def test_the_head_names_plan_month_day_and_samples(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        head = text_of(pilot).splitlines()[0]
        for words in ("渭南高新区2024年工作要点", "2024年6月", "数据截至 2024-07-25", "示例数据"):
            assert words in head


async def test_a_real_workspace_does_not_claim_samples(start: Start) -> None:
    async with start(MemoryDesk(demo=False)) as pilot:
        assert "示例" not in text_of(pilot)


async def test_the_chips_count_every_status_without_tier_d(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        chips = text_of(pilot).splitlines()[1]
        counts = desk.board().counts()
        assert sum(counts.values()) == 28
        for light in Light:
            assert f"{load('zh').light(light)} {counts[light]}" in chips
        assert "全部 30" in chips
        assert "方向" in chips


async def test_every_row_is_behind_exactly_one_chip(start: Start, desk: MemoryDesk) -> None:
    async with start(desk, (120, 30)) as pilot:
        chips = pilot.app.screen.query_one("#chips", Bar)
        every, *others = chips.items
        assert "另计方向类 2" in text_of(pilot)
        seen: list[str] = []
        for chip in others:
            board_of(pilot).action_command(chip.action)
            listed = [row.target.id for row in board_of(pilot).rows()]
            assert chip.text.endswith(f" {len(listed)}")
            (chosen,) = (item for item in chips.items if item.text.startswith("["))
            assert chosen.text == f"[{chip.text}]"
            line = text_of(pilot).splitlines()[1]
            assert chosen.text in line or (chosen.short and chosen.short in line)
            seen += listed
        assert sorted(seen) == sorted(target.id for target in desk.plan.targets)
        assert every.text.endswith(f" {len(seen)}")


async def test_the_first_row_is_the_worst_and_is_explained(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        lines = text_of(pilot).splitlines()
        assert "技术合同登记额" in lines[3]
        told = "".join(line.strip() for line in lines[-4:-1])
        assert "累计2.13亿元，完成28.4%，欠序时12.6个百分点" in told
        assert "余下6个月" in told
        assert "来源 F13 高新区2024年6月快报.xlsx 快报" in told
        assert "责任 发改/项目办" in told


async def test_the_reason_follows_the_cursor(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "down")
        assert "累计下降（-1.2%）" in text_of(pilot)


async def test_one_key_shows_one_status_after_the_other(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "f7")
        assert {row.light for row in board_of(pilot).rows()} == {Light.RED}
        assert "滞后 4" in text_of(pilot)
        await press(pilot, "f7")
        assert {row.light for row in board_of(pilot).rows()} == {Light.YELLOW}
        await press(pilot, "escape")
        assert len(board_of(pilot).rows()) == 30


async def test_a_chip_can_be_clicked(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        chips = pilot.app.screen.query_one("#chips", Bar)
        chip = next(placed for placed in chips.placed() if "缺数" in placed.item.text)
        await pilot.click(chips, offset=(chip.start + 2, 0))
        await settle(pilot)
        assert {row.light for row in board_of(pilot).rows()} == {Light.NODATA}


async def test_typing_a_filter_lists_what_fits_at_once(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "f3", *"工业")
        assert [row.target.id for row in board_of(pilot).rows()] == ["value_added", "output", "nursery"]
        await press(pilot, "enter")
        assert pilot.app.focused is pilot.app.screen.query_one(BoardTable)
        await press(pilot, "escape")
        assert len(board_of(pilot).rows()) == 30
        assert not pilot.app.screen.query_one("FilterLine").display


async def test_pinyin_initials_filter(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "f3")
        await press(pilot, *"jsht")
        assert [row.target.id for row in board_of(pilot).rows()] == ["tech_contracts"]


@pytest.mark.parametrize("key", ["slash", "ideographic_comma", "fullwidth_solidus"])
async def test_full_width_twins_open_the_filter_too(start: Start, desk: MemoryDesk, key: str) -> None:
    async with start(desk) as pilot:
        await press(pilot, key)
        assert isinstance(pilot.app.focused, Input)


async def test_a_filter_without_hits_says_how_to_leave(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "f3", *"没有")
        assert "没有符合筛选的目标，按 Esc 取消筛选" in text_of(pilot)
        await press(pilot, "enter", "enter")
        assert pilot.app.screen is board_of(pilot)


async def test_the_plans_sections_can_be_folded(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "f8", "home")
        assert board_of(pilot).view.order is Order.PLAN
        assert "0 总体目标" in text_of(pilot).splitlines()[3]
        await press(pilot, "enter")
        assert "1 项目建设" in text_of(pilot).splitlines()[4]
        assert "Enter 展开" in text_of(pilot)


async def test_the_cursor_stays_on_its_target_in_another_order(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "down", "down", "f8")
        assert pilot.app.screen.query_one(BoardTable).cursor_key == "projects"


async def test_months_go_back_and_forth_within_the_data(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "left")
        assert board_of(pilot).board.month == Period(2024, 5, 1)
        assert "2024年5月" in text_of(pilot)
        await press(pilot, "right", "right", "right")
        assert board_of(pilot).board.month == Period(2024, 7, 1)
        assert "下个月在数据截止日之后" in text_of(pilot)


async def test_the_year_begins_in_january(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        for _ in range(6):
            await press(pilot, "left")
        assert board_of(pilot).board.month == Period(2024, 1, 1)
        assert "已是计划年度的第一个月" in text_of(pilot)


async def test_the_board_of_an_earlier_day_stays_at_that_day(start: Start, desk: MemoryDesk) -> None:
    from dataclasses import replace

    session = replace(SESSION, month=Period(2024, 5, 1), as_of=date(2024, 6, 10))
    async with start(desk, session=session) as pilot:
        assert "数据截至 2024-06-10" in text_of(pilot)
        await press(pilot, "left")
        assert board_of(pilot).board.as_of == date(2024, 6, 10)


async def test_what_was_chosen_survives_a_detour(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "f8", "f7", "f7", "down", "down")
        before = (board_of(pilot).view, pilot.app.screen.query_one(BoardTable).cursor_key)
        await press(pilot, "enter", "escape", "f1", "escape")
        assert (board_of(pilot).view, pilot.app.screen.query_one(BoardTable).cursor_key) == before


async def test_new_data_are_shown_without_a_key(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "down")
        desk.data["tech_contracts"] = figures("1100 3200 9800 13900 17200 75001", "万元")
        desk.version += 1
        board_of(pilot).watch_data()
        await settle(pilot)
        assert board_of(pilot).rows()[-1].target.id == "tech_contracts"
        assert pilot.app.screen.query_one(BoardTable).cursor_key == "value_added"


async def test_nothing_is_read_again_while_nothing_changes(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        shown = board_of(pilot).board
        board_of(pilot).watch_data()
        await settle(pilot)
        assert board_of(pilot).board is shown


async def test_a_row_is_copied_as_tab_separated_text(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "ctrl+c")
        copied = pilot.app.clipboard.split("\t")
        assert copied[:4] == ["✗ 滞后", "技术合同登记额", "7.5亿元", "2.13亿元"]


async def test_figures_that_the_law_protects_are_not_shown(start: Start, desk: MemoryDesk) -> None:
    desk.data["hidden_debt"] = figures("0 0 0 0 0 98765", "元")
    async with start(desk, (200, 60)) as pilot:
        assert "98765" not in text_of(pilot)
        await press(pilot, "f3", *"隐性", "enter", "enter")
        assert "98765" not in text_of(pilot)
        assert "不公开" in text_of(pilot)


async def test_an_empty_workspace_says_what_to_do(start: Start) -> None:
    async with start(MemoryDesk(data={}, registers={})) as pilot:
        assert "还没有数据，按 F2 导入" in text_of(pilot)
        assert {row.light for row in board_of(pilot).rows()} <= {Light.NODATA, Light.PENDING, Light.GREEN}


async def test_a_plan_that_waits_for_its_day_is_named_once(start: Start) -> None:
    class Waiting(MemoryDesk):
        def board(self, month: Period | None = None, **times: Any) -> Board:  # noqa: ANN401 - as the desk's own
            return replace(super().board(month, **times), unconfirmed=2)

    async with start(Waiting()) as pilot:
        assert text_of(pilot).count("计划文件改过（2项），待确认") == 1


async def test_a_plan_without_targets_does_not_break_the_board(start: Start) -> None:
    async with start(MemoryDesk(plan=plan_of(()))) as pilot:
        await press(pilot, "enter", "f7", "f8", "ctrl+c", "down")
        assert "全部 0" in text_of(pilot)


@pytest.mark.parametrize("key", ["f10", "q", "ctrl+q"])
async def test_every_quit_key_ends_the_program_well(start: Start, desk: MemoryDesk, key: str) -> None:
    async with start(desk) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert pilot.app.return_value == 0


async def test_the_looks_follow_one_another(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        seen = [pilot.app.theme]
        for _ in range(4):
            await press(pilot, "f9")
            seen.append(pilot.app.theme)
        assert seen == ["dark", "light", "safe", "mono", "dark"]


async def test_a_click_in_the_footer_is_a_command(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        foot = pilot.app.screen.query_one("#foot", Bar)
        order = next(placed for placed in foot.placed() if placed.item.action == "order")
        await pilot.click(foot, offset=(order.start + 2, 0))
        await settle(pilot)
        assert board_of(pilot).view.order is Order.PLAN


async def test_the_palette_runs_what_is_found(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "ctrl+p")
        assert "输入命令名" in text_of(pilot)
        await press(pilot, *"pl")
        await press(pilot, "enter")
        assert board_of(pilot).view.order is Order.PLAN


async def test_the_palette_says_when_nothing_fits_and_esc_leaves_it(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "ctrl+p", *"zzz")
        assert "没有符合的命令" in text_of(pilot)
        await press(pilot, "enter", "ctrl+p", "escape")
        assert pilot.app.screen is board_of(pilot)


async def test_help_lists_the_keys_of_the_screen_and_the_statuses(start: Start, desk: MemoryDesk) -> None:
    async with start(desk, (100, 60)) as pilot:
        await press(pilot, "f1")
        shown = text_of(pilot)
        for words in ("F3 / 、 ／", "F2 i", "✗ 滞后", "- 未到期", "差是与序时"):
            assert words in shown
        await press(pilot, "f1")
        assert "已在帮助中" in text_of(pilot)


async def test_a_small_terminal_gets_a_word_and_recovers(start: Start, desk: MemoryDesk) -> None:
    async with start(desk, (50, 12)) as pilot:
        assert "终端太小：现在 50x12，至少要 60x16" in text_of(pilot)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "技术合同登记额" in text_of(pilot)


async def test_two_quick_keys_go_two_months_back(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await pilot.press("left", "left")
        await settle(pilot)
        assert board_of(pilot).board.month == Period(2024, 4, 1)


class LockedDesk(MemoryDesk):
    """Somebody else writes: the store does not answer."""

    def data_version(self) -> int:
        if self.version > 2:
            raise StoreError("store-locked", path="gaoxin.db")
        return self.version


async def test_a_locked_store_does_not_pile_up_dialogs(start: Start) -> None:
    desk = LockedDesk()
    async with start(desk) as pilot:
        desk.version = 3
        for _ in range(3):
            board_of(pilot).watch_data()
            await settle(pilot)
        assert pilot.app.screen is board_of(pilot)


class BrokenDesk(MemoryDesk):
    """The store breaks after the first board."""

    def board(self, month: Period | None = None, **more: object) -> Board:
        if month == Period(2024, 5, 1):
            raise StoreError("store-damaged", path="gaoxin.db")
        return super().board(month, **more)  # type: ignore[arg-type]


async def test_a_month_that_cannot_be_read_is_said_and_not_shown(start: Start) -> None:
    async with start(BrokenDesk()) as pilot:
        await press(pilot, "left")
        assert "没有成功" in text_of(pilot)
        await press(pilot, "enter")
        assert board_of(pilot).board.month == Period(2024, 6, 1)
        await press(pilot, "right")
        assert board_of(pilot).board.month == Period(2024, 7, 1)


async def test_a_notice_takes_the_last_line_alone_and_goes_with_the_next_command(
    start: Start, desk: MemoryDesk
) -> None:
    async with start(desk) as pilot:
        before = text_of(pilot).splitlines()
        await press(pilot, "escape")
        told = text_of(pilot).splitlines()
        assert told[-1].strip().startswith("没有筛选可取消，按 F10 退出")
        assert told[:-1] == before[:-1]
        await press(pilot, "ctrl+r")
        assert text_of(pilot).splitlines()[-1] == before[-1]


async def test_a_dialog_says_its_notices_in_its_own_frame(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "f5", "f10")
        framed = next(line for line in text_of(pilot).splitlines() if "请先关闭对话框" in line)
        assert "└" in framed
        assert "Enter 写入" not in text_of(pilot)
