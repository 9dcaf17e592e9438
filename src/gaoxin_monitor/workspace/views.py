"""Derived views of an indicator, worked out from its figures as they are known on the desk's day."""

from collections.abc import Mapping
from contextlib import closing

from gaoxin_monitor.domain.codes import Freq, Transformation
from gaoxin_monitor.domain.derived import Derived, derive
from gaoxin_monitor.domain.observations import Series
from gaoxin_monitor.domain.sources import resolve
from gaoxin_monitor.workspace.adoption import current_rows, series_of
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.naming import find_indicator

Scope = tuple[str, Freq, str]
"""Area, frequency and further breakdown."""


def derived_views(desk: Workspace, name: str) -> Mapping[Scope, tuple[Derived, ...]]:
    """For each area and frequency what can be derived; UsageError for an unknown indicator."""
    catalogue = desk.configuration.catalogue
    indicator = find_indicator(catalogue, desk.plan, name)
    if not desk.has_data:
        return {}
    with closing(desk.store()) as store:
        keys = series_of(store, catalogue, indicator)
        rows = current_rows(store, catalogue, keys, as_of=desk.today)
    about = catalogue.by_id.get(indicator)
    found: dict[Scope, dict[Transformation, Series]] = {}
    for key, observations in rows.items():
        scope = (key.ref_area, key.freq, key.dims)
        found.setdefault(scope, {})[key.transformation] = resolve(key, observations, about)[0]
    january = about is None or about.has_january
    return {scope: derive(found[scope], has_january=january) for scope in sorted(found)}
