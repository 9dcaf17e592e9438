"""Rule packs: rules that governments and standards have published, as data, to judge the same figures by.

A pack is a list of bands for some kinds of targets. The first band whose tests all hold gives the light; a band
without tests takes what is left. Being done, being final and short, and having nothing due are decided before any pack.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gaoxin_monitor.domain.codes import COUNTS, Kind, Light
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.lights import Compare, Condition, Decided, Measure, Rung

DEFAULT = "default"
"""The pack of the status model itself: the rules of ``evaluation`` with their thresholds."""

PACE_MEASURES = (
    Measure.GAP,
    Measure.COMPLETION,
    Measure.PACE,
    Measure.SHORTFALL,
    Measure.SPI,
    Measure.CATCH_UP,
    Measure.LEAD,
)
"""What can be asked of levels, counts and progress: points to the pace, completion and pace in percent, what is
missing in percent of what was due, completion over pace, the catch-up factor K, and points ahead of the completion
reached at the same time of last year."""
GROWTH_MEASURES = (Measure.GROWTH, Measure.GROWTH_GAP, Measure.AREA_GAP, Measure.REST_GROWTH)
"""What can be asked of growth rates: the rate, points to the goal, points to the superior area's rate, and r."""

PACED = (Kind.LEVEL_AT_LEAST, *COUNTS, Kind.PROGRESS_VS_PLAN)
MEASURES: Mapping[Kind, tuple[Measure, ...]] = dict.fromkeys(PACED, PACE_MEASURES) | {Kind.GROWTH_RATE: GROWTH_MEASURES}
"""The kinds that a pack can judge, with the measures that each offers."""


@dataclass(frozen=True, slots=True)
class Test:
    """A measure compared with a limit: ``gap >= -10``."""

    __test__ = False  # the name means what it says; pytest must not collect it

    measure: Measure
    compare: Compare
    limit: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """A light and all that must hold for it."""

    light: Light
    tests: tuple[Test, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """A published rule. ``source`` is where it stands; ``chosen`` what was decided here where the source is silent."""

    id: str
    name_zh: str
    name_en: str
    kinds: frozenset[Kind]
    bands: tuple[Band, ...]
    source: str = ""
    chosen: str = ""

    def name(self, language: str) -> str:
        """The name in one language."""
        return self.name_en if language == "en" else self.name_zh

    @property
    def measures(self) -> frozenset[Measure]:
        """Every measure that a band asks for."""
        return frozenset(test.measure for band in self.bands for test in band.tests)


def pack_rungs(pack: RulePack, measures: Mapping[Measure, Decimal | None], code: str) -> Iterator[Rung]:
    """The bands as rungs of this code. Where only unknown measures keep a band from deciding, nobody can say: grey."""
    for band in pack.bands:
        conditions = tuple(
            Condition(test.measure, measures.get(test.measure), test.compare, test.limit) for test in band.tests
        )
        yield Rung(band.light, code, conditions)
        outcomes = {condition.holds for condition in conditions}
        if None in outcomes and False not in outcomes:
            yield Rung(Light.NODATA, "pack-unknown")
    yield Rung(Light.NODATA, "pack-unknown")


def decided_by(rungs: tuple[Rung, ...]) -> Decided:
    """The comparisons that gave a pack's light: the band's own, or for what is left over those that kept it there."""
    last = rungs[-1]
    if last.conditions:
        return Decided(last.light, last.conditions)
    before = rungs[-2].conditions if len(rungs) > 1 and rungs[-2].code == last.code else ()
    return Decided(last.light, tuple(c.opposite for c in before if c.holds is False and c.compare is not Compare.EQUAL))


def unknown_measures(rungs: tuple[Rung, ...]) -> tuple[Measure, ...]:
    """The measures that nobody knew on the rungs that were tried, in their order."""
    return tuple(dict.fromkeys(c.measure for rung in rungs for c in rung.conditions if c.holds is None))
