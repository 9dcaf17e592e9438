"""Copies of a store that were proven before they got their name."""

import hashlib
import os
import sqlite3
from contextlib import closing
from itertools import chain, count
from pathlib import Path

from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.errors import StoreError, UsageError
from gaoxin_monitor.store.creating import private_file, sync_file, sync_folder
from gaoxin_monitor.store.database import Database, connect
from gaoxin_monitor.store.failures import named
from gaoxin_monitor.store.verifying import verify


def backup(database: Database, target: Path, *, full: bool = True) -> Path:
    """A copy at ``target``, with its checksum beside it; complete or not at all, whoever writes meanwhile."""
    if target.exists() and target.samefile(database.path):
        raise UsageError("store-backup-onto-itself", path=str(target))
    partial = target.with_name(f".{target.name}.{os.urandom(6).hex()}.partial")
    with named(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            private_file(partial)
            _copy(database, partial)
            if _faults(partial, full=full):
                raise StoreError("store-backup-unsound", path=str(database.path))
            _publish(partial, target)
        finally:
            partial.unlink(missing_ok=True)
    return target


def backup_before_migration(database: Database, version: int) -> Path:
    """A copy beside the store that still has the old tables."""
    path = database.path
    marks = chain([""], map("-{}".format, count(2)))
    names = (path.with_name(f"{path.stem}.v{version}{mark}{path.suffix}") for mark in marks)
    return backup(database, next(name for name in names if not name.exists()), full=False)


def _copy(database: Database, partial: Path) -> None:
    with closing(sqlite3.connect(partial)) as copy:
        database.sql.backup(copy)


def _faults(partial: Path, *, full: bool) -> tuple[Diagnostic, ...]:
    with closing(connect(partial)) as sql:
        return verify(Database(sql, partial), full=full)


def _publish(partial: Path, target: Path) -> None:
    checksum = target.with_name(f"{target.name}.sha256")
    with partial.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    sync_file(partial)
    partial.replace(target)
    checksum.write_text(f"{digest} *{target.name}\n", encoding="utf-8", newline="\n")
    sync_file(checksum)
    sync_folder(target.parent)
