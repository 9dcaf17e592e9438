from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import figure

from gaoxin_monitor.domain.batches import Figure, Outcome
from gaoxin_monitor.domain.codes import Freq, ObsStatus, Transformation
from gaoxin_monitor.domain.exact import percent
from gaoxin_monitor.domain.indicators import Indicator
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.sources import agree, resolve
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.domain.vintages import compare, outcome

NORMAL, PROVISIONAL = ObsStatus.NORMAL, ObsStatus.PROVISIONAL
KEY = SeriesKey("gdp", "100000", Freq.YEAR, Transformation.LEVEL)
RANKED = Indicator("gdp", "国内生产总值", "GDP", Unit("元", 8), sources=("nbs", "zone_bureau"))


def test_the_final_verification_of_the_gdp_of_2022_revises_its_first_release() -> None:
    first = figure("2022", 1210207, status=PROVISIONAL, vintage="2023-01-17")
    final = figure("2022", 1204724, vintage="2023-12-29")
    assert outcome(first, None) is Outcome.NEW
    assert outcome(final, first) is Outcome.REVISED
    assert first.order < final.order
    assert first.value is not None
    assert final.value is not None
    assert final.value - first.value == -5483
    assert str(percent(Fraction(final.value - first.value) / Fraction(first.value), 3)) == "-0.453"


@pytest.mark.parametrize(
    ("new", "previous", "expected"),
    [
        (figure("2024-M05", "2.13"), None, Outcome.NEW),
        (figure("2024-M05", None, status=ObsStatus.UNSPECIFIED), None, Outcome.NEW),
        (figure("2024-M05", "2.13"), figure("2024-M05", "2.13"), Outcome.SAME),
        (figure("2024-M05", "2.130"), figure("2024-M05", "2.13"), Outcome.SAME),
        (figure("2024-M05", "21300", "万元"), figure("2024-M05", "2.13"), Outcome.SAME),
        (figure("2024-M05", "2.1"), figure("2024-M05", "2.13"), Outcome.COARSER),
        (figure("2024-M05", "2.1"), figure("2024-M05", "2.15"), Outcome.REVISED),
        (figure("2024-M05", "2.2"), figure("2024-M05", "2.15"), Outcome.COARSER),
        (figure("2024-M05", "-2.2"), figure("2024-M05", "-2.15"), Outcome.COARSER),
        (figure("2024-M05", "2"), figure("2024-M05", "2.13"), Outcome.COARSER),
        (figure("2024-M05", "2"), figure("2024-M05", "2.5"), Outcome.REVISED),
        (figure("2024-M05", "2.13"), figure("2024-M05", "21298", "万元"), Outcome.COARSER),
        (figure("2024-M05", "21298", "万元"), figure("2024-M05", "2.13"), Outcome.REVISED),
        (figure("2024-M05", "2.13"), figure("2024-M05", "2.1"), Outcome.REVISED),
        (figure("2024-M05", "2.14"), figure("2024-M05", "2.13"), Outcome.REVISED),
        (figure("2024-M05", "2.13", status=PROVISIONAL), figure("2024-M05", "2.13"), Outcome.REVISED),
        (figure("2024-M05", "2.13"), figure("2024-M05", "2.13", status=PROVISIONAL), Outcome.REVISED),
        (figure("2024-M05", "2.13", "亿美元"), figure("2024-M05", "2.13"), Outcome.REVISED),
        (figure("2024-M05", None, status=ObsStatus.SUPPRESSED), figure("2024-M05", "2.13"), Outcome.REVISED),
        (figure("2024-M05", "2.13"), figure("2024-M05", None, status=ObsStatus.UNSPECIFIED), Outcome.REVISED),
        (figure("2024-M05", "2.13"), figure("2024-M05", None), Outcome.REVISED),
        (figure("2024-M05", None), figure("2024-M05", "2.13"), Outcome.REVISED),
        (
            figure("2024-M05", None, status=ObsStatus.UNSPECIFIED),
            figure("2024-M05", None, status=ObsStatus.UNSPECIFIED),
            Outcome.SAME,
        ),
        (
            figure("2024-M05", None, status=ObsStatus.SUPPRESSED),
            figure("2024-M05", None, status=ObsStatus.UNSPECIFIED),
            Outcome.REVISED,
        ),
    ],
)
def test_a_figure_is_new_revised_the_same_or_a_coarser_restatement(
    new: Observation, previous: Observation | None, expected: Outcome
) -> None:
    assert outcome(new, previous) is expected


def test_only_new_and_revised_figures_are_written() -> None:
    assert {o for o in Outcome if o.written} == {Outcome.NEW, Outcome.REVISED}


