"""Changes of the plan during the year: written into the file and dated, confirmed afterwards, and listed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime

from gaoxin_monitor.domain.plan_versions import PlanChange, PlanVersion, Step, changed_targets, in_force, plan_changes
from gaoxin_monitor.domain.plans import Plan
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.messages.changes import plan_field, plan_value
from gaoxin_monitor.store import Store
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.plan_book import (
    Note,
    keep_first_plan,
    plan_of,
    read_versions,
    record_change,
    touched,
    unconfirmed_changes,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """From which day a change holds, why, and who records it when."""

    start: date
    why: str
    user: str
    recorded_at: datetime


def change_plan(desk: Workspace, target: str, values: Mapping[str, str], dated: Dated) -> tuple[PlanChange, ...]:
    """Sets keys of a target in the plan file and records the new version; what it changes.

    The store is opened and the new plan checked before the file is replaced. Should recording fail after that, the
    change is seen as one made by hand and can be confirmed.
    """
    from gaoxin_monitor.settings.editing import edited_plan, write_plan

    configuration, plan = desk.configuration, desk.configuration.settings.plan
    with closing(desk.store(write=True)) as store:
        keep_first_plan(store, configuration, user=dated.user, recorded_at=dated.recorded_at)
        versions = read_versions(store, configuration.plan.id)
        waiting = unconfirmed_changes(store, configuration, versions)
        if waiting:
            raise UsageError("plan-unconfirmed", count=len(changed_targets(waiting)))
        data, changed = edited_plan(desk.root, plan, desk.target(target).id, values)
        changes = plan_changes(configuration.plan, changed.plan)
        if not changes:
            raise UsageError("plan-change-nothing")
        _require_untouched(desk, store, versions, dated.start, changes)
        write_plan(desk.root, plan, data)
        record_change(store, configuration, changed, _note(dated))
    return changes


def confirm_plan(desk: Workspace, dated: Dated) -> tuple[PlanChange, ...]:
    """Records what somebody changed in the files by hand; what it changes."""
    configuration = desk.configuration
    if not desk.has_data:
        raise UsageError("plan-no-version")
    with closing(desk.store(write=True)) as store:
        versions = read_versions(store, configuration.plan.id)
        if not versions:
            raise UsageError("plan-no-version")
        changes = unconfirmed_changes(store, configuration, versions)
        if not changes:
            raise UsageError("plan-nothing-to-confirm")
        _require_untouched(desk, store, versions, dated.start, changes)
        record_change(store, configuration, configuration, _note(dated))
    return changes


def _note(dated: Dated) -> Note:
    return Note(start=dated.start, why=dated.why, user=dated.user, recorded_at=dated.recorded_at)


def _require_untouched(
    desk: Workspace, store: Store, versions: Sequence[PlanVersion], start: date, changes: Sequence[PlanChange]
) -> None:
    """UsageError that names what a later version has changed as well, from what to what, and since when."""
    found = touched(store, desk.configuration, versions, start, changes)
    if found is None:
        return
    old, new = (plan_value(value, desk.messages) for value in (found.old, found.new))
    what, begun = plan_field(found.change, desk.messages), found.version.start
    params = {"day": start, "target": found.change.target or desk.plan.id, "what": what}
    raise UsageError("plan-touched-later", begun=begun, old=old, new=new, **params)


def plan_history(desk: Workspace, target: str | None = None) -> tuple[Step, ...]:
    """All versions, the first one without changes, and what the files say beyond; or the steps that touch a target."""
    configuration = desk.configuration
    if not desk.has_data:
        return ()
    with closing(desk.store()) as store:
        versions = read_versions(store, configuration.plan.id)
        plans = {version.number: plan_of(store, version, configuration) for version in versions}
        waiting = unconfirmed_changes(store, configuration, versions)
    steps = [Step(version, ()) for version in versions[:1]]
    steps += [Step(version, _changed(plans, versions[:place], version)) for place, version in _told(versions)]
    steps += [Step(None, waiting)] if waiting else []
    wanted = _target_id(desk, steps, target) if target else ""
    touched = [Step(step.version, tuple(c for c in step.changes if wanted in ("", c.target))) for step in steps[1:]]
    return (*(() if wanted else steps[:1]), *(step for step in touched if step.changes))


def plan_listing(desk: Workspace, steps: Sequence[Step], form: str) -> str:
    """The steps as ``json``, ``csv`` or ``markdown``."""
    from gaoxin_monitor.export.plan_listing import plan_listing as rendered

    return rendered(steps, desk.plan, form, desk.messages, demo=desk.demo)


def _told(versions: Sequence[PlanVersion]) -> Iterator[tuple[int, PlanVersion]]:
    """Every version after the first but those that only carry an earlier dated change on."""
    return ((place, version) for place, version in enumerate(versions) if place and version.carries is None)


def _changed(plans: Mapping[int, Plan], earlier: Sequence[PlanVersion], version: PlanVersion) -> tuple[PlanChange, ...]:
    """What a version changed of the plan that held on its day until then."""
    before = in_force(earlier, version.start)
    return plan_changes(plans[before.number], plans[version.number]) if before is not None else ()


def _target_id(desk: Workspace, steps: list[Step], text: str) -> str:
    """The target meant, also one that the plan no longer has."""
    gone = {change.target for step in steps for change in step.changes}
    return text if text in gone else desk.target(text).id
