"""What the world does to a store, as errors with a name and something to do about it."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gaoxin_monitor.errors import StoreError

_PRIMARY = 0xFF
_SLUGS = {
    sqlite3.SQLITE_ERROR: "store-damaged",  # every statement is constant: what it names is missing from the file
    sqlite3.SQLITE_BUSY: "store-locked",
    sqlite3.SQLITE_LOCKED: "store-locked",
    sqlite3.SQLITE_FULL: "store-disk-full",
    sqlite3.SQLITE_READONLY: "store-read-only",
    sqlite3.SQLITE_CANTOPEN: "store-denied",
    sqlite3.SQLITE_PERM: "store-denied",
    sqlite3.SQLITE_NOTADB: "store-not-sqlite",
    sqlite3.SQLITE_CORRUPT: "store-damaged",
    sqlite3.SQLITE_IOERR: "store-failed",
}


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Turns what SQLite and the operating system raise into StoreErrors about ``path``; misuse stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        slug = _slug(error)
        if slug is None:
            raise
        raise failure(slug, path, str(error)) from error
    except UnicodeDecodeError as error:  # SQLite quotes from a damaged schema
        raise failure("store-damaged", path, str(error)) from error
    except OSError as error:
        raise failure(_slug_of_os(error), path, error.strerror or str(error)) from error


def failure(slug: str, path: Path, why: str) -> StoreError:
    """The error; a full disk is told with the bytes that are left."""
    if slug == "store-disk-full":
        return StoreError(slug, path=str(path), free=_free_bytes(path.parent))
    return StoreError(slug, path=str(path), why=why)


def _slug(error: sqlite3.Error) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own complaint that bytes in a text column are no UTF-8.
        return "store-damaged" if isinstance(error, sqlite3.OperationalError) else None
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        return "store-unfinished"
    return _SLUGS.get(code & _PRIMARY)


def _slug_of_os(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "store-disk-full"
    return "store-denied" if isinstance(error, PermissionError) else "store-failed"


def _free_bytes(folder: Path) -> int:
    from shutil import disk_usage  # noqa: PLC0415 - loaded by nothing else that reads a board

    return disk_usage(folder).free
