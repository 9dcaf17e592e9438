"""Reads what one batch wrote, each row with what stood before it."""

import sqlite3
from collections.abc import Iterator

from gaoxin_monitor.domain.batches import Delivery, FactEntry, Figure, Outcome, RegisterReturn
from gaoxin_monitor.store.codec import PERIODS, Row, T
from gaoxin_monitor.store.database import Database
from gaoxin_monitor.store.names import read_names, read_series
from gaoxin_monitor.store.streams import FACTS, FIGURES, Stream


def read_written(database: Database, batch: int) -> Delivery:
    """What a batch put in force or out of it, old → new, and the returns it brought."""
    with database.reading() as sql:
        series = read_series(sql)
        figures = tuple(
            Figure(series[row[0]], item, _outcome(before), before) for row, item, before in _rows(sql, FIGURES, batch)
        )
        facts = tuple(
            FactEntry(item, _outcome(before), before.value if before else "")
            for _, item, before in _rows(sql, FACTS, batch)
        )
        found = sql.execute("SELECT register, period FROM register_return WHERE batch = ?", (batch,))
        returns = tuple(RegisterReturn(register, PERIODS[period]) for register, period in found)
    return Delivery(figures=figures, facts=facts, returns=returns)


def _outcome(before: object) -> Outcome:
    return Outcome.NEW if before is None else Outcome.REVISED


def _rows(sql: sqlite3.Connection, stream: Stream[T], batch: int) -> Iterator[tuple[Row, T, T | None]]:
    rows = sql.execute(stream.stored_by_batch, (batch,)).fetchall()
    before = {
        vintage: stream.in_force(sql, rows, (vintage, batch - 1)) for vintage in {row[stream.width] for row in rows}
    }
    for row, item in zip(rows, stream.as_stored(rows, read_names(sql)), strict=True):
        yield row, item, before[row[stream.width]].get(row[: stream.key])
