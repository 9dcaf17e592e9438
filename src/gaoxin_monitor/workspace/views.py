"""Derived views of an indicator, worked out from its figures as they are known on a day, without one the desk's."""

from collections.abc import Mapping
from contextlib import closing
from datetime import date

from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.domain.derived import Derived, derive
from gaoxin_monitor.domain.history import Scope
from gaoxin_monitor.domain.observations import Series
from gaoxin_monitor.domain.sources import resolve
from gaoxin_monitor.workspace.adoption import current_rows, series_of
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.naming import find_indicator


def derived_views(
    desk: Workspace, name: str, *, as_of: date | None = None, last_batch: int | None = None
) -> Mapping[Scope, tuple[Derived, ...]]:
    """For each area and frequency what can be derived; UsageError for an unknown indicator."""
    catalogue = desk.configuration.catalogue
    indicator = find_indicator(catalogue, desk.plan, name)
    if not desk.has_data:
        return {}
    with closing(desk.store()) as store:
        keys = series_of(store, catalogue, indicator)
        rows = current_rows(store, catalogue, keys, as_of=as_of or desk.today, last_batch=last_batch)
    about = catalogue.by_id.get(indicator)
    found: dict[Scope, dict[Transformation, Series]] = {}
    for key, observations in rows.items():
        scope = (key.ref_area, key.freq, key.dims)
        found.setdefault(scope, {})[key.transformation] = resolve(key, observations, about)[0]
    january = about is None or about.has_january
    return {scope: derive(found[scope], has_january=january) for scope in sorted(found)}
