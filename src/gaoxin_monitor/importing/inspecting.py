"""What a drop-in file says of itself, read without running it: its literal PLUGIN and its two functions."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gaoxin_monitor.domain.codes import ObsStatus
from gaoxin_monitor.importing.formats import READABLE
from gaoxin_monitor.importing.importers import API

_ID = re.compile(r"[a-z][a-z0-9_]{2,39}")
_PARAMETERS = {"detect": 1, "read": 2}
_STATUSES = frozenset(status.value for status in ObsStatus if status.missing)


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a plugin is not loaded: a slug, the line of its file, parameters."""

    slug: str
    line: int = 0
    params: Mapping[str, object] = field(default_factory=dict)


def inspect(content: bytes) -> tuple[dict[str, Any], tuple[Complaint, ...]]:
    """The PLUGIN of a file (as far as it can be read) and everything that keeps the file from being loaded."""
    try:
        tree = ast.parse(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return {}, (Complaint("plugin-not-utf8", content.count(b"\n", 0, error.start) + 1),)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 0
        return {}, (Complaint("plugin-syntax", line, {"error": getattr(error, "msg", None) or type(error).__name__}),)
    found = _literal(tree)
    if not isinstance(found, dict):
        return {}, (found,)
    return found, (*_metadata_complaints(found), *_function_complaints(tree))


def asked_keys(content: bytes) -> frozenset[str]:
    """The keys of the questions a sound file may put: the literal first arguments of its ``ctx.ask(…)``."""
    calls = (node for node in ast.walk(ast.parse(content.decode("utf-8-sig"))) if isinstance(node, ast.Call))
    asking = (call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "ask" and call.args)
    keys = (call.args[0].value for call in asking if isinstance(call.args[0], ast.Constant))
    return frozenset(key for key in keys if isinstance(key, str))


def _literal(tree: ast.Module) -> dict[str, Any] | Complaint:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "PLUGIN" for t in node.targets):
            try:
                value = ast.literal_eval(node.value)
            except (ValueError, TypeError, RecursionError):
                return Complaint("plugin-not-literal", node.lineno)
            return value if isinstance(value, dict) else Complaint("plugin-not-literal", node.lineno)
    return Complaint("plugin-missing")


def _metadata_complaints(found: Mapping[str, Any]) -> Iterator[Complaint]:
    api = found.get("api")
    if type(api) is not int or api > API or api < 1:
        slug = "plugin-api-newer" if type(api) is int and api > API else "plugin-api-missing"
        yield Complaint(slug, params={"api": api, "known": API})
    if not isinstance(found.get("id"), str) or not _ID.fullmatch(found["id"]):
        yield Complaint("plugin-id", params={"id": found.get("id")})
    for key, fits in _KEYS.items():
        if key in found and not fits(found[key]):
            yield Complaint("plugin-key", params={"key": key})
    for key in found:
        if key not in _KEYS and key not in ("api", "id"):
            yield Complaint("plugin-key-unknown", params={"key": key, "known": tuple(_KEYS)})


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _titles(value: object) -> bool:
    return isinstance(value, dict) and {"zh", "en"} <= value.keys()


def _marks(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(k, str) and v in _STATUSES for k, v in value.items())


_KEYS: dict[str, Callable[[Any], bool]] = {
    "title": _titles,
    "version": lambda value: isinstance(value, str),
    "source": lambda value: isinstance(value, str) and _ID.fullmatch(value) is not None,
    "formats": lambda value: _texts(value) and set(value) <= READABLE,
    "files": _texts,
    "missing": _marks,
    "thousands": lambda value: isinstance(value, bool),
}


def _function_complaints(tree: ast.Module) -> Iterator[Complaint]:
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    for name, count in _PARAMETERS.items():
        node = functions.get(name)
        if node is None:
            yield Complaint("plugin-function-missing", params={"function": name})
        elif not _takes(node, count):
            yield Complaint("plugin-parameters", node.lineno, {"function": name, "count": count})


def _takes(node: ast.FunctionDef | ast.AsyncFunctionDef, count: int) -> bool:
    """Whether a plain function can be called with so many arguments by position."""
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    needed = len(positional) - len(arguments.defaults)
    needs_names = any(default is None for default in arguments.kw_defaults)
    return isinstance(node, ast.FunctionDef) and not needs_names and needed <= count == len(positional)
