"""``learned.toml``: routes, accepted aliases and remembered answers; the program's own file, replaced as a whole."""

import os
from contextlib import suppress
from pathlib import Path

from gaoxin_monitor.errors import ConfigError, ExportError
from gaoxin_monitor.settings.files import FOLDER, LEARNED
from gaoxin_monitor.settings.model import Learned, LearnedAlias, LearnedRoute

_HEAD = "# 程序记住的导入方式和别名，由程序改写；您的设置请写在 settings.toml 和 indicators.toml。\n\n"


def learned(root: Path) -> Learned:
    """What the program learned; empty when there is no file. ConfigError names every fault in it."""
    from gaoxin_monitor.settings.compiling import read_learned  # noqa: PLC0415 - pydantic only when needed

    found, diagnostics = read_learned(root)
    if found is None:
        raise ConfigError("config-invalid", diagnostics, count=len(diagnostics))
    return found


def write_learned(root: Path, known: Learned) -> Path:
    """Replaces ``learned.toml`` in one step: after a crash the old or the new one stands there, complete."""
    import tomli_w  # noqa: PLC0415 - only when something was learned

    path = root.joinpath(FOLDER, LEARNED)
    text = _HEAD + tomli_w.dumps(_tables(known))
    fresh = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with fresh.open("wb") as stream:
            stream.write(text.encode("utf-8", "replace"))
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise ExportError("learned-not-written", file=f"{FOLDER}/{LEARNED}") from error
    return path


def _tables(known: Learned) -> dict[str, object]:
    tables = {
        "route": [_route(route) for route in known.routes],
        "alias": [_alias(alias) for alias in known.aliases],
        "answers": dict(known.answers),
    }
    return {name: table for name, table in tables.items() if table}


def _route(route: LearnedRoute) -> dict[str, object]:
    table = {
        "importer": route.importer,
        "pattern": route.pattern,
        "fingerprint": route.fingerprint,
        "options": dict(route.options),
    }
    return {key: value for key, value in table.items() if value or key == "importer"}


def _alias(alias: LearnedAlias) -> dict[str, object]:
    table = {
        "label": alias.label,
        "indicator": alias.indicator,
        "transformation": alias.transformation,
        "unit": alias.unit,
    }
    return {key: str(value) for key, value in table.items() if value is not None}
