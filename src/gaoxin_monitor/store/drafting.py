"""A batch under construction: its rows and the names they add; sealed and written at the end."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from json import dumps
from types import NoneType

from gaoxin_monitor.domain.batches import Batch, BatchHead, Outcome
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.errors import StoreError
from gaoxin_monitor.store import schema
from gaoxin_monitor.store.batches import read_last
from gaoxin_monitor.store.chain import seal
from gaoxin_monitor.store.codec import Row, day_number, decimal_text, spelled_out
from gaoxin_monitor.store.schema import Part

_PARAMETERS = 900
"""How many parameters a statement is given; SQLite takes at least 999."""
_NAMES = (schema.SOURCE, schema.UNIT, schema.SHEET, schema.SERIES, schema.MEMBER)


class Draft:
    """The next batch of a store, inside the transaction that writes it."""

    def __init__(self, sql: sqlite3.Connection, head: BatchHead) -> None:
        self.sql = sql
        self.head = _writable(head)
        self.number = read_last(sql) + 1
        self.vintage = day_number(head.vintage)
        self.rows: dict[str, list[Row]] = {part.name: [] for part in schema.PARTS}
        self.sources = self._numbering(schema.SOURCE)
        self.series = self._numbering(schema.SERIES)
        self.members = self._numbering(schema.MEMBER)
        self.units = self._numbering(schema.UNIT)
        self.sheets = self._numbering(schema.SHEET)

    def _numbering(self, part: Part) -> "Numbering":
        known = {row[1:-1]: row[0] for row in self.sql.execute(part.select)}
        return Numbering(known, self.rows[part.name], self.number)

    def finish(self, counts: Mapping[Outcome, int]) -> Batch:
        """Writes the batch with all its rows; the transaction makes it count."""
        rows = {part: sorted(self.rows[part.name]) for part in schema.PARTS}
        head = _head_row(self.number, self.head, counts)
        _refuse_other_types([head], *(rows[part] for part in _NAMES))
        previous = self.sql.execute("SELECT chain FROM batch WHERE batch = ?", (self.number - 1,)).fetchone()
        sealed = seal(previous[0] if previous else "", head, ((part.name, found) for part, found in rows.items()))
        self.sql.execute(schema.BATCH.insert, (*head, sealed.chain, sealed.row_sums))
        for part, found in rows.items():
            _insert(self.sql, part, found)
        return Batch(id=self.number, head=self.head, counts=counts, chain=sealed.chain)


def _insert(sql: sqlite3.Connection, part: Part, rows: Sequence[Row]) -> None:
    """Writes rows, many to a statement: one for each row would take a third longer."""
    together = _PARAMETERS // part.columns
    whole = len(rows) - len(rows) % together
    groups = (tuple(chain.from_iterable(rows[at : at + together])) for at in range(0, whole, together))
    sql.executemany(part.insert_rows(together), groups)
    sql.executemany(part.insert, rows[whole:])


def _refuse_other_types(*parts: Sequence[Row]) -> None:
    """A member of an enum would be sealed as one and read back as plain text, and the chain would seem broken."""
    found = {type(value) for rows in parts for row in rows for value in row}
    if not found <= {int, str, NoneType}:
        msg = f"names must be plain text and numbers, not {found}"
        raise TypeError(msg)


class Numbering(dict[Row, int]):
    """Numbers of names. A name not seen before gets the next number, and a row."""

    def __init__(self, known: Mapping[Row, int], rows: list[Row], batch: int) -> None:
        super().__init__(known)
        self.known = max(known.values(), default=0)
        self._rows = rows
        self._batch = batch

    def __missing__(self, name: Row) -> int:
        number = self.known + len(self._rows) + 1
        self._rows.append((number, *name, self._batch))
        return self.setdefault(name, number)


def series_name(key: SeriesKey) -> Row:
    """A series key as it is numbered."""
    return (key.indicator, key.ref_area, str(key.freq), str(key.transformation), key.label, key.dims)


def figure_columns(draft: Draft, observation: Observation) -> Row:
    """What a figure says and where it stands, as columns."""
    if observation.value is not None and not observation.value.is_finite():
        raise StoreError("store-not-a-number", value=str(observation.value), line=observation.place.line)
    value = None if observation.value is None else decimal_text(observation.value)
    text = None if observation.text == value else observation.text
    unit, place = observation.unit, observation.place
    sheet = draft.sheets[(place.sheet,)]
    return (value, text, str(observation.status), draft.units[unit.measure, unit.mult], sheet, place.line, place.column)


def fact_columns(draft: Draft, fact: MemberFact) -> Row:
    """What a fact says and where it stands, as columns."""
    return (fact.value, draft.sheets[(fact.place.sheet,)], fact.place.line, fact.place.column)


def _writable(head: BatchHead) -> BatchHead:
    """Names from the operating system can hold bytes that are no text; they are stored spelled out."""
    file = None if head.file is None else replace(head.file, name=spelled_out(head.file.name))
    return replace(head, file=file, user=spelled_out(head.user))


def _head_row(number: int, head: BatchHead, counts: Mapping[Outcome, int]) -> Row:
    file = head.file
    return (
        number,
        str(head.kind),
        head.source,
        head.importer,
        head.importer_version,
        *((None,) * 4 if file is None else (file.name, file.sha256, file.size, file.encoding)),
        head.ref_area,
        day_number(head.vintage),
        head.recorded_at.isoformat(),
        head.user,
        head.undoes,
        dumps(dict(head.ledger), ensure_ascii=False),
        *(counts[outcome] for outcome in (Outcome.NEW, Outcome.REVISED, Outcome.SAME, Outcome.COARSER)),
    )
