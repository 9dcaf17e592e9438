"""一页总览: one A4 page that a leader reads first: how many, what changed, and what needs attention."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Light, Tier
from gaoxin_monitor.export import layout
from gaoxin_monitor.export.cells import Cell, Line, Sheet, lamp, lamp_text, number, styled
from gaoxin_monitor.export.figures import Subject
from gaoxin_monitor.export.sheets import fields, frame
from gaoxin_monitor.export.styles import Base
from gaoxin_monitor.messages import Messages

_FIELDS = (
    fields.LIGHT,
    fields.PLAIN_NAME,
    fields.UNIT,
    fields.GOAL_OR_DATE,
    fields.CURRENT,
    fields.GAP,
    fields.REASON,
    fields.DEPARTMENT,
    fields.PREVIOUS,
)
_ORDER = (Light.RED, Light.YELLOW, Light.GREEN, Light.DONE, Light.PENDING, Light.NODATA)
_CHANGES_COLUMN = fields.index(_FIELDS, "current")
_SHOWN_CHANGES = len(_ORDER) + 1
"""As many as the block of counts beside them has lines below its header."""


def sheet(board: Board, subjects: Sequence[Subject], urgent: Sequence[Subject], messages: Messages) -> Sheet:
    """The page; ``urgent`` are the yellow and red ones, worst first, of which as many are listed as the page holds."""
    lines = tuple(fields.line(_FIELDS, subject) for subject in urgent)
    framed = frame.framed(board, "overview", fields.columns(_FIELDS, board, messages), lines, messages)
    page = replace(framed, free=_block(board, subjects, messages), one_page=True)
    shown = _fitting(page, lines)
    caption = Line((styled(_caption(len(lines), shown, messages), Base.HEADING),))
    table = replace(page.table, lines=lines[:shown]) if page.table else None
    return replace(page, free=(*page.free, caption), table=table)


def _fitting(page: Sheet, lines: Sequence[Line]) -> int:
    """How many lines the page holds below its head, its block of counts and the caption of the list."""
    widths = layout.widths_of(page.columns, (*page.free, *lines))
    above = [*layout.head(page, widths), *page.free, Line((styled("", Base.HEADING),)), layout.header(page.columns)]
    taken = sum(layout.height_of(line.cells, widths) for line in above)
    return layout.fitting(lines, widths, layout.page_height(widths, landscape=page.landscape) - taken)


def _caption(found: int, shown: int, messages: Messages) -> str:
    if not found:
        return messages.text("export.overview.none")
    key = "export.overview.list" if shown == found else "export.overview.list-cut"
    return messages.text(key, found=found, shown=shown, sheet=messages.text("export.sheet.watchlist"))


def _block(board: Board, subjects: Sequence[Subject], messages: Messages) -> tuple[Line, ...]:
    """The targets per light on the left, what changed since the month before on the right."""
    headline = board.counts()
    direction = Counter(subject.row.light for subject in subjects if subject.row.target.tier is Tier.D)
    header = [styled(messages.text(f"export.overview.{key}"), Base.HEADER) for key in ("light", "count", "tier-d")]
    counts = [[lamp(light, messages), _count(headline[light]), _count(direction[light])] for light in _ORDER]
    total = styled(messages.text("export.overview.total"), Base.LABEL)
    left = [header, *counts, [total, _count(sum(headline.values())), _count(direction.total())]]
    right = _changes(board, subjects, messages)
    gap = [None] * (_CHANGES_COLUMN - len(header))
    return tuple(Line((*cells, *gap, change)) for cells, change in zip(left, right, strict=True))


def _count(targets: int) -> Cell:
    return number(targets, base=Base.COUNT)


def _changes(board: Board, subjects: Sequence[Subject], messages: Messages) -> list[Cell | None]:
    """A heading and the changed lights, worst first, in exactly as many cells as the block has lines."""
    changed = [s for s in subjects if s.row.previous_light not in (None, s.row.light)]
    changed.sort(key=lambda subject: (subject.row.target.tier is Tier.D, subject.row.rank))
    known = any(subject.row.previous_light is not None for subject in subjects)
    heads = messages.text(
        "export.overview.changes" if known else "export.overview.no-previous",
        count=len(changed),
        month=board.month.shift(-1),
    )
    texts = [_change(subject, messages) for subject in changed]
    if len(texts) > _SHOWN_CHANGES:
        rest = len(texts) - _SHOWN_CHANGES + 1
        more = messages.text("export.overview.more", count=rest, sheet=messages.text("export.sheet.targets"))
        texts = [*texts[: _SHOWN_CHANGES - 1], more]
    cells: list[Cell | None] = [styled(heads, Base.HEADING), *(styled(line, Base.NOTE) for line in texts)]
    return cells + [None] * (_SHOWN_CHANGES + 1 - len(cells))


def _change(subject: Subject, messages: Messages) -> str:
    before, now = subject.row.previous_light, subject.row.light
    if before is None:
        return subject.name()
    return messages.text(
        "export.overview.change",
        name=subject.name(),
        before=lamp_text(before, messages),
        now=lamp_text(now, messages),
    )
