"""The files of a configuration as bytes, and the digest that names exactly these bytes."""

import errno
import stat
from collections.abc import Iterable
from pathlib import Path

from gaoxin_monitor.domain.frozen import dataclass

FOLDER = "config"
SETTINGS = "settings.toml"
INDICATORS = "indicators.toml"
RULES = "rules.toml"
LEARNED = "learned.toml"
CALENDAR = "calendar.toml"

LIMIT = 8 * 1024 * 1024
"""Bytes; the plan of 99 targets has 70 000."""


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """One file by its name within ``config/``; ``data`` is None where ``problem`` (a slug) says why."""

    name: str
    data: bytes | None
    problem: str = ""
    detail: str = ""

    @property
    def shown_name(self) -> str:
        """The path from the workspace, as diagnostics print it."""
        return f"{FOLDER}/{self.name}"


def read_config_file(root: Path, name: str) -> ConfigFile:
    """Reads a file of ``config/``; what is wrong with it is part of the answer."""
    try:
        return ConfigFile(name, read_regular(root.joinpath(FOLDER, name)))
    except (FileNotFoundError, NotADirectoryError):
        return ConfigFile(name, None, "config-missing")
    except IsADirectoryError:
        return ConfigFile(name, None, "config-not-a-file")
    except OverflowError:
        return ConfigFile(name, None, "config-too-large", str(LIMIT // 1024 // 1024))
    except (OSError, ValueError) as error:
        code = errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""
        return ConfigFile(name, None, "config-unreadable", code or "?")


def read_regular(path: Path) -> bytes:
    """The bytes of a regular file; never blocks on a pipe or reads a device. OSError or OverflowError otherwise."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "not a regular file", str(path))
    if status.st_size > LIMIT:
        raise OverflowError
    return path.read_bytes()


def digest(files: Iterable[ConfigFile]) -> str:
    """SHA-256 over names, lengths and bytes; a file that is not there counts as such."""
    from hashlib import sha256  # noqa: PLC0415 - not needed while nothing changed

    total = sha256()
    for file in files:
        state = "absent" if file.data is None else str(len(file.data))
        total.update(f"{file.name}\0{state}\0".encode("utf-8", "surrogatepass"))
        total.update(file.data or b"")
    return total.hexdigest()
