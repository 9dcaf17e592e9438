"""``history`` of a target that no figure judges: every fact that was recorded of its item, or of those on its list."""

from collections.abc import Iterator, Sequence

from gaoxin_monitor.cli.terminal import out, table, tell
from gaoxin_monitor.domain.codes import Attribute, Kind
from gaoxin_monitor.domain.history import History, Recorded
from gaoxin_monitor.domain.member_lights import COUNTING
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.wording import NONE

_HEAD = ("fact", "content", "vintage", "batch", "place")


def print_facts(target: Target, found: History, messages: Messages) -> None:
    """What judges the target instead of figures, then the facts, or how many are not to be told."""
    name = f"{target.name(messages.language)} [{target.id}]"
    tell(messages.text("history.no-figures", target=name, kind=messages.text(f"kind.{target.kind.value}")))
    if target.kind is Kind.COMPOSITE:
        tell(messages.text("history.composite", id=target.id))
    elif found.left_out:
        tell(messages.text("history.facts-withheld", count=found.left_out))
    elif not found.items:
        out(messages.text("history.no-facts"))
    else:
        for each in found.items:
            if target.kind in COUNTING:
                out(f"{each.name} [{each.id}]")
            _print(each, messages)


def _print(found: Recorded, messages: Messages) -> None:
    head = tuple(messages.text(f"history.{name}") for name in _HEAD)
    table([head, *_lines(found.facts, messages)], flexible=_HEAD.index("place"))


def _lines(facts: Sequence[MemberFact], messages: Messages) -> Iterator[tuple[str, ...]]:
    """A fact told anew shows what stood before."""
    before: dict[Attribute, str] = {}
    for fact in facts:
        value = fact.value or NONE
        change = f"{before[fact.attribute]} → {value}" if fact.attribute in before else value
        before[fact.attribute] = value
        yield (
            messages.text(f"diff.attribute.{fact.attribute.value}"),
            change,
            fact.vintage.isoformat(),
            f"#{fact.batch}",
            messages.place(fact.place),
        )
