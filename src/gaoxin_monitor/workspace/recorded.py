"""What was recorded of a target: the figures of its indicator, or the facts of its list where no figure judges it."""

from contextlib import closing
from datetime import date

from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.member_lights import COUNTING
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.workspace.adoption import until
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.naming import find_indicator, find_target


@dataclass(frozen=True, slots=True)
class Recorded:
    """An item of a list with every fact that was recorded of it, by attribute and the order in which they won."""

    id: str
    name: str
    facts: tuple[MemberFact, ...]


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
