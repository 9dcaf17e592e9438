"""Writes the sample deliveries of ``seeds/demo`` with their manifest. ``python tools/make_demo.py [FOLDER]``.

The same program writes the same bytes every time. ``README.md``, ``expected-lights.csv`` and ``plan-additions.toml``
are written by hand and left alone.
"""

import csv
import io
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from demo import coverage, flash, nbs, registers, returns
from demo.model import Delivery

_DEMO = Path(__file__).resolve().parent.parent / "seeds" / "demo"
_SOURCES = (flash, returns, registers, coverage, nbs)
_ORDER = ("nbs", "manual", "flash")


def main(folder: Path) -> int:
    """Writes everything into ``folder`` and says how many files there are."""
    deliveries = in_order([one for source in _SOURCES for one in source.deliveries()])
    for old in folder.glob("20??-??"):
        shutil.rmtree(old)
    for delivery in deliveries:
        target = folder / delivery.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(delivery.content)
    folder.joinpath("manifest.csv").write_bytes(manifest(deliveries))
    sys.stdout.write(f"{len(deliveries)} files in {folder}\n")
    return 0


def in_order(deliveries: Sequence[Delivery]) -> list[Delivery]:
    """By day of delivery; on one day the departments come before the bureau's table, and names decide the rest."""
    return sorted(deliveries, key=lambda one: (one.delivered, _ORDER.index(one.importer), one.name))


def manifest(deliveries: Sequence[Delivery]) -> bytes:
    """The list of deliveries, as ``demo`` reads it."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(("file", "delivered", "importer", "area", "note"))
    lines.writerows((d.path, d.delivered.isoformat(), d.importer, d.area, d.note) for d in deliveries)
    return text.getvalue().encode("utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else _DEMO))
