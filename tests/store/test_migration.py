import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.building import JUNE, MAY, REVENUE, day, deliver, figure, values

from gaoxin_monitor.domain.batches import Outcome
from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.errors import StoreError
from gaoxin_monitor.store import Store
from gaoxin_monitor.store.database import Database, bring_up_to_date, connect, version_of
from gaoxin_monitor.store.schema import APPLICATION_ID, MIGRATIONS, Migrations

NEXT: Migrations = (*MIGRATIONS, ("ALTER TABLE record ADD COLUMN author TEXT", "CREATE TABLE later(a TEXT) STRICT"))


@pytest.fixture
def version_1(path: Path) -> Path:
    """A store as version 1 left it: the first kind that was ever given to users."""
    with closing(sqlite3.connect(path)) as sql:
        sql.executescript(Path(__file__).with_name("version_1.sql").read_text(encoding="utf-8"))
        sql.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        sql.execute("PRAGMA user_version = 1")
    return path


@pytest.fixture
def old(version_1: Path) -> Iterator[Database]:
    with closing(connect(version_1)) as sql:
        yield Database(sql, version_1)


def test_a_store_of_version_1_is_read_and_continued(version_1: Path) -> None:
    with Store.open(version_1) as store:
        assert store.verify() == ()
        assert [(o.period, str(o.value)) for o in store.observations()[REVENUE]] == [(MAY, "1.80"), (JUNE, "2.13")]
        assert values(store, last_batch=2) == ["1.80", "2.15"]
        register = store.members()["roads"]
        assert (register.reported, register.members[0].text(Attribute.PLANNED)) == (MAY, "2024-08-01")
        assert [batch.head.undoes for batch in store.batches()] == [None, None, 2]
        assert store.records()[0].body == {"文件": "月报.xlsx"}
        assert deliver(store, day(20), figure("2.20")).counts[Outcome.REVISED] == 1
        assert store.verify() == ()


def test_a_store_that_is_up_to_date_is_not_copied(old: Database) -> None:
    bring_up_to_date(old)
    assert [file.name for file in old.path.parent.iterdir()] == [old.path.name]


def test_an_older_store_is_copied_before_it_is_changed(old: Database) -> None:
    before = old.sql.execute("SELECT * FROM obs").fetchall()
    bring_up_to_date(old, NEXT)
    assert (version_of(old.sql), old.sql.execute("SELECT * FROM obs").fetchall()) == (2, before)
    assert old.sql.execute("SELECT author FROM record").fetchall() == [(None,)]
    kept = old.path.with_name("高新.v1.db")
    checksum = kept.with_name(f"{kept.name}.sha256").read_text(encoding="utf-8")
    assert checksum.startswith(hashlib.sha256(kept.read_bytes()).hexdigest())
    with Store.open(kept, read_only=True) as copy:
        assert copy.verify() == ()
    with pytest.raises(StoreError) as refusal:
        Store.open(old.path)
    assert refusal.value.slug == "store-newer"


def test_a_copy_of_an_earlier_migration_is_kept(old: Database) -> None:
    earlier = old.path.with_name("高新.v1.db")
    earlier.write_bytes(b"earlier")
    bring_up_to_date(old, NEXT)
    assert earlier.read_bytes() == b"earlier"
    assert old.path.with_name("高新.v1-2.db").is_file()


@pytest.mark.parametrize("failing", range(len(NEXT[1])))
def test_a_step_that_fails_at_any_statement_leaves_the_old_store(old: Database, failing: int) -> None:
    step = list(NEXT[1])
    step[failing] = "CREATE TABLE obs(a)"
    schema = old.sql.execute("SELECT * FROM sqlite_schema").fetchall()
    with pytest.raises(StoreError):
        bring_up_to_date(old, (*MIGRATIONS, tuple(step)))
    assert (version_of(old.sql), old.sql.execute("SELECT * FROM sqlite_schema").fetchall()) == (1, schema)
    old.sql.close()
    with Store.open(old.path) as store:
        assert store.verify() == ()


def test_what_another_process_brought_up_to_date_meanwhile_is_not_done_again(old: Database) -> None:
    from gaoxin_monitor.store.database import migrate

    migrate(old, NEXT)
    migrate(old, NEXT)
    assert version_of(old.sql) == 2


def test_a_store_that_may_not_be_written_is_not_brought_up_to_date(old: Database) -> None:
    old.sql.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError) as refusal:
        bring_up_to_date(old, NEXT)
    assert refusal.value.slug == "store-read-only"
    assert version_of(old.sql) == 1
