"""How values of the domain stand in the tables, and back."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, cast

from gaoxin_monitor.domain.codes import Attribute, ObsStatus
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period

Row = tuple[Any, ...]

T = TypeVar("T", bound=Observation | MemberFact)
"""What is delivered; vintage and batch tell one from all others of its kind."""

STATUSES = {status.value: status for status in ObsStatus}
ATTRIBUTES = {attribute.value: attribute for attribute in Attribute}


def period_number(period: Period) -> int:
    """``yyyymmnn``; sorts as periods do."""
    return period.year * 10000 + (period.month + period.months - 1) * 100 + period.months


def day_number(day: date) -> int:
    """``yyyymmdd``."""
    return day.year * 10000 + day.month * 100 + day.day


class _Periods(dict[int, Period]):
    def __missing__(self, number: int) -> Period:
        year, rest = divmod(number, 10000)
        last_month, months = divmod(rest, 100)
        return self.setdefault(number, Period(year, last_month - months + 1, months))


class _Days(dict[int, date]):
    def __missing__(self, number: int) -> date:
        year, rest = divmod(number, 10000)
        return self.setdefault(number, date(year, *divmod(rest, 100)))


PERIODS = _Periods()
DAYS = _Days()


def decimal_text(value: Decimal) -> str:
    """All digits of a finite value; an exponent only where it says that the last digits are unknown (1.2E+3)."""
    text = str(value)
    return format(value, "f") if "E-" in text else text


def spelled_out(text: str) -> str:
    """Text that can be stored and printed: bytes that were no text to whoever read them are spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


class _Place:
    """A place under construction. A frozen class pays a call for every field; a hundred thousand rows feel it."""

    __slots__ = Place.__slots__

    def __init__(self, file: str, sheet: str, line: int, column: int) -> None:
        self.file = file
        self.sheet = sheet
        self.line = line
        self.column = column
        self.__class__ = Place  # type: ignore[assignment]


class _Observation:
    """An observation under construction, for the same reason."""

    __slots__ = Observation.__slots__

    def __init__(  # noqa: PLR0913, PLR0917 - the fields of Observation
        self,
        period: Period,
        value: Decimal | None,
        unit: object,
        vintage: date,
        batch: int,
        status: ObsStatus,
        text: str,
        source: str,
        place: Place,
    ) -> None:
        self.period = period
        self.value = value
        self.unit = unit
        self.vintage = vintage
        self.batch = batch
        self.status = status
        self.text = text
        self.source = source
        self.place = place
        self.__class__ = Observation  # type: ignore[assignment]


class _MemberFact:
    """A fact under construction, for the same reason."""

    __slots__ = MemberFact.__slots__

    def __init__(  # noqa: PLR0913, PLR0917 - the fields of MemberFact
        self, register: str, member: str, attribute: Attribute, value: str, vintage: date, batch: int, place: Place
    ) -> None:
        self.register = register
        self.member = member
        self.attribute = attribute
        self.value = value
        self.vintage = vintage
        self.batch = batch
        self.place = place
        self.__class__ = MemberFact  # type: ignore[assignment]


make_place = cast("Callable[[str, str, int, int], Place]", _Place)
make_observation = cast("Callable[..., Observation]", _Observation)
make_fact = cast("Callable[..., MemberFact]", _MemberFact)


def as_stored(items: Iterable[T], tails: Iterable[Row], **withdrawn: Any) -> list[T]:  # noqa: ANN401 - any field
    """Items with the vintage and batch of their row, also where the row repeats an earlier delivery.

    ``tails`` are vintage, batch and whether the row takes the item out of force: then it is given ``withdrawn`` fields.
    """
    return [
        replace(item, vintage=DAYS[vintage], batch=batch, **(withdrawn if taken_out else {}))
        for item, (vintage, batch, taken_out) in zip(items, tails, strict=True)
    ]


@contextmanager
def many_objects() -> Iterator[None]:
    """Keeps the garbage collector from walking over all objects again and again while many are made."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
