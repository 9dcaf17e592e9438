"""What the board lists, in which order: worst first or by the plan's sections, filtered by light and by text."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Light, Tier
from gaoxin_monitor.domain.plans import Section
from gaoxin_monitor.messages import Messages

DIRECTIONAL = "directional"
"""The group of the targets that are not counted with the others, whatever their light."""


class Order(StrEnum):
    """How rows follow one another."""

    WORST = "worst"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class View:
    """What the user has chosen to see; survives every detour and reload. ``group`` is empty for all rows."""

    order: Order = Order.WORST
    group: str = ""
    query: str = ""
    folded: frozenset[str] = frozenset()

    def toggle_order(self) -> "View":
        """The other order."""
        return replace(self, order=Order.PLAN if self.order is Order.WORST else Order.WORST)

    def toggle_fold(self, section: str) -> "View":
        """A section opened or closed."""
        return replace(self, folded=self.folded ^ {section})

    def next_group(self, present: Iterable[str]) -> "View":
        """All, then each group that occurs, worst first, then all again."""
        choices = ["", *present]
        here = choices.index(self.group) if self.group in choices else 0
        return replace(self, group=choices[(here + 1) % len(choices)])


def group_of(row: BoardRow) -> str:
    """The one group a row is counted in: its status, or that it is directional and stands apart."""
    return DIRECTIONAL if row.target.tier is Tier.D else row.light.value


def groups(board: Board) -> dict[str, int]:
    """The rows in every group that occurs, the worst status first, the directional last."""
    counts = Counter(map(group_of, board.rows))
    return {group: counts[group] for group in (*Light, DIRECTIONAL) if counts[group]}


@dataclass(frozen=True, slots=True)
class SectionHead:
    """The line above a section's rows; ``counts`` are of the rows that the filter leaves."""

    section: Section
    counts: Mapping[Light, int]
    folded: bool

    @property
    def key(self) -> str:
        """Tells it from the ids of targets."""
        return f"section:{self.section.id}"


Entry = BoardRow | SectionHead


def key_of(entry: Entry) -> str:
    """The row's key in the table."""
    return entry.key if isinstance(entry, SectionHead) else entry.target.id


def arrange(board: Board, view: View, search: "Search") -> tuple[Entry, ...]:
    """The lines of the board."""
    rows = board.worst_first() if view.order is Order.WORST else board.rows
    found = tuple(row for row in rows if view.group in ("", group_of(row)) and search.finds(row, view.query))
    return found if view.order is Order.WORST else tuple(_with_heads(board, view, found))


def _with_heads(board: Board, view: View, rows: tuple[BoardRow, ...]) -> Iterator[Entry]:
    for section in board.plan.sections:
        inside = [row for row in rows if row.target.section == section.id]
        if not inside:
            continue
        counts = {light: sum(row.light is light for row in inside) for light in Light}
        folded = section.id in view.folded
        yield SectionHead(section, counts, folded)
        if not folded:
            yield from inside


class Search:
    """Finds rows by words of name, id, section, department and status, or by the pinyin initials of the name.

    The initials are given later, because the library that knows them is loaded only when somebody filters.
    """

    def __init__(self, board: Board, messages: Messages) -> None:
        self._words = {row.target.id: _searchable(board, row, messages) for row in board.rows}
        self._initials: Mapping[str, str] = {}

    def know_initials(self, initials: Mapping[str, str]) -> None:
        """Initials of the targets' names by target id."""
        self._initials = initials

    def finds(self, row: BoardRow, query: str) -> bool:
        """Whether every word of the query occurs."""
        words = self._words.get(row.target.id, "")
        initials = self._initials.get(row.target.id, "")
        return all(word in words or word in initials for word in _fold(query).split())


def _searchable(board: Board, row: BoardRow, messages: Messages) -> str:
    target = row.target
    section = board.plan.section_by_id.get(target.section)
    names = (section.name_zh, section.name_en) if section else ()
    parts = (target.name_zh, target.name_en, target.id, target.responsible, messages.light(row.light), *names)
    return _fold("\n".join(parts))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def initials(names: Mapping[str, str]) -> dict[str, str]:
    """For each name the first letters of its characters' readings: 高新技术企业 → gxjsqy. Slow at the first call."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - 40 ms that only a filter needs

    return {
        key: re.sub(r"\s", "", "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))).casefold()
        for key, name in names.items()
    }
