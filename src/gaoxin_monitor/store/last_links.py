"""The newest links of both chains, noted in a file beside the store: what is cut off at the end leaves no gap behind.

The note is renewed after every write. Where the store has lost a link that was noted the note stays as it is, so that
later writes do not cover the loss; it is no proof against someone who edits both files.
"""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from json import dumps, loads
from pathlib import Path

from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.store.database import Database

_TABLES: Mapping[str, str] = {"batch": "batch", "record": "id"}
"""Both chains: the table and the column that counts its links."""


@dataclass(frozen=True, slots=True)
class Link:
    """The newest link of one chain: the table, the number of the row, and its hash."""

    table: str
    number: int
    chain: str


def note_beside(store: Path) -> Path:
    """``gaoxin.last.json`` beside ``gaoxin.db``."""
    return store.with_name(f"{store.stem}.last.json")


def noted_links(store: Path) -> tuple[Link, ...]:
    """What was noted; nothing where there is no note or it cannot be read as one."""
    try:
        noted = loads(note_beside(store).read_text(encoding="utf-8"))
        return tuple(Link(table, int(noted[table][0]), str(noted[table][1])) for table in _TABLES if table in noted)
    except (OSError, ValueError, TypeError, LookupError):
        return ()


def lost_links(sql: sqlite3.Connection, store: Path) -> tuple[Link, ...]:
    """The noted links that the store does not hold."""
    return tuple(link for link in noted_links(store) if not _holds(sql, link))


def _holds(sql: sqlite3.Connection, link: Link) -> bool:
    query = f"SELECT chain FROM {link.table} WHERE {_TABLES[link.table]} = ?"  # noqa: S608 - names of our own tables
    held: tuple[str] | None = sql.execute(query, (link.number,)).fetchone()
    return held == (link.chain,)


def note_links(database: Database) -> None:
    """Notes the newest links after a write; the write stands, so a note that cannot be written is no failure of it."""
    with database.reading() as sql:
        if lost_links(sql, database.path):
            return
        newest = {
            table: sql.execute(f"SELECT {number}, chain FROM {table} ORDER BY {number} DESC LIMIT 1").fetchone()  # noqa: S608 - as above
            for table, number in _TABLES.items()
        }
    path = note_beside(database.path)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with suppress(OSError):
        fresh.write_text(dumps({table: link for table, link in newest.items() if link}), encoding="utf-8", newline="\n")
        fresh.replace(path)
