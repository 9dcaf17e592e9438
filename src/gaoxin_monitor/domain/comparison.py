"""Two boards side by side: which lights changed and why, which figures and facts are new, revised or withdrawn.

Why a light moved is established, not guessed. Between two boards five things can happen: new data, revisions,
withdrawals, another plan, and time passing. The board is judged again with every choice of them applied to the earlier
state, the fewest first; the smallest choices that give the later light are its causes. So where two of them would each
have sufficed both are named, and one that was not needed is not. Data can only be a cause where some of it belongs to
the target. Time is the day of the judgement: a board of a later month with new figures, still judged on the earlier
day, is what the figures alone would have done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.building import Knowledge, build_board
from gaoxin_monitor.domain.codes import Attribute, Kind, Light, TargetFlag
from gaoxin_monitor.domain.differences import (
    Cause,
    Evidence,
    FactChange,
    FigureChange,
    ReturnChange,
    applied,
    cause_of,
    fact_changes,
    figure_changes,
    return_changes,
    within,
)
from gaoxin_monitor.domain.indicators import Catalogue
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plan_versions import PlanChange, plan_changes
from gaoxin_monitor.domain.plans import Plan, Target


@dataclass(frozen=True, kw_only=True)
class State:
    """Everything a board is made of."""

    plan: Plan
    knowledge: Knowledge
    month: Period
    as_of: date
    last_batch: int | None = None
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LightChange:
    """A target whose light is another one; a row is None where the plan did not or does not have the target."""

    target: Target
    old: BoardRow | None
    new: BoardRow | None
    causes: tuple[Cause, ...]
    evidence: tuple[Evidence, ...] = ()

    def evidence_of(self, cause: Cause) -> tuple[Evidence, ...]:
        """What speaks for one cause; for time that passed the two boards themselves do."""
        return tuple(each for each in self.evidence if cause_of(each) is cause)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What differs between two boards."""

    old: Board
    new: Board
    lights: tuple[LightChange, ...]
    figures: tuple[FigureChange, ...]
    facts: tuple[FactChange, ...]
    returns: tuple[ReturnChange, ...]
    plan: tuple[PlanChange, ...]

    def figures_of(self, cause: Cause) -> tuple[FigureChange, ...]:
        """The new, the revised or the withdrawn figures."""
        return tuple(change for change in self.figures if change.cause is cause)


def compare_boards(old: State, new: State, catalogue: Catalogue) -> Comparison:
    """Both boards, and what leads from the one to the other."""
    before, after = _board(old, catalogue), _board(new, catalogue)
    seen = (within(old.knowledge, old.month), within(new.knowledge, new.month))
    figures = tuple(figure_changes(seen[0].current, seen[1].current))
    facts = tuple(fact_changes(seen[0].registers, seen[1].registers))
    returns = tuple(return_changes(seen[0].registers, seen[1].registers))
    changed_plan = plan_changes(old.plan, new.plan)
    moved = _moved(before, after)
    mixer = _Mixer(
        replace(old, as_of=before.judgement_day), new, catalogue, seen, (*figures, *facts, *returns, *changed_plan)
    )
    evidence = {name: mixer.evidence(name) for name in moved}
    causes = mixer.causes({name: _light(row) for name, (_, row) in moved.items()}, evidence)
    lights = tuple(_light_change(*moved[name], causes[name], evidence[name]) for name in moved)
    return Comparison(
        old=before, new=after, lights=lights, figures=figures, facts=facts, returns=returns, plan=changed_plan
    )


def _board(state: State, catalogue: Catalogue) -> Board:
    return build_board(
        state.plan,
        catalogue,
        state.knowledge,
        month=state.month,
        as_of=state.as_of,
        last_batch=state.last_batch,
        demo=state.demo,
    )


def _moved(before: Board, after: Board) -> dict[str, tuple[BoardRow | None, BoardRow | None]]:
    """Both rows of every target whose light differs, the worst of the later board first, then those that are gone."""
    old, new = ({row.target.id: row for row in board.rows} for board in (before, after))
    names = [row.target.id for row in after.worst_first()] + [name for name in old if name not in new]
    pairs = {name: (old.get(name), new.get(name)) for name in names}
    return {name: (one, other) for name, (one, other) in pairs.items() if _light(one) is not _light(other)}


def _light(row: BoardRow | None) -> Light | None:
    return row.light if row else None


