"""Numbers with their units as tables of each language print them."""

from decimal import Decimal

import pytest

from gaoxin_monitor.domain.evaluation.by_figures import step_of
from gaoxin_monitor.domain.lights import Reason
from gaoxin_monitor.domain.units import PERCENT, Unit
from gaoxin_monitor.messages import load
from gaoxin_monitor.messages.amounts import amount

ZH, EN = load("zh"), load("en")
YI, WAN = Unit("元", 8), Unit("元", 4)
CPI = Unit("上年同月=100")


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        ("2.13", YI, "2.13亿元", "213 million yuan"),
        ("50.55", YI, "50.55亿元", "5.055 billion yuan"),
        ("-0.80", YI, "-0.80亿元", "-80 million yuan"),
        ("21298", WAN, "21298万元", "212.98 million yuan"),
        ("50", WAN, "50万元", "500 thousand yuan"),
        ("0", YI, "0亿元", "0 yuan"),
        ("1", Unit("个"), "1个", "1 item"),
        ("2", Unit("个"), "2个", "2 items"),
        ("0", Unit("家"), "0家", "0 firms"),
        ("1.0", Unit("工作日"), "1.0个工作日", "1.0 working days"),
        ("47.3", PERCENT, "47.3%", "47.3%"),
        ("105.2", CPI, "105.2（上年同月＝100）", "105.2 (same month of last year = 100)"),
        ("99.8", Unit("基期=100"), "99.8（基期＝100）", "99.8 (基期 = 100)"),
        ("3", None, "3", "3"),
    ],
)
def test_a_number_with_its_unit(value: str, unit: Unit | None, chinese: str, english: str) -> None:
    assert amount(Decimal(value), unit, ZH.text) == chinese
    assert amount(Decimal(value), unit, EN.text) == english


def test_the_text_of_a_cell_keeps_its_digits() -> None:
    assert amount("2,1298.0", WAN, ZH.text) == "2,1298.0万元"
    assert amount("2,1298.0", WAN, EN.text) == "2,1298.0 (10 000 yuan)"


def test_a_column_of_index_numbers_has_its_base_in_the_head() -> None:
    assert ZH.unit(CPI) == "上年同月＝100"
    assert EN.unit(CPI) == "same month of last year = 100"


def test_a_sentence_puts_the_unit_of_one_parameter_behind_another() -> None:
    count = Reason("count-done", {"count": Decimal(1), "goal": Decimal(1), "unit": Unit("个")})
    assert ZH.reason(count) == "已完成1个，达到目标1个"
    assert EN.reason(count) == "1 item done, the goal of 1 is reached"


def test_a_sentence_counts_in_english_as_english_does() -> None:
    one, many = (Reason("milestone-ahead", {"planned": "2024-06-30", "left": Decimal(days)}) for days in (1, 12))
    assert EN.reason(one) == "planned for 2024-06-30, 1 day left"
    assert EN.reason(many) == "planned for 2024-06-30, 12 days left"


def test_a_hostile_unit_is_text_and_no_placeholder() -> None:
    reason = Reason("count-done", {"count": Decimal(2), "goal": Decimal(2), "unit": Unit("{goal}")})
    assert ZH.reason(reason) == "已完成2{goal}，达到目标2{goal}"


def test_index_numbers_differ_by_points_and_read_as_in_tables() -> None:
    worse = Reason("direction-worse", {"value": Decimal("101.4"), "base": Decimal("100.9"), "unit": CPI})
    told = ZH.reason(Reason(worse.code, {**worse.params, "change": Decimal("0.5"), "step": step_of(CPI)}))
    assert told == "现为101.4（上年同月＝100），基数100.9（上年同月＝100），变差0.5个百分点"
