"""Figures that a newer file takes back or leaves empty: which are named, and how many are only counted."""

import pytest
from tests.domain.given import AREA, figure

from gaoxin_monitor.domain.batches import Figure
from gaoxin_monitor.domain.codes import Freq, ObsStatus, Severity, Transformation
from gaoxin_monitor.domain.observations import SeriesKey
from gaoxin_monitor.domain.withdrawals import check_withdrawals, standing

SOURCE = "zone_bureau"


def key(number: int) -> SeriesKey:
    return SeriesKey(f"x{number}", AREA, Freq.MONTH, Transformation.YTD)


KNOWN = figure("2024-M05", "1.85", source=SOURCE, vintage="2024-06-18")
MARKED = figure("2024-M05", None, source=SOURCE, status=ObsStatus.NOT_COLLECTED, vintage="2024-07-18")


def withdrawn(number: int) -> list[Figure]:
    return [Figure(key(each), MARKED, previous=KNOWN) for each in range(number)]


@pytest.mark.parametrize(
    ("number", "named", "counted"), [(0, 0, []), (1, 1, []), (50, 50, []), (51, 50, [1]), (120, 50, [70])]
)
def test_fifty_cells_of_a_kind_are_named_and_the_others_counted(number: int, named: int, counted: list[int]) -> None:
    found = check_withdrawals(withdrawn(number), withdrawn(number))
    assert {each.severity for each in found} <= {Severity.WARNING}
    for slug in ("figure-withdrawn", "blank-keeps"):
        assert sum(each.slug == slug for each in found) == named
        assert [each.params["count"] for each in found if each.slug == f"{slug}-more"] == counted


def test_only_a_mark_where_a_value_stands_takes_one_back() -> None:
    figures = [
        Figure(key(1), MARKED, previous=KNOWN),
        Figure(key(2), MARKED, previous=MARKED),
        Figure(key(3), MARKED),
        Figure(key(4), KNOWN, previous=KNOWN),
    ]
    (found,) = check_withdrawals(figures, [])
    assert (found.slug, found.params["value"]) == ("figure-withdrawn", KNOWN.value)


def test_an_empty_cell_asks_only_about_what_the_same_source_gave() -> None:
    blanks = [Figure(key(each), MARKED) for each in (1, 2, 3)]
    current = {key(1): (KNOWN,), key(2): (figure("2024-M05", "1.85", source="zone_finance"),)}
    assert [each.key for each in standing(blanks, current, SOURCE)] == [key(1)]
