"""A light with its reason: the outcome of judging one target, before it is laid out on a board.

A rule is a ladder. Its rungs are tried from the top, and the first whose conditions all hold gives the light; what was
tried stays with the judgement, so that a light can be explained step by step without being judged again.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from typing import Any, NamedTuple

from gaoxin_monitor.domain.codes import Code, Flag, Light
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit


class Measure(Code):
    """What a condition compares; words for people are ``measure.<value>`` in the catalogue."""

    VALUE = "value"
    FINAL = "final"
    PACE = "pace"
    GAP = "gap"
    CATCH_UP = "catch_up"
    COMPLETION = "completion"
    SHORTFALL = "shortfall"
    SPI = "spi"
    LEAD = "lead"
    COUNT = "count"
    SHORT = "short"
    TIME_GONE = "time_gone"
    PLANNED_DATES = "planned_dates"
    GROWTH = "growth"
    GROWTH_GAP = "growth_gap"
    AREA_GAP = "area_gap"
    REST_GROWTH = "rest_growth"
    FIRST_RELEASE = "first_release"
    HIGHEST = "highest"
    OPEN = "open"
    OVERDUE = "overdue"
    ACTUAL = "actual"
    DAY = "day"
    OVERDUE_DAYS = "overdue_days"
    SLIP_DAYS = "slip_days"
    HARD_DEADLINE = "hard_deadline"
    RED = "red"
    YELLOW = "yellow"
    DONE = "done"
    UNDONE = "undone"
    KNOWN = "known"
    DONE_OR_GREEN = "done_or_green"
    PENDING = "pending"
    IDLE_MONTHS = "idle_months"
    FINISHED = "finished"
    RECORDED = "recorded"


class Compare(Code):
    """How a condition compares its value with its limit."""

    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    EQUAL = "="


_COMPARISONS: Mapping[Compare, Any] = {
    Compare.AT_LEAST: ge,
    Compare.AT_MOST: le,
    Compare.ABOVE: gt,
    Compare.BELOW: lt,
    Compare.EQUAL: eq,
}


_OPPOSITES: Mapping[Compare, Compare] = {
    Compare.AT_LEAST: Compare.BELOW,
    Compare.AT_MOST: Compare.ABOVE,
    Compare.ABOVE: Compare.AT_MOST,
    Compare.BELOW: Compare.AT_LEAST,
}


class Named(NamedTuple):
    """A name in both languages, for a sentence to take the one it is in."""

    zh: str
    en: str


class Distance(NamedTuple):
    """Points to what a measure compares with: a minus is behind."""

    measure: Measure
    points: Decimal


class Decided(NamedTuple):
    """A light and the comparisons that gave it; none where the rule asks for nothing more."""

    light: Light
    conditions: "tuple[Condition, ...]" = ()

    def __str__(self) -> str:
        """``yellow: gap -12.7 >= -30``, for machine output."""
        return f"{self.light}: {', '.join(map(str, self.conditions))}".rstrip(": ")


ReasonValue = Decimal | int | str | date | Period | Unit | Named | Distance | Decided | tuple[str, ...]
"""What a parameter of a reason can be; the catalogue of messages prints each kind in its way."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a stable code (``level-behind``) and its parameters, already rounded as they are shown.

    Rendered as one sentence from ``reason.<code>``, or from ``reason.<code>.withheld`` where values must not be told.
    """

    code: str
    params: Mapping[str, ReasonValue] = field(default_factory=dict)


class Condition(NamedTuple):
    """One comparison of a rule; None as a value is unknown."""

    measure: Measure
    value: ReasonValue | None
    compare: Compare
    limit: ReasonValue | None

    @property
    def holds(self) -> bool | None:
        """Whether it holds; None while a side is unknown."""
        if self.value is None or self.limit is None:
            return None
        return bool(_COMPARISONS[self.compare](self.value, self.limit))

    @property
    def opposite(self) -> "Condition":
        """What holds when this one does not; only for order, there is no word for being different."""
        return self._replace(compare=_OPPOSITES[self.compare])

    def __str__(self) -> str:
        """``gap -2.7 >= -10``, for machine output."""
        return f"{self.measure} {self.value} {self.compare} {self.limit}"


def whether(measure: Measure, *, holds: bool) -> Condition:
    """A condition that is a plain yes or no."""
    return Condition(measure, holds, Compare.EQUAL, limit=True)


class Rung(NamedTuple):
    """A light that a rule gives when all conditions hold; without any it is the rule's last word."""

    light: Light
    code: str
    conditions: tuple[Condition, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every condition is known to hold."""
        for condition in self.conditions:  # noqa: SIM110 - asked half a dozen times for every light; all() makes a frame
            if not condition.holds:
                return False
        return True


def climb(rungs: Iterable[Rung]) -> tuple[Rung, ...]:
    """The rungs that were tried; the last one holds and gives the light. The last of a ladder must always hold."""
    tried: list[Rung] = []
    for rung in rungs:
        tried.append(rung)
        if rung.holds:
            break
    return tuple(tried)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says. ``numbers`` holds every figure it used by name: rounded if it was compared rounded.

    ``rungs`` are the steps that led to the rule's own light, the deciding one last.
    """

    light: Light
    reason: Reason
    flags: frozenset[Flag] = frozenset()
    numbers: Mapping[str, Decimal | None] = field(default_factory=dict)
    rungs: tuple[Rung, ...] = ()