def _light_change(
    old: BoardRow | None, new: BoardRow | None, causes: tuple[Cause, ...], evidence: tuple[Evidence, ...]
) -> LightChange:
    row = new or old
    assert row is not None  # noqa: S101 - one of the boards has it
    told = (each for each in evidence if cause_of(each) in causes)
    return LightChange(
        target=row.target,
        old=old,
        new=new,
        causes=causes,
        evidence=tuple(sorted(told, key=lambda each: _directness(each, row.target))),
    )


def _directness(evidence: Evidence, target: Target) -> int:
    """The very series that is compared with the goal first, remarks last."""
    if isinstance(evidence, FigureChange):
        return int(evidence.key.transformation is not target.transformation)
    return 2 if isinstance(evidence, FactChange) and evidence.attribute is Attribute.REMARK else 0


# ── what the board would have been ──


@dataclass(frozen=True)
class _Mixer:
    """Boards between the two: the earlier state, as of its judgement day, with some of the changes applied."""

    old: State
    new: State
    catalogue: Catalogue
    seen: tuple[Knowledge, Knowledge]
    changes: tuple[Evidence, ...]

    def causes(
        self, wanted: Mapping[str, Light | None], evidence: Mapping[str, tuple[Evidence, ...]]
    ) -> dict[str, tuple[Cause, ...]]:
        """For every target the union of the smallest sets of its possible causes that give its later light."""
        possible = {name: {Cause.TIME, *map(cause_of, evidence[name])} for name in wanted}
        happened = [cause for cause in Cause if any(cause in causes for causes in possible.values())]
        found: dict[str, set[Cause]] = {}
        for size in range(1, len(happened) + 1):
            unsolved = [name for name in wanted if name not in found]
            for taken in combinations(happened, size):
                asked = [name for name in unsolved if possible[name].issuperset(taken)]
                lights = self._lights(frozenset(taken)) if asked else {}
                for name in asked:
                    if lights.get(name) is wanted[name]:
                        found.setdefault(name, set()).update(taken)
        return {name: tuple(c for c in happened if c in found.get(name, possible[name])) for name in wanted}

    def _lights(self, taken: frozenset[Cause]) -> dict[str, Light]:
        """The lights with some causes applied. New figures need the later month to be seen, not the later day."""
        later_month = not taken.isdisjoint({Cause.TIME, Cause.NEW_DATA})
        state = replace(
            self.old,
            plan=self.new.plan if Cause.PLAN in taken else self.old.plan,
            month=self.new.month if later_month else self.old.month,
            as_of=self.new.as_of if Cause.TIME in taken else self.old.as_of,
            knowledge=applied(*self.seen, [change for change in self.changes if cause_of(change) in taken]),
        )
        return {row.target.id: row.light for row in _board(state, self.catalogue).rows}

    def evidence(self, name: str) -> tuple[Evidence, ...]:
        """The changes of everything that a target is judged by, in either plan."""
        plans = (self.old.plan, self.new.plan)
        versions = [target for plan in plans for target in _judged_with(plan, plan.by_id.get(name))]
        return tuple(each for each in self.changes if _concerns(each, versions))


def _concerns(change: Evidence, versions: Sequence[Target]) -> bool:
    if isinstance(change, PlanChange):
        return change.target in {"", *(target.id for target in versions)}
    if isinstance(change, FactChange) and change.attribute in _NAMES:
        return False
    return any(_bound(change, target) for target in versions)


_NAMES = (Attribute.NAME, Attribute.OWNER)
"""Facts by which nothing is judged."""


def _judged_with(plan: Plan, target: Target | None) -> tuple[Target, ...]:
    """The target itself and, for a composite, those that make its items."""
    if target is None:
        return ()
    if target.kind is not Kind.COMPOSITE:
        return (target,)
    return (target, *(each for each in plan.targets if each.is_(TargetFlag.COMPOSITE_MEMBER)))


def _bound(change: FigureChange | FactChange | ReturnChange, target: Target) -> bool:
    if isinstance(change, FigureChange):
        series = target.series
        of_target = (target.indicator, target.ref_area, target.freq)
        return series is not None and (change.key.indicator, change.key.ref_area, change.key.freq) == of_target
    if change.register != target.register:
        return False
    if target.kind not in _OF_ONE_ITEM:
        return True
    if isinstance(change, FactChange):
        return change.member == target.id
    return target.kind is not Kind.MILESTONE_BY_DATE


_OF_ONE_ITEM = (Kind.MILESTONE_BY_DATE, Kind.PROGRESS_VS_PLAN, Kind.CONTINUITY, Kind.QUALITATIVE)
"""Kinds that are judged by their own item alone; all but milestones also by the month that was reported."""
