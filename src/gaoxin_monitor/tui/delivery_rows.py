"""What a file brings or a batch wrote, row by row: what became of it, and what stood before. Pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gaoxin_monitor.domain.batches import Delivery, FactEntry, Figure, Outcome
from gaoxin_monitor.domain.codes import Attribute, Light
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.messages.render import short_period
from gaoxin_monitor.messages.wording import NONE
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.sheet import Head, Line
from gaoxin_monitor.workspace.desk import Workspace

_SIGNS = {Outcome.NEW: "+", Outcome.REVISED: "~", Outcome.SAME: "=", Outcome.COARSER: "="}
_IMPORTANCE = {Outcome.REVISED: 2, Outcome.NEW: 3, Outcome.COARSER: 4, Outcome.SAME: 5}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file before the list is cut to its cap: what matters most is kept, then all goes by place."""

    importance: int
    place: Place
    result: str
    style: str
    name: str
    period: str
    value: str
    note: str
    todo: str = ""

    def line(self, key: str) -> Line:
        """As a line of a table."""
        where = self.place.cell or (str(self.place.line) if self.place.line else NONE)
        return Line(key, (where, self.result, self.name, self.period, self.value, self.note), self.style, self.told)

    @property
    def told(self) -> str:
        """The line in full, and what to do about it."""
        return "  ".join(part for part in (self.name, self.period, self.value, self.note, self.todo) if part)


def heads(pen: Pen) -> tuple[Head, ...]:
    """The columns of such a list."""
    return (
        Head(pen.text("preview.cell"), 6),
        Head(pen.text("preview.result"), 8),
        Head(pen.text("preview.name"), 18, grows=True),
        Head(pen.text("figures.period"), 7),
        Head(pen.text("figures.value"), 12, "right"),
        Head(pen.text("preview.note"), 14, grows=True),
    )


def delivery_rows(delivery: Delivery, desk: Workspace, pen: Pen, *, areas: bool, stored: bool = False) -> Iterator[Row]:
    """Every figure and fact; with its area's name where one file has several ``areas``.

    Of what is ``stored`` withheld values are not told; before a commit the person who imports must see what they are.
    """
    for figure in delivery.figures:
        area = desk.area_name(figure.key.ref_area) if areas else ""
        row = _figure(figure, f"{area} {_name(figure.key, desk, pen)}".lstrip(), pen)
        hidden = stored and desk.plan.withholds(figure.key)
        yield replace(row, value=pen.messages.text("word.withheld"), note="") if hidden else row
    names = _member_names(delivery, desk, pen)
    for entry in delivery.facts:
        yield _fact(entry, names.get(entry.fact.member, entry.fact.member), pen)


def _outcome(outcome: Outcome, pen: Pen) -> str:
    return f"{_SIGNS[outcome]} {pen.text(f'outcome.{outcome.value}')}"


def _outcome_style(outcome: Outcome, pen: Pen) -> str:
    lights = {Outcome.NEW: Light.GREEN, Outcome.REVISED: Light.YELLOW}
    return pen.palette.lights[lights[outcome]] if outcome in lights else pen.palette.mute


def _name(key: SeriesKey, desk: Workspace, pen: Pen) -> str:
    """The indicator's name and what is measured of it; the printed label where no alias explains it."""
    word = pen.messages.text(f"transformation.{key.transformation.value}")
    indicator = desk.configuration.catalogue.by_id.get(key.indicator)
    if indicator is None:
        return f"{pen.text('preview.unresolved', label=key.label)} {word}"
    return f"{indicator.name(pen.language)} {word}"


def _figure(figure: Figure, name: str, pen: Pen) -> Row:
    observation = figure.observation
    note = ""
    if figure.previous is not None and figure.outcome is Outcome.REVISED:
        note = pen.text("preview.was", value=_quantity(figure.previous, pen))
    elif figure.outcome is Outcome.COARSER:
        note = pen.text("preview.coarser")
    return Row(
        _IMPORTANCE[figure.outcome],
        observation.place,
        _outcome(figure.outcome, pen),
        _outcome_style(figure.outcome, pen),
        name,
        short_period(observation.period),
        _quantity(observation, pen),
        note,
    )


def _quantity(observation: Observation, pen: Pen) -> str:
    if observation.value is None:
        return pen.messages.missing(observation.status)
    return pen.quantity(observation.value, observation.unit)


def _member_names(delivery: Delivery, desk: Workspace, pen: Pen) -> dict[str, str]:
    """The names of milestones, which have their targets' ids, and those that the delivery gives itself."""
    told = (entry.fact for entry in delivery.facts if entry.fact.attribute is Attribute.NAME and entry.fact.value)
    milestones = {target.id: target.name(pen.language) for target in desk.plan.targets}
    return milestones | {fact.member: fact.value for fact in told}


def _fact(entry: FactEntry, name: str, pen: Pen) -> Row:
    fact = entry.fact
    revised = entry.outcome is Outcome.REVISED
    return Row(
        _IMPORTANCE[entry.outcome],
        fact.place,
        _outcome(entry.outcome, pen),
        _outcome_style(entry.outcome, pen),
        f"{name} {pen.text(f'fact.{fact.attribute.value}')}",
        "",
        fact.value or NONE,
        pen.text("preview.was", value=entry.previous or NONE) if revised else "",
    )
