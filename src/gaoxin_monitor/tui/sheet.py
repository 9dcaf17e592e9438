"""A small table as a value: heads and lines. Pure functions make it, one widget shows it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from gaoxin_monitor.tui import text


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its title, its width, and whether it shares in the room that is left.

    One that is ``spare`` goes where a growing column could not be read in full beside it.
    """

    title: str
    cells: int
    align: Literal["left", "right"] = "left"
    grows: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row; ``style`` colours its first cell, ``told`` is what to say of it in full."""

    key: str
    cells: tuple[str, ...]
    style: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Heads and lines; ``empty`` is said where there are none."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...] = ()
    empty: str = ""

    def told(self, key: str) -> str:
        """What is to be said of a row; empty for an unknown one."""
        return next((line.told for line in self.lines if line.key == key), "")

    def fitted(self, room: int) -> "Sheet":
        """Without as many of the spare columns, from the left on, as the growing ones need room for their texts."""
        for number, head in enumerate(self.heads):
            if head.spare and self._lacks(room):
                heads = (*self.heads[:number], *self.heads[number + 1 :])
                lines = tuple(
                    replace(line, cells=(*line.cells[:number], *line.cells[number + 1 :])) for line in self.lines
                )
                return replace(self, heads=heads, lines=lines).fitted(room)
        return self

    def _lacks(self, room: int) -> bool:
        return any(
            head.grows and self._wish(number) > width
            for number, (head, width) in enumerate(zip(self.heads, self.widths(room), strict=True))
        )

    def widths(self, room: int) -> tuple[int, ...]:
        """The columns' widths within a room, one blank cell between them.

        The growing ones take the rest as far as their texts need it, or give what is missing.
        """
        rest = room - sum(head.cells for head in self.heads) - (len(self.heads) - 1)
        found = [head.cells for head in self.heads]
        growing = sorted((self._wish(index), index) for index, head in enumerate(self.heads) if head.grows)
        for place, (wish, index) in enumerate(growing):
            share = rest // (len(growing) - place)
            taken = min(share, max(0, wish - found[index]))
            found[index], rest = max(2, found[index] + taken), rest - taken
        return tuple(found)

    def _wish(self, column: int) -> int:
        """How wide the widest text of a column is."""
        return max((text.width(line.cells[column]) for line in self.lines), default=0)


@dataclass(frozen=True, slots=True)
class Pages:
    """A list too long for one table: ``make`` gives the lines from one number up to another."""

    total: int
    size: int
    make: Callable[[int, int], Sheet]

    @property
    def count(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.size)

    def sheet(self, page: int) -> Sheet:
        """One page, the first being 0."""
        return self.make(page * self.size, min((page + 1) * self.size, self.total))
