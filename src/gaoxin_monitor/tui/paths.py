"""Paths as people type, paste and drop them, and the files that are likely meant."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

DATA_SUFFIXES = (".csv", ".xls", ".xlsx", ".txt", ".tsv", ".ods", ".et")
_QUOTES = "\"'“”‘’"
_MOST = 200


def cleaned(typed: str) -> Path:
    """The path meant: without the quotes, ``file://`` and escaped blanks that dropping a file on a terminal adds."""
    text = typed.strip().strip(_QUOTES)
    if text.startswith("file://"):
        text = unquote(text.removeprefix("file://"))
    path = Path(text)
    if "\\ " in text and not exists(path):
        path = Path(text.replace("\\ ", " "))
    return path.expanduser() if text.startswith("~") else path


def existing(typed: str, *bases: Path) -> Path:
    """The first of the present folder and ``bases`` in which the typed path exists; as typed where it does not."""
    path = cleaned(typed)
    return next((found for found in (path, *(base / path for base in bases)) if exists(found)), path)


def exists(path: Path) -> bool:
    """False also for names that no file system takes."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def likely_files(*folders: Path) -> tuple[Path, ...]:
    """Data files in some folders, the newest first; folders that cannot be read have none."""
    found = {path.resolve(): path for folder in folders for path in _data_files(folder)}
    return tuple(sorted(found.values(), key=_age, reverse=True)[:_MOST])


def _data_files(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.iterdir() if path.suffix.lower() in DATA_SUFFIXES and path.is_file())
    except OSError:
        return


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
