"""Every way an outlook can be found, and everything it can ask for, is one clause in both languages."""

import ast
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.domain.given import target
from tests.messages.conftest import SOURCES, read

from gaoxin_monitor.domain import outlook as module
from gaoxin_monitor.domain.board import Background, BoardRow
from gaoxin_monitor.domain.codes import Kind, Light, TargetFlag, Verdict
from gaoxin_monitor.domain.derived import View
from gaoxin_monitor.domain.lights import Reason
from gaoxin_monitor.domain.outlook import Outlook, of_growth, of_level, of_milestone, required
from gaoxin_monitor.domain.plans import Thresholds
from gaoxin_monitor.domain.units import PERCENT, Unit
from gaoxin_monitor.messages import LANGUAGES, load, wording

ZH, EN = load("zh"), load("en")
RULES = Thresholds()
YI = Unit("元", 8)
HALF = Fraction(1, 2)
SPRING, SUMMER, AUTUMN = date(2024, 4, 30), date(2024, 7, 25), date(2024, 9, 30)


def level(value: str, *percents: int, due: Fraction = HALF, final: bool = False) -> Reason:
    shares = [Fraction(percent, 100) for percent in percents]
    found = of_level(Decimal(value), Decimal(100), shares, due, RULES, final=final).reason
    return Reason(found.code, {**found.params, "unit": YI})


def growth(rate: str, share: Fraction | None = HALF) -> Reason:
    return of_growth(Decimal(rate), Decimal(11), share, RULES, final=False).reason


def stone(due: date | None, forecast: date | None, actual: date | None = None) -> Reason:
    return of_milestone(due, forecast, actual, SUMMER, RULES).reason


def need(value: str, left: int = 6, unit: Unit = YI, *, from_zero: bool = True) -> Reason:
    return required(Decimal(value), Decimal("4.5"), elapsed=6, months=left, from_zero=from_zero).reason(unit)


CASES = {
    "goal-reached": level("100"),
    "time-is-up": level("99", final=True),
    "years": level("45", 44, 45, 46),
    "years-percent": level("45", *range(40, 50)),
    "nothing-due": level("0", 40, due=Fraction(0)),
    "catch-up": level("45", 45),
    "catch-up-without-years": level("45"),
    "rest-in-reach": growth("11.5"),
    "rest-faster": growth("9.8"),
    "rest-too-fast": growth("-3.7"),
    "rest-unknown": growth("9.8", None),
    "no-figure": Reason("no-figure"),
    "whole-items": Reason("whole-items"),
    "finished": stone(AUTUMN, None, SPRING),
    "no-forecast": stone(AUTUMN, None),
    "no-due-day": stone(None, AUTUMN),
    "forecast-in-time": stone(AUTUMN, AUTUMN),
    "forecast-late": stone(SUMMER, AUTUMN),
    "forecast-gone-by": stone(AUTUMN, SPRING),
    "forecast-gone-by-late": stone(SPRING, SPRING),
    "required": need("2.13"),
    "required-eased": need("2.26"),
    "required-nothing": need("4.6"),
    "required-too-late": need("4.4", 0),
    "required-points": need("2.13", unit=PERCENT, from_zero=False),
    "required-alone": need("2.13", from_zero=False),
    "required-from-nothing": need("0"),
}


@pytest.mark.parametrize("code", CASES)
def test_the_outlook_gives_this_code(code: str) -> None:
    assert CASES[code].code == code


def test_the_codes_of_the_outlook_and_the_sentences_are_the_same() -> None:
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    catalogue = {key.removeprefix("outlook.") for key in read(SOURCES / "zh_CN") if key.startswith("outlook.")}
    assert catalogue == CASES.keys() | {"withheld"}
    assert CASES.keys() <= words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CASES)
def test_every_clause_is_whole(code: str, language: str) -> None:
    clause = load(language).outlook(CASES[code])
    assert not re.search(r"[{}]|None|outlook\.|E[+-]\d|Decimal|\(\)|（）|  ", clause), clause
    assert clause == clause.strip()


@pytest.mark.parametrize(
    ("code", "chinese"),
    [
        ("years", "3年中2年的走势可达标，按历年走势推算期末为97.83—102.27亿元，目标100亿元"),
        ("years-percent", "10年中6年（60%）的走势可达标，按历年走势推算期末为91.84—112.50亿元，目标100亿元"),
        ("rest-faster", "余期需增12.2%，高于已实现的9.8%，不超过上限16.5%（按上年同期占比推算，用1年数据）"),
        ("forecast-late", "预计2024-09-30完成，比2024-07-25晚67天"),
        ("required", "余下6个月月均需完成0.40亿元，前6个月月均0.36亿元，须提速到前期的1.11倍"),
    ],
)
def test_the_main_clauses_in_chinese(code: str, chinese: str) -> None:
    assert ZH.outlook(CASES[code]) == chinese


def test_with_fewer_than_ten_years_no_percentage_is_told() -> None:
    assert all("%" not in load(language).outlook(CASES["years"]) for language in LANGUAGES)
    assert "样本不足" in ZH.outlook(CASES["catch-up"])
    assert "1年" in ZH.outlook(CASES["catch-up"])


def test_verdicts_are_the_words_of_the_model() -> None:
    assert [ZH.verdict(verdict) for verdict in Verdict] == ["已完成", "可达", "需努力", "难度大", "无法判断"]
    assert len({EN.verdict(verdict) for verdict in Verdict}) == len(Verdict)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", View)
def test_every_derived_view_has_its_words(view: View, language: str) -> None:
    assert load(language).has(f"derived.{view.value}")


# ── a row ──

REVENUE = target(Kind.LEVEL_AT_LEAST, "4.5", "亿元")
NEED = required(Decimal("2.13"), Decimal("4.5"), elapsed=6, months=6)


def row(found: Outlook | None, *flags: TargetFlag) -> BoardRow:
    kept = replace(REVENUE, flags=frozenset(flags))
    return BoardRow(
        target=kept, light=Light.YELLOW, reason=Reason("rule-not-built"), background=Background(outlook=found)
    )


def test_a_row_tells_its_verdict_what_it_rests_on_and_what_is_required() -> None:
    found = row(Outlook(Verdict.EFFORT, CASES["years"], required=NEED))
    assert wording.verdict(found, ZH) == "需努力"
    assert wording.outlook(found, ZH) == f"需努力：{ZH.outlook(CASES['years'])}；{ZH.outlook(CASES['required'])}"
    assert wording.outlook(row(Outlook(Verdict.UNKNOWN, CASES["no-figure"])), EN) == "cannot tell: no usable figure"


def test_without_a_verdict_only_what_is_required_is_told() -> None:
    found = row(Outlook(None, CASES["whole-items"], required=NEED))
    assert wording.verdict(found, ZH) == "-"
    assert wording.outlook(found, ZH).startswith("按件计数，不作趋势研判；余下6个月")
    assert [wording.verdict(row(None), ZH), wording.outlook(row(None), ZH)] == ["-", ""]


@pytest.mark.parametrize("code", CASES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outlook_of_a_withheld_target_has_no_number(code: str, language: str) -> None:
    told = wording.outlook(row(Outlook(Verdict.HARD, CASES[code], required=NEED), TargetFlag.WITHHELD), load(language))
    assert not re.search(r"\d", told)
    assert told.startswith(load(language).verdict(Verdict.HARD))
