"""``diff``: which lights changed between two days or two months and why, and what was delivered in between."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import click

from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import machine, out, table, tell
from gaoxin_monitor.cli.types import BATCH, DAY, FORMATS, MOMENT, MONTH
from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.comparison import LightChange
from gaoxin_monitor.domain.differences import Cause
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.messages import Messages, wording
from gaoxin_monitor.messages.changes import ChangeWords, plan_change
from gaoxin_monitor.workspace.comparing import compare, difference, sides


@command("diff")
@option("--from", "old", type=MOMENT, required=True, metavar="DAY|MONTH", help="cli.option.diff-from")
@option("--to", "new", type=MOMENT, required=True, metavar="DAY|MONTH", help="cli.option.diff-to")
@option("--month", type=MONTH, help="cli.option.diff-month")
@option("--as-of", type=DAY, help="cli.option.diff-as-of")
@option("--batch", type=BATCH, help="cli.option.batch")
@option("--format", "form", type=click.Choice(FORMATS), default="text", help="cli.option.format")
@click.pass_obj
def diff(
    request: Request,
    old: date | Period,
    new: date | Period,
    month: Period | None,
    as_of: date | None,
    batch: int | None,
    form: str,
) -> None:
    """Prints what changed, why, and by which figures."""
    desk = request.open()
    chosen = sides(old, new, today=desk.today, month=month, as_of=as_of)
    words = ChangeWords(compare(desk, *chosen, last_batch=batch), desk.messages, desk.name_of)
    if form == "text":
        _print(words)
    else:
        machine(difference(words, form), form)


def _print(words: ChangeWords) -> None:
    found, messages = words.comparison, words.messages
    tell(_headline(found.old, found.new, messages))
    tell(_summary(found.lights, len(found.new.rows), messages))
    for change in found.lights:
        _print_light(change, words)
    for cause in (Cause.REVISION, Cause.WITHDRAWAL, Cause.NEW_DATA):
        figures = found.figures_of(cause)
        lines = [(words.figure(each), *words.values(each), _sources(words, each.old, each.new)) for each in figures]
        _print_part(messages.text(f"diff.figures.{cause.value}"), lines, messages)
    facts = [(words.fact(each), *words.values(each), _sources(words, each.old, each.new)) for each in found.facts]
    _print_part(messages.text("diff.facts"), facts, messages)
    returns = [(words.register(each.register), *words.reported(each), "") for each in found.returns]
    _print_part(messages.text("diff.returns"), returns, messages)
    if found.plan:
        out()
        out(messages.text("diff.part", what=messages.text("diff.plan"), count=len(found.plan)))
        for step in found.plan:
            out(f"  {step.target or found.new.plan.id}  {plan_change(step, messages)}")


def _headline(old: Board, new: Board, messages: Messages) -> str:
    sides_ = [messages.text("diff.side", month=board.month, day=board.as_of) for board in (old, new)]
    parts = [new.plan.title(messages.language), " → ".join(sides_)]
    if new.last_batch is not None:
        parts.append(messages.text("status.until-batch", batch=new.last_batch))
    if new.demo:
        parts.append(messages.text("demo.mark"))
    return " | ".join(parts)


def _summary(lights: Sequence[LightChange], total: int, messages: Messages) -> str:
    """How many lights changed, and how often each cause had a part in it."""
    if not lights:
        return messages.text("diff.no-light")
    counts = Counter(cause for change in lights for cause in change.causes)
    words = [f"{messages.text(f'diff.cause.{cause.value}')} {counts[cause]}" for cause in Cause if counts[cause]]
    causes = messages.text("list.separator").join(words)
    return messages.text("diff.summary", count=len(lights), total=total, causes=causes)


def _print_light(change: LightChange, words: ChangeWords) -> None:
    messages = words.messages
    old, new = words.light(change)
    out()
    out(f"{old} → {new}  {change.target.name(messages.language)} [{change.target.id}]")
    for key, row in (("before", change.old), ("now", change.new)):
        if row is not None:
            tell(f"    {messages.text(f'diff.{key}', reason=wording.reason(row, messages))}")
    for cause in change.causes:
        tell(f"    {words.because(change, cause)}")


def _sources(words: ChangeWords, *items: Observation | MemberFact | None) -> str:
    return " → ".join(words.source(item) for item in items if item is not None)


def _print_part(title: str, lines: Sequence[tuple[str, str, str, str]], messages: Messages) -> None:
    """A titled table: what, old → new, where both stand; nothing where there is nothing."""
    if not lines:
        return
    out()
    out(messages.text("diff.part", what=title, count=len(lines)))
    table([(f"  {what}", f"{old} → {new}", source) for what, old, new, source in lines], flexible=2)
