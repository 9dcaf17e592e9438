import pytest
from tests.domain.given import day, figure

from gaoxin_monitor.domain.batches import Delivery, FactEntry, Figure, Outcome, undone_of
from gaoxin_monitor.domain.codes import Attribute, Freq, Transformation
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import SeriesKey

KEY = SeriesKey("x", "GX-610561", Freq.MONTH, Transformation.YTD)


def test_a_delivery_counts_its_figures_and_facts_by_outcome() -> None:
    fact = MemberFact("roads", "road_1", Attribute.ACTUAL, "2024-05-31", day("2024-06-05"), 0)
    delivery = Delivery(
        figures=(Figure(KEY, figure("2024-M05", 1)), Figure(KEY, figure("2024-M04", 1), Outcome.SAME)),
        facts=(FactEntry(fact), FactEntry(fact, Outcome.REVISED, "2024-05-30")),
    )
    assert delivery.counts() == {Outcome.NEW: 2, Outcome.REVISED: 1, Outcome.SAME: 1, Outcome.COARSER: 0}


def test_an_empty_delivery_counts_nothing() -> None:
    assert set(Delivery().counts().values()) == {0}


@pytest.mark.parametrize(
    ("undos", "undone"),
    [
        ([], set()),
        ([(3, 1)], {1}),
        ([(3, 1), (4, 2)], {1, 2}),
        ([(3, 1), (4, 3)], {3}),  # the undo was undone: 1 counts again
        ([(3, 1), (4, 3), (5, 4)], {1, 4}),
        ([(5, 4), (4, 3), (3, 1)], {1, 4}),
    ],
)
def test_an_undo_that_was_undone_counts_no_more(undos: list[tuple[int, int]], undone: set[int]) -> None:
    assert undone_of(undos) == undone
