"""A plan as plain JSON and back, to be kept for years: fields by their names, every one of them written.

Defaults are written too, because a later program may have others; a field that a later program adds takes its default
when an earlier snapshot is read. A field that is not known, or a format that is newer, is never skipped: the board
would be a wrong one.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from hashlib import sha256
from itertools import repeat
from typing import Any, Union, get_args, get_origin, get_type_hints

from gaoxin_monitor.domain.plans import Plan

Json = Any

_UPGRADES: tuple[Callable[[Json], Json], ...] = ()
"""Step n makes of the plan in format n + 1 that of format n + 2: renamed and removed fields, other words."""

FORMAT = 1 + len(_UPGRADES)
"""The format that is written."""

_NOT_VALUE = frozenset({"digest"})
"""What names the file, not the plan: comments change it."""

UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError)
"""What reading a snapshot that is none, or of another program, can raise."""


def snapshot(plan: Plan) -> Mapping[str, Json]:
    """The plan with the format it is written in."""
    return {"format": FORMAT, "plan": _written(plan)}


def restore(kept: Mapping[str, Json], digest: str = "") -> Plan:
    """The plan of a snapshot; any of ``UNREADABLE`` when this program cannot read it. ``digest`` names its file."""
    found, plan = kept["format"], kept["plan"]
    if not isinstance(found, int) or not 1 <= found <= FORMAT:
        msg = f"format {found!r}"
        raise ValueError(msg)
    for step in _UPGRADES[found - 1 :]:
        plan = step(plan)
    read = _read(Plan, {**plan, "digest": digest})
    assert isinstance(read, Plan)  # noqa: S101 - a dataclass is read as itself
    return read


def value_sum(plan: Plan) -> str:
    """SHA-256 of what the plan says, however its files are written."""
    return sha256(json.dumps(_written(plan), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _written(value: object) -> Json:
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal | date):
        return str(value)
    return _written_whole(value)


def _written_whole(value: object) -> Json:
    if isinstance(value, Mapping):
        if all(isinstance(key, str) for key in value):
            return {key: _written(each) for key, each in value.items()}
        return sorted([_written(key), _written(each)] for key, each in value.items())
    if isinstance(value, frozenset):
        return sorted(map(_written, value))
    if isinstance(value, tuple):
        return list(map(_written, value))
    if is_dataclass(value):
        names = (each.name for each in fields(value) if each.name not in _NOT_VALUE)
        return {name: _written(getattr(value, name)) for name in names}
    msg = f"a plan holds no {type(value).__name__}"
    raise TypeError(msg)


def _read(hint: Any, value: Json) -> object:  # noqa: ANN401 - any annotation of a field
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (kind,) = (each for each in arguments if each is not type(None))
        return None if value is None else _read(kind, value)
    if origin is tuple:
        hints = repeat(arguments[0]) if arguments[-1] is Ellipsis else arguments
        return tuple(_read(each, item) for each, item in zip(hints, value, strict=False))
    if origin is frozenset:
        return frozenset(_read(arguments[0], item) for item in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        pairs = value.items() if isinstance(value, dict) else value
        return {_read(arguments[0], key): _read(arguments[1], item) for key, item in pairs}
    return _read_plain(hint, value)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _read_plain(kind: Any, value: Json) -> object:  # noqa: ANN401 - a class
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], item) for name, item in value.items()})
    if issubclass(kind, date):
        return kind.fromisoformat(value)
    if issubclass(kind, StrEnum | Decimal):
        return kind(value)
    if not isinstance(value, kind):
        msg = f"{value!r} is no {kind.__name__}"
        raise TypeError(msg)
    return value
