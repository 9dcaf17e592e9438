"""Checks of a plan: nothing stands twice, and every name that a target uses exists."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from gaoxin_monitor.domain.indicators import fold
from gaoxin_monitor.domain.pace import RULE_PROFILES
from gaoxin_monitor.domain.packs import DEFAULT
from gaoxin_monitor.domain.plans import MILESTONES
from gaoxin_monitor.settings.checks.workspace import areas_of
from gaoxin_monitor.settings.deriving import counted_register
from gaoxin_monitor.settings.documents import Document
from gaoxin_monitor.settings.nearest import nearest
from gaoxin_monitor.settings.positions import KeyPath
from gaoxin_monitor.settings.shapes.indicators import IndicatorsShape
from gaoxin_monitor.settings.shapes.plan import PlanShape, TargetShape
from gaoxin_monitor.settings.shapes.rulebook import RulebookShape
from gaoxin_monitor.settings.shapes.settings import SettingsShape


@dataclass(frozen=True, slots=True)
class Item:
    """A target and where it stands."""

    path: KeyPath
    target: TargetShape

    def at(self, key: str) -> KeyPath:
        """The place of one of its keys."""
        return (*self.path, key)


@dataclass(frozen=True)
class PlanDesk:
    """The plan on the desk, with the files it refers to; None where one could not be read."""

    document: Document[PlanShape]
    settings: Document[SettingsShape]
    indicators: Document[IndicatorsShape]
    rules: Document[RulebookShape]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All targets in the plan's order."""
        sections = self.document.model.section if self.document.model else []
        return tuple(
            Item(("section", number, "target", index), target)
            for number, section in enumerate(sections)
            for index, target in enumerate(section.target)
        )

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Targets with a sound id; the first where an id stands twice."""
        found: dict[str, Item] = {}
        for item in self.items:
            if self.sound(item, "id"):
                found.setdefault(item.target.id, item)
        return found

    @cached_property
    def catalogue(self) -> IndicatorsShape | None:
        """The indicators."""
        return self.indicators.model

    @cached_property
    def indicator_ids(self) -> tuple[str, ...]:
        """Ids of the catalogue, also those of tables that could not be read."""
        known = self.catalogue.root if self.catalogue else {}
        return tuple(dict.fromkeys((*known, *(str(path[0]) for path in self.indicators.tainted))))

    @cached_property
    def profiles(self) -> tuple[str, ...] | None:
        """All names of pace profiles; None while the rules cannot be read."""
        if self.rules.model is None or not self.rules.clean("profiles"):
            return None
        return (*RULE_PROFILES, *self.rules.model.profiles)

    @cached_property
    def packs(self) -> tuple[str, ...] | None:
        """All names of rule packs; None while the rules cannot be read."""
        if self.rules.model is None or not self.rules.clean("packs"):
            return None
        return (DEFAULT, *self.rules.model.packs)

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The numbers of all sections."""
        return tuple(section.id for section in self.document.model.section) if self.document.model else ()

    @cached_property
    def areas(self) -> tuple[str, ...] | None:
        """All codes of areas; None while the settings cannot be read."""
        if self.settings.model is None or not (self.settings.clean("area") and self.settings.clean("areas")):
            return None
        return tuple(area.code for _, area in areas_of(self.settings))

    @cached_property
    def registers(self) -> tuple[str, ...] | None:
        """All registers that a target keeps, and the milestones."""
        if self.catalogue is None:
            return None
        kept = (item.target for item in self.items)
        own = (
            target.id for target in kept if target.id in (target.list_, counted_register(target, self.indicator_ids))
        )
        return (MILESTONES, *own)

    def sound(self, item: Item, *keys: str) -> bool:
        """Whether these keys of a target are free of faults."""
        return all(self.document.clean(*item.path, key) for key in keys)


def check_references(desk: PlanDesk) -> None:
    """Ids that stand twice, names that nothing has, parents in a circle."""
    _check_packs(desk)
    _check_sections(desk)
    _check_ids(desk)
    for item in desk.items:
        for key, slug, value, known in _references(desk, item):
            if value is not None and known is not None and value not in known and desk.sound(item, key):
                desk.document.add(slug, item.at(key), value=value, nearest=nearest(value, known))
    _check_circles(desk)


def _references(desk: PlanDesk, item: Item) -> Iterator[tuple[str, str, str | None, Iterable[str] | None]]:
    target = item.target
    yield "section", "config-section-unknown", target.section, desk.sections
    yield "parent", "config-parent-unknown", target.parent, tuple(desk.by_id)
    yield "profile", "config-profile-unknown", target.profile, desk.profiles
    yield "indicator", "config-indicator-unknown", target.indicator, desk.indicator_ids if desk.catalogue else None
    yield "register", "config-register-unknown", target.list_, desk.registers
    yield "area", "config-area-unknown", target.area, desk.areas
    yield "rule_pack", "config-pack-unknown", target.rule_pack, desk.packs


def _check_packs(desk: PlanDesk) -> None:
    """The packs that the settings and the plan name for all targets."""
    for document in (desk.settings, desk.document):
        chosen = document.model.rule_pack if document.model is not None else None
        unknown = chosen is not None and desk.packs is not None and chosen not in desk.packs
        if chosen is not None and desk.packs is not None and unknown and document.clean("rule_pack"):
            document.add("config-pack-unknown", ("rule_pack",), value=chosen, nearest=nearest(chosen, desk.packs))


def _check_sections(desk: PlanDesk) -> None:
    first: dict[str, KeyPath] = {}
    for number, section in enumerate(desk.document.model.section if desk.document.model else []):
        path: KeyPath = ("section", number, "id")
        if desk.document.clean(*path):
            held = first.setdefault(section.id, path)
            if held is not path:
                desk.document.add("config-id-twice", path, value=section.id, first=desk.document.line(held))


def _check_ids(desk: PlanDesk) -> None:
    _check_unique(desk, "id", lambda target: target.id, desk.document.add, "config-id-twice")
    _check_unique(desk, "name", lambda target: fold(target.name), desk.document.warn, "config-name-twice")


def _check_unique(
    desk: PlanDesk, key: str, word: Callable[[TargetShape], str], note: Callable[..., None], slug: str
) -> None:
    first: dict[str, Item] = {}
    for item in desk.items:
        if desk.sound(item, key):
            held = first.setdefault(word(item.target), item)
            if held is not item:
                value = getattr(item.target, key)
                note(slug, item.at(key), value=value, first=desk.document.line(held.at(key)))


def _check_circles(desk: PlanDesk) -> None:
    """Each circle of parents once, at the target where the plan first enters it."""
    done: set[str] = set()
    for start in desk.by_id.values():
        chain: list[str] = []
        at: Item | None = start
        while at is not None and at.target.id not in done and at.target.id not in chain:
            chain.append(at.target.id)
            at = desk.by_id.get(at.target.parent or "")
        if at is not None and at.target.id in chain:
            circle = chain[chain.index(at.target.id) :]
            desk.document.add("config-parent-circle", at.at("parent"), chain=" → ".join((*circle, at.target.id)))
        done.update(chain)
