"""An office program that is none of ours opens the workbook: pages, repeated headers, the literal text."""

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export import ExportInfo, render_workbook
from gaoxin_monitor.messages import load

OFFICE = shutil.which("soffice")
# The gate installs both and must not pass without them; elsewhere an office suite is much to ask.
pytestmark = pytest.mark.skipif(
    (OFFICE is None or shutil.which("pdftotext") is None) and os.environ.get("GAOXIN_REQUIRE_SAMPLES") != "1",
    reason="no LibreOffice here",
)

CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("http://evil";"x")'),
    *("http://evil.example", "＝1", "<r><t>x</t></r>", "00123"),
)


def _convert(source: Path, target: str) -> None:
    profile = (source.parent / "profile").as_uri()
    arguments = ["--headless", "--convert-to", target, "--outdir", str(source.parent), str(source)]
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={profile}", *arguments], check=True, capture_output=True, timeout=120
    )


@pytest.fixture(scope="module")
def pages(board: Board, info: ExportInfo, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The pages of a workbook with four times the targets, as text."""
    folder = tmp_path_factory.mktemp("office")
    source = folder / "month.xlsx"
    source.write_bytes(render_workbook(replace(board, rows=board.rows * 4), info, load("zh")))
    _convert(source, "pdf")
    subprocess.run(["pdftotext", "-layout", "month.pdf"], cwd=folder, check=True)
    return source.with_suffix(".txt").read_text("utf-8").rstrip("\f").split("\f")


def test_the_overview_is_one_page_and_every_page_has_its_number(pages: list[str]) -> None:
    assert len([page for page in pages if "一页总览（2024年6月）" in page]) == 1
    for number, page in enumerate(pages, 1):
        assert re.sub(r"\s", "", page).endswith(f"第{number}页共{len(pages)}页")


def test_every_further_page_repeats_the_header(pages: list[str]) -> None:
    headed = {"主要指标": "完成年度目", "预警与督办": "原因", "来源": "SHA-256"}
    current = ""
    counts = dict.fromkeys(headed, 0)
    for page in pages:
        title = re.search(r"渭南高新区2024年工作要点 (\S+)（2024年6月）", page)
        current = title[1] if title else current
        if current in headed:
            assert headed[current] in page
            counts[current] += 1
    assert counts["主要指标"] >= 3
    assert counts["来源"] > 3


def test_no_number_is_too_wide_for_its_column(pages: list[str]) -> None:
    assert not [page for page in pages if "###" in page]


def test_hostile_text_is_shown_as_it_is(
    make: Callable[..., Board], make_origin: Callable[..., ExportInfo], tmp_path: Path
) -> None:
    board = make()
    row = board.rows[0]
    rows = tuple(
        replace(row, target=replace(row.target, id=f"t{number}", name_zh=name)) for number, name in enumerate(HOSTILE)
    )
    source = tmp_path / "month.xlsx"
    source.write_bytes(render_workbook(replace(board, rows=rows), make_origin(), load("zh")))
    _convert(source, CSV)
    with (tmp_path / "month-主要指标.csv").open(encoding="utf-8", newline="") as stream:
        names = [line[2].strip() for line in csv.reader(stream)]
    assert names[-len(HOSTILE) :] == list(HOSTILE)
