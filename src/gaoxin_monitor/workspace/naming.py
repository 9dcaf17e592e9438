"""Targets and indicators by what people call them: an id, a name, a part of a name that only one has."""

from collections.abc import Iterable
from difflib import get_close_matches

from gaoxin_monitor.domain.indicators import Catalogue, fold
from gaoxin_monitor.domain.plans import Plan, Target
from gaoxin_monitor.errors import UsageError


def find_target(plan: Plan, text: str) -> Target:
    """The target meant; UsageError names the nearest."""
    found = _meant(text, ((target.id, (target.name_zh, target.name_en)) for target in plan.targets))
    if isinstance(found, str):
        return plan.by_id[found]
    near = tuple(f"{plan.by_id[name].name_zh}（{name}）" for name in found)
    raise UsageError("unknown-target-near" if near else "unknown-target", target=text, near=near)


def find_indicator(catalogue: Catalogue, plan: Plan, text: str) -> str:
    """The id of the indicator meant, also by a target that is judged by it; UsageError names the nearest."""
    if text in catalogue.by_id:
        return text
    target = plan.by_id.get(text)
    if target is not None and target.indicator:
        return target.indicator
    names = ((i.id, (i.name_zh, i.name_en, *(alias.label for alias in i.aliases))) for i in catalogue.indicators)
    found = _meant(text, names)
    if isinstance(found, str):
        return found
    near = tuple(f"{catalogue.by_id[name].name_zh}（{name}）" for name in found)
    raise UsageError("unknown-indicator-near" if near else "unknown-indicator", indicator=text, near=near)


def _meant(text: str, named: Iterable[tuple[str, tuple[str, ...]]]) -> str | tuple[str, ...]:
    """The one id meant, or the ids that come near: those whose name holds the text, then those that look like it."""
    wanted = fold(text)
    known = {name: {fold(label) for label in (name, *labels)} for name, labels in named}
    exact = [name for name, labels in known.items() if wanted in labels]
    holding = [name for name, labels in known.items() if wanted and any(wanted in label for label in labels)]
    for fitting in (exact, holding):
        if len(fitting) == 1:
            return fitting[0]
    by_label = {label: name for name, labels in known.items() for label in labels}
    similar = [by_label[label] for label in get_close_matches(wanted, by_label, n=5)]
    return tuple(dict.fromkeys([*exact, *holding, *similar]))[:5]
