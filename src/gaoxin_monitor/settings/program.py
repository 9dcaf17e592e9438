"""Which program this is, told by the files of the modules that compile a configuration."""

import os
import sys
from functools import cache
from pathlib import Path

from gaoxin_monitor import __version__

PACKAGE = Path(__file__).parent.parent
COMPILING = ("", "domain", "domain/evaluation", "messages", "settings", "settings/checks", "settings/shapes")
"""The folders of the package whose modules have a say in what a configuration becomes."""


@cache
def program_state() -> str | None:
    """Changes with every change of those modules; None where they lie in no folder (a zip file, a frozen program).

    Sizes and times stand for the contents: whoever edits, checks out or installs a file moves its time of change,
    even when its size and its time of writing are set to those of the file before.
    """
    return state_of(PACKAGE)


def state_of(package: Path) -> str | None:
    """The state of a package's compiling modules, as one text; equal texts, equal modules."""
    try:
        files = [file for folder in COMPILING for file in _modules(package / folder)]
    except OSError:
        return None
    return f"{__version__} {sys.hexversion:x} {files}" if files else None


def _modules(folder: Path) -> list[tuple[str, int, int, int]]:
    with os.scandir(folder) as entries:
        modules = [entry for entry in entries if entry.name.endswith((".py", ".pyc"))]
    known = sorted((entry.name, entry.stat()) for entry in modules)
    return [(name, status.st_size, status.st_mtime_ns, status.st_ctime_ns) for name, status in known]
