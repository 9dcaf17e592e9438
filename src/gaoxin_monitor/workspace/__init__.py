"""The one desk between the faces and the rooms."""

from gaoxin_monitor.workspace.administration import SCHEMAS, check_configuration, configuration_schema, plugin_rows
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.layout import Progress, Step, find, init

__all__ = [
    "SCHEMAS",
    "Progress",
    "Step",
    "Workspace",
    "check_configuration",
    "configuration_schema",
    "find",
    "init",
    "plugin_rows",
]
