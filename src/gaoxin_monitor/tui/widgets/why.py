"""Why the chosen row has its light, and where its figure is from, in three lines."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.tui import cells, text
from gaoxin_monitor.tui.listing import Entry, SectionHead
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.text import Piece

_SEPARATOR = " | "


class Why(Widget):
    """The explanation of one entry."""

    entry: reactive[Entry | None] = reactive[Entry | None](None)

    def __init__(self, pen: Pen) -> None:
        super().__init__(id="why")
        self.pen = pen

    def render(self) -> Content:
        """The lines, each cut to the width with a mark."""
        if self.entry is None:
            return text.content([(self.pen.text("board.empty"), self.pen.palette.mute)])
        if isinstance(self.entry, SectionHead):
            lines = _about_section(self.entry, self.pen)
        else:
            lines = self._about_row(self.entry)
        fitted = [(text.fit(line, self.size.width, self.pen.glyphs.mark), style) for line, style in lines]
        return text.stack([piece] for piece in fitted)

    def _about_row(self, row: BoardRow) -> list[Piece]:
        """The whole reason comes before the name, which stands in the table as well."""
        pen, style = self.pen, self.pen.palette.light(row.light)
        sign, name, reason = pen.glyphs.light(row.light), cells.name(row, pen), cells.reason(row, pen)
        flags = cells.flags(row, pen)
        first, *rest = text.wrap(f"{sign} {reason}", self.size.width)
        if rest:
            return [(first, style), (f"  {''.join(rest)}", style), self._origin(row, flags)]
        return [(f"{sign} {name}  {flags}".rstrip(), style), (f"  {reason}", ""), self._origin(row, "")]

    def _origin(self, row: BoardRow, flags: str) -> Piece:
        """Department, then the cell before the file: the end is what a narrow screen cuts."""
        pen, place = self.pen, row.place
        parts = [
            pen.text("why.department", department=row.target.responsible) if row.target.responsible else "",
            pen.text("why.source", place=cells.cell_first(place)) if place else pen.text("why.no_source"),
            flags,
        ]
        return "  " + _SEPARATOR.join(part for part in parts if part), pen.palette.mute


def _about_section(head: SectionHead, pen: Pen) -> list[Piece]:
    counts = (f"{pen.status(light)} {head.counts[light]}" for light in Light if head.counts[light])
    hint = pen.text("why.unfold" if head.folded else "why.fold")
    return [(head.section.name(pen.language), f"bold {pen.palette.accent}"), (_SEPARATOR.join((*counts, hint)), "")]
