import errno
import gc
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ordinary_user import ordinary_user, reachable_folder
from tests.store.building import NOW, REVENUE, day, deliver, figure, values

from gaoxin_monitor.domain.observations import SeriesKey
from gaoxin_monitor.errors import StoreError
from gaoxin_monitor.messages import load
from gaoxin_monitor.store import Store, creating, database, failures
from gaoxin_monitor.store.last_links import note_beside


def _refused(path: Path, *, create: bool = True, read_only: bool = False) -> StoreError:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as refusal:
        Store.open(path, create=create, read_only=read_only, busy_seconds=0)
    assert (path.read_bytes() if path.is_file() else None) == before
    for language in ("zh", "en"):
        sentence = load(language).error(refusal.value)
        assert str(path) in sentence
        assert "{" not in sentence
    return refusal.value


def test_a_new_store_is_made_private_and_durable(path: Path) -> None:
    with Store.open(path, create=True) as store:
        sql = store._database.sql
        settings = {
            name: sql.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("foreign_keys", "recursive_triggers", "trusted_schema", "cell_size_check", "synchronous")
        }
        assert settings == {
            "foreign_keys": 1,
            "recursive_triggers": 1,
            "trusted_schema": 0,
            "cell_size_check": 1,
            "synchronous": 3,
        }
        assert sql.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert (store.last_batch(), store.batches(), store.series_keys(), store.observations()) == (0, (), (), {})
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_making_a_store_where_one_is_opens_it(path: Path) -> None:
    with Store.open(path, create=True) as store:
        store.record("note", "gdp", {}, NOW)
    with Store.open(path, create=True) as store:
        assert store.version() == 1


def test_what_another_process_made_meanwhile_is_left_alone(store: Store) -> None:
    store.record("note", "gdp", {}, NOW)
    path = store._database.path
    creating.create(path)
    assert store.version() == 1
    assert {file.name for file in path.parent.iterdir()} == {path.name, note_beside(path).name}


