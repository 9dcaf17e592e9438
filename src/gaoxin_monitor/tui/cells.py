"""How the facts of one board row are put into narrow cells: the catalogue's words in the signs of this terminal."""

from collections.abc import Callable
from decimal import Decimal

from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.domain.codes import Flag
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.messages import wording
from gaoxin_monitor.messages.render import short_period
from gaoxin_monitor.messages.wording import NONE
from gaoxin_monitor.tui.pen import Pen


def status(row: BoardRow, pen: Pen) -> str:
    """✗ 滞后."""
    return pen.status(row.light)


def name(row: BoardRow, pen: Pen) -> str:
    """The target's name."""
    return row.target.name(pen.language)


def goal(row: BoardRow, pen: Pen) -> str:
    """≥10%, 40家, ≤4.5%; for milestones the planned day."""
    return wording.goal(row, pen.messages, pen.style())


def bare_goal(row: BoardRow, pen: Pen) -> str:
    """The goal without its unit, for where that would have to be cut."""
    return wording.goal(row, pen.messages, pen.style(units=False))


def value(row: BoardRow, pen: Pen) -> str:
    """The current figure with its unit; for milestones the forecast or actual day; a word where it is withheld."""
    return wording.value(row, pen.messages, pen.style())


def bare_value(row: BoardRow, pen: Pen) -> str:
    """The current figure without its unit, for where that would have to be cut."""
    return wording.value(row, pen.messages, pen.style(units=False))


def progress(row: BoardRow, _pen: Pen) -> str:
    """47.3%."""
    return wording.progress(row)


def pace(row: BoardRow, _pen: Pen) -> str:
    """What was due by now, in percent."""
    return wording.pace(row)


def gap(row: BoardRow, pen: Pen) -> str:
    """-2.7点, -3家: how far from the pace or the goal."""
    return wording.gap(row, pen.messages, pen.style())


def bare_gap(row: BoardRow, pen: Pen) -> str:
    """The distance without its unit."""
    return wording.gap(row, pen.messages, pen.style(units=False))


def _known_trend(row: BoardRow) -> list[Decimal]:
    return [] if wording.is_withheld(row) else [figure for _, figure in row.trend if figure is not None]


def trend_word(row: BoardRow, pen: Pen) -> str:
    """升, 平 or 降 against the value before."""
    known = _known_trend(row)
    if len(known) < 2:  # noqa: PLR2004 - a direction needs two values
        return NONE
    direction = (known[-1] > known[-2]) - (known[-1] < known[-2])
    return pen.text(("cell.down", "cell.flat", "cell.up")[direction + 1])


def sparkline(row: BoardRow, pen: Pen, cells: int = 12) -> str:
    """The last values as little bars; a missing one stays blank."""
    known = _known_trend(row)
    if not known:
        return NONE
    low, span = min(known), max(known) - min(known)
    bars = pen.glyphs.bars

    def bar(figure: Decimal | None) -> str:
        if figure is None:
            return " "
        return bars[int((figure - low) / span * (len(bars) - 1))] if span else bars[len(bars) // 2]

    return "".join(bar(figure) for _, figure in row.trend[-cells:])


def period(row: BoardRow, _pen: Pen) -> str:
    """2024-06, 2024-Q2."""
    return short_period(row.period) if row.period else NONE


def department(row: BoardRow, _pen: Pen) -> str:
    """Who is responsible."""
    return row.target.responsible or NONE


def flags(row: BoardRow, pen: Pen) -> str:
    """The quality flags in words, and how long the light has been on; at the year's end every figure is final."""
    return wording.flags(row, pen.messages, without=(Flag.FINAL,))


def every_flag(row: BoardRow, pen: Pen) -> str:
    """The same with every flag, where one target has the screen to itself."""
    return wording.flags(row, pen.messages)


def reason(row: BoardRow, pen: Pen) -> str:
    """Why the light is what it is."""
    return wording.reason(row, pen.messages)


def outlook(row: BoardRow, pen: Pen) -> str:
    """The outlook in a word: 可达, 需努力, 难度大."""
    verdict = row.outlook.verdict if row.outlook else None
    return pen.messages.verdict(verdict) if verdict else wording.NONE


def cell_first(place: Place) -> str:
    """F13 快报.xlsx 快报: the cell in front, because the end is what a narrow column cuts."""
    line = str(place.line) if place.line else ""
    return " ".join(part for part in (place.cell or line, place.file, place.sheet) if part)


Write = Callable[[BoardRow, Pen], str]
"""Fills one cell of the board."""
