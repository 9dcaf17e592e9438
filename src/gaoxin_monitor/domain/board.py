"""The board: one frozen value that the terminal, the command line, JSON and Excel all render and none recomputes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from gaoxin_monitor.domain.codes import Flag, Kind, Light, Tier, Transformation
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.evaluation.evidence import Case
from gaoxin_monitor.domain.exact import shown_amount
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.lights import Reason, Rung
from gaoxin_monitor.domain.members import Member, Register
from gaoxin_monitor.domain.observations import Contradiction, Observation, Series
from gaoxin_monitor.domain.outlook import Outlook
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Plan, Target


@dataclass(frozen=True, kw_only=True)
class Background:
    """What a row tells beyond its light; a board works each out when it is first asked for.

    ``previous_light`` is the light on the month before at the same ``as_of``; ``run`` the data periods of this year in
    a row up to this one that were yellow or red, with their lights, newest first; ``figures`` the indicator's figures
    for the row's period by transformation; ``trend`` the last values, oldest first, gaps as None; ``vintage`` the day
    the newest figure or fact is from, ``place`` where it stands (for counts of members: the newest return);
    ``outlook`` is None where the kind of target has none.
    """

    previous_light: Light | None = None
    run: tuple[tuple[Period, Light], ...] = ()
    figures: Mapping[Transformation, Observation] = field(default_factory=dict)
    trend: tuple[tuple[Period, Decimal | None], ...] = ()
    vintage: date | None = None
    place: Place | None = None
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One target on the board.

    ``value`` is in the target's unit, as precise as it was delivered; for counts of members it is the count, for
    composites the items done; ``member`` is a milestone's own item with its dates. ``completion``, ``pace`` and
    ``gap`` are percent and points rounded as shown; ``gap`` is points to the pace for levels and to the goal for
    growth rates and limits, items for counts. ``rungs`` are the steps of the rule that were tried, ``case`` what the
    rule was given: all that the light can be explained by afterwards (it may know figures of later months, so rows are
    compared without). ``background`` is everything beyond the light; its parts can be asked of the row itself.
    """

    target: Target
    light: Light
    reason: Reason
    flags: tuple[Flag, ...] = ()
    period: Period | None = None
    value: Decimal | None = None
    completion: Decimal | None = None
    pace: Decimal | None = None
    gap: Decimal | None = None
    observation: Observation | None = None
    numbers: Mapping[str, Decimal | None] = field(default_factory=dict)
    member: Member | None = None
    rungs: tuple[Rung, ...] = ()
    case: Case | None = field(default=None, compare=False)
    background: Background = field(default_factory=Background)

    @property
    def streak(self) -> int:
        """连续 N 期: for how many data periods in a row the light has been yellow or red."""
        return len(self.run)

    @property
    def previous_light(self) -> Light | None:
        """The light on the month before."""
        return self.background.previous_light

    @property
    def run(self) -> tuple[tuple[Period, Light], ...]:
        """The periods of the streak with their lights, newest first."""
        return self.background.run

    @property
    def figures(self) -> Mapping[Transformation, Observation]:
        """The indicator's figures for the period."""
        return self.background.figures

    @property
    def trend(self) -> tuple[tuple[Period, Decimal | None], ...]:
        """The last values, oldest first."""
        return self.background.trend

    @property
    def vintage(self) -> date | None:
        """The day the newest figure or fact is from."""
        return self.background.vintage

    @property
    def place(self) -> Place | None:
        """Where the newest figure or fact stands."""
        return self.background.place

    @property
    def outlook(self) -> Outlook | None:
        """What is to be expected at the deadline."""
        return self.background.outlook

    @property
    def shown_value(self) -> Decimal | None:
        """The value as it is printed; the exact one stands in the observation."""
        return None if self.value is None else shown_amount(self.value, self.target.goal)

    @property
    def gap_in_points(self) -> bool:
        """Whether ``gap`` is percentage points; otherwise it counts items."""
        return "gap_pp" in self.numbers

    @property
    def rank(self) -> tuple[int, Decimal]:
        """Sorts worst first: by light, then by how far behind."""
        gap = self.gap if self.gap is not None else Decimal(0)
        return (self.light.rank, -gap if self.target.kind is Kind.LEVEL_AT_MOST else gap)


@dataclass(frozen=True, kw_only=True)
class Board:
    """All targets of a plan for a month, as known on ``as_of`` from batches up to ``last_batch`` (None: all).

    ``unconfirmed`` is for how many targets the plan's files say something else than the plan on record, without a day
    from which it holds; None when they agree.
    """

    plan: Plan
    month: Period
    as_of: date
    judgement_day: date
    last_batch: int | None
    rows: tuple[BoardRow, ...]
    series: Mapping[str, Series] = field(default_factory=dict)
    registers: Mapping[str, Register] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
    demo: bool = False
    unconfirmed: int | None = None

    def counts(self) -> dict[Light, int]:
        """Targets per light, without tier D."""
        found = dict.fromkeys(Light, 0)
        for row in self.rows:
            if row.target.tier is not Tier.D:
                found[row.light] += 1
        return found

    def worst_first(self) -> tuple[BoardRow, ...]:
        """Red, yellow, no data, pending, green, done; the furthest behind first."""
        return tuple(sorted(self.rows, key=lambda row: row.rank))

    def contradictions_of(self, row: BoardRow) -> tuple[Contradiction, ...]:
        """What other sources say of the indicator and period that a row shows."""
        target = row.target
        return tuple(
            c
            for c in self.contradictions
            if (c.key.indicator, c.key.ref_area) == (target.indicator, target.ref_area)
            and c.chosen.period == row.period
        )

    def changed_since(self, earlier: "Board") -> tuple[tuple[BoardRow, BoardRow], ...]:
        """The rows whose light differs from an earlier board of the same plan, each with the earlier row."""
        before = {row.target.id: row for row in earlier.rows}
        pairs = ((before.get(row.target.id), row) for row in self.worst_first())
        return tuple((old, new) for old, new in pairs if old is not None and old.light is not new.light)

    def row(self, target_id: str) -> BoardRow | None:
        """The row of one target."""
        return next((row for row in self.rows if row.target.id == target_id), None)
