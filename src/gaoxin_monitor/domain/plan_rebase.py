"""A change dated before other versions: whether they speak of the same facts, and each of them with the change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.plan_versions import PlanChange, PlanVersion, fact_of
from gaoxin_monitor.domain.plans import Plan, Target


@dataclass(frozen=True, slots=True)
class Touched:
    """A fact that a change speaks of and a later version has changed as well, from ``old`` to ``new``."""

    change: PlanChange
    version: PlanVersion
    old: object
    new: object


def touched_later(
    before: Plan, later: Sequence[tuple[PlanVersion, Plan]], changes: Iterable[PlanChange]
) -> Touched | None:
    """The first fact of a change that one of the later versions has changed; None when they leave all of them alone."""
    chain = [(None, before), *later]
    for change in changes:
        for (_, old), (version, new) in pairwise(chain):
            facts = fact_of(old, change), fact_of(new, change)
            if version is not None and (facts[0] != facts[1] or _known(old, change) != _known(new, change)):
                return Touched(change, version, *facts)
    return None


def _known(plan: Plan, change: PlanChange) -> bool:
    """Whether the plan has the target of a change at all."""
    return not change.target or change.target in plan.by_id


def rebased(plan: Plan, old: Plan, new: Plan) -> Plan:
    """A plan with what ``new`` changed of ``old``, where it says the same as ``old`` of every fact that is changed."""
    names = (each.name for each in fields(Plan) if each.name not in ("targets", "digest"))
    head = {name: _merged(*(getattr(each, name) for each in (plan, old, new))) for name in names}
    return replace(plan, **head, targets=_targets(plan, old, new))


def _targets(plan: Plan, old: Plan, new: Plan) -> tuple[Target, ...]:
    """In the order of the new plan; those it never knew at the end."""
    order = {target.id: place for place, target in enumerate(new.targets)}
    kept = [
        _target(target, old, new) for target in plan.targets if target.id in new.by_id or target.id not in old.by_id
    ]
    kept += [target for target in new.targets if target.id not in old.by_id and target.id not in plan.by_id]
    return tuple(sorted(kept, key=lambda target: order.get(target.id, len(order))))


def _target(target: Target, old: Plan, new: Plan) -> Target:
    before, after = old.by_id.get(target.id), new.by_id.get(target.id)
    if before is None or after is None:
        return target
    merged = _merged(target, before, after)
    assert isinstance(merged, Target)  # noqa: S101 - three of a kind give one
    return merged


def _merged(mine: Any, old: Any, new: Any) -> Any:  # noqa: ANN401 - any fact of a plan
    """Three ways: what changed from old to new, upon mine."""
    if old == new and str(old) == str(new):
        return mine
    if is_dataclass(mine) and type(mine) is type(old) is type(new):
        parts = {each.name: [getattr(value, each.name) for value in (mine, old, new)] for each in fields(mine)}
        return replace(mine, **{name: _merged(*three) for name, three in parts.items()})  # type: ignore[type-var]
    if isinstance(mine, Mapping):
        kept = {key: _merged(value, old.get(key), new.get(key)) for key, value in mine.items() if _stays(key, old, new)}
        return kept | {key: value for key, value in new.items() if key not in old}
    return new


def _stays(key: object, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> bool:
    return key in new or key not in old
