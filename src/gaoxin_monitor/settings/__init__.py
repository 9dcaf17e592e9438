"""What people write in TOML, read, checked and explained; and ``learned.toml``, which the program writes.

The way in is :func:`load`. Nothing imported here pulls in pydantic or a TOML parser.
"""

from gaoxin_monitor.settings.learned import learned, write_learned
from gaoxin_monitor.settings.loading import check, json_schema, load
from gaoxin_monitor.settings.model import Area, Configuration, Learned, LearnedAlias, LearnedRoute, Settings

__all__ = [
    "Area",
    "Configuration",
    "Learned",
    "LearnedAlias",
    "LearnedRoute",
    "Settings",
    "check",
    "json_schema",
    "learned",
    "load",
    "write_learned",
]
