"""How listings are written: CSV that no spreadsheet runs, Markdown cells, exact decimals in machine output.

Every cell goes through the one door by which texts become harmless lines, so that no listing has to think of it.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.messages.safe import plain

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def exact(value: Decimal | date | None) -> str | None:
    """A number as plain digits, a day in ISO form."""
    if value is None:
        return None
    return format(value, "f") if isinstance(value, Decimal) else value.isoformat()


def origin(place: Place, vintage: date, batch: int) -> dict[str, Any]:
    """Where something stands, since when it is known, and by which batch, as keys of a document."""
    where = {"file": place.file, "sheet": place.sheet, "line": place.line, "cell": place.cell}
    return {**where, "vintage": vintage.isoformat(), "batch": batch}


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """Lines of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[_inert(plain(cell)) for cell in row] for row in rows])
    return out.getvalue()


def _inert(cell: str) -> str:
    """A text that a spreadsheet would run gets an apostrophe; a number keeps its sign."""
    number = cell[1:].replace(".", "", 1).isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) and not number else cell


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """A table, the first row its head."""
    head, *body = [[plain(cell).replace("|", "\\|") for cell in row] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *body)]
    return "\n".join(lines) + "\n"
