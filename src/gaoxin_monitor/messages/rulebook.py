"""The rules in words: packs with their bands, source and choices, the thresholds, the profiles."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from gaoxin_monitor.domain.codes import Kind
from gaoxin_monitor.domain.packs import DEFAULT, RulePack
from gaoxin_monitor.domain.plans import Target, Thresholds
from gaoxin_monitor.domain.rulebook import PackUse, Rulebook
from gaoxin_monitor.messages import conditions
from gaoxin_monitor.messages.catalogue import Messages
from gaoxin_monitor.messages.derivation import Passage
from gaoxin_monitor.messages.derivation_inputs import Line, profile_name
from gaoxin_monitor.messages.render import number

_NAMED = 5


def rules_in_words(found: Rulebook, messages: Messages, pack: str = "") -> tuple[Passage, ...]:
    """All rules; of one pack alone, with every target it judges, where one is named."""
    if pack:
        return tuple(_pack(use, found, messages, whole=True) for use in found.packs if pack_id(use) == pack)
    packs = (_pack(use, found, messages, whole=False) for use in found.packs)
    return (*packs, _thresholds(found, messages), _profiles(found, messages))


def pack_id(use: PackUse) -> str:
    """The name by which a pack is chosen."""
    return use.pack.id if use.pack else DEFAULT


def pack_name(pack: RulePack | None, messages: Messages) -> str:
    """The name of a pack in the reader's language."""
    return pack.name(messages.language) if pack else messages.text("rules.default")


def _pack(use: PackUse, found: Rulebook, messages: Messages, *, whole: bool) -> Passage:
    pack = use.pack
    lines = tuple(_own(found.plan.thresholds, messages) if pack is None else _published(pack, messages))
    title = messages.text("rules.pack", name=pack_name(pack, messages), id=pack_id(use))
    return Passage(pack_id(use), title, (*lines, Line(_used(use.targets, messages, whole=whole))))


def _own(thresholds: Thresholds, messages: Messages) -> Iterator[Line]:
    """The rule of every kind in one sentence, with the plan's numbers."""
    yield Line(messages.text("rules.first"))
    alike: dict[str, list[str]] = {}
    for kind in Kind:
        words = messages.text(f"rules.kind.{kind.value}", **asdict(thresholds))
        alike.setdefault(words, []).append(messages.text(f"kind.{kind.value}"))
    for words, kinds in alike.items():
        yield Line(messages.text("rules.of-kind", kind=messages.text("list.separator").join(kinds), words=words))


def _published(pack: RulePack, messages: Messages) -> Iterator[Line]:
    kinds = messages.text("list.separator").join(messages.text(f"kind.{kind}") for kind in Kind if kind in pack.kinds)
    yield Line(messages.text("rules.kinds", kinds=kinds))
    for band in pack.bands:
        words = conditions.band(band, messages.text)
        yield Line(messages.text("rules.band", light=band.light, words=words), 1)
    if pack.source:
        yield Line(messages.text("derivation.source", text=pack.source))
    if pack.chosen:
        yield Line(messages.text("derivation.chosen", text=pack.chosen))


def _used(targets: Sequence[Target], messages: Messages, *, whole: bool) -> str:
    if not targets:
        return messages.text("rules.unused")
    shown = targets if whole else targets[:_NAMED]
    names = messages.text("list.separator").join(target.name(messages.language) for target in shown)
    key = "rules.used" if len(shown) == len(targets) else "rules.used-more"
    return messages.text(key, count=len(targets), names=names)


def _thresholds(found: Rulebook, messages: Messages) -> Passage:
    lines = [
        Line(
            messages.text(
                "derivation.bound",
                what=messages.text(f"threshold.{bound.name}"),
                value=bound.value,
                setter=messages.text(f"setter.{bound.setter.value}"),
            )
        )
        for bound in found.bounds
    ]
    for target, bound in found.exceptions:
        what, name = messages.text(f"threshold.{bound.name}"), target.name(messages.language)
        lines.append(Line(messages.text("rules.exception", target=name, what=what, value=bound.value), 1))
    return Passage("thresholds", messages.text("rules.thresholds"), tuple(lines))


def _profiles(found: Rulebook, messages: Messages) -> Passage:
    lines: list[Line] = []
    for use in found.profiles:
        name = profile_name(use.name, messages)
        title = messages.text("rules.profile-batch" if use.batch else "rules.profile", name=name, id=use.name)
        lines.append(Line(title))
        if use.shares:
            shares = messages.text("list.separator").join(map(number, use.shares))
            lines.append(Line(messages.text("derivation.pace-shares", shares=shares), 1))
        lines.append(Line(_used(use.targets, messages, whole=False), 1))
    return Passage("profiles", messages.text("rules.profiles"), tuple(lines))
