"""Dated plans: which version of a plan is in force on a day, and what one version changed of another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime

from gaoxin_monitor.domain.plans import Plan, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """That a plan holds from ``start`` on. ``number`` is the record that carries it, ``sum`` names its value.

    ``after`` is the batch after which it was recorded. ``carries`` is the record of a change that was dated before this
    version and was taken up into it.
    """

    number: int
    start: date
    sum: str
    recorded_at: datetime
    user: str = ""
    why: str = ""
    after: int = 0
    carries: int | None = None


def known_at(versions: Sequence[PlanVersion], last_batch: int | None) -> Sequence[PlanVersion]:
    """The versions that were on record when a batch was written, at least the first."""
    if last_batch is None:
        return versions
    return [version for version in versions if version.after < last_batch] or versions[:1]


def following(versions: Sequence[PlanVersion], day: date) -> tuple[PlanVersion, ...]:
    """The versions that come into force after a day, in that order."""
    newest = {version.start: version for version in sorted(versions, key=lambda version: version.number)}
    return tuple(newest[start] for start in sorted(newest) if start > day)


def in_force(versions: Sequence[PlanVersion], day: date) -> PlanVersion | None:
    """The version of a day: the last one that has begun; before all of them the first; None without any."""
    begun = [version for version in versions if version.start <= day]
    if begun:
        return max(begun, key=lambda version: (version.start, version.number))
    return min(versions, key=lambda version: version.number, default=None)


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One fact that differs between two versions.

    ``target`` is empty for what belongs to the plan as a whole. ``field`` is the name of the fact, dotted where it
    lies deeper (``thresholds.level_gap``), and empty where the whole target is new (``old`` is None) or gone.
    """

    target: str
    field: str
    old: object = None
    new: object = None


@dataclass(frozen=True, slots=True)
class Step:
    """A version with what it changed of the one before; ``version`` is None for what is not confirmed yet."""

    version: PlanVersion | None
    changes: tuple[PlanChange, ...]


def plan_changes(old: Plan, new: Plan) -> tuple[PlanChange, ...]:
    """What differs in value, the plan as a whole first, then the targets in the plan's order, those that are gone last.

    Where the files are kept and how they are commented is no part of a plan.
    """
    found = [PlanChange("", *pair) for pair in _differences(_head(old), _head(new))]
    for target in new.targets:
        before = old.by_id.get(target.id)
        if before is None:
            found.append(PlanChange(target.id, "", None, target))
        else:
            found += [PlanChange(target.id, *pair) for pair in _differences(_facts(before), _facts(target))]
    found += [PlanChange(target.id, "", target) for target in old.targets if target.id not in new.by_id]
    return tuple(found)


def fact_of(plan: Plan, change: PlanChange) -> object:
    """What a plan says of the fact that a change speaks of; None where it says nothing."""
    if not change.target:
        return _head(plan).get(change.field)
    target = plan.by_id.get(change.target)
    return target if target is None or not change.field else _facts(target).get(change.field)


def changed_targets(changes: Sequence[PlanChange]) -> tuple[str, ...]:
    """The targets that are touched, each once."""
    return tuple(dict.fromkeys(change.target for change in changes if change.target))


_APART = frozenset({"targets", "digest", "thresholds", "rule_pack"})
"""What is compared elsewhere or is no part of a plan; every target carries its own thresholds and rule pack."""


def _head(plan: Plan) -> Mapping[str, object]:
    names = (each.name for each in fields(plan) if each.name not in _APART)
    return dict(leaf for name in names for leaf in _leaves(name, getattr(plan, name)))


def _facts(target: Target) -> Mapping[str, object]:
    return dict(leaf for each in fields(target) for leaf in _leaves(each.name, getattr(target, each.name)))


_WHOLE = frozenset({"unit"})
"""Values of several fields that are one fact."""


def _leaves(name: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key in sorted(value):
            yield from _leaves(f"{name}.{key}", value[key])
    elif is_dataclass(value) and name not in _WHOLE:
        for each in fields(value):
            yield from _leaves(f"{name}.{each.name}", getattr(value, each.name))
    else:
        yield name, value


def _differences(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[tuple[str, object, object]]:
    """Facts that are not the same, or not written with the same digits: 4.50 is printed apart from 4.5."""
    for name in (*new, *(name for name in old if name not in new)):
        before, now = old.get(name), new.get(name)
        if before != now or (str(before) != str(now) and not isinstance(now, frozenset)):
            yield name, before, now
