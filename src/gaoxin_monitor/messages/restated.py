"""Why an undo leaves figures as they are, in a sentence for every later batch that delivered them again."""

from collections.abc import Callable, Iterable, Iterator

from gaoxin_monitor.domain.batches import Figure
from gaoxin_monitor.domain.codes import Kind
from gaoxin_monitor.domain.observations import SeriesKey
from gaoxin_monitor.domain.plans import Plan
from gaoxin_monitor.domain.restated import Entry, Restated
from gaoxin_monitor.messages.catalogue import Messages

_EXAMPLES = 3


def restated(
    found: Iterable[Restated], plan: Plan, messages: Messages, name_of: Callable[[SeriesKey], str]
) -> tuple[str, ...]:
    """How many, which for example, by which batch, and what to do. ``name_of`` gives a series its indicator's name."""
    unnamed = frozenset(target.register for target in plan.targets if target.kind is Kind.ZERO_DYNAMIC)

    def words(entry: Entry, of: Restated) -> str:
        if isinstance(entry, Figure):
            key, period = entry.key, messages.period(entry.observation.period)
            kind = messages.text(f"transformation.{key.transformation.value}")
            return messages.text("diff.figure", name=name_of(key), kind=kind, period=period)
        fact = entry.fact
        name = of.members.get((fact.register, fact.member), fact.member)
        member = messages.text("export.member.unnamed") if fact.register in unnamed else name
        return messages.text("diff.fact", member=member, attribute=messages.text(f"diff.attribute.{fact.attribute}"))

    return tuple(_sentence(each, words, messages) for each in found)


def _sentence(found: Restated, words: Callable[[Entry, Restated], str], messages: Messages) -> str:
    examples = messages.text("list.separator").join(_distinct(words(entry, found) for entry in found.entries))
    numbers = {"total": found.total, "count": len(found.entries), "by": found.batch}
    return messages.text("undo.restated", examples=examples, **numbers)


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    """The first few, each once."""
    return tuple(dict.fromkeys(texts))[:_EXAMPLES]
