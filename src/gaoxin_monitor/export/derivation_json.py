"""A derivation as a JSON document: numbers as text, exact; nothing of a withheld target but its structure."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from gaoxin_monitor.domain.codes import Kind
from gaoxin_monitor.domain.derivation import Derivation, Input
from gaoxin_monitor.domain.exact import decimal
from gaoxin_monitor.domain.lights import Condition, Reason, ReasonValue, Rung
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.pace import EarlierYear
from gaoxin_monitor.domain.packs import RulePack
from gaoxin_monitor.export.board_json import row_json
from gaoxin_monitor.export.forms import exact, origin
from gaoxin_monitor.export.schema.derivation import FORM
from gaoxin_monitor.messages import Messages, wording

Json = dict[str, Any]


def derivation_json(found: Derivation, messages: Messages) -> str:
    """The document; keys are only added within a version."""
    board, hidden = found.board, wording.is_withheld(found.row)
    document = {
        **FORM.head,
        "language": messages.language,
        "plan": board.plan.id,
        "month": str(board.month),
        "as_of": board.as_of.isoformat(),
        "last_batch": board.last_batch,
        "judgement_day": board.judgement_day.isoformat(),
        "demo": board.demo,
        "target": row_json(found.row, messages),
        "pack": _pack(found.pack, messages),
        "pack_set_in": found.pack_setter.value,
        "inputs": [_input(each, hidden=hidden) for each in found.inputs],
        "facts": [_fact(each, hidden=hidden) for each in found.facts],
        "counting": None if hidden else _counting(found),
        "items": [
            {"item": item.number, "light": item.light.value, "targets": [row.target.id for row in item.rows]}
            for item in found.items
        ],
        "pace": _pace(found, hidden=hidden),
        "limits": [
            {"name": bound.name, "value": str(bound.value), "set_in": bound.setter.value} for bound in found.bounds
        ],
        "steps": list(_steps(found.rungs, hidden=hidden)),
        "missed": [
            {"period": str(each.period), "due": each.due.isoformat(), "last": each.last.isoformat()}
            for each in found.missed
        ],
        "rule_light": found.own.value if found.own else None,
        "flags": [_flag(reason, messages, hidden=hidden) for reason in found.flags],
        "streak": [{"period": str(period), "light": light.value} for period, light in found.run],
        "outlook_years": [] if hidden else [_year(year) for year in found.earlier],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _pack(pack: RulePack | None, messages: Messages) -> Json | None:
    if pack is None:
        return None
    return {"id": pack.id, "name": pack.name(messages.language), "source": pack.source, "chosen": pack.chosen}


def _input(each: Input, *, hidden: bool) -> Json:
    figure = each.figure
    return {
        "role": each.role.value,
        "period": str(figure.period),
        "printed": None if hidden else figure.text,
        "printed_unit": figure.unit.label,
        "value": None if hidden else exact(each.value),
        "provider": figure.source,
        **origin(figure.place, figure.vintage, figure.batch),
    }


def _fact(each: MemberFact, *, hidden: bool) -> Json:
    told = {"attribute": each.attribute.value, "value": None if hidden else each.value}
    return {**told, **origin(each.place, each.vintage, each.batch)}


def _counting(found: Derivation) -> Json | None:
    known = found.counting
    if known is None:
        return None
    named = found.row.target.kind is not Kind.ZERO_DYNAMIC  # households are not named
    return {
        "register": known.register.id,
        "until": str(known.until),
        "members": len(known.register.members),
        "achieved": [member.id for member in known.achieved] if named else len(known.achieved),
        "planned": [member.id for member in known.planned] if named and known.register.planned_days else None,
        "missing": [member.id for member in known.missing] if named else len(known.missing),
    }


def _pace(found: Derivation, *, hidden: bool) -> Json | None:
    due = found.pace
    if due is None:
        return None
    return {
        "profile": due.profile,
        "month": due.month,
        "months_to_deadline": due.months,
        "share": None if due.share is None or hidden else exact(decimal(due.share)),
        "expected": None if hidden else exact(due.expected),
        "table": [str(share) for share in due.table],
        "curve": [[day.isoformat(), str(share)] for day, share in due.curve],
        "years": [] if hidden else [_year(year) for year in due.years],
    }


def _year(year: EarlierYear) -> Json:
    return {
        "year": year.whole.period.year,
        "part": exact(year.part.value),
        "part_unit": year.part.unit.label,
        "whole": exact(year.whole.value),
        "whole_unit": year.whole.unit.label,
        "share": exact(decimal(year.share)),
    }


def _steps(rungs: tuple[Rung, ...], *, hidden: bool) -> Iterator[Json]:
    for rung in rungs:
        conditions = [_condition(each, hidden=hidden) for each in rung.conditions]
        yield {
            "light": rung.light.value,
            "code": rung.code,
            "conditions": conditions,
            "holds": rung.holds,
            "decides": rung is rungs[-1],
        }


def _condition(each: Condition, *, hidden: bool) -> Json:
    return {
        "measure": each.measure.value,
        "value": None if hidden else _side(each.value),
        "compare": each.compare.value,
        "limit": None if hidden else _side(each.limit),
        "holds": each.holds,
    }


def _side(value: ReasonValue | None) -> str | bool | None:
    if value is None or isinstance(value, bool):
        return value
    return exact(value) if isinstance(value, Decimal | date) else str(value)


def _flag(reason: Reason, messages: Messages, *, hidden: bool) -> Json:
    why = None if hidden else messages.text(f"flag-reason.{reason.code}", **reason.params)
    return {"code": reason.code, "why": why}
