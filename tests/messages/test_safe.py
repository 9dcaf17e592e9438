"""The one door to a terminal."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gaoxin_monitor.messages.safe import is_safe, lines, pictures, plain

ANY_TEXT = st.text(st.characters() | st.characters(categories=["Cc", "Cf", "Cs"]), max_size=40)
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = "\u061c\u200e\u200f"
VARIATION = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0000-\U000e0fff]")
"""Printable to Python, without a shape of their own on a terminal."""


def unsafe(character: str) -> bool:
    control = unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
    return control or unicodedata.bidirectional(character) in BIDI or character in MARKS


@given(ANY_TEXT)
@example("\x1b[31mred\x1b[0m")
@example("\u202eevil\u2066")
@example("\ud800")
def test_no_control_and_no_bidirectional_character_comes_out(text: str) -> None:
    assert not any(unsafe(character) for character in plain(text))
    assert not any(unsafe(character) for line in lines(text).split("\n") for character in line)


@given(ANY_TEXT)
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    if text.isprintable() and not VARIATION.search(text):
        assert once == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("渭南高新区 2024—05 ％ é", "渭南高新区 2024—05 ％ é"),
        ("a\x1b[0mb", "a␛[0mb"),
        ("a\nb\tc\r", "a␊b␉c␍"),
        ("\x00\x7f", "␀␡"),
        ("\x85\x9b", "��"),
        ("a\u202eb\u2069", "a�b�"),
        ("a\u200bb\ufeffc\u00ad", "a�b�c�"),
        ("\u2028\u2029", "��"),
        ("\ud83d", "�"),
        ("✓\ufe0f", "✓"),
        ("\U000e0041", "�"),
    ],
)
def test_what_is_dangerous_is_shown_not_sent(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_any_value_is_shown_on_one_line() -> None:
    assert plain(12) == "12"
    assert plain(None) == "None"
    assert "\n" not in plain("a\nb\r\nc\u2028d\x0be\x0cf\x85g")


def test_several_lines_keep_their_breaks_and_spread_their_tabs() -> None:
    assert lines("a\tb\nc\x1bd") == "a   b\nc␛d"
    assert lines("a\r\nb") == "a\nb"
    assert lines("") == ""


@given(ANY_TEXT)
def test_a_text_is_safe_when_nothing_in_it_needs_a_picture(text: str) -> None:
    assert is_safe(text) is (pictures(text) == text)
    assert is_safe(plain(text))
    assert len(pictures(text)) == len(text)
