"""Which plugin code may run: only what equals, byte for byte, a file that comes with the program.

Copies that came with an earlier version of the program are recognised by the record of them (``shipped.txt``, written
by ``tools/record_importers.py``). They never run: the program's own file takes their place.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def allowed(content: bytes) -> bool:
    """The one place that decides whether a drop-in file runs."""
    return sha256(content).hexdigest() in _shipped()


def outdated(content: bytes) -> bool:
    """Whether this is an unchanged copy of a file that came with an earlier version."""
    return not allowed(content) and sha256(content).hexdigest() in _recorded()


def shipped(name: str) -> bytes | None:
    """The program's own file of this name."""
    return next((file.read_bytes() for file in _shipped_files() if file.name == name), None)


@cache
def _shipped() -> frozenset[str]:
    return frozenset(sha256(file.read_bytes()).hexdigest() for file in _shipped_files())


@cache
def _recorded() -> frozenset[str]:
    record = (files("gaoxin_monitor.importing") / "shipped.txt").read_text("utf-8")
    return frozenset(line.partition(" ")[0] for line in record.splitlines())


def _shipped_files() -> Iterator[Traversable]:
    """The importers of the wheel, or of the source tree the program runs from."""
    package = files("gaoxin_monitor")
    for folder in (package / "_starter" / "plugins" / "importers", Path(str(package)).parents[1] / "plugins/importers"):
        if folder.is_dir():
            yield from (file for file in folder.iterdir() if file.name.endswith(".py"))
