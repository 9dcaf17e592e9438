"""What administration asks for beside the desk: faults of the configuration, its schemas, the importers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.workspace.desk import Workspace

SCHEMAS = ("settings", "indicators", "plan")
"""The configuration files that have a JSON Schema."""


def check_configuration(root: Path) -> tuple[Diagnostic, ...]:
    """All faults of all configuration files, by file and line."""
    from gaoxin_monitor.settings import check

    return check(root)


def configuration_schema(name: str) -> Mapping[str, Any]:
    """The JSON Schema of one configuration file."""
    from gaoxin_monitor.settings import json_schema

    return json_schema(name)


def plugin_rows(desk: Workspace) -> list[tuple[str, ...]]:
    """Every importer as a line: id, version, title, formats, where it stands, whether it may run."""
    return [
        (
            importer.id,
            importer.version,
            importer.title.get(desk.messages.language, importer.id),
            " ".join(importer.formats),
            importer.origin,
        )
        for importer in desk.importers.importers
    ]
