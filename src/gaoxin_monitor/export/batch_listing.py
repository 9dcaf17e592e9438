"""Every batch as JSON, CSV or Markdown. The columns of the CSV keep their order; new ones come at the end."""

import json
from collections.abc import Sequence
from typing import Any

from gaoxin_monitor.domain.batches import Batch, BatchKind, Outcome, undone_of
from gaoxin_monitor.export.forms import csv_text, markdown_table
from gaoxin_monitor.export.schema.history import BATCHES_FORM
from gaoxin_monitor.messages import Messages

COLUMNS = ("number", "recorded", "vintage", "what", "new", "revised", "same", "user", "importer", "provider", "sha256")
"""Columns of the CSV; Markdown leaves out the last one."""


def batch_listing(batches: Sequence[Batch], form: str, messages: Messages, *, demo: bool) -> str:
    """The batches as ``json``, ``csv`` or ``markdown``."""
    if form == "json":
        undone = undone_of((batch.id, batch.head.undoes) for batch in batches if batch.head.undoes is not None)
        told = [_json(batch, undone=batch.id in undone) for batch in batches]
        return json.dumps({**BATCHES_FORM.head, "demo": demo, "batches": told}, ensure_ascii=False, indent=1)
    head = [messages.text(f"batches.{name}") for name in COLUMNS]
    rows = [head, *(_cells(batch, messages) for batch in batches)]
    return csv_text(rows) if form == "csv" else markdown_table([row[:-1] for row in rows])


def _json(batch: Batch, *, undone: bool) -> dict[str, Any]:
    head, file = batch.head, batch.head.file
    return {
        "id": batch.id,
        "kind": head.kind.value,
        "undoes": head.undoes,
        "undone": undone,
        "recorded_at": head.recorded_at.isoformat(),
        "vintage": head.vintage.isoformat(),
        "user": head.user,
        "file": None
        if file is None
        else {"name": file.name, "sha256": file.sha256, "size": file.size, "encoding": file.encoding},
        "importer": head.importer,
        "importer_version": head.importer_version,
        "provider": head.source,
        "area": head.ref_area,
        "counts": {each.value: batch.counts.get(each, 0) for each in Outcome},
        "ledger": dict(head.ledger),
        "chain": batch.chain,
    }


def _cells(batch: Batch, messages: Messages) -> tuple[str, ...]:
    head, counts = batch.head, batch.counts
    undone = messages.text("batches.undo", batch=head.undoes or 0)
    return (
        str(batch.id),
        f"{head.recorded_at:%Y-%m-%d %H:%M}",
        head.vintage.isoformat(),
        undone if head.kind is BatchKind.UNDO else head.file.name if head.file else head.importer,
        str(counts.get(Outcome.NEW, 0)),
        str(counts.get(Outcome.REVISED, 0)),
        str(counts.get(Outcome.SAME, 0) + counts.get(Outcome.COARSER, 0)),
        head.user,
        head.importer,
        head.source,
        head.file.sha256 if head.file else "",
    )
