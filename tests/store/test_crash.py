"""Processes that die or compete: nothing that was acknowledged is lost, nothing is half there."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.building import REVENUE, day, deliver, figure, values

from gaoxin_monitor.domain.observations import SeriesKey
from gaoxin_monitor.store import Store

ROOT = Path(__file__).parent.parent.parent

WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from gaoxin_monitor.store import Store
from tests.store.building import REVENUE, day, deliver, figure

path, source, batches, rows = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
keys = [replace(REVENUE, indicator=f"indicator_{n}") for n in range(rows)]
with Store.open(path) as store:
    print("ready", flush=True)
    for number in range(batches):
        batch = deliver(store, day(1), *(figure(str(number + n), key=key) for n, key in enumerate(keys)), source=source)
        print(batch.id, flush=True)
"""

HALF_DONE = """
import os, sqlite3, sys
sql = sqlite3.connect(sys.argv[1], isolation_level=None)
sql.execute("PRAGMA cache_size = 1")
sql.execute("BEGIN IMMEDIATE")
sql.execute("DROP TRIGGER obs_is_final")
sql.execute("UPDATE obs SET value = 'half', text = hex(randomblob(2000))")
os._exit(9)
"""


def _start(path: Path, source: str, batches: int, rows: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), source, str(batches), str(rows)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT)


@pytest.mark.parametrize("acknowledged", [1, 2, 3, 4, 5])
def test_a_process_killed_while_it_writes_loses_nothing_it_acknowledged(
    empty: Path, path: Path, acknowledged: int
) -> None:
    shutil.copyfile(empty, path)
    rows = 2000
    with _start(path, "zone_bureau", 1000, rows) as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline().strip() for _ in range(1 + acknowledged)]
        writer.kill()
    assert told == ["ready", *map(str, range(1, acknowledged + 1))]
    with Store.open(path, read_only=True) as store:
        assert store.verify() == ()
        assert store.last_batch() >= acknowledged
        for number in range(1, store.last_batch() + 1):
            found = store.observations(last_batch=number)
            assert len(found) == rows
            assert {o.batch for o, *_ in found.values()} == {number}


def test_what_a_dead_process_left_half_written_is_rolled_back_even_by_a_reader(store: Store, path: Path) -> None:
    deliver(store, day(1), *(figure("1", key=key) for key in _keys(60)))
    before = store.observations()
    store.close()
    half_done = subprocess.run([sys.executable, "-c", HALF_DONE, str(path)], check=False)
    assert half_done.returncode == 9
    assert path.with_name(f"{path.name}-journal").exists()
    with Store.open(path, read_only=True) as reader:
        assert reader.observations() == before
        assert reader.verify() == ()


def test_two_processes_write_at_the_same_time_and_both_succeed(store: Store, path: Path) -> None:
    with _start(path, "zone_finance", 12, 3) as one, _start(path, "department", 12, 3) as other:
        seen = 0
        while one.poll() is None or other.poll() is None:
            last = store.last_batch()
            assert last >= seen
            assert len(values(store, last_batch=last)) % 3 == 0
            seen = last
        assert (one.returncode, other.returncode) == (0, 0)
        assert one.stdout is not None
        assert other.stdout is not None
        told = sorted(int(line) for stream in (one.stdout, other.stdout) for line in stream if line != "ready\n")
    assert told == list(range(1, 25))
    assert [batch.id for batch in store.batches()] == told
    assert store.verify() == ()


def _keys(count: int) -> list[SeriesKey]:
    return [replace(REVENUE, indicator=f"indicator_{n}") for n in range(count)]
