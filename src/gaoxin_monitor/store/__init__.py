"""The store: SQLite, append-only batches, two times, a hash chain."""

from gaoxin_monitor.store.store import Store

__all__ = ["Store"]
