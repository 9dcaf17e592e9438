"""Which two boards are compared: those of two days, or of two months as known on one day."""

from dataclasses import dataclass
from datetime import date

from gaoxin_monitor.domain.building import keys_of
from gaoxin_monitor.domain.comparison import Comparison, State, compare_boards
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.messages.changes import ChangeWords
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.plan_book import standing_plan


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two boards; without a month the newest that had data on the day."""

    as_of: date
    month: Period | None = None


def sides(
    old: date | Period, new: date | Period, *, today: date, month: Period | None = None, as_of: date | None = None
) -> tuple[Side, Side]:
    """Two days: each board as it was known then. Two months: both boards as known on ``as_of``, by default today.

    Raises:
        UsageError: for a day and a month, for the later one first, for a month beside months or a day beside days.
    """
    if isinstance(old, Period) and isinstance(new, Period):
        if month is not None:
            raise UsageError("diff-month-twice")
        _require_order(old, new, fine=old < new)
        day = as_of or today
        return Side(day, old), Side(day, new)
    if isinstance(old, Period) or isinstance(new, Period):
        raise UsageError("diff-mixed")
    if as_of is not None:
        raise UsageError("diff-as-of-twice")
    _require_order(old, new, fine=old < new)
    return Side(old, month), Side(new, month)


def _require_order(old: object, new: object, *, fine: bool) -> None:
    if not fine:
        raise UsageError("diff-order", old=old, new=new)


def compare(desk: Workspace, old: Side, new: Side, *, last_batch: int | None = None) -> Comparison:
    """What differs between two boards, and why; each with the plan in force on its own day."""
    for side in (old, new):
        desk.require_month(side.month)
    with desk.reading() as store:
        plans = [standing_plan(store, desk.configuration, side.as_of, last_batch).plan for side in (old, new)]
        keys = {key for plan in plans for key in keys_of(plan)}
        known = [desk.known_to(store, keys, side.as_of, last_batch) for side in (old, new)]
    before, after = (
        State(
            plan=plan,
            knowledge=knowledge,
            month=side.month or desk.shown_month(plan, knowledge, side.as_of),
            as_of=side.as_of,
            last_batch=last_batch,
            demo=desk.demo,
        )
        for side, plan, knowledge in zip((old, new), plans, known, strict=True)
    )
    return compare_boards(before, after, desk.configuration.catalogue)


def difference(words: ChangeWords, form: str) -> str:
    """A comparison as ``json``, ``csv`` or ``markdown``."""
    from gaoxin_monitor.export.differences import difference_listing

    return difference_listing(words, form)
