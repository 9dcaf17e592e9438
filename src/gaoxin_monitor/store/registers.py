"""Reads registers: their members with the facts that count at a time, their returns, and every stored fact."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.members import Member, MemberFact, Register
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.store.batches import read_undone
from gaoxin_monitor.store.codec import ATTRIBUTES, DAYS, PERIODS, Row, as_stored, make_fact, make_place
from gaoxin_monitor.store.database import Database
from gaoxin_monitor.store.figures import limits
from gaoxin_monitor.store.names import LISTED, Names, json_list, read_names

_SELECT = """
SELECT f.member, attribute, coalesce(origin_vintage, vintage), coalesce(origin_batch, f.batch), value, sheet, line, col,
  m.register, m.member, max((vintage << 32) | f.batch)
FROM fact AS f JOIN member AS m ON m.id = f.member WHERE vintage <= ? AND f.batch <= ?"""
_GROUP = " GROUP BY f.member, attribute HAVING withdrawn = 0"
CURRENT = _SELECT + _GROUP
CURRENT_OF_KEYS = _SELECT + " AND f.member IN " + LISTED + " AND attribute IN " + LISTED + _GROUP

_STORED = """
SELECT f.member, attribute, coalesce(origin_vintage, vintage), coalesce(origin_batch, f.batch), value, sheet, line, col,
  m.register, m.member, NULL, vintage, f.batch, withdrawn
FROM fact AS f JOIN member AS m ON m.id = f.member WHERE """
_STORED_OF_MEMBER = _STORED + "m.register = ? AND m.member = ? ORDER BY attribute, vintage, f.batch"
STORED_BY_BATCH = _STORED + "f.batch = ? ORDER BY f.member, attribute, vintage"
STORED_SINCE = _STORED + f"f.member IN {LISTED} AND attribute IN {LISTED} AND vintage >= ? ORDER BY vintage, f.batch"

DELIVERED_SINCE = """
SELECT f.member, attribute, vintage, f.batch, value, sheet, line, col, m.register, m.member, NULL
FROM fact_delivered AS f JOIN member AS m ON m.id = f.member
WHERE f.member IN (SELECT value FROM json_each(?)) AND attribute IN (SELECT value FROM json_each(?)) AND vintage >= ?
  AND f.batch NOT IN (SELECT value FROM json_each(?)) ORDER BY vintage, f.batch"""
DELIVERED_BY_BATCH = "SELECT member, attribute FROM fact_delivered WHERE batch = ?"

COLUMNS = 11
"""How many columns make a fact; further ones say how it is stored."""

_RETURNS = """
SELECT register, batch, max(period), max(vintage) FROM register_return
WHERE vintage <= ? AND batch <= ? AND batch NOT IN (SELECT value FROM json_each(?)) GROUP BY register, batch"""

_HISTORY = (
    _STORED
    + "attribute IN ('planned', 'forecast', 'progress', 'remark') AND vintage <= ? AND f.batch <= ?"
    + " ORDER BY f.member, vintage, f.batch"
)
"""The attributes that are told anew month by month; of all others only the newest counts."""


def make_facts(rows: Iterable[Row], names: Names) -> list[MemberFact]:
    """Facts from rows of exactly ``COLUMNS`` columns."""
    return [
        make_fact(
            register,
            member,
            ATTRIBUTES[attribute],
            value,
            DAYS[vintage],
            batch,
            make_place(names.files[batch], names.sheets[sheet], line, column),
        )
        for _, attribute, vintage, batch, value, sheet, line, column, register, member, _ in rows
    ]


def read_registers(database: Database, as_of: date | None, last_batch: int | None) -> dict[str, Register]:
    """Every register that has a member or a return at a time; members by id."""
    with database.reading() as sql:
        parameters = limits(as_of, last_batch)
        names = read_names(sql)
        members: dict[str, dict[str, dict[Attribute, MemberFact]]] = {}
        for fact in make_facts(sql.execute(CURRENT, parameters), names):
            members.setdefault(fact.register, {}).setdefault(fact.member, {})[fact.attribute] = fact
        histories = _histories(sql.execute(_HISTORY, parameters).fetchall(), names)
        undone = json_list(read_undone(sql, parameters[1]))
        returns: dict[str, dict[int, tuple[Period, date]]] = {}
        for register, batch, period, vintage in sql.execute(_RETURNS, (*parameters, undone)):
            returns.setdefault(register, {})[batch] = (PERIODS[period], DAYS[vintage])
    return {
        name: _register(name, members.get(name, {}), histories, returns.get(name, {}))
        for name in sorted(members.keys() | returns.keys())
    }


_Histories = Mapping[tuple[str, str], Mapping[Attribute, tuple[MemberFact, ...]]]


def _histories(rows: Sequence[Row], names: Names) -> _Histories:
    """By register and member: of each attribute what was in force from one vintage to the next."""
    in_force: dict[tuple[str, str], dict[Attribute, dict[int, MemberFact]]] = {}
    for fact, row in zip(make_facts([row[:COLUMNS] for row in rows], names), rows, strict=True):
        vintage, _, taken_out = row[COLUMNS:]
        steps = in_force.setdefault((fact.register, fact.member), {}).setdefault(fact.attribute, {})
        steps.pop(vintage, None)
        if not taken_out:
            steps[vintage] = fact
    return {
        member: {attribute: tuple(dict.fromkeys(steps.values())) for attribute, steps in attributes.items()}
        for member, attributes in in_force.items()
    }


def _register(
    name: str,
    members: Mapping[str, Mapping[Attribute, MemberFact]],
    histories: _Histories,
    returns: Mapping[int, tuple[Period, date]],
) -> Register:
    return Register(
        name,
        tuple(Member(name, member, members[member], histories.get((name, member), {})) for member in sorted(members)),
        reported=max((period for period, _ in returns.values()), default=None),
        vintage=max((vintage for _, vintage in returns.values()), default=None),
        months={batch: period for batch, (period, _) in returns.items()},
    )


def read_fact_history(database: Database, register: str, member: str) -> tuple[MemberFact, ...]:
    """Every stored fact of a member, by attribute and the order in which they win."""
    with database.reading() as sql:
        rows = sql.execute(_STORED_OF_MEMBER, (register, member)).fetchall()
        return tuple(stored_facts(rows, read_names(sql)))


def stored_facts(rows: Sequence[Row], names: Names) -> list[MemberFact]:
    """Facts as their rows are, from rows with a tail; one taken out of force comes with an empty value."""
    return as_stored(make_facts([row[:COLUMNS] for row in rows], names), (row[COLUMNS:] for row in rows), value="")
