from datetime import date
from decimal import Decimal

import pytest
from tests.domain.given import member, monthly_register, register, reporting

from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.domain.periods import Period

ROAD = member("road_1", name="敬贤路", planned="2024-06-30", actual="", progress="62.5", remark="在建")


def test_facts_of_a_member_are_read_as_texts_days_and_percent() -> None:
    assert ROAD.text(Attribute.REMARK) == "在建"
    assert ROAD.text(Attribute.OWNER) == ""
    assert ROAD.day(Attribute.PLANNED) == date(2024, 6, 30)
    assert ROAD.progress == Decimal("62.5")


def test_an_empty_fact_takes_an_earlier_one_back() -> None:
    assert ROAD.day(Attribute.ACTUAL) is None


@pytest.mark.parametrize("text", ["", "过半", "62,5"])
def test_progress_that_is_no_number_is_unknown(text: str) -> None:
    assert member(progress=text).progress is None


def test_a_member_is_called_by_its_name_or_else_its_id() -> None:
    assert ROAD.name == "敬贤路"
    assert Member("roads", "road_2").name == "road_2"
    assert member("road_3", name="").name == "road_3"


def test_a_register_finds_a_member_by_id() -> None:
    roads = register("2024-M05", ROAD, member("road_2"))
    assert roads.member("road_1") is ROAD
    assert roads.member("road_9") is None


def test_a_month_knows_nothing_of_plans_that_later_returns_told() -> None:
    told = {
        Attribute.PLANNED: {2: "2024-05-31", 6: "2024-07-31"},
        Attribute.FORECAST: {5: "2024-06-25", 6: "2024-09-30"},
    }
    known = monthly_register(6, reporting("road", told, actual="2024-04-30"), member("other"))
    assert known.until(Period.of("2024-M06")) is known
    shown = {month: known.until(Period.month_of(2024, month)).member("road") for month in (1, 2, 5)}
    days = {
        month: (road.text(Attribute.PLANNED), road.text(Attribute.FORECAST), road.text(Attribute.ACTUAL))
        for month, road in shown.items()
        if road is not None
    }
    assert days == {
        1: ("2024-05-31", "", "2024-04-30"),  # the first plan stands for the months before it was told
        2: ("2024-05-31", "", "2024-04-30"),
        5: ("2024-05-31", "2024-06-25", "2024-04-30"),
    }
