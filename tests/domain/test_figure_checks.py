"""Doubts about new figures: never a reason to refuse them."""

from decimal import Decimal

import pytest
from tests.domain.given import AREA, figure, months

from gaoxin_monitor.domain.batches import Figure, Outcome
from gaoxin_monitor.domain.codes import Freq, Severity, Transformation
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.figure_checks import check_figures, check_vintage
from gaoxin_monitor.domain.observations import Observation, SeriesKey

YTD, LEVEL, YOY, YTD_YOY = Transformation.YTD, Transformation.LEVEL, Transformation.YOY, Transformation.YTD_YOY


def key(kind: Transformation) -> SeriesKey:
    return SeriesKey("x", AREA, Freq.MONTH, kind)


def doubts(
    new: Observation,
    *known: Observation,
    kind: Transformation = YTD,
    outcome: Outcome = Outcome.NEW,
) -> tuple[Diagnostic, ...]:
    return check_figures([Figure(key(kind), new, outcome)], {key(kind): known} if known else {})


def slugs(*found: Diagnostic) -> list[str]:
    return [doubt.slug for doubt in found]


@pytest.mark.parametrize(
    ("kind", "before", "value", "expected"),
    [
        (YTD, "2.5", "2.13", ["cumulative-falls"]),
        (YTD, "2.5", "2.50", []),
        (YTD, "2.5", "2.6", []),
        (YTD, "2.5", "0", ["cumulative-falls"]),
        (YTD, "0.5", "0", ["cumulative-falls"]),
        (LEVEL, "2.5", "2.13", []),
        (YTD_YOY, "8.6", "2.1", []),
        # a hundred times more or less
        (YTD, "2", "200", ["magnitude-jumps"]),
        (YTD, "2", "199", []),
        (YTD, "2", "0.02", ["magnitude-jumps"]),
        (YTD, "2", "0.021", ["cumulative-falls"]),
        (LEVEL, "2", "200", ["magnitude-jumps"]),
        (LEVEL, "2", "0.02", ["magnitude-jumps"]),
        (LEVEL, "2", "0", []),
        (YTD_YOY, "0.1", "10.5", []),
        # growth beyond a hundred percent
        (YOY, "5", "100.1", ["growth-implausible"]),
        (YTD_YOY, "5", "-100.1", ["growth-implausible"]),
        (YTD_YOY, "5", "100", []),
    ],
)
def test_a_new_figure_is_doubted_against_the_one_before(
    kind: Transformation, before: str, value: str, expected: list[str]
) -> None:
    measure = "%" if kind in {YOY, YTD_YOY} else "亿元"
    found = doubts(figure("2024-M06", value, measure), figure("2024-M05", before, measure), kind=kind)
    assert slugs(*found) == expected
    assert all(doubt.severity is Severity.WARNING for doubt in found)


@pytest.mark.parametrize(
    ("kind", "expected"), [(YTD, []), (LEVEL, ["magnitude-jumps"]), (YTD_YOY, []), (Transformation.INDEX, [])]
)
def test_a_cumulation_starts_anew_in_january_and_a_level_does_not(kind: Transformation, expected: list[str]) -> None:
    assert slugs(*doubts(figure("2024-M01", "0.1"), figure("2023-M12", "48"), kind=kind)) == expected


def test_multiples_are_compared_after_conversion_and_other_measures_not_at_all() -> None:
    assert slugs(*doubts(figure("2024-M06", 26000, "万元"), figure("2024-M05", "2.5"))) == []
    assert slugs(*doubts(figure("2024-M06", 24000, "万元"), figure("2024-M05", "2.5"))) == ["cumulative-falls"]
    assert slugs(*doubts(figure("2024-M06", 9, "亿美元"), figure("2024-M05", "2500"))) == []


def test_the_one_before_is_the_newest_earlier_figure_with_a_value() -> None:
    known = months({3: "1.5", 4: "2.5", 5: None, 7: "9.0"})
    (found,) = doubts(figure("2024-M06", "2.0"), *known)
    assert found.params["before"] == Decimal("2.5")
    assert str(found.params["period"]) == "2024-M04"
    assert found.params["value"] == Decimal("2.0")


def test_figures_of_one_file_are_compared_with_each_other() -> None:
    delivered = [Figure(key(YTD), found) for found in months({4: "2.5", 5: "2.1"})]
    assert slugs(*check_figures(delivered, {})) == ["cumulative-falls"]


def test_without_anything_before_nothing_is_doubted() -> None:
    assert doubts(figure("2024-M06", "2.0")) == ()
    assert doubts(figure("2024-M06", "2.0"), figure("2024-M05", None), figure("2024-M04", 0)) == ()


@pytest.mark.parametrize("outcome", [Outcome.SAME, Outcome.COARSER])
def test_figures_that_are_not_written_are_not_doubted(outcome: Outcome) -> None:
    assert doubts(figure("2024-M06", "2.0"), figure("2024-M05", "2.5"), outcome=outcome) == ()
    assert slugs(*doubts(figure("2024-M06", "2.0"), figure("2024-M05", "2.5"), outcome=Outcome.REVISED)) == [
        "cumulative-falls"
    ]
    assert doubts(figure("2024-M06", None), figure("2024-M05", "2.5")) == ()


def test_a_doubt_names_the_cell_and_its_text() -> None:
    new = figure("2024-M06", "2.0")
    (found,) = doubts(new, figure("2024-M05", "2.5"))
    assert (found.place, found.excerpt, found.params["unit"]) == (new.place, new.text, new.unit)


def test_known_figures_are_not_replaced_in_silence_on_todays_date_alone() -> None:
    revised = [
        Figure(key(YTD), figure("2024-M06", 2), outcome)
        for outcome in (Outcome.REVISED, Outcome.REVISED, Outcome.NEW, Outcome.SAME)
    ]
    (found,) = check_vintage(revised, assumed=True)
    assert (found.slug, found.severity, found.params) == ("vintage-assumed", Severity.WARNING, {"revised": 2})
    assert check_vintage(revised, assumed=False) == ()
    assert check_vintage(revised[2:], assumed=True) == ()
