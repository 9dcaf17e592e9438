"""What a target of the plan means where the file leaves it out: its indicator, register, goal and deadline."""

from collections.abc import Container
from datetime import date
from decimal import Decimal

from gaoxin_monitor.domain.codes import Kind
from gaoxin_monitor.domain.pace import MEMBERS
from gaoxin_monitor.domain.plans import MILESTONES
from gaoxin_monitor.settings.shapes.plan import TargetShape

COUNTS = frozenset({Kind.COUNT_AT_LEAST, Kind.COUNT_ALL, Kind.COUNT_BY_DATE})
COVERAGES = frozenset({Kind.COVERAGE, Kind.COVERAGE_PER_UNIT})
ZEROS = frozenset({Kind.ZERO, Kind.ZERO_DYNAMIC})
SINGLE_ITEMS = frozenset({Kind.MILESTONE_BY_DATE, Kind.PROGRESS_VS_PLAN, Kind.CONTINUITY, Kind.QUALITATIVE})
"""Kinds whose targets are one item each, with dates, progress or text: they stand as members in a register."""


def indicator_of(target: TargetShape, indicators: Container[str]) -> str:
    """The indicator a target names, or the one of its own id if the catalogue has it."""
    if target.indicator is not None:
        return target.indicator
    return target.id if target.id in indicators else ""


def register_of(target: TargetShape, parent: TargetShape | None, indicators: Container[str]) -> str:
    """The register of a target; empty for one that is judged by figures alone.

    The one it names. Otherwise the list of its own id for what is counted item by item; for a single item the list
    that its parent counts, or the milestones.
    """
    if target.list_ is not None:
        return target.list_
    if target.kind in SINGLE_ITEMS:
        counted = counted_register(parent, indicators) if parent is not None else ""
        return counted or MILESTONES
    return counted_register(target, indicators)


def counted_register(target: TargetShape, indicators: Container[str]) -> str:
    """The list whose members a target counts: found and closed cases, and counts that no indicator reports."""
    if target.kind in COUNTS | COVERAGES:
        listed = target.profile == MEMBERS or not indicator_of(target, indicators)
    else:
        listed = target.kind is Kind.ZERO_DYNAMIC
    return (target.list_ or target.id) if listed or target.list_ else ""


def goal_of(target: TargetShape) -> Decimal | None:
    """The target's goal; what must not happen has the goal 0 without saying so."""
    return Decimal(0) if target.goal is None and target.kind in ZEROS else target.goal


def deadline_of(target: TargetShape, last_day: date) -> date | None:
    """The target's own deadline, the plan's where it says nothing, None where it says it has none."""
    return target.deadline if "deadline" in target.model_fields_set else last_day
