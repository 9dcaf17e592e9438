"""What the tests of the catalogues share: the sources as written, and what the code asks of them."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

SOURCES = Path(__file__).parents[2] / "src" / "gaoxin_monitor" / "messages"
LOCALES = {"zh": "zh_CN", "en": "en"}

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
    return set(re.findall(r"\{(\w+)\}", sentence))


@pytest.fixture(scope="session")
def catalogues() -> dict[str, Catalogue]:
    """Keys and sentences by language, from the .po files."""
    return {language: read(SOURCES / locale) for language, locale in LOCALES.items()}
