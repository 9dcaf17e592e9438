"""What differs between two boards as JSON, CSV or Markdown.

The keys of the JSON are those of ``schema.differences``; numbers are strings, exact as delivered. Values of withheld
targets are absent.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.comparison import LightChange
from gaoxin_monitor.domain.differences import Evidence, FactChange, FigureChange, ReturnChange, cause_of
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.plan_versions import PlanChange
from gaoxin_monitor.export.forms import csv_text, markdown_table
from gaoxin_monitor.export.schema.differences import FORM
from gaoxin_monitor.messages import Messages, wording
from gaoxin_monitor.messages.changes import ChangeWords, plan_field, plan_value
from gaoxin_monitor.messages.render import number

COLUMNS = ("what", "id", "name", "item", "old", "new", "because", "old-source", "new-source")
"""Columns of the CSV; the sections of Markdown leave the first one out."""


class _Row(NamedTuple):
    """One line of the tables: what kind of change, of what, the old and the new, why, and where both stand."""

    what: str
    id: str
    name: str
    item: str
    old: str
    new: str
    because: str = ""
    old_source: str = ""
    new_source: str = ""


def difference_listing(words: ChangeWords, form: str) -> str:
    """A comparison as ``json``, ``csv`` or ``markdown``."""
    if form == "json":
        return json.dumps(_document(words), ensure_ascii=False, indent=1)
    text = words.messages.text
    head = [text(f"diff.column.{name}") for name in COLUMNS]
    rows = list(_rows(words))
    return csv_text([head, *rows]) if form == "csv" else _markdown(head, rows)


def _markdown(head: list[str], rows: Sequence[Sequence[str]]) -> str:
    """A table for every kind of change, without the column that says the kind."""
    kinds = dict.fromkeys(row[0] for row in rows)
    parts = [
        f"## {kind}\n\n{markdown_table([head[1:], *(row[1:] for row in rows if row[0] == kind)])}" for kind in kinds
    ]
    return "\n".join(parts)


def _rows(words: ChangeWords) -> Iterator[_Row]:
    found, text, language = words.comparison, words.messages.text, words.messages.language
    for light in found.lights:
        target = light.target
        because = text("status.clause").join(words.because(light, cause) for cause in light.causes)
        yield _Row(text("diff.lights"), target.id, target.name(language), "", *words.light(light), because)
    for change in found.figures:
        kind = text(f"transformation.{change.key.transformation.value}")
        item = text("diff.item", kind=kind, period=words.messages.period(change.period))
        sources = (words.source(change.old), words.source(change.new))
        name = words.name_of(change.key)
        key = f"diff.figures.{change.cause.value}"
        yield _Row(text(key), change.key.indicator, name, item, *words.values(change), "", *sources)
    for fact in found.facts:
        item = text(f"diff.attribute.{fact.attribute.value}")
        sources = (words.source(fact.old), words.source(fact.new))
        yield _Row(text("diff.facts"), fact.register, words.member(fact), item, *words.values(fact), "", *sources)
    for returned in found.returns:
        yield _Row(
            text("diff.returns"), returned.register, words.register(returned.register), "", *words.reported(returned)
        )
    for step in found.plan:
        values = (plan_value(step.old, words.messages), plan_value(step.new, words.messages))
        yield _Row(text("diff.plan"), step.target, _name(step, words), plan_field(step, words.messages), *values)


def _name(change: PlanChange, words: ChangeWords) -> str:
    old, new = words.plans
    target = new.by_id.get(change.target) or old.by_id.get(change.target)
    return target.name(words.messages.language) if target else new.title(words.messages.language)


def _document(words: ChangeWords) -> dict[str, Any]:
    found = words.comparison
    return {
        **FORM.head,
        "language": words.messages.language,
        "from": _side(found.old),
        "to": _side(found.new),
        "demo": found.new.demo,
        "lights": [_light(change, words) for change in found.lights],
        "figures": _changes(found.figures, words),
        "facts": _changes(found.facts, words),
        "returns": _changes(found.returns, words),
        "plan": _changes(found.plan, words),
    }


def _side(board: Board) -> dict[str, Any]:
    return {
        "month": str(board.month),
        "as_of": board.as_of.isoformat(),
        "judgement_day": board.judgement_day.isoformat(),
        "last_batch": board.last_batch,
        "plan": board.plan.id,
        "plan_digest": board.plan.digest,
    }


def _light(change: LightChange, words: ChangeWords) -> dict[str, Any]:
    old, new = change.old, change.new
    return {
        "id": change.target.id,
        "name": change.target.name(words.messages.language),
        "old": old.light.value if old else None,
        "new": new.light.value if new else None,
        "old_reason": wording.reason(old, words.messages) if old else None,
        "new_reason": wording.reason(new, words.messages) if new else None,
        "causes": [
            {"cause": cause.value, "text": words.because(change, cause), "evidence": _changes(evidence, words)}
            for cause, evidence in ((cause, change.evidence_of(cause)) for cause in change.causes)
        ],
    }


def _changes(changes: Sequence[Evidence], words: ChangeWords) -> list[dict[str, Any]]:
    return [_change(change, words) for change in changes]


def _change(change: Evidence, words: ChangeWords) -> dict[str, Any]:
    messages = words.messages
    if isinstance(change, PlanChange):
        return plan_change_json(change, messages)
    if isinstance(change, ReturnChange):
        return {"register": change.register, "old": _period(change.old), "new": _period(change.new)}
    hidden = words.hidden(change)
    values = {"old": _item(change.old, messages, hidden=hidden), "new": _item(change.new, messages, hidden=hidden)}
    kind = {"change": cause_of(change).value, "withheld": hidden}
    if isinstance(change, FigureChange):
        key = change.key
        series = {"indicator": key.indicator, "area": key.ref_area, "transformation": key.transformation.value}
        return {**kind, **series, "period": str(change.period), "source": change.source, **values}
    return {**kind, **_member(change, words), **_told(change, words, values)}


def plan_change_json(change: PlanChange, messages: Messages) -> dict[str, Any]:
    """One fact of a plan that is not what it was."""
    old, new = (None if each is None else plan_value(each, messages) for each in (change.old, change.new))
    return {"target": change.target, "field": change.field, "old": old, "new": new}


def _member(change: FactChange, words: ChangeWords) -> dict[str, Any]:
    return {"register": change.register, "member": words.member(change), "attribute": change.attribute.value}


def _told(change: FactChange, words: ChangeWords, values: dict[str, Any]) -> dict[str, Any]:
    """The facts of people who are not named keep their texts to themselves."""
    if words.may_tell(change):
        return values
    return {name: {**value, "value": None} if value else None for name, value in values.items()}


def _item(item: Observation | MemberFact | None, messages: Messages, *, hidden: bool) -> dict[str, Any] | None:
    if item is None:
        return None
    place = item.place
    where = {"file": place.file, "sheet": place.sheet, "line": place.line, "cell": place.cell}
    known = {"vintage": item.vintage.isoformat(), "batch": item.batch, **where}
    if isinstance(item, MemberFact):
        return {"value": None if hidden else item.value, **known}
    value = None if hidden or item.value is None else number(item.value)
    return {"value": value, "unit": messages.unit(item.unit), "status": item.status.value, **known}


def _period(period: object) -> str | None:
    return None if period is None else str(period)
