import pytest
from tests.store.building import JUNE, MAY, REVENUE, day, deliver, fact, figure, head, undo_head, values

from gaoxin_monitor.domain.batches import Delivery, Outcome, RegisterReturn
from gaoxin_monitor.domain.codes import ObsStatus
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.store import Store


def test_undo_restores_every_answer_exactly(store: Store) -> None:
    deliver(store, day(1), figure("2.13", line=3), fact("2024-08-01"), RegisterReturn("roads", MAY), file="a.csv")
    before = (store.observations(), store.members())
    changed = (
        figure("9.99"),
        figure("1.80", MAY),
        fact("2024-09-01"),
        fact("路", "other"),
        RegisterReturn("roads", JUNE),
    )
    deliver(store, day(2), *changed, file="b.csv")
    assert (store.observations(), store.members()) != before

    batch = store.undo(2, undo_head())

    assert (store.observations(), store.members()) == before
    assert (batch.id, batch.head.undoes, batch.counts[Outcome.REVISED]) == (3, 2, 4)
    assert values(store, last_batch=2) == ["1.80", "9.99"]
    assert store.undone() == {2}
    assert store.undone(last_batch=2) == frozenset()
    assert store.verify() == ()


def test_the_rows_of_an_undo_say_what_they_put_back_and_what_they_take_away(store: Store) -> None:
    deliver(store, day(1), figure("2.13", line=3), file="a.csv")
    deliver(store, day(2), figure("9.99"), figure("1.80", MAY), fact("2024-08-01"), file="b.csv")
    store.undo(2, undo_head())

    written = store.written_by(3)
    may, june = written.figures
    assert (may.observation.value, may.observation.text, may.observation.status) == (None, "", ObsStatus.UNSPECIFIED)
    assert may.previous is not None
    assert str(may.previous.value) == "1.80"
    assert (str(june.observation.value), june.observation.place.file, june.observation.place.line) == (
        "2.13",
        "a.csv",
        3,
    )
    assert [(entry.fact.value, entry.previous) for entry in written.facts] == [("", "2024-08-01")]
    rows = [(row.batch, row.vintage, str(row.value)) for row in store.revisions(REVENUE, JUNE)]
    assert rows == [(1, day(1), "2.13"), (2, day(2), "9.99"), (3, day(2), "2.13")]
    assert [(row.batch, row.value) for row in store.fact_history("roads", "road")] == [(2, "2024-08-01"), (3, "")]


def test_what_a_later_batch_replaced_already_is_left_alone(store: Store) -> None:
    deliver(store, day(1), figure("1"), figure("5", MAY))
    deliver(store, day(2), figure("2"), figure("6", MAY))
    deliver(store, day(2), figure("3"))
    assert store.undo(2, undo_head()).counts[Outcome.REVISED] == 1
    assert values(store) == ["5", "3"]


def test_what_a_later_file_repeated_stays_and_names_that_file(store: Store) -> None:
    deliver(store, day(1), figure("1"), file="a.csv")
    deliver(store, day(2), figure("2"), file="wrong.csv")
    deliver(store, day(3), figure("2"), file="c.csv")
    store.undo(2, undo_head())
    assert values(store, as_of=day(2)) == ["1"]
    (kept,) = store.observations()[REVENUE]
    assert (str(kept.value), kept.place.file) == ("2", "c.csv")


def test_what_is_put_back_is_written_once_also_when_later_files_repeat_it(store: Store) -> None:
    deliver(store, day(1), figure("10.04"))
    deliver(store, day(2), figure("10.1"))
    deliver(store, day(3), figure("10"))  # fewer digits of either
    deliver(store, day(4), figure("10"))
    assert store.undo(2, undo_head()).counts[Outcome.REVISED] == 1
    assert [values(store, as_of=day(n)) for n in (1, 2, 3, 4)] == [["10.04"]] * 4


def test_an_undone_file_can_be_imported_again(store: Store) -> None:
    deliver(store, day(1), figure("1"))
    store.undo(1, undo_head())
    assert values(store) == []
    assert deliver(store, day(1), figure("1")).counts[Outcome.NEW] == 1
    assert values(store) == ["1"]


def test_an_undo_can_be_undone(store: Store) -> None:
    deliver(store, day(1), figure("1"), RegisterReturn("roads", MAY))
    deliver(store, day(2), figure("2"), figure("7", MAY), RegisterReturn("roads", JUNE))
    after = (store.observations(), store.members())
    store.undo(2, undo_head())
    store.undo(3, undo_head())
    assert (store.observations(), store.members()) == after
    assert store.undone() == {3}
    store.undo(4, undo_head())
    assert values(store) == ["1"]
    assert store.undone() == {4, 2}


def test_undoing_twice_is_refused(store: Store) -> None:
    deliver(store, day(1), figure("1"))
    store.undo(1, undo_head())
    with pytest.raises(UsageError) as refusal:
        store.undo(1, undo_head())
    assert (refusal.value.slug, refusal.value.params) == ("store-already-undone", {"batch": 1})
    assert store.last_batch() == 2


def test_undoing_what_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(UsageError) as refusal:
        store.undo(1, undo_head())
    assert (refusal.value.slug, refusal.value.params) == ("unknown-batch", {"batch": 1})


def test_undoing_a_batch_that_changed_nothing_changes_nothing(store: Store) -> None:
    deliver(store, day(1), figure("1"))
    deliver(store, day(2), figure("1"))
    deliver(store, day(3))
    assert store.undo(2, undo_head()).counts[Outcome.REVISED] == 0
    assert store.undo(3, undo_head()).counts[Outcome.REVISED] == 0
    assert values(store) == ["1"]


def test_a_repetition_of_what_was_withdrawn_since_is_not_brought_back(store: Store) -> None:
    deliver(store, day(1), figure("1"))
    deliver(store, day(1), figure("1"))
    store.undo(2, undo_head())
    store.undo(1, undo_head())
    assert values(store) == []
    assert deliver(store, day(5), figure("1")).counts[Outcome.NEW] == 1


def test_the_same_import_is_found_until_it_is_undone(store: Store) -> None:
    sha256 = head(day(1)).file.sha256  # type: ignore[union-attr]
    assert store.find_import(sha256, "flash") is None
    deliver(store, day(1), figure("1"))
    store.append(head(day(2), file=None), Delivery())
    found = store.find_import(sha256, "flash")
    assert found is not None
    assert found.id == 1
    assert store.find_import(sha256, "manual") is None
    assert store.find_import("another", "flash") is None
    store.undo(1, undo_head())
    assert store.find_import(sha256, "flash") is None
