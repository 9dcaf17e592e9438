"""Writes a finished sheet value into a workbook: cells, table, widths, heights, and how it prints."""

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range, xl_range_abs

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.export import layout
from gaoxin_monitor.export.cells import Line, Sheet, Table, lamp_text
from gaoxin_monitor.export.safe_sheet import SafeSheet
from gaoxin_monitor.export.styles import Base, Style, Styles
from gaoxin_monitor.messages import Messages

_A4 = 9


class SheetWriter:
    """Writes one sheet from top to bottom."""

    def __init__(self, workbook: Workbook, styles: Styles, messages: Messages) -> None:
        self._workbook = workbook
        self._styles = styles
        self._messages = messages

    def write(self, sheet: Sheet, *, mark: str = "") -> None:
        """The whole sheet; ``mark`` is printed at the foot of every page."""
        page = SafeSheet(self._workbook, sheet.name, self._styles)
        widths = layout.widths_of(sheet.columns, (*sheet.free, *(sheet.table.lines if sheet.table else ())))
        for column, room in enumerate(widths):
            page.do(0, column, page.sheet.set_column, column, column, room)
        row = _lines(page, 0, (*layout.head(sheet, widths), *sheet.free), widths)
        if sheet.table is not None:
            self._table(page, row, sheet, sheet.table, widths)
            row += 1 + len(sheet.table.lines)
        self._print_set_up(page, sheet, row - 1, mark)

    def _table(self, page: SafeSheet, row: int, sheet: Sheet, table: Table, widths: Sequence[int]) -> None:
        first, last = row + 1, row + len(table.lines)
        page.do(row, 0, page.sheet.add_table, row, 0, last, len(sheet.columns) - 1, self._options(sheet, table))
        page.do(row, 0, page.sheet.set_row, row, layout.height_of(layout.header(sheet.columns).cells, widths))
        _lines(page, first, table.lines, layout.rooms(sheet.columns, widths))
        self._colours(page, first, last, [number for number, column in enumerate(sheet.columns) if column.lamps])
        for number, column in enumerate(sheet.columns):
            if column.defined:
                area = f"='{sheet.name}'!{xl_range_abs(first, number, last, number)}"
                page.do(first, number, self._workbook.define_name, column.defined, area)
        page.do(row, 0, page.sheet.repeat_rows, row)
        if sheet.frozen_columns:
            page.do(row, 0, page.sheet.freeze_panes, first, sheet.frozen_columns)

    def _options(self, sheet: Sheet, table: Table) -> dict[str, object]:
        header = self._styles.format(Style(Base.HEADER))
        return {
            "name": table.name,
            "title": table.name,
            "description": table.description,
            "style": None,
            "autofilter": not sheet.one_page,
            "columns": [{"header": column.header, "header_format": header} for column in sheet.columns],
        }

    def _colours(self, page: SafeSheet, first: int, last: int, columns: Sequence[int]) -> None:
        """Keeps word and colour together when somebody edits or pastes a status."""
        areas = " ".join(xl_range(first, column, last, column) for column in columns)
        for light in Light if columns else ():
            rule = {
                "type": "text",
                "criteria": "begins with",
                "value": lamp_text(light, self._messages),
                "format": self._styles.paint(light),
                "multi_range": areas,
            }
            area = (first, columns[0], last, columns[0])
            page.do(first, columns[0], page.sheet.conditional_format, *area, rule)

    def _print_set_up(self, page: SafeSheet, sheet: Sheet, last_row: int, mark: str) -> None:
        paper = page.sheet
        paper.set_paper(_A4)
        if sheet.landscape:
            paper.set_landscape()
        paper.set_margins(layout.MARGIN_SIDE, layout.MARGIN_SIDE, layout.MARGIN_TOP, layout.MARGIN_BOTTOM)
        paper.center_horizontally()
        paper.fit_to_pages(1, int(sheet.one_page))
        left = f"&L{mark}" if mark else ""
        footer = f"{left}&C{self._messages.text('export.footer', page='&P', pages='&N')}"
        page.do(last_row, 0, paper.set_footer, footer, {"margin": layout.MARGIN_FOOTER})
        page.do(last_row, 0, paper.print_area, 0, 0, last_row, len(sheet.columns) - 1)


def _lines(page: SafeSheet, row: int, lines: Sequence[Line], widths: Sequence[int]) -> int:
    for line, height in zip(lines, layout.heights(lines, widths), strict=True):
        page.do(row, 0, page.sheet.set_row, row, height)
        page.put(row, line)
        row += 1
    return row
