"""Registers by the names that returns print, and the members that the plan itself names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gaoxin_monitor.domain.codes import Kind
from gaoxin_monitor.domain.indicators import fold
from gaoxin_monitor.domain.plans import MILESTONES, Plan


@dataclass(frozen=True, slots=True)
class KnownRegister:
    """A list of members. ``members`` gives the ids of those the plan names itself, by their printed name."""

    id: str
    names: tuple[str, ...]
    members: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RegisterBook:
    """All registers of a workspace, found by id or by a printed name."""

    registers: tuple[KnownRegister, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {
            fold(name): register.id for register in reversed(self.registers) for name in (register.id, *register.names)
        }

    @cached_property
    def _members(self) -> dict[tuple[str, str], str]:
        return {
            (register.id, fold(name)): member
            for register in self.registers
            for name, member in register.members.items()
        }

    def find(self, text: str) -> str | None:
        """The id of the register that a cell names, or None."""
        return self._by_name.get(fold(text))

    def member(self, register: str, name: str) -> str | None:
        """The id of the member that the plan lists under this name, or None."""
        return self._members.get((register, fold(name)))


def registers_of(plan: Plan) -> RegisterBook:
    """The registers a plan speaks of: those its counting targets count, and those its single items stand in."""
    names: dict[str, list[str]] = {MILESTONES: ["重点事项"]}
    members: dict[str, dict[str, str]] = {}
    for target in plan.targets:
        if not target.register:
            continue
        listed = names.setdefault(target.register, [])
        if target.kind in _SINGLE_ITEMS:
            members.setdefault(target.register, {}).update({target.name_zh: target.id, target.name_en: target.id})
        else:
            listed += [target.name_zh, target.name_en, target.id]
    return RegisterBook(tuple(KnownRegister(key, tuple(names[key]), members.get(key, {})) for key in names))


_SINGLE_ITEMS = frozenset({Kind.MILESTONE_BY_DATE, Kind.CONTINUITY, Kind.PROGRESS_VS_PLAN, Kind.QUALITATIVE})
