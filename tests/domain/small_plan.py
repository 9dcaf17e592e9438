"""A small plan with every kind that has a rule, and boards of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tests.domain.given import (
    AREA,
    BATCHES,
    EVENT,
    LONG_AFTER,
    PROFILES,
    QUARTERLY,
    growth_target,
    member,
    months,
    register,
    target,
)

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.building import Knowledge, build_board
from gaoxin_monitor.domain.codes import Accumulation, Freq, Kind, TargetFlag, Transformation
from gaoxin_monitor.domain.indicators import Catalogue, Indicator
from gaoxin_monitor.domain.members import Register
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Plan, Target
from gaoxin_monitor.domain.units import Unit

YTD, YTD_YOY, LEVEL, YOY = Transformation.YTD, Transformation.YTD_YOY, Transformation.LEVEL, Transformation.YOY
CHILD = frozenset({TargetFlag.COMPOSITE_MEMBER})
FISCAL = Indicator("fiscal", "区级财政收入", "Fiscal revenue", Unit("元", 8), sources=("zone_finance", "zone_bureau"))
CATALOGUE = Catalogue((FISCAL,))

REVENUE = target(Kind.LEVEL_AT_LEAST, 12, "亿元", id="revenue", indicator="fiscal", profile="linear")
GDP = growth_target(10, id="gdp", indicator="gdp", frequency=QUARTERLY)
ROADS = target(
    Kind.COUNT_ALL,
    2,
    "条",
    id="roads",
    profile="members",
    register="roads",
    indicator="",
    livelihood_item=1,
    flags=CHILD,
)
SCHOOL = target(
    Kind.MILESTONE_BY_DATE,
    1,
    "所",
    id="school",
    register="milestones",
    indicator="",
    frequency=EVENT,
    livelihood_item=2,
    flags=CHILD,
)
NURSERY = replace(SCHOOL, id="nursery")
ASIDE = replace(SCHOOL, id="aside", flags=frozenset())
TEN = target(Kind.COMPOSITE, 2, "件", id="ten", indicator="")
JOBLESS = target(
    Kind.LEVEL_AT_MOST, "4.5", "%", id="jobless", indicator="jobless", accumulation=Accumulation.POINT_IN_TIME
)


def plan(*targets: Target, **more: object) -> Plan:
    facts = {"profiles": PROFILES, "batch_profiles": BATCHES} | more
    return Plan("2024", "工作要点", "Work plan", 2024, AREA, (), targets, **facts)  # type: ignore[arg-type]


def key(indicator: str, kind: Transformation, freq: Freq = Freq.MONTH) -> SeriesKey:
    return SeriesKey(indicator, AREA, freq, kind)


def known(current: Mapping[SeriesKey, tuple[Observation, ...]] | None = None, *registers: Register) -> Knowledge:
    return Knowledge(current=current or {}, registers={found.id: found for found in registers})


def board(of: Plan, knowledge: Knowledge, month: int = 6, as_of: date = LONG_AFTER) -> Board:
    return build_board(of, CATALOGUE, knowledge, month=Period.month_of(2024, month), as_of=as_of)


def row(of: Plan, knowledge: Knowledge, name: str, month: int = 6, as_of: date = LONG_AFTER) -> BoardRow:
    found = board(of, knowledge, month, as_of).row(name)
    assert found is not None
    return found


# revenue 12 a year: 1 a month is due; −0.5 is −4.2 points (yellow), −1.5 is −12.5 points (red)
FIGURES = months({1: "1.0", 2: "1.5", 3: "2.5", 4: "2.5", 5: "4.5", 6: "4.5"})
FISCAL_KNOWN = {key("fiscal", YTD): FIGURES}


ON_TIME = "2024-05-20"


def livelihood(*days: str) -> Knowledge:
    """Roads a and b, school, nursery: their actual days on a plan of the end of May."""
    roads = [
        member(n, planned="2024-05-31", actual=text, register="roads") for n, text in zip("ab", days, strict=False)
    ]
    stones = [
        member(n, planned="2024-05-31", actual=text, register="milestones")
        for n, text in zip(("school", "nursery"), days[2:], strict=True)
    ]
    return known(
        None,
        register("2024-M06", *roads, name="roads"),
        register("2024-M06", *stones, member("aside", planned="2024-01-31"), name="milestones"),
    )
