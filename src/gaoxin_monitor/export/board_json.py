"""The board as a JSON document: every key of ``schema.board``, in the same order.

A new group of keys is one more function in the list of its parts. Withheld targets keep their values to themselves:
theirs are null, and whatever tells numbers by name is empty.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Attribute, Light
from gaoxin_monitor.domain.lights import Decided, ReasonValue
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.export.forms import exact
from gaoxin_monitor.export.schema.board import FORM
from gaoxin_monitor.messages import LANGUAGES, Messages, load, wording

Json = dict[str, Any]
Part = Callable[[BoardRow, Messages], Json]


def board_json(
    board: Board,
    rows: Sequence[BoardRow],
    messages: Messages,
    members: Mapping[str, Sequence[Json]] | None = None,
) -> str:
    """The document; ``rows`` may be a part of the board's, the counts are always those of the whole.

    ``members`` are what each target counts, by its id; without them no row has that key.
    """
    counts = board.counts()
    document = {
        **FORM.head,
        "language": messages.language,
        "plan": board.plan.id,
        "title": board.plan.title(messages.language),
        "plan_digest": board.plan.digest,
        "month": str(board.month),
        "as_of": board.as_of.isoformat(),
        "last_batch": board.last_batch,
        "judgement_day": board.judgement_day.isoformat(),
        "demo": board.demo,
        "counts": {light.value: counts[light] for light in Light},
        "rows": [row_json(row, messages) | _members(row, members) for row in rows],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def row_json(row: BoardRow, messages: Messages) -> Json:
    """One target as it stands in the document."""
    found: Json = {}
    for part in _PARTS:
        found |= part(row, messages)
    return found


def _members(row: BoardRow, members: Mapping[str, Sequence[Json]] | None) -> Json:
    return {} if members is None else {"members": members.get(row.target.id, [])}


def _identity(row: BoardRow, messages: Messages) -> Json:
    target = row.target
    return {
        "id": target.id,
        "name": target.name(messages.language),
        "section": target.section,
        "ref": target.ref,
        "tier": target.tier.value,
        "kind": target.kind.value,
        "agency": target.source_agency,
        "department": target.responsible,
    }


def _light(row: BoardRow, messages: Messages) -> Json:
    hidden = wording.is_withheld(row)
    return {
        "light": row.light.value,
        "previous_light": row.previous_light.value if row.previous_light else None,
        "streak": row.streak,
        "flags": [flag.value for flag in row.flags],
        "reason_code": row.reason.code,
        "reason_params": {} if hidden else {name: _param(value) for name, value in row.reason.params.items()},
        "reason": wording.reason(row, messages),
        "sentences": {language: wording.reason(row, load(language)) for language in LANGUAGES},
    }


def _param(value: ReasonValue) -> str | list[str]:
    if isinstance(value, Decided):
        return str(value)
    if isinstance(value, tuple):
        return [str(each) for each in value]
    if isinstance(value, Unit):
        return value.label
    if isinstance(value, Decimal | date):
        return exact(value) or ""
    return str(value)


def _measures(row: BoardRow, _messages: Messages) -> Json:
    """Goal and value with what the rule computed from them."""
    hidden = wording.is_withheld(row)
    target = row.target
    gap_unit = None if row.gap is None else "points" if row.gap_in_points else "items"
    return {
        "goal": exact(target.goal),
        "unit": target.unit.label if target.unit else None,
        "value": None if hidden else exact(row.value),
        "completion": None if hidden else exact(row.completion),
        "pace": None if hidden else exact(row.pace),
        "gap": None if hidden else exact(row.gap),
        "gap_unit": None if hidden else gap_unit,
        "numbers": {} if hidden else {name: exact(value) for name, value in row.numbers.items()},
    }


def _times(row: BoardRow, _messages: Messages) -> Json:
    target, member = row.target, row.member
    days = (Attribute.PLANNED, Attribute.FORECAST, Attribute.ACTUAL)
    shown = member is not None and not wording.is_withheld(row)
    return {
        "period": str(row.period) if row.period else None,
        "frequency": target.frequency.value,
        "profile": target.profile or None,
        "deadline": exact(target.deadline),
        "dates": {name.value: exact(member.day(name)) for name in days} if member is not None and shown else None,
    }


def _origin(row: BoardRow, _messages: Messages) -> Json:
    """Where the figure stands and since when it is known."""
    place, observation = row.place, row.observation
    return {
        "vintage": exact(row.vintage),
        "batch": observation.batch if observation else None,
        "provider": observation.source if observation else None,
        "source": None
        if place is None
        else {"file": place.file, "sheet": place.sheet, "line": place.line, "cell": place.cell},
    }


def _outlook(row: BoardRow, messages: Messages) -> Json:
    outlook = row.outlook
    if outlook is None:
        return {"outlook": None}
    numbers = {} if wording.is_withheld(row) else outlook.numbers
    told = {
        "verdict": outlook.verdict.value if outlook.verdict else None,
        "reason_code": outlook.reason.code,
        "reason": wording.outlook_reason(row, messages),
        "numbers": {name: exact(number) for name, number in numbers.items()},
    }
    return {"outlook": told}


_PARTS: tuple[Part, ...] = (_identity, _light, _measures, _times, _origin, _outlook)
