"""``rules``: the rule packs, thresholds and profiles in force; ``rules compare``: what another pack would change."""

from collections.abc import Iterator
from datetime import date

import click

from gaoxin_monitor.cli.board_text import headline
from gaoxin_monitor.cli.localised import Command, LazyGroup, option
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import machine, out, tell
from gaoxin_monitor.cli.types import BATCH, DAY, MONTH
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.messages import Messages, wording
from gaoxin_monitor.messages.derivation import Passage, as_markdown, as_text
from gaoxin_monitor.messages.derivation_inputs import Line
from gaoxin_monitor.messages.rulebook import pack_name, rules_in_words
from gaoxin_monitor.workspace.rules import (
    PackComparison,
    compare_pack,
    comparison_listing,
    require_pack,
    rules_listing,
    rules_of,
)

FORMS = ("text", "json", "markdown")
_SHOW = "show"


class _Rules(LazyGroup):
    """A group whose first word may be a pack: ``rules`` and ``rules PACK`` are short for ``rules show``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts the word in that was left out."""
        if not args or args[0] not in (*self.commands, *ctx.help_option_names):
            args = [_SHOW, *args]
        return super().parse_args(ctx, args)


@click.group("rules", cls=_Rules, help="cli.rules.help")
def rules() -> None:
    """Holds the two commands."""


@rules.command(_SHOW, cls=Command, help="cli.rules.show.help")
@click.argument("pack", required=False, default="")
@option("--as-of", type=DAY, help="cli.option.as-of")
@option("--format", "form", type=click.Choice(FORMS), default="text", help="cli.option.format")
@click.pass_obj
def show(request: Request, pack: str, as_of: date | None, form: str) -> None:
    """Prints packs with bands, source and use, the thresholds and the profiles."""
    desk = request.open()
    found = rules_of(desk, as_of)
    if pack:
        require_pack(found.plan, pack)
    if form == "json":
        machine(rules_listing(desk, found, pack), form)
        return
    title = desk.messages.text("rules.title", plan=found.plan.title(desk.messages.language))
    _print(title, rules_in_words(found, desk.messages, pack), form)


@rules.command("compare", cls=Command, help="cli.rules.compare.help")
@click.argument("pack")
@option("--month", type=MONTH, help="cli.option.month")
@option("--as-of", type=DAY, help="cli.option.as-of")
@option("--batch", type=BATCH, help="cli.option.batch")
@option("--format", "form", type=click.Choice(FORMS), default="text", help="cli.option.format")
@click.pass_obj
def compare(
    request: Request, pack: str, month: Period | None, as_of: date | None, batch: int | None, form: str
) -> None:
    """Prints which lights of a month would change under a pack."""
    desk = request.open()
    found = compare_pack(desk, pack, month, as_of=as_of, last_batch=batch)
    if form == "json":
        machine(comparison_listing(desk, found), form)
    else:
        _print(headline(found.before, desk.messages), _compared(found, desk.messages), form)


def _compared(found: PackComparison, messages: Messages) -> tuple[Passage, ...]:
    name = pack_name(found.pack, messages)
    before, after = found.before.counts(), found.after.counts()
    counts = (
        messages.text("rules.count", light=light, old=before[light], new=after[light])
        for light in Light
        if before[light] or after[light]
    )
    lines = (
        Line(messages.text("rules.judged", count=found.judged, changed=len(found.changes))),
        Line(messages.text("status.clause").join(counts)),
    )
    return (
        Passage("compare", messages.text("rules.compare", name=name), lines),
        Passage("changes", messages.text("rules.changes"), tuple(_changes(found, messages))),
    )


def _changes(found: PackComparison, messages: Messages) -> Iterator[Line]:
    for old, new in found.changes:
        lights = messages.text("rules.light", old=wording.status(old, messages), new=wording.status(new, messages))
        yield Line(f"{lights}  {new.target.name(messages.language)} [{new.target.id}]", strong=True)
        yield Line(messages.text("rules.before", reason=wording.reason(old, messages)), 1)
        yield Line(messages.text("rules.after", reason=wording.reason(new, messages)), 1)
    if not found.changes:
        yield Line(messages.text("rules.no-change"))


def _print(title: str, passages: tuple[Passage, ...], form: str) -> None:
    if form == "markdown":
        machine(as_markdown(title, passages), form)
    else:
        out(title)
        out()
        tell(as_text(passages))
