"""Number formats: how many decimals a figure shows, by its unit; and the same figure as the sheet will show it."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from gaoxin_monitor.domain.units import PERCENT, Unit

_MONEY = ("元", "美元", "欧元", "港元", "日元")
_HUNDRED_MILLIONS = 8
_MOST_DECIMALS = 6
_MOST_DIGITS = 15
_STEPS = tuple(Decimal(1).scaleb(-digits) for digits in range(_MOST_DECIMALS + 1))


class NumberFormat(NamedTuple):
    """A number format of a cell. ``prefix`` and ``suffix`` are words of ours, never text from data."""

    digits: int = 0
    grouped: bool = True
    signed: bool = False
    prefix: str = ""
    suffix: str = ""

    @property
    def pattern(self) -> str:
        """The format as Excel writes it."""
        return _pattern(self)

    def rounded(self, value: Decimal | int) -> Decimal:
        """The value that the cell shows; the cell itself holds the exact one."""
        exact = Decimal(value)
        if not exact.is_finite() or exact.adjusted() > _MOST_DIGITS:
            return exact  # left for the workbook to refuse, or to show in its own way
        return exact.quantize(_STEPS[self.digits], ROUND_HALF_UP)

    def shown(self, value: Decimal | int) -> str:
        """The text that the cell shows."""
        rounded = self.rounded(value)
        sign = "+" if self.signed and rounded.is_finite() and rounded > 0 else ""
        return f"{self.prefix}{sign}{rounded:{',' if self.grouped else ''}f}{self.suffix}"


@lru_cache
def _pattern(shape: NumberFormat) -> str:
    plain = ("#,##0" if shape.grouped else "0") + ("." + "0" * shape.digits if shape.digits else "")
    if shape.suffix:
        plain += f'"{shape.suffix}"'
    if shape.signed:
        return f"+{plain};-{plain};{plain}"
    return f'"{shape.prefix}"{plain}' if shape.prefix else plain


WHOLE = NumberFormat()
RATE = NumberFormat(1, grouped=False)
POINTS = NumberFormat(1, grouped=False, signed=True)
ITEMS = NumberFormat(0, grouped=False, signed=True)


def format_for(unit: Unit | None, value: Decimal, *, prefix: str = "") -> NumberFormat:
    """亿元 with two decimals, % with one, anything counted with none unless the value is a fraction."""
    if unit == PERCENT:
        return NumberFormat(1, grouped=False, prefix=prefix)
    digits = 2 if unit is not None and unit.measure in _MONEY else min(_decimals(value), 2)
    return NumberFormat(digits, prefix=prefix)


def for_readers(unit: Unit) -> Unit:
    """The multiple in which leaders read a unit: money in 亿, whatever multiple it was delivered in."""
    return Unit(unit.measure, _HUNDRED_MILLIONS) if unit.measure in _MONEY else unit


def as_precise_as(value: Decimal) -> NumberFormat:
    """Every decimal of the value, for a figure quoted from its source."""
    return NumberFormat(min(_decimals(value), _MOST_DECIMALS))


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent if value.is_finite() else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
