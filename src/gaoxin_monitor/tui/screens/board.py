"""The board: every target of the plan with its light, the worst first, and the reason of the chosen one."""

from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import DataTable

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.errors import GaoxinError
from gaoxin_monitor.messages.render import period as printed_period
from gaoxin_monitor.tui.chips import CHIP, chips, group_of, hint
from gaoxin_monitor.tui.commands import Scope, bindings
from gaoxin_monitor.tui.listing import Entry, Search, SectionHead, View, arrange, groups, initials, key_of
from gaoxin_monitor.tui.screens.face import Face
from gaoxin_monitor.tui.widgets.bar import Bar, Item
from gaoxin_monitor.tui.widgets.board_table import BoardTable
from gaoxin_monitor.tui.widgets.filter_line import FilterLine
from gaoxin_monitor.tui.widgets.why import Why

RELOAD_SECONDS = 2.0


class BoardScreen(Face[None]):
    """The first screen; it is never left, so what the user chose here survives every detour."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.EVERYWHERE, Scope.BOARD)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)
    AUTO_FOCUS = "#rows"

    def __init__(self, board: Board, version: int) -> None:
        super().__init__()
        self.board, self.view = board, View()
        self._month = board.month
        self.entries: tuple[Entry, ...] = ()
        self._search: Search | None = None
        self._initials: dict[str, str] = {}
        self._version, self._watching = version, False

    def body(self) -> tuple[Widget, ...]:
        """Chips, table, reason."""
        mark = self.pen.glyphs.mark
        return Bar(widget_id="chips", mark=mark), BoardTable(), Why(self.pen)

    def on_mount(self) -> None:
        """Chooses the table before it is painted; what nobody sees yet comes after."""
        self.set_focus(self.query_one(BoardTable))
        self.call_after_refresh(self._filter_line)
        self.set_interval(RELOAD_SECONDS, self.watch_data)

    def on_resize(self, _: events.Resize) -> None:
        """Other columns fit another width."""
        if self.query_one(BoardTable).filled_for != self.size.width:
            self._fill()

    def repaint(self) -> None:
        """Everything anew."""
        super().repaint()
        self._search = Search(self.board, self.pen.messages)
        self._search.know_initials(self._initials)
        self._refill()

    def show_board(self, board: Board) -> None:
        """Another month, or the same with newer data; order, filter and cursor stay."""
        self.board, self._month = board, board.month
        self.monitor.repaint_screens()

    def _filter_line(self) -> FilterLine:
        """The line below the chips, hidden until somebody filters."""
        for line in self.query(FilterLine):
            return line
        line = FilterLine(self.pen, self.filter_by, self._leave_filter)
        self.mount(line, before=self.query_one(BoardTable))
        return line

    # ── lines ──

    def head_items(self) -> tuple[Item, ...]:
        """Plan, month, day of the data."""
        messages, palette = self.pen.messages, self.pen.palette
        month = printed_period(self.board.month, messages.text)
        as_of = self.pen.text("board.as_of", day=self.board.as_of)
        return (
            Item(self.board.plan.title(self.pen.language), "bold", weight=60, cut=True),
            Item(month, f"bold {palette.accent}", weight=95),
            Item(as_of, weight=90),
            *self.demo_item(),
        )

    def _refill(self) -> None:
        assert self._search is not None  # noqa: S101 - made by repaint, before anything is shown
        self.entries = arrange(self.board, self.view, self._search)
        self.query_one("#chips", Bar).items = self._chips()
        self._fill()

    def _fill(self) -> None:
        table = self.query_one(BoardTable)
        table.show(self.entries, self.pen, self.size.width)
        why = self.query_one(Why)
        why.pen = self.pen
        why.entry = self.chosen()
        why.refresh()

    def _chips(self) -> tuple[Item, ...]:
        told = hint(self.board, self.view, len(self.rows()), self.desk, self.pen)
        return (*chips(self.board, self.view, self.pen), *told)

    # ── the chosen row ──

    def chosen(self) -> Entry | None:
        """The entry under the cursor."""
        key = self.query_one(BoardTable).cursor_key
        return next((entry for entry in self.entries if key_of(entry) == key), None)

    @on(DataTable.RowHighlighted, "#rows")
    def explain(self, event: DataTable.RowHighlighted) -> None:
        """The reason follows the cursor."""
        event.stop()
        self.query_one(Why).entry = self.chosen()
        self.refresh_footer()

    @on(DataTable.RowSelected, "#rows")
    def open_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a second click."""
        event.stop()
        self.action_command("open")

    def rows(self) -> tuple[BoardRow, ...]:
        """The targets as they are listed now."""
        return tuple(entry for entry in self.entries if isinstance(entry, BoardRow))

    def choose(self, target_id: str) -> None:
        """Puts the cursor on a target."""
        self.query_one(BoardTable).go_to(target_id)

    # ── commands ──

    def action_command(self, name: str) -> None:
        """As everywhere, and the chips."""
        if name.startswith(CHIP):
            self.look_at(replace(self.view, group=group_of(name)))
        else:
            super().action_command(name)

    def refusal(self, command: str) -> str:
        """The first and the last month end the way; without rows nothing opens."""
        if command == "month_before" and self._month.month == 1:
            return self.pen.text("refusal.first_month")
        if command == "month_after" and not self._may_go_on():
            return self.pen.text("refusal.last_month")
        if command == "open" and self.entries == ():
            return self.pen.text("refusal.no_row")
        if command == "back" and not (self.view.query or self.view.group):
            return self.pen.text("refusal.no_filter")
        return ""

    def _may_go_on(self) -> bool:
        following = self._month.shift(1)
        return following.year == self.board.plan.year and following.start <= self.board.as_of

    def look_at(self, view: View) -> None:
        """Lists what another choice of order and filters leaves."""
        self.view = view
        self._refill()
        self.refresh_footer()

    def do_open(self) -> None:
        """The detail of a target; a section's line opens or closes the section."""
        entry = self.chosen()
        if isinstance(entry, SectionHead):
            self.look_at(self.view.toggle_fold(entry.section.id))
        elif entry is not None:
            from gaoxin_monitor.tui.screens.detail import DetailScreen  # noqa: PLC0415 - not needed for the first paint

            self.app.push_screen(DetailScreen(self, entry.target.id))

    def do_light(self) -> None:
        """All, then one status after the other, then what stands apart."""
        self.look_at(self.view.next_group(groups(self.board)))

    def do_order(self) -> None:
        """Worst first, or the plan's sections."""
        self.look_at(self.view.toggle_order())
        self.tell(self.pen.text(f"order.{self.view.order.value}"))

    def do_filter(self) -> None:
        """A line to type into; the pinyin initials are looked up meanwhile."""
        line = self._filter_line()
        line.display = True
        if line.input.is_mounted:
            self.set_focus(line.input)
        else:
            self.call_after_refresh(self.set_focus, line.input)
        if not self._initials:
            names = {row.target.id: row.target.name_zh for row in self.board.rows}
            self.work(lambda: initials(names), self._know_initials, group="initials")

    def _leave_filter(self) -> None:
        """Into the list; an empty filter line goes away."""
        self._filter_line().display = bool(self.view.query)
        self.query_one(BoardTable).focus()

    def _know_initials(self, found: dict[str, str]) -> None:
        self._initials = found
        if self._search:
            self._search.know_initials(found)
            self._refill()

    def filter_by(self, query: str) -> None:
        """Lists what fits; called with every keystroke in the filter line."""
        self.look_at(replace(self.view, query=query))

    def do_back(self) -> None:
        """Takes the filters away."""
        line = self._filter_line()
        line.input.value, line.display = "", False
        self.query_one(BoardTable).focus()
        self.look_at(replace(self.view, query="", group=""))

    def do_month_before(self) -> None:
        """One month back."""
        self._load(self._month.shift(-1))

    def do_month_after(self) -> None:
        """One month on."""
        self._load(self._month.shift(1))

    def do_reload(self) -> None:
        """Reads the data again."""
        self._load(self._month)

    def do_import(self) -> None:
        """A file of a bureau or a department."""
        from gaoxin_monitor.tui.screens.importing import ImportScreen  # noqa: PLC0415 - not needed for the first paint

        self.app.push_screen(ImportScreen(self._month_kept()), lambda _: self.watch_data())

    def do_batches(self) -> None:
        """What was imported, and the way to take it back."""
        from gaoxin_monitor.tui.screens.batches import BatchesScreen  # noqa: PLC0415 - not needed for the first paint

        self.app.push_screen(BatchesScreen(self._month_kept()), lambda _: self.watch_data())

    def do_export(self) -> None:
        """The month's workbook."""
        from gaoxin_monitor.tui.screens.export import ExportScreen  # noqa: PLC0415 - not needed for the first paint

        self.app.push_screen(ExportScreen(self.board))

    def to_copy(self) -> str:
        """The chosen row, tab-separated."""
        entry = self.chosen()
        return self.query_one(BoardTable).as_tsv(entry, self.pen) if entry else ""

    # ── data ──

    def _month_kept(self) -> Period | None:
        """The month that stays when data come; before there are any, whichever they bring, unless one was asked for."""
        return self._month if self._version or self.session.month else None

    def _load(self, month: Period | None) -> None:
        self._month, as_of = month or self._month, self.session.as_of
        self.work(lambda: self.desk.board(month, as_of=as_of), self.show_board, group="board")

    def watch_data(self) -> None:
        """Looks whether another import, here or in another process, has brought something."""
        if not self._watching:
            self._watching = True
            self.work(self._newest_version, self._compare_version, group="version")

    def _newest_version(self) -> int:
        """A store that cannot be read now is no news: what the user does next will say so."""
        try:
            return self.desk.data_version()
        except (GaoxinError, OSError):
            return self._version

    def _compare_version(self, version: int) -> None:
        self._watching = False
        if version != self._version:
            month, self._version = self._month_kept(), version
            self._load(month)

    def failed(self) -> None:
        """A month that could not be read is not the one that is shown."""
        self._month, self._watching = self.board.month, False
