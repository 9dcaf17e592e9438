"""The scanner sees the same keys as tomllib, and sees them where they stand."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin_monitor.settings.positions import Positions, TooDeepError, scan

TEXT = """\
title = "a # no comment"   # a comment
'odd key' = 'C:\\no escape'
long = \"\"\"
[not.a.table]
key = 1 \\\"\"\" still
\"\"\"
raw = '''
x = 2'''
list = [ 1, [2, 3],  # comment ]
  { a.b = 1, "c" = [] },
]
[one]
two.three = 2024-06-30 12:00:00
[one.four]
[[many]]
name = "first"
[[many]]
name = "second"
[[many.inner]]
deep = +1.5e3
[many.inner.table]
x = true
"""


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401 - TOML
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield (*path, key)
        yield from _paths(child, (*path, key))


def test_every_key_of_a_file_with_all_of_toml_is_found_at_its_line() -> None:
    found = scan(TEXT)
    assert set(found.offsets) == set(_paths(tomllib.loads(TEXT)))
    lines = {
        ("title",): 1,
        ("odd key",): 2,
        ("long",): 3,
        ("raw",): 7,
        ("list",): 9,
        ("list", 1, 0): 9,
        ("list", 2): 10,
        ("list", 2, "a", "b"): 10,
        ("one", "two", "three"): 13,
        ("one", "four"): 14,
        ("many", 0): 15,
        ("many", 1, "name"): 18,
        ("many", 1, "inner", 0, "deep"): 20,
        ("many", 1, "inner", 0, "table", "x"): 22,
    }
    assert {path: found.line(path) for path in lines} == lines


def test_a_key_that_is_not_there_stands_where_its_table_begins() -> None:
    found = scan(TEXT)
    assert found.line(("many", 1, "inner", 0, "unit")) == 19
    assert found.line(("nothing",)) == 1


_KEYS = st.text(max_size=6)
_VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.dates()
    | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(_KEYS, _VALUES, max_size=5), st.booleans())
def test_any_document_is_scanned_as_tomllib_reads_it(data: dict[str, Any], multiline: bool) -> None:  # noqa: FBT001
    text = tomli_w.dumps(data, multiline_strings=multiline).replace("\r\n", "\n")
    found = scan(text)
    assert set(found.offsets) == set(_paths(tomllib.loads(text)))
    assert not found.twice


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab=[]{}\"'#.,\n 1\\", max_size=60))
def test_any_text_is_scanned_without_complaint(text: str) -> None:
    assert isinstance(scan(text), Positions)


@pytest.mark.parametrize("opening", ["[", "{a=", "[[", "{'x' = ["])
def test_brackets_without_end_are_refused_with_their_line(opening: str) -> None:
    with pytest.raises(TooDeepError) as caught:
        scan(f"a = 1\nb = {opening * 3000}")
    assert caught.value.line == 2


def test_long_lines_are_cut_where_they_are_quoted() -> None:
    assert scan("a = 1\n  b = '" + "x" * 100 + "'\n").excerpt(2) == "b = '" + "x" * 74 + "…"


def test_the_repository_is_scanned_as_it_is_read() -> None:
    for path in (Path(__file__).parents[2] / "config").rglob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert set(scan(text).offsets) == set(_paths(tomllib.loads(text))), path
