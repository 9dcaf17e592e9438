"""What the store answers at two times, against a model that works everything out from scratch."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.building import GDP, JUNE, MAY, REVENUE, day, deliver, fact, figure, undo_head, values
from tests.store.model import Key, Model, Said

from gaoxin_monitor.domain.batches import FactEntry, Figure, RegisterReturn
from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.store import Store

KEYS: tuple[Key, ...] = (
    ("bureau", REVENUE, MAY),
    ("bureau", REVENUE, JUNE),
    ("finance", REVENUE, JUNE),
    ("road", Attribute.PLANNED),
    ("road", Attribute.ACTUAL),
)
"""Figures of two sources and facts of a member, which belong to no source."""

NUMBERS = (*map(Decimal, ("10", "10.0", "10.04", "10.05", "10.1", "11", "10.10")), None)
TEXTS = ("2024-05-01", "2024-06-01", "")


def test_the_two_releases_of_the_gross_domestic_product_of_2022(store: Store) -> None:
    year, unit = Period.of("2022"), Unit("元", 8)
    deliver(store, date(2023, 1, 17), figure("1210207", year, GDP, unit=unit))
    deliver(store, date(2023, 12, 29), figure("1204724", year, GDP, unit=unit))
    assert values(store, as_of=date(2023, 1, 16)) == []
    assert values(store, as_of=date(2023, 1, 17)) == ["1210207"]
    assert values(store, as_of=date(2023, 12, 28)) == ["1210207"]
    assert values(store, as_of=date(2023, 12, 29)) == ["1204724"]
    assert values(store, last_batch=1) == ["1210207"]
    assert values(store, last_batch=0) == []


def test_a_restatement_becomes_a_revision_when_another_value_turns_up_before_it(store: Store) -> None:
    deliver(store, day(1), figure("10"), file="a.csv")
    deliver(store, day(20), figure("10", line=8), file="b.csv")
    assert len(store.revisions(REVENUE)) == 1
    deliver(store, day(10), figure("11"), file="c.csv")
    assert [values(store, as_of=day(n)) for n in (1, 9, 10, 19, 20)] == [["10"], ["10"], ["11"], ["11"], ["10"]]
    (restated,) = store.observations()[REVENUE]
    assert (restated.vintage, restated.batch, restated.place.file, restated.place.line) == (day(20), 2, "b.csv", 8)
    assert values(store, last_batch=2) == ["10"]
    assert store.verify() == ()


def test_a_rounded_value_gives_way_to_an_exact_one_of_an_earlier_day_that_turns_up_late(store: Store) -> None:
    deliver(store, day(20), figure("10.3"))
    deliver(store, day(1), figure("10.25"))
    assert values(store, as_of=day(20)) == ["10.25"]
    assert store.observations()[REVENUE][0].vintage == day(1)


@contextmanager
def _scratch(empty: Path) -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "store.db"
        shutil.copyfile(empty, copy)
        with Store.open(copy) as store:
            store._database.sql.execute("PRAGMA synchronous = OFF")
            yield store


def _send(store: Store, vintage: date, content: dict[Key, Decimal | str | None]) -> None:
    """One file per source: facts travel with the first."""
    source = next((str(key[0]) for key in content if len(key) == 3), "bureau")
    items: list[Figure | FactEntry] = []
    for key, value in content.items():
        if len(key) == 3:
            period = key[2]
            assert isinstance(period, Period)
            items.append(figure(None if value is None else str(value), period))
        else:
            items.append(fact(str(value), str(key[0]), Attribute(str(key[1]))))
    deliver(store, vintage, *items, source=source, file=f"{vintage}.csv")


def _answer(store: Store, as_of: date, last_batch: int) -> dict[Key, Said]:
    found: dict[Key, Said] = {}
    for series, observations in store.observations(as_of=as_of, last_batch=last_batch).items():
        for o in observations:
            found[o.source, series, o.period] = Said((o.source, series, o.period), o.value, o.vintage, o.batch)
            assert o.place.file == f"{o.vintage}.csv"
    for register in store.members(as_of=as_of, last_batch=last_batch).values():
        for member in register.members:
            for attribute, known in member.facts.items():
                key = (member.id, attribute)
                found[key] = Said(key, known.value, known.vintage, known.batch)
    return found


def _contents(source: str) -> st.SearchStrategy[dict[Key, Decimal | str | None]]:
    optional = {
        key: st.sampled_from(NUMBERS) if len(key) == 3 else st.sampled_from(TEXTS)
        for key in KEYS
        if len(key) == 2 or key[0] == source
    }
    return st.fixed_dictionaries({}, optional=optional)


contents = st.sampled_from(["bureau", "finance"]).flatmap(_contents)
deliveries = st.tuples(st.integers(1, 6).map(day), contents)
undos = st.integers(0, 30)


@settings(max_examples=120, deadline=None)
@given(steps=st.lists(deliveries | deliveries | undos, min_size=1, max_size=9))
def test_every_answer_is_that_of_the_model_and_later_batches_never_change_it(
    empty: Path, steps: list[tuple[date, dict[Key, Decimal | str | None]] | int]
) -> None:
    model = Model()
    told: dict[tuple[date, int], dict[Key, Said]] = {}
    with _scratch(empty) as store:
        for step in steps:
            standing = [number for number in range(1, len(model.batches) + 1) if model.counts(number)]
            if isinstance(step, tuple):
                model.deliver(*step)
                _send(store, *step)
            elif standing:
                batch = standing[step % len(standing)]
                model.undo(batch)
                store.undo(batch, undo_head())
            last = len(model.batches)
            told |= {(day(n), last): _answer(store, day(n), last) for n in range(1, 7)}
        assert {when: _answer(store, *when) for when in told} == told
        assert told == {when: model.answer(*when) for when in told}
        assert store.undone() == {n for n in range(1, len(model.batches) + 1) if not model.counts(n)}
        assert store.verify() == ()


@settings(max_examples=60, deadline=None)
@given(data=st.data(), every=st.lists(contents, min_size=2, max_size=6))
def test_the_order_of_delivery_does_not_matter(
    empty: Path, data: st.DataObject, every: list[dict[Key, Decimal | str | None]]
) -> None:
    dated = [(day(number), content) for number, content in enumerate(every, start=1)]
    shuffled = data.draw(st.permutations(dated))
    with _scratch(empty) as straight, _scratch(empty) as mixed:
        for step in dated:
            _send(straight, *step)
        for step in shuffled:
            _send(mixed, *step)
        for vintage, _ in dated:
            assert _without_batches(straight, vintage) == _without_batches(mixed, vintage)


def _without_batches(store: Store, as_of: date) -> tuple[object, object]:
    figures: dict[object, tuple[Observation, ...]] = {
        key: tuple(replace(o, batch=0) for o in found) for key, found in store.observations(as_of=as_of).items()
    }
    facts = {
        (member.id, attribute): replace(known, batch=0)
        for register in store.members(as_of=as_of).values()
        for member in register.members
        for attribute, known in member.facts.items()
    }
    return figures, facts


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1), (2, 1, 3)])
def test_returns_of_a_register_give_its_newest_month_in_any_order(store: Store, order: tuple[int, ...]) -> None:
    for month in order:
        deliver(store, day(month), RegisterReturn("roads", Period.month_of(2024, month)))
    (register,) = store.members().values()
    assert (register.reported, register.vintage) == (Period.month_of(2024, 3), day(3))
