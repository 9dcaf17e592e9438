"""What is known differently at two times: figures, member facts and returns, and the states in between."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from gaoxin_monitor.domain.batches import Outcome
from gaoxin_monitor.domain.building import Knowledge
from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.members import Member, MemberFact, Register
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plan_versions import PlanChange
from gaoxin_monitor.domain.vintages import outcome


class Cause(StrEnum):
    """What can move a light between two boards."""

    NEW_DATA = "new_data"
    REVISION = "revision"
    WITHDRAWAL = "withdrawal"
    PLAN = "plan"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure of one source that is not what it was; ``old`` or ``new`` is None where there was or is none."""

    cause: Cause
    key: SeriesKey
    period: Period
    source: str
    old: Observation | None
    new: Observation | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact of a member that is not what it was."""

    cause: Cause
    register: str
    member: str
    name: str
    attribute: Attribute
    old: MemberFact | None
    new: MemberFact | None


@dataclass(frozen=True, slots=True)
class ReturnChange:
    """That a register is known up to another month."""

    cause: Cause
    register: str
    old: Period | None
    new: Period | None


Evidence = FigureChange | FactChange | ReturnChange | PlanChange


def cause_of(evidence: Evidence) -> Cause:
    """Which cause a piece of evidence speaks for."""
    return Cause.PLAN if isinstance(evidence, PlanChange) else evidence.cause


def within(knowledge: Knowledge, month: Period) -> Knowledge:
    """Only what a board of the month may use."""
    current = {
        key: rows
        for key, known in knowledge.current.items()
        if (rows := tuple(row for row in known if row.period.end <= month.end))
    }
    registers = {name: _register_until(register, month) for name, register in knowledge.registers.items()}
    return Knowledge(current=current, registers=registers)


def _register_until(register: Register, month: Period) -> Register:
    reported = register.reported
    return register if reported is None or reported.end <= month.end else replace(register, reported=month)


Current = Mapping[SeriesKey, tuple[Observation, ...]]
Registers = Mapping[str, Register]
_FigureId = tuple[SeriesKey, Period, str]
_FactId = tuple[str, str, Attribute]


def _figures(current: Current) -> dict[_FigureId, Observation]:
    return {(key, row.period, row.source): row for key, rows in current.items() for row in rows}


def figure_changes(old: Current, new: Current) -> Iterator[FigureChange]:
    """Figures that came, went, or have another value or status; by series and period."""
    before, after = _figures(old), _figures(new)
    for name in sorted(before.keys() | after.keys(), key=lambda name: (_order(name[0]), name[1].end, name[2])):
        one, other = before.get(name), after.get(name)
        valued = (one is not None and one.value is not None, other is not None and other.value is not None)
        if one is not None and other is not None and outcome(other, one) is not Outcome.REVISED:
            continue
        yield FigureChange(_cause(valued, new=one is None), *name, one, other)


def _order(key: SeriesKey) -> tuple[str, ...]:
    return (key.indicator, key.ref_area, key.freq, key.transformation, key.label, key.dims)


def _cause(valued: tuple[bool, bool], *, new: bool) -> Cause:
    if valued == (True, False):
        return Cause.WITHDRAWAL
    return Cause.NEW_DATA if new or valued == (False, True) else Cause.REVISION


def _facts(registers: Registers) -> dict[_FactId, MemberFact]:
    return {
        (register.id, member.id, attribute): fact
        for register in registers.values()
        for member in register.members
        for attribute, fact in member.facts.items()
    }


def fact_changes(old: Registers, new: Registers) -> Iterator[FactChange]:
    """Facts of members that came, were taken back, or say something else."""
    before, after = _facts(old), _facts(new)
    for name in dict.fromkeys((*after, *before)):
        one, other = before.get(name), after.get(name)
        texts = (one.value if one else "", other.value if other else "")
        if texts[0] == texts[1]:
            continue
        register, member, attribute = name
        known = (new.get(register) or old[register]).member(member) or old[register].member(member)
        title = known.name if known else member
        moved_on = attribute in _GOING_ON and all(texts)
        cause = Cause.NEW_DATA if moved_on else _cause((bool(texts[0]), bool(texts[1])), new=not texts[0])
        yield FactChange(cause, register, member, title, attribute, one, other)


_GOING_ON = (Attribute.PROGRESS, Attribute.REMARK)
"""What each return tells anew: another value is news, not a correction of the old one."""


def return_changes(old: Registers, new: Registers) -> Iterator[ReturnChange]:
    """Registers that are known up to another month."""
    for name in sorted(old.keys() | new.keys()):
        before, after = (known[name].reported if name in known else None for known in (old, new))
        if before != after:
            cause = Cause.WITHDRAWAL if after is None or (before and after < before) else Cause.NEW_DATA
            yield ReturnChange(cause, name, before, after)


_Name = TypeVar("_Name")
_Item = TypeVar("_Item")


def applied(old: Knowledge, new: Knowledge, changes: Iterable[Evidence]) -> Knowledge:
    """What was known then, with some of the changes; where nothing changed the later row stands."""
    figures, facts = _figures(old.current), _facts(old.registers)
    figures |= {name: row for name, row in _figures(new.current).items() if _same(figures.get(name), row)}
    histories, later = _histories(old.registers), _histories(new.registers)
    reported = {name: (register.reported, register.vintage) for name, register in old.registers.items()}
    for change in changes:
        if isinstance(change, FigureChange):
            _put(figures, (change.key, change.period, change.source), change.new)
        elif isinstance(change, FactChange):
            name = (change.register, change.member, change.attribute)
            _put(facts, name, change.new)
            _put(histories, name, later.get(name))
        elif isinstance(change, ReturnChange):
            register = new.registers.get(change.register)
            reported[change.register] = (change.new, register.vintage if register else None)
    return Knowledge(
        current=_as_current(figures), registers=_as_registers(facts, histories, reported, _months(old, new))
    )


_Histories = dict[_FactId, tuple[MemberFact, ...]]


def _histories(registers: Registers) -> _Histories:
    return {
        (register.id, member.id, attribute): told
        for register in registers.values()
        for member in register.members
        for attribute, told in member.history.items()
    }


def _months(old: Knowledge, new: Knowledge) -> dict[str, Mapping[int, Period]]:
    """For which months the returns of each register spoke: a batch says the same at any time."""
    known = [(name, register.months) for each in (old, new) for name, register in each.registers.items()]
    found: dict[str, Mapping[int, Period]] = {}
    for name, months in known:
        found[name] = {**found.get(name, {}), **months}
    return found


def _same(old: Observation | None, new: Observation) -> bool:
    return old is not None and outcome(new, old) is not Outcome.REVISED


def _put(known: dict[_Name, _Item], name: _Name, item: _Item | None) -> None:
    if item is None:
        known.pop(name, None)
    else:
        known[name] = item


def _as_current(figures: Mapping[_FigureId, Observation]) -> dict[SeriesKey, tuple[Observation, ...]]:
    rows: dict[SeriesKey, list[Observation]] = {}
    for (key, _, _), row in figures.items():
        rows.setdefault(key, []).append(row)
    return {key: tuple(sorted(found, key=lambda row: (row.period.end, row.source))) for key, found in rows.items()}


def _as_registers(
    facts: Mapping[_FactId, MemberFact],
    histories: _Histories,
    reported: Mapping[str, tuple[Period | None, date | None]],
    months: Mapping[str, Mapping[int, Period]],
) -> dict[str, Register]:
    members: dict[str, dict[str, dict[Attribute, MemberFact]]] = {name: {} for name in reported}
    for (register, member, attribute), fact in facts.items():
        members.setdefault(register, {}).setdefault(member, {})[attribute] = fact
    told: dict[tuple[str, str], dict[Attribute, tuple[MemberFact, ...]]] = {}
    for (register, member, attribute), history in histories.items():
        told.setdefault((register, member), {})[attribute] = history
    return {
        name: Register(
            name,
            tuple(Member(name, member, found[member], told.get((name, member), {})) for member in sorted(found)),
            *reported.get(name, (None, None)),
            months.get(name, {}),
        )
        for name, found in members.items()
    }
