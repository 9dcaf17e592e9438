"""Proof that a store is whole: SQLite's own checks, the schema, and the hash chain down to the row that was edited."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from gaoxin_monitor.domain.codes import Origin, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place
from gaoxin_monitor.errors import StoreError
from gaoxin_monitor.store.batches import HEAD_COLUMNS
from gaoxin_monitor.store.chain import first_difference, link, seal
from gaoxin_monitor.store.codec import Row, spelled_out
from gaoxin_monitor.store.database import Database
from gaoxin_monitor.store.last_links import Link, lost_links, note_beside, noted_links
from gaoxin_monitor.store.schema import FACT, FACT_RESTATED, MIGRATIONS, OBS, OBS_RESTATED, PARTS, Part


def verify(database: Database, *, full: bool) -> tuple[Diagnostic, ...]:
    """All faults that are found; empty for a store that is whole. Not ``full``: only whether SQLite can read it."""
    found: list[Diagnostic] = []
    ends = partial(_ends, database.path)
    try:
        for check in (_integrity, _orphans, _schema, _chain, _records, ends) if full else (_readable,):
            with database.reading() as sql:
                found.extend(check(sql))
    except StoreError as error:
        if error.slug != "store-damaged":
            raise
        found.append(_fault("store-integrity", why=error.params["why"]))
    return _in_file(database.path, found)


def lost_store(path: Path) -> tuple[Diagnostic, ...]:
    """The faults of a store that is not there: what was noted beside it is gone."""
    return _in_file(path, _lost(path, noted_links(path)))


def _in_file(path: Path, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(replace(fault, place=Place(file=path.name)) for fault in found)


def _fault(slug: str, *, count: int = 1, **params: object) -> Diagnostic:
    return Diagnostic(slug, Severity.ERROR, Origin.HOST, params=params, count=count)


def _readable(sql: sqlite3.Connection) -> Iterator[Diagnostic]:
    return _sqlite_says(sql.execute("PRAGMA quick_check").fetchall())


def _integrity(sql: sqlite3.Connection) -> Iterator[Diagnostic]:
    return _sqlite_says(sql.execute("PRAGMA integrity_check").fetchall())


def _sqlite_says(rows: Sequence[Row]) -> Iterator[Diagnostic]:
    if rows != [("ok",)]:
        yield _fault("store-integrity", count=len(rows), why=rows[0][0])


def _orphans(sql: sqlite3.Connection) -> Iterator[Diagnostic]:
    missing = Counter((table, parent) for table, _, parent, _ in sql.execute("PRAGMA foreign_key_check"))
    for (table, parent), count in missing.items():
        yield _fault("store-orphan", count=count, table=table, parent=parent)


_SCHEMA = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"


def _schema(sql: sqlite3.Connection) -> Iterator[Diagnostic]:
    with closing(sqlite3.connect(":memory:")) as fresh:
        for step in MIGRATIONS:
            for statement in step:
                fresh.execute(statement)
        expected = set(fresh.execute(_SCHEMA))
    for name in sorted({name for _, name, _ in expected ^ set(sql.execute(_SCHEMA))}):
        yield _fault("store-schema-changed", name=name)


def _chain(sql: sqlite3.Connection) -> Iterator[Diagnostic]:
    sql.text_factory = _any_text
    try:
        rows_by_part = [(part, _ByBatch(sql, part)) for part in PARTS]
        previous = ""
        for *head, chain, sums in sql.execute(f"SELECT {HEAD_COLUMNS}, row_sums FROM batch ORDER BY batch"):  # noqa: S608
            rows = [(part, by_batch.rows(head[0])) for part, by_batch in rows_by_part]
            found = seal(previous, tuple(head), ((part.name, of_part) for part, of_part in rows))
            if found.chain != chain:
                position = first_difference(sums, found.row_sums)
                table, row = ("batch", str(head[0])) if position is None else _row_at(sql, rows, position)
                yield _fault("store-chain-broken", batch=head[0], table=table, row=row)
            previous = chain
    finally:
        sql.text_factory = str


def _any_text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


class _ByBatch:
    """The rows of one table batch by batch, read once from front to back."""

    def __init__(self, sql: sqlite3.Connection, part: Part) -> None:
        groups = groupby(sql.execute(part.select), itemgetter(part.batch))
        self._groups = ((batch, list(rows)) for batch, rows in groups)
        self._next = next(self._groups, None)

    def rows(self, batch: int) -> list[Row]:
        """The rows of the next batch that is asked for; rows of batches that do not exist are passed over."""
        while self._next is not None and self._next[0] < batch:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != batch:
            return []
        rows = self._next[1]
        self._next = next(self._groups, None)
        return rows


def _row_at(sql: sqlite3.Connection, parts: Sequence[tuple[Part, Sequence[Row]]], position: int) -> tuple[str, str]:
    """The table and the words for the row at a position over all parts; empty words past the last one."""
    for part, rows in parts:
        if position < len(rows):
            return part.name, spelled_out(_words(sql, part, rows[position]))
        position -= len(rows)
    return parts[-1][0].name, ""


def _words(sql: sqlite3.Connection, part: Part, row: Row) -> str:
    if part in (OBS, OBS_RESTATED):
        name = sql.execute("SELECT indicator || label FROM series WHERE id = ?", row[:1]).fetchone()
        return f"{name and name[0]} {row[1] // 10000}-{row[1] // 100 % 100:02d}"
    if part in (FACT, FACT_RESTATED):
        name = sql.execute("SELECT register || '/' || member FROM member WHERE id = ?", row[:1]).fetchone()
        return f"{name and name[0]} {row[1]}"
    return " ".join(map(str, row))


def _ends(path: Path, sql: sqlite3.Connection) -> Iterator[Diagnostic]:
    return _lost(path, lost_links(sql, path))


def _lost(path: Path, links: Iterable[Link]) -> Iterator[Diagnostic]:
    for lost in links:
        yield _fault(f"store-{lost.table}-lost", number=lost.number, note=note_beside(path).name)


def _records(sql: sqlite3.Connection) -> Iterator[Diagnostic]:
    previous = ""
    for *row, chain in sql.execute("SELECT id, kind, subject, body, recorded_at, chain FROM record ORDER BY id"):
        if link(previous, tuple(row)) != chain:
            yield _fault("store-record-changed", record=row[0])
        previous = chain
