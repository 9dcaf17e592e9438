"""The one door through which text and figures reach a workbook.

xlsxwriter answers a refusal with a return code or a warning and goes on without the cell: here it is an ExportError
that names the cell. Text is only ever text: controls are taken out, and what a spreadsheet could read as a formula when
somebody edits the cell is marked as text.
"""

from collections.abc import Callable

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from gaoxin_monitor.errors import ExportError
from gaoxin_monitor.export.cells import Cell, Line
from gaoxin_monitor.export.safe_text import admitted
from gaoxin_monitor.export.styles import Styles

_REFUSALS = (Warning, XlsxWriterException, ValueError, TypeError, OverflowError)


class SafeSheet:
    """A worksheet on which nothing is lost in silence."""

    def __init__(self, workbook: Workbook, name: str, styles: Styles) -> None:
        self.name = name
        self.sheet: Worksheet = workbook.add_worksheet(name)
        self._styles = styles

    def put(self, row: int, line: Line) -> None:
        """Writes the cells of one row: text as nothing but text, a figure as a number."""
        column = 0
        try:
            for column, cell in enumerate(line.cells):
                if cell is not None and (refused := self._write(row, column, cell, line.ruled)):
                    raise self._refusal(row, column, str(refused))
        except _REFUSALS as error:
            raise self._refusal(row, column, str(error)) from error

    def _write(self, row: int, column: int, cell: Cell, ruled: bool) -> int:  # noqa: FBT001 - once for every cell
        value, style, _ = cell
        if ruled:
            style = style._replace(ruled=True)
        if isinstance(value, str):
            text, quoted = admitted(value)
            return self.sheet.write_string(row, column, text, self._styles.format(style, quoted=quoted))
        return self.sheet.write_number(row, column, float(value) or 0, self._styles.format(style))  # a zero has no sign

    def do(self, row: int, column: int, method: Callable[..., object], *args: object) -> None:
        """Calls a method of xlsxwriter for a cell; ExportError when it refuses, whichever way it says so."""
        try:
            refused = method(*args)
        except _REFUSALS as error:
            raise self._refusal(row, column, str(error)) from error
        if refused:
            raise self._refusal(row, column, str(refused))

    def _refusal(self, row: int, column: int, detail: str) -> ExportError:
        return ExportError("export-refused", sheet=self.name, cell=xl_rowcol_to_cell(row, column), detail=detail)
