import os
import sys
from pathlib import Path

import pytest
from tests.ordinary_user import ordinary_user, reachable_folder

from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.importing import opening
from gaoxin_monitor.importing.opening import read_bytes


def _slug(path: Path) -> str:
    found = read_bytes(path)
    assert isinstance(found, Diagnostic)
    assert found.severity.blocks
    assert found.place.file == path.name
    return found.slug


def test_a_regular_file_is_read_whole_also_with_a_name_that_other_readers_expand(tmp_path: Path) -> None:
    for name in ("报表[1].csv", "~.csv", "-x.csv", "表 1 *.csv" if sys.platform != "win32" else "表 1.csv"):
        (tmp_path / name).write_bytes(name.encode())
        assert read_bytes(tmp_path / name) == name.encode()


def test_what_is_no_file_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "空.csv").touch()
    assert _slug(tmp_path / "没有.csv") == "file-missing"
    assert _slug(tmp_path) == "file-folder"
    assert _slug(tmp_path / "空.csv") == "file-empty"


def test_a_name_that_no_file_system_takes_is_unreadable(tmp_path: Path) -> None:
    assert _slug(tmp_path / "a\0b.csv") == "file-unreadable"
    assert _slug(tmp_path / ("长" * 400)) == "file-unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO there")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.csv")
    assert _slug(tmp_path / "管道.csv") == "file-special"


def test_a_file_without_permission_is_unreadable() -> None:
    with reachable_folder() as folder:
        path = folder / "表.csv"
        path.write_bytes(b"1")
        path.chmod(0)
        with ordinary_user(folder):
            assert _slug(path) == "file-unreadable"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SIZE_LIMIT", 1024)
    path = tmp_path / "大.csv"
    path.write_bytes(b"1" * 1025)
    assert _slug(path) == "file-huge"
