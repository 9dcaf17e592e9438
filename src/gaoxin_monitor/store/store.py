"""The store: one file that only grows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.members import MemberFact, Register
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.store.batches import read_batches, read_last, read_undone
from gaoxin_monitor.store.database import BUSY_SECONDS, Database, open_database
from gaoxin_monitor.store.figures import ALL_BATCHES, read_current, read_revisions
from gaoxin_monitor.store.names import read_series
from gaoxin_monitor.store.registers import read_fact_history, read_registers

if TYPE_CHECKING:
    from gaoxin_monitor.domain.batches import Batch, BatchHead, Delivery
    from gaoxin_monitor.store.records import Record

T = TypeVar("T")

# Only what a board needs is imported above; writing, proving and copying load their modules when they are asked for.


class Store:
    """What was delivered, when, and what it replaced. Nothing in it is ever changed or removed.

    A store belongs to the thread that opened it. Methods raise StoreError for what the world does to the file.
    Two times select what is seen: ``as_of``, the last vintage, and ``last_batch``, the last import; None: all.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(
        cls, path: Path, *, create: bool = False, read_only: bool = False, busy_seconds: float = BUSY_SECONDS
    ) -> Self:
        """Opens the file at ``path``, made first if ``create`` and nothing is there.

        Also for reading, work that a crash left half done is rolled back and an older file is brought up to date.
        ``busy_seconds`` is how long to wait for another process that writes.
        """
        return cls(open_database(path, create=create, read_only=read_only, busy_seconds=busy_seconds))

    def close(self) -> None:
        """Lets go of the file."""
        self._database.sql.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ── what is in ──

    def observations(
        self, keys: Collection[SeriesKey] | None = None, *, as_of: date | None = None, last_batch: int | None = None
    ) -> dict[SeriesKey, tuple[Observation, ...]]:
        """The figure in force for every (series, period, source), by period; series that have none are left out.

        A figure comes with the vintage, batch and place of the delivery that brought it, also where an undo put it
        back in force.
        """
        return read_current(self._database, keys, as_of, last_batch)

    def revisions(self, key: SeriesKey, period: Period | None = None) -> tuple[Observation, ...]:
        """Every stored row of a series, by period and the order in which they win.

        Each comes with the vintage and batch of the row itself; one that takes a figure back has no value and no text.
        """
        return read_revisions(self._database, key, period)

    def series_keys(self) -> tuple[SeriesKey, ...]:
        """Every series that was ever delivered, oldest first."""
        with self._database.reading() as sql:
            return tuple(read_series(sql).values())

    def unresolved(self) -> tuple[SeriesKey, ...]:
        """The series that are stored under a printed label."""
        return tuple(key for key in self.series_keys() if not key.indicator)

    def members(self, *, as_of: date | None = None, last_batch: int | None = None) -> dict[str, Register]:
        """Every register that has members or returns, with the facts in force."""
        return read_registers(self._database, as_of, last_batch)

    def fact_history(self, register: str, member: str) -> tuple[MemberFact, ...]:
        """Every stored fact of a member, by attribute and the order in which they win; empty values take back."""
        return read_fact_history(self._database, register, member)

    def batches(self) -> "tuple[Batch, ...]":
        """Every batch, oldest first."""
        return read_batches(self._database)

    def last_batch(self) -> int:
        """The number of the newest batch; 0 when the store is empty."""
        with self._database.reading() as sql:
            return read_last(sql)

    def undone(self, *, last_batch: int | None = None) -> frozenset[int]:
        """The batches that are taken back."""
        with self._database.reading() as sql:
            return read_undone(sql, ALL_BATCHES if last_batch is None else last_batch)

    def find_import(self, sha256: str, importer: str) -> "Batch | None":
        """The newest import of the same bytes by the same importer that is not undone."""
        from gaoxin_monitor.domain.batches import BatchKind  # noqa: PLC0415 - see above

        undone = self.undone()
        for batch in reversed(self.batches()):
            head = batch.head
            same = head.file is not None and head.file.sha256 == sha256 and head.importer == importer
            if same and head.kind is BatchKind.IMPORT and batch.id not in undone:
                return batch
        return None

    def written_by(self, batch: int) -> "Delivery":
        """The rows that a batch put in force, each with what stood before: old → new."""
        from gaoxin_monitor.store.written import read_written  # noqa: PLC0415 - see above

        return read_written(self._database, batch)

    def records(self, kind: str | None = None) -> "tuple[Record, ...]":
        """Dated records, oldest first."""
        from gaoxin_monitor.store.records import read_records  # noqa: PLC0415 - see above

        return read_records(self._database, kind)

    def record_heads(self, kind: str, subject: str, names: Sequence[str]) -> "tuple[Record, ...]":
        """The records about one subject, oldest first, of their bodies only the named fields."""
        from gaoxin_monitor.store.records import read_heads  # noqa: PLC0415 - see above

        return read_heads(self._database, kind, subject, names)

    def record_of(self, number: int) -> "Record":
        """One record by its number."""
        from gaoxin_monitor.store.records import read_record  # noqa: PLC0415 - see above

        return read_record(self._database, number)

    def version(self) -> int:
        """Grows with every batch and record, whoever wrote it; for live reload."""
        with self._database.reading() as sql:
            return read_last(sql) + int(sql.execute("SELECT coalesce(max(id), 0) FROM record").fetchone()[0])

    # ── what comes in ──

    def append(self, head: "BatchHead", delivery: "Delivery") -> "Batch":
        """Writes a delivery as one batch, all or nothing, and says what became of it.

        Every figure and fact is compared with what is in force as of the head's vintage, which dates them all; what
        restates it is remembered but not written as a revision.
        """
        from gaoxin_monitor.store.appending import append  # noqa: PLC0415 - see above

        return self._noted(append(self._database, head, delivery))

    def append_news(self, head: "BatchHead", delivery: "Delivery") -> "Batch | None":
        """The same; None, and nothing written, where the same file is in already and all of it turns out to be known.

        That is decided where nobody else can write: of two processes that import one file at once, one adds it.
        """
        from gaoxin_monitor.store.appending import append_news  # noqa: PLC0415 - see above

        return self._noted(append_news(self._database, head, delivery))

    def undo(self, batch: int, head: "BatchHead") -> "Batch":
        """Takes a batch back by a new one, after which everything is as if it had never been; UsageError if it cannot.

        An undo can be undone in the same way.
        """
        from gaoxin_monitor.store.appending import undo  # noqa: PLC0415 - see above

        return self._noted(undo(self._database, batch, head))

    def record(self, kind: str, subject: str, body: Mapping[str, object], recorded_at: datetime) -> int:
        """Notes down that something happened; returns the record's number."""
        from gaoxin_monitor.store.records import add_record  # noqa: PLC0415 - see above

        return self._noted(add_record(self._database, kind, subject, body, recorded_at))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything written in the block is written or nothing is; nobody else writes between its reads and writes."""
        with self._database.writing():
            yield
        self._noted(None)

    def _noted(self, written: T) -> T:
        """Passes on what was written, once it is known to last."""
        if self._database.sql.in_transaction:
            return written
        from gaoxin_monitor.store.last_links import note_links  # noqa: PLC0415 - see above

        note_links(self._database)
        return written

    # ── proof ──

    def verify(self, *, full: bool = True) -> tuple[Diagnostic, ...]:
        """Every fault of the file, down to the first bad row of a batch; not ``full``: only whether SQLite reads it."""
        from gaoxin_monitor.store.verifying import verify  # noqa: PLC0415 - see above

        return verify(self._database, full=full)

    def backup(self, target: Path) -> Path:
        """A proven copy at ``target`` with its checksum beside it, also while others write."""
        from gaoxin_monitor.store.backup import backup  # noqa: PLC0415 - see above

        return backup(self._database, target)
