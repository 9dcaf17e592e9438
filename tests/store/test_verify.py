import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.building import JUNE, MAY, NOW, REVENUE, day, deliver, fact, figure, undo_head

from gaoxin_monitor.domain.batches import RegisterReturn
from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.errors import StoreError
from gaoxin_monitor.messages import load
from gaoxin_monitor.store import Store
from gaoxin_monitor.store.chain import first_difference
from gaoxin_monitor.store.last_links import note_beside, noted_links

Edit = Callable[[sqlite3.Connection], object]


@pytest.fixture
def full(store: Store) -> Store:
    """Three batches, an undo and two records."""
    deliver(store, day(1), figure("2.13"), figure("1.80", MAY), fact("2024-08-01"), RegisterReturn("roads", MAY))
    deliver(store, day(2), figure("2.15"), figure("1.80", MAY), fact("2024-09-01"), RegisterReturn("roads", JUNE))
    deliver(store, day(3), figure("35.2", unit=REVENUE_UNIT), source="另一个来源")
    store.undo(2, undo_head())
    store.record("note", "gdp", {"text": "说明"}, NOW)
    store.record("export", "2024-06", {}, NOW)
    return store


REVENUE_UNIT = figure("1").observation.unit


def _edited(store: Store, *statements: str) -> tuple[Diagnostic, ...]:
    """What a check finds after somebody went round the triggers with another connection."""
    with closing(sqlite3.connect(store._database.path, isolation_level=None)) as sql:
        sql.execute("PRAGMA synchronous = OFF")
        sql.execute("BEGIN")
        triggers = sql.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            sql.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            sql.execute(statement)
        for _, text in triggers:
            sql.execute(text)
        sql.execute("COMMIT")
    found = store.verify()
    for diagnostic in found:
        assert diagnostic.severity is Severity.ERROR
        assert diagnostic.place.file == store._database.path.name
        for language in ("zh", "en"):
            messages = load(language)
            for sentence in (messages.diagnostic(diagnostic), messages.advice(diagnostic)):
                assert not sentence.startswith("diagnostic.")
                assert "{" not in sentence
    return found


def _broken(found: tuple[Diagnostic, ...]) -> list[tuple[object, object, object]]:
    assert {diagnostic.slug for diagnostic in found} <= {"store-chain-broken", "store-orphan"}
    return [
        (diagnostic.params["batch"], diagnostic.params["table"], diagnostic.params["row"])
        for diagnostic in found
        if diagnostic.slug == "store-chain-broken"
    ]


def test_a_store_that_nobody_touched_is_whole(full: Store) -> None:
    assert full.verify() == full.verify(full=False) == ()


_INSERT = """
INSERT INTO obs SELECT series, 20240401, source, vintage, batch, value, text, status, unit, sheet, line, col, withdrawn,
  origin_vintage, origin_batch FROM obs WHERE batch = 2"""
_RETURN = "roads 20240401 20240701 1"
_OTHER_RETURN = "zzz 20240501 20240702 2"


@pytest.mark.parametrize(
    ("statement", "batch", "table", "row"),
    [
        ("UPDATE obs SET value = '9' WHERE batch = 1 AND period = 20240601", 1, "obs", "fiscal_revenue 2024-06"),
        ("UPDATE obs SET value = '2.150' WHERE batch = 2", 2, "obs", "fiscal_revenue 2024-06"),
        ("UPDATE obs SET line = 5 WHERE batch = 1 AND period = 20240501", 1, "obs", "fiscal_revenue 2024-05"),
        ("UPDATE obs SET text = '' WHERE batch = 3", 3, "obs", "fiscal_revenue 2024-06"),
        ("UPDATE obs SET withdrawn = 1 WHERE batch = 4", 4, "obs", "fiscal_revenue 2024-06"),
        ("UPDATE obs SET value = CAST(x'32ff' AS TEXT) WHERE batch = 2", 2, "obs", "fiscal_revenue 2024-06"),
        ("UPDATE obs_restated SET value = '1.81'", 2, "obs_restated", "fiscal_revenue 2024-05"),
        ("UPDATE fact SET value = '2025-01-01' WHERE batch = 1", 1, "fact", "roads/road planned"),
        (
            "UPDATE register_return SET period = 20240401 WHERE batch = 1",
            1,
            "register_return",
            "roads 20240401 20240701 1",
        ),
        ("UPDATE unit SET mult = 4", 1, "unit", "1 元 4 1"),
        ("UPDATE sheet SET name = name || x'ff' WHERE id = 1", 1, "sheet", "1 快报\\udcff 1"),
        ("UPDATE source SET name = 'x' WHERE batch = 3", 3, "source", "2 x 3"),
        ("UPDATE series SET ref_area = 'x'", 1, "series", "1 fiscal_revenue x M ytd   1"),
        ("UPDATE member SET member = 'x'", 1, "member", "1 roads x 1"),
        ("UPDATE batch SET vintage = 20240102 WHERE batch = 2", 2, "batch", "2"),
        ("UPDATE batch SET file_name = 'x' WHERE batch = 3", 3, "batch", "3"),
        ("UPDATE batch SET ledger = '{}' WHERE batch = 1", 1, "batch", "1"),
        ("DELETE FROM obs WHERE batch = 1 AND period = 20240501", 1, "obs", "fiscal_revenue 2024-06"),
        ("DELETE FROM register_return WHERE batch = 2", 2, "register_return", ""),
        (_INSERT, 2, "obs", "fiscal_revenue 2024-04"),
        (
            "INSERT INTO register_return VALUES ('zzz', 20240501, 20240702, 2)",
            2,
            "register_return",
            _OTHER_RETURN,
        ),
    ],
)
def test_an_edited_row_is_named(full: Store, statement: str, batch: int, table: str, row: str) -> None:
    assert _broken(_edited(full, statement)) == [(batch, table, row)]


