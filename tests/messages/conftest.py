"""What the tests of the catalogues share: the sources as written, and what the code asks of them."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

SOURCES = Path(__file__).parents[2] / "src" / "gaoxin_monitor" / "messages"
LOCALES = {"zh": "zh_CN", "en": "en"}
ONLY_ENGLISH = ("unit.", "noun.")
"""Units stand in the data in Chinese; only English needs words for them, and forms of nouns for one and for many."""

Catalogue = Mapping[str, str]


def read(folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for source in sorted(folder.glob("*.po")):
        with source.open("rb") as stream:
            for message in read_po(stream, abort_invalid=True):
                if message.id:
                    assert str(message.id) not in found, f"{source.name}: {message.id} stands twice"
                    found[str(message.id)] = str(message.string)
    return found


def placeholders(sentence: str) -> set[str]:
    """What a sentence asks for: ``{value}``, ``{value:unit}`` (both), ``{days:.day}`` (a number with a noun)."""
    found = re.findall(r"\{(\w+)(?::(\w+)|:[.#][\w-]+)?\}", sentence)
    return {name for names in found for name in names if name}


@pytest.fixture(scope="session")
def catalogues() -> dict[str, Catalogue]:
    """Keys and sentences by language, from the .po files."""
    return {language: read(SOURCES / locale) for language, locale in LOCALES.items()}
