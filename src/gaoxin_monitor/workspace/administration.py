"""What administration asks for beside the desk: faults of the configuration, its schemas, the importers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.workspace.desk import Workspace

OUTPUTS = ("status", "due")
SCHEMAS = ("settings", "indicators", "plan", "calendar", *OUTPUTS)
"""What has a JSON Schema: the configuration files, and what two commands print."""


def check_configuration(root: Path) -> tuple[Diagnostic, ...]:
    """All faults of all configuration files, by file and line."""
    from gaoxin_monitor.settings import check

    return check(root)


def schema_named(name: str) -> Mapping[str, Any]:
    """The JSON Schema of one configuration file or of one command's JSON."""
    if name in OUTPUTS:
        from gaoxin_monitor.export.schema import output_schema

        return output_schema(name)
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
            str(plugin.path.relative_to(desk.root)) if plugin.path.is_relative_to(desk.root) else str(plugin.path),
        )
        for plugin in desk.importers.plugins
    ]
