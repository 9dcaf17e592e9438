"""Batches: what one import added, never changed; and how a new file compares with what is stored."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from gaoxin_monitor.domain.codes import Code
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period


class BatchKind(Code):
    """Why a batch was written."""

    IMPORT = "import"
    UNDO = "undo"


class Outcome(Code):
    """How one figure or fact of a file compares with the current one of the same source.

    COARSER restates the current value with fewer digits: equal after rounding, so not a revision and not written.
    """

    NEW = "new"
    REVISED = "revised"
    SAME = "same"
    COARSER = "coarser"

    @property
    def written(self) -> bool:
        """Whether a row is written for it."""
        return self in (Outcome.NEW, Outcome.REVISED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """The file a batch came from. ``encoding`` is empty for workbooks; ``sha256`` is of the bytes as delivered."""

    name: str
    sha256: str
    size: int
    encoding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchHead:
    """Everything about a batch but its rows.

    ``vintage`` dates all its rows; ``ledger`` counts what became of every cell of the file.
    """

    kind: BatchKind
    source: str
    importer: str
    importer_version: str
    file: SourceFile | None
    ref_area: str
    vintage: date
    recorded_at: datetime
    user: str = ""
    undoes: int | None = None
    ledger: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch as stored: its number, its head, how many rows it added by outcome, and its link in the hash chain."""

    id: int
    head: BatchHead
    counts: Mapping[Outcome, int]
    chain: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a file on its way into the store; ``observation.batch`` is 0 until it is written."""

    key: SeriesKey
    observation: Observation
    outcome: Outcome = Outcome.NEW
    previous: Observation | None = None


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One member fact of a file on its way into the store."""

    fact: MemberFact
    outcome: Outcome = Outcome.NEW
    previous: str = ""


@dataclass(frozen=True, slots=True)
class RegisterReturn:
    """That a register was reported for a month, even when nothing in it changed."""

    register: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What one file brings: figures, member facts and the registers it reports on, compared with the store."""

    figures: tuple[Figure, ...] = ()
    facts: tuple[FactEntry, ...] = ()
    returns: tuple[RegisterReturn, ...] = ()

    def counts(self) -> dict[Outcome, int]:
        """Figures and facts by outcome."""
        found = dict.fromkeys(Outcome, 0)
        for outcome in (*(figure.outcome for figure in self.figures), *(entry.outcome for entry in self.facts)):
            found[outcome] += 1
        return found


def undone_of(undos: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The batches not in force, of pairs (undo, what it undoes).

    An undo that was itself undone counts no more, so the newest speak first.
    """
    undone: set[int] = set()
    for batch, undoes in sorted(undos, reverse=True):
        if batch not in undone:
            undone.add(undoes)
    return frozenset(undone)
