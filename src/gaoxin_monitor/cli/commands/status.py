"""``status``: the board as text, for pipes, mail and screen readers, or as JSON, CSV and Markdown."""

from datetime import date

import click

from gaoxin_monitor.cli.board_text import headline, print_board
from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.notices import warn_of_plan
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import machine, out
from gaoxin_monitor.cli.types import BATCH, DAY, FORMATS, LIGHT, MONTH
from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Flag, Light, Tier
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.workspace.desk import Workspace

_ALL = "*"
"""What ``--members`` says without a target."""
_YELLOW, _RED, _STALE = 10, 11, 12


@command("status")
@option("--month", type=MONTH, help="cli.option.month")
@option("--as-of", type=DAY, help="cli.option.as-of")
@option("--batch", type=BATCH, help="cli.option.batch")
@option("--section", help="cli.option.section")
@option("--light", type=LIGHT, help="cli.option.light")
@option("--department", help="cli.option.department")
@option("--members", is_flag=False, flag_value=_ALL, help="cli.option.members", metavar="[TARGET]")
@option("--format", "form", type=click.Choice(FORMATS), default="text", help="cli.option.format")
@option("--exit-code", is_flag=True, help="cli.option.exit-code")
@click.pass_obj
def status(
    request: Request,
    month: Period | None,
    as_of: date | None,
    batch: int | None,
    section: str | None,
    light: Light | None,
    department: str | None,
    members: str | None,
    form: str,
    *,
    exit_code: bool,
) -> int:
    """Prints the board."""
    desk = request.open()
    if section is not None and section not in desk.plan.section_by_id:
        raise UsageError("unknown-section", section=section, known=tuple(desk.plan.section_by_id))
    board = desk.board(month, as_of=as_of, last_batch=batch)
    warn_of_plan(board, desk.messages)
    if members is not None:
        _print_members(desk, board, members, section, light, department, form)
        return code_of(board) if exit_code else 0
    rows = [row for row in board.worst_first() if _wanted(row, section, light, department)]
    if form == "text":
        print_board(desk, board, rows, told=light)
    else:
        machine(desk.listing(board, rows, form), form)
    return code_of(board) if exit_code else 0


def _print_members(
    desk: Workspace,
    board: Board,
    members: str,
    section: str | None,
    light: Light | None,
    department: str | None,
    form: str,
) -> None:
    """What targets count; light and department are asked of the members."""
    from gaoxin_monitor.cli.member_list import groups_of, print_members

    only = None if members == _ALL else desk.target(members, board.plan).id
    rows = [row for row in board.worst_first() if only in (None, row.target.id) and _wanted(row, section, None, None)]
    groups = groups_of(board, rows, light, department)
    if form == "text":
        out(headline(board, desk.messages))
        out()
        print_members(groups, desk.messages)
        return
    from gaoxin_monitor.workspace.member_listing import member_listing

    machine(member_listing(desk, board, groups, form), form)


def code_of(board: Board) -> int:
    """11 when any headline target is red, 10 when any is yellow, 12 when only stale data are to be named, else 0."""
    rows = [row for row in board.rows if row.target.tier is not Tier.D]
    if any(row.light is Light.RED for row in rows):
        return _RED
    if any(row.light is Light.YELLOW for row in rows):
        return _YELLOW
    return _STALE if any(Flag.STALE in row.flags for row in rows) else 0


def _wanted(row: BoardRow, section: str | None, light: Light | None, department: str | None) -> bool:
    return (
        (section is None or row.target.section == section)
        and (light is None or row.light is light)
        and (department is None or department in row.target.responsible)
    )
