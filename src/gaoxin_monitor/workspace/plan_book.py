"""The plan's versions in the store: which one a day has, what the files say beside them, and how one is recorded.

The store keeps every version whole, so that a board of an earlier day is judged by the plan of that day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from gaoxin_monitor.domain.plan_versions import (
    PlanChange,
    PlanVersion,
    changed_targets,
    following,
    in_force,
    known_at,
    plan_changes,
)
from gaoxin_monitor.domain.plans import Plan
from gaoxin_monitor.errors import StoreError
from gaoxin_monitor.settings import Configuration
from gaoxin_monitor.store import Store

if TYPE_CHECKING:
    from gaoxin_monitor.domain.plan_rebase import Touched

KIND = "plan"
"""The kind of the records that carry a version; the plan's id is their subject."""
_HEAD = ("from", "sum", "user", "why", "after", "carries")


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan of a day, and for how many targets the files say something else than the newest version (None: none)."""

    plan: Plan
    unconfirmed: int | None = None


def standing_plan(
    store: Store | None, configuration: Configuration, day: date, last_batch: int | None = None
) -> Standing:
    """The plan in force on a day: what is on record, or the files while nothing is.

    With ``last_batch`` as it was on record when that batch was written, so that a board of old never changes.
    """
    versions = read_versions(store, configuration.plan.id) if store is not None else ()
    version = in_force(known_at(versions, last_batch), day)
    if store is None or version is None:
        return Standing(configuration.plan)
    changes = unconfirmed_changes(store, configuration, versions)
    return Standing(plan_of(store, version, configuration), len(changed_targets(changes)) if changes else None)


def read_versions(store: Store, plan_id: str) -> tuple[PlanVersion, ...]:
    """All versions of a plan, oldest record first; the snapshots themselves are not read."""
    return tuple(
        PlanVersion(
            number=record.id,
            start=date.fromisoformat(str(record.body["from"])),
            sum=str(record.body["sum"]),
            recorded_at=record.recorded_at,
            user=str(record.body["user"] or ""),
            why=str(record.body["why"] or ""),
            after=_number(record.body["after"]) or 0,
            carries=_number(record.body["carries"]),
        )
        for record in store.record_heads(KIND, plan_id, _HEAD)
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def plan_of(store: Store, version: PlanVersion, configuration: Configuration) -> Plan:
    """The plan of a version; the configured one where it says the same.

    Raises:
        StoreError: when this program cannot read the snapshot.
    """
    if version.sum == configuration.plan_sum:
        return configuration.plan
    from gaoxin_monitor.settings.snapshot import UNREADABLE, restore

    try:
        body = store.record_of(version.number).body
        return restore(body, str(body["digest"]))
    except UNREADABLE as error:
        params = {"record": version.number, "day": version.start, "detail": str(error)}
        raise StoreError("plan-version-unreadable", **params) from error


def unconfirmed_changes(
    store: Store, configuration: Configuration, versions: tuple[PlanVersion, ...]
) -> tuple[PlanChange, ...]:
    """What the files say differently from the newest version on record."""
    if not versions or versions[-1].sum == configuration.plan_sum:
        return ()
    return plan_changes(plan_of(store, versions[-1], configuration), configuration.plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """From which day a plan holds, why, and who notes it down when; ``after`` and ``carries`` as a version has them."""

    start: date
    why: str = ""
    user: str
    recorded_at: datetime
    after: int | None = None
    carries: int | None = None


def keep_first_plan(store: Store, configuration: Configuration, *, user: str, recorded_at: datetime) -> None:
    """Records the plan with the first data: it holds from the beginning of its year.

    A version that an earlier program wrote in other words is written anew, so that it is compared quickly again.
    """
    versions = read_versions(store, configuration.plan.id)
    if not versions:
        start = date(configuration.plan.year, 1, 1)
        record_version(store, configuration, Note(start=start, user=user, recorded_at=recorded_at))
    elif versions[-1].sum != configuration.plan_sum and not unconfirmed_changes(store, configuration, versions):
        newest = versions[-1]
        told: dict[str, Any] = {
            "why": newest.why,
            "user": newest.user,
            "after": newest.after,
            "carries": newest.carries,
        }
        record_version(store, configuration, Note(start=newest.start, recorded_at=recorded_at, **told))


def record_version(store: Store, configuration: Configuration, note: Note, plan: Plan | None = None) -> int:
    """Notes down that a plan (by default the configured one) holds from a day on; the record's number."""
    from gaoxin_monitor.settings.snapshot import snapshot, value_sum

    named, digest = (configuration.plan_sum, configuration.plan.digest) if plan is None else (value_sum(plan), "")
    after = store.last_batch() if note.after is None else note.after
    head: Mapping[str, object] = {"from": note.start, "sum": named, "user": note.user, "why": note.why}
    times = {"after": after, "carries": note.carries}
    digests = {"digest": digest or named, "configuration": configuration.digest}
    body = {**head, **times, **digests, **snapshot(plan or configuration.plan)}
    return store.record(KIND, configuration.plan.id, body, note.recorded_at)


def record_change(store: Store, old: Configuration, new: Configuration, note: Note) -> None:
    """Notes down that what ``new`` says holds from a day on, also in the versions that begin later: all or nothing.

    Later versions must not speak of the same facts (:func:`touched`).
    """
    with store.together():
        versions = read_versions(store, old.plan.id)
        later, first = following(versions, note.start), in_force(versions, note.start)
        if not later or first is None:
            record_version(store, new, note)
        else:
            _insert(store, old, new, note, (first, *later))


def _insert(
    store: Store, old: Configuration, new: Configuration, note: Note, versions: tuple[PlanVersion, ...]
) -> None:
    """A version between the first of these and the others, which are written anew with what it changes."""
    from gaoxin_monitor.domain.plan_rebase import rebased

    before = [plan_of(store, version, old) for version in versions]
    earliest, *others = (rebased(plan, before[-1], new.plan) for plan in before)
    inserted = record_version(store, new, note, earliest)
    for version, plan in zip(versions[1:], others, strict=True):
        taken = replace(note, start=version.start, why=version.why, carries=inserted)
        record_version(store, new, taken, None if version is versions[-1] else plan)


def touched(
    store: Store,
    configuration: Configuration,
    versions: Sequence[PlanVersion],
    start: date,
    changes: Sequence[PlanChange],
) -> "Touched | None":
    """The first fact that a version beginning after a day has changed as well, so that nobody can say which holds."""
    from gaoxin_monitor.domain.plan_rebase import touched_later

    first = in_force(versions, start)
    if first is None:
        return None
    later = [(version, plan_of(store, version, configuration)) for version in following(versions, start)]
    return touched_later(plan_of(store, first, configuration), later, changes)
