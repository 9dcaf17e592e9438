"""What must be written so that the store answers, at every vintage, as if all deliveries had come in order.

The deliveries of one figure, ordered by (vintage, batch), are folded: one that differs from what is in force takes its
place, one that restates it does not. A delivery with an early vintage that comes late, or an undo, can change what the
later ones amount to: after 10 another 10 adds nothing, but once an 11 is found between them it is a revision.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Generic

from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.store.codec import T


@dataclass(slots=True)
class History(Generic[T]):
    """All that is known of one figure or fact from a vintage on; ``before`` is what was in force until then.

    ``delivered`` are the deliveries of batches that are not undone, ``shown`` what the stored rows put in force (None:
    withdrawn); both by (vintage, batch).
    """

    before: T | None = None
    delivered: list[T] = field(default_factory=list)
    shown: list[tuple[date, T | None]] = field(default_factory=list)

    def at(self, day: date) -> T | None:
        """What the stored rows have in force at a vintage."""
        return next((shown for vintage, shown in reversed(self.shown) if vintage <= day), self.before)


@dataclass(frozen=True, slots=True)
class Correction(Generic[T]):
    """A row to write: from ``vintage`` on ``item`` is in force, or, ``withdrawn``, no longer and nothing instead."""

    vintage: date
    item: T
    withdrawn: bool


def corrections(history: History[T], differs: Callable[[T, T], bool]) -> Iterator[Correction[T]]:
    """The rows that are missing."""
    due = visible = history.before
    for day in sorted({item.vintage for item in history.delivered} | {vintage for vintage, _ in history.shown}):
        for item in history.delivered:
            if item.vintage == day and (due is None or differs(item, due)):
                due = item
        for vintage, shown in history.shown:
            if vintage == day:
                visible = shown
        if due is not None and (visible is None or _identity(due) != _identity(visible)):
            yield Correction(day, due, withdrawn=False)
        elif due is None and visible is not None:
            yield Correction(day, visible, withdrawn=True)
        visible = due


def _identity(item: Observation | MemberFact) -> tuple[date, int]:
    """Which delivery it is."""
    return (item.vintage, item.batch)
