"""What a batch changed on the board: the lights that are different now, old → new, each with its new reason."""

from dataclasses import dataclass

from gaoxin_monitor.domain.batches import Batch
from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.messages.render import period as printed_period
from gaoxin_monitor.tui import cells, text
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.session import Session
from gaoxin_monitor.tui.sheet import Head, Line, Sheet
from gaoxin_monitor.workspace.changes import boards_around
from gaoxin_monitor.workspace.desk import Workspace


@dataclass(frozen=True, slots=True)
class Effect:
    """The rows whose light a batch changed on the board of a month, each with the row before."""

    batch: Batch
    month: Period
    changed: tuple[tuple[BoardRow, BoardRow], ...]


def effect_of(batch: Batch, desk: Workspace, session: Session) -> Effect:
    """Builds two boards; for a thread."""
    before, after = boards_around(desk, batch, as_of=session.as_of)
    return Effect(batch, after.month, after.changed_since(before))


def told(effect: Effect, pen: Pen) -> str:
    """How many lights changed, and on which board."""
    month = printed_period(effect.month, pen.messages.text)
    return pen.text("effect.told", count=len(effect.changed), month=month)


def sheet(effect: Effect, pen: Pen) -> Sheet:
    """One line per light that changed, the worst first."""
    heads = (
        Head(pen.text("effect.lights"), 2 * max(text.width(pen.status(light)) for light in Light) + 3),
        Head(pen.text("column.name"), 16, grows=True),
        Head(pen.text("column.reason"), 20, grows=True),
    )
    lines = tuple(_line(old, new, pen) for old, new in effect.changed)
    return Sheet(heads, lines, pen.text("effect.none"))


def _line(old: BoardRow, new: BoardRow, pen: Pen) -> Line:
    lights = f"{cells.status(old, pen)} → {cells.status(new, pen)}"
    name, reason = cells.name(new, pen), cells.reason(new, pen)
    return Line(new.target.id, (lights, name, reason), pen.palette.light(new.light), f"{lights}  {name}  {reason}")
