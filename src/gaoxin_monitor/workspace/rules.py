"""The rules in force, and which lights of a month another rule pack would change."""

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.building import build_board, keys_of
from gaoxin_monitor.domain.packs import DEFAULT, RulePack
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Plan
from gaoxin_monitor.domain.rulebook import Rulebook, rulebook
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.plan_book import standing_plan


@dataclass(frozen=True, slots=True)
class PackComparison:
    """Two boards of the same figures: by the plan's own rules, and by a pack wherever it judges the kind."""

    pack: RulePack | None
    before: Board
    after: Board
    judged: int

    @property
    def changes(self) -> tuple[tuple[BoardRow, BoardRow], ...]:
        """The rows whose light differs, the worst of the new board first."""
        return self.after.changed_since(self.before)


def rules_of(desk: Workspace, as_of: date | None = None) -> Rulebook:
    """The rules of the plan in force on a day."""
    with desk.reading() as store:
        plan = standing_plan(store, desk.configuration, as_of or desk.today).plan
    return rulebook(plan, desk.configuration.settings.thresholds)


def require_pack(plan: Plan, name: str) -> RulePack | None:
    """The pack of this name; None for the status model's own rules, UsageError with the nearest for another."""
    if name == DEFAULT:
        return None
    known = (DEFAULT, *plan.packs)
    if name not in plan.packs:
        raise UsageError("unknown-pack", pack=name, near=tuple(get_close_matches(name, known, n=3)) or known)
    return plan.packs[name]


def compare_pack(
    desk: Workspace,
    name: str,
    month: Period | None = None,
    *,
    as_of: date | None = None,
    last_batch: int | None = None,
) -> PackComparison:
    """What a pack would change on the board of a month."""
    day = as_of or desk.today
    desk.require_month(month)
    with desk.reading() as store:
        plan = standing_plan(store, desk.configuration, day, last_batch).plan
        pack = require_pack(plan, name)
        other = under(plan, pack)
        known = desk.known_to(store, {*keys_of(plan), *keys_of(other)}, day, last_batch)
    shown = month or desk.shown_month(plan, known, day)
    before, after = (
        build_board(
            each, desk.configuration.catalogue, known, month=shown, as_of=day, last_batch=last_batch, demo=desk.demo
        )
        for each in (plan, other)
    )
    judged = sum(other.pack_of(target) is pack for target in other.targets)
    return PackComparison(pack, before, after, judged)


def under(plan: Plan, pack: RulePack | None) -> Plan:
    """The plan with every target that the pack can judge put under it."""
    targets = tuple(
        replace(target, rule_pack=pack.id if pack else DEFAULT) if pack is None or target.kind in pack.kinds else target
        for target in plan.targets
    )
    return replace(plan, targets=targets)


def rules_listing(desk: Workspace, found: Rulebook, pack: str = "") -> str:
    """The rules as JSON."""
    from gaoxin_monitor.export.rulebook_json import rules_json

    return rules_json(found, desk.messages, pack)


def comparison_listing(desk: Workspace, found: PackComparison) -> str:
    """A comparison as JSON."""
    from gaoxin_monitor.export.rulebook_json import comparison_json

    return comparison_json(found.pack, found.before, found.after, found.changes, desk.messages)
