"""A lost or added 千, 万 or 亿 beside the series' own history."""

from decimal import Decimal

import pytest
from tests.domain.given import AREA, figure, months

from gaoxin_monitor.domain.batches import Figure, Outcome
from gaoxin_monitor.domain.codes import Freq, Severity, Transformation
from gaoxin_monitor.domain.diagnostics import NAMED
from gaoxin_monitor.domain.magnitude import OffScale, off_scale, told
from gaoxin_monitor.domain.observations import Observation, SeriesKey

YTD, LEVEL = Transformation.YTD, Transformation.LEVEL


def key(kind: Transformation = YTD) -> SeriesKey:
    return SeriesKey("x", AREA, Freq.MONTH, kind)


def off(
    new: Observation, *known: Observation, kind: Transformation = YTD, outcome: Outcome = Outcome.NEW
) -> tuple[OffScale, ...]:
    return off_scale([Figure(key(kind), new, outcome)], {key(kind): known} if known else {})


@pytest.mark.parametrize(
    ("before", "value", "times"),
    [
        ("2.5", "26000", 10000),
        ("2.5", "2600", 1000),
        ("2.5", "260000000", 100000000),
        ("26000", "2.5", -10000),
        ("2.5", "0.0026", -960),
        ("2.5", "260", 0),
        ("2.5", "2.6", 0),
        ("2.5", "0", 0),
    ],
)
def test_a_figure_five_hundred_times_off_is_named_with_how_many_times(before: str, value: str, times: int) -> None:
    found = off(figure("2024-M06", value), figure("2024-M05", before))
    assert [one.times if one.ratio > 1 else -one.times for one in found] == ([times] if times else [])


def test_multiples_are_compared_after_conversion() -> None:
    assert off(figure("2024-M06", 26000, "万元"), figure("2024-M05", "2.5")) == ()
    (found,) = off(figure("2024-M06", "2.6", "万元"), figure("2024-M05", "2.5"))
    assert found.times == 9600
    assert off(figure("2024-M06", 9, "亿美元"), figure("2024-M05", "25000")) == ()


def test_the_middle_of_the_nearest_decides_and_not_one_wrong_row() -> None:
    known = months({1: "0.4", 2: "0.9", 3: "1.4", 4: "1.9", 5: "24000"})
    assert off(figure("2024-M06", "2.9"), *known) == ()
    (found,) = off(figure("2024-M06", "29000"), *known)
    assert str(found.beside.period) == "2024-M04"


def test_what_a_revision_replaces_is_history_as_well() -> None:
    known = figure("2024-M06", "21298")
    (found,) = off(figure("2024-M06", "2.1298"), known, outcome=Outcome.REVISED)
    assert (found.times, found.beside) == (Decimal(10000), known)


def test_a_revision_is_told_beside_the_figure_it_replaces() -> None:
    known = months({3: "1.1", 4: "1.6", 5: "2.1", 6: "2.7"})
    (found,) = off(figure("2024-M06", "27000"), *known, outcome=Outcome.REVISED)
    assert (str(found.beside.period), found.times) == ("2024-M06", Decimal(10000))


def test_a_cumulation_is_compared_by_the_month_and_a_level_as_it_stands() -> None:
    assert off(figure("2024-M01", "0.05"), figure("2023-M12", 48)) == ()
    assert off(figure("2024-M01", "0.05"), figure("2023-M12", 48), kind=LEVEL) != ()
    (found,) = off(figure("2024-M01", 40000), figure("2023-M12", 48))
    assert found.times == 830


def test_a_new_series_is_compared_within_the_file_and_the_one_that_stands_out_is_named() -> None:
    delivered = [Figure(key(), found) for found in months({1: "0.4", 2: "0.9", 3: "14000", 4: "1.9", 5: "2.4"})]
    assert [str(one.figure.observation.period) for one in off_scale(delivered, {})] == ["2024-M03"]
    assert off(figure("2024-M06", "2.0")) == ()


def test_a_whole_file_in_the_wrong_unit_does_not_agree_with_itself() -> None:
    delivered = [Figure(key(), found) for found in months({4: "19000", 5: "24000", 6: "29000"})]
    known = months({1: "0.4", 2: "0.9", 3: "1.4"})
    assert len(off_scale(delivered, {key(): known})) == 3


@pytest.mark.parametrize("kind", [Transformation.YOY, Transformation.YTD_YOY, Transformation.INDEX])
def test_rates_have_no_multiples(kind: Transformation) -> None:
    assert off(figure("2024-M06", 9000, "%"), figure("2024-M05", 1, "%"), kind=kind) == ()


@pytest.mark.parametrize("outcome", [Outcome.SAME, Outcome.COARSER])
def test_what_is_not_written_is_not_asked(outcome: Outcome) -> None:
    assert off(figure("2024-M06", 26000), figure("2024-M05", "2.5"), outcome=outcome) == ()


def test_what_is_told_names_the_cell_and_both_values_and_stays_short() -> None:
    new, before = figure("2024-M06", 26000), figure("2024-M05", "2.5")
    (said,) = told(off(new, before))
    assert (said.slug, said.severity, said.place, said.excerpt) == (
        "magnitude-huge",
        Severity.WARNING,
        new.place,
        new.text,
    )
    assert said.params == {
        "value": new.value,
        "unit": new.unit,
        "times": Decimal(10000),
        "period": before.period,
        "before": before.value,
        "before_unit": before.unit,
    }
    many = told(off(new, before) * (NAMED + 3))
    assert (len(many), many[-1].slug, many[-1].params) == (NAMED + 1, "magnitude-more", {"count": 3})
