"""The lists of codes agree with the catalogue and with the code that uses them."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from tests.messages.conftest import Catalogue, placeholders
from tests.messages.test_reasons import CASES

from gaoxin_monitor.domain.codes import Flag, Kind, Light, Severity
from gaoxin_monitor.domain.derivation import Role, Setter
from gaoxin_monitor.domain.glossary import DIAGNOSTICS, REASONS, is_known, kinds_of, known_codes
from gaoxin_monitor.domain.plans import Thresholds
from gaoxin_monitor.messages import LANGUAGES, load
from gaoxin_monitor.messages.derivation import as_text
from gaoxin_monitor.messages.glossary import meaning

ROOT = Path(__file__).parents[2]
SOURCE, PLUGINS = ROOT / "src" / "gaoxin_monitor", ROOT / "plugins" / "importers"


def _slugs(catalogue: Catalogue, family: str) -> set[str]:
    return {key.split(".")[1] for key in catalogue if key.startswith(f"{family}.")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_catalogue_is_listed_and_no_other(language: str, catalogues: dict[str, Catalogue]) -> None:
    assert _slugs(catalogues[language], "diagnostic") == set(DIAGNOSTICS)
    assert _slugs(catalogues[language], "reason") - {"withheld"} == set(REASONS)


METHODS = {"error": Severity.ERROR, "warn": Severity.WARNING, "info": Severity.INFO, "add": Severity.ERROR}
"""What an import's context and a configuration's document call their ways of reporting."""


def _given_severities() -> Iterator[tuple[str, Severity]]:
    """Every call in which a slug stands beside a severity, or goes to a method that has one."""
    for path in (*SOURCE.rglob("*.py"), *PLUGINS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            slugs = [str(a.value) for a in node.args if isinstance(a, ast.Constant) and a.value in DIAGNOSTICS]
            graves = [
                Severity[a.attr]
                for a in node.args
                if ast.unparse(a).startswith("Severity.") and isinstance(a, ast.Attribute)
            ]
            method = METHODS.get(node.func.attr) if isinstance(node.func, ast.Attribute) else None
            yield from ((slug, grave) for slug in slugs for grave in (graves or filter(None, (method,))))


def test_severities_are_those_of_the_code() -> None:
    found = set(_given_severities())
    assert len(found) > 80
    assert sorted((slug, grave) for slug, grave in found if grave not in DIAGNOSTICS[slug]) == []


@pytest.mark.parametrize("code", CASES)
def test_a_reason_goes_with_the_lights_that_are_listed(code: str) -> None:
    assert CASES[code].light in REASONS[code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained_with_all_placeholders_named(language: str) -> None:
    messages = load(language)
    for code in known_codes():
        text = as_text(meaning(code, messages))
        assert placeholders(text) == set(), code
        assert not any(part in text for part in ("param.", "glossary.", "diagnostic.", "reason.")), code
        assert is_known(code)


def test_a_code_that_is_both_is_explained_twice() -> None:
    assert [each.id for each in meaning("unit-mismatch", load("zh"))] == ["diagnostic", "reason"]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("growth-behind-rest", (Kind.GROWTH_RATE,)),
        ("pack-progress", (Kind.PROGRESS_VS_PLAN,)),
        ("two-releases-missed", ()),
    ],
)
def test_a_reason_names_its_rule(code: str, kinds: tuple[Kind, ...]) -> None:
    assert kinds_of(code) == kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_thresholds_roles_and_flags_have_words(language: str) -> None:
    messages = load(language)
    wanted = [f"threshold.{each.name}" for each in fields(Thresholds)]
    wanted += [f"derivation.role.{role.value}" for role in Role] + [f"setter.{setter.value}" for setter in Setter]
    wanted += [f"rules.kind.{kind.value}" for kind in Kind] + [f"glossary.light-do.{light.value}" for light in Light]
    plain = [flag.value for flag in Flag if flag is not Flag.ASSUMED_PROFILE]
    wanted += [f"flag-reason.{name}" for name in plain]
    wanted += [f"flag-reason.assumed_profile-{part}" for part in ("table", "years", "linear", "unplanned")]
    assert [key for key in wanted if not messages.has(key)] == []
