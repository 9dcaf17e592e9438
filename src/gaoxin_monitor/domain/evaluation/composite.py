"""Composites: the ten livelihood items, each as good as its worst child; no averages."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.lights import Judgement, Reason


def compose(lights: Iterable[Light]) -> Light:
    """Any red → red; any yellow → yellow; all done → done; else green, pending or no data, in this order."""
    counts = Counter(lights)
    if counts[Light.RED]:
        return Light.RED
    if counts[Light.YELLOW]:
        return Light.YELLOW
    if counts[Light.DONE] and counts[Light.DONE] == counts.total():
        return Light.DONE
    if counts[Light.GREEN] or counts[Light.DONE]:
        return Light.GREEN
    return Light.PENDING if counts[Light.PENDING] else Light.NODATA


def judge_composite(items: Iterable[Light], goal: int | None = None, *, final: bool = False) -> Judgement:
    """The rule for ``composite`` over the lights of its items; its reason prints the count of each light.

    ``goal`` is the number of items promised; final and short of it is red whatever the items say.
    """
    known = tuple(items)
    counts = Counter(known)
    light = compose(known)
    if final and light not in (Light.DONE, Light.NODATA):
        light = Light.RED
    params = {light.value: counts[light] for light in Light} | {"items": len(known), "goal": goal or len(known)}
    return Judgement(
        light,
        Reason("composite", params),
        numbers={name.value: Decimal(counts[name]) for name in Light if counts[name]},
    )
