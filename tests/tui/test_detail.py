from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.tui.given import DATA, TARGETS, MemoryDesk, Start, figures, plan_of, press, row_of, settle, text_of
from textual.pilot import Pilot

from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.members import Member, MemberFact
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.messages import load
from gaoxin_monitor.tui import records
from gaoxin_monitor.tui.chart import POINT, REVISED
from gaoxin_monitor.tui.glyphs import UNICODE
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.screens.board import BoardScreen
from gaoxin_monitor.tui.screens.detail import DetailScreen
from gaoxin_monitor.tui.screens.table import TableScreen
from gaoxin_monitor.tui.theme import DARK
from gaoxin_monitor.tui.trend import yearly

PEN = Pen(load("zh"), UNICODE, DARK)


async def open_target(pilot: Pilot[int], target_id: str) -> None:
    board = pilot.app.screen
    assert isinstance(board, BoardScreen)
    board.choose(target_id)
    await settle(pilot)
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, DetailScreen)


async def test_the_detail_tells_all_about_one_target(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await open_target(pilot, "tech_contracts")
        shown = text_of(pilot)
        for words in ("总览  > 科技创新  > 技术合同登记额", "✗ 滞后", "当前 2.13亿元", "目标 7.5亿元", "序时 41.0%"):
            assert words in shown
        assert "1/30" in shown.splitlines()[0]
        assert "示例数据" in shown
        assert "§2.1 | 责任 发改/项目办 | 发布 统计局" in shown


async def test_figures_show_their_own_unit_cell_and_file(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await open_target(pilot, "tech_contracts")
        assert "21298万元" in text_of(pilot)
        assert "F13 高新区2024年6月快报.xlsx 快报" in text_of(pilot)


async def test_the_chart_has_goal_and_pace_and_a_legend(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await open_target(pilot, "tech_contracts")
        assert f"{POINT} 实际  --- 目标 7.5  ... 应有进度" in text_of(pilot)


def test_the_pace_line_follows_the_profile(desk: MemoryDesk) -> None:
    chart = yearly(row_of(desk, "key_investment"), desk.board(), frozenset())
    assert chart is not None
    shares = [Decimal(share) for share in (3, 7, 17, 26, 36, 50, 58, 67, 77, 86, 94, 100)]
    assert list(chart.pace) == [Decimal("110.2") * share / 100 for share in shares]


def test_the_pace_of_counted_items_is_what_was_planned(desk: MemoryDesk) -> None:
    planned = yearly(row_of(desk, "projects"), desk.board(), frozenset())
    assert planned is not None
    assert list(planned.pace) == [1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6]
    even = yearly(row_of(desk, "big_projects"), desk.board(), frozenset())
    assert even is not None
    assert list(even.pace) == [0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5]


def test_a_rate_has_a_goal_but_no_pace_and_its_quarters(desk: MemoryDesk) -> None:
    chart = yearly(row_of(desk, "gdp"), desk.board(), frozenset())
    assert chart is not None
    assert chart.labels == ("Q1", "Q2", "Q3", "Q4")
    assert chart.goal == 10
    assert set(chart.pace) == {None}
    assert not chart.from_zero


def test_a_missing_month_stays_a_gap_and_later_months_are_not_drawn(desk: MemoryDesk) -> None:
    chart = yearly(row_of(desk, "retail"), desk.board(Period(2024, 5, 1)), frozenset())
    assert chart is not None
    assert [point.value if point else None for point in chart.points[:6]] == [
        None, Decimal("9.0"), Decimal("9.4"), None, Decimal("10.2"), None,
    ]  # fmt: skip


def test_withheld_figures_are_not_drawn(desk: MemoryDesk) -> None:
    assert yearly(row_of(desk, "hidden_debt"), desk.board(), frozenset()) is None


async def test_counted_items_are_listed_the_worst_first_with_light_and_days(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await open_target(pilot, "projects")
        lines = text_of(pilot).splitlines()
        first = next(index for index, line in enumerate(lines) if "项目5" in line)
        assert first < next(index for index, line in enumerate(lines) if "项目1" in line)
        # planned for 20 May and judged on 25 July
        assert "✗ 滞后" in lines[first]
        assert "逾期66天" in lines[first]
        assert "05-20" in lines[first]
        assert any("✓ 已完成 项目1" in line and "按期" in line for line in lines)


async def test_a_remark_stands_beside_the_days_and_dates_of_other_years_are_whole(
    start: Start, desk: MemoryDesk
) -> None:
    register = desk.registers["projects"]
    told = {
        Attribute.PLANNED: "2024-09-01",
        Attribute.FORECAST: "2025-01-15",
        Attribute.REMARK: "用地未批",
    }
    facts = {name: MemberFact("projects", "x", name, value, date(2024, 7, 5), 9) for name, value in told.items()}
    desk.registers["projects"] = replace(register, members=(*register.members, Member("projects", "x", facts)))
    async with start(desk, (100, 30)) as pilot:
        await open_target(pilot, "projects")
        line = next(line for line in text_of(pilot).splitlines() if "用地未批" in line)
        for words in ("✗ 滞后", "推迟136天", "09-01", "2025-01-15"):
            assert words in line


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"planned": "2024-06-30", "actual": "2024-07-03"}, "晚3天"),
        ({"planned": "2024-08-01"}, "还有7天"),
        ({"actual": "2024-06-30"}, "-"),
        ({"remark": "在谈"}, "-"),
    ],
)
def test_days_are_told_in_a_few_characters(desk: MemoryDesk, facts: dict[str, str], words: str) -> None:
    known = {Attribute(n): MemberFact("projects", "x", Attribute(n), v, date(2024, 7, 5), 9) for n, v in facts.items()}
    desk.registers["projects"] = replace(desk.registers["projects"], members=(Member("projects", "x", known),))
    shown = records.items(row_of(desk, "projects"), desk.board(), PEN)
    assert shown is not None
    (line,) = shown.lines
    assert line.cells[2] == words


