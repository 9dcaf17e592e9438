"""From a path to bytes. Only regular files are read, whole and up to a limit; every refusal is a diagnostic."""

import stat
from pathlib import Path

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place

SIZE_LIMIT = 100 * 1024 * 1024
"""Larger files are refused: a table of statistics is never that large, and decoding needs several times the size."""


def read_bytes(path: Path) -> bytes | Diagnostic:
    """The content of one file, or why it cannot be had."""
    try:
        status = path.stat()
        if refusal := _refusal(path, status.st_mode, status.st_size):
            return refusal
        with path.open("rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        return _fatal("file-missing", path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return _fatal("file-unreadable", path, reason=getattr(error, "strerror", None) or str(error))
    if len(data) > SIZE_LIMIT:
        return _huge(path, len(data))
    return data or _fatal("file-empty", path)


def _refusal(path: Path, mode: int, size: int) -> Diagnostic | None:
    if stat.S_ISDIR(mode):
        return _fatal("file-folder", path)
    if not stat.S_ISREG(mode):
        return _fatal("file-special", path)
    return _huge(path, size) if size > SIZE_LIMIT else None


def _huge(path: Path, size: int) -> Diagnostic:
    return _fatal("file-huge", path, size=size // 2**20, limit=SIZE_LIMIT // 2**20)


def _fatal(slug: str, path: Path, **params: object) -> Diagnostic:
    return Diagnostic(slug, Severity.FATAL, place=Place(path.name), params=params)
