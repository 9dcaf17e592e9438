"""Near misses: a table whose head is almost one that an importer knows, told in words that say what to change."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import itemgetter

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.units import parse_unit
from gaoxin_monitor.importing.assembling import COMMON_MEASURES
from gaoxin_monitor.importing.dates import read_day, read_period
from gaoxin_monitor.importing.evidence import NAMES
from gaoxin_monitor.importing.grid import Cell, Row
from gaoxin_monitor.importing.heads import head_name
from gaoxin_monitor.importing.model import Candidate
from gaoxin_monitor.importing.source import Source

_SEEN_ROWS = 50
_SEEN_COLUMNS = 60
_SEEN_LETTERS = 40
_ALIKE = 0.6
"""From here on two names are alike: 月份 and 统计月份 are, 本月 and 本月止累计 are not."""
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class _Miss:
    """A row that is nearly a head: the names it has, those it lacks, and the cells that look like the lacking ones."""

    importer: str
    row: Row
    found: tuple[str, ...]
    missed: tuple[str, ...]
    alike: dict[str, Cell]

    @property
    def weight(self) -> float:
        """How many names are there, a cell that only looks like one counting half."""
        return len(self.found) + len(self.alike) / 2

    @property
    def share(self) -> float:
        """How much of the head that is."""
        return self.weight / (len(self.found) + len(self.missed))


def near_miss(source: Source, candidates: Iterable[Candidate], *, asked: bool = False) -> Diagnostic | None:
    """The nearest head of the candidates and what it lacks; None when none is near, or another one is rather there.

    Of the importer that the user ``asked`` for it is always told.
    """
    claimed = [candidate for candidate in candidates if not candidate.refusal]
    lacking = ((candidate.importer, heads) for candidate in claimed for heads in candidate.lacking if heads)
    misses = (miss for importer, heads in lacking for miss in _misses(source, importer, heads))
    best = max(misses, key=lambda miss: miss.share, default=None)
    if best is not None and asked:
        return _told(best)
    if best is None or not best.found or best.share < _ENOUGH:
        return None
    return _told(best) if best.weight > max(map(_complete, claimed)) else None


def _complete(candidate: Candidate) -> int:
    """How many names the largest head has that stands there complete."""
    heads = (finding for finding in candidate.findings if finding.kind == "header" and finding.holds)
    return max((len(finding.claim.split(NAMES)) for finding in heads), default=0)


def _misses(source: Source, importer: str, heads: Sequence[str]) -> Iterator[_Miss]:
    for sheet in source.sheets:
        rows = [row for row in sheet.head[:_SEEN_ROWS] if not row.blank]
        for row, below in zip(rows, [*rows[1:], None], strict=False):
            printed = [head_name(cell[:_SEEN_LETTERS]) for cell in row.cells[:_SEEN_COLUMNS]]
            found = tuple(name for name in heads if head_name(name) in printed)
            missed = tuple(name for name in heads if name not in found)
            taken = {head_name(name) for name in found}
            free = [row.cell(column) for column, name in enumerate(printed, 1) if name and name not in taken]
            yield _Miss(importer, row, found, missed, _lookalikes(missed, free, below))


def _lookalikes(missed: Iterable[str], free: list[Cell], below: Row | None) -> dict[str, Cell]:
    """For each lacking name the cell that most looks like it, by its words or by what stands under it."""
    alike = {}
    for name in missed:
        likeness = [(_likeness(name, cell, below), cell) for cell in free]
        best, cell = max(likeness, key=itemgetter(0), default=(0, None))
        if cell is not None and best >= _ALIKE:
            alike[name] = cell
            free = [other for other in free if other is not cell]
    return alike


def _likeness(name: str, cell: Cell, below: Row | None) -> float:
    words = SequenceMatcher(None, head_name(name), head_name(cell.text[:_SEEN_LETTERS])).ratio()
    content = below.text(cell.column) if below else ""
    fits = any(name.endswith(ending) and holds(content) for ending, holds in _CONTENTS.items())
    return max(words, _ALIKE if fits else 0)


def _is_measure(text: str) -> bool:
    unit = parse_unit(text)
    return unit is not None and unit.measure in COMMON_MEASURES


_CONTENTS: dict[str, Callable[[str], bool]] = {
    "月份": lambda text: read_period(text) is not None,
    "单位": _is_measure,
    "日期": lambda text: bool(read_day(text)),
}
"""What stands under a head of such a name."""


def _told(miss: _Miss) -> Diagnostic:
    cell = next(iter(miss.alike.values()), Cell(miss.row.text(1), miss.row.line, 1, miss.row.sheet))
    renames = tuple(f"{like.place.cell} {like.text} → {name}" for name, like in miss.alike.items())
    lacking = tuple(name for name in miss.missed if name not in miss.alike)
    slug = "header-renamed" if renames else "header-incomplete"
    params = {"importer": miss.importer, "found": miss.found or ("—",), "missed": miss.missed, "renames": renames}
    if renames and lacking:
        slug, params["lacking"] = "header-partly-renamed", lacking
    return Diagnostic(slug, Severity.FATAL, place=cell.place, params=params, excerpt=cell.text)
