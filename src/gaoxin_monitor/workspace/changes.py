"""What one batch did: the rows it wrote, and the boards on either side of it."""

from contextlib import closing
from datetime import date

from gaoxin_monitor.domain.batches import Batch, BatchKind, Delivery
from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.workspace.desk import Workspace


def written_by(desk: Workspace, batch: int) -> Delivery:
    """The rows that a batch put in force, each with what stood before."""
    with closing(desk.store()) as store:
        return store.written_by(batch)


def boards_around(desk: Workspace, batch: Batch, *, as_of: date | None = None) -> tuple[Board, Board]:
    """The boards before and after a batch, of the newest month: an undo may take that month's data away."""
    after = desk.board(as_of=as_of, last_batch=batch.id)
    before = desk.board(as_of=as_of, last_batch=batch.id - 1)
    if batch.head.kind is BatchKind.UNDO:
        return before, desk.board(before.month, as_of=as_of, last_batch=batch.id)
    return desk.board(after.month, as_of=as_of, last_batch=batch.id - 1), after
