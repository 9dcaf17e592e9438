"""The members that targets count, each with its light, as CSV, Markdown or within the JSON of ``status``.

The columns of the CSV keep their order; new ones come at the end.
"""

from collections.abc import Sequence
from typing import Any

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Attribute, Flag
from gaoxin_monitor.domain.member_lights import Counted, MemberLight
from gaoxin_monitor.export.board_json import board_json
from gaoxin_monitor.export.forms import csv_text, markdown_table
from gaoxin_monitor.messages import Messages, membership, wording
from gaoxin_monitor.messages.safe import plain

FACTS = (
    Attribute.PLANNED,
    Attribute.FORECAST,
    Attribute.ACTUAL,
    Attribute.PROGRESS,
    Attribute.OPENED,
    Attribute.CLOSED,
    Attribute.REMARK,
)
COLUMNS = (
    "target-id",
    "target",
    "status",
    "id",
    "name",
    "owner",
    *(fact.value for fact in FACTS),
    "counted",
    "flags",
    "reason",
)
"""Columns of the CSV; Markdown has a table for each target, without the ids and without columns that say nothing."""
_TABLE = ("status", "name", "owner", *(fact.value for fact in FACTS), "reason")


def member_listing(board: Board, groups: Sequence[Counted], form: str, messages: Messages) -> str:
    """The groups as ``json``, ``csv`` or ``markdown``."""
    if form == "json":
        members = {row.target.id: [_json(row, one, messages) for one in found] for row, found in groups}
        return board_json(board, [row for row, _ in groups], messages, members)
    if form == "csv":
        head = [messages.text(f"members.column.{name}") for name in COLUMNS]
        cells = [_cells(row, one, messages) for row, found in groups for one in found]
        return csv_text([head, *([each[name] for name in COLUMNS] for each in cells)])
    return "\n".join(_section(row, found, messages) for row, found in groups)


def _json(row: BoardRow, one: MemberLight, messages: Messages) -> dict[str, Any]:
    target = row.target
    named = not membership.is_unnamed(target)
    return {
        "id": one.id if named else None,
        "name": one.name(messages.language) if named else None,
        "target": one.target.id if one.target is not None else None,
        "owner": membership.owner(target, one) or None,
        "light": one.light.value,
        "flags": [flag.value for flag in Flag if flag in one.flags],
        "counted": one.counted,
        "reason_code": one.reason.code,
        "reason": membership.reason(target, one, messages),
        **{fact.value: membership.fact(target, one, fact) or None for fact in FACTS},
    }


def _cells(row: BoardRow, one: MemberLight, messages: Messages) -> dict[str, str]:
    target = row.target
    return {
        "target-id": target.id,
        "target": target.name(messages.language),
        "status": messages.light(one.light),
        "id": membership.member_id(target, one),
        "name": membership.name(target, one, messages),
        "owner": membership.owner(target, one),
        **{fact.value: membership.fact(target, one, fact) for fact in FACTS},
        "counted": messages.text("word.yes" if one.counted else "word.no"),
        "flags": messages.text("list.separator").join(messages.flag(flag) for flag in Flag if flag in one.flags),
        "reason": membership.reason(target, one, messages),
    }


def _section(row: BoardRow, found: Sequence[MemberLight], messages: Messages) -> str:
    lines = [
        {**_cells(row, one, messages), "status": f"{wording.GLYPHS[one.light]} {messages.light(one.light)}"}
        for one in found
    ]
    shown = [name for name in _TABLE if any(line[name] for line in lines)]
    table = [[messages.text(f"members.column.{name}") for name in shown], *([line[n] for n in shown] for line in lines)]
    head = f"### {wording.status(row, messages)} {row.target.name(messages.language)}"
    told = f"{plain(head)}\n\n{plain(wording.reason(row, messages))}\n\n"
    return told + markdown_table(table)
