"""How long the store takes to commit one large file, against SQLite alone inserting the same rows.

``python benchmarks/store_append.py [SERIES [MONTHS]]``
"""

import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from gaoxin_monitor.domain.batches import BatchHead, BatchKind, Delivery, Figure, SourceFile
from gaoxin_monitor.domain.codes import Freq, Transformation
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.store import Store
from gaoxin_monitor.store.database import connect
from gaoxin_monitor.store.schema import OBS

HEAD = BatchHead(
    kind=BatchKind.IMPORT,
    source="nbs",
    importer="nbs",
    importer_version="1",
    file=SourceFile(name="长表.csv", sha256="0", size=1),
    ref_area="100000",
    vintage=date(2024, 7, 1),
    recorded_at=datetime(2024, 7, 1, tzinfo=UTC),
)


def delivery(series: int, months: int) -> Delivery:
    """Every month of every series, each row with its own key as a reader makes it."""
    periods = [Period.month_of(2000, 1).shift(month) for month in range(months)]
    return Delivery(
        figures=tuple(
            Figure(
                SeriesKey(f"indicator_{number}", "100000", Freq.MONTH, Transformation.LEVEL),
                Observation(
                    period,
                    Decimal(number * 100 + at) / 100,
                    Unit("元", 8),
                    HEAD.vintage,
                    0,
                    place=Place("", "", at + 2, 4),
                ),
            )
            for number in range(series)
            for at, period in enumerate(periods)
        )
    )


def insert(path: Path, rows: list[tuple[object, ...]]) -> float:
    """Seconds for the same rows once more under another batch, with nothing around them."""
    again = [(*row[:4], 2, *row[5:]) for row in rows]
    with closing(connect(path)) as sql:
        start = perf_counter()
        sql.execute("BEGIN IMMEDIATE")
        sql.executemany(OBS.insert, again)
        sql.execute("COMMIT")
        return perf_counter() - start


def main(series: int = 5_000, months: int = 40) -> None:
    """Commits a file three times into fresh stores, then its repetition, and prints the ratios."""
    content = delivery(series, months)
    ours, bare, again = [], [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "store.db"
            with Store.open(path, create=True) as store:
                start = perf_counter()
                store.append(HEAD, content)
                ours.append(perf_counter() - start)
                rows = store._database.sql.execute("SELECT * FROM obs").fetchall()  # noqa: SLF001 - the rows as written
                start = perf_counter()
                store.append(replace(HEAD, vintage=date(2024, 8, 1)), content)
                again.append(perf_counter() - start)
            bare.append(insert(path, [(*row[:3], 20240901, *row[4:]) for row in rows]))
    print(f"{len(content.figures)} figures")
    print(f"bare executemany   {min(bare):6.3f} s")
    print(f"append             {min(ours):6.3f} s   {min(ours) / min(bare):.2f} x")
    print(f"append, all known  {min(again):6.3f} s   {min(again) / min(bare):.2f} x")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