def test_a_forged_link_shows_in_its_batch_and_the_next(full: Store) -> None:
    found = _edited(full, "UPDATE batch SET chain = 'ab' WHERE batch = 2")
    assert _broken(found) == [(2, "batch", "2"), (3, "batch", "3")]


def test_a_removed_batch_shows_in_the_next_and_by_what_points_to_it(full: Store) -> None:
    found = _edited(full, "DELETE FROM batch WHERE batch = 2")
    assert _broken(found) == [(3, "batch", "3")]
    orphans = {(d.params["table"], d.params["parent"]): d.count for d in found if d.slug == "store-orphan"}
    assert orphans == {
        ("obs", "batch"): 1,
        ("obs_restated", "batch"): 1,
        ("fact", "batch"): 1,
        ("register_return", "batch"): 1,
        ("batch", "batch"): 1,
    }


def test_a_row_that_lost_its_name_is_found_and_the_board_says_damaged(full: Store) -> None:
    found = _edited(full, "DELETE FROM unit")
    assert _broken(found) == [(1, "sheet", "1 快报 1")]  # the first that is not where it was
    assert {d.params["parent"] for d in found if d.slug == "store-orphan"} == {"unit"}
    with pytest.raises(StoreError) as refusal:
        full.observations()
    assert refusal.value.slug == "store-damaged"


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (("DELETE FROM series", "UPDATE obs SET value = '7' WHERE batch = 3"), (3, "obs", "None 2024-06")),
        (("DELETE FROM member", "UPDATE fact SET value = '7' WHERE batch = 2"), (2, "fact", "None planned")),
    ],
)
def test_rows_whose_series_or_member_is_gone_are_named_without_it(
    full: Store, statements: tuple[str, ...], named: tuple[int, str, str]
) -> None:
    assert named in _broken(_edited(full, *statements))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE obs SET value = '2.1x' WHERE batch = 1",
        "UPDATE obs SET value = CAST(x'32ff' AS TEXT) WHERE batch = 1",
        "UPDATE obs SET period = 20249999 WHERE batch = 1 AND period = 20240601",
        "UPDATE obs SET status = '?' WHERE batch = 1",
    ],
)
def test_what_cannot_be_understood_is_damage_not_a_traceback(full: Store, statement: str) -> None:
    assert _edited(full, statement)
    with pytest.raises(StoreError) as refusal:
        full.observations()
    assert refusal.value.slug == "store-damaged"


def test_a_ledger_that_is_no_json_does_not_hide_the_batches(full: Store) -> None:
    assert _edited(full, "UPDATE batch SET ledger = '{' WHERE batch = 1")
    assert full.batches()[0].head.ledger == {}


@pytest.mark.parametrize(
    ("statement", "records"),
    [
        ("UPDATE record SET body = '{}' WHERE id = 1", [1]),
        ("UPDATE record SET chain = 'x' WHERE id = 1", [1, 2]),
        ("DELETE FROM record WHERE id = 1", [2]),
    ],
)
def test_an_edited_record_is_named(full: Store, statement: str, records: list[int]) -> None:
    found = _edited(full, statement)
    assert [(d.slug, d.params["record"]) for d in found] == [("store-record-changed", n) for n in records]


def test_a_changed_structure_is_named(full: Store) -> None:
    sql = full._database.sql
    sql.execute("DROP TRIGGER obs_stays")
    sql.execute("CREATE INDEX extra ON obs(batch)")
    assert [(d.slug, d.params["name"]) for d in full.verify()] == [
        ("store-schema-changed", "extra"),
        ("store-schema-changed", "obs_stays"),
    ]


def _cut_off(store: Store, *tables: str, last: int, column: str = "batch") -> tuple[Diagnostic, ...]:
    return _edited(store, *(f"DELETE FROM {table} WHERE {column} = {last}" for table in tables))  # noqa: S608 - our own


