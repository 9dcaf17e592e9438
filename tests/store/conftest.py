import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaoxin_monitor.store import Store


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store to copy, because making one waits for the disk."""
    made = tmp_path_factory.mktemp("store") / "empty.db"
    Store.open(made, create=True).close()
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store belongs: a folder with a space, Chinese and characters that mean something in a URI."""
    folder = tmp_path / "数据 a#b%20?c"
    folder.mkdir()
    return folder / "高新.db"


@pytest.fixture
def store(empty: Path, path: Path) -> Iterator[Store]:
    """A new, empty store that does not wait for the disk."""
    shutil.copyfile(empty, path)
    with Store.open(path) as opened:
        opened._database.sql.execute("PRAGMA synchronous = OFF")
        yield opened
