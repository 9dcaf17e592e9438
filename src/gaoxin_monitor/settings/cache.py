"""The compiled configuration: read only when it was made by this very program from exactly the files as they are now.

The first line says by which program and from which files; behind it stand the compiled lists, and a copy of every
file, so that nothing but equal bytes is taken for unchanged. Whatever does not fit is ignored and written anew; a
folder that cannot be written to is no error.
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from gaoxin_monitor.settings.codec import decode, encode
from gaoxin_monitor.settings.files import ConfigFile, read_config_file, read_regular
from gaoxin_monitor.settings.model import Configuration
from gaoxin_monitor.settings.program import program_state

_MISFITS = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError, OSError)
"""What reading a damaged or foreign file can raise."""


def cache_path(root: Path) -> Path:
    """Where the compiled configuration of a workspace lies."""
    return root.joinpath("data", "cache", "configuration.bin")


def read_cache(root: Path) -> Configuration | None:
    """The compiled configuration if it is exactly what the files and the program are now."""
    try:
        head, _, rest = read_regular(cache_path(root)).partition(b"\n")
        program, digest, checksum, size, files = json.loads(head)
        if program != program_state() or checksum != crc32(rest) or not _unchanged(root, files, rest, size):
            return None
        return decode(json.loads(rest[:size]), digest)
    except _MISFITS:
        return None


def _unchanged(root: Path, files: Sequence[tuple[str, int | None]], rest: bytes, start: int) -> bool:
    """Whether every file has the bytes of its copy; one that was not there must not be there now."""
    for name, size in files:
        now = read_config_file(root, name).data
        end = start + (size or 0)
        if now != (None if size is None else rest[start:end]):
            return False
        start = end
    return start == len(rest)


def write_cache(root: Path, configuration: Configuration, files: Sequence[ConfigFile]) -> None:
    """Replaces the compiled configuration; ``files`` are those it was compiled from, as they were read."""
    program = program_state()
    if program is None:
        return
    body = json.dumps(encode(configuration), ensure_ascii=False, separators=(",", ":")).encode()
    rest = b"".join((body, *(file.data or b"" for file in files)))
    sizes = [(file.name, None if file.data is None else len(file.data)) for file in files]
    head = json.dumps([program, configuration.digest, crc32(rest), len(body), sizes], ensure_ascii=False).encode()
    path = cache_path(root)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(head + b"\n" + rest)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
