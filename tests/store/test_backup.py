import hashlib
import os
import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.building import REVENUE, day, deliver, fact, figure, values

from gaoxin_monitor.errors import StoreError, UsageError
from gaoxin_monitor.store import Store
from gaoxin_monitor.store.last_links import note_beside


def _everything(store: Store, last_batch: int | None = None) -> tuple[object, ...]:
    batches = store.batches()[:last_batch]
    return store.observations(last_batch=last_batch), store.members(last_batch=last_batch), batches


def test_a_backup_is_a_whole_store_with_its_checksum_beside_it(store: Store, path: Path) -> None:
    deliver(store, day(1), figure("2.13"), fact("2024-08-01"))
    target = path.parent / "备份 1" / "高新.db"
    assert store.backup(target) == target
    assert sorted(file.name for file in target.parent.iterdir()) == ["高新.db", "高新.db.sha256"]
    checksum = target.with_name("高新.db.sha256").read_text(encoding="utf-8")
    assert checksum == f"{hashlib.sha256(target.read_bytes()).hexdigest()} *高新.db\n"
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with Store.open(target, read_only=True) as copy:
        assert _everything(copy) == _everything(store)
        assert copy.verify() == ()


def test_a_backup_takes_the_place_of_an_older_one(store: Store, path: Path) -> None:
    target = path.with_name("backup.db")
    store.backup(target)
    deliver(store, day(1), figure("2.13"))
    store.backup(target)
    with Store.open(target) as copy:
        assert copy.last_batch() == 1


def test_a_reader_can_make_a_backup(store: Store, path: Path) -> None:
    deliver(store, day(1), figure("2.13"))
    with Store.open(path, read_only=True) as reader:
        assert reader.backup(path.with_name("backup.db")).is_file()


def test_a_backup_onto_the_store_itself_is_refused(store: Store, path: Path) -> None:
    for target in (path, path.parent / ".." / path.parent.name / path.name):
        with pytest.raises(UsageError) as refusal:
            store.backup(target)
        assert refusal.value.slug == "store-backup-onto-itself"
    assert store.verify() == ()


def test_a_damaged_store_gives_no_backup_and_keeps_the_old_one(store: Store, path: Path) -> None:
    deliver(store, day(1), figure("2.13"))
    target = path.with_name("backup.db")
    store.backup(target)
    good = target.read_bytes()
    with closing(sqlite3.connect(path)) as sql, sql:
        sql.execute("DROP TRIGGER obs_is_final")
        sql.execute("UPDATE obs SET value = '9'")
    with pytest.raises(StoreError) as refusal:
        store.backup(target)
    assert (refusal.value.slug, refusal.value.params) == ("store-backup-unsound", {"path": str(path)})
    assert target.read_bytes() == good
    assert sorted(file.name for file in path.parent.iterdir()) == sorted(
        [path.name, note_beside(path).name, target.name, f"{target.name}.sha256"]
    )


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(store: Store, path: Path) -> None:
    target = path.with_name("folder.db")
    target.mkdir()
    with pytest.raises(StoreError) as refusal:
        store.backup(target)
    assert refusal.value.slug in {"store-failed", "store-denied"}
    assert not [file for file in path.parent.iterdir() if "partial" in file.name]


def test_backups_made_while_somebody_writes_are_states_of_the_store(store: Store, path: Path) -> None:
    begun, stop = threading.Event(), threading.Event()

    def write() -> None:
        with Store.open(path) as writer:
            writer._database.sql.execute("PRAGMA synchronous = OFF")
            number = 0
            while not stop.is_set():
                number += 1
                deliver(writer, day(1 + number % 28), figure(f"{number}"), fact(f"{number}"))
                begun.set()

    thread = threading.Thread(target=write)
    thread.start()
    assert begun.wait(30)
    try:
        copies = [store.backup(path.with_name(f"{number}.db")) for number in range(6)]
    finally:
        stop.set()
        thread.join()
    for file in copies:
        with Store.open(file, read_only=True) as copy:
            last = copy.last_batch()
            assert copy.verify() == ()
            assert _everything(copy) == _everything(store, last)


def test_a_restored_backup_goes_on_where_it_stopped(store: Store, path: Path) -> None:
    deliver(store, day(1), figure("2.13"))
    saved = store.backup(path.with_name("saved.db"))
    deliver(store, day(2), figure("9.99"))
    store.close()
    shutil.copyfile(saved, path)
    with Store.open(path) as restored:
        assert values(restored) == ["2.13"]
        assert deliver(restored, day(3), figure("2.15")).id == 2
        assert len(restored.revisions(REVENUE)) == 2
        assert [fault.slug for fault in restored.verify()] == ["store-batch-lost"]
        note_beside(path).unlink()
        assert restored.verify() == ()
