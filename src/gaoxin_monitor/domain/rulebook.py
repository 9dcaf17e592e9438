"""The rules of a plan laid out: every rule pack with the targets it judges, the thresholds, the profiles."""

from collections.abc import Iterator
from decimal import Decimal

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.codes import COUNTS, Kind
from gaoxin_monitor.domain.derivation import THRESHOLDS, Bound, Setter, setter_of
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.packs import RulePack
from gaoxin_monitor.domain.plans import Plan, Target, Thresholds

_PACED = (Kind.LEVEL_AT_LEAST, *COUNTS)


@dataclass(frozen=True, slots=True)
class PackUse:
    """A rule pack (None: the status model's own rules) and the targets that are judged by it."""

    pack: RulePack | None
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class ProfileUse:
    """A profile of the configuration with its twelve shares, and the targets that are paced by it."""

    name: str
    shares: tuple[Decimal, ...]
    batch: bool
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of a plan. ``bounds`` hold for the whole plan, ``exceptions`` for single targets."""

    plan: Plan
    packs: tuple[PackUse, ...]
    bounds: tuple[Bound, ...]
    exceptions: tuple[tuple[Target, Bound], ...]
    profiles: tuple[ProfileUse, ...]


def rulebook(plan: Plan, settings: Thresholds) -> Rulebook:
    """The rules in force; ``settings`` are the thresholds of the whole program."""
    return Rulebook(
        plan,
        tuple(_packs(plan)),
        tuple(_bounds(plan, settings)),
        tuple(_exceptions(plan)),
        tuple(_profiles(plan)),
    )


def _packs(plan: Plan) -> Iterator[PackUse]:
    for pack in (None, *plan.packs.values()):
        yield PackUse(pack, tuple(target for target in plan.targets if plan.pack_of(target) is pack))


def _bounds(plan: Plan, settings: Thresholds) -> Iterator[Bound]:
    for name in THRESHOLDS:
        value, said, default = (getattr(each, name) for each in (plan.thresholds, settings, Thresholds()))
        yield Bound(name, value, setter_of(value, value, said, default))


def _exceptions(plan: Plan) -> Iterator[tuple[Target, Bound]]:
    for target in plan.targets:
        for name in THRESHOLDS:
            value = getattr(target.thresholds, name)
            if value != getattr(plan.thresholds, name):
                yield target, Bound(name, value, Setter.TARGET)


def _profiles(plan: Plan) -> Iterator[ProfileUse]:
    """Those of the configuration first, then those that are rules."""
    paced = tuple(target for target in plan.targets if target.kind in _PACED)
    for name in (*plan.profiles, *pace.RULE_PROFILES):
        used = tuple(target for target in paced if (target.profile or pace.LINEAR) == name)
        yield ProfileUse(name, plan.profiles.get(name, ()), name in plan.batch_profiles, used)
