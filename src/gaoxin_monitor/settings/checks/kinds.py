"""Checks of what each kind of target needs to be judged at all, and of keys that its rule never looks at."""

from collections.abc import Callable, Iterator
from datetime import date

from gaoxin_monitor.domain.codes import Frequency, Kind, TargetFlag, Transformation
from gaoxin_monitor.domain.pace import INTEGER, MEMBERS
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.units import PERCENT
from gaoxin_monitor.settings.checks.plan import Item, PlanDesk
from gaoxin_monitor.settings.deriving import COUNTS, COVERAGES, ZEROS, counted_register, deadline_of, indicator_of
from gaoxin_monitor.settings.positions import KeyPath
from gaoxin_monitor.settings.shapes.indicators import IndicatorShape
from gaoxin_monitor.settings.shapes.plan import TargetShape

PACED = frozenset({Kind.LEVEL_AT_LEAST}) | COUNTS | COVERAGES
WITH_GOAL = PACED | {Kind.GROWTH_RATE, Kind.LEVEL_AT_MOST, Kind.COMPOSITE}
BY_FIGURES = frozenset({Kind.LEVEL_AT_LEAST, Kind.GROWTH_RATE, Kind.LEVEL_AT_MOST, Kind.ZERO, Kind.DIRECTION})
WHOLE_GOAL = COUNTS | {Kind.COVERAGE_PER_UNIT, Kind.COMPOSITE}

_NEEDS: tuple[tuple[str, frozenset[Kind]], ...] = (
    ("goal", WITH_GOAL),
    ("profile", PACED),
    ("baseline", frozenset({Kind.DIRECTION})),
    ("direction", frozenset({Kind.DIRECTION})),
)
_USES: tuple[tuple[str, frozenset[Kind]], ...] = (
    ("goal", WITH_GOAL | ZEROS | {Kind.PROGRESS_VS_PLAN}),
    ("profile", PACED),
    ("baseline", frozenset({Kind.DIRECTION})),
    ("direction", frozenset({Kind.DIRECTION})),
    ("curve", frozenset({Kind.PROGRESS_VS_PLAN})),
    ("units", COVERAGES),
)


def check_kinds(desk: PlanDesk) -> None:
    """All of them, for every target whose kind is sound."""
    if desk.document.model is not None and desk.document.clean("deadline"):
        _check_year(desk, desk.document.model.deadline, ("deadline",))
    for item in desk.items:
        if desk.sound(item, "kind"):
            for check in _CHECKS:
                check(desk, item)


def _check_needs(desk: PlanDesk, item: Item) -> None:
    target = item.target
    for key, kinds in _NEEDS:
        if target.kind in kinds and getattr(target, key) is None and desk.sound(item, key):
            desk.document.add("config-kind-needs", item.at(key), kind=target.kind.value, key=key)
    for key, kinds in _USES:
        if target.kind not in kinds and getattr(target, key) is not None:
            desk.document.warn("config-key-unused", item.at(key), kind=target.kind.value, key=key)
    if target.kind is Kind.GROWTH_RATE and not _is_rate(target) and desk.sound(item, "accumulation"):
        desk.document.add("config-not-a-rate", item.at("accumulation"), kind=target.kind.value)
    if target.goal is not None and target.unit is None and desk.sound(item, "unit"):
        desk.document.add("config-goal-without-unit", item.at("unit"), key="unit")


def _check_goal(desk: PlanDesk, item: Item) -> None:
    target = item.target
    if target.goal is None:
        return
    if target.kind in ZEROS and target.goal != 0:
        desk.document.add("config-goal-not-zero", item.at("goal"), kind=target.kind.value)
    elif target.kind in PACED | {Kind.COMPOSITE} and target.goal <= 0:
        desk.document.add("config-goal-not-positive", item.at("goal"), kind=target.kind.value)
    elif target.kind in WHOLE_GOAL and target.goal % 1:
        desk.document.add("config-goal-not-whole", item.at("goal"), kind=target.kind.value)


def _check_profile(desk: PlanDesk, item: Item) -> None:
    """Shares suit amounts, lists suit coverage; counts take either. Unknown names are told elsewhere."""
    target = item.target
    if desk.profiles is None or target.profile not in desk.profiles:
        return
    fitting = desk.profiles
    if target.kind in COVERAGES:
        fitting = (INTEGER, MEMBERS)
    elif target.kind is Kind.LEVEL_AT_LEAST:
        fitting = tuple(name for name in desk.profiles if name not in (INTEGER, MEMBERS))
    if target.profile not in fitting:
        desk.document.add(
            "config-profile-unfit", item.at("profile"), value=target.profile, kind=target.kind.value, choices=fitting
        )


