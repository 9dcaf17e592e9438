"""Reads batches, and which of them are undone."""

import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from gaoxin_monitor.store.codec import DAYS, Row
from gaoxin_monitor.store.database import Database

if TYPE_CHECKING:
    from gaoxin_monitor.domain.batches import Batch

HEAD_COLUMNS = (
    "batch, kind, source, importer, importer_version, file_name, file_sha256, file_size, file_encoding, ref_area,"
    " vintage, recorded_at, user, undoes, ledger, new, revised, same, coarser, chain"
)
_SELECT = f"SELECT {HEAD_COLUMNS} FROM batch ORDER BY batch"  # noqa: S608 - columns are constants
_LEDGERS = "SELECT batch, entry.key, entry.value FROM batch, json_each(iif(json_valid(ledger), ledger, '{}')) AS entry"


def read_batches(database: Database) -> "tuple[Batch, ...]":
    """Every batch, oldest first."""
    with database.reading() as sql:
        ledgers: dict[int, dict[str, int]] = {}
        for batch, name, count in sql.execute(_LEDGERS):
            ledgers.setdefault(batch, {})[name] = count
        return tuple(_batch(row, ledgers.get(row[0], {})) for row in sql.execute(_SELECT))


def _batch(row: Row, ledger: dict[str, int]) -> "Batch":
    from gaoxin_monitor.domain.batches import (  # noqa: PLC0415 - a board asks for no batch
        Batch,
        BatchHead,
        BatchKind,
        Outcome,
        SourceFile,
    )

    number, kind, source, importer, version, *file, area, vintage, recorded_at, user, undoes, _, new = row[:16]
    revised, same, coarser, chain = row[16:]
    name, sha256, size, encoding = file
    head = BatchHead(
        kind=BatchKind(kind),
        source=source,
        importer=importer,
        importer_version=version,
        file=None if name is None else SourceFile(name=name, sha256=sha256, size=size, encoding=encoding),
        ref_area=area,
        vintage=DAYS[vintage],
        recorded_at=datetime.fromisoformat(recorded_at),
        user=user,
        undoes=undoes,
        ledger=ledger,
    )
    counts = {Outcome.NEW: new, Outcome.REVISED: revised, Outcome.SAME: same, Outcome.COARSER: coarser}
    return Batch(id=number, head=head, counts=counts, chain=chain)


def read_last(sql: sqlite3.Connection) -> int:
    """The number of the newest batch, 0 when there is none."""
    return int(sql.execute("SELECT coalesce(max(batch), 0) FROM batch").fetchone()[0])


def read_undone(sql: sqlite3.Connection, last_batch: int) -> frozenset[int]:
    """The batches that were not in force when ``last_batch`` was the newest."""
    undos = read_undos(sql, last_batch)
    if not undos:
        return frozenset()
    from gaoxin_monitor.domain.batches import undone_of  # noqa: PLC0415 - a board asks for no batch

    return undone_of(undos)


def read_undos(sql: sqlite3.Connection, last_batch: int) -> list[tuple[int, int]]:
    """Pairs (undo, what it undoes)."""
    return sql.execute("SELECT batch, undoes FROM batch WHERE undoes NOT NULL AND batch <= ?", (last_batch,)).fetchall()
