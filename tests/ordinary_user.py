"""Permissions bind no superuser; for the length of a test it is nobody, in a folder that nobody can reach."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

_NOBODY = 65534


@contextmanager
def ordinary_user(folder: Path) -> Iterator[None]:
    """Acts as somebody who owns a folder with all that is in it, and nothing else."""
    if not hasattr(os, "geteuid"):
        pytest.skip("folder permissions of this kind are a matter of Unix")
    user = os.geteuid()
    if user == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, _NOBODY, -1)
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A folder of its own that every user can enter, unlike those of the test runner."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            folder.chmod(0o755)
