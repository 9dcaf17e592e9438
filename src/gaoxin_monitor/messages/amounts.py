"""A number with its unit as readers of tables write it, and the words that follow a number in English.

In a sentence ``{value:unit}`` is a value with the unit that another parameter names; ``{days:.day}`` a number with a
noun of the catalogue, whose forms for one and for many stand beside each other (``day|days``); ``{month:#month}`` the
word of that number in a list.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.messages import render

Translate = Callable[..., str]

_YUAN = "元"
_SCALES = ((9, "billion"), (6, "million"), (3, "thousand"))


class Told:
    """A parameter of a sentence, which the sentence may ask for with a unit or a noun."""

    __slots__ = ("name", "params", "text")

    def __init__(self, name: str, params: Mapping[str, object], text: Translate) -> None:
        self.name, self.params, self.text = name, params, text

    def __format__(self, spec: str) -> str:
        """As printed; with what the specification names."""
        value = self.params[self.name]
        if not spec:
            return render.show(value, self.text)
        if spec[0] == "#":
            return self.text(f"noun.{spec[1:]}").split("|")[int(str(value)) - 1]
        if spec[0] == ".":
            return _counted(render.show(value, self.text), self.text(f"noun.{spec[1:]}"), self.text)
        return amount(value, self.params[spec], self.text)


def amount(value: object, unit: object, text: Translate) -> str:
    """2.13亿元, 47.3%, 105.2（上年同月＝100）; 213 million yuan, 1 item, 105.2 (same month of last year = 100).

    ``value`` is a number, or its text as a file printed it; such a text keeps its digits.
    """
    shown = render.show(value, text)
    if not isinstance(unit, Unit):
        return _counted(shown, str(unit), text) if unit else shown
    if unit.is_index:
        return text("amount.index", value=shown, base=render.unit(unit, text))
    if unit.measure == _YUAN and unit.mult and text("language.code") == "en":
        return _yuan(value, unit) if isinstance(value, Decimal) else f"{shown} ({render.unit(unit, text)})"
    return _counted(shown, render.unit_forms(unit, text), text)


def _counted(shown: str, forms: str, text: Translate) -> str:
    """A number before its word: the first form for one, the last for any other number."""
    one, *others = forms.split("|")
    word = one if shown.lstrip("+-") == "1" or not others else others[-1]
    between = " " if text("language.code") == "en" and word != "%" else ""
    return f"{shown}{between}{word}"


def _yuan(value: Decimal, unit: Unit) -> str:
    """Multiples of a thousand are what English readers count in."""
    if not value:
        return "0 yuan"
    whole = value.scaleb(unit.mult)
    power, word = next((each for each in _SCALES if abs(whole) >= Decimal(1).scaleb(each[0])), _SCALES[-1])
    return f"{render.number(whole.scaleb(-power))} {word} yuan"
