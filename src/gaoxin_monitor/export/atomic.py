"""Writes a file so that at any moment the old one is intact or the new one complete."""

import errno
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from gaoxin_monitor.errors import ExportError

CHECKSUM_SUFFIX = ".sha256"
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


def write_atomically(path: Path, data: bytes) -> None:
    """Writes ``data`` and, beside it, its checksum in the format of ``sha256sum``.

    A file of that name is replaced only when the new one is safely on disk; a link is followed. ExportError says why
    it could not be written, and then nothing has changed.
    """
    digest = sha256(data).hexdigest()
    try:
        target = path.resolve()
        if target.is_dir():
            raise ExportError("export-target-is-folder", path=str(path))
        _replace(target, data, digest)
        checksum = target.with_name(target.name + CHECKSUM_SUFFIX)
        _replace(checksum, f"{digest}  {target.name}\n".encode(), digest)
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        raise ExportError(_slug(error, path), path=str(path), detail=_detail(error)) from error


def _replace(target: Path, data: bytes, digest: str) -> None:
    """The temporary name is short and of its own process, so that it fits and two exports cannot meet in it."""
    temporary = target.with_name(f".{digest[:12]}-{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Makes the renaming itself durable where the system lets a folder be opened."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _slug(error: OSError | ValueError, path: Path) -> str:
    if isinstance(error, PermissionError):
        return "export-denied"
    if isinstance(error, OSError) and error.errno in _FULL:
        return "export-disk-full"
    if isinstance(error, FileNotFoundError | NotADirectoryError) and not path.parent.is_dir():
        return "export-folder-missing"
    return "export-write-failed"


def _detail(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
