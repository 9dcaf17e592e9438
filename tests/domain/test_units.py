from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_monitor.domain.units import PERCENT, Unit, convert, parse_unit

SCALES = {
    "": 0,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}


@pytest.mark.parametrize(
    ("text", "measure", "mult"),
    [
        ("元", "元", 0),
        ("万元", "元", 4),
        ("亿元", "元", 8),
        ("千美元", "美元", 3),
        ("百万元", "元", 6),
        ("千万元", "元", 7),
        ("十亿元", "元", 9),
        ("万亿元", "元", 12),
        ("万人", "人", 4),
        ("户", "户", 0),
        ("家", "家", 0),
        ("个/街道", "个/街道", 0),
        ("元/平方米", "元/平方米", 0),
        ("%", "%", 0),
        ("％", "%", 0),
        ("个百分点", "个百分点", 0),
        ("百分点", "百分点", 0),
        ("百分比", "百分比", 0),
        (" 亿元 ", "元", 8),
        ("\u3000万元\u3000", "元", 4),
        ("quintal", "quintal", 0),
    ],
)
def test_the_scale_is_split_off_the_measure(text: str, measure: str, mult: int) -> None:
    assert parse_unit(text) == Unit(measure, mult)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\x00", "元\x07", "元\n万", *(s for s in SCALES if s)])
def test_an_empty_text_an_unprintable_one_or_a_scale_alone_is_no_unit(text: str) -> None:
    assert parse_unit(text) is None


@pytest.mark.parametrize(
    ("value", "source", "wanted", "expected"),
    [
        ("21298", "万元", "亿元", "2.1298"),
        ("577049", "万元", "亿元", "57.7049"),
        ("2.1298", "亿元", "万元", "21298"),
        ("1", "亿元", "元", "100000000"),
        ("12345", "元", "亿元", "0.00012345"),
        ("3", "百万元", "万元", "300"),
        ("7", "千美元", "万美元", "0.7"),
        ("0.1", "亿元", "亿元", "0.1"),
        ("-0.5", "万元", "元", "-5000"),
        ("12", "万千瓦时", "千瓦时", "120000"),
        ("0", "万元", "亿元", "0"),
    ],
)
def test_multiples_of_a_measure_convert_exactly(value: str, source: str, wanted: str, expected: str) -> None:
    here, there = parse_unit(source), parse_unit(wanted)
    assert here is not None
    assert there is not None
    assert convert(Decimal(value), here, there) == Decimal(expected)


@pytest.mark.parametrize(
    ("one", "other"), [("元", "美元"), ("%", "元"), ("户", "人"), ("元", "元/平方米"), ("%", "个百分点")]
)
def test_different_measures_never_convert(one: str, other: str) -> None:
    assert convert(Decimal(1), Unit(one), Unit(other)) is None


@pytest.mark.parametrize(("one", "other"), [("家", "户"), ("个", "家"), ("户", "个")])
def test_words_for_counted_firms_and_projects_are_one_measure(one: str, other: str) -> None:
    assert convert(Decimal(12), Unit(one), Unit(other)) == 12
    assert convert(Decimal("0.2"), Unit(one, 4), Unit(other)) == 2000


@given(
    st.builds(lambda whole, places: Decimal(whole).scaleb(-places), st.integers(-(10**24), 10**24), st.integers(0, 8))
    | st.integers(-(10**40), 10**40).map(Decimal),
    st.sampled_from(sorted(SCALES.values())),
    st.sampled_from(sorted(SCALES.values())),
)
def test_conversion_is_exact_for_any_number_of_digits(value: Decimal, here: int, there: int) -> None:
    converted = convert(value, Unit("元", here), Unit("元", there))
    assert converted is not None
    assert Fraction(converted) == Fraction(value) * Fraction(10) ** (here - there)
    assert convert(converted, Unit("元", there), Unit("元", here)) == value


@pytest.mark.parametrize(("word", "mult"), SCALES.items())
def test_a_unit_prints_as_it_is_read(word: str, mult: int) -> None:
    assert Unit("元", mult).label == f"{word}元"
    assert parse_unit(f"{word}元") == Unit("元", mult)


def test_percent_is_one_unit_in_both_widths() -> None:
    assert parse_unit("％") == PERCENT
    assert PERCENT.label == "%"
