"""A board row in words."""

from decimal import Decimal
from typing import Any

import pytest
from tests.domain.given import figure, growth_target, judged_by, member, target

from gaoxin_monitor.domain.board import Background, BoardRow
from gaoxin_monitor.domain.codes import Flag, Kind, Light, TargetFlag
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.lights import Reason
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.messages import load, wording

JUNE = Period.of("2024-M06")
ZH, EN = load("zh"), load("en")
REVENUE = target(Kind.LEVEL_AT_LEAST, "4.5", "亿元")
SCHOOL = target(Kind.MILESTONE_BY_DATE, 1, "所", id="school", indicator="")


def row(of: Target = REVENUE, light: Light = Light.YELLOW, **more: object) -> BoardRow:
    facts: dict[str, object] = {"reason": Reason("no-observation"), **more}
    return BoardRow(target=of, light=light, **facts)  # type: ignore[arg-type]


def test_a_status_is_glyph_and_word() -> None:
    assert [wording.status(row(light=light), ZH) for light in Light] == [
        "✗ 滞后",
        "! 关注",
        "? 缺数",
        "- 未到期",
        "✓ 正常",
        "✓ 已完成",
    ]


@pytest.mark.parametrize(
    ("of", "chinese"),
    [
        (REVENUE, "4.5亿元"),
        (growth_target("12.5"), "≥12.5%"),
        (target(Kind.LEVEL_AT_MOST, "4.5", "%"), "≤4.5%"),
        (target(Kind.COUNT_ALL, 5, "条"), "5条"),
        (target(Kind.ZERO, 0, "起"), "0起"),
        (target(Kind.LEVEL_AT_LEAST, 10), "10"),
        (target(Kind.DIRECTION, 1, "个"), "-"),
        (target(Kind.QUALITATIVE), "-"),
        (target(Kind.LEVEL_AT_LEAST), "-"),
        (SCHOOL, "2024-12-31"),
        (target(Kind.MILESTONE_BY_DATE, deadline=None), "-"),
    ],
)
def test_a_goal_is_told_with_its_sense_and_unit(of: Target, chinese: str) -> None:
    assert wording.goal(row(of), ZH) == chinese


def test_the_goal_of_a_milestone_is_its_planned_day() -> None:
    assert wording.goal(row(SCHOOL, member=member("school", planned="2024-09-01")), ZH) == "2024-09-01"
    assert wording.goal(row(SCHOOL, member=member("school")), ZH) == "2024-12-31"


def test_a_value_is_told_with_its_unit() -> None:
    assert wording.value(row(value=Decimal("2.13")), ZH) == "2.13亿元"
    assert wording.value(row(value=Decimal("2.13")), EN) == "213 million yuan"
    assert wording.value(row(growth_target(), value=Decimal("8.6")), EN) == "8.6%"
    assert wording.value(row(), ZH) == "-"


def test_the_value_of_a_milestone_is_its_actual_or_forecast_day() -> None:
    actual = member("school", actual="2024-08-28", forecast="2024-09-10")
    assert "2024-08-28" in wording.value(row(SCHOOL, member=actual), ZH)
    assert "2024-09-10" in wording.value(row(SCHOOL, member=member("school", forecast="2024-09-10")), ZH)
    assert wording.value(row(SCHOOL, member=member("school", planned="2024-09-01")), ZH) == "-"


WITHHELD = target(Kind.LEVEL_AT_LEAST, "4.5", "亿元", flags=frozenset({TargetFlag.WITHHELD}))
NUMBERS: dict[str, Any] = {
    "value": Decimal("2.13"),
    "completion": Decimal("47.3"),
    "pace": Decimal("50.0"),
    "gap": Decimal("-2.7"),
}


def test_nothing_of_a_withheld_target_is_told_in_numbers() -> None:
    for kept in (row(WITHHELD, **NUMBERS), row(flags=(Flag.WITHHELD,), **NUMBERS)):
        assert wording.is_withheld(kept)
        told = [
            wording.value(kept, ZH),
            wording.progress(kept),
            wording.pace(kept),
            wording.gap(kept, ZH),
            wording.reason(kept, ZH),
        ]
        assert not any(character.isdigit() for character in "".join(told))
    assert wording.value(row(WITHHELD, **NUMBERS), ZH, withheld=False) == "2.13亿元"
    assert wording.value(row(**NUMBERS), ZH, withheld=True) == ZH.text("word.withheld")


def test_progress_pace_and_gap_are_told_or_missing() -> None:
    shown = row(**NUMBERS, numbers={"gap_pp": Decimal("-2.7")})
    assert (wording.progress(shown), wording.pace(shown)) == ("47.3%", "50.0%")
    assert wording.gap(shown, ZH) == "-2.7" + ZH.text("word.points")
    assert wording.gap(shown, EN) == "-2.7 " + EN.text("word.points")
    empty = row()
    assert {wording.progress(empty), wording.pace(empty), wording.gap(empty, ZH)} == {"-"}


def test_the_gap_of_a_count_is_in_its_unit() -> None:
    roads = target(Kind.COUNT_ALL, 5, "条")
    assert wording.gap(row(roads, gap=Decimal(-3)), ZH) == "-3条"
    assert wording.gap(row(roads, gap=Decimal(0)), ZH) == "0条"


def test_flags_are_listed_with_a_streak_of_two_and_more_first() -> None:
    shown = row(flags=(Flag.STALE, Flag.PROVISIONAL), background=Background(run=((JUNE, Light.RED),) * 3))
    assert wording.flags(shown, ZH) == "、".join([ZH.text("word.streak", count=3), "数据陈旧", "初步数"])
    assert wording.flags(row(background=Background(run=((JUNE, Light.RED),))), ZH) == ""


def test_the_reason_is_one_sentence() -> None:
    found = judged_by(REVENUE, 6, figure("2024-M06", "2.13"))
    shown = row(reason=found.judgement.reason)
    assert wording.reason(shown, ZH) == "累计2.13亿元，完成47.3%，欠序时2.7个百分点，余下6个月月均需完成0.40亿元"


def test_the_source_is_the_place_of_the_row() -> None:
    assert wording.source(row(background=Background(place=Place("快报.csv", "", 4, 4))), ZH) == "快报.csv 第4行（D4）"
    assert wording.source(row(background=Background(place=Place("台账.xlsx", "清单"))), ZH) == "台账.xlsx 工作表“清单”"
    assert wording.source(row(), ZH) == ""
