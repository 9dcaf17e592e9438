"""Checked files to domain values; everything that a file leaves out is filled in here."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from gaoxin_monitor.domain.indicators import Alias, Catalogue, Indicator
from gaoxin_monitor.domain.packs import Band, RulePack
from gaoxin_monitor.domain.plans import Plan, Section, Target, Thresholds
from gaoxin_monitor.settings.calendars import build_calendar, lags_of
from gaoxin_monitor.settings.deriving import deadline_of, goal_of, indicator_of, register_of
from gaoxin_monitor.settings.model import Area, Learned, LearnedAlias, LearnedRoute, Settings
from gaoxin_monitor.settings.shapes.calendar import ReleasesShape
from gaoxin_monitor.settings.shapes.indicators import IndicatorShape, IndicatorsShape
from gaoxin_monitor.settings.shapes.learned import LearnedShape
from gaoxin_monitor.settings.shapes.plan import PlanShape, SectionShape, TargetShape
from gaoxin_monitor.settings.shapes.rulebook import PackShape, RulebookShape
from gaoxin_monitor.settings.shapes.rules import RulesShape
from gaoxin_monitor.settings.shapes.settings import AreaShape, SettingsShape


def build_settings(shape: SettingsShape) -> Settings:
    """``settings.toml`` as a value."""
    grace = shape.calendar.stale_grace_days
    thresholds = Thresholds() if grace is None else Thresholds(stale_grace_days=grace)
    return Settings(
        language=shape.language,
        area=_area(shape.area),
        areas=tuple(map(_area, shape.areas)),
        rule_pack=shape.rule_pack,
        cutoff_day=shape.cutoff_day,
        plan=shape.plan,
        demo=shape.demo,
        as_of=shape.as_of,
        providers=dict(shape.providers),
        thresholds=_overruled(thresholds, shape.rules),
    )


def _area(shape: AreaShape) -> Area:
    return Area(shape.code, shape.name, shape.name_en or shape.name, tuple(shape.aliases))


def _overruled(thresholds: Thresholds, rules: RulesShape) -> Thresholds:
    return replace(thresholds, **rules.changes())


def build_catalogue(shape: IndicatorsShape, accepted: tuple[LearnedAlias, ...]) -> Catalogue:
    """``indicators.toml`` with the aliases that were accepted on the way."""
    found: dict[str, list[Alias]] = {}
    for each in accepted:
        found.setdefault(each.indicator, []).append(Alias(each.label, each.transformation, each.unit))
    return Catalogue(tuple(_indicator(key, each, found.get(key, [])) for key, each in shape.root.items()))


def _indicator(key: str, shape: IndicatorShape, accepted: list[Alias]) -> Indicator:
    written = [Alias(alias.label, alias.transformation, alias.unit) for alias in shape.aliases]
    return Indicator(
        id=key,
        name_zh=shape.name,
        name_en=shape.name_en or shape.name,
        unit=shape.unit,
        frequency=shape.frequency,
        has_january=shape.january,
        sources=tuple(shape.sources),
        aliases=tuple(dict.fromkeys((*written, *accepted))),
    )


def build_plan(
    shape: PlanShape,
    settings: SettingsShape,
    catalogue: IndicatorsShape,
    rules: RulebookShape,
    releases: ReleasesShape,
    data: bytes,
) -> Plan:
    """The plan file as a value, every target complete; ``data`` are the bytes that its digest names."""
    made = build_settings(settings)
    maker = _TargetMaker(shape, catalogue, made, _overruled(made.thresholds, shape.rules), lags_of(releases))
    return Plan(
        id=PurePosixPath(settings.plan).stem,
        title_zh=shape.title,
        title_en=shape.title_en or shape.title,
        year=shape.year,
        ref_area=settings.area.code,
        sections=tuple(Section(each.id, each.name, each.name_en or each.name) for each in shape.section),
        targets=tuple(maker.make(section, each) for section in shape.section for each in section.target),
        profiles={name: tuple(profile.shares) for name, profile in rules.profiles.items()},
        batch_profiles=frozenset(name for name, profile in rules.profiles.items() if profile.batch),
        packs={name: _pack(name, pack) for name, pack in rules.packs.items()},
        superior_area=settings.area.superior or "",
        cutoff_day=settings.cutoff_day,
        digest=sha256(data).hexdigest(),
        calendar=build_calendar(releases),
        thresholds=maker.thresholds,
        rule_pack=maker.rule_pack,
    )


def _pack(name: str, shape: PackShape) -> RulePack:
    return RulePack(
        id=name,
        name_zh=shape.name,
        name_en=shape.name_en or shape.name,
        kinds=frozenset(shape.kinds),
        bands=tuple(Band(band.light, tuple(band.when)) for band in shape.bands),
        source=shape.source,
        chosen=shape.chosen or "",
    )


_SAME = ("id", "tier", "kind", "unit", "frequency", "accumulation", "livelihood_item", "baseline", "direction")
"""Keys that are fields of the same name."""

_TEXTS = {
    "ref": "ref",
    "agency": "source_agency",
    "department": "responsible",
    "parent": "parent",
    "profile": "profile",
    "note": "note",
    "deadline_note": "deadline_note",
}
"""Keys that are texts of the domain's name for them, empty where nothing is written."""


class _TargetMaker:
    """What all targets of a plan share."""

    def __init__(
        self,
        plan: PlanShape,
        catalogue: IndicatorsShape,
        settings: Settings,
        rules: Thresholds,
        lags: Mapping[str, int],
    ) -> None:
        self.plan = plan
        self.indicators = catalogue.root
        self.area = settings.area.code
        self.thresholds = rules
        self.rule_pack = plan.rule_pack or settings.rule_pack
        self.lags = lags
        self.by_id = {target.id: target for section in plan.section for target in section.target}

    def make(self, section: SectionShape, shape: TargetShape) -> Target:
        indicator = indicator_of(shape, self.indicators)
        register = register_of(shape, self.by_id.get(shape.parent or ""), self.indicators)
        return Target(
            section=shape.section or section.id,
            name_zh=shape.name,
            name_en=shape.name_en or shape.name,
            goal=goal_of(shape),
            deadline=deadline_of(shape, self.plan.last_day()),
            release_lag_days=self.lags.get(indicator, self.lags.get(register, shape.lag_days)),
            flags=frozenset(shape.flags),
            indicator=indicator,
            ref_area=shape.area or self.area,
            register=register,
            has_january=self.indicators[indicator].january if indicator else True,
            thresholds=_overruled(self.thresholds, shape.rules),
            curve=shape.curve or (),
            units=tuple(shape.units or ()),
            rule_pack=shape.rule_pack or self.rule_pack,
            **_plain_fields(shape),
        )


def _plain_fields(shape: TargetShape) -> dict[str, Any]:
    """Everything that only changes its name."""
    same = {name: getattr(shape, name) for name in _SAME}
    return same | {name: getattr(shape, key) or "" for key, name in _TEXTS.items()}


def build_learned(shape: LearnedShape) -> Learned:
    """``learned.toml`` as a value."""
    return Learned(
        routes=tuple(
            LearnedRoute(
                importer=each.importer, pattern=each.pattern, fingerprint=each.fingerprint, options=dict(each.options)
            )
            for each in shape.route
        ),
        aliases=tuple(LearnedAlias(each.label, each.indicator, each.transformation, each.unit) for each in shape.alias),
        answers=dict(shape.answers),
    )
