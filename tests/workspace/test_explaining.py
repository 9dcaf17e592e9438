"""A light explained from a workspace of its own: every number by hand, every source a cell of a delivered file."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.workspace.given import again, deliver

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.derivation import Role, Setter
from gaoxin_monitor.domain.lights import Measure
from gaoxin_monitor.domain.packs import DEFAULT
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.messages import LANGUAGES, load
from gaoxin_monitor.messages.derivation import Passage
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.explaining import asked, derivation, told, written
from gaoxin_monitor.workspace.layout import init
from gaoxin_monitor.workspace.rules import compare_pack, rules_of

JUNE = Period.of("2024-M06")
PLAN = """\
title = "小计划"
year = 2024
rules = { early_pace = 12, stale_grace_days = 15 }

[[section]]
id = "1"
name = "全部"

[[section.target]]
id = "fiscal_revenue"
name = "区级财政收入"
tier = "A"
kind = "level_at_least"
goal = 4.5
unit = "亿元"
profile = "prior_year_shares"
note = "自然口径"
rules = { level_gap = 8 }

[[section.target]]
id = "revenue_growth"
name = "区级财政收入增速"
tier = "A"
kind = "growth_rate"
goal = 12.5
unit = "%"
accumulation = "ytd_rate"
indicator = "fiscal_revenue"

[[section.target]]
id = "secret_debt"
name = "不公开的数"
tier = "A"
kind = "level_at_least"
goal = 90
unit = "亿元"
indicator = "key_projects_investment"
profile = "linear"
flags = ["withheld"]
"""
FIGURES = """\
2022年6月,财政收入,亿元,1.80,累计,
2022年12月,财政收入,亿元,3.60,累计,
2023年6月,财政收入,万元,20800,累计,
2023年12月,财政收入,万元,40000,累计,
2024年5月,财政收入,万元,17000,累计,
2024年6月,财政收入,万元,21600,累计,
2024年6月,财政收入,%,10.2,累计同比,
2024年6月,{secret},亿元,47.11,累计,
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = init(tmp_path_factory.mktemp("explaining") / "空")
    (root / "config" / "plans" / "2024.toml").write_text(PLAN, encoding="utf-8")
    settings = root / "config" / "settings.toml"
    said = "[rules]\nlevel_catch_up = 1.4\n\n"
    head, table, rest = settings.read_text("utf-8").partition("[area]")
    settings.write_text(head + said + table + rest, encoding="utf-8")
    desk = Workspace.open(root, today=date(2024, 7, 20))
    names = desk.configuration.catalogue.by_id
    rows = FIGURES.format(secret=names["key_projects_investment"].name_zh)
    rows = rows.replace("财政收入", names["fiscal_revenue"].name_zh)
    deliver(desk, "财政局6月.csv", rows, date(2024, 7, 8))
    return again(desk)


@pytest.fixture(scope="module")
def board(desk: Workspace) -> Board:
    return desk.board(JUNE)


def _row(board: Board, name: str) -> BoardRow:
    row = board.row(name)
    assert row is not None
    return row


def _text(desk: Workspace, board: Board, name: str) -> dict[str, str]:
    found: tuple[Passage, ...] = told(desk, board, _row(board, name))
    return {each.id: "\n".join(line.text for line in each.lines) for each in found}


def test_a_level_is_derived_from_its_cells_and_the_shares_of_earlier_years(desk: Workspace, board: Board) -> None:
    found = derivation(desk, board, _row(board, "fiscal_revenue"))
    (judged,) = found.inputs
    assert (judged.role, judged.figure.text, judged.value) == (Role.JUDGED, "21600", Decimal("2.1600"))
    assert (judged.figure.place.cell, judged.figure.batch) == ("D7", 1)
    assert found.pace is not None
    # 2022: 1.8 of 3.6 is 50 %; 2023: 20800 of 40000 is 52 %; their mean is 51 %.
    assert [year.share for year in found.pace.years] == [Fraction(50, 100), Fraction(52, 100)]
    assert found.pace.share == Fraction(51, 100)
    # 2.16 of 4.5 is 48.0 %, 3.0 points behind; K = 0.52/0.49 = 1.06.
    *_, deciding = found.rungs
    assert deciding.light is Light.YELLOW
    assert {c.measure: c.value for c in deciding.conditions} == {
        Measure.GAP: Decimal("-3.0"),
        Measure.CATCH_UP: Decimal("1.06"),
    }


