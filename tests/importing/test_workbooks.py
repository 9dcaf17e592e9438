import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gaoxin_monitor.importing import workbook_scan, workbooks
from gaoxin_monitor.importing.workbook_worker import as_text
from gaoxin_monitor.importing.workbooks import Book, Refused, read_workbook


def _xlsx(fill: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表"
    fill(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cells(data: bytes) -> dict[str, str]:
    book = read_workbook(data)
    assert isinstance(book, Book), book
    rows = book.sheets[0].rows
    return {row.cell(column).place.cell: text for row in rows for column, text in enumerate(row.cells, 1) if text}


def _replaced(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_cells_keep_their_place_and_become_text() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B3"], sheet["C3"], sheet["D5"], sheet["A7"] = "指标", 38.5, date(2024, 5, 1), 0.1 + 0.2

    assert _cells(_xlsx(fill)) == {"B3": "指标", "C3": "38.5", "D5": "2024-05-01", "A7": "0.3"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "TRUE"),
        (14104.280000000001, "14104.28"),
        (306.0, "306"),
        (-0.1, "-0.1"),
        (1e21, "1" + "0" * 21),
        (1e-7, "0.0000001"),
        (99.99999999999999, "100"),
        (123456789012345, "123456789012345"),
        (datetime(2024, 5, 1), "2024-05-01"),  # noqa: DTZ001 - spreadsheets know no time zones
        (datetime(2024, 5, 1, 8, 30), "2024-05-01 08:30:00"),  # noqa: DTZ001 - as above
        (date(2024, 5, 31), "2024-05-31"),
        (time(8, 30), "08:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (" 指标 ", " 指标 "),
        (None, ""),
    ],
)
def test_a_value_is_printed_exactly_as_far_as_a_spreadsheet_keeps_it(value: object, text: str) -> None:
    assert as_text(value) == text


def test_percent_cells_are_read_as_percent_and_not_as_fractions() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["A3"] = 0.056, 0.125, 0.5
        sheet["A1"].number_format = "0.0%"
        sheet["A2"].number_format = '0.00"%"'

    assert _cells(_xlsx(fill))["A1"] == "5.6%"
    assert _cells(_xlsx(fill))["A3"] == "0.5"


def test_error_cells_and_formulas_without_a_result_are_not_taken_as_empty() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["C1"] = "#N/A", "=1+1", "指标"

    cells = _cells(_xlsx(fill))
    assert cells["A1"] == "#N/A"
    assert cells["B1"] == "#(formula)"


def test_a_formula_with_a_stored_result_is_its_result() -> None:
    data = _xlsx(lambda sheet: sheet.append(["=1+1"]))
    stored = _replaced(data, SHEET, lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"))
    assert _cells(stored) == {"A1": "2"}


def test_two_cells_in_opposite_corners_are_refused_and_the_next_file_is_read() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = 1, 2

    assert read_workbook(_xlsx(fill)) == Refused("workbook-too-large", {"reason": ""})
    assert _cells(_xlsx(lambda sheet: sheet.append([1]))) == {"A1": "1"}


def test_an_archive_that_unpacks_to_far_more_than_it_weighs_is_refused() -> None:
    data = _replaced(_xlsx(lambda sheet: sheet.append([1])), SHEET, lambda xml: xml + b" " * 30_000_000)
    assert len(data) < 100_000
    assert read_workbook(data) == Refused("workbook-too-large", {"reason": ""})


def test_entities_and_document_types_are_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    data = _replaced(_xlsx(lambda sheet: sheet.append([1])), SHEET, lambda xml: laughs + xml)
    assert isinstance(read_workbook(data), Refused)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda _: b"PK\x03\x04" + b"x" * 100,
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000,
        lambda data: _replaced(data, SHEET, lambda xml: xml[:-50]),
        lambda data: _replaced(data, "xl/workbook.xml", lambda _: b""),
        lambda data: _replaced(data, "xl/styles.xml", lambda _: b"<broken"),
    ],
)
def test_a_damaged_workbook_is_said_to_be_so(damage: Callable[[bytes], bytes]) -> None:
    found = read_workbook(damage(_xlsx(lambda sheet: sheet.append(["指标", 1]))))
    assert isinstance(found, Refused)
    assert found.slug == "workbook-damaged"


def test_blank_sheets_are_left_out() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("数据").append(["指标", 1])
    stream = io.BytesIO()
    book.save(stream)
    found = read_workbook(stream.getvalue())
    assert isinstance(found, Book)
    assert [sheet.name for sheet in found.sheets] == ["数据"]


def test_hidden_sheets_are_left_out_and_hidden_rows_are_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表"
    sheet.append(["指标", 1])
    sheet.append(["旧", 2])
    sheet.row_dimensions[2].hidden = True
    hidden = book.create_sheet("底稿")
    hidden.append(["指标", 3])
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    found = read_workbook(stream.getvalue())
    assert isinstance(found, Book)
    assert [[row.cells for row in sheet] for sheet in found.sheets] == [[("指标", "1"), ("旧", "2")]]
    assert (found.hidden_sheets, found.hidden_rows) == (("底稿",), {"表": [2]})


@pytest.fixture
def fresh_worker() -> Iterator[None]:
    workbooks.close()
    yield
    workbooks.close()


@pytest.mark.usefixtures("fresh_worker")
def test_a_reader_that_does_not_answer_in_time_is_killed_and_replaced() -> None:
    data = _xlsx(lambda sheet: sheet.append([1]))
    assert read_workbook(data, timeout=0.001) == Refused("workbook-timeout", {"seconds": 0})
    assert _cells(data) == {"A1": "1"}


@pytest.mark.usefixtures("fresh_worker")
def test_a_reader_that_dies_is_replaced() -> None:
    data = _xlsx(lambda sheet: sheet.append([1]))
    assert _cells(data) == {"A1": "1"}
    worker = workbooks._POOL._worker
    assert worker
    worker._process.kill()
    worker._process.wait()
    found = read_workbook(data)
    assert isinstance(found, Refused)
    assert found.slug == "workbook-damaged"
    assert _cells(data) == {"A1": "1"}


def test_a_workbook_beyond_the_size_limit_is_not_sent_to_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "SIZE_LIMIT", 10)
    assert read_workbook(b"x" * 11) == Refused("workbook-too-large")


def test_the_scan_names_the_cells_that_a_reader_would_lose() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"], sheet["C3"], sheet["D4"] = "#DIV/0!", "=B2", 0.5
        sheet["D4"].number_format = "0%"

    losses = workbook_scan.scan(_xlsx(fill))["表"]
    assert losses == workbook_scan.Losses([(2, 2, "#DIV/0!")], [(3, 3)], [(4, 4)])
