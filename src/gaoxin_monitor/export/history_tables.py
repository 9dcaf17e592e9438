"""What was recorded of an indicator or a target as CSV or Markdown.

The columns of the CSV keep their order; new ones come at the end. A CSV is one table: with derived figures asked for,
theirs.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gaoxin_monitor.domain.codes import Attribute, ObsStatus
from gaoxin_monitor.domain.history import History, SeriesHistory
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.revisions import released
from gaoxin_monitor.export.forms import csv_text, exact, markdown_table
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.safe import plain

_SERIES = ("indicator", "name", "area", "kind", "period")
_ORIGIN = ("vintage", "batch", "place")
FIGURES = (*_SERIES, "value", "unit", "state", "replaced", "source", *_ORIGIN)
RELEASES = (*_SERIES, "source", "unit", "first", "first-day", "latest", "latest-day", "count")
DERIVED = ("indicator", "name", "area", "view", "period", "value", "unit", "error")
FACTS = ("id", "item", "fact", "content", "was", *_ORIGIN)
"""Columns of the four tables."""


class _Table(NamedTuple):
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


def history_tables(found: History, form: str, messages: Messages, *, revisions: bool, derived: bool) -> str:
    """The history as ``csv`` or ``markdown``."""
    tables = [_main(found, messages, revisions=revisions)]
    if derived and not isinstance(found.subject, Target):
        tables.append(_Table(DERIVED, list(_derived(found, messages))))
    if form == "csv":
        return csv_text(_lines(tables[-1], messages))
    parts = [markdown_table(_lines(each, messages)) for each in tables]
    return f"## {plain(found.name)}\n\n" + "\n".join(parts)


def _main(found: History, messages: Messages, *, revisions: bool) -> _Table:
    if isinstance(found.subject, Target):
        return _Table(FACTS, list(_facts(found, messages)))
    if revisions:
        return _Table(RELEASES, [row for each in found.series for row in _releases(each, messages)])
    return _Table(FIGURES, [row for each in found.series for row in _figures(each, messages)])


def _lines(table: _Table, messages: Messages) -> list[Sequence[str]]:
    head = [messages.text(f"history.column.{name}") for name in table.columns]
    return [head, *table.rows]


def _about(found: SeriesHistory, messages: Messages) -> tuple[str, ...]:
    kind = messages.text(f"transformation.{found.key.transformation.value}")
    return found.key.indicator, found.name, found.area, kind


def _figures(found: SeriesHistory, messages: Messages) -> Iterator[tuple[str, ...]]:
    """Each with what it replaced, in its own unit."""
    before: dict[tuple[object, str], Observation] = {}
    for row in found.in_order:
        old, before[row.period, row.source] = before.get((row.period, row.source)), row
        replaced = exact(old.value_in(row.unit)) if old else None
        value = (exact(row.value) or "", messages.unit(row.unit))
        figure = (messages.period(row.period), *value, _state(row, messages), replaced or "")
        origin = (row.vintage.isoformat(), str(row.batch), messages.place(row.place))
        yield (*_about(found, messages), *figure, row.source, *origin)


def _state(row: Observation, messages: Messages) -> str:
    if row.value is None:
        return messages.missing(row.status)
    return "" if row.status is ObsStatus.NORMAL else messages.text(f"history.state.{row.status.value}")


def _releases(found: SeriesHistory, messages: Messages) -> Iterator[tuple[str, ...]]:
    """First and latest in the unit of the latest, so that they can be subtracted."""
    for each in released(found.rows):
        first, latest = each.first, each.latest
        yield (
            *_about(found, messages),
            messages.period(each.period),
            each.source,
            messages.unit(latest.unit),
            exact(first.value_in(latest.unit)) or "",
            first.vintage.isoformat(),
            exact(latest.value) or "",
            latest.vintage.isoformat(),
            str(len(each.releases)),
        )


def _derived(found: History, messages: Messages) -> Iterator[tuple[str, ...]]:
    areas = {each.key.ref_area: each.area for each in found.series}
    for (area, _, _), views in found.derived:
        for each in views:
            of = messages.text(f"transformation.{each.of.value}")
            yield (
                str(found.subject),
                found.name,
                areas.get(area, area),
                messages.text(f"derived.{each.view.value}", of=of),
                messages.period(each.period),
                exact(each.value) or "",
                messages.unit(each.unit),
                exact(each.error) or "",
            )


def _facts(found: History, messages: Messages) -> Iterator[tuple[str, ...]]:
    for item in found.items:
        before: dict[Attribute, str] = {}
        for fact in item.facts:
            was, before[fact.attribute] = before.get(fact.attribute, ""), fact.value
            attribute = messages.text(f"diff.attribute.{fact.attribute.value}")
            origin = (fact.vintage.isoformat(), str(fact.batch), messages.place(fact.place))
            yield (item.id, item.name, attribute, fact.value, was, *origin)
