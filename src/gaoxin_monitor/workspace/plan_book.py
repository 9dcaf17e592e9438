"""The plan's versions in the store: which one a day has, what the files say beside them, and how one is recorded.

The store keeps every version whole, so that a board of an earlier day is judged by the plan of that day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gaoxin_monitor.domain.plan_versions import PlanChange, PlanVersion, changed_targets, in_force, plan_changes
from gaoxin_monitor.domain.plans import Plan
from gaoxin_monitor.errors import StoreError, UsageError
from gaoxin_monitor.settings import Configuration
from gaoxin_monitor.store import Store

KIND = "plan"
"""The kind of the records that carry a version; the plan's id is their subject."""
_HEAD = ("from", "sum", "user", "why")


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan of a day, and for how many targets the files say something else than the newest version (None: none)."""

    plan: Plan
    unconfirmed: int | None = None


def standing_plan(store: Store | None, configuration: Configuration, day: date) -> Standing:
    """The plan in force on a day: what is on record, or the files while nothing is."""
    versions = read_versions(store, configuration.plan.id) if store is not None else ()
    version = in_force(versions, day)
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
        )
        for record in store.record_heads(KIND, plan_id, _HEAD)
    )


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


def keep_first_plan(store: Store, configuration: Configuration, *, user: str, recorded_at: datetime) -> None:
    """Records the plan with the first data: it holds from the beginning of its year.

    A version that an earlier program wrote in other words is written anew, so that it is compared quickly again.
    """
    versions = read_versions(store, configuration.plan.id)
    if not versions:
        record_version(store, configuration, date(configuration.plan.year, 1, 1), user=user, recorded_at=recorded_at)
    elif versions[-1].sum != configuration.plan_sum and not unconfirmed_changes(store, configuration, versions):
        newest = versions[-1]
        record_version(store, configuration, newest.start, user=newest.user, why=newest.why, recorded_at=recorded_at)


def record_version(
    store: Store, configuration: Configuration, start: date, *, user: str, recorded_at: datetime, why: str = ""
) -> None:
    """Notes down that the plan of a configuration holds from a day on."""
    from gaoxin_monitor.settings.snapshot import snapshot

    head: Mapping[str, object] = {"from": start, "sum": configuration.plan_sum, "user": user, "why": why}
    digests = {"digest": configuration.plan.digest, "configuration": configuration.digest}
    store.record(KIND, configuration.plan.id, {**head, **digests, **snapshot(configuration.plan)}, recorded_at)


def require_order(versions: tuple[PlanVersion, ...], start: date) -> None:
    """UsageError for a day before the newest version's: a version is the whole plan and would undo that one."""
    newest = max((version.start for version in versions), default=start)
    if start < newest:
        raise UsageError("plan-from-too-early", day=start, newest=newest)
