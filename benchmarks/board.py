"""How long a board of 10 000 targets takes from the store to its rows, against SQLite alone fetching the same rows.

``python benchmarks/board.py [TARGETS [MONTHS]]``. Budget: at most 3. Levels, growth rates, counts and limits in turn,
each target with its own series; half of them behind, so that earlier months are judged for their streaks.
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
from gaoxin_monitor.domain.building import Knowledge, build_board, keys_of
from gaoxin_monitor.domain.codes import Accumulation, Kind, Tier
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.indicators import Catalogue, Indicator
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Plan, Section, Target
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.store import Store
from gaoxin_monitor.store.figures import limits
from gaoxin_monitor.workspace.adoption import current_rows

BUDGET = 3
AREA = "GX-610561"
MONTH, AS_OF = Period.month_of(2024, 6), date(2024, 7, 25)
BARE = """
SELECT series, period, source, vintage, batch, value, text, status, unit, sheet, line, col FROM obs
WHERE vintage <= ? AND batch <= ?"""
SORTS = (
    (Kind.LEVEL_AT_LEAST, Accumulation.YTD_LEVEL, Unit("元", 8), Decimal("120.5")),
    (Kind.GROWTH_RATE, Accumulation.YTD_RATE, Unit("%"), Decimal(8)),
    (Kind.COUNT_AT_LEAST, Accumulation.YTD_COUNT, Unit("家"), Decimal(40)),
    (Kind.LEVEL_AT_MOST, Accumulation.POINT_IN_TIME, Unit("%"), Decimal("4.5")),
)


def plan(count: int) -> Plan:
    """So many targets of four kinds, due at the end of the year."""
    return Plan(
        id="many",
        title_zh="大计划",
        title_en="many targets",
        year=MONTH.year,
        ref_area=AREA,
        sections=(Section("all", "全部", "all"),),
        targets=tuple(target(number) for number in range(count)),
    )


def target(number: int) -> Target:
    """One of them, with an indicator of its own."""
    kind, accumulation, unit, goal = SORTS[number % len(SORTS)]
    return Target(
        id=f"target_{number}",
        name_zh=f"目标{number}",
        name_en=f"target {number}",
        section="all",
        ref=str(number),
        tier=Tier.A,
        kind=kind,
        goal=goal,
        unit=unit,
        deadline=date(MONTH.year, 12, 31),
        accumulation=accumulation,
        release_lag_days=25,
        profile="integer" if kind is Kind.COUNT_AT_LEAST else "",
        indicator=f"indicator_{number}",
        ref_area=AREA,
    )


def value(number: int, month: Period) -> Decimal:
    """What was reached: even hundreds keep pace, odd ones lag; growth and limits stay near their goals."""
    kind, _, _, goal = SORTS[number % len(SORTS)]
    lags = number // 100 % 2
    if kind is Kind.GROWTH_RATE:
        return goal + Decimal(month.month % 3) / 10 - lags * 2
    if kind is Kind.LEVEL_AT_MOST:
        return goal - Decimal("0.3") + lags * Decimal("0.5")
    reached = goal * month.month / 12 * (8 if lags else 11) / 10
    return Decimal(int(reached)) if kind is Kind.COUNT_AT_LEAST else reached.quantize(Decimal("0.01"))


def delivery(targets: tuple[Target, ...], month: Period) -> tuple[BatchHead, Delivery]:
    """One month of every series."""
    head = BatchHead(
        kind=BatchKind.IMPORT,
        source="zone_bureau",
        importer="flash",
        importer_version="1",
        file=SourceFile(name=f"快报{month}.csv", sha256=str(month), size=1),
        ref_area=AREA,
        vintage=month.end,
        recorded_at=datetime(2024, 7, 1, tzinfo=UTC),
    )
    figures = []
    for number, each in enumerate(targets):
        assert each.series is not None  # noqa: S101 - every target made here has an indicator
        place = Place("", "快报", number + 2, 5)
        observation = Observation(month, value(number, month), each.unit or Unit("%"), month.end, 0, place=place)
        figures.append(Figure(each.series, observation))
    return head, Delivery(figures=tuple(figures))


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = perf_counter()
        result = work()
        times.append(perf_counter() - start)
        del result
    return min(times)


def main(count: int = 10_000, months: int = 36) -> None:
    """Fills a store, builds the board, prints the ratios."""
    gc.set_threshold(50_000)  # as the program does
    watched = plan(count)
    catalogue = Catalogue(
        tuple(Indicator(each.indicator, each.name_zh, each.name_en, each.unit or Unit("%")) for each in watched.targets)
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with Store.open(path, create=True) as store:
            for back in reversed(range(months)):
                store.append(*delivery(watched.targets, MONTH.shift(-back)))
            keys = keys_of(watched)

            def read() -> dict[SeriesKey, tuple[Observation, ...]]:
                return current_rows(store, catalogue, keys, as_of=AS_OF)

            def build(knowledge: Knowledge) -> object:
                return build_board(watched, catalogue, knowledge, month=MONTH, as_of=AS_OF)

            known = Knowledge(current=read())
            with closing(sqlite3.connect(path)) as sql:
                bare = best(lambda: sql.execute(BARE, limits(AS_OF, None)).fetchall())
            reading, building = best(read), best(lambda: build(known))
            whole = best(lambda: build(Knowledge(current=read())))
        board = build_board(watched, catalogue, known, month=MONTH, as_of=AS_OF)
    lights = {light.value: number for light, number in board.counts().items() if number}
    print(f"{count} targets x {months} months: {sum(map(len, known.current.values()))} figures, {lights}")
    print(f"bare fetch of the rows   {bare:6.3f} s")
    print(f"reading                  {reading:6.3f} s   {reading / bare:5.2f} x")
    print(f"building                 {building:6.3f} s   {building / bare:5.2f} x")
    print(f"both                     {whole:6.3f} s   {whole / bare:5.2f} x   (budget {BUDGET})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
