"""The tables of the store, and the steps that bring an older file to them.

Every row names the batch that wrote it. Names that repeat (series, units, sheets …) stand once and are numbered from 1
without gaps. Periods are numbers ``yyyymmnn`` (last month, count of months), days ``yyyymmdd``.

* ``obs`` and ``fact`` hold what counts from a vintage on. A row whose ``origin_*`` is set was not delivered by its own
  batch: it puts the delivery of an earlier batch in force (again), or, ``withdrawn``, takes it out of force.
* ``obs_restated`` and ``fact_restated`` hold deliveries that repeated what was in force and so changed nothing.
"""

from gaoxin_monitor.domain.frozen import dataclass

APPLICATION_ID = 0x47584D4E
"""Marks the file as ours in the SQLite header: ``GXMN``."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table whose rows belong to batches.

    ``batch`` is the position of the column that says to which one, ``key`` what orders the rows of a batch.
    """

    name: str
    columns: int
    batch: int
    key: str

    @property
    def insert(self) -> str:
        """Adds one row."""
        return self.insert_rows(1)

    def insert_rows(self, count: int) -> str:
        """Adds so many rows at once; their columns follow each other in the parameters."""
        row = f"({', '.join('?' * self.columns)})"
        return f"INSERT INTO {self.name} VALUES {', '.join([row] * count)}"  # noqa: S608 - names are constants

    @property
    def select(self) -> str:
        """All rows, batch by batch."""
        return f"SELECT * FROM {self.name} ORDER BY batch, {self.key}"  # noqa: S608 - names are constants


BATCH = Part("batch", 21, 0, "batch")
SOURCE = Part("source", 3, 2, "id")
UNIT = Part("unit", 4, 3, "id")
SHEET = Part("sheet", 3, 2, "id")
SERIES = Part("series", 8, 7, "id")
MEMBER = Part("member", 4, 3, "id")
OBS = Part("obs", 15, 4, "series, period, source, vintage")
OBS_RESTATED = Part("obs_restated", 12, 4, "series, period, source, vintage")
FACT = Part("fact", 11, 3, "member, attribute, vintage")
FACT_RESTATED = Part("fact_restated", 8, 3, "member, attribute, vintage")
REGISTER_RETURN = Part("register_return", 4, 3, "register, period, vintage")

PARTS = (SOURCE, UNIT, SHEET, SERIES, MEMBER, OBS, OBS_RESTATED, FACT, FACT_RESTATED, REGISTER_RETURN)
"""In the order in which they are written and hashed."""

_TABLES = (
    """CREATE TABLE batch (
  batch INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('import', 'undo')),
  source TEXT NOT NULL,
  importer TEXT NOT NULL,
  importer_version TEXT NOT NULL,
  file_name TEXT,
  file_sha256 TEXT,
  file_size INTEGER,
  file_encoding TEXT,
  ref_area TEXT NOT NULL,
  vintage INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  user TEXT NOT NULL,
  undoes INTEGER REFERENCES batch,
  ledger TEXT NOT NULL,
  new INTEGER NOT NULL,
  revised INTEGER NOT NULL,
  same INTEGER NOT NULL,
  coarser INTEGER NOT NULL,
  chain TEXT NOT NULL,
  row_sums BLOB NOT NULL,
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT""",
    """CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  batch INTEGER NOT NULL REFERENCES batch
) STRICT""",
    """CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  measure TEXT NOT NULL,
  mult INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  UNIQUE (measure, mult)
) STRICT""",
    """CREATE TABLE sheet (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  batch INTEGER NOT NULL REFERENCES batch
) STRICT""",
    """CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  indicator TEXT NOT NULL,
  ref_area TEXT NOT NULL,
  freq TEXT NOT NULL,
  transformation TEXT NOT NULL,
  label TEXT NOT NULL,
  dims TEXT NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  UNIQUE (indicator, ref_area, freq, transformation, label, dims),
  CHECK ((indicator = '') <> (label = ''))
) STRICT""",
    """CREATE TABLE member (
  id INTEGER PRIMARY KEY,
  register TEXT NOT NULL,
  member TEXT NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  UNIQUE (register, member)
) STRICT""",
    """CREATE TABLE obs (
  series INTEGER NOT NULL REFERENCES series,
  period INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source,
  vintage INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  value TEXT,
  text TEXT,
  status TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES unit,
  sheet INTEGER NOT NULL REFERENCES sheet,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  origin_vintage INTEGER,
  origin_batch INTEGER REFERENCES batch,
  PRIMARY KEY (series, period, source, vintage, batch)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE obs_restated (
  series INTEGER NOT NULL REFERENCES series,
  period INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source,
  vintage INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  value TEXT,
  text TEXT,
  status TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES unit,
  sheet INTEGER NOT NULL REFERENCES sheet,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  PRIMARY KEY (series, period, source, vintage, batch)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE fact (
  member INTEGER NOT NULL REFERENCES member,
  attribute TEXT NOT NULL,
  vintage INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  value TEXT NOT NULL,
  sheet INTEGER NOT NULL REFERENCES sheet,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  origin_vintage INTEGER,
  origin_batch INTEGER REFERENCES batch,
  PRIMARY KEY (member, attribute, vintage, batch)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE fact_restated (
  member INTEGER NOT NULL REFERENCES member,
  attribute TEXT NOT NULL,
  vintage INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  value TEXT NOT NULL,
  sheet INTEGER NOT NULL REFERENCES sheet,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  PRIMARY KEY (member, attribute, vintage, batch)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE register_return (
  register TEXT NOT NULL,
  period INTEGER NOT NULL,
  vintage INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  PRIMARY KEY (register, period, vintage, batch)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  chain TEXT NOT NULL
) STRICT""",
    """CREATE VIEW obs_delivered AS
SELECT series, period, source, vintage, batch, value, text, status, unit, sheet, line, col
FROM obs WHERE origin_batch IS NULL
UNION ALL
SELECT series, period, source, vintage, batch, value, text, status, unit, sheet, line, col FROM obs_restated""",
    """CREATE VIEW fact_delivered AS
SELECT member, attribute, vintage, batch, value, sheet, line, col FROM fact WHERE origin_batch IS NULL
UNION ALL
SELECT member, attribute, vintage, batch, value, sheet, line, col FROM fact_restated""",
)


def _append_only(table: str) -> tuple[str, str]:
    # An INSERT OR REPLACE fires the delete trigger only while recursive_triggers is on, as on every connection of ours.
    return (
        f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END",
        f"CREATE TRIGGER {table}_is_final BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    )


_GUARDS = tuple(
    statement for table in ("batch", *(part.name for part in PARTS), "record") for statement in _append_only(table)
)

Migrations = tuple[tuple[str, ...], ...]

MIGRATIONS: Migrations = ((*_TABLES, *_GUARDS),)
"""The statements of step n lead from version n to n + 1; a step that was released never changes."""