def test_a_delivery_is_compared_with_the_rows_of_its_own_source() -> None:
    may, june = "2024-M05", "2024-M06"
    current = {
        KEY: (
            figure(may, "2.13", source="zone_bureau"),
            figure(may, "2.20", source="zone_finance"),
            figure(june, "2.50", source="zone_finance"),
        )
    }
    delivered = [Figure(KEY, figure(may, "2.20", source="zone_bureau")), Figure(KEY, figure(june, "2.50"))]
    compared = compare(delivered, current, "zone_bureau")
    assert [(f.outcome, f.previous) for f in compared] == [(Outcome.REVISED, current[KEY][0]), (Outcome.NEW, None)]
    assert [f.observation for f in compared] == [f.observation for f in delivered]


def test_a_delivery_into_an_empty_store_is_all_new() -> None:
    assert [f.outcome for f in compare([Figure(KEY, figure("2022", 1))], {}, "nbs")] == [Outcome.NEW]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (figure("2024-M05", "2.13"), figure("2024-M05", "21298", "万元"), True),
        (figure("2024-M05", "21298", "万元"), figure("2024-M05", "2.13"), True),
        (figure("2024-M05", "2.13"), figure("2024-M05", "21249", "万元"), False),
        (figure("2024-M05", "10.2"), figure("2024-M05", "10.25"), False),
        (figure("2024-M05", "10.3"), figure("2024-M05", "10.25"), True),
        (figure("2024-M05", "2.13"), figure("2024-M05", "2.13", "亿美元"), False),
        (figure("2024-M05", None), figure("2024-M05", "2.13"), True),
        (figure("2024-M05", "2.13"), figure("2024-M05", None), True),
    ],
)
def test_figures_agree_when_equal_after_rounding_to_the_coarser(
    one: Observation, other: Observation, *, expected: bool
) -> None:
    assert agree(one, other) is expected


NBS = figure("2023", "9.9", source="nbs", vintage="2024-01-17")
ZONE = figure("2023", "10.2", source="zone_bureau", vintage="2024-06-30")
OTHER = figure("2023", "9.90", source="department", vintage="2024-07-01")
EMPTY = figure("2023", None, source="nbs", status=ObsStatus.UNSPECIFIED)


@pytest.mark.parametrize("order", list(permutations([NBS, ZONE, OTHER])))
def test_the_higher_ranked_source_wins_whatever_the_order_and_the_vintage(order: tuple[Observation, ...]) -> None:
    series, contradictions = resolve(KEY, order, RANKED)
    assert series.observations == (NBS,)
    assert [(c.key, c.chosen, c.other) for c in contradictions] == [(KEY, NBS, ZONE)]


def test_a_missing_figure_never_displaces_one_that_is_there() -> None:
    for order in permutations([EMPTY, ZONE]):
        series, contradictions = resolve(KEY, order, RANKED)
        assert series.observations == (ZONE,)
        assert contradictions == ()


def test_a_source_without_rank_loses_to_every_ranked_one() -> None:
    series, contradictions = resolve(KEY, [OTHER, ZONE], RANKED)
    assert series.observations == (ZONE,)
    assert [c.other for c in contradictions] == [OTHER]


def test_without_a_catalogue_entry_the_choice_still_does_not_hang_on_the_order() -> None:
    found = {resolve(KEY, order, None)[0].observations for order in permutations([NBS, ZONE, OTHER])}
    assert len(found) == 1


def test_periods_are_resolved_one_by_one_and_sorted() -> None:
    rows = [
        figure("2024-M05", 5),
        figure("2024-01-01/P2M", 2),
        figure("2024-M03", 3, source="nbs"),
        figure("2024-M02", 1),
    ]
    series, contradictions = resolve(KEY, rows, RANKED)
    assert [str(o.period) for o in series.observations] == ["2024-M02", "2024-01-01/P2M", "2024-M03", "2024-M05"]
    assert contradictions == ()


@st.composite
def one_row_per_period_and_source(draw: st.DrawFn) -> list[Observation]:
    cells = draw(
        st.dictionaries(
            st.tuples(
                st.sampled_from(["2024-M01", "2024-M02", "2024-M03"]), st.sampled_from(["a", "nbs", "zone_bureau"])
            ),
            st.none() | st.decimals(0, 3, places=1),
        )
    )
    return [figure(period, value, source=source) for (period, source), value in cells.items()]


@given(one_row_per_period_and_source(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_answer(rows: list[Observation], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    series, contradictions = resolve(KEY, rows, RANKED)
    again, others = resolve(KEY, shuffled, RANKED)
    assert series == again
    assert set(contradictions) == set(others)
    assert {o.period for o in series.observations} == {o.period for o in rows}
    assert all(c.chosen in series.observations and c.other not in series.observations for c in contradictions)


def test_the_vintage_then_the_batch_orders_two_rows() -> None:
    rows = [figure("2022", 1, vintage=v, batch=b) for v, b in (("2023-12-29", 3), ("2023-01-17", 9), ("2023-12-29", 2))]
    assert [row.batch for row in sorted(rows, key=lambda o: o.order)] == [9, 2, 3]
