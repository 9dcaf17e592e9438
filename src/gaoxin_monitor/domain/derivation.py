"""How a light came about: everything the rule used, from the cells to the flags, gathered from a finished board.

Nothing is judged anew. A row of the board carries what its rule was given and which steps it tried; here this is laid
out in the order in which it is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import COUNTS, Attribute, Code, Flag, Kind, Light, TargetFlag, Transformation
from gaoxin_monitor.domain.evaluation.awaited import has_pace, in_unit
from gaoxin_monitor.domain.evaluation.by_figures import baseline, compares_itself
from gaoxin_monitor.domain.evaluation.composite import compose
from gaoxin_monitor.domain.evaluation.evidence import Case, last_period_before
from gaoxin_monitor.domain.flag_reasons import flag_reasons
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.lights import Measure, Reason, Rung
from gaoxin_monitor.domain.members import Member, MemberFact, Register
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.pace import EarlierYear
from gaoxin_monitor.domain.packs import DEFAULT, RulePack
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Thresholds
from gaoxin_monitor.domain.releases import Release, last_known, overdue


class Role(Code):
    """What a figure is in a rule; words for people are ``derivation.role.<value>``."""

    JUDGED = "judged"
    THIS_YEAR = "this_year"
    BASELINE = "baseline"
    LAST_YEAR_PART = "last_year_part"
    LAST_YEAR_TOTAL = "last_year_total"
    LEVEL = "level"
    SUPERIOR = "superior"


class Setter(Code):
    """Who set a number or chose a rule: the closest that differs from what stands behind it."""

    DEFAULT = "default"
    SETTINGS = "settings"
    PLAN = "plan"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Input:
    """A figure the rule used, and its value in the target's unit; the other figures of a rate keep their own."""

    role: Role
    figure: Observation
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A number of the rule."""

    name: str
    value: Decimal | int
    setter: Setter


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What was due: by which profile, at the end of which month of how many, and what the profile rests on.

    ``table`` are twelve shares in percent, ``curve`` the planned progress by day, ``years`` the earlier years whose
    shares are averaged. ``share`` is None where whole items are expected; ``expected`` says how many.
    """

    profile: str
    month: int
    months: int
    share: Fraction | None = None
    expected: Decimal | None = None
    table: tuple[Decimal, ...] = ()
    curve: tuple[tuple[date, Decimal], ...] = ()
    years: tuple[EarlierYear, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """A register as it was counted: achieved and due at the end of ``until``, and what is not achieved."""

    register: Register
    until: Period
    achieved: tuple[Member, ...]
    planned: tuple[Member, ...]
    missing: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A livelihood item of a composite: as good as the worst of its targets."""

    number: int
    light: Light
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """One light, derived. ``own`` is the light the rule itself gave, before a cap or missed releases overruled it."""

    board: Board
    row: BoardRow
    pack: RulePack | None
    pack_setter: Setter
    inputs: tuple[Input, ...] = ()
    facts: tuple[MemberFact, ...] = ()
    counting: Counting | None = None
    items: tuple[Item, ...] = ()
    pace: Pace | None = None
    earlier: tuple[EarlierYear, ...] = ()
    bounds: tuple[Bound, ...] = ()
    rungs: tuple[Rung, ...] = ()
    own: Light | None = None
    missed: tuple[Release, ...] = ()
    flags: tuple[Reason, ...] = ()
    run: tuple[tuple[Period, Light], ...] = ()


_ALWAYS = ("stale_grace_days",)
_LEVELS = ("level_gap", "level_catch_up", "early_pace")
_OUTLOOK = ("outlook_years", "outlook_percent_years", "outlook_catch_up")
_COUNTED = ("count_band", "count_idle_share")
BOUNDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.LEVEL_AT_LEAST: _LEVELS,
    Kind.PROGRESS_VS_PLAN: _LEVELS,
    Kind.COVERAGE: _COUNTED,
    Kind.COVERAGE_PER_UNIT: _COUNTED,
    Kind.GROWTH_RATE: ("growth_band_min", "growth_band_share", "growth_rest_min", "growth_rest_share"),
    Kind.LEVEL_AT_MOST: ("at_most_margin",),
    Kind.ZERO_DYNAMIC: ("help_days",),
    Kind.MILESTONE_BY_DATE: ("overdue_days", "slip_days"),
    Kind.CONTINUITY: ("idle_watch_months", "idle_behind_months"),
} | dict.fromkeys(COUNTS, _COUNTED)
"""The thresholds that the status model's own rules compare with; counts with a share profile are judged as levels."""


def derive(board: Board, row: BoardRow, settings: Thresholds, settings_pack: str) -> Derivation:
    """The derivation of a row; ``settings`` and ``settings_pack`` are the thresholds and the rules of the program."""
    case = row.case
    assert case is not None  # noqa: S101 - every row of a built board carries what its rule was given
    pack = board.plan.pack_of(row.target)
    return Derivation(
        board=board,
        row=row,
        pack=pack,
        pack_setter=setter_of(row.target.rule_pack, board.plan.rule_pack, settings_pack, DEFAULT),
        inputs=tuple(_inputs(row, case)),
        facts=tuple(_facts(row)),
        counting=_counting(row, case),
        items=tuple(_items(board)) if row.target.kind is Kind.COMPOSITE else (),
        pace=_pace(row, case),
        earlier=_earlier(row, case),
        bounds=tuple(_bounds(board, row, settings, judged_by_pack=pack is not None)),
        rungs=row.rungs,
        own=row.rungs[-1].light if row.rungs else None,
        missed=_missed(row, case),
        flags=tuple(flag_reasons(row, case)),
        run=row.run,
    )


def _missed(row: BoardRow, case: Case) -> tuple[Release, ...]:
    """The releases whose absence made the data stale."""
    if row.period is None or Flag.STALE not in row.flags:
        return ()
    known = last_known(row.target, row.period, by_list=row.observation is None)
    return overdue(row.target, case.calendar, known, case.moment.judgement_day)


def _inputs(row: BoardRow, case: Case) -> Iterator[Input]:
    newest = row.observation
    if newest is None:
        return
    target = row.target
    yield Input(Role.JUDGED, newest, in_unit(newest, target))
    if target.kind is Kind.ZERO:
        yield from (Input(Role.THIS_YEAR, o, in_unit(o, target)) for o in case.this_year()[:-1])
    elif target.kind is Kind.DIRECTION and not compares_itself(target):
        base = baseline(case, newest)
        if base is not None:
            yield Input(Role.BASELINE, base, in_unit(base, target))
    elif target.kind is Kind.GROWTH_RATE or _asks(case, Measure.LEAD):
        yield from _last_year(case, newest.period, level=target.kind is Kind.GROWTH_RATE)
    superior = case.evidence.superior.at(newest.period) if case.evidence.superior else None
    if superior is not None:
        yield Input(Role.SUPERIOR, superior, superior.value)


def _asks(case: Case, measure: Measure) -> bool:
    return case.pack is not None and measure in case.pack.measures


def _last_year(case: Case, period: Period, *, level: bool) -> Iterator[Input]:
    """The amounts behind a share of last year, each in its own unit."""
    amounts = case.evidence.figures.get(Transformation.YTD)
    if amounts is None:
        return
    wanted = ((Role.LAST_YEAR_PART, period.year_before()), (Role.LAST_YEAR_TOTAL, last_period_before(period)))
    for role, when in (((Role.LEVEL, period),) if level else ()) + wanted:
        found = amounts.at(when)
        if found is not None:
            yield Input(role, found, found.value)


_FACTS: Mapping[Kind, tuple[Attribute, ...]] = {
    Kind.MILESTONE_BY_DATE: (Attribute.PLANNED, Attribute.FORECAST, Attribute.ACTUAL),
    Kind.PROGRESS_VS_PLAN: (Attribute.PROGRESS,),
    Kind.CONTINUITY: (Attribute.PROGRESS, Attribute.ACTUAL),
    Kind.QUALITATIVE: (Attribute.REMARK, Attribute.PROGRESS, Attribute.ACTUAL),
}


def _facts(row: BoardRow) -> Iterator[MemberFact]:
    """What is recorded of the item itself, first what the rule asks for."""
    if row.member is None:
        return
    asked = _FACTS.get(row.target.kind, ())
    for attribute in (*asked, *(name for name in Attribute if name not in asked)):
        fact = row.member.facts.get(attribute)
        if fact is not None and fact.value and attribute is not Attribute.NAME:
            yield fact


_COUNTED_KINDS = (*COUNTS, Kind.COVERAGE, Kind.COVERAGE_PER_UNIT, Kind.ZERO_DYNAMIC)


def _counting(row: BoardRow, case: Case) -> Counting | None:
    register = case.evidence.register
    if register is None or row.period is None or row.observation or row.target.kind not in _COUNTED_KINDS:
        return None
    dynamic = row.target.kind is Kind.ZERO_DYNAMIC
    end, start = row.period.end, Attribute.OPENED if dynamic else Attribute.PLANNED
    achieved = tuple(m for m in register.members if _by(m, Attribute.CLOSED if dynamic else Attribute.ACTUAL, end))
    planned = tuple(m for m in register.members if _by(m, start, end))
    open_ones = (m for m in (planned if dynamic else register.members) if m not in achieved)
    missing = tuple(sorted(open_ones, key=lambda m: (m.day(start) or date.max, m.id)))
    return Counting(register=register, until=row.period, achieved=achieved, planned=planned, missing=missing)


def _by(member: Member, attribute: Attribute, day: date) -> bool:
    return (member.day(attribute) or date.max) <= day


def _items(board: Board) -> Iterator[Item]:
    children: dict[int, list[BoardRow]] = {}
    for row in board.rows:
        if row.target.livelihood_item is not None and row.target.is_(TargetFlag.COMPOSITE_MEMBER):
            children.setdefault(row.target.livelihood_item, []).append(row)
    for number, rows in sorted(children.items()):
        yield Item(number, compose(row.light for row in rows), tuple(rows))


def _pace(row: BoardRow, case: Case) -> Pace | None:
    """What was due at the end of the data's own period; while there are no data, of the board's month."""
    target, period = row.target, row.period or case.moment.month
    if target.kind is Kind.PROGRESS_VS_PLAN:
        share = pace.on_curve(target.curve, period.end)
        return Pace(profile="curve", month=period.last_month, months=case.span, share=share, curve=target.curve)
    whole = row.numbers.get("expected")
    if target.kind in (*COUNTS, Kind.COVERAGE, Kind.COVERAGE_PER_UNIT) and not has_pace(target):
        if whole is None:
            return None
        profile = target.profile or pace.INTEGER
        return Pace(profile=profile, month=period.last_month, months=case.span, expected=whole)
    if not has_pace(target) or target.goal is None:
        return None
    name = target.profile or pace.LINEAR
    return Pace(
        profile=name,
        month=period.last_month,
        months=case.span,
        share=case.pace(period)[0],
        table=case.profiles.get(name, ()),
        years=_years(case, period) if name == pace.PRIOR_YEAR_SHARES else (),
    )


def _years(case: Case, period: Period) -> tuple[EarlierYear, ...]:
    amounts = case.evidence.figures.get(Transformation.YTD)
    return pace.earlier_years(amounts, period, case.span) if amounts else ()


def _earlier(row: BoardRow, case: Case) -> tuple[EarlierYear, ...]:
    """The years on whose ways an outlook carried the figure on."""
    told = row.outlook is not None and "nowcast_low" in row.outlook.numbers
    return _years(case, row.period) if told and row.period is not None else ()


def _bounds(board: Board, row: BoardRow, settings: Thresholds, *, judged_by_pack: bool) -> Iterator[Bound]:
    """A pack brings its own limits; how old data may be, and the outlook, are the same under any rule."""
    target = row.target
    names = _LEVELS if target.kind in COUNTS and has_pace(target) else BOUNDS.get(target.kind, ())
    outlook = _OUTLOOK if row.outlook is not None and has_pace(target) else ()
    aged = _ALWAYS if row.period is not None and target.kind not in (Kind.QUALITATIVE, Kind.COMPOSITE) else ()
    for name in (*(() if judged_by_pack else names), *outlook, *aged):
        layers = (target.thresholds, board.plan.thresholds, settings, Thresholds())
        yield Bound(name, getattr(target.thresholds, name), setter_of(*(getattr(layer, name) for layer in layers)))


def setter_of(target: object, plan: object, settings: object, default: object) -> Setter:
    """Who set a value, from what each of the four says."""
    if target != plan:
        return Setter.TARGET
    if plan != settings:
        return Setter.PLAN
    return Setter.SETTINGS if settings != default else Setter.DEFAULT


THRESHOLDS = tuple(each.name for each in fields(Thresholds))
"""Every number of the rules by name, in the order of the model."""
