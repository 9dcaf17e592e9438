"""Mutated files through the whole way: nothing is raised, nothing is lost in silence, everything can be told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gaoxin_monitor.importing.model import Prepared
from gaoxin_monitor.messages import LANGUAGES, load

ROOT = Path(__file__).parents[2]
SEEDS = sorted(
    path
    for path in (ROOT / "plugins" / "samples").rglob("*")
    if path.suffix in (".csv", ".xls", ".xlsx") and not path.name.endswith((".expected.csv", ".facts.csv"))
)
TEXTS = [path for path in SEEDS if path.suffix == ".csv"]
BOOKS = [path for path in SEEDS if path.suffix != ".csv"]
PIECES = [
    b",",
    b'"',
    b"\n",
    b"\r",
    b"\t",
    b"\0",
    b"\xff",
    "年".encode("gb18030"),
    b"-",
    b"9" * 40,
    b"1,234",
    b"%",
    b"\x1a",
]

Run = Callable[..., Prepared]


@st.composite
def mutated(draw: st.DrawFn, paths: list[Path]) -> tuple[str, bytes]:
    """A good file with a few bytes changed, cut, doubled or put in."""
    path = draw(st.sampled_from(paths))
    data = bytearray(path.read_bytes())
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        change = draw(st.integers(0, 4))
        if change == 0 and data:
            data[at] = draw(st.integers(0, 255))
        elif change == 1:
            data[at:at] = draw(st.sampled_from(PIECES))
        elif change == 2:
            del data[at : at + draw(st.integers(1, 40))]
        elif change == 3:
            data[at:at] = data[at : at + draw(st.integers(1, 80))]
        else:
            del data[at:]
    return path.name, bytes(data)


def _judge(prepared: Prepared) -> None:
    for fault in prepared.diagnostics:
        for language in LANGUAGES:
            messages = load(language)
            assert messages.has(f"diagnostic.{fault.slug}"), fault.slug
            assert messages.diagnostic(fault)
            assert messages.advice(fault)
    if not prepared.blocked:
        assert prepared.ledger["remainder"] == 0
        assert prepared.figures or prepared.returns or prepared.ledger.get("missing")
    assert not any(fault.slug.startswith("plugin-") for fault in prepared.diagnostics), prepared.diagnostics


SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(SETTINGS, max_examples=400)
@given(mutated(TEXTS))
def test_mutated_texts_never_raise(run: Run, file: tuple[str, bytes]) -> None:
    name, data = file
    if data:
        _judge(run(data, name))


@settings(SETTINGS, max_examples=80)
@given(mutated(BOOKS))
def test_mutated_workbooks_never_raise(run: Run, file: tuple[str, bytes]) -> None:
    name, data = file
    if data:
        _judge(run(data, name))


@settings(SETTINGS, max_examples=100)
@given(st.binary(min_size=1, max_size=400))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"\xff\xfe,")
@example("指标,".encode("utf-16"))
def test_any_bytes_never_raise(run: Run, data: bytes) -> None:
    for importer in (None, "nbs", "flash", "manual"):
        _judge(run(data, importer=importer))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_file_cut_anywhere_is_read_in_part_or_refused_but_never_raises(path: Path, run: Run) -> None:
    data = path.read_bytes()
    step = max(len(data) // 12, 1)
    for end in range(1, len(data), step):
        _judge(run(data[:end], path.name))
