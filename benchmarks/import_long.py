"""How long a large flash table takes from its text to observations, against ``polars.read_csv`` of the same bytes.

Run: ``uv run python benchmarks/import_long.py [ROWS] [--figures]``. Prints medians of interleaved rounds and ratios.
"""

import io
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from gaoxin_monitor.domain.indicators import Catalogue, Indicator
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.importing.areas import AreaBook, AreaName
from gaoxin_monitor.importing.assembling import assemble
from gaoxin_monitor.importing.delimited import read_table
from gaoxin_monitor.importing.encodings import decode
from gaoxin_monitor.importing.grid import Sheet
from gaoxin_monitor.importing.loading import load_importers
from gaoxin_monitor.importing.model import ImportOptions, Known
from gaoxin_monitor.importing.reading import read
from gaoxin_monitor.importing.registers import RegisterBook
from gaoxin_monitor.importing.source import Source, open_source

ROUNDS = 9
ROOT = Path(__file__).parent.parent
HEAD = "统计月份,指标名称,计量单位,本月,本月同比(%),本月止累计,累计同比(%)"
NAMES = 900


def table(rows: int) -> str:
    """A flash table of so many records: months of twenty years, a few hundred indicators."""
    source = random.Random(1)  # noqa: S311 - figures, not secrets
    lines = ["高新区月度快报", HEAD]
    for number in range(rows):
        month = number // NAMES
        level, ytd = source.randint(1, 10**8) / 10, source.randint(1, 10**9) / 10
        growth, growth_ytd = source.randint(-300, 400) / 10, source.randint(-300, 400) / 10
        label = f"指标{number % NAMES}"
        period = f"{2000 + month // 12}年{month % 12 + 1}月"
        lines.append(f"{period},{label},万元,{level},{growth},{ytd},{growth_ytd}")
    return "\n".join([*lines, "注：测算用数据"]) + "\n"


def knowledge() -> Known:
    """A workspace that knows every indicator of the table."""
    indicators = tuple(
        Indicator(f"indicator_{number}", f"指标{number}", f"indicator {number}", Unit("元", 8))
        for number in range(NAMES)
    )
    areas = AreaBook((AreaName("GX-000001", ("示例高新区",)),))
    return Known(
        catalogue=Catalogue(indicators),
        areas=areas,
        zone="GX-000001",
        registers=RegisterBook(),
        today=date(2100, 1, 1),
    )


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds of one call: on the wall, and of all processor cores."""
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - cpu


def main(rows: int) -> None:
    """Measures and prints."""
    text = table(rows)
    data, plain = text.encode("gb18030"), text.split("\n", 1)[1].rsplit("\n", 2)[0].encode()
    known, importers = knowledge(), load_importers(ROOT / "plugins" / "importers")
    importer = importers.find("flash")
    source, _, _ = open_source("快报.csv", data)
    if importer is None or source is None:
        sys.exit("the flash importer or the table is missing")
    options = ImportOptions()
    reading = read(importer, source, known, options)
    figures = len(assemble(reading.frame, known.catalogue, "zone_bureau", known.today).figures)

    def observations() -> None:
        fresh = Source(source.name, source.data, source.format, source.encoding, source.text, (_sheet(text),))
        read(importer, fresh, known, options)

    steps: dict[str, Callable[[], object]] = {
        "polars.read_csv": lambda: pl.read_csv(io.BytesIO(plain)),
        "polars.read_csv, all text": lambda: pl.read_csv(io.BytesIO(plain), infer_schema=False),
        "decode GB18030": lambda: decode(data),
        "text to rows": lambda: _sheet(text),
        "text to observations": observations,
    }
    if "--figures" in sys.argv:
        steps["observations to figures"] = lambda: assemble(reading.frame, known.catalogue, "", known.today)
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, call in steps.items():
            seconds[name].append(timed(call))
    print(f"{rows} rows, {len(data) / 1e6:.1f} MB, {reading.ledger}, {figures} figures")
    wall, cpu = (
        {name: statistics.median(t[kind] for t in times) for name, times in seconds.items()} for kind in (0, 1)
    )
    for name in steps:
        against = wall[name] / wall["polars.read_csv"], cpu[name] / cpu["polars.read_csv"]
        print(f"{name:28} wall {wall[name] * 1000:8.1f} ms {against[0]:6.2f} x", end="")
        print(f"   cpu {cpu[name] * 1000:8.1f} ms {against[1]:6.2f} x")


def _sheet(text: str) -> Sheet:
    sheet = read_table(text)
    if not isinstance(sheet, Sheet):
        sys.exit(f"the table is faulty: {sheet}")
    return sheet


if __name__ == "__main__":
    main(next((int(word) for word in sys.argv[1:] if word.isdigit()), 200_000))
