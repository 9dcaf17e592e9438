"""``explain TARGET``: rule, numbers, dates and sources of one light."""

from datetime import date
from decimal import Decimal

import click

from gaoxin_monitor.cli.commands.status import headline, warn_of_plan
from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import out, table
from gaoxin_monitor.cli.types import BATCH, DAY, MONTH
from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Attribute, Light
from gaoxin_monitor.domain.exact import decimals, rounded
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.messages import Messages, wording
from gaoxin_monitor.messages.render import number
from gaoxin_monitor.workspace.desk import Workspace

_SHOWN_MEMBERS = 30


@command("explain")
@click.argument("target")
@option("--month", type=MONTH, help="cli.option.month")
@option("--as-of", type=DAY, help="cli.option.as-of")
@option("--batch", type=BATCH, help="cli.option.batch")
@click.pass_obj
def explain(request: Request, target: str, month: Period | None, as_of: date | None, batch: int | None) -> None:
    """Prints why a target has its light."""
    desk = request.open()
    board = desk.board(month, as_of=as_of, last_batch=batch)
    warn_of_plan(board, desk.messages)
    wanted = desk.target(target, board.plan)
    row = board.row(wanted.id)
    assert row is not None  # noqa: S101 - the target is of this plan
    messages = desk.messages
    out(headline(board, messages))
    out(f"{wording.status(row, messages)} {wanted.name(messages.language)} [{wanted.id}] {wanted.ref}")
    out(f"    {wording.reason(row, messages)}")
    out()
    table([(messages.text(f"explain.{name}"), text) for name, text in _facts(row, messages) if text])
    _print_contradictions(board, row, desk)
    _print_missing(board, row, messages)


def _print_contradictions(board: Board, row: BoardRow, desk: Workspace) -> None:
    """Which source counts where two disagree, and what the other says."""
    if wording.is_withheld(row):
        return
    providers = desk.configuration.settings.providers
    for contradiction in board.contradictions_of(row):
        head, used, unused = wording.contradiction(contradiction, providers, desk.messages)
        out(head)
        out(f"  {used}")
        out(f"  {unused}")


def _print_missing(board: Board, row: BoardRow, messages: Messages) -> None:
    """The members that are still to be achieved, the longest overdue first."""
    missing = board.missing_members(row)
    if not missing:
        return
    out()
    out(messages.text("explain.missing", count=len(missing)))
    shown = missing[:_SHOWN_MEMBERS]
    table([_member_line(member, messages) for member in shown])
    if len(missing) > len(shown):
        out(messages.text("explain.more", count=len(missing) - len(shown)))


def _member_line(member: Member, messages: Messages) -> tuple[str, ...]:
    dates = [
        messages.text("explain.dated", what=messages.text(f"explain.member-{name.value}"), day=day)
        for name in (Attribute.PLANNED, Attribute.FORECAST)
        if (day := member.day(name)) is not None
    ]
    return (f"  {member.name}", member.text(Attribute.OWNER), messages.text("list.separator").join(dates))


def _facts(row: BoardRow, messages: Messages) -> list[tuple[str, str]]:
    target = row.target
    numbers = [_number(name, value, messages) for name, value in row.numbers.items() if value is not None]
    facts = [
        ("rule", messages.text(f"kind.{target.kind.value}")),
        ("goal", wording.goal(row, messages)),
        ("deadline", target.deadline.isoformat() if target.deadline else messages.text("explain.no-deadline")),
        ("profile", _profile(target.profile, messages)),
        ("value", wording.value(row, messages)),
        ("printed", _as_printed(row, messages)),
        ("period", messages.period(row.period) if row.period else ""),
        ("numbers", "" if wording.is_withheld(row) else messages.text("status.clause").join(numbers)),
        ("flags", wording.flags(row, messages)),
        ("outlook", wording.outlook(row, messages)),
        ("source", wording.source(row, messages)),
        ("vintage", row.vintage.isoformat() if row.vintage else ""),
        ("agency", target.source_agency),
        ("department", target.responsible),
        ("note", target.note),
        ("deadline-note", target.deadline_note),
    ]
    return facts + _member_facts(row, messages)


def _profile(name: str, messages: Messages) -> str:
    known = f"profile.{name}"
    return messages.text(known) if messages.has(known) else name


def _number(name: str, value: Decimal, messages: Messages) -> str:
    key = f"light.{name}" if name in set(Light) else f"number.{name}"
    return f"{messages.text(key)} {number(rounded(value, 2) if decimals(value) > 2 else value)}"  # noqa: PLR2004 - as many as the rules compare


def _as_printed(row: BoardRow, messages: Messages) -> str:
    """The cell as the file has it, with its unit."""
    if row.observation is None or wording.is_withheld(row):
        return ""
    return f"{row.observation.text}{messages.unit(row.observation.unit)}"


def _member_facts(row: BoardRow, messages: Messages) -> list[tuple[str, str]]:
    if row.member is None:
        return []
    shown = (Attribute.PLANNED, Attribute.FORECAST, Attribute.ACTUAL, Attribute.PROGRESS, Attribute.REMARK)
    found = [(f"member-{name.value}", row.member.facts.get(name)) for name in shown]
    return [
        (name, f"{fact.value}{messages.text('status.clause')}{messages.place(fact.place)}")
        for name, fact in found
        if fact
    ]