def test_a_file_system_without_hard_links_will_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with Store.open(path, create=True) as store:
        assert store.last_batch() == 0
    creating.create(path)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_folders_that_cannot_be_synced_are_no_failure(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY", raising=False)
    with Store.open(path, create=True) as store:
        assert store.last_batch() == 0


def test_a_missing_store_is_not_made_by_looking(path: Path) -> None:
    assert _refused(path, create=False).slug == "store-missing"
    assert list(path.parent.iterdir()) == []


def test_a_store_in_a_missing_folder_cannot_be_made(path: Path) -> None:
    missing = path.parent / "no" / path.name
    error = _refused(missing)
    assert (error.slug, error.params["path"]) == ("store-failed", str(missing))


def test_a_folder_is_refused(path: Path) -> None:
    path.mkdir()
    assert _refused(path).slug == "store-not-a-file"


def test_an_empty_file_is_refused(path: Path) -> None:
    path.touch()
    assert _refused(path).slug == "store-empty"


@pytest.mark.parametrize("content", [b"x", b"date,value\n2024,1\n" * 90, bytes(4096), "文本".encode() * 700])
def test_what_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert _refused(path).slug == "store-not-sqlite"


def test_a_renamed_workbook_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as workbook:
        workbook.writestr("[Content_Types].xml", "<Types/>" * 500)
    assert _refused(path).slug == "store-not-sqlite"


@pytest.mark.parametrize("statement", ["PRAGMA user_version = 7", "CREATE TABLE note(text)"])
def test_the_database_of_another_program_is_refused(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as sql:
        sql.execute("PRAGMA application_id = 252006675")
        sql.execute(statement)
    assert _refused(path).slug == "store-foreign"


def test_the_store_of_a_newer_program_is_refused_with_both_versions(path: Path, empty: Path) -> None:
    shutil.copyfile(empty, path)
    with closing(sqlite3.connect(path)) as sql:
        sql.execute("PRAGMA user_version = 99")
    error = _refused(path)
    assert (error.slug, error.params) == ("store-newer", {"path": str(path), "found": 99, "known": 1})


def test_a_file_cut_at_any_page_is_refused(path: Path, store: Store) -> None:
    deliver(store, day(1), *(figure(str(n), key=key) for n, key in enumerate(_many_series())))
    store.close()
    whole = path.read_bytes()
    boundaries = list(range(4096, len(whole), 4096))
    assert len(boundaries) > 12
    for size in (100, 512, 4095, *boundaries[:6], *boundaries[-6:]):
        path.write_bytes(whole[:size])
        assert _refused(path).slug in {"store-damaged", "store-not-sqlite"}


def _many_series() -> Iterator[SeriesKey]:
    for number in range(200):
        yield replace(REVENUE, indicator=f"indicator_{number}")


def test_a_store_that_another_program_holds_is_named_as_locked(store: Store) -> None:
    path = store._database.path
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert _refused(path).slug == "store-locked"
        store._database.sql.execute("PRAGMA busy_timeout = 0")
        for work in (store.last_batch, lambda: deliver(store, day(1), figure("1"))):
            with pytest.raises(StoreError) as refusal:
                work()
            assert refusal.value.slug == "store-locked"
        other.execute("ROLLBACK")
    assert deliver(store, day(1), figure("1")).id == 1


def test_a_writer_keeps_others_out_from_its_first_look_on(store: Store) -> None:
    with Store.open(store._database.path, busy_seconds=0) as other, store._database.writing():
        with pytest.raises(StoreError) as refusal:
            deliver(other, day(1), figure("1"))
        assert refusal.value.slug == "store-locked"
        assert other.last_batch() == 0


def test_a_reader_in_the_way_of_a_commit_leaves_nothing_half_done(store: Store) -> None:
    store._database.sql.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(store._database.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM batch").fetchall()
        with pytest.raises(StoreError) as refusal:
            deliver(store, day(1), figure("1"))
        assert refusal.value.slug == "store-locked"
        reader.execute("ROLLBACK")
    assert (store.last_batch(), store.series_keys()) == (0, ())
    assert deliver(store, day(1), figure("1")).id == 1


def test_a_full_disk_changes_nothing_and_tells_what_is_left(store: Store) -> None:
    deliver(store, day(1), figure("1"))
    sql = store._database.sql
    pages = sql.execute("PRAGMA page_count").fetchone()[0]
    sql.execute(f"PRAGMA max_page_count = {pages}")
    flood = [figure(str(n), key=key) for n, key in enumerate(_many_series())]
    with pytest.raises(StoreError) as refusal:
        deliver(store, day(2), *flood)
    assert refusal.value.slug == "store-disk-full"
    assert isinstance(refusal.value.params["free"], int)
    assert "字节" in load("zh").error(refusal.value)
    assert (store.last_batch(), values(store), store.verify()) == (1, ["1"], ())
    sql.execute("PRAGMA max_page_count = 100000")
    assert deliver(store, day(2), *flood).id == 2


def test_a_store_opened_for_reading_takes_nothing_in(store: Store) -> None:
    deliver(store, day(1), figure("1"))
    with Store.open(store._database.path, read_only=True) as reader:
        assert values(reader) == ["1"]
        for work in (lambda: deliver(reader, day(2), figure("2")), lambda: reader.record("note", "", {}, NOW)):
            with pytest.raises(StoreError) as refusal:
                work()
            assert refusal.value.slug == "store-read-only"
        assert reader.verify() == ()


def test_a_store_in_a_read_only_folder_can_be_read_but_not_written(store: Store) -> None:
    deliver(store, day(1), figure("1"))
    store.close()
    with reachable_folder() as folder:
        path = Path(shutil.copy(store._database.path, folder))
        path.chmod(0o400)
        folder.chmod(0o500)
        with ordinary_user(folder):
            with Store.open(path) as reader:
                assert values(reader) == ["1"]
                with pytest.raises(StoreError) as refusal:
                    deliver(reader, day(2), figure("2"))
                assert refusal.value.slug == "store-read-only"
            with pytest.raises(StoreError) as refusal:
                Store.open(path.with_name("new.db"), create=True)
            assert refusal.value.slug == "store-denied"


@pytest.mark.parametrize(
    ("trouble", "slug"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "store-denied"),
        (OSError(errno.ENOSPC, "No space left on device"), "store-disk-full"),
        (OSError(errno.EIO, "Input/output error"), "store-failed"),
    ],
)
def test_a_failure_of_the_operating_system_has_a_name(
    path: Path, monkeypatch: pytest.MonkeyPatch, trouble: OSError, slug: str
) -> None:
    def refuse(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(os, "open", refuse)
    error = _refused(path)
    assert error.slug == slug
    assert error.params.get("why", trouble.strerror) == trouble.strerror


def test_an_old_sqlite_is_named_with_what_is_needed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 37, 2))
    with pytest.raises(StoreError) as refusal:
        Store.open(store._database.path)
    assert (refusal.value.slug, refusal.value.params["needed"]) == ("store-sqlite-old", "3.38.0")


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        (sqlite3.SQLITE_READONLY_ROLLBACK, "store-unfinished"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "store-read-only"),
        (sqlite3.SQLITE_IOERR_FSYNC, "store-failed"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "store-damaged"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "store-denied"),
    ],
)
def test_what_sqlite_says_of_the_disk_has_a_name(path: Path, code: int, slug: str) -> None:
    trouble = sqlite3.OperationalError("as SQLite says it")
    trouble.sqlite_errorcode = code
    with pytest.raises(StoreError) as refusal, failures.named(path):
        raise trouble
    assert refusal.value.slug == slug
    assert "{" not in load("en").error(refusal.value)


def test_a_bug_keeps_its_own_error(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError), store._database.writing() as sql:
        sql.execute("INSERT INTO source VALUES (1, 'x', 5)")
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.last_batch()


def test_a_reading_that_sqlite_broke_off_itself_fails_once(store: Store) -> None:
    def break_off() -> None:
        with store._database.reading() as sql:
            sql.execute("ROLLBACK")
            raise KeyError(7)

    with pytest.raises(StoreError) as refusal:
        break_off()
    assert (refusal.value.slug, refusal.value.params["why"]) == ("store-damaged", "KeyError(7)")
    assert store.last_batch() == 0


def test_waiting_for_others_is_the_rule() -> None:
    assert database.BUSY_SECONDS == 10


@pytest.mark.parametrize("collecting", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(store: Store, *, collecting: bool) -> None:
    if not collecting:
        gc.disable()
    try:
        store.observations()
        assert gc.isenabled() is collecting
    finally:
        gc.enable()


_PROBE = """
import sys
from datetime import date
from pathlib import Path
from gaoxin_monitor.store import Store
with Store.open(Path(sys.argv[1]), read_only=True) as store:
    assert store.observations(as_of=date(2024, 7, 1)), store.members()
    assert store.batches() and store.last_batch()
print(*sorted({"json", "hashlib", "shutil", "tempfile", "polars", "pydantic"} & set(sys.modules)))
"""


def test_reading_a_board_loads_nothing_that_only_writing_needs(store: Store) -> None:
    deliver(store, day(1), figure("1"))
    command = [sys.executable, "-c", _PROBE, str(store._database.path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == ""
