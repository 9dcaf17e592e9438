"""封面: what the workbook is and how fresh, how many targets stand where, what is in it, and how to read a status."""

from collections.abc import Iterable, Mapping

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Light, Tier
from gaoxin_monitor.export.cells import Cell, Column, Line, Sheet, lamp, styled, text
from gaoxin_monitor.export.sheets import frame
from gaoxin_monitor.export.styles import Base
from gaoxin_monitor.messages import Messages

Facts = Mapping[str, tuple[str, str]]
"""Label and value by key."""
_DIGESTS = ("plan-digest", "config-digest", "data-digest")
_OTHERS = ("overview", "targets", "watchlist", "sources")


def sheet(board: Board, facts: Facts, messages: Messages) -> Sheet:
    """The cover; ``facts`` are the labelled properties of the workbook, of which the digests stand last."""
    plain = [(_label(label), text(value)) for key, (label, value) in facts.items() if key not in _DIGESTS]
    digests = [(_label(label), styled(value, Base.DIGEST)) for label, value in map(facts.__getitem__, _DIGESTS)]
    return Sheet(
        name=messages.text("export.sheet.cover"),
        title=frame.title(board, messages.text("export.workbook"), messages),
        notes=frame.notes(board, "export.cover.rule", (), messages),
        columns=(Column("", 14, 14), Column("", 76, 76)),
        free=(
            *_part("export.cover.facts", plain, messages),
            *_part("export.cover.counts", [_count(light, board, messages) for light in Light], messages),
            *_part("export.cover.contents", [_content(key, messages) for key in _OTHERS], messages),
            *_part("export.cover.lights", [_light(light, messages) for light in Light], messages),
            *_part("export.cover.digests", digests, messages),
        ),
        landscape=False,
        one_page=True,
    )


def _part(heads: str, pairs: Iterable[tuple[Cell, Cell]], messages: Messages) -> tuple[Line, ...]:
    return (Line((styled(messages.text(heads), Base.HEADING),)), *(Line(pair) for pair in pairs))


def _label(label: str) -> Cell:
    return styled(label, Base.LABEL)


def _count(light: Light, board: Board, messages: Messages) -> tuple[Cell, Cell]:
    """How many targets show this light, directions and qualities apart, as on the overview."""
    rows = [row for row in board.rows if row.light is light]
    directions = sum(row.target.tier is Tier.D for row in rows)
    count = messages.text("export.cover.count", count=len(rows) - directions, directions=directions)
    return lamp(light, messages), text(count)


def _content(key: str, messages: Messages) -> tuple[Cell, Cell]:
    return _label(messages.text(f"export.sheet.{key}")), text(messages.text(f"export.{key}.about"))


def _light(light: Light, messages: Messages) -> tuple[Cell, Cell]:
    return lamp(light, messages), text(messages.text(f"export.light.{light}.means"))
