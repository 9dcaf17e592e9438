"""What one batch did: the rows it wrote, the boards on either side of it, and what an undo could not bring back."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from gaoxin_monitor.domain.batches import Batch, BatchKind, Delivery, FactEntry, Figure
from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.members import MemberFact, Register
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.restated import Restated, restated_by
from gaoxin_monitor.workspace.adoption import current_rows
from gaoxin_monitor.workspace.desk import Workspace

Lights = Mapping[Period, Mapping[str, Light]]
"""By month and target id."""


@dataclass(frozen=True, slots=True)
class Around:
    """The boards of one month before and after a batch; ``elsewhere`` are the other months whose lights it changed."""

    before: Board
    after: Board
    elsewhere: tuple[tuple[Period, int], ...]


def written_by(desk: Workspace, batch: int) -> Delivery:
    """The rows that a batch put in force, each with what stood before."""
    with closing(desk.store()) as store:
        return store.written_by(batch)


def boards_around(desk: Workspace, batch: Batch, *, month: Period | None = None, as_of: date | None = None) -> Around:
    """Both boards of a month; by default the newest with data, for an undo before it: it may take that month away.

    Both are judged by the plan that the batch found, so that only its rows make a difference.
    """
    numbers, found = (batch.id - 1, batch.id), batch.id
    if month is None:
        newest = numbers[batch.head.kind is not BatchKind.UNDO]
        month = desk.board(as_of=as_of, last_batch=newest, plan_batch=found).month
    before, after = (desk.board(month, as_of=as_of, last_batch=number, plan_batch=found) for number in numbers)
    old, new = (desk.lights(as_of=as_of, last_batch=number, plan_batch=found) for number in numbers)
    return Around(before, after, tuple(_moved(old, new, month)))


def _moved(old: Lights, new: Lights, shown: Period) -> Iterator[tuple[Period, int]]:
    """In which months but the shown one how many targets have another light."""
    for month, lights in new.items():
        before = old[month]
        count = sum(target in before and before[target] is not light for target, light in lights.items())
        if count and month != shown:
            yield month, count


def restated_since(desk: Workspace, undo: Batch, *, as_of: date | None = None) -> tuple[Restated, ...]:
    """What the undone batch had written and an undo leaves as it is, because later batches delivered it again."""
    if undo.head.undoes is None:
        return ()
    day = as_of or desk.today
    with closing(desk.store()) as store:
        written = store.written_by(undo.head.undoes)
        keys = {figure.key for figure in written.figures}
        rows = current_rows(store, desk.configuration.catalogue, keys, as_of=day, last_batch=undo.id) if keys else {}
        registers = store.members(as_of=day, last_batch=undo.id) if written.facts else {}
    names = {(register.id, member.id): member.name for register in registers.values() for member in register.members}
    return restated_by(_standing(written, rows, registers), names)


Standing = tuple[Figure | FactEntry, Observation | MemberFact | None]


def _standing(
    written: Delivery, rows: dict[SeriesKey, tuple[Observation, ...]], registers: dict[str, Register]
) -> Iterable[Standing]:
    """Everything a batch wrote with what is in force for it now."""
    figures = {(key, row.period, row.source): row for key, found in rows.items() for row in found}
    for figure in written.figures:
        seen = figure.observation
        yield figure, figures.get((figure.key, seen.period, seen.source))
    facts = {
        (register.id, member.id, attribute): fact
        for register in registers.values()
        for member in register.members
        for attribute, fact in member.facts.items()
    }
    for entry in written.facts:
        fact = entry.fact
        yield entry, facts.get((fact.register, fact.member, fact.attribute))
