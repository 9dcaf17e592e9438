from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_monitor.domain.exact import decimal, decimals, percent, rounded, shown_amount

FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(-1, 20), 1, "-0.1"),
        (Fraction(-1, 25), 1, "0.0"),
        (Decimal("-0.0"), 1, "0.0"),
        (Decimal("2.675"), 2, "2.68"),
        (Decimal("1.005"), 2, "1.01"),
        (Fraction(2, 3), 1, "0.7"),
        (Fraction(3, 2), 2, "1.50"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(1249), -2, "1.2E+3"),
        (Fraction(1250), -2, "1.3E+3"),
        (Decimal("97.157") - Decimal("83.333"), 1, "13.8"),
    ],
)
def test_numbers_are_rounded_half_up_and_show_their_digits(value: Fraction | Decimal, digits: int, shown: str) -> None:
    assert str(rounded(value, digits)) == shown


@given(FIGURES, st.integers(0, 3))
def test_rounding_is_that_of_decimal_half_up(value: Decimal, digits: int) -> None:
    assert rounded(value, digits) == value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


@given(FIGURES, st.integers(0, 3))
def test_a_zero_never_carries_a_sign(value: Decimal, digits: int) -> None:
    shown = rounded(value / 10**9, digits)
    assert shown != 0 or not shown.is_signed()


def test_a_share_is_shown_as_percent_with_one_decimal() -> None:
    assert str(percent(Fraction(1, 12))) == "8.3"
    assert str(percent(Fraction(1, 2), 2)) == "50.00"


def test_a_fraction_is_kept_to_twenty_digits() -> None:
    assert decimal(Fraction(1, 3)) == Decimal("0.33333333333333333333")
    assert decimal(Fraction(-3, 2)) == Decimal("-1.5")


@pytest.mark.parametrize(
    ("text", "digits"), [("4.50", 2), ("4.5", 1), ("12", 0), ("1E+4", 0), ("-0.001", 3), ("NaN", 0), ("Infinity", 0)]
)
def test_published_decimals_are_counted_with_trailing_zeros(text: str, digits: int) -> None:
    assert decimals(Decimal(text)) == digits


@pytest.mark.parametrize(
    ("value", "goal", "shown"),
    [
        ("2.1298", "4.5", "2.13"),
        ("2.1", "4.5", "2.1"),
        ("2.10", None, "2.10"),
        ("2.1251", None, "2.13"),
        ("2.125", "4.5", "2.13"),
        ("21298", "40000", "21298"),
        ("1.23456", "2.5000", "1.2346"),
        # rounding never carries a figure onto a goal it has not reached, nor onto a limit it has passed
        ("4.4982", "4.5", "4.4982"),
        ("4.5018", "4.5", "4.5018"),
        ("0.004", "0", "0.004"),
        ("4.5000", "4.5", "4.50"),
        ("4.494", "4.5", "4.49"),
        ("0.006", "0", "0.01"),
    ],
)
def test_amounts_are_printed_with_two_decimals_on_the_side_of_the_goal_where_they_are(
    value: str, goal: str | None, shown: str
) -> None:
    assert str(shown_amount(Decimal(value), None if goal is None else Decimal(goal))) == shown


@given(st.decimals(0, 100, places=5), st.decimals(0, 100, places=2))
def test_the_printed_amount_is_on_the_same_side_of_the_goal(value: Decimal, goal: Decimal) -> None:
    shown = shown_amount(value, goal)
    assert ((shown > goal) - (shown < goal)) == ((value > goal) - (value < goal))
    assert decimals(shown) <= max(2, decimals(value))
