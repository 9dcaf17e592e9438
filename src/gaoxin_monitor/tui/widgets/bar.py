"""One line of short items that may be clicked: header, chips, crumbs and footer are all bars."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from gaoxin_monitor.tui import text

_LEAST_CUT = 6
"""An item that cannot keep this many cells is left out rather than cut."""


@dataclass(frozen=True, slots=True)
class Item:
    """A short text; where room is short, items of low ``weight`` go first, and one that is ``cut`` may be shortened.

    ``short`` says the same in fewer cells, and is taken before anything is left out.
    """

    text: str
    style: str = ""
    action: str = ""
    weight: int = 50
    cut: bool = False
    right: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with the column where it begins."""

    item: Item
    start: int

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.start + text.width(self.item.text)


def pack(items: Iterable[Item], width: int, gap: int, mark: str) -> tuple[Placed, ...]:
    """Those items that fit a line, the heaviest chosen first, in their own order; the right ones at the right end.

    The gaps shrink before a text does, and texts shrink before one is left out.
    """
    shown = [replace(item, text=text.plain(item.text)) for item in items]
    if _length(shown, gap) > width:
        gap = 1
    if _length(shown, gap) > width:
        shown = [replace(item, text=text.plain(item.short or item.text)) for item in shown]
    while shown and (over := _length(shown, gap) - width) > 0:
        cuttable = next((item for item in shown if item.cut and text.width(item.text) - over >= _LEAST_CUT), None)
        if cuttable:
            room = text.width(cuttable.text) - over
            shown[shown.index(cuttable)] = replace(cuttable, text=text.fit(cuttable.text, room, mark), cut=False)
        else:
            shown.remove(min(reversed(shown), key=lambda item: item.weight))
    left = _in_a_row((item for item in shown if not item.right), 0, gap)
    tail = [item for item in shown if item.right]
    return (*left, *_in_a_row(tail, width - _length(tail, gap), gap))


def _length(items: list[Item], gap: int) -> int:
    return sum(text.width(item.text) for item in items) + gap * max(0, len(items) - 1)


def _in_a_row(items: Iterable[Item], start: int, gap: int) -> Iterable[Placed]:
    for item in items:
        placed = Placed(item, start)
        yield placed
        start = placed.end + gap


class Bar(Widget):
    """A line of items."""

    items: reactive[tuple[Item, ...]] = reactive(())

    @dataclass
    class Pressed(Message):
        """An item with an action was clicked."""

        action: str

    def __init__(self, *, widget_id: str, gap: int = 2, mark: str = "…") -> None:
        super().__init__(id=widget_id)
        self._gap, self._mark = gap, mark

    def placed(self) -> tuple[Placed, ...]:
        """The items as they stand at the present width."""
        return pack(self.items, self.size.width, self._gap, self._mark)

    def render(self) -> Content:
        """The line."""
        pieces, at = [], 0
        for placed in self.placed():
            pieces += [(" " * (placed.start - at), ""), (placed.item.text, placed.item.style)]
            at = placed.end
        return text.content(pieces)

    def on_click(self, event: events.Click) -> None:
        """Tells which item was hit."""
        offset = event.get_content_offset(self)
        for placed in self.placed():
            if offset and placed.item.action and placed.start <= offset.x < placed.end:
                event.stop()
                self.post_message(self.Pressed(placed.item.action))
