"""What was recorded of a target: the figures of its indicator, or the facts of its list where no figure judges it."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date

from gaoxin_monitor.domain.history import History, Recorded, SeriesHistory
from gaoxin_monitor.domain.member_lights import COUNTING
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.messages.membership import is_unnamed
from gaoxin_monitor.workspace.adoption import until
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.naming import find_indicator, find_target
from gaoxin_monitor.workspace.views import derived_views


def subject_of(desk: Workspace, text: str) -> str | Target:
    """The indicator meant, by its own name or that of a target; the target where it has no indicator.

    Raises:
        UsageError: when neither an indicator nor a target is called so.
    """
    exact = desk.plan.by_id.get(text)
    if exact is not None and text not in desk.configuration.catalogue.by_id:
        return exact.indicator or exact
    try:
        return find_indicator(desk.configuration.catalogue, desk.plan, text)
    except UsageError as unknown:
        try:
            found = find_target(desk.plan, text)
        except UsageError as other:
            raise (other if other.params.get("near") else unknown) from None
        return found.indicator or found


def history_of(
    desk: Workspace,
    text: str,
    *,
    as_of: date | None = None,
    last_batch: int | None = None,
    withheld: bool = False,
    derived: bool = False,
) -> History:
    """What was recorded of an indicator or a target; what the law keeps from being told only if ``withheld``."""
    subject = subject_of(desk, text)
    if isinstance(subject, Target):
        name, items = subject.name(desk.messages.language), facts_of(desk, subject, as_of=as_of, last_batch=last_batch)
        found = History(subject=subject, name=name, as_of=as_of, last_batch=last_batch, items=items)
        if is_unnamed(subject) and not withheld:
            return replace(found, items=(), left_out=sum(len(each.facts) for each in items))
        return found
    known = desk.configuration.catalogue.by_id.get(subject)
    name = known.name(desk.messages.language) if known else subject
    recorded = desk.history(subject, as_of=as_of, last_batch=last_batch)
    told = {key: rows for key, rows in recorded.items() if withheld or not desk.plan.withholds(key)}
    whole = len(told) == len(recorded)
    views = derived_views(desk, subject, as_of=as_of, last_batch=last_batch) if derived and whole else {}
    return History(
        subject=subject,
        name=name,
        as_of=as_of,
        last_batch=last_batch,
        series=_series(desk, told),
        left_out=len(recorded) - len(told),
        derived=tuple((scope, each) for scope, each in views.items() if each),
    )


def _series(desk: Workspace, found: Mapping[SeriesKey, tuple[Observation, ...]]) -> tuple[SeriesHistory, ...]:
    keys = sorted(found, key=lambda key: (key.ref_area, key.freq, key.transformation))
    return tuple(SeriesHistory(key, desk.name_of(key), desk.area_name(key.ref_area), found[key]) for key in keys)


def history_listing(desk: Workspace, found: History, form: str, *, revisions: bool, derived: bool) -> str:
    """A history as ``json``, ``csv`` or ``markdown``."""
    if form == "json":
        from gaoxin_monitor.export.history_json import history_json

        return history_json(found, desk.plan, desk.messages, demo=desk.demo, revisions=revisions, derived=derived)
    from gaoxin_monitor.export.history_tables import history_tables

    return history_tables(found, form, desk.messages, revisions=revisions, derived=derived)


def facts_of(
    desk: Workspace, target: Target, *, as_of: date | None = None, last_batch: int | None = None
) -> tuple[Recorded, ...]:
    """The items of a target's list, or the item it is itself; those of which nothing was recorded are left out."""
    if not target.register or not desk.has_data:
        return ()
    with closing(desk.store()) as store:
        register = store.members(as_of=as_of, last_batch=last_batch).get(target.register)
        members = register.members if register is not None else ()
        wanted = [each for each in members if target.kind in COUNTING or each.id == target.id]
        found = [
            Recorded(each.id, each.name, until(store.fact_history(target.register, each.id), as_of, last_batch))
            for each in wanted
        ]
    return tuple(each for each in found if each.facts)
