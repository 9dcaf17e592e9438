"""Builds the board: resolves two sources per figure, judges every target, looks back for streaks, lays out rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from gaoxin_monitor.domain.board import Board, BoardRow
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
from gaoxin_monitor.domain.outlook import look_ahead
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
    return {month: {target.id: bench.judge(target, month).light for target in plan.targets} for month in months}


@dataclass(frozen=True)
class _Bench:
    """The workbench of one board: what is resolved once and used by many targets."""

    plan: Plan
    catalogue: Catalogue
    knowledge: Knowledge
    moment: Moment
    _judged: dict[tuple[str, Period], Assessment] = field(default_factory=dict)
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

    def judge(self, target: Target, month: Period) -> Assessment:
        """The target judged at a month of this board, at the board's ``as_of``; each month is judged once."""
        held = self._judged.get((target.id, month))
        if held is None:
            held = assess(self._case(target, month))
            self._judged[target.id, month] = held
        return held

    def _case(self, target: Target, month: Period) -> Case:
        when = self._moments.get(month) or moment(month, self.moment.as_of, self.plan.cutoff_day)
        self._moments[month] = when
        pack = self.plan.pack_of(target)
        evidence = Evidence(
            self.figures(target),
            self._register(target, month),
            self._items(target, month),
            self._of_superior_area(target) if pack is not None else None,
        )
        return Case(target, self.plan.year, self.plan.profiles, evidence, when, pack, self.plan.calendar)

    def _register(self, target: Target, month: Period) -> Register | None:
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
                items.setdefault(child.livelihood_item, []).append(self.judge(child, month).light)
        return tuple(compose(items[number]) for number in sorted(items))

    def row(self, target: Target) -> BoardRow:
        found, case = self.judge(target, self.moment.month), self._case(target, self.moment.month)
        numbers, run = found.judgement.numbers, self._run(target, found)
        shortfall = numbers.get("shortfall")
        return BoardRow(
            target=target,
            light=found.light,
            reason=found.judgement.reason,
            flags=tuple(flag for flag in Flag if flag in found.judgement.flags),
            period=found.period,
            value=found.value,
            completion=numbers.get("completion_pct"),
            pace=numbers.get("pace_pct"),
            gap=numbers.get("gap_pp") if shortfall is None else -shortfall,
            previous_light=self._previous(target),
            streak=len(run),
            observation=found.observation,
            figures=self._shown(target, found),
            trend=self._trend(target),
            numbers=numbers,
            member=found.member,
            vintage=self._vintage(target, found),
            place=self._place(target, found),
            outlook=look_ahead(case, found, self.plan.batch_profiles),
            rungs=found.judgement.rungs,
            run=run,
            case=case,
        )

    def _previous(self, target: Target) -> Light | None:
        month = self.moment.month
        return self.judge(target, month.shift(-1)).light if month.month > 1 else None

    def _run(self, target: Target, found: Assessment) -> tuple[tuple[Period, Light], ...]:
        """连续 N 期: data periods of this year in a row, newest first, whose light was yellow or red."""
        run: list[tuple[Period, Light]] = []
        while found.light in (Light.YELLOW, Light.RED) and found.period is not None:
            run.append((found.period, found.light))
            by_list = found.observation is None and found.period.months == 1
            period = last_complete(found.period, target.freq) if by_list else found.period
            earlier = period.shift(-1).as_end_month()
            if earlier.year != self.plan.year:
                break
            found = self._judge_data(target, earlier)
        return tuple(run)

    def _judge_data(self, target: Target, month: Period) -> Assessment:
        """The newest data by the end of a month, judged at the month of their own period, however old they are."""
        found = self.judge(target, month)
        return found if found.period is None else self.judge(target, found.period.as_end_month())

    def _shown(self, target: Target, found: Assessment) -> dict[Transformation, Observation]:
        if found.period is None:
            return {}
        at = {kind: series.at(found.period) for kind, series in self.figures(target).items()}
        return {kind: observation for kind, observation in at.items() if observation is not None}

    def _trend(self, target: Target) -> tuple[tuple[Period, Decimal | None], ...]:
        series = self.figures(target).get(target.transformation)
        if series is not None:
            until = series.until(self.moment.month.end).observations[-_TREND_LENGTH:]
            return tuple((o.period, o.value if target.unit is None else o.value_in(target.unit)) for o in until)
        register = self._register(target, self.moment.month)
        if register is None or register.reported is None or target.kind not in COUNTS:
            return ()
        last = min(register.reported.as_end_month(), self.moment.month)
        months = [Period(self.plan.year, number, 1) for number in range(1, 13)]
        return tuple((m, Decimal(len(actual_days(register, m.end)))) for m in months if m <= last)

    def _vintage(self, target: Target, found: Assessment) -> date | None:
        if found.observation is not None:
            return found.observation.vintage
        if found.member is not None:
            return max((fact.vintage for fact in found.member.facts.values()), default=None)
        register = self._register(target, self.moment.month)
        return register.vintage if register is not None else None

    def _place(self, target: Target, found: Assessment) -> Place | None:
        if found.observation is not None:
            return found.observation.place
        if found.member is not None:
            newest = max(found.member.facts.values(), key=_age, default=None)
            return newest.place if newest else None
        register = self._register(target, self.moment.month)
        facts = [fact for member in register.members for fact in member.facts.values()] if register else []
        newest = max(facts, key=_age, default=None)
        return Place(newest.place.file, newest.place.sheet) if newest else None


def _age(fact: MemberFact) -> tuple[date, int]:
    return (fact.vintage, fact.batch)
