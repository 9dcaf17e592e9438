"""Composites: as good as the worst item, counted, never averaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import judged, target

from gaoxin_monitor.domain.codes import Flag, Kind, Light
from gaoxin_monitor.domain.evaluation.composite import compose, judge_composite

D, G, Y, R, P, N = Light.DONE, Light.GREEN, Light.YELLOW, Light.RED, Light.PENDING, Light.NODATA
LIVELIHOOD = target(Kind.COMPOSITE, 3, "件", indicator="")


@pytest.mark.parametrize(
    ("items", "light"),
    [
        ([D, G, Y, R, P, N], R),
        ([D, G, Y, P, N], Y),
        ([D, D, D], D),
        ([D, D, G], G),
        ([D, P, N], G),
        ([G, P, N], G),
        ([P, N], P),
        ([P, P], P),
        ([N, N], N),
        ([], N),
        ([D], D),
    ],
)
def test_an_item_takes_its_worst_child(items: list[Light], light: Light) -> None:
    assert compose(items) is light
    assert judge_composite(items).light is light


@given(st.lists(st.sampled_from(list(Light)), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_children_does_not_matter(items: list[Light], random: object) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert compose(items) is compose(shuffled)


@pytest.mark.parametrize(
    ("items", "light"),
    [
        ((D, D, D), D),
        ((D, D, G), R),
        ((D, Y, P), R),
        ((P, P, P), R),
        ((D, D, N), R),
        ((G, N, N), R),
        ((D, N, N), R),
        ((N, N, N), N),
        ((), N),
    ],
)
def test_final_and_short_is_red_but_nothing_known_is_no_data(items: tuple[Light, ...], light: Light) -> None:
    assert judged(LIVELIHOOD, 12, items=items).light is light


def test_the_counts_of_every_light_are_told() -> None:
    found = judge_composite([D, D, G, Y, N], 10)
    assert found.light is Y
    expected = {"done": 2, "green": 1, "yellow": 1, "red": 0, "pending": 0, "nodata": 1, "items": 5, "goal": 10}
    assert dict(found.reason.params) == expected
    assert {name: int(number or 0) for name, number in found.numbers.items()} == {
        "done": 2,
        "green": 1,
        "yellow": 1,
        "nodata": 1,
    }


def test_without_a_goal_all_items_are_the_goal() -> None:
    assert judge_composite([D, G]).reason.params["goal"] == 2


def test_a_composite_counts_the_items_done_and_is_as_old_as_the_board() -> None:
    found = judged(LIVELIHOOD, 6, items=(D, D, G))
    assert (found.light, str(found.period)) == (G, "2024-M06")
    assert found.value == 2
    assert found.judgement.reason.params["goal"] == 3
    assert judged(target(Kind.COMPOSITE, 10, "件"), 6, items=(D, G)).judgement.reason.params["goal"] == 10
    assert Flag.STALE not in found.judgement.flags
    assert judged(LIVELIHOOD, 6).period is None
