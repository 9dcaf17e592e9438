"""封面: what the workbook is, how fresh it is, what is in it, and how to read a status."""

from collections.abc import Sequence

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.export.cells import Cell, Column, Line, Sheet, lamp, styled, text
from gaoxin_monitor.export.sheets import frame
from gaoxin_monitor.export.styles import Base
from gaoxin_monitor.messages import Messages

_OTHERS = ("overview", "targets", "watchlist", "sources")


def sheet(board: Board, facts: Sequence[tuple[str, str]], messages: Messages) -> Sheet:
    """The cover; ``facts`` are the labelled properties of the workbook."""
    return Sheet(
        name=messages.text("export.sheet.cover"),
        title=frame.title(board, messages.text("export.workbook"), messages),
        notes=(frame.notes(board, "export.cover.rule", (), messages),),
        columns=(Column("", 14, 14), Column("", 76, 76)),
        free=(
            *_part("export.cover.facts", [(_label(label), text(value)) for label, value in facts], messages),
            *_part("export.cover.contents", [_content(key, messages) for key in _OTHERS], messages),
            *_part("export.cover.lights", [_light(light, messages) for light in Light], messages),
        ),
        landscape=False,
    )


def _part(heads: str, pairs: Sequence[tuple[Cell, Cell]], messages: Messages) -> tuple[Line, ...]:
    return (Line((styled(messages.text(heads), Base.HEADING),)), *(Line(pair) for pair in pairs))


def _label(label: str) -> Cell:
    return styled(label, Base.LABEL)


def _content(key: str, messages: Messages) -> tuple[Cell, Cell]:
    return _label(messages.text(f"export.sheet.{key}")), text(messages.text(f"export.{key}.about"))


def _light(light: Light, messages: Messages) -> tuple[Cell, Cell]:
    return lamp(light, messages), text(messages.text(f"export.light.{light}.means"))