def test_every_limit_says_where_it_was_set(desk: Workspace, board: Board) -> None:
    found = derivation(desk, board, _row(board, "fiscal_revenue"))
    said = {bound.name: (bound.value, bound.setter) for bound in found.bounds}
    assert said["level_gap"] == (Decimal(8), Setter.TARGET)
    assert said["early_pace"] == (Decimal(12), Setter.PLAN)
    assert said["level_catch_up"] == (Decimal("1.4"), Setter.SETTINGS)
    assert said["outlook_years"] == (3, Setter.DEFAULT)
    assert found.pack_setter is Setter.DEFAULT


def test_the_text_tells_numbers_cells_steps_flags_and_notes(desk: Workspace, board: Board) -> None:
    text = _text(desk, board, "fiscal_revenue")
    assert "21600万元 = 2.16亿元" in text["inputs"]
    assert "财政局6月.csv 第7行（D7）" in text["inputs"]
    assert "数据日期2024-07-08，第1批入库" in text["inputs"]
    assert "2年同期占全年的比重平均，应完成51.0%" in text["pace"]
    assert "2023年：同期20800万元，到期末40000万元，占52.0%" in text["pace"]
    assert "欠序时多少个百分点以内算关注：8（为本目标设定）" in text["bounds"]
    steps = text["steps"].splitlines()
    assert steps[0] == "1. 已完成：数值 2.16亿元 ≥ 4.5亿元（不成立）"
    assert steps[4].startswith("5. 关注：与应完成相差（百分点） -3.0 ≥ -8（成立），且赶工倍数K 1.06 ≤ 1.40（成立）")
    assert [step.endswith("由此定灯") for step in steps] == [False] * 4 + [True]
    assert "往年同期只有2年，不足3年" in text["flags"]
    # May: 1.7 of 4.5 is 37.8 %; no May of earlier years, so 41.7 % by time: watch as well.
    assert text["run"] == "连续2期关注或滞后：2024年5月关注、2024年6月关注"
    assert "口径：自然口径" in text["notes"]


def test_growth_shows_the_share_of_last_year_behind_what_the_rest_needs(desk: Workspace, board: Board) -> None:
    found = derivation(desk, board, _row(board, "revenue_growth"))
    assert [(each.role, each.figure.text) for each in found.inputs] == [
        (Role.JUDGED, "10.2"),
        (Role.LEVEL, "21600"),
        (Role.LAST_YEAR_PART, "20800"),
        (Role.LAST_YEAR_TOTAL, "40000"),
    ]
    assert "上年同期占上年全年52.0%" in _text(desk, board, "revenue_growth")["inputs"]
    # r = (1.125 − 0.52·1.102)/0.48 − 1 = 15.0 %; at most 12.5 + 6.25 = 18.75 %.
    assert "余期需增长（%） 15.0 ≤ 18.75（成立）" in _text(desk, board, "revenue_growth")["steps"]


def test_json_and_markdown_tell_the_same(desk: Workspace, board: Board) -> None:
    row = _row(board, "fiscal_revenue")
    document = json.loads(written(desk, board, row, "json"))
    assert (document["schema"], document["version"]) == ("gaoxin-monitor/derivation", 1)
    assert document["inputs"][0]["cell"] == "D7"
    assert [step["decides"] for step in document["steps"]] == [False] * 4 + [True]
    assert {limit["name"]: limit["set_in"] for limit in document["limits"]}["level_gap"] == "target"
    markdown = written(desk, board, row, "markdown")
    assert markdown.startswith("# 区级财政收入")
    assert "- **5. 关注：" in markdown


@pytest.mark.parametrize("language", LANGUAGES)
def test_withheld_targets_show_their_structure_without_a_number(desk: Workspace, language: str) -> None:
    reading = replace(desk, messages=load(language))
    board = reading.board(JUNE)
    row = _row(board, "secret_debt")
    assert row.value == Decimal("47.11")
    shown = "\n".join(_text(reading, board, "secret_debt").values())
    for text in (shown, written(reading, board, row, "markdown"), written(reading, board, row, "json")):
        # 47.11 of 90 is 52.3 %: 2.3 points ahead.
        assert not any(number in text for number in ("47.11", "52.3", "2.3"))
    assert "D9" in shown


