"""Writes a file so that at any moment the old one is intact or the new one complete."""

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from gaoxin_monitor.errors import ExportError

CHECKSUM_SUFFIX = ".sha256"
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


def write_atomically(path: Path, data: bytes) -> None:
    """Writes ``data`` and, beside it, its checksum in the format of ``sha256sum``.

    A file of that name is replaced only when both are safely on disk; a link is followed. ExportError says why it
    could not be written; the old file, if there was one, is then as it was.
    """
    digest = sha256(data).hexdigest()
    try:
        target = path.resolve()
        checksum = target.with_name(target.name + CHECKSUM_SUFFIX)
        for name in (target, checksum):
            if name.is_dir():
                raise ExportError("export-target-is-folder", path=str(name))
            if name.exists() and not name.is_file():
                raise ExportError("export-target-is-no-file", path=str(name))
        _replace({target: data, checksum: f"{digest}  {target.name}\n".encode()}, digest)
        _sync_folder(target.parent)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        names = {"path": str(path), "folder": str(path.parent)}
        raise ExportError(_slug(error, path), detail=_detail(error), **names) from error


def _replace(contents: Mapping[Path, bytes], digest: str) -> None:
    """Temporary names are short and of this process, so that they fit and two exports cannot meet in them."""
    staged: dict[Path, Path] = {}
    try:
        for number, (target, content) in enumerate(contents.items()):
            temporary = staged[target] = target.with_name(f".{digest[:12]}-{os.getpid()}-{number}.tmp")
            with temporary.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        for target, temporary in staged.items():
            temporary.replace(target)
    finally:
        for temporary in staged.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Makes the renaming itself durable where the system lets a folder be opened."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _slug(error: Exception, path: Path) -> str:
    """Why it could not be written; where no file of that name stood, the sentence (``-new``) speaks of none."""
    if isinstance(error, FileNotFoundError | NotADirectoryError) and not path.parent.is_dir():
        return "export-folder-missing"
    stood = os.path.lexists(path)
    if isinstance(error, PermissionError):
        return "export-denied" if stood else "export-denied-new"
    if isinstance(error, OSError) and error.errno in _FULL:
        return "export-disk-full" if stood else "export-disk-full-new"
    return "export-write-failed" if stood else "export-write-failed-new"


def _detail(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
