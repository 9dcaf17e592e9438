"""The same board gives the same bytes, whatever the day, the zone, the seed of hashes or the folder."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export import ExportInfo, render_workbook
from gaoxin_monitor.messages import load

_PROGRAM = """
import hashlib, importlib.util, sys, time
time.time = lambda shift=float(sys.argv[2]), now=time.time: now() + shift
spec = importlib.util.spec_from_file_location("samples", sys.argv[1])
samples = importlib.util.module_from_spec(spec)
sys.modules["samples"] = samples
spec.loader.exec_module(samples)
from gaoxin_monitor.export import render_workbook
from gaoxin_monitor.messages import load
board = samples.make_board()
key = board.rows[0].target.series
info = samples.make_info(revised=frozenset({(key, samples.MONTH)}))
print(hashlib.sha256(render_workbook(board, info, load("zh"))).hexdigest())
"""


def _digest(folder: Path, shift: int, **environment: str) -> str:
    source = Path(__file__).with_name("conftest.py")
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(source), str(shift)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=folder,
        env={**os.environ, **environment},
    )
    return done.stdout.strip()


def test_two_processes_on_other_days_in_other_places_write_the_same_bytes(data: bytes, tmp_path: Path) -> None:
    expected = hashlib.sha256(data).hexdigest()
    first = _digest(tmp_path, 0, TZ="Asia/Shanghai", PYTHONHASHSEED="1", LANG="C", LC_ALL="C")
    second = _digest(Path(__file__).parent, 40 * 86400, TZ="America/New_York", PYTHONHASHSEED="2", LC_ALL="C.UTF-8")
    assert first == second == expected


def test_the_parts_are_stored_with_fixed_dates_and_no_trace_of_a_system(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as parts:
        assert parts.testzip() is None
        names = parts.namelist()
        assert names[0] == "[Content_Types].xml"
        assert len(set(names)) == len(names)
        for entry in parts.infolist():
            assert entry.compress_type == ZIP_STORED
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.external_attr, entry.extra, entry.comment) == (0, 0, b"", b"")
    assert len(data) < 3_000_000


def test_another_cutoff_gives_another_file(board: Board, info: ExportInfo, data: bytes) -> None:
    assert render_workbook(replace(board, as_of=date(2024, 7, 26)), info, load("zh")) != data


def test_batches_that_the_board_does_not_use_leave_no_trace(board: Board, info: ExportInfo, data: bytes) -> None:
    later = replace(info.batches[1], id=9)
    assert render_workbook(board, replace(info, batches={**info.batches, 9: later}), load("zh")) == data


def test_entering_the_room_costs_no_xlsxwriter() -> None:
    program = "import sys, gaoxin_monitor.export; print('xlsxwriter' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
