"""Builds the board: resolves two sources per figure, judges every target, looks back for streaks, lays out rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from gaoxin_monitor.domain.board import Background, Board, BoardRow
from gaoxin_monitor.domain.codes import COUNTS, Flag, Freq, Kind, Light, TargetFlag, Transformation
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.evaluation import Assessment, Case, Evidence, assess
from gaoxin_monitor.domain.evaluation.composite import compose
from gaoxin_monitor.domain.evaluation.evidence import actual_days
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.indicators import Catalogue
from gaoxin_monitor.domain.lights import Measure
from gaoxin_monitor.domain.members import MemberFact, Register
from gaoxin_monitor.domain.observations import Contradiction, Observation, Series, SeriesKey
from gaoxin_monitor.domain.outlook import Outlook, look_ahead
from gaoxin_monitor.domain.packs import RulePack
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Plan, Target
from gaoxin_monitor.domain.sources import Current, resolve
from gaoxin_monitor.domain.timing import Moment, last_complete, moment

_SHOWN = (Transformation.LEVEL, Transformation.YOY, Transformation.YTD, Transformation.YTD_YOY)
_TREND_LENGTH = 12
_NO_FIGURES: Mapping[Transformation, Series] = {}
_Measured = tuple[str, str, Freq]
"""What the printed transformations of one indicator have in common."""


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """What the store knows at a time: the current rows of every series, and the registers."""

    current: Current
    registers: Mapping[str, Register] = field(default_factory=dict)


def keys_of(plan: Plan) -> tuple[SeriesKey, ...]:
    """The series a plan's board needs: for every indicator it names, the four printed transformations.

    And the superior area's where a target's rules compare with it.
    """
    wanted = {
        SeriesKey(target.indicator, target.ref_area, target.freq, transformation)
        for target in plan.targets
        if target.indicator
        for transformation in _SHOWN
    }
    wanted.update(key for target in plan.targets if (key := superior_key(plan, target)) is not None)
    return tuple(sorted(wanted, key=lambda key: (key.indicator, key.ref_area, key.freq, key.transformation)))


def superior_key(plan: Plan, target: Target) -> SeriesKey | None:
    """The superior area's series that a target's rule pack compares with; None where it compares with none."""
    pack = plan.pack_of(target)
    if pack is None or target.series is None or not plan.superior_area or not _compares(pack):
        return None
    return replace(target.series, ref_area=plan.superior_area)


def _compares(pack: RulePack) -> bool:
    return Measure.AREA_GAP in pack.measures


def newest_month(plan: Plan, knowledge: Knowledge) -> Period | None:
    """The newest month of the plan year for which any target of the plan has a figure or a return."""
    bound = {target.series for target in plan.targets if target.series is not None}
    ends = [
        observation.period
        for key in bound
        for observation in knowledge.current.get(key, ())
        if observation.value is not None and observation.period.year == plan.year
    ]
    registers = {target.register for target in plan.targets if target.register}
    ends += [
        register.reported
        for name in registers
        if (register := knowledge.registers.get(name)) is not None
        and register.reported is not None
        and register.reported.year == plan.year
    ]
    return max(ends).as_end_month() if ends else None


def build_board(  # noqa: PLR0913 - a board has exactly these coordinates
    plan: Plan,
    catalogue: Catalogue,
    knowledge: Knowledge,
    *,
    month: Period,
    as_of: date,
    last_batch: int | None = None,
    demo: bool = False,
) -> Board:
    """``board(plan, month, as_of, last_batch)`` as a pure function; ``knowledge`` must be as of that day and batch."""
    bench = _Bench(plan, catalogue, knowledge, moment(month, as_of, plan.cutoff_day))
    rows = tuple(bench.row(target) for target in plan.targets)
    return Board(
        plan=plan,
        month=month,
        as_of=as_of,
        judgement_day=bench.moment.judgement_day,
        last_batch=last_batch,
        rows=rows,
        series={
            target.id: series
            for target in plan.targets
            if (series := bench.figures(target).get(target.transformation)) is not None
        },
        registers={name: register.until(month) for name, register in knowledge.registers.items()},
        contradictions=bench.contradictions,
        demo=demo,
    )


def lights_of(
    plan: Plan, catalogue: Catalogue, knowledge: Knowledge, *, months: Sequence[Period], as_of: date
) -> dict[Period, dict[str, Light]]:
    """The lights of the boards of several months by target id, without what else a board tells."""
    if not months:
        return {}
    bench = _Bench(plan, catalogue, knowledge, moment(months[-1], as_of, plan.cutoff_day))
    return {month: {target.id: bench.judge(target, month)[0].light for target in plan.targets} for month in months}


@dataclass(frozen=True)
class _Bench:
    """The workbench of one board: what is resolved once and used by many targets."""

    plan: Plan
    catalogue: Catalogue
    knowledge: Knowledge
    moment: Moment
    _judged: dict[Period, dict[str, tuple[Assessment, Case]]] = field(default_factory=dict)
    _moments: dict[Period, Moment] = field(default_factory=dict)
    _registers: dict[tuple[str, Period], Register] = field(default_factory=dict)

    @cached_property
    def _resolved(self) -> tuple[dict[_Measured, dict[Transformation, Series]], tuple[Contradiction, ...]]:
        series: dict[_Measured, dict[Transformation, Series]] = {}
        contradictions: list[Contradiction] = []
        for key in keys_of(self.plan):
            rows = self.knowledge.current.get(key, ())
            if rows:
                resolved, found = resolve(key, rows, self.catalogue.by_id.get(key.indicator))
                series.setdefault((key.indicator, key.ref_area, key.freq), {})[key.transformation] = resolved
                contradictions.extend(found)
        return series, tuple(contradictions)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return self._resolved[1]

    @cached_property
    def _figures(self) -> dict[str, Mapping[Transformation, Series]]:
        every = self._resolved[0]
        return {
            target.id: every.get((target.indicator, target.ref_area, target.freq), _NO_FIGURES)
            for target in self.plan.targets
        }

    def figures(self, target: Target) -> Mapping[Transformation, Series]:
        return self._figures[target.id]

    def judge(self, target: Target, month: Period) -> tuple[Assessment, Case]:
        """The target judged at a month of this board, at the board's ``as_of``; each month is judged once."""
        judged = self._judged.setdefault(month, {})
        held = judged.get(target.id)
        if held is None:
            case = self._case(target, month)
            held = judged[target.id] = (assess(case), case)
        return held

    def _case(self, target: Target, month: Period) -> Case:
        when = self._moments.get(month)
        if when is None:
            when = self._moments[month] = moment(month, self.moment.as_of, self.plan.cutoff_day)
        pack = self.plan.pack_of(target)
        evidence = Evidence(
            self.figures(target),
            self.register(target, month),
            self._items(target, month),
            self._of_superior_area(target) if pack is not None else None,
        )
        return Case(target, self.plan.year, self.plan.profiles, evidence, when, pack, self.plan.calendar)

    def register(self, target: Target, month: Period) -> Register | None:
        """The target's register as it stood at the end of a month; made once for all targets that share it."""
        whole = self.knowledge.registers.get(target.register)
        if whole is None:
            return None
        key = (target.register, month)
        if key not in self._registers:
            self._registers[key] = whole.until(month)
        return self._registers[key]

    def _of_superior_area(self, target: Target) -> Series | None:
        key = superior_key(self.plan, target)
        if key is None:
            return None
        return self._resolved[0].get((key.indicator, key.ref_area, key.freq), _NO_FIGURES).get(key.transformation)

    def _items(self, target: Target, month: Period) -> tuple[Light, ...]:
        """For a composite: the light of every livelihood item, each made of the item's own targets."""
        if target.kind is not Kind.COMPOSITE:
            return ()
        items: dict[int, list[Light]] = {}
        for child in self.plan.targets:
            if child.livelihood_item is not None and child.is_(TargetFlag.COMPOSITE_MEMBER):
                items.setdefault(child.livelihood_item, []).append(self.judge(child, month)[0].light)
        return tuple(compose(items[number]) for number in sorted(items))

    def row(self, target: Target) -> BoardRow:
        found, case = self.judge(target, self.moment.month)
        numbers = found.judgement.numbers
        shortfall = numbers.get("shortfall")
        return BoardRow(
            target=target,
            light=found.light,
            reason=found.judgement.reason,
            flags=tuple(flag for flag in Flag if flag in found.judgement.flags) if found.judgement.flags else (),
            period=found.period,
            value=found.value,
            completion=numbers.get("completion_pct"),
            pace=numbers.get("pace_pct"),
            gap=numbers.get("gap_pp") if shortfall is None else -shortfall,
            observation=found.observation,
            numbers=numbers,
            member=found.member,
            rungs=found.judgement.rungs,
            case=case,
            background=_Background(self, case, found),
        )


