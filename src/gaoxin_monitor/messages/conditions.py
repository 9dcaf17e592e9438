"""Comparisons of a rule in words: 落后序时不到10个百分点. Texts come from the catalogue through ``text``."""

from collections.abc import Iterable
from decimal import Decimal

from gaoxin_monitor.domain.lights import Compare, Condition, Decided, Distance, Measure
from gaoxin_monitor.domain.packs import Band, Test
from gaoxin_monitor.messages import render
from gaoxin_monitor.messages.render import Translate

_DISTANCES = frozenset({Measure.GAP, Measure.GROWTH_GAP, Measure.AREA_GAP, Measure.LEAD})
"""What is points to something: said as ahead of it or behind it."""


def limit(comparison: Condition | Test, text: Translate) -> str:
    """What must hold, without the value at hand."""
    bound = comparison.limit
    sign = comparison.compare.name.lower()
    if comparison.measure not in _DISTANCES or not isinstance(bound, Decimal | int):
        return text(f"band.{sign}", what=text(f"subject.{comparison.measure.value}"), limit=_amount(comparison, text))
    side = "even" if bound == 0 else "ahead" if bound > 0 else "behind"
    return text(f"band.{side}.{sign}", whom=text(f"whom.{comparison.measure.value}"), limit=render.number(_size(bound)))


def _size(bound: Decimal | int) -> Decimal:
    return abs(Decimal(bound))


def _amount(comparison: Condition | Test, text: Translate) -> str:
    return text(f"amount.{comparison.measure.value}", limit=comparison.limit)


def all_of(comparisons: Iterable[Condition | Test], text: Translate) -> str:
    """Several comparisons, one after the other."""
    return text("list.separator").join(limit(each, text) for each in comparisons)


def band(each: Band, text: Translate) -> str:
    """落后序时不到10个百分点; 其余 for what is left."""
    return all_of(each.tests, text) if each.tests else text("band.rest")


def decided(value: Decided, text: Translate) -> str:
    """落后序时不到10个百分点为正常."""
    light = text(f"light.{value.light.value}")
    if not value.conditions:
        return text("decided.always", light=light)
    what = text("list.separator").join(_with_value(each, text) for each in value.conditions)
    return text("decided.by", what=what, light=light)


_TOLD_BEFORE = frozenset({Measure.GAP, Measure.GROWTH_GAP, Measure.COMPLETION, Measure.PACE, Measure.GROWTH})
"""What the sentence has told before it comes to the comparison."""


def _with_value(condition: Condition, text: Translate) -> str:
    words = limit(condition, text)
    if condition.measure in _TOLD_BEFORE or not isinstance(condition.value, Decimal):
        return words
    if condition.measure in _DISTANCES:
        return text("decided.now", what=words, value=distance(Distance(condition.measure, condition.value), text))
    amount = text(f"amount.{condition.measure.value}", limit=condition.value)
    return text("decided.now-amount", what=words, value=amount)


def distance(value: Distance, text: Translate) -> str:
    """欠序时2.7个百分点, 超目标0.3个百分点."""
    side = "even" if value.points == 0 else "ahead" if value.points > 0 else "behind"
    return text(f"distance.{value.measure.value}.{side}", points=abs(value.points))


def outcome(condition: Condition, text: Translate) -> str:
    """成立, 不成立 or 不知道."""
    return text({True: "outcome.yes", False: "outcome.no", None: "outcome.unknown"}[condition.holds])


SIGNS = {
    Compare.AT_LEAST: "≥",
    Compare.AT_MOST: "≤",
    Compare.ABOVE: ">",
    Compare.BELOW: "<",
    Compare.EQUAL: "=",
}
"""How comparisons are printed between two values."""
