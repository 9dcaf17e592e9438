"""Two times: which of several recorded values counts, and how a new file compares with what was known."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter

from gaoxin_monitor.domain.batches import Figure, Outcome
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
    chosen: dict[Period, Observation] = {}
    others: list[Observation] = []
    for observation in observations:
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
    return converted is not None and _equal_when_rounded(one.value, converted)


def _equal_when_rounded(one: Decimal, other: Decimal) -> bool:
    coarser = max(_exponent(one), _exponent(other))
    step = Decimal(1).scaleb(coarser)
    return one.quantize(step, ROUND_HALF_UP) == other.quantize(step, ROUND_HALF_UP)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def compare(figures: Iterable[Figure], current: Current, source: str) -> tuple[Figure, ...]:
    """Gives every figure its outcome against the current rows of the same source as of the figure's vintage."""
    known = {
        (key, observation.period): observation
        for key, observations in current.items()
        for observation in observations
        if observation.source == source
    }
    return tuple(_compared(figure, known.get((figure.key, figure.observation.period))) for figure in figures)


def _compared(figure: Figure, previous: Observation | None) -> Figure:
    return Figure(figure.key, figure.observation, outcome(figure.observation, previous), previous)


def outcome(new: Observation, previous: Observation | None) -> Outcome:
    """NEW, REVISED, SAME (same value and status), or COARSER: the same value restated with fewer digits."""
    if previous is None:
        return Outcome.NEW
    if new.value is None or previous.value is None:
        unchanged = new.value is None and previous.value is None and new.status is previous.status
        return Outcome.SAME if unchanged else Outcome.REVISED
    converted = new.value_in(previous.unit)
    if converted is None or new.status is not previous.status:
        return Outcome.REVISED
    if converted == previous.value:
        return Outcome.SAME
    coarser = _exponent(converted) > _exponent(previous.value) and _equal_when_rounded(converted, previous.value)
    return Outcome.COARSER if coarser else Outcome.REVISED
