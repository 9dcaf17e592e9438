"""One open store file: the connection, its settings, its transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from gaoxin_monitor.errors import StoreError
from gaoxin_monitor.store.failures import failure, named
from gaoxin_monitor.store.schema import APPLICATION_ID, MIGRATIONS, Migrations

BUSY_SECONDS = 10.0
"""How long to wait for another process that writes."""

OLDEST_SQLITE = (3, 38, 0)
"""The first with STRICT tables and JSON built in."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA synchronous = EXTRA",
)

_ROOM = "PRAGMA cache_size = -65536"
"""64 MB, so that a large import is written once, at its end."""

_SMALLEST_PAGE = 512


class Database:
    """A connection with the path that error messages name. Use it in the thread that opened it."""

    def __init__(self, sql: sqlite3.Connection, path: Path) -> None:
        self.sql = sql
        self.path = path

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One moment of the store: what other processes add meanwhile stays out of sight.

        What cannot be understood was not written by this program: damage, too. Within :meth:`writing` the moment is
        that of the writing.
        """
        with named(self.path):
            within = self.sql.in_transaction
            if not within:
                self.sql.execute("BEGIN")
            try:
                yield self.sql
            except (ArithmeticError, LookupError, TypeError, ValueError) as error:
                raise failure("store-damaged", self.path, repr(error)) from error
            finally:
                if not within and self.sql.in_transaction:
                    self.sql.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; waits for another writer. Done only when the block is left without an error.

        Within another writing it is a part of that one, which decides for all.
        """
        if self.sql.in_transaction:
            yield self.sql
            return
        with named(self.path):
            self.sql.execute(_ROOM)
            self.sql.execute("BEGIN IMMEDIATE")
            try:
                yield self.sql
                self.sql.execute("COMMIT")
            finally:
                if self.sql.in_transaction:
                    self.sql.execute("ROLLBACK")


def connect(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection to an existing file, never making one; with every setting that safety rests on."""
    posix = path.absolute().as_posix()
    uri = f"file://{quote(posix if posix.startswith('/') else f'/{posix}')}?mode=rw"
    sql = sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            sql.execute(pragma)
    except BaseException:
        sql.close()
        raise
    return sql


def open_database(path: Path, *, create: bool, read_only: bool, busy_seconds: float) -> Database:
    """Opens a store file: finishes what a crash left behind and an older version lacks, refuses what is no store."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        needed = ".".join(map(str, OLDEST_SQLITE))
        raise StoreError("store-sqlite-old", found=sqlite3.sqlite_version, needed=needed)
    with named(path):
        if create and not path.exists():
            from gaoxin_monitor.store.creating import create as make  # noqa: PLC0415 - needed once in a store's life

            make(path)
        _refuse_by_size(path)
        database = Database(connect(path, busy_seconds=busy_seconds), path)
        try:
            _refuse_by_header(database)
            bring_up_to_date(database)
            database.sql.execute("PRAGMA journal_mode = DELETE")
            database.sql.execute(f"PRAGMA query_only = {int(read_only)}")
        except BaseException:
            database.sql.close()
            raise
    return database


def _refuse_by_size(path: Path) -> None:
    # Through the file system only: a second handle on a live SQLite file would drop this process's locks on closing.
    if not path.exists():
        raise StoreError("store-missing", path=str(path))
    if not path.is_file():
        raise StoreError("store-not-a-file", path=str(path))
    size = path.stat().st_size
    if size == 0:
        raise StoreError("store-empty", path=str(path))
    if size < _SMALLEST_PAGE:  # SQLite would take it for an empty database
        raise StoreError("store-not-sqlite", path=str(path))


def _refuse_by_header(database: Database) -> None:
    if _header(database.sql, "application_id") != APPLICATION_ID:
        raise StoreError("store-foreign", path=str(database.path))
    found = version_of(database.sql)
    if found > len(MIGRATIONS):
        raise StoreError("store-newer", path=str(database.path), found=found, known=len(MIGRATIONS))


def version_of(sql: sqlite3.Connection) -> int:
    """Which step of the migrations the file is at."""
    return _header(sql, "user_version")


def _header(sql: sqlite3.Connection, field: str) -> int:
    return int(sql.execute(f"PRAGMA {field}").fetchone()[0])


def bring_up_to_date(database: Database, migrations: Migrations = MIGRATIONS) -> None:
    """Takes the file through the steps it lacks, after a backup beside it."""
    found = version_of(database.sql)
    if found == len(migrations):
        return
    from gaoxin_monitor.store.backup import backup_before_migration  # noqa: PLC0415 - only an old file needs it

    backup_before_migration(database, found)
    migrate(database, migrations)


def migrate(database: Database, migrations: Migrations = MIGRATIONS) -> None:
    """All missing steps and the new version number in one transaction."""
    with database.writing() as sql:
        for step in migrations[version_of(sql) :]:
            for statement in step:
                sql.execute(statement)
        sql.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        sql.execute(f"PRAGMA user_version = {len(migrations)}")
