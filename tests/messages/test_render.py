from datetime import date
from decimal import Decimal

import pytest

from gaoxin_monitor.domain.codes import Kind, Light
from gaoxin_monitor.domain.lights import Distance, Measure, Named
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.messages import load
from gaoxin_monitor.messages.render import cumulative, number, short_period, show, signed, unit

ZH, EN = load("zh").text, load("en").text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2.130", "2.130"),
        ("1E+4", "10000"),
        ("-2.7", "-2.7"),
        ("0.0", "0.0"),
        ("-0.0", "0.0"),
        ("1E-7", "0.0000001"),
        ("1204724", "1204724"),
    ],
)
def test_numbers_are_plain_digits_as_precise_as_they_are(value: str, shown: str) -> None:
    assert number(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.3", "+0.3"), ("-2.7", "-2.7"), ("0.0", "0.0"), ("-0.0", "0.0"), ("3", "+3"), ("-1E+1", "-10")],
)
def test_differences_carry_their_sign_and_zero_none(value: str, shown: str) -> None:
    assert signed(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("period", "chinese", "to_date", "short"),
    [
        ("2024-M05", "2024年5月", "2024年1—5月", "2024-05"),
        ("2024-M01", "2024年1月", "2024年1月", "2024-01"),
        ("2024-M12", "2024年12月", "2024年", "2024-12"),
        ("2024-01-01/P2M", "2024年1—2月", "2024年1—2月", "2024-02"),
        ("2024-Q1", "2024年一季度", "2024年一季度", "2024-Q1"),
        ("2024-Q2", "2024年二季度", "2024年上半年", "2024-Q2"),
        ("2024-Q3", "2024年三季度", "2024年前三季度", "2024-Q3"),
        ("2024-Q4", "2024年四季度", "2024年", "2024-Q4"),
        ("2024-S1", "2024年上半年", "2024年上半年", "2024-S1"),
        ("2024-S2", "2024年下半年", "2024年", "2024-S2"),
        ("2024", "2024年", "2024年", "2024"),
    ],
)
def test_periods_are_named_as_in_chinese_tables(period: str, chinese: str, to_date: str, short: str) -> None:
    value = Period.of(period)
    assert show(value, ZH) == chinese
    assert cumulative(value, ZH) == to_date
    assert short_period(value) == short


@pytest.mark.parametrize("period", ["2024-M05", "2024-01-01/P2M", "2024-Q3", "2024-S1", "2024"])
def test_periods_have_english_names_too(period: str) -> None:
    assert "2024" in show(Period.of(period), EN)
    assert show(Period.of(period), EN).isascii() or "–" in show(Period.of(period), EN)
    assert "period." not in cumulative(Period.of(period), EN)


def test_units_have_english_words_where_the_catalogue_has_one() -> None:
    assert unit(Unit("元", 8), ZH) == "亿元"
    assert unit(Unit("元", 8), EN) != "亿元"
    assert unit(Unit("立方尺", 4), EN) == "万立方尺"
    assert unit(Unit("%"), EN) == "%"


def test_every_kind_of_parameter_is_shown() -> None:
    assert show(date(2024, 6, 30), ZH) == "2024-06-30"
    assert show(Light.RED, ZH) == "滞后"
    assert show(Kind.ZERO, ZH) == "zero"
    assert (show(Named("银川", "Yinchuan"), ZH), show(Named("银川", "Yinchuan"), EN)) == ("银川", "Yinchuan")
    assert show(Distance(Measure.GAP, Decimal("-2.7")), ZH) == "欠序时2.7个百分点"
    assert show(Distance(Measure.GROWTH_GAP, Decimal("0.3")), ZH) == "高于目标0.3个百分点"
    assert show(Distance(Measure.GAP, Decimal("0.0")), ZH) == "与序时持平"
    assert show(("敬贤路", Decimal("2.5")), ZH) == "敬贤路、2.5"
    assert show(7, ZH) == "7"
    assert show("敬贤路", ZH) == "敬贤路"
