"""What a batch changed on the board: the lights that are different now, old → new, each with its new reason."""

from dataclasses import dataclass

from gaoxin_monitor.domain.batches import Batch
from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.restated import Restated
from gaoxin_monitor.messages import wording
from gaoxin_monitor.messages.render import period as printed_period
from gaoxin_monitor.messages.restated import restated
from gaoxin_monitor.tui import cells, text
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.session import Session
from gaoxin_monitor.tui.sheet import Head, Line, Sheet
from gaoxin_monitor.workspace.changes import Around, boards_around, restated_since
from gaoxin_monitor.workspace.desk import Workspace


@dataclass(frozen=True, slots=True)
class Effect:
    """What a batch did to the board of a month and to other months, and what an undo leaves because it came again."""

    batch: Batch
    around: Around
    restated: tuple[Restated, ...]

    @property
    def changed(self) -> tuple[tuple[BoardRow, BoardRow], ...]:
        """The rows of the month whose light changed, each with the row before."""
        return self.around.after.changed_since(self.around.before)


def effect_of(batch: Batch, desk: Workspace, session: Session, month: Period | None) -> Effect:
    """Builds the boards of the month that is shown; for a thread."""
    around = boards_around(desk, batch, month=month, as_of=session.as_of)
    return Effect(batch, around, restated_since(desk, batch, as_of=session.as_of))


def told(effect: Effect, pen: Pen) -> str:
    """How many lights changed, and on which board."""
    month = printed_period(effect.around.after.month, pen.messages.text)
    return pen.text("effect.told", count=len(effect.changed), month=month)


def notes(effect: Effect, desk: Workspace, pen: Pen) -> tuple[str, ...]:
    """What the list of lights does not say: what stays as it is and why, and that other months have changed."""
    stays = restated(effect.restated, desk.plan, pen.messages, desk.name_of)
    elsewhere = effect.around.elsewhere
    return (*stays, *([wording.elsewhere(elsewhere, pen.messages)] if elsewhere else []))


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
