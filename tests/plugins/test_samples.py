"""Real files of the National Bureau of Statistics: every fact that the manifest of the sample folder states."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from gaoxin_monitor.importing.loading import LoadedImporters
from gaoxin_monitor.importing.model import ImportOptions, Known
from gaoxin_monitor.importing.prepare import prepare
from gaoxin_monitor.importing.reading import read
from gaoxin_monitor.importing.source import open_source

FOLDERS = ("nbs-csv", "nbs-csv-2025", "nbs-xls")
UNTOUCHED = (
    "nbs-hand-edited/month_industry_three_sheets_2020m04.xls",
    "nbs-hand-edited/month_car_industry_scratch_below_footer.xls",
)
ANSWERS: dict[str, dict[str, str]] = {
    "province_year_fiscal_spending_rows_indicators": {"area": "北京市"},
    "province_year_science_spending": {"indicator": "地方财政科学技术支出", "unit": "亿元"},
    "province_year_tech_contract_value": {"indicator": "技术市场成交额(亿元)"},
    "province_year_gdp": {"indicator": "地区生产总值", "unit": "亿元"},
}
"""What the new site leaves out of its files, as a user would say it."""


@dataclass(frozen=True)
class Fact:
    file: str
    row: str
    column: str
    value: Decimal | None


def _facts(samples: Path, wanted: tuple[str, ...]) -> Iterator[Fact]:
    with (samples / "MANIFEST.csv").open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            if line["file"].startswith(wanted):
                for fact in line["expected_rows_or_facts"].split("; "):
                    place, _, value = fact.rpartition(" = ")
                    row, _, column = place.partition(" | ")
                    if column:
                        number = None if value == "(empty)" else Decimal(value)
                        yield Fact(line["file"], row, column, number)


def _grid(path: Path) -> list[list[str]]:
    """The cells as an independent reader sees them."""
    if path.suffix == ".xls":
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        return [[str(cell).strip() for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    data = path.read_bytes()
    text = data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "gb18030")
    return [[cell.strip() for cell in row] for row in csv.reader(text.splitlines())]


def _cell(grid: list[list[str]], fact: Fact) -> tuple[int, int]:
    """Line and column of a fact, both counted from 1; the notes below the table do not matter here."""
    line = next(number for number, row in enumerate(grid, 1) if row and row[0] == fact.row)
    head = next(row for row in grid if fact.column in row)
    return line, head.index(fact.column) + 1


@pytest.fixture(scope="module")
def readings(
    samples: Path, known: Known, importers: LoadedImporters
) -> dict[str, dict[tuple[int, int], dict[str, Any]]]:
    """Observations of every file by the cell they come from."""
    found = {}
    for file in sorted({fact.file for fact in _facts(samples, (*FOLDERS, *UNTOUCHED))}):
        path = samples / file
        source, _, faults = open_source(path.name, path.read_bytes())
        importer = importers.find("nbs")
        assert source
        assert importer
        assert not faults
        answers = next((answer for start, answer in ANSWERS.items() if path.name.startswith(start)), {})
        reading = read(importer, source, known, ImportOptions(values=answers))
        assert not [fault for fault in reading.diagnostics if fault.severity.blocks]
        assert reading.ledger["remainder"] == 0
        assert not reading.questions
        sheet = source.sheets[0].name
        rows = reading.frame.filter(reading.frame["src_sheet"] == sheet).iter_rows(named=True)
        found[file] = {(row["src_line"], row["src_col"]): row for row in rows}
    return found


def test_every_fact_of_the_manifest_is_read_from_its_cell(samples: Path, readings: dict[str, Any]) -> None:
    checked = 0
    for fact in _facts(samples, (*FOLDERS, *UNTOUCHED)):
        row = readings[fact.file][_cell(_grid(samples / fact.file), fact)]
        value = None if row["obs_value"] is None else Decimal(row["obs_value"])
        assert value == fact.value, fact
        printed = fact.column if re.match(r"\d{4}年", fact.column) else fact.row
        assert row["time_period"] == _canonical(printed), fact
        assert row["transformation"] == _transformation(fact), fact
        assert row["obs_status"] == ("L" if fact.value is None else "A")
        checked += 1
    assert checked >= 50


def _canonical(printed: str) -> str:
    """2020年2月 → 2020-M02, 2020年第一季度 → 2020-Q1, 2019年 → 2019; written for these files only."""
    match = re.fullmatch(r"(\d{4})年(?:(\d+)月|第(.)季度)?", printed)
    assert match, printed
    year, month, quarter = match.groups()
    if month:
        return f"{year}-M{int(month):02d}"
    return f"{year}-Q{'一二三四'.index(quarter) + 1}" if quarter else year


def _transformation(fact: Fact) -> str:
    name = fact.row if not re.match(r"\d{4}年", fact.row) else fact.column
    if "=100)" in name or "cpi" in fact.file:
        return "ytd" if "累计值" in name else "level" if "当期值" in name else "index"
    words = {"累计增长": "ytd_yoy", "同比增长": "yoy", "累计值": "ytd"}
    return next((code for word, code in words.items() if word in name), "level")


def test_the_files_of_the_three_folders_are_all_in_the_manifest_and_all_read(
    samples: Path, readings: dict[str, Any]
) -> None:
    files = {f"{folder}/{path.name}" for folder in FOLDERS for path in (samples / folder).iterdir()}
    assert files == {file for file in readings if file.startswith(FOLDERS)}
    assert all(readings.values())


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_file_is_recognised_without_being_told(
    folder: str, samples: Path, known: Known, importers: LoadedImporters
) -> None:
    for path in sorted((samples / folder).iterdir()):
        prepared = prepare(path, ImportOptions(), known, importers)
        assert prepared.importer == "nbs"
        asked = {question.key for question in prepared.questions}
        said = next((set(answer) for start, answer in ANSWERS.items() if path.name.startswith(start)), set())
        assert said <= asked, path.name
        assert not asked - said - {"unit"}, path.name


def test_two_exports_of_one_query_differ_in_four_new_and_six_changed_figures(readings: dict[str, Any]) -> None:
    earlier = readings["nbs-xls/city_year_gdp_export_earlier.xls"]
    later = readings["nbs-xls/city_year_gdp_export_later.xls"]
    changed = [
        (before["obs_value"], after["obs_value"])
        for cell, before in earlier.items()
        if (after := later[cell])["obs_value"] != before["obs_value"]
    ]
    assert len([pair for pair in changed if pair[0] is None]) == 4
    assert len([pair for pair in changed if None not in pair]) == 6


def test_the_damaged_file_is_refused_with_the_line_of_its_first_damage(
    samples: Path, known: Known, importers: LoadedImporters
) -> None:
    path = samples / "taiwan" / "local_budget_comparison_roc99_damaged_text_utf8.csv"
    prepared = prepare(path, ImportOptions(), known, importers)
    (fault,) = prepared.diagnostics
    lines = path.read_bytes().splitlines()
    assert fault.slug == "text-damaged"
    assert any(byte < 32 and byte not in b"\t\r\n" for byte in lines[fault.place.line - 1])
    assert prepared.blocked
    assert not prepared.figures


def test_no_other_sample_file_is_taken_for_one_of_ours(samples: Path, known: Known, importers: LoadedImporters) -> None:
    for path in sorted(samples.rglob("*.*")):
        if path.parent.name not in (*FOLDERS, "nbs-hand-edited", samples.name):
            prepared = prepare(path, ImportOptions(), known, importers)
            assert not prepared.importer, path
            assert prepared.blocked, path
