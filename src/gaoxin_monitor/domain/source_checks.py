"""New figures against those that other sources gave for the same period: who differs is told before the commit.

Warnings: ``source-contradicts``, and ``source-contradicts-more`` where there are too many to name.
"""

from collections.abc import Iterable, Iterator, Mapping

from gaoxin_monitor.domain.batches import Figure
from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, first_named
from gaoxin_monitor.domain.indicators import Catalogue, Indicator
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.sources import Current, agree, resolve


def check_sources(
    figures: Iterable[Figure], current: Current, catalogue: Catalogue, providers: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """Every new figure that another source contradicts, with both values and whose counts by the rank of sources."""
    figures = [figure for figure in figures if figure.outcome.written and figure.observation.value is not None]
    others = _by_period(current, {figure.key for figure in figures})
    found = [
        diagnostic
        for figure in figures
        if (known := others.get((figure.key, figure.observation.period)))
        for diagnostic in _contradictions(figure, known, catalogue.by_id.get(figure.key.indicator), providers)
    ]
    return first_named(found, "source-contradicts-more")


def _by_period(current: Current, keys: Iterable[SeriesKey]) -> dict[tuple[SeriesKey, Period], list[Observation]]:
    found: dict[tuple[SeriesKey, Period], list[Observation]] = {}
    for key in keys:
        for row in current.get(key, ()):
            found.setdefault((key, row.period), []).append(row)
    return found


def _contradictions(
    figure: Figure, known: Iterable[Observation], indicator: Indicator | None, providers: Mapping[str, str]
) -> Iterator[Diagnostic]:
    new = figure.observation
    others = [row for row in known if row.source != new.source]
    series, _ = resolve(figure.key, (*others, new), indicator)
    chosen = series.observations[0].source

    def named(source: str) -> str:
        return providers.get(source) or source

    for other in others:
        if not agree(new, other):
            params = {
                "period": new.period,
                "source": named(new.source),
                "value": new.value,
                "unit": new.unit,
                "other_source": named(other.source),
                "other": other.value,
                "other_unit": other.unit,
                "batch": other.batch,
                "chosen": named(chosen),
            }
            yield Diagnostic("source-contradicts", Severity.WARNING, place=new.place, params=params, excerpt=new.text)