def test_codes_and_targets_are_told_apart_and_neighbours_named(desk: Workspace) -> None:
    assert asked(desk, "unit-unknown", desk.plan) == "unit-unknown"
    found = asked(desk, "财政收入增速", desk.plan)
    assert not isinstance(found, str)
    assert found.id == "revenue_growth"
    with pytest.raises(UsageError) as error:
        asked(desk, "level-stepe", desk.plan)
    assert "level-steep" in str(error.value.params["near"])


def test_another_pack_changes_the_light_that_it_would(desk: Workspace) -> None:
    found = compare_pack(desk, "yinchuan_2025", JUNE)
    # 3.0 points behind is less than 10: on track; the growth rate is no matter of this pack.
    assert [(old.target.id, old.light, new.light) for old, new in found.changes] == [
        ("fiscal_revenue", Light.YELLOW, Light.GREEN)
    ]
    assert found.judged == 2
    counts = found.before.counts(), found.after.counts()
    assert [(count[Light.YELLOW], count[Light.GREEN]) for count in counts] == [(2, 1), (1, 2)]
    ((_, new),) = found.changes
    assert load("zh").reason(new.reason) == (
        "累计2.16亿元，完成48.0%，欠序时3.0个百分点；规则包“银川2025年项目规则”：落后序时不到10个百分点为正常"
    )
    english = load("en").reason(new.reason)
    assert "3.0 points behind the pace" in english
    assert english.endswith('"Yinchuan 2025, projects": less than 10 points behind the pace is on track')


def test_a_pack_says_the_value_that_it_compared(desk: Workspace) -> None:
    row = compare_pack(desk, "spi_95_90", JUNE).after.row("fiscal_revenue")
    assert row is not None
    # 48.0 of 51.0 due is 0.94: between 0.90 and 0.95.
    told_by_it = load("zh").reason(row.reason).partition("：")[2]
    assert told_by_it == "完成÷应完成不低于0.90（现为0.94）、完成÷应完成不超过1.10（现为0.94）为关注"


def test_an_unknown_pack_is_answered_with_those_there_are(desk: Workspace) -> None:
    with pytest.raises(UsageError) as error:
        compare_pack(desk, "yinchuan")
    assert "yinchuan_2025" in str(error.value.params["near"])


def test_the_rulebook_tells_who_set_what_and_what_is_in_use(desk: Workspace) -> None:
    book = rules_of(desk)
    by_name = {bound.name: bound.setter for bound in book.bounds}
    assert by_name["early_pace"] is Setter.PLAN
    assert by_name["level_catch_up"] is Setter.SETTINGS
    assert [(target.id, bound.name) for target, bound in book.exceptions] == [("fiscal_revenue", "level_gap")]
    assert {use.pack.id if use.pack else DEFAULT: len(use.targets) for use in book.packs}[DEFAULT] == 3
    shares = {use.name: use.shares for use in book.profiles}
    assert shares["hte_batch"] == tuple(map(Decimal, (0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 60, 100)))


def test_units_that_are_covered_are_counted_and_not_measured_in_the_goals_unit(demo: Path) -> None:
    desk = Workspace.open(demo, today=date(2024, 7, 25))
    board = desk.board(JUNE)
    row = _row(board, "collective_economy_villages")
    text = _text(desk, board, row.target.id)
    # One village in each of three sub-districts; half of the year gone: 3 × 6/12, rounded down, is 1.
    assert "3×6÷12，应完成1" in text["pace"]
    assert "街道" not in text["steps"]


def test_households_are_not_named(demo: Path) -> None:
    desk = Workspace.open(demo, today=date(2024, 7, 25))
    board = desk.board(JUNE)
    row = _row(board, "zero_employment_households")
    named = [member.name for member in board.registers[row.target.register].members]
    assert named
    shown = "\n".join(_text(desk, board, row.target.id).values()) + written(desk, board, row, "json")
    assert not any(name in shown for name in named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_target_of_the_demo_is_told_in_words(demo: Path, language: str) -> None:
    desk = Workspace.open(demo, today=date(2024, 7, 25), language=language)
    board = desk.board(JUNE)
    for row in board.rows:
        shown = told(desk, board, row)
        assert [each.id for each in shown][:2] == ["result", "rule"]
        raw = [line.text for each in shown for line in each.lines if any(part in line.text for part in KEYS)]
        assert raw == [], row.target.id
        assert not row.rungs or row.rungs[-1].holds
        json.loads(written(desk, board, row, "json"))


KEYS = ("derivation.", "threshold.", "measure.", "number.", "flag-reason.", "setter.", "{")
"""What a text would show of itself where a word is missing."""
