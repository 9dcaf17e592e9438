"""The same table in another dress gives the same figures."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gaoxin_monitor.importing.model import Prepared

GOLDEN = Path(__file__).parents[2] / "plugins" / "samples"
TABLES = (
    GOLDEN / "nbs" / "month_indicators_gb18030_crlf.csv",
    GOLDEN / "nbs" / "province_month_regions_gb18030_lf.csv",
    GOLDEN / "nbs" / "month_time_in_rows_gb18030_lf.csv",
    GOLDEN / "flash" / "month_gb18030_crlf.csv",
    GOLDEN / "manual" / "figures_gb18030.csv",
)
NAMES = [path.stem for path in TABLES]

Run = Callable[..., Prepared]


def _content(prepared: Prepared) -> object:
    """Everything but the description of the file itself and the line ends inside its notes."""
    assert prepared.figures
    assert not prepared.blocked
    notes = tuple(note.replace("\r\n", "\n") for note in prepared.notes)
    return replace(prepared, file=replace(prepared.file, sha256="", size=0, encoding=""), notes=notes)


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("gb18030").replace("\r\n", "\n").split("\n")


@pytest.mark.parametrize("path", TABLES, ids=NAMES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_and_line_ends_do_not_matter(path: Path, encoding: str, end: str, run: Run) -> None:
    original = run(path.read_bytes(), path.name)
    assert _content(run(end.join(_lines(path)).encode(encoding), path.name)) == _content(original)


@pytest.mark.parametrize("path", TABLES, ids=NAMES)
def test_the_order_of_the_records_does_not_matter(path: Path, run: Run) -> None:
    lines = _lines(path)
    heads = ("指标,", "地区,", "时间,", "统计月份,")
    head = next(number for number, line in enumerate(lines) if line.startswith(heads))
    end = next(
        (number for number, line in enumerate(lines) if line.startswith(("注", '"注', "数据来源"))), len(lines) - 1
    )
    turned = [*lines[: head + 1], *reversed(lines[head + 1 : end]), *lines[end:]]

    def values(text: str) -> set[object]:
        prepared = run(text, path.name)
        assert not prepared.blocked
        return {(figure.key, figure.observation.period, figure.observation.value) for figure in prepared.figures}

    assert values("\n".join(turned)) == values("\n".join(lines))


@pytest.mark.parametrize("path", TABLES, ids=NAMES)
def test_blank_lines_at_the_end_do_not_matter(path: Path, run: Run) -> None:
    data = path.read_bytes()
    assert _content(run(data + b"\r\n\r\n  \r\n", path.name)) == _content(run(data, path.name))


@pytest.mark.parametrize("path", TABLES, ids=NAMES)
def test_full_width_digits_do_not_matter(path: Path, run: Run) -> None:
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    lines = _lines(path)
    widened = [line.translate(wide) if line.count(",") > 1 else line for line in lines]

    def values(text: str) -> list[object]:
        return [(figure.key, figure.observation.period, figure.observation.value) for figure in run(text).figures]

    assert values("\n".join(widened)) == values("\n".join(lines)) != []
