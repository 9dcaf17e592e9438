from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import PROFILES, figure, series

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period

TABLES = {
    "invest_north": [3, 7, 17, 26, 36, 50, 58, 67, 77, 86, 94, 100],
    "tech_contract": [3, 7, 17, 23, 30, 41, 47, 53, 63, 71, 81, 100],
    "tech_sme_batch": [0, 0, 8, 18, 30, 45, 55, 63, 72, 82, 92, 100],
    "hte_batch": [0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 60, 100],
}
JUNE = Period.of("2024-M06")


def test_the_tables_of_the_configuration_are_those_of_the_model() -> None:
    assert {name: [int(share) for share in shares] for name, shares in PROFILES.items()} == TABLES
    assert set(pace.RULE_PROFILES) == {"linear", "integer", "members", "prior_year_shares"}


@pytest.mark.parametrize(("name", "month"), [(name, month) for name in TABLES for month in range(1, 13)])
def test_a_table_gives_an_exact_share_for_every_month(name: str, month: int) -> None:
    assert pace.from_table(PROFILES[name], month) == Fraction(TABLES[name][month - 1], 100)


@pytest.mark.parametrize(
    ("months", "to_deadline", "share"),
    [
        (1, 12, (1, 12)),
        (6, 12, (1, 2)),
        (12, 12, (1, 1)),
        (1, 6, (1, 6)),
        (5, 6, (5, 6)),
        (6, 6, (1, 1)),
        (9, 6, (1, 1)),
    ],
)
def test_linear_pace_is_months_over_months_to_the_deadline(
    months: int, to_deadline: int, share: tuple[int, int]
) -> None:
    assert pace.linear(months, to_deadline) == Fraction(*share)


@pytest.mark.parametrize(
    ("goal", "months", "to_deadline", "expected"),
    [(1, 11, 12, 0), (1, 12, 12, 1), (5, 7, 12, 2), (33, 5, 6, 27), (33, 6, 6, 33), (33, 8, 6, 33), (40, 1, 12, 3)],
)
def test_whole_items_are_expected_rounded_down_and_never_more_than_the_goal(
    goal: int, months: int, to_deadline: int, expected: int
) -> None:
    assert pace.expected_count(goal, months, to_deadline) == expected


def test_without_a_deadline_the_year_has_twelve_months() -> None:
    assert pace.linear(6) == Fraction(1, 2)
    assert pace.expected_count(5, 6) == 2
    assert pace.expected_count(12, 11) == 11


def shares(*observations: Observation, period: Period = JUNE) -> tuple[Fraction, ...]:
    return pace.shares_of_earlier_years(series(Transformation.YTD, *observations), period)


def test_the_share_of_every_complete_earlier_year_is_taken_oldest_first() -> None:
    known = [figure("2023-M06", 48), figure("2023-M12", 100), figure("2022-M06", 90), figure("2022-M12", 200)]
    assert shares(*known) == (Fraction(45, 100), Fraction(48, 100))


@pytest.mark.parametrize(
    "known",
    [
        [],
        [figure("2023-M12", 100)],
        [figure("2023-M06", 48)],
        [figure("2023-M06", None), figure("2023-M12", 100)],
        [figure("2023-M06", 48), figure("2023-M12", None)],
        [figure("2023-M06", 48), figure("2023-M12", 0)],
        [figure("2024-M06", 48), figure("2024-M12", 100)],
        [figure("2025-M06", 48), figure("2025-M12", 100)],
    ],
)
def test_a_year_without_both_figures_gives_no_share(known: list[Observation]) -> None:
    assert shares(*known) == ()


def test_shares_do_not_depend_on_the_multiple_a_year_was_published_in() -> None:
    assert shares(figure("2023-M06", 4800, "万元"), figure("2023-M12", 1, "亿元")) == (Fraction(48, 100),)


def test_a_quarterly_series_is_closed_by_its_fourth_quarter() -> None:
    known = [figure("2023-Q2", 22), figure("2023-Q4", 50)]
    assert shares(*known, period=Period.of("2024-Q2")) == (Fraction(22, 50),)


def test_december_is_always_the_whole_year() -> None:
    assert shares(figure("2023-M12", 7), period=Period.of("2024-M12")) == (Fraction(1),)


def test_the_mean_is_plain_and_exact() -> None:
    assert pace.mean([Fraction(1, 3), Fraction(1, 2)]) == Fraction(5, 12)
    assert pace.mean(iter([Fraction(1, 3)])) == Fraction(1, 3)
    with pytest.raises(ZeroDivisionError):
        pace.mean([])


@given(st.integers(1, 500), st.integers(1, 11), st.integers(1, 12))
def test_no_expectation_falls_from_month_to_month(goal: int, month: int, to_deadline: int) -> None:
    assert pace.expected_count(goal, month, to_deadline) <= pace.expected_count(goal, month + 1, to_deadline) <= goal
    assert pace.linear(month, to_deadline) <= pace.linear(month + 1, to_deadline) <= 1
    for table in PROFILES.values():
        assert pace.from_table(table, month) <= pace.from_table(table, month + 1)
    assert all(table[-1] == Decimal(100) for table in PROFILES.values())
