"""One target: its light and reason, the trend of the year, its figures with their versions, the items it counts."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import DataTable, Static

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.observations import Contradiction, Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.messages import wording
from gaoxin_monitor.messages.render import period as printed_period
from gaoxin_monitor.messages.wording import NONE
from gaoxin_monitor.tui import cells, records, text
from gaoxin_monitor.tui.commands import Scope, bindings
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.records import Versions
from gaoxin_monitor.tui.screens.face import Face
from gaoxin_monitor.tui.trend import yearly
from gaoxin_monitor.tui.widgets.bar import Bar, Item
from gaoxin_monitor.tui.widgets.sheet_table import SheetTable
from gaoxin_monitor.tui.widgets.trend_chart import TrendChart
from gaoxin_monitor.workspace.desk import Workspace

if TYPE_CHECKING:
    from gaoxin_monitor.tui.screens.board import BoardScreen


def _lines_of(found: Contradiction, desk: Workspace, pen: Pen) -> Iterator[list[text.Piece]]:
    """The cell before the file, because the end of a line is what a narrow screen cuts."""
    providers = desk.configuration.settings.providers
    head, used, unused = wording.contradiction(found, providers, pen.messages, cells.cell_first)
    yield [(head, pen.palette.light(Light.YELLOW))]
    yield [(f"  {used}", "")]
    yield [(f"  {unused}", pen.palette.mute)]


_LEAST, _MARGIN = 20, 2
"""The room that sentences have at least; a blank at either side of them."""


class Pane(StrEnum):
    """What the table below the chart shows."""

    FIGURES = "figures"
    ITEMS = "items"


class DetailScreen(Face[None]):
    """Follows the board it came from: the same month, filter and order."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.EVERYWHERE, Scope.DETAIL)
    CSS_PATH = "../styles/detail.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(*SCOPES),
        Binding("pageup", "command('before')", show=False, priority=True),
        Binding("pagedown", "command('after')", show=False, priority=True),
    ]
    AUTO_FOCUS = "#records"

    def __init__(self, origin: "BoardScreen", target_id: str) -> None:
        super().__init__()
        self._origin, self._target = origin, target_id
        self._versions, self._pane = Versions(), Pane.FIGURES
        self._read_for: tuple[Board, str] | None = None

    @property
    def row(self) -> BoardRow:
        """The target as the board judges it now."""
        row = self._origin.board.row(self._target)
        assert row is not None  # noqa: S101 - a plan does not lose targets while the program runs
        return row

    def body(self) -> tuple[Widget, ...]:
        """Facts, reason, chart, table."""
        facts = Bar(widget_id="facts", mark=self.pen.glyphs.mark)
        reason, doubts = text.label("", widget_id="reason"), text.label("", widget_id="contradictions")
        return facts, reason, doubts, TrendChart(self.pen), SheetTable(widget_id="records")

    @property
    def board(self) -> Board:
        """The board it came from, as it stands now."""
        return self._origin.board

    def crumbs(self) -> tuple[str, ...]:
        """Section and name."""
        section = self._origin.board.plan.section_by_id.get(self.row.target.section)
        names = (section.name(self.pen.language),) if section else ()
        return (*names, cells.name(self.row, self.pen))

    def head_items(self) -> tuple[Item, ...]:
        """The crumbs, and which of how many rows this is."""
        ids = self._ids()
        if self._target not in ids:
            return super().head_items()
        place = f"{ids.index(self._target) + 1}/{len(ids)}"
        return (*super().head_items(), Item(place, self.pen.palette.mute, weight=40, right=True))

    def _ids(self) -> list[str]:
        return [row.target.id for row in self._origin.rows()]

    def _read_versions(self, board: Board) -> None:
        """Once for a target and a state of the data, while the rest is shown."""
        target = self.row.target
        if self._read_for != (wanted := (board, target.id)):
            self._read_for = wanted
            self.work(lambda: self.desk.revisions(target), self._know_versions, group="versions")

    def _know_versions(self, rows: tuple[Observation, ...]) -> None:
        self._versions = Versions(rows)
        self.repaint()

    def repaint(self) -> None:
        """Everything anew."""
        super().repaint()
        row, board = self.row, self._origin.board
        self._read_versions(board)
        self.query_one("#facts", Bar).items = self._facts(row)
        room = max(_LEAST, self.size.width - _MARGIN)
        told = (line for words in (self._reason(row), self._outlook(row)) if words for line in text.broken(words, room))
        self.query_one("#reason", Static).update(text.stack(told))
        self._tell_contradictions(row, board)
        chart = self.query_one(TrendChart)
        chart.pen = self.pen
        chart.chart = yearly(row, board, self._versions.revised())
        chart.display = chart.chart is not None or row.target.indicator != ""
        chart.refresh()
        items = records.items(row, board, self.pen)
        if items is not None and (self._pane is Pane.ITEMS or not self._has_figures()):
            self.query_one(SheetTable).show(items, self.pen)
        else:
            self.query_one(SheetTable).show(records.figures(row, board, self._versions, self.pen), self.pen)

    def fit_size(self, size: Size) -> None:
        """Sentences break elsewhere."""
        super().fit_size(size)
        self.repaint()

    def _tell_contradictions(self, row: BoardRow, board: Board) -> None:
        """What two sources say differently of the figure, and which of them counts."""
        found = [] if wording.is_withheld(row) else list(board.contradictions_of(row))
        found.sort(key=lambda one: one.key.transformation is not row.target.transformation)
        widget, pen = self.query_one("#contradictions", Static), self.pen
        widget.display = bool(found)
        widget.update(text.stack(line for one in found for line in _lines_of(one, self.desk, pen)))

    def _has_figures(self) -> bool:
        return self._target in self._origin.board.series

    def _facts(self, row: BoardRow) -> tuple[Item, ...]:
        shown = (
            ("value", cells.value(row, self.pen), 90),
            ("goal", cells.goal(row, self.pen), 85),
            ("progress", cells.progress(row, self.pen), 70),
            ("pace", cells.pace(row, self.pen), 65),
            ("gap", cells.gap(row, self.pen), 80),
            ("period", cells.period(row, self.pen), 60),
        )
        words = (
            Item(f"{self.pen.text(f'column.{name}')} {value}", weight=weight)
            for name, value, weight in shown
            if value != NONE
        )
        flags = Item(cells.every_flag(row, self.pen), self.pen.palette.mute, weight=30, cut=True)
        return (Item(self.pen.status(row.light), self.pen.palette.light(row.light), weight=99), *words, flags)

    def _reason(self, row: BoardRow) -> list[text.Piece]:
        target = row.target
        department = self.pen.text("why.department", department=target.responsible or NONE)
        agency = self.pen.text("detail.agency", agency=target.source_agency) if target.source_agency else ""
        about = " | ".join(part for part in (target.ref, department, agency) if part)
        return [(cells.reason(row, self.pen) + "  ", ""), (about, self.pen.palette.mute)]

    def _outlook(self, row: BoardRow) -> list[text.Piece]:
        """年底研判：需努力：…; nothing where there is none."""
        words = wording.outlook(row, self.pen.messages)
        title = self.pen.text("column.outlook") + self.pen.messages.text("colon")
        return [(title, self.pen.palette.mute), (words, "")] if words else []

    # ── commands ──

    def refusal(self, command: str) -> str:
        """The ends of the list; one pane where there is nothing to switch to."""
        ids = self._ids()
        if command in ("before", "after") and self._target not in ids:
            return self.pen.text("refusal.not_listed")
        if command == "before" and self._target == ids[0]:
            return self.pen.text("refusal.first_target")
        if command == "after" and self._target == ids[-1]:
            return self.pen.text("refusal.last_target")
        if command == "pane" and not self._may_switch():
            return self.pen.text("refusal.one_pane")
        if command == "history" and not self._chosen_period():
            return self.pen.text("refusal.no_period")
        return ""

    def _may_switch(self) -> bool:
        return self._has_figures() and records.items(self.row, self._origin.board, self.pen) is not None

    def _chosen_period(self) -> Period | None:
        key = self.query_one(SheetTable).cursor_key
        known = self._origin.board.series.get(self._target)
        return next((o.period for o in known.observations if str(o.period) == key), None) if known else None

    def _go(self, step: int) -> None:
        ids = self._ids()
        self._target = ids[ids.index(self._target) + step]
        self._versions, self._pane = Versions(), Pane.FIGURES
        self._origin.choose(self._target)
        self.repaint()

    def do_before(self) -> None:
        """The row above."""
        self._go(-1)

    def do_after(self) -> None:
        """The row below."""
        self._go(1)

    def do_pane(self) -> None:
        """Figures or items."""
        self._pane = Pane.ITEMS if self._pane is Pane.FIGURES else Pane.FIGURES
        self.repaint()

    def do_grounds(self) -> None:
        """How the light came about."""
        from gaoxin_monitor.tui.screens.grounds import GroundsScreen  # noqa: PLC0415 - only when asked for

        self.app.push_screen(GroundsScreen(self))

    @on(DataTable.RowSelected, "#records")
    def open_selected(self, event: DataTable.RowSelected) -> None:
        """Enter on a period."""
        event.stop()
        self.action_command("history")

    @on(DataTable.RowHighlighted, "#records")
    def notice(self, event: DataTable.RowHighlighted) -> None:
        """Another row, perhaps with versions to see."""
        event.stop()
        self.refresh_footer()

    def do_history(self) -> None:
        """All versions of the chosen period."""
        from gaoxin_monitor.tui.screens.table import TableScreen  # noqa: PLC0415 - only when asked for

        period = self._chosen_period()
        if period:
            heading = f"{cells.name(self.row, self.pen)} {printed_period(period, self.pen.messages.text)}"
            self.app.push_screen(TableScreen(heading, records.history(self.row, period, self._versions, self.pen)))

    def to_copy(self) -> str:
        """Name, light, reason."""
        row = self.row
        told = (cells.name(row, self.pen), self.pen.status(row.light), cells.reason(row, self.pen))
        return "\t".join(map(text.plain, told))
