"""A small table as a value: heads and lines. Pure functions make it, one widget shows it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its title, its width, and whether it shares in the room that is left."""

    title: str
    cells: int
    align: Literal["left", "right"] = "left"
    grows: bool = False


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

    def widths(self, room: int) -> tuple[int, ...]:
        """The columns' widths within a room, one blank cell between them; the growing ones take or give the rest."""
        rest = room - sum(head.cells for head in self.heads) - (len(self.heads) - 1)
        growing = sum(head.grows for head in self.heads)
        found = []
        for head in self.heads:
            share = rest // growing if head.grows else 0
            if head.grows:
                rest, growing = rest - share, growing - 1
            found.append(max(2, head.cells + share))
        return tuple(found)