class _Background(Background):
    """A row's background, each part worked out when it is first asked for."""

    def __init__(self, bench: _Bench, case: Case, found: Assessment) -> None:
        self._bench = bench
        self._case = case
        self._found = found

    @cached_property
    def previous_light(self) -> Light | None:
        month = self._case.moment.month
        return self._bench.judge(self._case.target, month.shift(-1))[0].light if month.month > 1 else None

    @cached_property
    def run(self) -> tuple[tuple[Period, Light], ...]:
        found, target = self._found, self._case.target
        run: list[tuple[Period, Light]] = []
        while found.light in (Light.YELLOW, Light.RED) and found.period is not None:
            run.append((found.period, found.light))
            by_list = found.observation is None and found.period.months == 1
            period = last_complete(found.period, target.freq) if by_list else found.period
            earlier = period.shift(-1).as_end_month()
            if earlier.year != self._case.year:
                break
            found = self._judge_data(earlier)
        return tuple(run)

    def _judge_data(self, month: Period) -> Assessment:
        """The newest data by the end of a month, judged at the month of their own period, however old they are."""
        found = self._bench.judge(self._case.target, month)[0]
        return found if found.period is None else self._bench.judge(self._case.target, found.period.as_end_month())[0]

    @cached_property
    def figures(self) -> Mapping[Transformation, Observation]:
        if self._found.period is None:
            return {}
        at = {kind: series.at(self._found.period) for kind, series in self._case.evidence.figures.items()}
        return {kind: observation for kind, observation in at.items() if observation is not None}

    @cached_property
    def trend(self) -> tuple[tuple[Period, Decimal | None], ...]:
        target, month, series = self._case.target, self._case.moment.month, self._case.series
        if series is not None:
            until = series.until(month.end).observations[-_TREND_LENGTH:]
            return tuple((o.period, o.value if target.unit is None else o.value_in(target.unit)) for o in until)
        register = self._case.evidence.register
        if register is None or register.reported is None or target.kind not in COUNTS:
            return ()
        last = min(register.reported.as_end_month(), month)
        months = [Period(self._case.year, number, 1) for number in range(1, 13)]
        return tuple((m, Decimal(len(actual_days(register, m.end)))) for m in months if m <= last)

    @cached_property
    def vintage(self) -> date | None:
        found, register = self._found, self._case.evidence.register
        if found.observation is not None:
            return found.observation.vintage
        if found.member is not None:
            return max((fact.vintage for fact in found.member.facts.values()), default=None)
        return register.vintage if register is not None else None

    @cached_property
    def place(self) -> Place | None:
        found, register = self._found, self._case.evidence.register
        if found.observation is not None:
            return found.observation.place
        if found.member is not None:
            newest = max(found.member.facts.values(), key=_age, default=None)
            return newest.place if newest else None
        facts = [fact for member in register.members for fact in member.facts.values()] if register else []
        newest = max(facts, key=_age, default=None)
        return Place(newest.place.file, newest.place.sheet) if newest else None

    @cached_property
    def outlook(self) -> Outlook | None:
        return look_ahead(self._case, self._found, self._bench.plan.batch_profiles)


def _age(fact: MemberFact) -> tuple[date, int]:
    return (fact.vintage, fact.batch)
