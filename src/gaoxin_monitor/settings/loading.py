"""Reads the configuration of a workspace: compiled if nothing changed, otherwise from the TOML files.

What needs pydantic or a TOML parser is imported only when the compiled configuration does not fit.
"""

from pathlib import Path

from gaoxin_monitor.domain.diagnostics import Diagnostic, blocking
from gaoxin_monitor.errors import ConfigError
from gaoxin_monitor.settings.cache import read_cache, write_cache
from gaoxin_monitor.settings.model import Configuration


def load(root: Path) -> Configuration:
    """The configuration under ``root/config``; ConfigError ``config-invalid`` names every fault of every file."""
    compiled = read_cache(root)
    if compiled is not None:
        return compiled
    from gaoxin_monitor.settings.compiling import compile_configuration  # noqa: PLC0415 - pydantic only when needed

    result = compile_configuration(root)
    if result.configuration is None:
        raise ConfigError("config-invalid", result.diagnostics, count=len(blocking(result.diagnostics)))
    write_cache(root, result.configuration, result.files)
    return result.configuration


def check(root: Path) -> tuple[Diagnostic, ...]:
    """All faults and doubts of all files, by file and line; always read from the files themselves."""
    from gaoxin_monitor.settings.compiling import compile_configuration  # noqa: PLC0415 - pydantic only when needed

    return compile_configuration(root).diagnostics


def json_schema(name: str) -> dict[str, object]:
    """The JSON Schema of one file that people write, by its name without ``.toml``; KeyError for another name."""
    from gaoxin_monitor.settings.shapes import SHAPES  # noqa: PLC0415 - pydantic only when needed
    from gaoxin_monitor.settings.shapes.fields import schema_of  # noqa: PLC0415

    return schema_of(SHAPES[name])
