"""Every literal key, error slug and diagnostic slug in the code has its sentence, with the parameters it is given."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.messages.conftest import ONLY_ENGLISH, placeholders

from gaoxin_monitor import errors
from gaoxin_monitor.domain.batches import Outcome
from gaoxin_monitor.domain.codes import Flag, Kind, Light, Severity, Transformation

SOURCE = Path(__file__).parents[2] / "src" / "gaoxin_monitor"
ERRORS = {name for name, found in vars(errors).items() if isinstance(found, type) and issubclass(found, Exception)}
Catalogues = Mapping[str, Mapping[str, str]]


class Use(NamedTuple):
    where: str
    key: str
    """With ``*`` where the code fills a part in."""
    given: frozenset[str] | None
    """The parameters, None when they are not literal."""


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call in our sources: where, the function's dotted name, the call."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", ast.unparse(node.func), node


def literal(node: ast.expr) -> list[str]:
    """The texts an expression can be, with ``*`` for what is filled in; empty when it is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*literal(node.body), *literal(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "*" for part in node.values]
        return ["".join(str(part) for part in parts)]
    return []


def given(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def prefix(name: str, where: str) -> str | None:
    """What stands before the key for this way of asking; None when the call asks for something else."""
    owner, _, function = name.rpartition(".")
    if function not in {"text", "has"}:
        return None
    if owner.endswith("pen"):
        return "tui."
    if owner.endswith("messages") or (where.startswith("messages") and owner in {"", "self"}):
        return ""
    return None


def texts() -> list[Use]:
    return [
        Use(where, before + key, given(call))
        for where, name, call in calls()
        if (before := prefix(name, where)) is not None
        for key in literal(call.args[0])
        if key.strip("*")
    ]


def raised() -> list[Use]:
    return [
        Use(where, f"error.{slug}", given(call) if name.rpartition(".")[2] != "ConfigError" else None)
        for where, name, call in calls()
        if name.rpartition(".")[2] in ERRORS
        for slug in literal(call.args[0])
    ]


def diagnosed() -> list[Use]:
    return [
        Use(where, f"diagnostic.{slug}{part}", None)
        for where, name, call in calls()
        if name.rpartition(".")[2] == "Diagnostic"
        for slug in literal(call.args[0])
        for part in ("", ".do")
    ]


def missing(uses: list[Use], catalogues: Catalogues) -> list[str]:
    english = {key for key in catalogues["en"] if key.startswith(ONLY_ENGLISH)}
    known = catalogues["zh"].keys() & catalogues["en"].keys() | english
    return sorted(
        f"{use.where} {use.key}"
        for use in uses
        if not (any(re.fullmatch(pattern(use.key), key) for key in known) if "*" in use.key else use.key in known)
    )


def pattern(key: str) -> str:
    return ".+".join(re.escape(part) for part in key.split("*"))


@pytest.mark.parametrize("find", [texts, raised, diagnosed], ids=["texts", "errors", "diagnostics"])
def test_every_key_in_the_code_has_its_sentence(find: object, catalogues: Catalogues) -> None:
    assert callable(find)
    uses = find()
    assert uses
    assert missing(uses, catalogues) == []


@pytest.mark.parametrize("find", [texts, raised], ids=["texts", "errors"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_is_given_the_parameters_it_asks_for(
    find: object, language: str, catalogues: Catalogues
) -> None:
    assert callable(find)
    short = [
        f"{use.where} {use.key}: {sorted(asked - use.given)}"
        for use in find()
        if use.given is not None
        and "*" not in use.key
        and not (asked := placeholders(catalogues[language].get(use.key, ""))) <= use.given
    ]
    assert short == []


@pytest.mark.parametrize(
    ("family", "members"),
    [
        ("light.*", Light),
        ("flag.*", Flag),
        ("kind.*", Kind),
        ("severity.*", Severity),
        ("transformation.*", Transformation),
        ("tui.outcome.*", Outcome),
    ],
)
def test_every_member_of_a_code_list_has_its_word(family: str, members: type, catalogues: Catalogues) -> None:
    keys = {family.replace("*", member.value) for member in members}  # type: ignore[attr-defined]
    for language in ("zh", "en"):
        assert sorted(keys - catalogues[language].keys()) == []
