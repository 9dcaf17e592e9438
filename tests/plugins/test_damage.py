"""One figure of a good file is spoilt: exactly that observation goes, and a fault names its cell."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaoxin_monitor.importing.model import Prepared

GOLDEN = Path(__file__).parents[2] / "plugins" / "samples"
FILES = (
    GOLDEN / "nbs" / "quarter_indicators_gb18030_lf.csv",
    GOLDEN / "nbs" / "month_time_in_rows_gb18030_lf.csv",
    GOLDEN / "flash" / "month_gb18030_crlf.csv",
    GOLDEN / "manual" / "figures_gb18030.csv",
)
SPOILT = ["1.2.3", "12x", "(3.2)", "NaN", "1e5", "1,23", "壹", "1 234", "#REF!", "007"]

Run = Callable[..., Prepared]


def _cells(prepared: Prepared) -> dict[str, object]:
    return {figure.observation.place.cell: figure.observation.value for figure in prepared.figures}


def _spoilt(path: Path, line: int, column: int, text: str) -> bytes:
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("gb18030"), newline="")))
    rows[line - 1][column - 1] = text
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("gb18030")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_spoilt_figure_goes_alone_and_is_named(path: Path, run: Run, data: st.DataObject) -> None:
    good = run(path.read_bytes(), path.name)
    place = data.draw(st.sampled_from([figure.observation.place for figure in good.figures]))
    text = data.draw(st.sampled_from(SPOILT))
    bad = run(_spoilt(path, place.line, place.column, text), path.name)
    faults = [fault for fault in bad.diagnostics if fault.severity.blocks]
    assert [(fault.place.cell, fault.params["text"]) for fault in faults] == [(place.cell, text)]
    assert _cells(bad) == {cell: value for cell, value in _cells(good).items() if cell != place.cell}
    assert bad.ledger["errors"] == 1
    assert bad.ledger["remainder"] == 0
    mended = run(_spoilt(path, place.line, place.column, text), path.name, exclude=frozenset({place.cell}))
    assert not mended.blocked
    assert _cells(mended) == _cells(bad)
