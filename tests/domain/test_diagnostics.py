import pytest

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place, blocking


@pytest.mark.parametrize(
    ("line", "column", "cell"),
    [
        (7, 4, "D7"),
        (1, 1, "A1"),
        (1, 26, "Z1"),
        (2, 27, "AA2"),
        (2, 52, "AZ2"),
        (3, 53, "BA3"),
        (3, 702, "ZZ3"),
        (4, 703, "AAA4"),
        (1048576, 16384, "XFD1048576"),
        (0, 4, ""),
        (7, 0, ""),
    ],
)
def test_a_place_names_its_cell_as_a_spreadsheet_does(line: int, column: int, cell: str) -> None:
    assert Place("a.xlsx", "表1", line, column).cell == cell


def test_errors_forbid_a_commit_and_warnings_do_not() -> None:
    found = [Diagnostic(f"slug-{severity.value}", severity) for severity in Severity]
    assert [d.severity for d in blocking(found)] == [Severity.FATAL, Severity.ERROR]
