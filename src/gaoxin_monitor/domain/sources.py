"""Two sources for one figure: which one counts, and whether they contradict each other."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter, lt

from gaoxin_monitor.domain.indicators import Indicator
from gaoxin_monitor.domain.observations import Contradiction, Observation, Series, SeriesKey
from gaoxin_monitor.domain.periods import Period

Current = Mapping[SeriesKey, tuple[Observation, ...]]
"""For each series the winning row per (period, source), as the store gives it."""

_IN_TIME = attrgetter("year", "last_month", "months")


def resolve(
    key: SeriesKey, observations: Iterable[Observation], indicator: Indicator | None
) -> tuple[Series, tuple[Contradiction, ...]]:
    """One observation per period: the best ranked source wins, and every source that disagrees is named.

    A source without a value never displaces one that has it. Figures that agree after rounding to the coarser of the
    two do not contradict each other.
    """
    rows = tuple(observations)
    times = [_IN_TIME(row.period) for row in rows]
    if all(map(lt, times, times[1:])):  # the usual case: one source, in order
        return Series(key, rows), ()
    chosen: dict[Period, Observation] = {}
    others: list[Observation] = []
    for observation in rows:
        held = chosen.setdefault(observation.period, observation)
        if held is observation:
            continue
        if _preference(observation, indicator) < _preference(held, indicator):
            chosen[observation.period] = observation
            others.append(held)
        else:
            others.append(observation)
    contradictions = tuple(
        Contradiction(key, chosen[other.period], other) for other in others if not agree(chosen[other.period], other)
    )
    return Series(key, tuple(chosen[period] for period in sorted(chosen, key=_IN_TIME))), contradictions


def _preference(observation: Observation, indicator: Indicator | None) -> tuple[bool, int, str]:
    rank = indicator.source_rank(observation.source) if indicator else 0
    return (observation.value is None, rank, observation.source)


def agree(one: Observation, other: Observation) -> bool:
    """Whether two figures can both be right: equal after rounding to the coarser one, or one of them missing."""
    if one.value is None or other.value is None:
        return True
    converted = other.value_in(one.unit)
    return converted is not None and equal_when_rounded(one.value, converted)


def equal_when_rounded(one: Decimal, other: Decimal) -> bool:
    """Whether two values agree once the finer one is rounded to the coarser."""
    coarser = max(exponent(one), exponent(other))
    step = Decimal(1).scaleb(coarser)
    return one.quantize(step, ROUND_HALF_UP) == other.quantize(step, ROUND_HALF_UP)


def exponent(value: Decimal) -> int:
    """The power of ten of a value's last digit."""
    last = value.as_tuple().exponent
    return last if isinstance(last, int) else 0
