"""The last lines of the import screen: what would be written or was, and what to do next. Pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass

from gaoxin_monitor.domain.batches import Batch
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.tui import effects
from gaoxin_monitor.tui.effects import Effect
from gaoxin_monitor.tui.import_stage import WORKING, Stage
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.preview_sheet import Digest
from gaoxin_monitor.tui.text import Piece
from gaoxin_monitor.workspace.desk import Workspace


@dataclass(frozen=True, slots=True)
class State:
    """Where an import stands: the preview in words, the batch that was written, what that changed."""

    stage: Stage
    digest: Digest | None
    done: Batch | None
    effect: Effect | None


def verdict(now: State, desk: Workspace, pen: Pen) -> Iterator[Piece]:
    """Counts, what became of the lights or cells, and the next key."""
    palette = pen.palette
    if now.stage in WORKING or (now.done is None and now.digest is None):
        yield pen.text(f"import.{now.stage.value}"), palette.mute
    elif now.done is not None:
        yield from _written(now, now.done, desk, pen)
    elif now.digest is not None:
        refused = now.digest.refusal
        last = pen.text("import.blocked", reason=refused) if refused else pen.text("import.ready")
        yield now.digest.totals, "bold"
        if now.digest.capped:
            yield now.digest.capped, palette.mute
        yield from ((now.digest.ledger, palette.mute), (last, f"bold {palette.accent}"))


def _written(now: State, batch: Batch, desk: Workspace, pen: Pen) -> Iterator[Piece]:
    if now.digest:
        yield now.digest.totals, pen.palette.mute
    yield (effects.told(now.effect, pen) if now.effect else pen.text("effect.reading")), "bold"
    for note in effects.notes(now.effect, desk, pen) if now.effect else ():
        yield note, pen.palette.lights[Light.YELLOW]
    yield _ending(batch, pen), f"bold {pen.palette.accent}"


def _ending(batch: Batch, pen: Pen) -> str:
    if batch.head.undoes is None:
        return pen.text("import.done", batch=batch.id)
    return pen.text("import.undone", batch=batch.head.undoes, by=batch.id)
