"""A long table in a box, one page after the other: what a batch wrote may be hundreds of thousands of rows."""

from typing import ClassVar

from textual.binding import BindingType

from gaoxin_monitor.tui.commands import Scope, bindings
from gaoxin_monitor.tui.screens.table import TableScreen
from gaoxin_monitor.tui.sheet import Pages


class PagesScreen(TableScreen):
    """Says which rows of how many are shown, and turns the pages with the arrows."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (*TableScreen.SCOPES, Scope.PAGES)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)

    def __init__(self, heading: str, pages: Pages) -> None:
        super().__init__(heading, pages.sheet(0))
        self._pages, self._page = pages, 0

    def notes(self) -> tuple[str, ...]:
        """Where the list has more rows than a page."""
        return (self.pen.text("pages.note", **self._place()),) if self._pages.count > 1 else ()

    def _place(self) -> dict[str, int]:
        first = self._page * self._pages.size
        last = min(first + self._pages.size, self._pages.total)
        return {"first": first + 1, "last": last, "total": self._pages.total}

    def keys(self) -> str:
        """The arrows, where there is something to turn."""
        return self.pen.text("pages.keys") if self._pages.count > 1 else super().keys()

    def refusal(self, command: str) -> str:
        """The first and the last page."""
        if command == "page_before" and self._page == 0:
            return self.pen.text("refusal.first_page")
        if command == "page_after" and self._page + 1 >= self._pages.count:
            return self.pen.text("refusal.last_page")
        return super().refusal(command)

    def do_page_before(self) -> None:
        """The rows before."""
        self._turn(-1)

    def do_page_after(self) -> None:
        """The rows after."""
        self._turn(1)

    def _turn(self, step: int) -> None:
        self._page += step
        self.show(self._pages.sheet(self._page))
