"""What an export needs beside the board: which figures are revisions, and what is noted of it."""

from collections.abc import Iterator
from pathlib import Path

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.export import ExportInfo
from gaoxin_monitor.store import Store


def export_body(target: Path, board: Board, info: ExportInfo) -> dict[str, object]:
    """What is noted of an export: which file, of which board, under which plan and configuration."""
    return {
        "file": target.name,
        "as_of": board.as_of.isoformat(),
        "last_batch": board.last_batch,
        "plan": board.plan.id,
        "plan_digest": info.plan_digest,
        "config_digest": info.config_digest,
        "program": info.program_version,
    }


def revised_figures(store: Store | None, board: Board) -> frozenset[tuple[SeriesKey, Period]]:
    """The shown figures that replaced an earlier value of the same source."""
    if store is None:
        return frozenset()
    return frozenset((key, shown.period) for key, shown in _figures_of(board) if _is_revision(store, key, shown))


def _is_revision(store: Store, key: SeriesKey, shown: Observation) -> bool:
    stored = (row for row in store.revisions(key, shown.period) if row.source == shown.source)
    earlier = [row for row in stored if row.order < shown.order and row.value is not None]
    return any(row.value_in(shown.unit) != shown.value for row in earlier)


def _figures_of(board: Board) -> Iterator[tuple[SeriesKey, Observation]]:
    """Every figure that a board shows, with the series it belongs to."""
    for row in board.rows:
        target = row.target
        for transformation, observation in row.figures.items():
            yield SeriesKey(target.indicator, target.ref_area, target.freq, transformation), observation
