"""Adds batches: what a file delivered, and the undoing of an earlier batch."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from gaoxin_monitor.domain.batches import Batch, BatchHead, BatchKind, Delivery, Outcome, undone_of
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.store.batches import read_undone, read_undos
from gaoxin_monitor.store.codec import Row, T, many_objects, period_number
from gaoxin_monitor.store.database import Database
from gaoxin_monitor.store.drafting import Draft, Numbering, series_name
from gaoxin_monitor.store.figures import ALL_BATCHES
from gaoxin_monitor.store.history import History
from gaoxin_monitor.store.streams import FACTS, FIGURES, Stream


def append(database: Database, head: BatchHead, delivery: Delivery) -> Batch:
    """Writes a delivery as one batch.

    Everything is compared once more with what is stored now: a preview may have aged while somebody else imported.
    """
    with database.writing() as sql, many_objects():
        draft = Draft(sql, head)
        source = draft.sources[(head.source,)]
        figures = [
            (draft.series[series_name(figure.key)], period_number(figure.observation.period), source)
            for figure in delivery.figures
        ]
        facts = [
            (draft.members[entry.fact.register, entry.fact.member], str(entry.fact.attribute))
            for entry in delivery.facts
        ]
        outcomes = _enter(draft, FIGURES, draft.series, figures, [figure.observation for figure in delivery.figures])
        outcomes += _enter(draft, FACTS, draft.members, facts, [entry.fact for entry in delivery.facts])
        returns = {(r.register, period_number(r.period), draft.vintage, draft.number) for r in delivery.returns}
        draft.rows["register_return"].extend(returns)
        return draft.finish({outcome: outcomes.count(outcome) for outcome in Outcome})


def _enter(
    draft: Draft, stream: Stream[T], numbering: Numbering, keys: Sequence[Row], items: Sequence[T]
) -> list[Outcome]:
    if len(set(keys)) < len(keys):
        msg = f"a delivery brings something twice: {stream.table}"
        raise ValueError(msg)
    known = [key for key in keys if key[0] <= numbering.known]
    histories = stream.histories(draft.sql, known, draft.vintage, read_undone(draft.sql, ALL_BATCHES))
    if not histories:
        return stream.enter_new(draft, keys, items)
    return [
        stream.enter(draft, key, item, histories.get(key) or History()) for key, item in zip(keys, items, strict=True)
    ]


def undo(database: Database, number: int, head: BatchHead) -> Batch:
    """Takes a batch back, or an undo: by a new batch, after which the store answers as if it had never been."""
    with database.writing() as sql, many_objects():
        draft = Draft(sql, replace(head, kind=BatchKind.UNDO, undoes=number))
        root, since = _import_behind(sql, number)
        if number in read_undone(sql, ALL_BATCHES):
            raise UsageError("store-already-undone", batch=number)
        undone = undone_of([*read_undos(sql, ALL_BATCHES), (draft.number, number)])
        _restore(draft, FIGURES, root, since, undone)
        _restore(draft, FACTS, root, since, undone)
        written = len(draft.rows[FIGURES.table]) + len(draft.rows[FACTS.table])
        return draft.finish({**dict.fromkeys(Outcome, 0), Outcome.REVISED: written})


def _import_behind(sql: sqlite3.Connection, number: int) -> tuple[int, int]:
    row = sql.execute("SELECT undoes, vintage FROM batch WHERE batch = ?", (number,)).fetchone()
    if row is None:
        raise UsageError("unknown-batch", batch=number)
    undoes, vintage = row
    return (number, vintage) if undoes is None else _import_behind(sql, undoes)


def _restore(draft: Draft, stream: Stream[T], root: int, since: int, undone: frozenset[int]) -> None:
    keys = draft.sql.execute(stream.delivered_by_batch, (root,)).fetchall()
    histories = stream.histories(draft.sql, keys, since, undone)
    for key in keys:
        stream.correct(draft, key, histories.get(key) or History())
