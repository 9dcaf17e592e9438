"""A configuration as positional JSON lists and back: compact to write, quick to read, nothing lost."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gaoxin_monitor.domain.calendar import ReleaseCalendar
from gaoxin_monitor.domain.codes import (
    Accumulation,
    Baseline,
    Direction,
    Frequency,
    Kind,
    Light,
    Origin,
    Severity,
    TargetFlag,
    Tier,
    Transformation,
)
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place
from gaoxin_monitor.domain.indicators import Alias, Catalogue, Indicator
from gaoxin_monitor.domain.lights import Compare, Measure
from gaoxin_monitor.domain.packs import Band, RulePack, Test
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Plan, Section, Target, Thresholds
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.settings.model import Area, Configuration, Settings

Json = Any
"""What ``json`` reads and writes; its shape is what the functions below say."""

_TARGET_FIELDS = tuple(Target.__dataclass_fields__)
_WRITTEN: Mapping[str, Callable[[Any], Json]] = {
    "goal": str,
    "unit": lambda unit: [unit.measure, unit.mult],
    "deadline": date.isoformat,
    "flags": sorted,
    "curve": lambda curve: [[day.isoformat(), str(share)] for day, share in curve],
}
_READ: Mapping[str, Callable[[Any], object]] = {
    "tier": Tier,
    "kind": Kind,
    "goal": Decimal,
    "unit": lambda unit: Unit(*unit),
    "deadline": date.fromisoformat,
    "frequency": Frequency,
    "accumulation": Accumulation,
    "baseline": Baseline,
    "direction": Direction,
    "flags": lambda flags: frozenset(map(TargetFlag, flags)),
    "curve": lambda curve: tuple((date.fromisoformat(day), Decimal(share)) for day, share in curve),
    "units": tuple,
}


def encode(configuration: Configuration) -> Json:
    """The configuration without its digest, for ``json.dumps``."""
    plan = configuration.plan
    thresholds = [_written_thresholds(configuration.settings.thresholds)]
    targets = [_written_target(target, thresholds) for target in plan.targets]
    planned = _written_thresholds(plan.thresholds)
    return [
        _written_settings(configuration.settings),
        [plan.id, plan.title_zh, plan.title_en, plan.year, plan.ref_area, plan.cutoff_day, plan.digest],
        [
            {name: [str(share) for share in shares] for name, shares in plan.profiles.items()},
            sorted(plan.batch_profiles),
        ],
        [plan.superior_area, [_written_pack(pack) for pack in plan.packs.values()], plan.rule_pack, planned],
        [[section.id, section.name_zh, section.name_en] for section in plan.sections],
        thresholds,
        targets,
        [_written_indicator(indicator) for indicator in configuration.catalogue.indicators],
        [_written_diagnostic(warning) for warning in configuration.warnings],
        configuration.plan_sum,
        _written_calendar(plan.calendar),
    ]


def decode(lists: Json, digest: str) -> Configuration:
    """The configuration back; any exception of a wrong shape (ValueError, TypeError, …) when these are other lists."""
    settings, head, (profiles, batches), rulebook, sections, thresholds, targets, *others = lists
    indicators, warnings, plan_sum, calendar = others
    superior, packs, rule_pack, planned = rulebook
    known = [_read_thresholds(each) for each in thresholds]
    plan_id, title_zh, title_en, year, ref_area, cutoff_day, plan_digest = head
    plan = Plan(
        id=plan_id,
        title_zh=title_zh,
        title_en=title_en,
        year=year,
        ref_area=ref_area,
        sections=tuple(Section(*section) for section in sections),
        targets=tuple(_read_target(target, known) for target in targets),
        profiles={name: tuple(map(Decimal, shares)) for name, shares in profiles.items()},
        batch_profiles=frozenset(batches),
        packs={pack[0]: _read_pack(pack) for pack in packs},
        superior_area=superior,
        cutoff_day=cutoff_day,
        digest=plan_digest,
        calendar=_read_calendar(calendar),
        thresholds=_read_thresholds(planned),
        rule_pack=rule_pack,
    )
    catalogue = Catalogue(tuple(map(_read_indicator, indicators)))
    known_warnings = tuple(map(_read_diagnostic, warnings))
    return Configuration(_read_settings(settings, known[0]), plan, catalogue, digest, known_warnings, plan_sum)


def _written_pack(pack: RulePack) -> Json:
    bands = [
        [band.light, [[test.measure, test.compare, str(test.limit)] for test in band.tests]] for band in pack.bands
    ]
    return [pack.id, pack.name_zh, pack.name_en, sorted(pack.kinds), bands, pack.source, pack.chosen]


def _read_pack(values: Json) -> RulePack:
    key, zh, en, kinds, bands, source, chosen = values
    return RulePack(
        id=key,
        name_zh=zh,
        name_en=en,
        kinds=frozenset(map(Kind, kinds)),
        bands=tuple(
            Band(
                Light(light),
                tuple(Test(Measure(measure), Compare(sign), Decimal(limit)) for measure, sign, limit in tests),
            )
            for light, tests in bands
        ),
        source=source,
        chosen=chosen,
    )


def _written_calendar(calendar: ReleaseCalendar) -> Json:
    return [
        sorted(day.isoformat() for day in calendar.holidays),
        sorted(day.isoformat() for day in calendar.workdays),
        [[name, str(period), day.isoformat()] for (name, period), day in calendar.announced.items()],
        calendar.due_soon_days,
    ]


def _read_calendar(values: Json) -> ReleaseCalendar:
    holidays, workdays, announced, due_soon_days = values
    return ReleaseCalendar(
        holidays=frozenset(map(date.fromisoformat, holidays)),
        workdays=frozenset(map(date.fromisoformat, workdays)),
        announced={(name, Period.of(period)): date.fromisoformat(day) for name, period, day in announced},
        due_soon_days=due_soon_days,
    )


def _written_settings(settings: Settings) -> Json:
    return [
        settings.language,
        [_written_area(area) for area in (settings.area, *settings.areas)],
        settings.rule_pack,
        settings.cutoff_day,
        settings.plan,
        settings.demo,
        settings.as_of.isoformat() if settings.as_of else None,
        dict(settings.providers),
    ]


def _read_settings(values: Json, thresholds: Thresholds) -> Settings:
    language, areas, rule_pack, cutoff_day, plan, demo, as_of, providers = values
    area, *others = (Area(code, zh, en, tuple(aliases)) for code, zh, en, aliases in areas)
    return Settings(
        language=language,
        area=area,
        areas=tuple(others),
        rule_pack=rule_pack,
        cutoff_day=cutoff_day,
        plan=plan,
        demo=demo,
        as_of=date.fromisoformat(as_of) if as_of else None,
        providers=providers,
        thresholds=thresholds,
    )


def _written_area(area: Area) -> Json:
    return [area.code, area.name_zh, area.name_en, list(area.aliases)]


def _written_thresholds(thresholds: Thresholds) -> Json:
    """Only what is written differently from the defaults: 0.20 is kept apart from 0.2, as it is printed apart."""
    default = Thresholds()
    values = {name: getattr(thresholds, name) for name in Thresholds.__dataclass_fields__}
    return {
        name: value if isinstance(value, int) else str(value)
        for name, value in values.items()
        if str(value) != str(getattr(default, name))
    }


def _read_thresholds(changed: Json) -> Thresholds:
    values: dict[str, Any] = {
        name: value if isinstance(value, int) else Decimal(value) for name, value in changed.items()
    }
    return Thresholds(**values)


def _written_target(target: Target, thresholds: list[Json]) -> Json:
    """Field by field; thresholds by their index, since most targets share them."""
    own = _written_thresholds(target.thresholds)
    if own not in thresholds:
        thresholds.append(own)
    values = []
    for name in _TARGET_FIELDS:
        value = getattr(target, name)
        if name == "thresholds":
            value = thresholds.index(own)
        elif name in _WRITTEN and value is not None:
            value = _WRITTEN[name](value)
        values.append(value)
    return values


def _read_target(values: Sequence[Json], thresholds: Sequence[Thresholds]) -> Target:
    known = dict(zip(_TARGET_FIELDS, values, strict=True))
    for name, read in _READ.items():
        if known[name] is not None:
            known[name] = read(known[name])
    known["thresholds"] = thresholds[known["thresholds"]]
    return Target(**known)


def _written_indicator(indicator: Indicator) -> Json:
    return [
        indicator.id,
        indicator.name_zh,
        indicator.name_en,
        indicator.unit.measure,
        indicator.unit.mult,
        indicator.frequency,
        indicator.has_january,
        list(indicator.sources),
        [[alias.label, alias.transformation, alias.unit] for alias in indicator.aliases],
    ]


def _read_indicator(values: Json) -> Indicator:
    key, zh, en, measure, mult, frequency, has_january, sources, aliases = values
    return Indicator(
        key, zh, en, Unit(measure, mult), Frequency(frequency), has_january, tuple(sources), _read_aliases(aliases)
    )


def _read_aliases(aliases: Json) -> tuple[Alias, ...]:
    return tuple(
        Alias(label, Transformation(kind) if kind is not None else None, unit) for label, kind, unit in aliases
    )


def _written_diagnostic(warning: Diagnostic) -> Json:
    place = [warning.place.file, warning.place.sheet, warning.place.line, warning.place.column]
    return [warning.slug, warning.severity, warning.origin, place, dict(warning.params), warning.excerpt, warning.count]


def _read_diagnostic(values: Json) -> Diagnostic:
    slug, severity, origin, place, params, excerpt, count = values
    told = {name: tuple(value) if isinstance(value, list) else value for name, value in params.items()}
    return Diagnostic(slug, Severity(severity), Origin(origin), Place(*place), told, excerpt, count)
