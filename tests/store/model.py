"""A store without a store: a list of everything that was delivered, and answers worked out from scratch each time."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

Key = tuple[Hashable, ...]


@dataclass(frozen=True)
class Said:
    """One thing one batch said: a decimal, a text, or None for a missing figure."""

    key: Key
    value: Decimal | str | None
    vintage: date
    batch: int


@dataclass
class Model:
    """Batches in the order in which they came: what each said, or which one it took back."""

    batches: list[list[Said] | int] = field(default_factory=list)

    def deliver(self, vintage: date, values: dict[Key, Decimal | str | None]) -> None:
        number = len(self.batches) + 1
        self.batches.append([Said(key, value, vintage, number) for key, value in values.items()])

    def undo(self, batch: int) -> None:
        self.batches.append(batch)

    def counts(self, number: int, last_batch: int | None = None) -> bool:
        """Whether a batch stands: no later batch that stands itself takes it back."""
        last = len(self.batches) if last_batch is None else last_batch
        later = range(number + 1, last + 1)
        return not any(self.batches[undo - 1] == number and self.counts(undo, last) for undo in later)

    def answer(self, as_of: date, last_batch: int) -> dict[Key, Said]:
        """What is in force at two times."""
        found: dict[Key, Said] = {}
        for said in sorted(self._standing(last_batch), key=lambda said: (said.vintage, said.batch)):
            if said.vintage <= as_of and (said.key not in found or not _restates(said.value, found[said.key].value)):
                found[said.key] = said
        return found

    def _standing(self, last_batch: int) -> Iterator[Said]:
        for number, content in enumerate(self.batches[:last_batch], start=1):
            if isinstance(content, list) and self.counts(number, last_batch):
                yield from content


def _restates(new: Decimal | str | None, old: Decimal | str | None) -> bool:
    if not (isinstance(new, Decimal) and isinstance(old, Decimal)):
        return new == old
    places = [max(0, -int(number.as_tuple().exponent)) for number in (new, old)]
    return new == old or (places[0] < places[1] and round_to(old, places[0]) == new)


def round_to(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
