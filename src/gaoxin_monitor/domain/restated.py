"""What a batch had written and later batches delivered again: taking the batch back leaves it as it is."""

from collections.abc import Iterable, Mapping
from datetime import date

from gaoxin_monitor.domain.batches import FactEntry, Figure
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import Observation

Entry = Figure | FactEntry


@dataclass(frozen=True, slots=True)
class Restated:
    """The ``entries`` of a batch, of ``total`` that it wrote, that are in force as the later ``batch`` has them.

    ``members`` gives the members of registers their names, by register and id.
    """

    batch: int
    entries: tuple[Entry, ...]
    total: int
    members: Mapping[tuple[str, str], str] = field(default_factory=dict)


def restated_by(
    standing: Iterable[tuple[Entry, Observation | MemberFact | None]], members: Mapping[tuple[str, str], str]
) -> tuple[Restated, ...]:
    """For every later batch what it keeps in force, of pairs (what was written, what is in force for it now)."""
    pairs = tuple(standing)
    kept: dict[int, list[Entry]] = {}
    for entry, current in pairs:
        if current is not None and (current.vintage, current.batch) > _order(entry):
            kept.setdefault(current.batch, []).append(entry)
    return tuple(Restated(batch, tuple(entries), len(pairs), members) for batch, entries in sorted(kept.items()))


def _order(entry: Entry) -> tuple[date, int]:
    item = entry.observation if isinstance(entry, Figure) else entry.fact
    return (item.vintage, item.batch)
