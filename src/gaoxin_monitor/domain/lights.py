"""A light with its reason: the outcome of judging one target, before it is laid out on a board."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from gaoxin_monitor.domain.codes import Flag, Light
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit

ReasonValue = Decimal | int | str | date | Period | Unit | tuple[str, ...]
"""What a parameter of a reason can be; the catalogue of messages prints each kind in its way."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a stable code (``level-behind``) and its parameters, already rounded as they are shown.

    Rendered as one sentence from ``reason.<code>``, or from ``reason.<code>.withheld`` where values must not be told.
    """

    code: str
    params: Mapping[str, ReasonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says. ``numbers`` holds every figure it used by name: rounded if it was compared rounded."""

    light: Light
    reason: Reason
    flags: frozenset[Flag] = frozenset()
    numbers: Mapping[str, Decimal | None] = field(default_factory=dict)
