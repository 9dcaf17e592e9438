"""Exact arithmetic for the rules: fractions inside, decimals rounded half-up where a number is shown or compared."""

from decimal import Decimal, localcontext
from fractions import Fraction

HUNDRED = Fraction(100)


def rounded(value: Fraction | Decimal, digits: int = 1) -> Decimal:
    """Half away from zero to ``digits`` decimals, never a negative zero: the one place where numbers are rounded."""
    return _half_up(*value.as_integer_ratio(), digits)


def _half_up(numerator: int, denominator: int, digits: int) -> Decimal:
    if digits >= 0:
        numerator *= 10**digits
    else:
        denominator *= 10**-digits
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return Decimal(-whole if numerator < 0 else whole).scaleb(-digits)


def decimal(value: Fraction) -> Decimal:
    """The fraction to 20 significant digits, for numbers that are kept but neither shown nor compared."""
    with localcontext() as context:
        context.prec = 20
        return Decimal(value.numerator) / Decimal(value.denominator)


def percent(share: Fraction, digits: int = 1) -> Decimal:
    """A share as percent, rounded as shown."""
    return _half_up(share.numerator * 100, share.denominator, digits)


def as_limit(value: Decimal) -> Decimal:
    """A limit with at least one decimal and no needless zeros; never rounded, since it is what others are held to."""
    short = rounded(value)
    return short if short == value else value.normalize()


def shown_amount(value: Decimal, goal: Decimal | None) -> Decimal:
    """A figure as boards and sentences print it: two decimals, or as many as the goal has, never more than delivered.

    Rounding never moves a figure onto a goal, a limit or zero that it has not reached or has passed.
    """
    digits = max(_AMOUNT_DIGITS, decimals(goal or Decimal(0)))
    if decimals(value) <= digits:
        return value
    short = rounded(value, digits)
    marks = (Decimal(0),) if goal is None else (Decimal(0), goal)
    return short if all(value.compare(mark) == short.compare(mark) for mark in marks) else value


_AMOUNT_DIGITS = 2


def decimals(value: Decimal) -> int:
    """How many decimals a figure was published with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def half_step(value: Decimal) -> Fraction:
    """Half a unit of the last digit a figure was published with: half a hundred for 2.08亿元 told in 万元."""
    exponent = value.as_tuple().exponent
    return Fraction(10) ** (exponent if isinstance(exponent, int) else 0) / 2
