"""How long the store takes to give a board its figures, against SQLite alone fetching the same rows.

``python benchmarks/store_read.py [SERIES [MONTHS]]``
"""

import gc
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
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
from gaoxin_monitor.store.figures import CURRENT, limits

BARE = """
SELECT series, period, source, vintage, batch, value, text, status, unit, sheet, line, col FROM obs
WHERE vintage <= ? AND batch <= ?"""


def delivery(keys: list[SeriesKey], month: Period) -> tuple[BatchHead, Delivery]:
    """One month of every series."""
    head = BatchHead(
        kind=BatchKind.IMPORT,
        source="zone_bureau",
        importer="flash",
        importer_version="1",
        file=SourceFile(name=f"快报{month}.csv", sha256=str(month), size=1),
        ref_area="GX-610561",
        vintage=month.end,
        recorded_at=datetime(2024, 7, 1, tzinfo=UTC),
    )
    figures = (
        Figure(
            key,
            Observation(
                month, Decimal(line * month.month) / 100, Unit("元", 8), month.end, 0, place=Place("", "快报", line, 5)
            ),
        )
        for line, key in enumerate(keys, start=2)
    )
    return head, Delivery(figures=tuple(figures))


def best(work: Callable[[], object], rounds: int = 5) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = perf_counter()
        result = work()
        times.append(perf_counter() - start)
        del result
    return min(times)


def main(series: int = 10_000, months: int = 36) -> None:
    """Fills a store, reads it both ways, prints the ratios."""
    keys = [SeriesKey(f"indicator_{n}", "GX-610561", Freq.MONTH, Transformation.YTD) for n in range(series)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with Store.open(path, create=True) as store:
            for number in range(months):
                store.append(*delivery(keys, Period.month_of(2022, 1).shift(number)))
            ours = best(store.observations)
            chosen = best(lambda: store.observations(keys[::2]))
            with closing(sqlite3.connect(path)) as sql:
                bare = best(lambda: sql.execute(BARE, limits(None, None)).fetchall())
                winners = best(lambda: sql.execute(CURRENT, limits(None, None)).fetchall())
            rows = sum(map(len, store.observations().values()))
    print(f"{series} series x {months} months: {rows} figures, as of {date.max}")
    print(f"bare fetch of the rows      {bare:6.3f} s")
    print(f"bare fetch of the winners   {winners:6.3f} s")
    print(f"observations()              {ours:6.3f} s   {ours / bare:.2f} x rows, {ours / winners:.2f} x winners")
    print(f"observations(half of them)  {chosen:6.3f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
