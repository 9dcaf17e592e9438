"""A write leaves the old file whole or the new one complete, and says in both languages why it failed."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.ordinary_user import ordinary_user, reachable_folder

from gaoxin_monitor.errors import ExportError
from gaoxin_monitor.export import CHECKSUM_SUFFIX, write_atomically
from gaoxin_monitor.messages import load

OLD, NEW = b"last month" * 1000, b"this month" * 2000


def _checksum(path: Path) -> Path:
    return path.with_name(path.name + CHECKSUM_SUFFIX)


def _refused(path: Path, slug: str) -> None:
    with pytest.raises(ExportError) as caught:
        write_atomically(path, NEW)
    assert caught.value.slug == slug
    assert caught.value.exit_code == 3
    for language in ("zh", "en"):
        sentence = load(language).error(caught.value)
        assert str(path.parent if slug == "export-folder-missing" else path) in sentence
        assert "{" not in sentence
        assert "error." not in sentence


def test_file_and_checksum_are_written_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "高新区 月报 2024-06.xlsx"
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    expected = f"{hashlib.sha256(NEW).hexdigest()}  高新区 月报 2024-06.xlsx\n"
    assert _checksum(path).read_bytes() == expected.encode()
    assert len(list(tmp_path.iterdir())) == 2


def test_sha256sum_agrees_with_the_checksum(tmp_path: Path) -> None:
    write_atomically(tmp_path / "月报.xlsx", NEW)
    try:
        done = subprocess.run(["sha256sum", "-c", "月报.xlsx.sha256"], cwd=tmp_path, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no sha256sum on this machine")
    assert done.returncode == 0, done.stderr


def test_an_older_file_is_replaced_with_its_checksum(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    write_atomically(path, OLD)
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert hashlib.sha256(NEW).hexdigest() in _checksum(path).read_text("utf-8")


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "真的" / "月报.xlsx"
    real.parent.mkdir()
    real.write_bytes(OLD)
    link = tmp_path / "月报.xlsx"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("links need rights here")
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert real.read_bytes() == NEW


def test_links_that_lead_in_a_circle_are_an_error_of_their_own(tmp_path: Path) -> None:
    circle = tmp_path / "月报.xlsx"
    try:
        circle.symlink_to(circle)
    except OSError:
        pytest.skip("links need rights here")
    _refused(circle, "export-write-failed")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    _refused(tmp_path / "没有" / "月报.xlsx", "export-folder-missing")


def test_a_file_in_the_place_of_the_folder_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(OLD)
    _refused(tmp_path / "文件" / "月报.xlsx", "export-folder-missing")


def test_a_folder_in_the_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    path.mkdir()
    _refused(path, "export-target-is-folder")
    assert path.is_dir()
    assert not list(path.iterdir())


def test_a_folder_that_may_not_be_written_keeps_its_file() -> None:
    with reachable_folder() as folder:
        path = folder / "月报.xlsx"
        path.write_bytes(OLD)
        folder.chmod(0o555)
        with ordinary_user(folder):
            _refused(path, "export-denied")
        assert path.read_bytes() == OLD
        assert [found.name for found in folder.iterdir()] == ["月报.xlsx"]


def test_a_name_the_system_cannot_take_is_an_error_of_its_own(tmp_path: Path) -> None:
    _refused(tmp_path / ("月" * 300 + ".xlsx"), "export-write-failed-new")
    _refused(tmp_path / "月\0报.xlsx", "export-write-failed-new")
    assert not list(tmp_path.iterdir())


_LIMITED = """
import resource, sys
from pathlib import Path
from gaoxin_monitor.errors import ExportError
from gaoxin_monitor.export import write_atomically
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_atomically(Path(sys.argv[1]), b"this month" * 2000)
except ExportError as error:
    print(error.slug)
"""


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="the limit that stands for a full disk is a matter of Unix")
    path = tmp_path / "月报.xlsx"
    path.write_bytes(OLD)
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path)], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "export-disk-full"
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_nothing_where_no_file_stood_and_says_so(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="the limit that stands for a full disk is a matter of Unix")
    path = tmp_path / "月报.xlsx"
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path)], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "export-disk-full-new"
    assert list(tmp_path.iterdir()) == []
    told = load("zh").error(ExportError("export-disk-full-new", path=str(path), folder="", detail="满"))
    assert "原文件" not in told
    assert "没有留下文件" in told


def test_a_checksum_that_cannot_be_written_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / ("m" * 248 + ".xlsx")  # fits; with .sha256 behind it, no name of 255 bytes does
    path.write_bytes(OLD)
    _refused(path, "export-write-failed")
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_place_of_the_checksum_is_named(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    _checksum(path).mkdir()
    with pytest.raises(ExportError) as caught:
        write_atomically(path, NEW)
    assert caught.value.params["path"] == str(_checksum(path))
    assert not path.exists()


_RESTLESS = """
import sys
from pathlib import Path
from gaoxin_monitor.export import write_atomically
while True:
    for content in (b"a", b"b"):
        write_atomically(Path(sys.argv[1]), content * 300_000)
        print(flush=True)
"""


def test_a_process_killed_at_any_moment_leaves_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    for attempt in range(12):
        with subprocess.Popen([sys.executable, "-c", _RESTLESS, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(attempt * 0.0037)
            writer.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        assert path.read_bytes() in (b"a" * 300_000, b"b" * 300_000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes in folders")
def test_what_is_no_ordinary_file_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    with pytest.raises(ExportError) as refused:
        write_atomically(pipe, b"data")
    assert refused.value.slug == "export-target-is-no-file"
    assert pipe.is_fifo()
