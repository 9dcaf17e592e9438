"""New figures against what is known of their series: doubts that a person should look at, never a reason to refuse.

Warnings: ``cumulative-falls`` (a year-to-date level below an earlier month's of the same year), ``magnitude-jumps``
(a hundred times more or less than the figure before: 万 and 亿 mixed up), ``growth-implausible``,
``vintage-assumed`` (known figures would be replaced, and only today's date says which are newer).
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from gaoxin_monitor.domain.batches import Figure, Outcome
from gaoxin_monitor.domain.codes import Severity, Transformation
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.sources import Current

_JUMP = 100
_GROWTH_LIMIT = 100
_LEVELS = (Transformation.LEVEL, Transformation.YTD)
_RATES = (Transformation.YOY, Transformation.YTD_YOY)


def check_figures(figures: Iterable[Figure], current: Current) -> tuple[Diagnostic, ...]:
    """Doubts about new and revised figures; ``current`` holds the known rows of their series."""
    written = [figure for figure in figures if figure.outcome.written and figure.observation.value is not None]
    series: dict[SeriesKey, dict[tuple[Period, str], Observation]] = {}
    for figure in written:
        known = current.get(figure.key, ())
        rows = series.setdefault(figure.key, {(row.period, row.source): row for row in known})
        rows[figure.observation.period, figure.observation.source] = figure.observation
    ordered = {key: sorted(rows.values(), key=lambda o: (o.period, o.order)) for key, rows in series.items()}
    return tuple(found for figure in written for found in _doubts(figure, ordered[figure.key]))


def check_vintage(figures: Iterable[Figure], *, assumed: bool) -> tuple[Diagnostic, ...]:
    """Says how many known figures would be replaced on the strength of today's date alone."""
    revised = sum(figure.outcome is Outcome.REVISED for figure in figures) if assumed else 0
    return (Diagnostic("vintage-assumed", Severity.WARNING, params={"revised": revised}),) if revised else ()


def _doubts(figure: Figure, series: list[Observation]) -> Iterator[Diagnostic]:
    new = figure.observation
    value = new.value or Decimal(0)
    if figure.key.transformation in _RATES and abs(value) > _GROWTH_LIMIT:
        yield _doubt("growth-implausible", figure, value=value)
    before = next((o for o in reversed(series) if o.period < new.period and o.value), None)
    known = before.value_in(new.unit) if before else None
    if before is None or not known or figure.key.transformation not in _LEVELS:
        return
    same_year = before.period.year == new.period.year
    cumulative = figure.key.transformation is Transformation.YTD
    if value and not 1 / Decimal(_JUMP) < abs(value / known) < _JUMP and (same_year or not cumulative):
        yield _doubt("magnitude-jumps", figure, value=value, before=known, period=before.period)
    elif cumulative and same_year and value < known:
        yield _doubt("cumulative-falls", figure, value=value, before=known, period=before.period)


def _doubt(slug: str, figure: Figure, **params: object) -> Diagnostic:
    new = figure.observation
    return Diagnostic(slug, Severity.WARNING, place=new.place, params={"unit": new.unit, **params}, excerpt=new.text)
