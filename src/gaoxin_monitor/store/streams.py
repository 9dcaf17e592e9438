"""The two kinds of things a batch delivers, figures and facts, and what is known of each from a vintage on."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from json import dumps
from typing import Generic

from gaoxin_monitor.domain.batches import Outcome
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.vintages import outcome
from gaoxin_monitor.store import figures, registers
from gaoxin_monitor.store.codec import DAYS, Row, T, day_number
from gaoxin_monitor.store.drafting import Draft, fact_columns, figure_columns
from gaoxin_monitor.store.history import History, corrections
from gaoxin_monitor.store.names import Names, read_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream(Generic[T]):
    """Figures or facts: their tables and queries, and how one compares with another.

    Rows of all queries begin with ``key`` columns that tell which figure or fact they are about; ``width`` columns make
    an item, further ones say how it is stored.
    """

    table: str
    restated: str
    before: str
    stored: str
    stored_by_batch: str
    delivered: str
    delivered_by_batch: str
    key: int
    width: int
    make: Callable[[Iterable[Row], Names], list[T]]
    as_stored: Callable[[Sequence[Row], Names], list[T]]
    columns: Callable[[Draft, T], Row]
    outcome: Callable[[T, T | None], Outcome]

    def histories(
        self, sql: sqlite3.Connection, keys: Collection[Row], since: int, undone: Collection[int]
    ) -> dict[Row, History[T]]:
        """What is known of figures or facts from the vintage ``since`` on; nothing of what was never delivered.

        Each batch concerns many series and few periods: all that lie in both are looked up.
        """
        names, wanted = read_names(sql), _listed(keys)
        before = self.in_force(sql, keys, (since - 1, figures.ALL_BATCHES))
        found = {key: History(item) for key, item in before.items()}
        rows = sql.execute(self.stored, (*wanted, since)).fetchall()
        for row, item in self._items(rows, names):
            vintage, _, withdrawn = row[self.width :]
            found.setdefault(row[: self.key], History()).shown.append((DAYS[vintage], None if withdrawn else item))
        rows = sql.execute(self.delivered, (*wanted, since, dumps(list(undone)))).fetchall()
        for row, item in self._items(rows, names):
            found.setdefault(row[: self.key], History()).delivered.append(item)
        return found

    def in_force(self, sql: sqlite3.Connection, keys: Collection[Row], limits: tuple[int, int]) -> dict[Row, T]:
        """What counts at two times, by key."""
        rows = sql.execute(self.before, (*limits, *_listed(keys))).fetchall()
        return {row[: self.key]: item for row, item in self._items(rows, read_names(sql))}

    def _items(self, rows: list[Row], names: Names) -> Iterable[tuple[Row, T]]:
        return zip(rows, self.make((row[: self.width] for row in rows), names), strict=True)

    def enter_new(self, draft: Draft, keys: Sequence[Row], items: Sequence[T]) -> list[Outcome]:
        """Takes in the draft's own delivery where nothing of it was ever delivered before."""
        columns, batch, in_force = self.columns, (draft.vintage, draft.number), (0, None, None)
        draft.rows[self.table] += [
            key + batch + columns(draft, item) + in_force for key, item in zip(keys, items, strict=True)
        ]
        return [Outcome.NEW] * len(items)

    def enter(self, draft: Draft, key: Row, item: T, history: History[T]) -> Outcome:
        """Takes in one item of the draft's own delivery, which is of the draft's vintage whatever it says itself."""
        found = self.outcome(item, history.at(draft.head.vintage))
        if found.written:
            history.delivered.append(replace(item, vintage=draft.head.vintage, batch=draft.number))
            self.correct(draft, key, history)
        else:
            draft.rows[self.restated].append((*key, draft.vintage, draft.number, *self.columns(draft, item)))
        return found

    def correct(self, draft: Draft, key: Row, history: History[T]) -> None:
        """Adds the rows that are missing for what was delivered to be in force."""
        for correction in corrections(history, self._differs):
            vintage = day_number(correction.vintage)
            origin = (day_number(correction.item.vintage), correction.item.batch)
            columns = (*self.columns(draft, correction.item), int(correction.withdrawn))
            own = origin == (vintage, draft.number)
            draft.rows[self.table].append((*key, vintage, draft.number, *columns, *((None, None) if own else origin)))

    def _differs(self, item: T, other: T) -> bool:
        return self.outcome(item, other).written


def _listed(keys: Collection[Row]) -> tuple[str, str]:
    return dumps(list({key[0] for key in keys})), dumps(list({key[1] for key in keys}))


def _outcome_of_fact(fact: MemberFact, previous: MemberFact | None) -> Outcome:
    if previous is None:
        return Outcome.NEW
    return Outcome.SAME if fact.value == previous.value else Outcome.REVISED


FIGURES = Stream(
    table="obs",
    restated="obs_restated",
    before=figures.CURRENT_OF_KEYS,
    stored=figures.STORED_SINCE,
    stored_by_batch=figures.STORED_BY_BATCH,
    delivered=figures.DELIVERED_SINCE,
    delivered_by_batch=figures.DELIVERED_BY_BATCH,
    key=3,
    width=figures.COLUMNS,
    make=figures.make_observations,
    as_stored=figures.stored_observations,
    columns=figure_columns,
    outcome=outcome,
)

FACTS = Stream(
    table="fact",
    restated="fact_restated",
    before=registers.CURRENT_OF_KEYS,
    stored=registers.STORED_SINCE,
    stored_by_batch=registers.STORED_BY_BATCH,
    delivered=registers.DELIVERED_SINCE,
    delivered_by_batch=registers.DELIVERED_BY_BATCH,
    key=2,
    width=registers.COLUMNS,
    make=registers.make_facts,
    as_stored=registers.stored_facts,
    columns=fact_columns,
    outcome=_outcome_of_fact,
)
