"""Two times: how a new file compares with what was known as of its vintage."""

from collections.abc import Iterable

from gaoxin_monitor.domain.batches import Figure, Outcome
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.sources import Current, equal_when_rounded, exponent


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
    coarser = exponent(converted) > exponent(previous.value) and equal_when_rounded(converted, previous.value)
    return Outcome.COARSER if coarser else Outcome.REVISED
