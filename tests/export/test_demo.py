"""The workbook of the demo workspace: every target, every value, every source, and the mark of sample data."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.messages import wording
from gaoxin_monitor.workspace.desk import Workspace

NOW = datetime(2024, 7, 25, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def workspace(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy, because every export is recorded in the store."""
    own = shutil.copytree(demo, tmp_path_factory.mktemp("workspaces") / "示例")
    return Workspace.open(own, today=date(2024, 7, 25))


@pytest.fixture(scope="module")
def month(workspace: Workspace) -> Board:
    return workspace.board()


@pytest.fixture(scope="module")
def exported(workspace: Workspace, month: Board, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("exports") / "月报 示例.xlsx"
    return openpyxl.load_workbook(workspace.export(month, path, recorded_at=NOW))


def _table(sheet: Worksheet) -> Iterator[dict[str, object]]:
    (table,) = sheet.tables.values()
    header, *body = sheet[table.ref]
    for row in body:
        yield {str(column.value): cell.value for column, cell in zip(header, row, strict=True)}


def test_every_target_has_its_row_with_the_light_and_the_value_of_the_board(
    exported: openpyxl.Workbook, month: Board
) -> None:
    lines = list(_table(exported["主要指标"]))
    assert len(lines) == len(month.rows) == 99
    own = {"level": "本月", "ytd": "1—6月累计", "yoy": "本月同比（%）", "ytd_yoy": "累计同比（%）"}
    numbers = 0
    for line, row in zip(lines, month.rows, strict=True):
        assert str(line["指标"]).lstrip("#").startswith(row.target.name_zh)
        shown = line[own[row.target.transformation]]
        if row.value is not None and not wording.is_withheld(row):
            assert Decimal(str(shown)) == row.value, row.target.id
            numbers += 1
        if wording.is_withheld(row):
            assert shown == "[密]"
    assert numbers > 20


def test_every_value_shown_leads_to_a_file_the_store_knows(
    exported: openpyxl.Workbook, month: Board, workspace: Workspace
) -> None:
    known = {batch.head.file.sha256 for batch in workspace.batches() if batch.head.file}
    lines = list(_table(exported["来源"]))
    assert {line["SHA-256"] for line in lines} - {"—"} <= known
    traced = {line["指标"] for line in lines}
    for row in month.rows:
        assert (row.target.name_zh in traced) >= (row.value is not None and not wording.is_withheld(row))


def test_every_sheet_says_that_its_data_are_samples(exported: openpyxl.Workbook) -> None:
    assert all("示例数据" in str(sheet["A1"].value) for sheet in exported)


def test_exporting_twice_gives_the_same_bytes(workspace: Workspace, month: Board, tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    workspace.export(month, first, recorded_at=NOW)
    workspace.export(workspace.board(), second, recorded_at=NOW.replace(year=2025))
    assert first.read_bytes() == second.read_bytes()


def test_a_figure_of_another_period_than_its_column_says_of_which(exported: openpyxl.Workbook) -> None:
    sheet = exported["主要指标"]
    (table,) = sheet.tables.values()
    header, *body = sheet[table.ref]
    columns = {str(cell.value): number for number, cell in enumerate(header)}
    rows = {str(row[columns["指标"]].value): row for row in body}
    product = rows["地区生产总值增速"][columns["本月"]]
    assert (product.value, product.number_format) == (34.59, '#,##0.00"（二季度）"')
    unemployed = rows["城镇登记失业率"][columns["本月"]]
    assert (unemployed.value, unemployed.number_format) == (4.4, '0.0"（二季度）"')
    late = rows["城建年度投资完成额（2024年1—5月）"][columns["1—6月累计"]]
    assert late.number_format == '#,##0.00"（1—5月）"'
    assert rows["区级财政收入"][columns["本月"]].number_format == "#,##0.00"


def test_a_streak_counts_the_periods_in_which_its_target_is_reported(exported: openpyxl.Workbook) -> None:
    sheet = exported["主要指标"]
    (table,) = sheet.tables.values()
    header, *body = sheet[table.ref]
    columns = {str(cell.value): number for number, cell in enumerate(header)}
    streaks = {str(row[columns["指标"]].value): row[columns["连续期数"]] for row in body}
    investment, product = streaks["固定资产投资增速"], streaks["地区生产总值增速"]
    assert (investment.value, investment.number_format) == (5, '#,##0"期"')  # 1—2月, 3月, 4月, 5月, 6月
    assert (product.value, product.number_format) == (2, '#,##0"季"')
    assert streaks["规上工业总产值增速"].value == "—"


def test_figures_of_a_row_from_another_source_are_named(exported: openpyxl.Workbook) -> None:
    notes = {str(line["指标"]): str(line["注"]) for line in _table(exported["主要指标"])}
    assert notes["区级财政收入"].startswith("本期、同比取自高新区统计机构；")
    assert "取自" not in notes["规上工业总产值增速"]
