"""After reading: what became of every cell of the file, in numbers, and what is wrong with those that are left."""

from collections import Counter
from collections.abc import Sequence

import polars as pl

from gaoxin_monitor.domain.codes import Origin, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.importing import frames
from gaoxin_monitor.importing.context import Context, Fact
from gaoxin_monitor.importing.exclusions import without
from gaoxin_monitor.importing.grid import Cell, Row, Sheet
from gaoxin_monitor.importing.ledger import Account, Region, settle
from gaoxin_monitor.importing.source import Source


def balance(
    source: Source, frame: pl.DataFrame, facts: Sequence[Fact], context: Context, excluded: Sequence[Region]
) -> tuple[dict[str, int], list[Diagnostic]]:
    """The counts of the ledger, and a fault for every ragged row and every cell that nobody accounts for."""
    filled = _spots(frame, [*(fact.cell for fact in facts), *context.blanks])
    ragged = _ragged(source, without(filled, excluded))
    taken = without(pl.concat([filled, *context.failed]), excluded)
    regions = [*context.regions, *excluded, *(Region.of_row(row, "error") for row, _ in ragged)]
    account = settle(source.sheets, taken, regions)
    faults = [_ragged_fault(row, usual) for row, usual in ragged] + [_lost(cell) for cell in account.lost]
    return _counts(frame, facts, context, account), faults


def _spots(frame: pl.DataFrame, cells: Sequence[Cell]) -> pl.DataFrame:
    """All cells that became an observation, a fact or a declared blank."""
    spots = [(cell.sheet, cell.line, cell.column) for cell in cells]
    return pl.concat([frame.select(*frames.SPOTS), pl.DataFrame(spots, schema=frames.SPOTS, orient="row")])


def _counts(frame: pl.DataFrame, facts: Sequence[Fact], context: Context, account: Account) -> dict[str, int]:
    nulls, declared = frame["obs_value"].null_count(), account.declared
    counts = {
        "observations": frame.height - nulls,
        "facts": len(facts),
        "missing": nulls + len(context.blanks),
        "errors": pl.concat([frames.no_spots(), *context.failed]).unique().height + declared.get("error", 0),
        "skipped": declared.get("skip", 0),
        "excluded": declared.get("excluded", 0),
    }
    return {name: count for name, count in counts.items() if count} | {"remainder": len(account.lost)}


def _lost(cell: Cell) -> Diagnostic:
    params = {"text": cell.text}
    return Diagnostic("ledger-remainder", Severity.ERROR, Origin.HOST, cell.place, params, cell.text[:80])


def _ragged(source: Source, filled: pl.DataFrame) -> list[tuple[Row, int]]:
    """Records of a text that have fewer or more cells than the others: their figures may stand under wrong heads."""
    if source.format != "csv" or not filled.height:
        return []
    sheet = source.sheets[0]
    lines = set(filled["src_line"].filter(filled["src_line"].is_in(list(sheet.widths))).unique())
    usual = _usual_width(sheet, lines)
    rows = (row for row in (*sheet.head, *sheet.tail) if row.line in lines)
    return [(row, usual) for row in rows if len(row.cells) < usual or any(row.cells[usual:])]


def _ragged_fault(row: Row, usual: int) -> Diagnostic:
    params = {"found": len(row.cells), "usual": usual}
    return Diagnostic("row-ragged", Severity.ERROR, place=row.cell(1).place, params=params)


def _usual_width(sheet: Sheet, lines: set[int]) -> int:
    """The most frequent number of cells of the records and of the head line above them, which decides a tie."""
    first = min(lines, default=0)
    head = max((row.line for row in sheet.head if row.line < first), default=first)
    counts = Counter(width for line, width in sheet.widths.items() if line == head or line in lines)
    return max(counts, key=lambda width: counts[width], default=sheet.width)
