"""Comparisons in words: every measure, comparison and side has its words, and they say what the numbers say."""

from decimal import Decimal
from itertools import product

import pytest

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.lights import Compare, Condition, Decided, Measure, Rung
from gaoxin_monitor.domain.packs import GROWTH_MEASURES, PACE_MEASURES, Test, decided_by
from gaoxin_monitor.messages import LANGUAGES, conditions, load

ASKED = (*PACE_MEASURES, *GROWTH_MEASURES)
ZH = load("zh").text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", ASKED)
def test_every_comparison_a_pack_can_make_has_words(measure: Measure, language: str) -> None:
    text = load(language).text
    for compare, limit in product(Compare, (-10, 0, 10)):
        words = conditions.limit(Test(measure, compare, Decimal(limit)), text)
        assert not any(part in words for part in ("band.", "whom.", "subject.", "amount.", "{"))
        assert "10" in words or limit == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_has_its_word(language: str) -> None:
    messages = load(language)
    assert [measure for measure in Measure if not messages.has(f"measure.{measure.value}")] == []


@pytest.mark.parametrize(
    ("measure", "compare", "limit", "words"),
    [
        (Measure.GAP, ">", "-10", "落后序时不到10个百分点"),
        (Measure.GAP, ">=", "-30", "落后序时不超过30个百分点"),
        (Measure.GAP, "<", "-30", "落后序时超过30个百分点"),
        (Measure.GAP, ">=", "0", "不低于序时"),
        (Measure.LEAD, "<", "0", "低于上年同期"),
        (Measure.AREA_GAP, ">=", "2", "超上级地区2个百分点以上（含）"),
        (Measure.SHORTFALL, "<=", "50", "欠数不超过应完成的50%"),
        (Measure.GROWTH, "<", "0", "累计增速低于0%"),
    ],
)
def test_limits_are_said_as_people_say_them(measure: Measure, compare: str, limit: str, words: str) -> None:
    assert conditions.limit(Test(measure, Compare(compare), Decimal(limit)), ZH) == words


def _rungs(gap: str) -> tuple[Rung, ...]:
    near = Condition(Measure.GAP, Decimal(gap), Compare.AT_LEAST, Decimal(-30))
    return (Rung(Light.YELLOW, "pack-level", (near,)), Rung(Light.RED, "pack-level"))


def test_what_is_left_over_is_said_by_what_kept_it_there() -> None:
    found = decided_by(_rungs("-31.2"))
    assert conditions.decided(found, ZH) == "落后序时超过30个百分点为滞后"
    assert str(found) == "red: gap -31.2 < -30"


def test_a_pack_that_asks_nothing_says_so() -> None:
    assert conditions.decided(decided_by((Rung(Light.YELLOW, "pack-level"),)), ZH) == "其余为关注"
    assert str(Decided(Light.YELLOW)) == "yellow"


@pytest.mark.parametrize(("value", "word"), [("1", "成立"), ("-1", "不成立"), (None, "不知道")])
def test_outcomes_are_told_apart(value: str | None, word: str) -> None:
    known = None if value is None else Decimal(value)
    assert conditions.outcome(Condition(Measure.GAP, known, Compare.AT_LEAST, Decimal(0)), ZH) == word