def _check_deadline(desk: PlanDesk, item: Item) -> None:
    target, plan = item.target, desk.document.model
    if plan is None or not desk.sound(item, "deadline"):
        return
    if deadline_of(target, plan.last_day()) is None and (
        target.kind is Kind.COUNT_BY_DATE or TargetFlag.HARD_DEADLINE in target.flags
    ):
        desk.document.add("config-deadline-needed", item.at("deadline"), kind=target.kind.value)
    _check_year(desk, target.deadline, item.at("deadline"))


def _check_year(desk: PlanDesk, day: date | None, path: KeyPath) -> None:
    """A plan copied from last year with the old days would turn every light red; a later day may be meant."""
    plan = desk.document.model
    if plan is None or day is None or not desk.document.clean("year"):
        return
    if day.year < plan.year:
        desk.document.add("config-deadline-passed", path, value=day, year=plan.year)
    elif day.year > plan.year:
        desk.document.warn("config-deadline-year", path, value=day.isoformat(), year=plan.year)


def _check_item(desk: PlanDesk, item: Item) -> None:
    target = item.target
    flagged = TargetFlag.COMPOSITE_MEMBER in target.flags
    if flagged and target.livelihood_item is None and desk.sound(item, "livelihood_item"):
        desk.document.add("config-item-needed", item.at("livelihood_item"), key="livelihood_item")


def _check_composite(desk: PlanDesk, item: Item) -> None:
    """A composite counts items done, so as many must have targets of their own."""
    if item.target.kind is not Kind.COMPOSITE or item.target.goal is None:
        return
    if not all(desk.sound(other, "flags", "livelihood_item") for other in desk.items):
        return
    numbers = {
        other.target.livelihood_item
        for other in desk.items
        if TargetFlag.COMPOSITE_MEMBER in other.target.flags and other.target.livelihood_item is not None
    }
    if item.target.goal > len(numbers):
        desk.document.add("config-composite-items", item.at("goal"), goal=item.target.goal, found=len(numbers))


def _check_figures(desk: PlanDesk, item: Item) -> None:
    """That the figures of the indicator can be compared with the goal."""
    target, catalogue = item.target, desk.catalogue
    if catalogue is None or not desk.sound(item, "id", "indicator", "unit", "accumulation", "frequency", "profile"):
        return
    key = indicator_of(target, desk.indicator_ids)
    indicator = catalogue.root.get(key)
    if indicator is None:
        if target.kind in BY_FIGURES and not key:
            desk.document.warn("config-no-figures", item.at("indicator"), value=target.id)
    elif target.kind in BY_FIGURES or (target.kind in PACED and not counted_register(target, desk.indicator_ids)):
        for slug, place, params in _differences(desk, item, key, indicator):
            desk.document.add(slug, place, **params)


def _differences(
    desk: PlanDesk, item: Item, key: str, indicator: IndicatorShape
) -> Iterator[tuple[str, KeyPath, dict[str, object]]]:
    target = item.target
    unit = PERCENT if target.kind is Kind.GROWTH_RATE or _is_rate(target) else indicator.unit
    if target.unit is not None and target.unit.measure != unit.measure and desk.indicators.clean(key, "unit"):
        yield "config-unit-differs", item.at("unit"), {"value": target.unit, "indicator": key, "unit": unit}
    expected = _series(target, indicator.frequency).freq
    if _series(target).freq is not expected and desk.indicators.clean(key, "frequency"):
        words = {"value": target.frequency.value, "indicator": key, "frequency": indicator.frequency.value}
        yield "config-frequency-differs", item.at("frequency"), dict(words)


def _is_rate(target: TargetShape) -> bool:
    return _series(target).transformation is Transformation.YTD_YOY


def _series(target: TargetShape, frequency: Frequency | None = None) -> Target:
    """A target reduced to what names its series."""
    return Target(
        id=target.id,
        name_zh="",
        name_en="",
        section="",
        ref="",
        tier=target.tier,
        kind=target.kind,
        frequency=frequency or target.frequency,
        accumulation=target.accumulation,
    )


_CHECKS: tuple[Callable[[PlanDesk, Item], None], ...] = (
    _check_needs,
    _check_goal,
    _check_profile,
    _check_deadline,
    _check_item,
    _check_composite,
    _check_figures,
)
