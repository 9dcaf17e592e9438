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
        return draft.finish(_deliver(draft, delivery))


def append_news(database: Database, head: BatchHead, delivery: Delivery) -> Batch | None:
    """The same, but nothing is written where the same file is in already and all of it turns out to be known."""
    with database.writing() as sql, many_objects():
        draft = Draft(sql, head)
        counts = _deliver(draft, delivery)
        news = any(count for outcome, count in counts.items() if outcome.written)
        return draft.finish(counts) if news or not _is_in(sql, head) else None


def _is_in(sql: sqlite3.Connection, head: BatchHead) -> bool:
    """Whether the same bytes were imported by the same importer, and not undone since."""
    imports = "SELECT batch FROM batch WHERE kind = ? AND file_sha256 = ? AND importer = ?"
    found = sql.execute(imports, (str(BatchKind.IMPORT), head.file.sha256 if head.file else None, head.importer))
    return not {number for (number,) in found} <= read_undone(sql, ALL_BATCHES)


def _deliver(draft: Draft, delivery: Delivery) -> dict[Outcome, int]:
    """Takes a delivery into the draft, and tells how much of it is what."""
    source = draft.sources[(draft.head.source,)]
    figures = [
        (draft.series[series_name(figure.key)], period_number(figure.observation.period), source)
        for figure in delivery.figures
    ]
    facts = [
        (draft.members[entry.fact.register, entry.fact.member], str(entry.fact.attribute)) for entry in delivery.facts
    ]
    outcomes = _enter(draft, FIGURES, draft.series, figures, [figure.observation for figure in delivery.figures])
    outcomes += _enter(draft, FACTS, draft.members, facts, [entry.fact for entry in delivery.facts])
    returns = {(r.register, period_number(r.period), draft.vintage, draft.number) for r in delivery.returns}
    draft.rows["register_return"].extend(returns)
    return {outcome: outcomes.count(outcome) for outcome in Outcome}


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
