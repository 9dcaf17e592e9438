"""The demo's boards against the lights that were derived by hand from the status model's rules."""

import csv
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from gaoxin_monitor.domain.codes import Flag
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.workspace.desk import Workspace

DEMO = Path(__file__).resolve().parents[2] / "seeds" / "demo"
HALF_YEAR = date(2024, 7, 25)

Lights = dict[str, str]


def expected() -> dict[tuple[str, str], Lights]:
    with (DEMO / "expected-lights.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    boards = groupby(lines, key=lambda line: (line["month"], line["as_of"]))
    return {place: {line["target"]: line["light"] for line in group} for place, group in boards}


def month(text: str) -> Period:
    return Period(int(text[:4]), int(text[5:]), 1)


@pytest.fixture(scope="module")
def desk(demo: Path) -> Workspace:
    return Workspace.open(demo, today=HALF_YEAR)


@pytest.mark.parametrize("place", expected(), ids="·".join)
def test_a_board_of_the_demo_shows_the_lights_derived_by_hand(desk: Workspace, place: tuple[str, str]) -> None:
    lights = expected()[place]
    board = desk.board(month(place[0]), as_of=date.fromisoformat(place[1]))
    shown = {row.target.id: row.light.value for row in board.rows if row.target.id in lights}
    assert shown == lights


@pytest.mark.parametrize(
    ("when", "target", "flag"),
    [
        ("2024-06", "gdp_growth", Flag.PROVISIONAL),
        ("2024-06", "industrial_output_growth", Flag.BASE_REVISED),
        ("2024-06", "urban_investment", Flag.STALE),
        ("2024-06", "farm_bridges_new", Flag.STALE),
        ("2024-06", "start_changjiang_jinggong", Flag.LATE),
        ("2024-06", "cdc_in_use", Flag.CAPPED),
        ("2024-06", "city_key_projects_started", Flag.FINAL),
        ("2024-06", "hidden_debt_increment", Flag.WITHHELD),
    ],
)
def test_a_row_of_the_half_year_carries_the_flag_of_its_story(
    desk: Workspace, when: str, target: str, flag: Flag
) -> None:
    row = desk.board(month(when), as_of=HALF_YEAR).row(target)
    assert row is not None
    assert flag in row.flags


def test_fiscal_revenue_has_three_prior_years_and_so_no_assumed_pace(desk: Workspace) -> None:
    row = desk.board(month("2024-06"), as_of=HALF_YEAR).row("fiscal_revenue")
    assert row is not None
    assert Flag.ASSUMED_PROFILE not in row.flags


def test_the_only_contradiction_is_the_fiscal_revenue_of_june(desk: Workspace) -> None:
    board = desk.board(month("2024-06"), as_of=HALF_YEAR)
    found = {(one.key.indicator, str(one.chosen.period), one.chosen.source) for one in board.contradictions}
    assert found == {("fiscal_revenue", "2024-M06", "department")}


def test_a_coarser_restatement_leaves_the_exact_figure(desk: Workspace) -> None:
    row = desk.board(month("2024-06"), as_of=HALF_YEAR).row("tech_contract_value")
    assert row is not None
    assert str(row.value) == "2.708615"


def test_the_newest_month_of_the_demo_is_june(desk: Workspace) -> None:
    assert str(desk.board().month) == "2024-M06"
