"""What was recorded of an indicator or a target as a JSON document; numbers are strings, exact as delivered."""

import json
from collections.abc import Sequence
from typing import Any

from gaoxin_monitor.domain.derived import Derived
from gaoxin_monitor.domain.exact import rounded
from gaoxin_monitor.domain.history import History, Recorded, Scope, SeriesHistory
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.plans import Plan, Target
from gaoxin_monitor.domain.revisions import Released, RevisionSize, released, revision_sizes
from gaoxin_monitor.export.forms import exact, origin
from gaoxin_monitor.export.schema.history import FORM
from gaoxin_monitor.messages import Messages

Json = dict[str, Any]


def history_json(
    found: History, plan: Plan, messages: Messages, *, demo: bool, revisions: bool = False, derived: bool = False
) -> str:
    """The document; releases and derived figures only where asked for."""
    subject = found.subject
    document = {
        **FORM.head,
        "language": messages.language,
        "plan": plan.id,
        "demo": demo,
        "as_of": exact(found.as_of),
        "last_batch": found.last_batch,
        "indicator": None if isinstance(subject, Target) else subject,
        "target": subject.id if isinstance(subject, Target) else None,
        "name": found.name,
        "series": [_series(each, revisions=revisions) for each in found.series],
        "items": [_item(each) for each in found.items],
        "left_out": found.left_out,
    }
    if derived:
        document["derived"] = [_derived(scope, each) for scope, views in found.derived for each in views]
    return json.dumps(document, ensure_ascii=False, indent=1)


def _series(found: SeriesHistory, *, revisions: bool) -> Json:
    key = found.key
    told: Json = {
        "indicator": key.indicator,
        "label": key.label,
        "name": found.name,
        "area": key.ref_area,
        "area_name": found.area,
        "frequency": key.freq.value,
        "transformation": key.transformation.value,
        "breakdown": key.dims,
        "figures": [_figure(row) for row in found.in_order],
    }
    return told | _releases(released(found.rows)) if revisions else told


def _figure(row: Observation) -> Json:
    return {
        "period": str(row.period),
        "value": exact(row.value),
        "printed": row.text,
        "unit": row.unit.label,
        "status": row.status.value,
        "provider": row.source,
        **origin(row.place, row.vintage, row.batch),
    }


def _releases(periods: Sequence[Released]) -> Json:
    releases = [
        {
            "period": str(each.period),
            "provider": each.source,
            "first": exact(each.first.value),
            "first_unit": each.first.unit.label,
            "latest": exact(each.latest.value),
            "latest_unit": each.latest.unit.label,
            "releases": [_figure(row) for row in each.releases],
        }
        for each in periods
    ]
    return {"releases": releases, "revision_sizes": [_size(each) for each in revision_sizes(periods)]}


def _size(size: RevisionSize) -> Json:
    mean, absolute = (exact(rounded(each, size.digits + 1)) for each in (size.mean, size.mean_absolute))
    return {
        "provider": size.source,
        "unit": size.unit_of_difference.label,
        "count": size.count,
        "mean": mean,
        "mean_absolute": absolute,
    }


def _item(found: Recorded) -> Json:
    facts = [
        {
            "attribute": fact.attribute.value,
            "value": fact.value or None,
            **origin(fact.place, fact.vintage, fact.batch),
        }
        for fact in found.facts
    ]
    return {"id": found.id, "name": found.name, "facts": facts}


def _derived(scope: Scope, found: Derived) -> Json:
    area, freq, dims = scope
    return {
        "area": area,
        "frequency": freq.value,
        "breakdown": dims,
        "view": found.view.value,
        "transformation": found.of.value,
        "period": str(found.period),
        "value": exact(found.value),
        "unit": found.unit.label,
        "error": exact(found.error),
    }
