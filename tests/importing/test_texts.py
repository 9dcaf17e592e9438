"""Every slug that this room and its importers use has its words in both languages, and there are no words to spare."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.glossary import DIAGNOSTICS
from gaoxin_monitor.importing.formats import sniff
from gaoxin_monitor.importing.model import VintageFrom
from gaoxin_monitor.messages import LANGUAGES, load

ROOT = Path(__file__).parents[2]
MESSAGES = ROOT / "src" / "gaoxin_monitor" / "messages"
CODE = (ROOT / "src" / "gaoxin_monitor" / "importing", ROOT / "plugins" / "importers")
SLUG = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
NO_SLUGS = {"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "not-allowed"}
"""Words of the same shape that mean something else: encodings, a state of a plugin."""
NOT_READ = ("html", "xml", "json", "zip", "compressed", "pdf", "word", "image")


def _used() -> Iterator[str]:
    for folder in CODE:
        for path in folder.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and SLUG.fullmatch(node.value):
                    yield node.value
    yield from (f"format-{name}" for name in NOT_READ)


def _texts(language: str) -> dict[str, str]:
    with (MESSAGES / LANGUAGES[language] / "importing.po").open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


def test_the_slugs_of_the_code_and_of_the_catalogues_are_the_same() -> None:
    used = set(_used()) - NO_SLUGS
    for language in LANGUAGES:
        listed = {key.removeprefix("diagnostic.") for key in _texts(language) if key.startswith("diagnostic.")}
        assert {key for key in listed if not key.endswith((".do", ".screen"))} == used
        assert {key.removesuffix(".do") for key in listed if key.endswith(".do")} == used


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_advice_on_the_screen_is_an_option_of_the_command_line(language: str) -> None:
    messages = load(language)
    slugs = [slug for slug in DIAGNOSTICS if "--" in messages.text(f"diagnostic.{slug}.do")]
    assert slugs
    assert [slug for slug in slugs if "--" in messages.advice(Diagnostic(slug, Severity.ERROR), screen=True)] == []


def test_both_languages_have_the_same_keys_and_the_same_places_for_parameters() -> None:
    chinese, english = _texts("zh"), _texts("en")
    assert chinese.keys() == english.keys()
    for key, text in chinese.items():
        assert sorted(set(re.findall(r"\{\w+\}", text))) == sorted(set(re.findall(r"\{\w+\}", english[key]))), key
        assert text != english[key] or not re.search("[a-z]", text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_faces_print_of_an_import_has_words(language: str) -> None:
    messages = load(language)
    keys = [f"question.{key}" for key in ("importer", "area", "indicator", "unit")]
    keys += [
        f"ledger.{key}" for key in ("observations", "facts", "missing", "errors", "skipped", "excluded", "remainder")
    ]
    keys += [f"finding.{key}" for key in ("name", "text", "header", "period", "layout")]
    keys += [f"candidate.{key}" for key in ("format", "veto", "failed")]
    keys += [f"vintage-from.{origin.value}" for origin in VintageFrom]
    assert [key for key in keys if not messages.has(key)] == []


def test_every_format_that_is_not_read_is_known_to_the_sniffer() -> None:
    assert sniff(b"<html>") in NOT_READ
    assert sniff(b"%PDF") in NOT_READ
