"""Whatever the bytes are: a configuration, or a ConfigError that names what is wrong."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.settings.given import Bench, faults_of

from gaoxin_monitor.errors import ConfigError
from gaoxin_monitor.messages import load as load_messages
from gaoxin_monitor.settings import load

NAMES = ("settings.toml", "indicators.toml", "plans/2024.toml", "learned.toml")
LEARNED = b'[[alias]]\nlabel = "x"\nindicator = "fiscal"\n[[route]]\nimporter = "flash"\n[route.options]\na = "b"\n'
ODD = (
    b"nan", b"-inf", b"1e999999999", b"9" * 4400, b"0x" + b"f" * 4000, b"1979-05-27T07:32:00Z", b"07:32:00",
    b"2024-02-30", b"[[[[[[[[[[", b"[{a=1}]", b"{}", b"[]", b"true", b'"\\u0000"', b'""', b"''", b"\xff", b"\r",
    b"\n[x]\n", b"\n[[section]]\n",
    b"\n[[section.target]]\n", b"=", b'"', b"\xef\xbb\xbf", b"\x00", "“".encode(), b"#",
)  # fmt: skip


@st.composite
def _mutations(draw: st.DrawFn) -> list[tuple[int, float, int, bytes]]:
    """Which file, where in it, how many bytes go, what comes instead."""
    one = st.tuples(
        st.integers(0, 3),
        st.floats(0, 1),
        st.integers(0, 12),
        st.sampled_from(ODD) | st.binary(max_size=4),
    )
    return draw(st.lists(one, min_size=1, max_size=4))


def _written(root: Path, originals: dict[str, bytes], mutations: list[tuple[int, float, int, bytes]]) -> None:
    contents = dict(originals)
    for number, where, gone, new in mutations:
        data = contents[NAMES[number]]
        start = int(where * len(data))
        contents[NAMES[number]] = data[:start] + new + data[start + gone :]
    for name, data in contents.items():
        root.joinpath("config", name).write_bytes(data)


def _told(error: ConfigError) -> None:
    """Every fault can be said in both languages, and stands in its place among the others."""
    assert faults_of(error)
    places = []
    for found in faults_of(error):
        for language in ("zh", "en"):
            messages = load_messages(language)
            assert messages.has(f"diagnostic.{found.slug}")
            assert messages.diagnostic(found)
            assert messages.advice(found)
        places.append((found.place.file, found.place.line))
    assert places == sorted(places)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_mutations())
def test_mutated_files_raise_nothing_but_config_error(
    bench: Bench, mutations: list[tuple[int, float, int, bytes]]
) -> None:
    originals = {name: bench.originals[name] for name in NAMES if name in bench.originals} | {"learned.toml": LEARNED}
    _written(bench.root, originals, mutations)
    try:
        load(bench.root)
    except ConfigError as error:
        _told(error)


def test_swapped_and_doubled_lines_raise_nothing_but_config_error(bench: Bench) -> None:
    chance = random.Random(20240725)  # noqa: S311 - which lines, not which secrets
    refused = 0
    for _ in range(150):
        name = chance.choice(NAMES[:3])
        lines = bench.originals[name].splitlines(keepends=True)
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one : one + 1] = [lines[other], lines[one]] if chance.random() < 0.5 else []
        bench.write(name, b"".join(lines))
        try:
            load(bench.root)
        except ConfigError as error:
            _told(error)
            refused += 1
        bench.write(name, bench.originals[name])
    assert refused > 30


def test_values_of_every_other_type_raise_nothing_but_config_error(bench: Bench) -> None:
    for name in NAMES[:3]:
        lines = bench.originals[name].splitlines(keepends=True)
        for number, line in enumerate(lines):
            key, sign, _ = line.partition(b" = ")
            if sign:
                for odd in (b"5", b"[1]", b'{ x = "y" }', b"1979-05-27T07:32:00Z"):
                    bench.write(name, b"".join([*lines[:number], key + sign + odd + b"\n", *lines[number + 1 :]]))
                    try:
                        load(bench.root)
                    except ConfigError as error:
                        _told(error)
        bench.write(name, bench.originals[name])


def test_an_error_lists_its_faults_and_says_how_many(bench: Bench) -> None:
    bench.change("settings.toml", "cutoff_day = 25", "cutoff_day = 99")
    with pytest.raises(ConfigError) as caught:
        load(bench.root)
    assert caught.value.params == {"count": 1}
