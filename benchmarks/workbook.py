"""Processor time of the demo's workbook of 99 targets against xlsxwriter writing the very same cells with no logic.

    python benchmarks/workbook.py [ROUNDS]

Both run in turn in one process; the best of each and their ratio are printed. The budget is 1.5. What the room adds:
choosing and formatting every cell, one door for text, measuring columns and rows, tracing sources, packing anew.
"""

import sys
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import openpyxl
from xlsxwriter import Workbook

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export import ExportInfo, render_workbook
from gaoxin_monitor.messages import load
from gaoxin_monitor.workspace import demo as demonstration
from gaoxin_monitor.workspace.desk import Workspace

BUDGET = 1.5


@dataclass
class Content:
    """What one sheet holds."""

    cells: list[tuple[int, int, str | float, int]] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    tables: list[tuple[str, list[str]]] = field(default_factory=list)
    rules: list[tuple[str, str]] = field(default_factory=list)


Sheets = dict[str, Content]


def demo_board(folder: Path) -> tuple[Board, ExportInfo]:
    """The demo's newest board and where its figures come from."""
    demonstration.build(folder, lambda _step: None)
    workspace = Workspace.open(folder, today=date(2024, 7, 25))
    info = ExportInfo(
        batches={batch.id: batch for batch in workspace.batches()},
        plan_digest=workspace.plan.digest,
        config_digest=workspace.configuration.digest,
        program_version="0",
        office="",
        rule_pack="default",
    )
    return workspace.board(), info


def read(data: bytes) -> tuple[Sheets, dict[int, dict[str, object]]]:
    """Every cell of a workbook with its style, and whatever xlsxwriter must write besides."""
    sheets: Sheets = {}
    styles: dict[int, dict[str, object]] = {}
    for sheet in openpyxl.load_workbook(BytesIO(data)):
        found = sheets.setdefault(sheet.title, Content())
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if not isinstance(cell.value, str | int | float):
                continue
            found.cells.append((cell.row - 1, cell.column - 1, cell.value, cell.style_id))
            styles[cell.style_id] = {
                "num_format": cell.number_format,
                "font_name": cell.font.name,
                "font_size": cell.font.sz,
                "border": 1,
                "text_wrap": bool(cell.alignment.wrap_text),
            }
        found.heights = {row - 1: shape.height for row, shape in sheet.row_dimensions.items()}
        found.tables = [(table.ref, [column.name for column in table.tableColumns]) for table in sheet.tables.values()]
        found.rules = [
            (str(area.sqref).split()[0], rule.text) for area in sheet.conditional_formatting for rule in area.rules
        ]
    return sheets, styles


def plain(sheets: Sheets, styles: dict[int, dict[str, object]]) -> bytes:
    """The same cells, formats, tables and rules straight through xlsxwriter."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        formats = {number: workbook.add_format(style) for number, style in styles.items()}
        for name, content in sheets.items():
            sheet = workbook.add_worksheet(name)
            for area, headers in content.tables:
                sheet.add_table(area, {"columns": [{"header": header} for header in headers], "style": None})
            for row, column, value, style in content.cells:
                if isinstance(value, str):
                    sheet.write_string(row, column, value, formats[style])
                else:
                    sheet.write_number(row, column, value, formats[style])
            for row, height in content.heights.items():
                sheet.set_row(row, height)
            for area, text in content.rules:
                colours = {"format": workbook.add_format({"bold": True})}
                sheet.conditional_format(area, {"type": "text", "criteria": "begins with", "value": text} | colours)
    return out.getvalue()


def main(rounds: int) -> None:
    """Measures both in turn and prints the best of each."""
    with TemporaryDirectory() as name:
        board, info = demo_board(Path(name) / "demo")
    messages = load("zh")
    sheets, styles = read(render_workbook(board, info, messages))
    ours, theirs = [], []
    for _ in range(rounds):
        start = process_time()
        render_workbook(board, info, messages)
        middle = process_time()
        plain(sheets, styles)
        ours.append(middle - start)
        theirs.append(process_time() - middle)
    count = sum(len(content.cells) for content in sheets.values())
    ratio = min(ours) / min(theirs)
    print(f"{len(board.rows)} targets, {count} cells, {rounds} rounds")
    print(f"render_workbook {min(ours) * 1000:.0f} ms, xlsxwriter alone {min(theirs) * 1000:.0f} ms")
    print(f"ratio {ratio:.2f}, budget {BUDGET}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
