"""The changes of a plan as JSON, CSV or Markdown. The columns of the CSV keep their order; new ones come at the end."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from gaoxin_monitor.domain.plan_versions import Step
from gaoxin_monitor.domain.plans import Plan
from gaoxin_monitor.export.differences import plan_change_json
from gaoxin_monitor.export.forms import csv_text, exact, markdown_table
from gaoxin_monitor.export.schema.history import PLAN_FORM
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.changes import plan_field, plan_value

COLUMNS = ("start", "recorded", "user", "why", "target", "name", "field", "old", "new")


def plan_listing(steps: Sequence[Step], plan: Plan, form: str, messages: Messages, *, demo: bool) -> str:
    """The steps as ``json``, ``csv`` or ``markdown``."""
    if form == "json":
        told = [_json(step, messages) for step in steps]
        about = {"language": messages.language, "plan": plan.id, "demo": demo}
        return json.dumps({**PLAN_FORM.head, **about, "steps": told}, ensure_ascii=False, indent=1)
    head = [messages.text(f"plan.column.{name}") for name in COLUMNS]
    rows = [head, *(row for step in steps for row in _rows(step, plan, messages))]
    return csv_text(rows) if form == "csv" else markdown_table(rows)


def _json(step: Step, messages: Messages) -> dict[str, Any]:
    version = step.version
    return {
        "confirmed": version is not None,
        "start": exact(version.start) if version else None,
        "recorded_at": version.recorded_at.isoformat() if version else None,
        "user": version.user if version else None,
        "why": version.why if version else None,
        "changes": [plan_change_json(change, messages) for change in step.changes],
    }


def _rows(step: Step, plan: Plan, messages: Messages) -> Iterator[tuple[str, ...]]:
    """A row for every change; the plan as it was at first is one row without any."""
    version, title = step.version, plan.title(messages.language)
    dated = ("", "", "", messages.text("plan.not-confirmed"))
    if version is not None:
        dated = (version.start.isoformat(), f"{version.recorded_at:%Y-%m-%d %H:%M}", version.user, version.why)
    if not step.changes:
        yield (*dated, "", title, messages.text("plan.at-first"), "", "")
    for change in step.changes:
        target = plan.by_id.get(change.target)
        name = target.name(messages.language) if target else "" if change.target else title
        values = (plan_value(change.old, messages), plan_value(change.new, messages))
        yield (*dated, change.target, name, plan_field(change, messages), *values)
