"""The .po files against each other and against the compiled files that the program reads."""

import re
from collections.abc import Mapping
from string import Formatter

import pytest
from tests.messages.conftest import LOCALES, ONLY_ENGLISH, SOURCES, placeholders
from tools.compile_messages import compile_catalogue

from gaoxin_monitor.messages import load

Catalogues = Mapping[str, Mapping[str, str]]


def test_both_languages_hold_the_same_keys(catalogues: Catalogues) -> None:
    chinese, english = set(catalogues["zh"]), set(catalogues["en"])
    assert sorted(chinese - english) == []
    assert sorted(key for key in english - chinese if not key.startswith(ONLY_ENGLISH)) == []


def test_both_languages_fill_the_same_placeholders(catalogues: Catalogues) -> None:
    chinese, english = catalogues["zh"], catalogues["en"]
    differing = [
        key for key in chinese.keys() & english.keys() if placeholders(chinese[key]) != placeholders(english[key])
    ]
    assert sorted(differing) == []


@pytest.mark.parametrize("language", LOCALES)
def test_no_sentence_is_empty_or_holds_a_broken_brace(catalogues: Catalogues, language: str) -> None:
    for key, sentence in catalogues[language].items():
        assert sentence.strip(), key
        parsed = [(field, spec or "") for _, field, spec, _ in Formatter().parse(sentence) if field is not None]
        assert all(re.fullmatch(r"\w+", field) and re.fullmatch(r"([.#]?[\w-]+)?", spec) for field, spec in parsed), key
        names = {field for field, _ in parsed} | {spec for _, spec in parsed if spec and spec[0] not in ".#"}
        assert names == placeholders(sentence), key
        assert {f"noun.{spec[1:]}" for _, spec in parsed if spec[:1] in (".", "#") and spec} <= catalogues["en"].keys()


@pytest.mark.parametrize("language", LOCALES)
def test_no_sentence_holds_a_control_character(catalogues: Catalogues, language: str) -> None:
    for key, sentence in catalogues[language].items():
        assert all(character.isprintable() or character == "\n" for character in sentence), key


def test_each_language_speaks_its_own(catalogues: Catalogues) -> None:
    han = re.compile("[\u4e00-\u9fff]")
    quoting = ("diagnostic.", "question.")  # these repeat what a Chinese file says or should say
    foreign = [
        key for key, sentence in catalogues["en"].items() if han.search(sentence) and not key.startswith(quoting)
    ]
    assert foreign == []
    sentences = [key for key in catalogues["zh"] if key.startswith(("reason.", "diagnostic.", "error."))]
    assert [key for key in sentences if not han.search(catalogues["zh"][key])] == []


@pytest.mark.parametrize(("language", "locale"), LOCALES.items())
def test_the_compiled_file_is_fresh(language: str, locale: str) -> None:
    compiled = compile_catalogue(locale, sorted((SOURCES / locale).glob("*.po")))
    assert SOURCES.joinpath(f"{locale}.mo").read_bytes() == compiled, f"run tools/compile_messages.py ({language})"


def test_the_words_of_the_command_line_library_are_fresh() -> None:
    click = SOURCES / "click"
    compiled = compile_catalogue("zh_CN", [click / "zh_CN.po"])
    assert click.joinpath("zh_CN", "LC_MESSAGES", "messages.mo").read_bytes() == compiled


@pytest.mark.parametrize("language", LOCALES)
def test_every_source_key_is_read_back_from_the_compiled_file(catalogues: Catalogues, language: str) -> None:
    messages = load(language)
    for key, sentence in catalogues[language].items():
        assert messages.text(key) == sentence


def test_every_diagnostic_says_what_is_wrong_and_what_to_do(catalogues: Catalogues) -> None:
    keys = {key for key in catalogues["zh"] if key.startswith("diagnostic.") and not key.endswith(".screen")}
    slugs = {key.removeprefix("diagnostic.").removesuffix(".do") for key in keys}
    assert {f"diagnostic.{slug}{part}" for slug in slugs for part in ("", ".do")} == keys
