"""``plan``: changes during the year, each dated, so that boards of earlier days stay as they were."""

from collections.abc import Sequence
from datetime import date

import click

from gaoxin_monitor.cli.localised import Command, LazyGroup, option
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import machine, out, say, table
from gaoxin_monitor.cli.types import DAY, FORMATS
from gaoxin_monitor.domain.plan_versions import PlanChange, Step
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.changes import plan_change
from gaoxin_monitor.workspace.planning import Dated, change_plan, confirm_plan, plan_history, plan_listing


@click.group("plan", cls=LazyGroup, help="cli.plan.help")
def plan() -> None:
    """Holds the commands about the plan."""


@plan.command("change", cls=Command, help="cli.plan.change.help")
@click.argument("target")
@click.argument("values", nargs=-1, required=True, metavar="KEY=VALUE...")
@option("--from", "start", type=DAY, required=True, metavar="DAY", help="cli.option.plan-from")
@option("--why", default="", metavar="TEXT", help="cli.option.why")
@click.pass_obj
def change(request: Request, target: str, values: tuple[str, ...], start: date, why: str) -> None:
    """Sets keys of a target in the plan file and records from which day they hold."""
    desk = request.open()
    changes = change_plan(desk, target, _pairs(values), _dated(request, start, why))
    _tell(changes, desk.messages)
    say(desk.messages.text("plan.recorded", day=start))


@plan.command("confirm", cls=Command, help="cli.plan.confirm.help")
@option("--from", "start", type=DAY, required=True, metavar="DAY", help="cli.option.plan-from")
@option("--why", default="", metavar="TEXT", help="cli.option.why")
@click.pass_obj
def confirm(request: Request, start: date, why: str) -> None:
    """Records from which day on a change holds that somebody made in the files."""
    desk = request.open()
    changes = confirm_plan(desk, _dated(request, start, why))
    _tell(changes, desk.messages)
    say(desk.messages.text("plan.recorded", day=start))


@plan.command("history", cls=Command, help="cli.plan.history.help")
@click.argument("target", required=False)
@option("--format", "form", type=click.Choice(FORMATS), default="text", help="cli.option.format")
@click.pass_obj
def history(request: Request, target: str | None, form: str) -> None:
    """Prints every change of the plan, old → new, from when, recorded when, and why."""
    desk = request.open()
    steps = plan_history(desk, target)
    if form != "text":
        machine(plan_listing(desk, steps, form), form)
        return
    if not steps:
        out(desk.messages.text("plan.no-change" if target else "plan.no-version"))
    for step in steps:
        out(_title(step, desk.messages))
        _tell(step.changes, desk.messages)


def _dated(request: Request, start: date, why: str) -> Dated:
    return Dated(start=start, why=why.strip(), user=request.user(), recorded_at=request.now())


def _pairs(values: Sequence[str]) -> dict[str, str]:
    """``goal=9.5`` as key and text; what has no equals sign is a mistake of use."""
    found = {}
    for value in values:
        key, equals, typed = value.partition("=")
        if not equals or not key.strip():
            raise UsageError("plan-not-a-pair", text=value)
        found[key.strip()] = typed.strip()
    return found


def _title(step: Step, messages: Messages) -> str:
    version = step.version
    if version is None:
        return messages.text("plan.waiting")
    moment = f"{version.recorded_at:%Y-%m-%d %H:%M}"
    key = "plan.version" if step.changes else "plan.first"
    parts = [messages.text(key, day=version.start), messages.text("plan.recorded-by", moment=moment, user=version.user)]
    return " | ".join([*parts, version.why] if version.why else parts)


def _tell(changes: Sequence[PlanChange], messages: Messages) -> None:
    table([(f"  {change.target or '*'}", plan_change(change, messages)) for change in changes], flexible=1)
