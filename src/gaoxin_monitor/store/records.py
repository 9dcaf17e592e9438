"""Dated records beside the figures: exports, notes, changes of the plan, plugins that were accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from json import dumps, loads

from gaoxin_monitor.store.database import Database


@dataclass(frozen=True, slots=True)
class Record:
    """Something that happened, as it was noted down: ``body`` is what JSON can say of it."""

    id: int
    kind: str
    subject: str
    body: Mapping[str, object]
    recorded_at: datetime


def add_record(database: Database, kind: str, subject: str, body: Mapping[str, object], recorded_at: datetime) -> int:
    """Writes a record and returns its number; what JSON does not know (days, decimals) is written as text."""
    from gaoxin_monitor.store.chain import link  # noqa: PLC0415 - reading needs no hashes

    with database.writing() as sql:
        last = sql.execute("SELECT id, chain FROM record ORDER BY id DESC LIMIT 1").fetchone()
        number, previous = (last[0] + 1, last[1]) if last else (1, "")
        row = (number, kind, subject, dumps(dict(body), ensure_ascii=False, default=str), recorded_at.isoformat())
        sql.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", (*row, link(previous, row)))
        return number


def read_records(database: Database, kind: str | None) -> tuple[Record, ...]:
    """All records, or those of one kind, oldest first."""
    with database.reading() as sql:
        rows = sql.execute("SELECT id, kind, subject, body, recorded_at FROM record ORDER BY id").fetchall()
        return tuple(
            Record(number, found, subject, loads(body), datetime.fromisoformat(recorded_at))
            for number, found, subject, body, recorded_at in rows
            if kind in (None, found)
        )


def read_heads(database: Database, kind: str, subject: str, names: Sequence[str]) -> tuple[Record, ...]:
    """The records about one subject, oldest first, of their bodies only the named fields."""
    fields = ", ".join(["json_extract(body, ?)"] * len(names))
    query = f"SELECT id, recorded_at, {fields} FROM record WHERE kind = ? AND subject = ? ORDER BY id"  # noqa: S608 - only question marks
    with database.reading() as sql:
        rows = sql.execute(query, (*(f"$.{name}" for name in names), kind, subject)).fetchall()
        return tuple(
            Record(number, kind, subject, dict(zip(names, values, strict=True)), datetime.fromisoformat(recorded_at))
            for number, recorded_at, *values in rows
        )


def read_record(database: Database, number: int) -> Record:
    """One whole record."""
    with database.reading() as sql:
        query = "SELECT id, kind, subject, body, recorded_at FROM record WHERE id = ?"
        found, kind, subject, body, recorded_at = sql.execute(query, (number,)).fetchone()
        return Record(found, kind, subject, loads(body), datetime.fromisoformat(recorded_at))