_ALL_OF_A_BATCH = ("obs", "obs_restated", "obs_delivered", "fact", "fact_restated", "register_return", "batch")


def _ends(found: tuple[Diagnostic, ...]) -> list[tuple[object, object]]:
    tables = {"store-batch-lost": "batch", "store-record-lost": "record"}
    return [(tables[diagnostic.slug], diagnostic.params["number"]) for diagnostic in found]


def test_a_newest_batch_that_was_removed_with_all_its_rows_is_missed(full: Store) -> None:
    tables = {name for (name,) in full._database.sql.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    of_batch = [table for table in _ALL_OF_A_BATCH if table in tables]
    assert _ends(_cut_off(full, *of_batch, last=4)) == [("batch", 4)]


def test_a_newest_record_that_was_removed_is_missed(full: Store) -> None:
    assert _ends(_cut_off(full, "record", last=2, column="id")) == [("record", 2)]


def test_what_is_written_after_a_loss_does_not_cover_it(full: Store) -> None:
    _cut_off(full, "record", last=2, column="id")
    full.record("export", "2024-07", {}, NOW)
    assert _ends(full.verify()) == [("record", 2)]


@pytest.mark.parametrize("note", ["", "{", "[]", '{"batch": 3}', '{"batch": ["x", "y"]}', "\x00"])
def test_a_note_that_is_none_says_nothing_and_is_renewed(full: Store, note: str) -> None:
    path = note_beside(full._database.path)
    path.write_text(note, encoding="utf-8")
    assert full.verify() == ()
    full.record("note", "gdp", {}, NOW)
    assert [(link.table, link.number) for link in noted_links(full._database.path)] == [("batch", 4), ("record", 3)]


def test_an_older_copy_that_was_put_back_is_told_until_the_note_is_removed(full: Store, tmp_path: Path) -> None:
    path = full._database.path
    copy = full.backup(tmp_path / "copy.db")
    full.record("note", "gdp", {}, NOW)
    full.close()
    copy.replace(path)
    with Store.open(path) as older:
        assert _ends(older.verify()) == [("record", 3)]
        note_beside(path).unlink()
        assert older.verify() == ()


def test_what_sqlite_finds_wrong_is_told_in_its_words(full: Store) -> None:
    with closing(sqlite3.connect(full._database.path)) as sql, sql:
        sql.execute("PRAGMA ignore_check_constraints = ON")
        sql.execute("INSERT INTO series VALUES (9, '', '', '', '', '', '', 1)")
    found = {diagnostic.slug: diagnostic.params for diagnostic in full.verify()}
    assert found["store-integrity"] == {"why": "CHECK constraint failed in series"}
    assert "store-chain-broken" in found


def test_a_page_of_rubbish_is_named(full: Store) -> None:
    path = full._database.path
    (root,) = full._database.sql.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'obs'").fetchone()
    full.close()
    _overwrite(path, (root - 1) * 4096, b"\xff" * 4096)
    with Store.open(path) as store:
        assert {d.slug for d in store.verify()} == {"store-integrity"}
        assert {d.slug for d in store.verify(full=False)} == {"store-integrity"}
        with pytest.raises(StoreError) as refusal:
            store.observations()
        assert refusal.value.slug == "store-damaged"


def test_a_flipped_bit_is_noticed_or_changes_no_answer(full: Store) -> None:
    path, answers = full._database.path, _answers(full)
    full.close()
    whole = path.read_bytes()
    noticed = 0
    for bit in range(11, len(whole) * 8, len(whole) * 8 // 160):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        noticed += _notices(path, answers)
    assert noticed > 10


def _answers(store: Store) -> tuple[object, ...]:
    return store.observations(), store.members(), store.batches(), store.records(), store.revisions(REVENUE)


def _notices(path: Path, answers: tuple[object, ...]) -> bool:
    try:
        with Store.open(path) as store:
            if store.verify():
                return True
            assert _answers(store) == answers
    except StoreError:
        return True
    return False


def _overwrite(path: Path, offset: int, content: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(offset)
        stream.write(content)


def test_another_failure_than_damage_is_no_finding(full: Store) -> None:
    with closing(sqlite3.connect(full._database.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        full._database.sql.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(StoreError) as refusal:
            full.verify()
    assert refusal.value.slug == "store-locked"


def test_sums_of_different_length_differ_where_the_shorter_ends() -> None:
    one, two = b"\x01\0\0\0", b"\x02\0\0\0"
    assert first_difference(one + two, one + two) is None
    assert first_difference(one + two, two + two) == 0
    assert first_difference(one, one + two) == 1
    assert first_difference(one + two, one) == 1
    assert first_difference(b"\x01\0", one) == 0
