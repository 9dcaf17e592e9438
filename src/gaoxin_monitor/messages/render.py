"""How single values are printed: numbers, periods, days, units. Language-dependent words come from the catalogue."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from gaoxin_monitor.domain.codes import Freq, Light
from gaoxin_monitor.domain.lights import Decided, Distance, Measure, Named
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit

Translate = Callable[..., str]


def show(value: object, text: Translate) -> str:
    """One parameter of a sentence as readers see it."""
    if type(value) is str:
        return value
    for kind, printed in _PRINTERS:
        if isinstance(value, kind):
            return printed(value, text)
    return str(value)


def number(value: Decimal) -> str:
    """Plain decimal digits, as precise as the value is, never in exponent form."""
    return format(value or abs(value), "f")


def signed(value: Decimal) -> str:
    """With its sign, for differences: +0.3, -2.7, 0.0."""
    return format(value, "+f") if value else number(abs(value))


def period(value: Period, text: Translate) -> str:
    """2024年5月, 2024年1—2月, 2024年一季度, 2024年上半年, 2024年."""
    if value.months == 2:  # noqa: PLR2004
        return text("period.span", year=value.year)
    number_in_year = (value.month - 1) // value.months + 1
    key = {
        Freq.YEAR: "period.year",
        Freq.HALF: f"period.half{number_in_year}",
        Freq.QUARTER: f"period.quarter{number_in_year}",
    }
    return text(key.get(value.freq, "period.month"), year=value.year, month=value.month)


def cumulative(value: Period, text: Translate) -> str:
    """The same period as the words of a cumulative figure: 2024年1—5月, 2024年前三季度."""
    if value.last_month == 12:  # noqa: PLR2004
        return text("period.year", year=value.year)
    if value.freq is Freq.MONTH:
        key = "period.month" if value.last_month == 1 else "period.ytd"
        return text(key, year=value.year, month=value.last_month)
    return text({3: "period.quarter1", 6: "period.half1", 9: "period.first3"}[value.last_month], year=value.year)


def short_period(value: Period) -> str:
    """For narrow columns: 2024-05, 2024-Q1, 2024-S1, 2024."""
    if value.freq is Freq.MONTH:
        return f"{value.year}-{value.last_month:02d}"
    return str(value)


def unit(value: Unit, text: Translate) -> str:
    """The unit in the reader's language; the printed label where the catalogue has no word of its own."""
    return unit_forms(value, text).rpartition("|")[2]


def unit_forms(value: Unit, text: Translate) -> str:
    """The unit's words for one and for many, divided by a bar where they differ."""
    key = f"unit.{value.label}"
    found = text(key)
    if found != key:
        return found
    return value.label.replace("=", text("sign.equals")) if value.is_index else value.label


def _named(value: Named, text: Translate) -> str:
    return value.en if text("language.code") == "en" else value.zh


def _distance(value: Distance, text: Translate) -> str:
    from gaoxin_monitor.messages.conditions import distance  # noqa: PLC0415 - only the sentences of rule packs need it

    return distance(value, text)


def _decided(value: Decided, text: Translate) -> str:
    from gaoxin_monitor.messages.conditions import decided  # noqa: PLC0415 - only the sentences of rule packs need it

    return decided(value, text)


_PRINTERS: tuple[tuple[type, Callable[[Any, Translate], str]], ...] = (
    (Decimal, lambda value, _text: number(value)),
    (Period, period),
    (Unit, unit),
    (date, lambda value, _text: value.isoformat()),
    (Measure, lambda value, text: text(f"measure.{value.value}")),
    (Light, lambda value, text: text(f"light.{value.value}")),
    (Named, _named),
    (Distance, _distance),
    (Decided, _decided),
    (Enum, lambda value, _text: str(value.value)),
    (tuple, lambda value, text: text("list.separator").join(show(item, text) for item in value) or text("list.empty")),
)
