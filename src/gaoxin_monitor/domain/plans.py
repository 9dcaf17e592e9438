"""The year's plan: targets with every fact the rules or a reader need, and the numbers of the rules."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from gaoxin_monitor.domain.calendar import ReleaseCalendar
from gaoxin_monitor.domain.codes import (
    Accumulation,
    Baseline,
    Direction,
    Freq,
    Frequency,
    Kind,
    TargetFlag,
    Tier,
    Transformation,
)
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.observations import SeriesKey
from gaoxin_monitor.domain.packs import DEFAULT, RulePack
from gaoxin_monitor.domain.units import PERCENT, Unit

MILESTONES = "milestones"
"""The register in which milestone targets stand as members of their own, unless the plan names another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The numbers of the status model. Percent, points and days; every one can be set per plan and per target."""

    level_gap: Decimal = Decimal("10.0")
    level_catch_up: Decimal = Decimal("1.5")
    early_pace: Decimal = Decimal(10)
    count_band: Decimal = Decimal("0.1")
    count_idle_share: Decimal = Decimal("0.75")
    growth_band_min: Decimal = Decimal("1.0")
    growth_band_share: Decimal = Decimal("0.2")
    growth_rest_min: Decimal = Decimal(5)
    growth_rest_share: Decimal = Decimal("0.5")
    at_most_margin: Decimal = Decimal("0.2")
    help_days: int = 30
    slip_days: int = 30
    overdue_days: int = 30
    stale_grace_days: int = 10
    base_revised_points: Decimal = Decimal("0.5")
    implied_base_tolerance: Decimal = Decimal("0.02")
    idle_watch_months: int = 2
    idle_behind_months: int = 3
    outlook_catch_up: Decimal = Decimal("1.5")
    outlook_years: int = 3
    outlook_percent_years: int = 10


_TRANSFORMATION = {
    Accumulation.YTD_LEVEL: Transformation.YTD,
    Accumulation.YTD_COUNT: Transformation.YTD,
    Accumulation.YTD_RATE: Transformation.YTD_YOY,
}
_FREQ = {
    Frequency.QUARTERLY: Freq.QUARTER,
    Frequency.SEMIANNUAL: Freq.HALF,
    Frequency.ANNUAL: Freq.YEAR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One promise of the plan.

    ``goal`` is in ``unit``; None for milestones, continuity and registers, which have none. ``indicator`` names the
    catalogue entry whose figures the target is judged by; ``register`` the list whose members it counts, or in
    which its own member (same id as the target) stands. ``curve`` is the planned progress in percent by day, ``units``
    what a coverage target has to cover, ``rule_pack`` the rules it is judged by where they know its kind.
    """

    id: str
    name_zh: str
    name_en: str
    section: str
    ref: str
    tier: Tier
    kind: Kind
    goal: Decimal | None = None
    unit: Unit | None = None
    deadline: date | None = None
    frequency: Frequency = Frequency.MONTHLY
    accumulation: Accumulation = Accumulation.YTD_LEVEL
    release_lag_days: int = 0
    source_agency: str = ""
    responsible: str = ""
    livelihood_item: int | None = None
    parent: str = ""
    profile: str = ""
    baseline: Baseline | None = None
    direction: Direction | None = None
    flags: frozenset[TargetFlag] = frozenset()
    note: str = ""
    deadline_note: str = ""
    indicator: str = ""
    ref_area: str = ""
    register: str = ""
    has_january: bool = True
    thresholds: Thresholds = field(default_factory=Thresholds)
    curve: tuple[tuple[date, Decimal], ...] = ()
    units: tuple[str, ...] = ()
    rule_pack: str = DEFAULT

    def name(self, language: str) -> str:
        """The name in one language."""
        return self.name_en if language == "en" else self.name_zh

    @property
    def transformation(self) -> Transformation:
        """Which figures of the indicator are compared with the goal."""
        return _TRANSFORMATION.get(self.accumulation, Transformation.LEVEL)

    @property
    def freq(self) -> Freq:
        """Frequency of the series; counts of events are kept by month."""
        return _FREQ.get(self.frequency, Freq.MONTH)

    @property
    def series(self) -> SeriesKey | None:
        """The series the target is judged by; None for targets judged by members, children or text only."""
        if not self.indicator:
            return None
        return SeriesKey(self.indicator, self.ref_area, self.freq, self.transformation)

    @property
    def value_unit(self) -> Unit | None:
        """The unit of what is shown as its value; of projects that must only go on, percent of the work."""
        return PERCENT if self.kind is Kind.CONTINUITY else self.unit

    def is_(self, flag: TargetFlag) -> bool:
        """Whether the plan's wording carries this flag."""
        return flag in self.flags


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the plan, in the plan's order."""

    id: str
    name_zh: str
    name_en: str

    def name(self, language: str) -> str:
        """The name in one language."""
        return self.name_en if language == "en" else self.name_zh


@dataclass(frozen=True)
class Plan:
    """A year's plan. ``profiles`` maps a name to twelve cumulative shares in percent; ``digest`` names the files.

    ``batch_profiles`` are the profiles of what is recognised in batches, of which nobody can say a year's end;
    ``superior_area`` is the area that growth is compared with where a rule pack asks for it. ``thresholds`` and
    ``rule_pack`` are those of the whole plan; every target carries its own, and those say where a number was set.
    """

    id: str
    title_zh: str
    title_en: str
    year: int
    ref_area: str
    sections: tuple[Section, ...]
    targets: tuple[Target, ...]
    profiles: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    batch_profiles: frozenset[str] = frozenset()
    packs: Mapping[str, RulePack] = field(default_factory=dict)
    superior_area: str = ""
    cutoff_day: int = 25
    digest: str = ""
    calendar: ReleaseCalendar = field(default_factory=ReleaseCalendar)
    thresholds: Thresholds = field(default_factory=Thresholds)
    rule_pack: str = DEFAULT

    def title(self, language: str) -> str:
        """The title in one language."""
        return self.title_en if language == "en" else self.title_zh

    def pack_of(self, target: Target) -> RulePack | None:
        """The rule pack that judges a target; None for the status model's own rules."""
        pack = self.packs.get(target.rule_pack)
        return pack if pack is not None and target.kind in pack.kinds else None

    @cached_property
    def by_id(self) -> dict[str, Target]:
        """Targets by id, in the plan's order."""
        return {target.id: target for target in self.targets}

    def withholds(self, key: SeriesKey) -> bool:
        """Whether the law keeps the figures of a series from being told."""
        return (key.indicator, key.ref_area) in self._withheld

    @cached_property
    def _withheld(self) -> frozenset[tuple[str, str]]:
        targets = (target for target in self.targets if target.indicator and target.is_(TargetFlag.WITHHELD))
        return frozenset((target.indicator, target.ref_area) for target in targets)

    @cached_property
    def section_by_id(self) -> dict[str, Section]:
        """Sections by id."""
        return {section.id: section for section in self.sections}
