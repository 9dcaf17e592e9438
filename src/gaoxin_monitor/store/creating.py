"""Makes a new store file: complete or not at all, and never over one that is there."""

import os
from contextlib import suppress
from pathlib import Path

from gaoxin_monitor.store.database import Database, connect, migrate
from gaoxin_monitor.store.failures import named


def create(path: Path) -> None:
    """An empty store at ``path``; leaves alone what another process put there meanwhile."""
    fresh = path.with_name(f".{path.name}.{os.urandom(6).hex()}.new")
    with named(path):
        try:
            private_file(fresh)
            sql = connect(fresh)
            try:
                migrate(Database(sql, fresh))
            finally:
                sql.close()
            _put_in_place(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)


def private_file(path: Path) -> None:
    """An empty file that only its owner may read."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _put_in_place(fresh: Path, path: Path) -> None:
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            fresh.rename(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Has the content on the disk before going on."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Has a new name on the disk before going on, where folders can be opened and the file system knows how."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
