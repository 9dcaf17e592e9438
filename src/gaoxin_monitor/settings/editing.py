"""Edits of the plan that keep what people wrote: comments, order, line ends; checked as a whole before they count."""

import codecs
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from gaoxin_monitor.domain.diagnostics import blocking
from gaoxin_monitor.errors import ConfigError, ExportError, UsageError
from gaoxin_monitor.settings.files import FOLDER, read_regular
from gaoxin_monitor.settings.model import Configuration

if TYPE_CHECKING:
    from tomlkit.items import Table

_RULES = "rules"


def edited_plan(root: Path, plan: str, target: str, values: Mapping[str, str]) -> tuple[bytes, Configuration]:
    """The plan file with keys of one target changed, and the configuration it would make; nothing is written.

    ``values`` are as typed: a number, a day, a word, a TOML value; an empty one takes the key away. ``rules.NAME``
    reaches into the target's rules.

    Raises:
        UsageError: for a key that no target has.
        ConfigError: naming every fault that the change would bring.
    """
    from gaoxin_monitor.settings.compiling import compile_configuration  # noqa: PLC0415 - pydantic only when needed

    data = _edited(read_regular(root.joinpath(FOLDER, plan)), target, values)
    compiled = compile_configuration(root, {plan: data})
    if compiled.configuration is None:
        faults = blocking(compiled.diagnostics)
        raise ConfigError("plan-change-invalid", compiled.diagnostics, count=len(faults))
    return data, compiled.configuration


def write_plan(root: Path, plan: str, data: bytes) -> None:
    """Replaces the plan file in one step: after a crash the old or the new one stands there, complete."""
    path = root.joinpath(FOLDER, plan).resolve()
    fresh = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with fresh.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise ExportError("plan-not-written", file=f"{FOLDER}/{plan}", why=error.strerror or str(error)) from error


def added_to_plan(data: bytes, additions: Mapping[str, Mapping[str, object]], remark: str) -> bytes:
    """A plan file with keys of several targets set, each with a remark behind it that says where it comes from."""
    import tomlkit  # noqa: PLC0415 - only when something is edited

    def add(tables: "Mapping[str, Table]") -> None:
        for target, values in additions.items():
            for key, value in values.items():
                _put(tables[target], key, tomlkit.item(value).comment(remark))

    return _rewritten(data, add)


def _edited(data: bytes, target: str, values: Mapping[str, str]) -> bytes:
    def edit(tables: "Mapping[str, Table]") -> None:
        for key, typed in values.items():
            _set(tables[target], key, typed)

    return _rewritten(data, edit)


def _rewritten(data: bytes, edit: "Callable[[Mapping[str, Table]], None]") -> bytes:
    """The file after an edit of its targets' tables, by id; mark, line ends and everything else as they were."""
    import tomlkit  # noqa: PLC0415 - only when something is edited

    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    windows = text.count("\r\n") == text.count("\n")
    document = tomlkit.parse(text.replace("\r\n", "\n") if windows else text)
    edit({table["id"]: table for section in document.get("section", ()) for table in section.get("target", ())})
    edited = tomlkit.dumps(document)
    return mark + (edited.replace("\n", "\r\n") if windows else edited).encode("utf-8")


def _set(table: "Table", key: str, typed: str) -> None:
    import tomlkit  # noqa: PLC0415 - only when something is edited

    first, _, rule = key.partition(".")
    if first != _RULES or not rule:
        _put(table, key, _value(key, typed))
        return
    inner = table.get(_RULES)
    if inner is None:
        inner = tomlkit.inline_table()
        _put(table, _RULES, inner)
    value = _value(rule, typed, within=_RULES)
    if value is None:
        inner.pop(rule, None)
    else:
        inner[rule] = value


def _put(table: "Table", key: str, value: Any) -> None:  # noqa: ANN401 - any TOML value
    """Sets a key in its place; a new one comes behind the last, before the comments that belong to what follows."""
    if value is None or key in table:
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
        return
    body, rest = table.value.body, []
    while body and body[-1][0] is None:
        rest.append(body.pop())
    table.append(key, value)
    body.extend(reversed(rest))


def _value(key: str, typed: str, within: str = "") -> Any:  # noqa: ANN401 - any TOML value
    """What was typed as the kind of value that the key has; None to take the key away."""
    import tomlkit  # noqa: PLC0415 - only when something is edited
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    kinds = _kinds(within)
    if key not in kinds:
        full = f"{within}.{key}" if within else key
        raise UsageError("plan-key-unknown", key=full, known=tuple(kinds))
    if not typed:
        return None
    if kinds[key] is str:
        return tomlkit.string(typed)
    if kinds[key] is list and not typed.startswith("["):
        return tomlkit.item([word.strip() for word in typed.replace("，", ",").split(",") if word.strip()])
    try:
        return tomlkit.value(typed)
    except TOMLKitError:
        return tomlkit.string(typed)


_FIXED = ("id", _RULES)
"""Keys of a target that are not set by name: another id would be another target."""


def _kinds(within: str) -> dict[str, object]:
    """The keys of a target, or of its rules, with the kind of value: text, list, or whatever TOML reads."""
    from gaoxin_monitor.settings.shapes.plan import TargetShape  # noqa: PLC0415 - pydantic only when needed
    from gaoxin_monitor.settings.shapes.rules import RulesShape  # noqa: PLC0415

    shape = RulesShape if within else TargetShape
    return {
        field.alias or name: _kind(field.annotation)
        for name, field in shape.model_fields.items()
        if within or name not in _FIXED
    }


def _kind(annotation: object) -> object:
    """``str`` and ``list`` where nothing else is allowed."""
    found = {getattr(each, "__origin__", each) for each in get_args(annotation) or (annotation,)} - {type(None)}
    if annotation is str or found == {str}:
        return str
    return list if getattr(annotation, "__origin__", None) is list else object
