"""Composites: the ten livelihood items, each as good as its worst child; no averages."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.lights import Compare, Condition, Judgement, Measure, Reason, Rung, climb, whether


def compose(lights: Iterable[Light]) -> Light:
    """Any red → red; any yellow → yellow; all done → done; else green, pending or no data, in this order."""
    counts = Counter(lights)
    return climb(_rungs(counts, final=False))[-1].light


def _rungs(counts: Counter[Light], *, final: bool) -> Iterator[Rung]:
    total, done = counts.total(), counts[Light.DONE]
    unmet = Condition(Measure.UNDONE, total - done, Compare.ABOVE, 0)
    known = Condition(Measure.KNOWN, total - counts[Light.NODATA], Compare.ABOVE, 0)
    yield Rung(Light.RED, "composite", (Condition(Measure.RED, counts[Light.RED], Compare.ABOVE, 0),))
    yield Rung(Light.RED, "composite", (whether(Measure.FINAL, holds=final), known, unmet))
    yield Rung(Light.YELLOW, "composite", (Condition(Measure.YELLOW, counts[Light.YELLOW], Compare.ABOVE, 0),))
    yield Rung(
        Light.DONE,
        "composite",
        (Condition(Measure.DONE, done, Compare.ABOVE, 0), unmet._replace(compare=Compare.EQUAL)),
    )
    yield Rung(
        Light.GREEN, "composite", (Condition(Measure.DONE_OR_GREEN, done + counts[Light.GREEN], Compare.ABOVE, 0),)
    )
    yield Rung(Light.PENDING, "composite", (Condition(Measure.PENDING, counts[Light.PENDING], Compare.ABOVE, 0),))
    yield Rung(Light.NODATA, "composite")


def judge_composite(items: Iterable[Light], goal: int | None = None, *, final: bool = False) -> Judgement:
    """The rule for ``composite`` over the lights of its items; its reason prints the count of each light.

    ``goal`` is the number of items promised; final and short of it is red whatever the items say.
    """
    counts = Counter(items)
    rungs = climb(_rungs(counts, final=final))
    params = {light.value: counts[light] for light in Light} | {"items": counts.total(), "goal": goal or counts.total()}
    numbers = {name.value: Decimal(counts[name]) for name in Light if counts[name]}
    return Judgement(rungs[-1].light, Reason("composite", params), numbers=numbers, rungs=rungs)
