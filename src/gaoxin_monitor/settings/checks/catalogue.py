"""Checks of ``indicators.toml``: ids, sources, and that no name means two indicators equally well."""

from collections.abc import Iterator
from dataclasses import dataclass

from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.domain.indicators import fold
from gaoxin_monitor.domain.units import parse_unit
from gaoxin_monitor.settings.documents import Document
from gaoxin_monitor.settings.nearest import nearest
from gaoxin_monitor.settings.positions import KeyPath
from gaoxin_monitor.settings.shapes.fields import is_id
from gaoxin_monitor.settings.shapes.indicators import IndicatorShape, IndicatorsShape
from gaoxin_monitor.settings.shapes.settings import SettingsShape


@dataclass(frozen=True, slots=True)
class Use:
    """One name of one indicator, and under which conditions it holds."""

    label: str
    indicator: str
    transformation: Transformation | None = None
    unit: str | None = None
    path: KeyPath = ()

    @property
    def exactness(self) -> int:
        """The number of conditions; of two names that fit, the one with more conditions counts."""
        return (self.transformation is not None) + (self.unit is not None)

    def clashes(self, other: "Use") -> bool:
        """Whether some printed column would fit both equally well."""
        if self.indicator == other.indicator or self.exactness != other.exactness:
            return False
        kinds = {self.transformation, other.transformation} - {None}
        return len(kinds) <= 1 and _units_meet(self.unit, other.unit)


def _units_meet(one: str | None, other: str | None) -> bool:
    """元 fits 万元 and 亿元, which do not fit each other."""
    if one is None or other is None:
        return True
    return fold(one) in _forms(other) or fold(other) in _forms(one)


def _forms(text: str) -> tuple[str, ...]:
    unit = parse_unit(text)
    return (fold(text), fold(unit.measure)) if unit else (fold(text),)


def check_catalogue(document: Document[IndicatorsShape], settings: Document[SettingsShape]) -> None:
    """All of them."""
    if document.model is None:
        return
    for key, indicator in document.model.root.items():
        if not is_id(key):
            document.add("config-id", (key,), key=key, value=key[:40])
        _check_sources(document, key, indicator, settings)
    names: dict[str, list[Use]] = {}
    for use in uses_of(document):
        held = names.setdefault(fold(use.label), [])
        other = next((known for known in held if use.clashes(known)), None)
        if other is not None:
            document.add(
                "config-alias-twice",
                use.path,
                label=use.label,
                indicator=use.indicator,
                other=other.indicator,
                first=document.line(other.path),
            )
        held.append(use)


def uses_of(document: Document[IndicatorsShape]) -> Iterator[Use]:
    """All names of all indicators: the id, the name, the aliases."""
    for key, indicator in document.model.root.items() if document.model else ():
        yield Use(key, key, path=(key,))
        if document.clean(key, "name") and fold(indicator.name) != fold(key):
            yield Use(indicator.name, key, path=(key, "name"))
        for index, alias in enumerate(indicator.aliases):
            if document.clean(key, "aliases", index):
                yield Use(alias.label, key, alias.transformation, alias.unit, (key, "aliases", index))


def _check_sources(
    document: Document[IndicatorsShape], key: str, indicator: IndicatorShape, settings: Document[SettingsShape]
) -> None:
    if settings.model is None or not settings.clean("providers"):
        return
    known = tuple(settings.model.providers)
    for index, source in enumerate(indicator.sources):
        if source not in known:
            document.add("config-source-unknown", (key, "sources", index), value=source, nearest=nearest(source, known))
