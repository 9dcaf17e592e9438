"""The compiled configuration: read only when it was made by this program from exactly the files as they are now.

The first line names the files and carries two SHA-256 sums: the key over program version, format and the bytes of the
files, and the sum of the second line. Whatever does not fit is ignored and written anew; a folder that cannot be
written to is no error.
"""

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from gaoxin_monitor import __version__
from gaoxin_monitor.settings.codec import SHAPE, decode, encode
from gaoxin_monitor.settings.files import digest, read_config_file, read_regular
from gaoxin_monitor.settings.model import Configuration

FORMAT = 1
"""To be raised when the lists of ``codec`` change their meaning but not their fields."""

_MISFITS = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError, OSError)
"""What reading a damaged or foreign file can raise."""


def cache_path(root: Path) -> Path:
    """Where the compiled configuration of a workspace lies."""
    return root.joinpath("data", "cache", "configuration.json")


def read_cache(root: Path) -> Configuration | None:
    """The compiled configuration if it is exactly what the files say now."""
    try:
        head, _, body = read_regular(cache_path(root)).partition(b"\n")
        key, checksum, names = json.loads(head)
        current = digest(read_config_file(root, name) for name in names)
        if key != _key(current) or checksum != sha256(body).hexdigest():
            return None
        return decode(json.loads(body), current)
    except _MISFITS:
        return None


def write_cache(root: Path, configuration: Configuration, names: tuple[str, ...]) -> None:
    """Replaces the compiled configuration; ``names`` are the files, in the order of the digest."""
    body = json.dumps(encode(configuration), ensure_ascii=False, separators=(",", ":")).encode()
    head = json.dumps([_key(configuration.digest), sha256(body).hexdigest(), names], ensure_ascii=False).encode()
    path = cache_path(root)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(head + b"\n" + body)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()


def _key(current: str) -> str:
    return sha256(f"{__version__}\0{FORMAT}\0{SHAPE}\0{current}".encode()).hexdigest()
