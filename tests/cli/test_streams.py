"""What happens when stdout fails: a reader that has gone, a disk that is full."""

import subprocess
import sys
from pathlib import Path

import pytest


def _program(demo: Path) -> list[str]:
    return [sys.executable, "-m", "gaoxin_monitor", "--workspace", str(demo), "status", "--format", "json"]


def test_a_reader_that_leaves_early_is_no_error(demo: Path) -> None:
    with subprocess.Popen(_program(demo), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no full device here")
def test_a_full_disk_is_one_sentence_and_code_3(demo: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(_program(demo), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
