"""What administration asks for beside the desk: faults of the configuration, its schemas, the importers."""

import os
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.export.schema.outputs import OUTPUTS
from gaoxin_monitor.store import Store
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.layout import IMPORTERS, STORE, has_store

if TYPE_CHECKING:
    from gaoxin_monitor.domain.batches import Batch

SCHEMAS = ("settings", "indicators", "plan", "rules", "calendar", *OUTPUTS)
"""What has a JSON Schema: the configuration files, and what commands print."""


def check_configuration(root: Path) -> tuple[Diagnostic, ...]:
    """All faults of all configuration files, by file and line."""
    from gaoxin_monitor.settings import check

    return check(root)


def check_store(root: Path) -> tuple[tuple[Diagnostic, ...], "Batch | None"]:
    """Faults of a workspace's store (integrity, hash chain), and its newest batch; needs no sound configuration."""
    if not has_store(root):
        from gaoxin_monitor.store.verifying import lost_store

        return lost_store(root / STORE), None
    with closing(Store.open(root / STORE, read_only=True)) as store:
        found = store.verify()
        return found, None if found else next(reversed(store.batches()), None)


def default_backup_path(root: Path, now: datetime) -> Path:
    """``data/backups/gaoxin-20240725-090000.db``."""
    return (root / STORE).parent / "backups" / f"{STORE.stem}-{now:%Y%m%d-%H%M%S}{STORE.suffix}"


def back_up(root: Path, target: Path) -> Path:
    """A verified copy of the store with its checksum beside it, also while the configuration has faults."""
    with closing(Store.open(root / STORE, read_only=True)) as store:
        return store.backup(target)


def schema_named(name: str) -> Mapping[str, Any]:
    """The JSON Schema of one configuration file or of one command's JSON."""
    if name in OUTPUTS:
        return OUTPUTS[name].schema
    from gaoxin_monitor.settings import json_schema

    return json_schema(name)


def plugin_rows(desk: Workspace) -> list[tuple[str, ...]]:
    """Every plugin as a line: id, version, title, whether it may run, where it stands."""
    language = desk.messages.language
    return [
        (
            plugin.id,
            plugin.version,
            plugin.title.get(language) or plugin.title.get("zh", ""),
            desk.messages.text(f"plugin.{plugin.state}"),
            str(plugin.path.relative_to(desk.root))
            if plugin.path.is_relative_to(desk.root)
            else desk.messages.text("plugin.bundled"),
        )
        for plugin in desk.importers.plugins
    ]


def refresh_plugins(desk: Workspace) -> list[str]:
    """Replaces the copies that came with an earlier version of the program, and only those; names what was replaced.

    A file that somebody changed is never touched.
    """
    from gaoxin_monitor.importing.trust import outdated, shipped

    replaced = []
    for path in sorted((desk.root / IMPORTERS).glob("*.py")):
        fresh = shipped(path.name)
        if fresh is not None and path.is_file() and outdated(path.read_bytes()):
            _replace(path, fresh)
            replaced.append(path.name)
    return replaced


def _replace(path: Path, content: bytes) -> None:
    """In one step: after a crash the old or the new file stands there, complete."""
    staged = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with staged.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
