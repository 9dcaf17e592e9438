"""Every reason a light can have is one whole sentence in both languages, and says no value where it must not."""

import ast
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import (
    YEAR_END,
    day,
    figure,
    growth_target,
    judged,
    judged_by,
    member,
    monthly_register,
    months,
    register,
    reporting,
    series,
    target,
)
from tests.messages.conftest import SOURCES, read

from gaoxin_monitor.domain.codes import (
    Accumulation,
    Attribute,
    Baseline,
    Direction,
    Frequency,
    Kind,
    Light,
    TargetFlag,
    Transformation,
)
from gaoxin_monitor.domain.evaluation import Assessment
from gaoxin_monitor.domain.evaluation.limits import judge_case
from gaoxin_monitor.domain.lights import Compare, Measure, Reason
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.packs import Band, RulePack, Test
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target, Thresholds
from gaoxin_monitor.messages import LANGUAGES, load

RULES_FOLDER = Path(__file__).parents[2] / "src" / "gaoxin_monitor" / "domain" / "evaluation"
ZH = load("zh")
REST = "-rest"
"""Stands behind a growth code when the growth still needed is known."""


def codes_in_the_rules() -> set[str]:
    """Every string of the evaluation that looks like a reason code: words joined by hyphens, or given to Reason."""
    found: set[str] = set()
    for path in (*RULES_FOLDER.rglob("*.py"), RULES_FOLDER.with_name("packs.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if re.fullmatch(r"[a-z]+(?:-[a-z]+)+", node.value) else set()
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason":
                found |= {str(part.value) for part in node.args[:1] if isinstance(part, ast.Constant)}
    return found


# ── one case for every code, judged by the real rules ──

REVENUE = target(Kind.LEVEL_AT_LEAST, "4.5", "亿元", profile="linear")
BATCHES = target(Kind.COUNT_AT_LEAST, 40, "家", profile="hte_batch")
WHOLE = target(Kind.COUNT_AT_LEAST, 5, "个", profile="integer")
TWENTY = target(Kind.COUNT_AT_LEAST, 20, "个", profile="integer")
ONE = target(Kind.COUNT_AT_LEAST, 1, "个", profile="integer")
LIST = target(Kind.COUNT_ALL, 5, "条", profile="members", register="t", indicator="")
JOBLESS = target(Kind.LEVEL_AT_MOST, "4.5", "%", accumulation=Accumulation.POINT_IN_TIME)
ACCIDENTS = target(Kind.ZERO, 0, "起")
HOUSEHOLDS = target(Kind.ZERO_DYNAMIC, 0, "户", register="t", indicator="")
STONE = target(Kind.MILESTONE_BY_DATE, 1, "项", register="milestones", indicator="")
HARD = target(Kind.MILESTONE_BY_DATE, register="milestones", flags=frozenset({TargetFlag.HARD_DEADLINE}))
TEN = target(Kind.COMPOSITE, 10, "件", indicator="")


def level(value: str, month: int = 6) -> Assessment:
    return judged_by(REVENUE, month, figure(f"2024-M{month:02d}", value))


def growing(growth: str, month: int = 6, share: str = "", goal: str = "11") -> Assessment:
    rates = series(Transformation.YTD_YOY, figure(f"2024-M{month:02d}", growth, "%"))
    if not share:
        return judged(growth_target(goal), month, rates)
    known = figure(f"2023-M{month:02d}", share), figure("2023-M12", "100")
    return judged(growth_target(goal), month, rates, series(Transformation.YTD, *known))


def at_most(value: str, month: int = 6) -> Assessment:
    return judged_by(JOBLESS, month, figure(f"2024-M{month:02d}", value, "%"))


def counted(count: int, month: int) -> Assessment:
    return judged_by(WHOLE, month, figure(f"2024-M{month:02d}", count, "个"))


def open_cases(*opened: str) -> Assessment:
    return judged(HOUSEHOLDS, 5, register=register("2024-M05", *(member(found, opened=found) for found in opened)))


def one_case(opened: str = "2024-05-20", closed: str | None = None) -> Assessment:
    return Assessment(judge_case(day(opened), day(closed) if closed else None, day("2024-05-31"), Thresholds()))


def stone(month: int = 6, **facts: str) -> Assessment:
    return judged(STONE, month, register=register("2024-M06", member("t", **facts)))


def accidents(*counts: int | None, month: int) -> Assessment:
    known: tuple[Observation, ...] = months({n + 1 + month - len(counts): c for n, c in enumerate(counts)}, "起")
    return judged_by(ACCIDENTS, month, *known)


HALFWAY = ((day("2024-03-31"), Decimal(20)), (day("2024-06-30"), Decimal(50)), (day("2024-12-31"), Decimal(100)))
BUILDING = target(
    Kind.PROGRESS_VS_PLAN,
    100,
    "%",
    register="t",
    indicator="",
    deadline=None,
    accumulation=Accumulation.STATE,
    curve=HALFWAY,
)
EARLY = replace(BUILDING, curve=((day("2024-01-31"), Decimal(0)), (day("2024-12-31"), Decimal(18))))
STREETS = target(
    Kind.COVERAGE_PER_UNIT, 1, "个", register="t", indicator="", profile="integer", units=("东街", "西街", "南街")
)
VILLAGES = target(Kind.COVERAGE, 100, "%", register="t", indicator="", profile="members")
SPEED = target(
    Kind.DIRECTION,
    None,
    "工作日",
    accumulation=Accumulation.POINT_IN_TIME,
    baseline=Baseline.SAME_PERIOD,
    direction=Direction.DOWN,
)
TEXT = target(Kind.QUALITATIVE, register="t", indicator="", frequency=Frequency.QUARTERLY)
PACE_PACK = RulePack(id="p", name_zh="甲", name_en="P", kinds=frozenset(Kind), bands=(Band(Light.YELLOW),))
AREA_PACK = RulePack(
    id="a",
    name_zh="乙",
    name_en="A",
    kinds=frozenset(Kind),
    bands=(Band(Light.GREEN, (Test(Measure.AREA_GAP, Compare.AT_LEAST, Decimal(0)),)), Band(Light.YELLOW)),
)
RATE = series(Transformation.YTD_YOY, figure("2024-M06", "9.8", "%"))
SUPERIOR = series(Transformation.YTD_YOY, figure("2024-M06", "9.0", "%"))


def hall(progress: str, month: int = 6) -> Member:
    return reporting("t", {Attribute.PROGRESS: {month: progress}})


def built(progress: str, month: int = 6) -> Assessment:
    return judged(BUILDING, month, register=monthly_register(month, hall(progress, month)))


def going(progress: str, last: int) -> Assessment:
    of = replace(BUILDING, kind=Kind.CONTINUITY, curve=())
    return judged(of, 6, register=monthly_register(6, hall(progress, last)))


def covered(*streets: str, month: int = 6) -> Assessment:
    done = (member(f"v{number}", owner=street, actual="2024-03-01") for number, street in enumerate(streets))
    return judged(STREETS, month, register=register(f"2024-M{month:02d}", *done))


def moving(value: str, before: str | None = None) -> Assessment:
    known = [figure("2023-M06", before, "工作日")] if before else []
    return judged(SPEED, 6, series(Transformation.LEVEL, *known, figure("2024-M06", value, "工作日")))


def wrote(month: int) -> Assessment:
    return judged(TEXT, 6, register=monthly_register(6, reporting("t", {Attribute.REMARK: {month: "在建"}})))


CASES: dict[str, Assessment] = {
    "level-done": level("4.50"),
    "level-missed": level("4.41", 12),
    "level-pending": judged_by(BATCHES, 6, figure("2024-M06", 3, "家")),
    "level-on-pace": level("2.30"),
    "level-behind": level("2.13"),
    "level-early": level("-0.1", 1),
    "level-far-behind": level("1.20"),
    "level-steep": level("3.90", 11),
    "growth-done": growing("11.0", 12),
    "growth-missed": growing("10.9", 12),
    "growth-on-course": growing("11.4"),
    "growth-negative": growing("-0.3"),
    "growth-negative-rest": growing("-0.3", share="45"),
    "growth-behind": growing("9.8"),
    "growth-behind-rest": growing("9.8", share="45"),
    "growth-first-release": growing("3.0", 1),
    "growth-first-release-rest": growing("3.0", 1, "7"),
    "growth-far-behind": growing("3.0"),
    "growth-far-behind-rest": growing("3.0", share="45"),
    "growth-steep-rest": growing("10.0", 11, "91"),
    "count-done": counted(5, 6),
    "count-missed": counted(4, 12),
    "count-on-pace": counted(2, 6),
    "count-idle": judged_by(ONE, 9, figure("2024-M09", 0, "个")),
    "count-behind": counted(1, 6),
    "count-far-behind": counted(0, 6),
    "count-no-plan": judged(LIST, 6, register=register("2024-M06", member("a"))),
    "limit-exceeded": at_most("4.6"),
    "limit-kept": at_most("4.5", 12),
    "limit-near": at_most("4.4"),
    "limit-below": at_most("4.2"),
    "zero-broken": accidents(0, 1, 0, month=6),
    "zero-kept": accidents(0, 0, month=12),
    "zero-so-far": accidents(0, 0, month=6),
    "open-none": open_cases(),
    "open-in-term": open_cases("2024-05-20"),
    "open-overdue": open_cases("2024-05-20", "2024-04-01"),
    "case-closed": one_case(closed="2024-05-28"),
    "case-in-term": one_case(),
    "case-overdue": one_case("2024-04-20"),
    "milestone-done": stone(planned="2024-06-20", actual="2024-06-18"),
    "milestone-late": stone(planned="2024-06-20", actual="2024-06-28"),
    "milestone-done-unplanned": stone(actual="2024-06-18"),
    "milestone-unplanned": stone(),
    "milestone-unplanned-missed": stone(12),
    "milestone-ahead": stone(planned="2024-09-01"),
    "milestone-slips": stone(planned="2024-09-01", forecast="2024-09-20"),
    "milestone-slips-far": stone(planned="2024-09-01", forecast="2024-12-20"),
    "milestone-overdue": stone(planned="2024-07-20"),
    "milestone-long-overdue": stone(planned="2024-04-20"),
    "milestone-overdue-hard": judged(HARD, 6, register=register("2024-M06", member("t", planned="2024-07-20"))),
    "composite": judged(TEN, 6, items=(Light.DONE, Light.GREEN, Light.RED, Light.NODATA)),
    "progress-done": built("100"),
    "progress-missed": judged(replace(BUILDING, deadline=YEAR_END), 12, register=monthly_register(12, hall("98", 12))),
    "progress-pending": built("5", 2),
    "progress-on-pace": built("60"),
    "progress-behind": built("45"),
    "progress-early": judged(EARLY, 6, register=monthly_register(6, hall("-3"))),
    "progress-far-behind": built("30"),
    "progress-steep": built("85", 11),
    "progress-no-curve": judged(replace(BUILDING, curve=()), 6, register=monthly_register(6, hall("30"))),
    "continuity-finished": going("100", 1),
    "continuity-going-on": going("30", 5),
    "continuity-idle": going("30", 4),
    "continuity-stopped": going("30", 2),
    "coverage-no-units": judged(replace(STREETS, units=()), 6, register=register("2024-M06")),
    "coverage-done": covered("东街", "西街", "南街"),
    "coverage-missed": covered("东街", "西街", month=12),
    "coverage-on-pace": covered("东街"),
    "coverage-idle": judged(replace(STREETS, units=("东街",)), 9, register=register("2024-M09")),
    "coverage-behind": covered("东街", month=9),
    "coverage-far-behind": covered(month=9),
    "coverage-no-plan": judged(VILLAGES, 11, register=register("2024-M11", *map(member, "abcd"))),
    "direction-no-baseline": moving("12.5"),
    "direction-better": moving("12.5", "13"),
    "direction-same": moving("13.0", "13"),
    "direction-worse": moving("13.2", "13"),
    "nothing-recorded": judged(TEXT, 6, register=register("2024-M06", member("t", name="在建"))),
    "qualitative-recorded": wrote(5),
    "qualitative-silent": wrote(2),
    "pack-level": judged(REVENUE, 6, series(Transformation.YTD, figure("2024-M06", "2.1")), pack=PACE_PACK),
    "pack-progress": judged(BUILDING, 6, register=monthly_register(6, hall("45")), pack=PACE_PACK),
    "pack-count": judged(WHOLE, 6, series(Transformation.YTD, figure("2024-M06", 1, "个")), pack=PACE_PACK),
    "pack-growth": judged(growth_target(11), 6, RATE, pack=AREA_PACK, superior=SUPERIOR),
    "pack-unknown": judged(growth_target(11), 6, RATE, pack=AREA_PACK),
    "two-releases-missed": judged_by(REVENUE, 10, figure("2024-M03", "1.0")),
    "not-started": judged(BATCHES, 6),
    "no-observation": judged(REVENUE, 6),
    "no-return": judged(LIST, 6),
    "unit-mismatch": judged_by(REVENUE, 6, figure("2024-M06", "2.13", "亿美元")),
}


@pytest.mark.parametrize("code", CASES)
def test_the_rules_give_this_code(code: str) -> None:
    assert CASES[code].judgement.reason.code == code


def test_there_is_a_case_for_every_code_in_the_rules() -> None:
    covered = CASES.keys() | {code.removesuffix(REST) for code in CASES}
    assert sorted(codes_in_the_rules() - covered) == []


def test_no_sentence_waits_for_a_code_that_no_rule_gives() -> None:
    catalogue = [code for code in sentences() if not code.endswith(".withheld") and code != "withheld"]
    known = codes_in_the_rules()
    assert sorted(code for code in catalogue if code not in known and code.removesuffix(REST) not in known) == []


def sentences() -> list[str]:
    return [key.removeprefix("reason.") for key in read(SOURCES / "zh_CN") if key.startswith("reason.")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CASES)
def test_every_reason_is_one_whole_sentence(code: str, language: str) -> None:
    messages = load(language)
    sentence = messages.reason(CASES[code].judgement.reason)
    assert messages.has(f"reason.{code}")
    assert not re.search(r"[{}]|None|reason\.|E[+-]\d|-0\.0+(?!\d)|Decimal|\(\)|（）|  ", sentence), sentence
    assert "\n" not in sentence
    assert sentence == sentence.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_without_agency_leaves_no_empty_brackets(language: str) -> None:
    nobody = {"source_agency": ""}
    revenue = target(Kind.LEVEL_AT_LEAST, "4.5", "亿元", **nobody)
    listed = target(Kind.COUNT_ALL, 5, "条", profile="members", register="t", indicator="", **nobody)
    found = [judged(revenue, 6), judged(listed, 6), judged_by(revenue, 10, figure("2024-M03", "1.0"))]
    for assessment in found:
        assert not re.search(r"\(\s*\)|（\s*）", load(language).reason(assessment.judgement.reason))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CASES)
def test_a_withheld_reason_tells_no_number(code: str, language: str) -> None:
    sentence = load(language).reason(CASES[code].judgement.reason, withheld=True)
    assert sentence
    assert not re.search(r"[\d{}]|[０-９]", sentence), sentence
    assert not re.search("[零一二三四五六七八九十百千万亿]{2,}", sentence), sentence


@given(st.decimals(-100, 100, places=2), st.integers(0, 99999), st.sampled_from(sorted(CASES)))
def test_a_withheld_reason_does_not_change_with_the_value(value: Decimal, count: int, code: str) -> None:
    told = Reason(code, {"value": value, "count": count, "period": Period.of("2024-M05")})
    assert ZH.reason(told, withheld=True) == ZH.reason(CASES[code].judgement.reason, withheld=True)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("level-behind", "累计2.13亿元，完成47.3%，欠序时2.7个百分点，余下6个月月均需完成0.40亿元"),
        ("level-steep", "累计3.90亿元，完成86.7%，欠序时5.0个百分点，余下时间须提速到1.60倍，超过1.50倍"),
        ("growth-steep-rest", "累计增长10.0%，低于目标1.0个百分点，余期需增长21.1%，超过16.5%"),
        ("growth-far-behind", "累计增长3.0%，低于目标8.0个百分点，超出2.2个百分点的关注范围"),
        ("count-far-behind", "已完成0个，应完成2个，差2个，超过可差的1个，目标5个"),
        ("zero-broken", "2024年5月出现1起，全年不再恢复正常"),
        ("open-overdue", "未办结2户，其中1户超过30天期限"),
        ("milestone-long-overdue", "计划2024-04-20完成，已逾期96天，超过30天"),
        ("composite", "10件中已完成1件，正常1件，关注0件，滞后1件，未到期0件，缺数1件"),
    ],
)
def test_the_numbers_of_the_rule_stand_in_the_sentence(code: str, sentence: str) -> None:
    assert ZH.reason(CASES[code].judgement.reason) == sentence


