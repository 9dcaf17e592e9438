import sqlite3

import pytest
from tests.store.building import MAY, NOW, day, deliver, fact, figure

from gaoxin_monitor.domain.batches import RegisterReturn
from gaoxin_monitor.store import Store
from gaoxin_monitor.store.schema import BATCH, PARTS

TABLES = (BATCH.name, *(part.name for part in PARTS), "record")


@pytest.fixture
def full(store: Store) -> Store:
    """A store with a row in every table."""
    for number in (1, 2):
        deliver(store, day(number), figure("1"), fact("2024-08-01"), RegisterReturn("roads", MAY))
    store.record("note", "gdp", {}, NOW)
    return store


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM {table}",
        "UPDATE {table} SET {column} = {column}",
        "REPLACE INTO {table} SELECT * FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "UPDATE OR REPLACE {table} SET {column} = {column}",
        "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET {column} = {column}",
    ],
)
def test_no_row_can_be_changed_or_removed(full: Store, table: str, statement: str) -> None:
    sql = full._database.sql
    select = f"SELECT * FROM {table}"  # noqa: S608 - names are constants
    before = sql.execute(select).fetchall()
    assert before
    name = "period" if table == "register_return" else "batch" if table != "record" else "body"
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        sql.execute(statement.format(table=table, column=name))
    assert sql.execute(select).fetchall() == before
    assert full.verify() == ()