async def test_a_milestone_shows_its_dates_with_their_source(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await open_target(pilot, "finish_dibo")
        shown = text_of(pilot)
        for words in ("计划", "2024-05-31", "预计", "2024-09-30", "设备未到", "F5 重点项目办7月填报表.csv"):
            assert words in shown


async def test_a_composite_lists_its_children(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await open_target(pilot, "livelihood")
        shown = text_of(pilot)
        assert "泾县路等三条断头路打通工程" in shown
        assert "高新第三小学主体完工" in shown


async def test_page_keys_walk_through_the_list_as_filtered(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "f7", "enter", "pagedown", "pagedown", "pagedown")
        assert "迪博电子建成投产" in text_of(pilot)
        await press(pilot, "pagedown")
        assert "已是最后一个" in text_of(pilot)
        await press(pilot, "pageup", "escape")
        board = pilot.app.screen
        assert isinstance(board, BoardScreen)
        entry = board.chosen()
        assert entry is board.rows()[2]


@pytest.mark.parametrize("key", ["right_square_bracket", "right_black_lenticular_bracket"])
async def test_brackets_of_either_width_walk_too(start: Start, desk: MemoryDesk, key: str) -> None:
    async with start(desk) as pilot:
        await press(pilot, "enter", key)
        assert "规上工业增加值增速" in text_of(pilot).splitlines()[0]


async def test_a_revised_figure_is_marked_and_opens_its_versions(start: Start, desk: MemoryDesk) -> None:
    first = figures("1700", "万元", start=5)[0]
    desk.older["tech_contracts"] = [replace(first, vintage=date(2024, 6, 11), place=Place("初报.csv", "", 3, 4))]
    async with start(desk) as pilot:
        await open_target(pilot, "tech_contracts")
        assert "v2*" in text_of(pilot)
        assert f"{REVISED} 有修订" in text_of(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, TableScreen)
        shown = text_of(pilot)
        assert shown.index("17200万元") < shown.index("1700万元")
        assert "D3 初报.csv" in shown
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, DetailScreen)


async def test_one_pane_refuses_to_switch_and_two_do(start: Start) -> None:
    both = tuple(replace(t, indicator="projects") if t.id == "projects" else t for t in TARGETS)
    desk = MemoryDesk(plan=plan_of(both), data=DATA | {"projects": figures("1 2 2 3 4 4", "个")})
    async with start(desk) as pilot:
        await open_target(pilot, "projects")
        assert "快报" in text_of(pilot)
        await press(pilot, "f6")
        assert "项目5" in text_of(pilot)
        await press(pilot, "pagedown", "f6")
        assert "没有可切换的内容" in text_of(pilot)


async def test_newer_data_reach_an_open_detail(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        board = pilot.app.screen
        assert isinstance(board, BoardScreen)
        await open_target(pilot, "tech_contracts")
        desk.data["tech_contracts"] = figures("1100 3200 9800 13900 17200 75001", "万元")
        desk.version += 1
        board.watch_data()
        await settle(pilot)
        assert "✓ 已完成" in text_of(pilot)


async def test_every_target_of_the_plan_can_be_opened(start: Start, desk: MemoryDesk) -> None:
    async with start(desk, (100, 30)) as pilot:
        await press(pilot, "enter")
        for _ in range(29):
            await press(pilot, "pagedown")
        assert "30/30" in text_of(pilot)


async def test_two_sources_that_disagree_are_both_told_and_which_one_counts(start: Start, desk: MemoryDesk) -> None:
    other = replace(
        desk.data["fiscal"][-1],
        value=Decimal("2.29"),
        text="2.29",
        source="department",
        place=Place("财政局6月.csv", "", 4, 4),
    )
    desk.data["fiscal"] = [*desk.data["fiscal"], other]
    async with start(desk) as pilot:
        await open_target(pilot, "fiscal")
        shown = text_of(pilot)
        assert "两家来源不一致（累计）" in shown
        used = next(line for line in shown.splitlines() if "  采用 " in line)
        unused = next(line for line in shown.splitlines() if "未采用 " in line)
        assert "2.29亿元（department），D4 财政局6月.csv" in used
        assert "2.13亿元（zone_bureau），F13 高新区2024年6月快报.xlsx 快报" in unused
        await press(pilot, "pagedown")
        assert "两家来源不一致" not in text_of(pilot)


async def test_withheld_figures_are_not_told_where_sources_disagree(start: Start, desk: MemoryDesk) -> None:
    other = replace(desk.data["hidden_debt"][-1], value=Decimal(98765), text="98765", source="department")
    desk.data["hidden_debt"] = [*desk.data["hidden_debt"], other]
    async with start(desk) as pilot:
        await open_target(pilot, "hidden_debt")
        assert "98765" not in text_of(pilot)