def with_rules(of: Target, **rules: object) -> Target:
    return replace(of, thresholds=Thresholds(**rules))  # type: ignore[arg-type]


STEEP = (
    series(Transformation.YTD_YOY, figure("2024-M11", "10.0", "%")),
    series(Transformation.YTD, figure("2023-M11", 91), figure("2023-M12", 100)),
)


def milestone(of: Target, **facts: str) -> Assessment:
    return judged(of, 6, register=register("2024-M06", member("t", **facts)))


CHANGED: list[tuple[str, str, Assessment]] = [
    (
        "level-far-behind",
        "7.5",
        judged_by(with_rules(REVENUE, level_gap=Decimal("7.5")), 6, figure("2024-M06", "1.80")),
    ),
    (
        "level-steep",
        "1.40",
        judged_by(with_rules(REVENUE, level_catch_up=Decimal("1.4")), 11, figure("2024-M11", "3.95")),
    ),
    ("level-early", "9%", judged_by(with_rules(REVENUE, early_pace=Decimal(9)), 1, figure("2024-M01", "-0.1"))),
    (
        "limit-near",
        "0.3",
        judged_by(with_rules(JOBLESS, at_most_margin=Decimal("0.3")), 6, figure("2024-M06", "4.3", "%")),
    ),
    (
        "open-overdue",
        "25天",
        judged(
            with_rules(HOUSEHOLDS, help_days=25), 5, register=register("2024-M05", member("a", opened="2024-05-01"))
        ),
    ),
    ("milestone-long-overdue", "20天", milestone(with_rules(STONE, overdue_days=20), planned="2024-07-01")),
    (
        "milestone-slips-far",
        "20天",
        milestone(with_rules(STONE, slip_days=20), planned="2024-09-01", forecast="2024-09-25"),
    ),
    (
        "growth-far-behind",
        "1.1",
        judged_by(with_rules(growth_target(11), growth_band_share=Decimal("0.1")), 6, figure("2024-M06", "9.5", "%")),
    ),
    ("growth-steep-rest", "17.6", judged(with_rules(growth_target(11), growth_rest_share=Decimal("0.6")), 11, *STEEP)),
    (
        "count-far-behind",
        "4个",
        judged_by(with_rules(TWENTY, count_band=Decimal("0.2")), 6, figure("2024-M06", 5, "个")),
    ),
]


@pytest.mark.parametrize(("code", "shown", "found"), CHANGED, ids=[code for code, _, _ in CHANGED])
def test_a_changed_setting_is_printed_in_the_sentence_it_decides(code: str, shown: str, found: Assessment) -> None:
    assert found.judgement.reason.code == code
    assert shown in ZH.reason(found.judgement.reason)
