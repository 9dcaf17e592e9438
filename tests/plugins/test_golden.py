"""Files made for these tests, in the layouts of the real ones, with what must come out of them beside them."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaoxin_monitor.importing.loading import LoadedImporters
from gaoxin_monitor.importing.model import ImportOptions, Known
from gaoxin_monitor.importing.prepare import prepare
from gaoxin_monitor.importing.reading import Reading, read
from gaoxin_monitor.importing.source import open_source

GOLDEN = Path(__file__).parents[2] / "plugins" / "samples"
DATA = (".csv", ".xls", ".xlsx")
FILES = sorted(
    path
    for path in GOLDEN.rglob("*")
    if path.suffix in DATA and not path.name.endswith((".expected.csv", ".facts.csv"))
)


def _options(path: Path) -> ImportOptions:
    answers = path.with_name(path.name + ".answers.toml")
    return ImportOptions(values=tomllib.loads(answers.read_text("utf-8")) if answers.exists() else {})


def _read(path: Path, known: Known, importers: LoadedImporters) -> Reading:
    source, _, _ = open_source(path.name, path.read_bytes())
    importer = importers.find(path.parent.name)
    assert source
    assert importer
    return read(importer, source, known, _options(path))


def _table(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from csv.DictReader(stream)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_golden_file_gives_exactly_what_stands_beside_it(
    path: Path, known: Known, importers: LoadedImporters
) -> None:
    reading = _read(path, known, importers)
    expected = list(_table(path.with_name(path.name + ".expected.csv")))
    facts = list(_table(path.with_name(path.name + ".facts.csv")))
    assert expected or facts
    found = reading.frame.sort("src_sheet", "src_line", "src_col").iter_rows(named=True)
    columns = expected[0].keys() if expected else ()
    assert [{name: _text(row[name]) for name in columns} for row in found] == expected
    assert [
        {
            "src_sheet": fact.cell.sheet,
            "src_line": str(fact.cell.line),
            "src_col": str(fact.cell.column),
            "register": fact.register,
            "member": fact.member,
            "attribute": fact.attribute,
            "value": fact.value,
        }
        for fact in reading.facts
    ] == facts


def _text(value: object) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_golden_file_finds_its_importer_and_loses_no_cell(
    path: Path, known: Known, importers: LoadedImporters
) -> None:
    prepared = prepare(path, _options(path), known, importers)
    assert prepared.importer == path.parent.name
    assert prepared.ledger["remainder"] == 0
    assert not prepared.blocked, prepared.diagnostics


def test_there_are_golden_files_for_every_importer_that_comes_with_the_program(importers: LoadedImporters) -> None:
    assert {path.parent.name for path in FILES} == {importer.id for importer in importers.importers}
    assert len(FILES) >= 15
