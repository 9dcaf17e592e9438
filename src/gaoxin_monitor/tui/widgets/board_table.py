"""The table of the board: Textual's own DataTable, filled with cells that are already cut to their column."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.tui import columns, text
from gaoxin_monitor.tui.columns import Column
from gaoxin_monitor.tui.listing import Entry, SectionHead, key_of
from gaoxin_monitor.tui.pen import Pen


class ListTable(DataTable[Text], inherit_bindings=False):
    """A list of rows with a row cursor; left and right are for the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home,ctrl+home", "scroll_top", show=False),
        Binding("end,ctrl+end", "scroll_bottom", show=False),
    ]

    def __init__(self, *, widget_id: str) -> None:
        super().__init__(id=widget_id, cursor_type="row", cell_padding=0, show_row_labels=False)

    @property
    def cursor_key(self) -> str:
        """Key of the chosen row; empty when there is none."""
        if not self.is_valid_row_index(self.cursor_row):
            return ""
        return str(self.ordered_rows[self.cursor_row].key.value)

    def go_to(self, key: str) -> None:
        """Chooses a row by its key, where it is still there."""
        if key in self.rows:
            self.move_cursor(row=self.get_row_index(key))


class BoardTable(ListTable):
    """The rows of a board in as many columns as fit."""

    def __init__(self) -> None:
        super().__init__(widget_id="rows")
        self._shown: tuple[Column, ...] = ()
        self._pen: Pen | None = None
        self._known: dict[str, tuple[BoardRow, tuple[Text, ...]]] = {}
        self.filled_for = 0

    def show(self, entries: Sequence[Entry], pen: Pen, screen_width: int) -> None:
        """Fills the table anew; the cursor stays on its row, the view on its place."""
        chosen, place = self.cursor_key, self.scroll_offset
        if (self.filled_for, self._pen) != (screen_width, pen):
            self._known.clear()
        self.filled_for, self._pen = screen_width, pen
        self.clear(columns=True)
        rows = [entry for entry in entries if isinstance(entry, BoardRow)]
        self._shown = columns.layout(screen_width, pen, rows)
        for index, column in enumerate(self._shown):
            gap = columns.GAP if index < len(self._shown) - 1 else 0
            title = text.pad(pen.text(f"column.{column.id}"), column.cells, pen.glyphs.mark, column.align)
            self.add_column(text.cell(title), width=column.cells + gap, key=column.id)
        for entry in entries:
            cells = self._head(entry, pen) if isinstance(entry, SectionHead) else self._row(entry, pen)
            self.add_row(*cells, key=key_of(entry))
        self.go_to(chosen)
        self.scroll_to(y=place.y, animate=False, force=True)

    def as_tsv(self, entry: Entry, pen: Pen) -> str:
        """The row as it can be pasted into a spreadsheet."""
        if isinstance(entry, SectionHead):
            return entry.section.name(pen.language)
        return "\t".join(text.plain(column.write(entry, pen)) for column in self._shown)

    def _row(self, row: BoardRow, pen: Pen) -> tuple[Text, ...]:
        """The cells of a target, made once for a look and a width: filters fill the table with every keystroke."""
        held = self._known.get(row.target.id)
        if held is None or held[0] is not row:
            held = self._known[row.target.id] = (row, tuple(self._cells(row, pen)))
        return held[1]

    def _cells(self, row: BoardRow, pen: Pen) -> Iterator[Text]:
        for column in self._shown:
            padded = text.pad(columns.written(column, row, pen), column.cells, pen.glyphs.mark, column.align)
            yield text.cell(padded, _style(column, row, pen))

    def _head(self, head: SectionHead, pen: Pen) -> Iterator[Text]:
        """The section's name runs on through all columns."""
        style = f"bold {pen.palette.accent}"
        sign = pen.glyphs.folded if head.folded else pen.glyphs.unfolded
        first, *others = self._shown
        yield text.cell(text.pad(f"{sign} {sum(head.counts.values())}", first.cells, pen.glyphs.mark), style)
        rest = f"{head.section.id} {head.section.name(pen.language)}"
        for column in others:
            part, rest = text.split(rest, column.cells + columns.GAP)
            yield text.cell(part, style)


def _style(column: Column, row: BoardRow, pen: Pen) -> str:
    if column.id in ("status", "gap"):
        return pen.palette.light(row.light)
    return pen.palette.mute if column.id in ("period", "department", "flags") else ""
