"""Every flag of the status model through the real judgement: when it stands, and when it just does not."""

from collections.abc import Callable

import pytest
from tests.domain.given import (
    QUARTERLY,
    day,
    figure,
    growth_target,
    judged,
    judged_by,
    member,
    months,
    register,
    series,
    target,
)

from gaoxin_monitor.domain.codes import Accumulation, Flag, Kind, ObsStatus, TargetFlag, Transformation
from gaoxin_monitor.domain.evaluation.evidence import Assessment

YTD, YTD_YOY = Transformation.YTD, Transformation.YTD_YOY
JUNE_END = day("2024-06-30")
ON_TIME = day("2024-07-20")
Judge = Callable[[], Assessment]


def revenue(value: str = "6", *, status: ObsStatus = ObsStatus.NORMAL, on: str = "2024-07-20", **more: object) -> Judge:
    """12 a year, evenly: 6 are due by June."""
    of = target(Kind.LEVEL_AT_LEAST, 12, "亿元", profile=more.pop("profile", "linear"), **more)
    return lambda: judged_by(of, 12, figure("2024-M06", value, status=status), as_of=day(on))


def flagged(*flags: TargetFlag, value: str = "6") -> Judge:
    return revenue(value, flags=frozenset(flags))


def by_june(before: str, after: str) -> Judge:
    """12 by the end of June: what was there by then, and what in July."""
    of = target(Kind.LEVEL_AT_LEAST, 12, "亿元", profile="linear", deadline=JUNE_END)
    return lambda: judged_by(of, 7, figure("2024-M06", before), figure("2024-M07", after))


def opened(actual: str) -> Judge:
    school = target(Kind.MILESTONE_BY_DATE, indicator="", register="milestones", id="school")
    held = register("2024-M06", member("school", planned="2024-06-30", actual=actual), name="milestones")
    return lambda: judged(school, 7, register=held, as_of=ON_TIME)


def counted(actual: str) -> Judge:
    roads = target(Kind.COUNT_ALL, 1, "条", profile="members", register="t", indicator="", deadline=JUNE_END)
    held = register("2024-M07", member("a", planned="2024-06-30", actual=actual))
    return lambda: judged(roads, 7, register=held)


def listed(**dates: str) -> Judge:
    roads = target(Kind.COUNT_ALL, 12, "条", profile="members", register="t", indicator="")
    return lambda: judged(roads, 6, register=register("2024-M06", member("a", **dates)), as_of=ON_TIME)


def grown(published: str, level: str, base: str) -> Judge:
    """The published rate beside two levels in whole 亿元."""
    levels = series(YTD, figure("2023-Q2", base), figure("2024-Q2", level))
    rates = series(YTD_YOY, figure("2024-Q2", published, "%"))
    return lambda: judged(growth_target(5, frequency=QUARTERLY), 6, levels, rates, as_of=ON_TIME)


def with_years(*years: int) -> Judge:
    of = target(Kind.LEVEL_AT_LEAST, 12, "亿元", profile="prior_year_shares")
    earlier = [o for year in years for o in months({6: "5", 12: "10"}, year=year)]
    known = series(YTD, *earlier, figure("2024-M06", "6"))
    return lambda: judged(of, 6, known, as_of=ON_TIME)


def december(deadline: str | None) -> Judge:
    of = target(
        Kind.LEVEL_AT_MOST,
        5,
        "%",
        accumulation=Accumulation.POINT_IN_TIME,
        deadline=day(deadline) if deadline else None,
    )
    return lambda: judged_by(of, 12, figure("2024-M12", "4.1", "%"), as_of=day("2025-01-05"))


TABLE: list[tuple[Flag, str, Judge, Judge]] = [
    (Flag.LATE, "a level reached after its deadline", by_june("11", "12"), by_june("12", "13")),
    (Flag.LATE, "a milestone after its planned day", opened("2024-07-01"), opened("2024-06-30")),
    (Flag.LATE, "the last member after the deadline", counted("2024-07-01"), counted("2024-06-30")),
    (Flag.PROVISIONAL, "the figure's status", revenue(status=ObsStatus.PROVISIONAL), revenue(status=ObsStatus.BREAK)),
    # July is due 07-31 and stale after 08-10
    (Flag.STALE, "one missed release", revenue(on="2024-08-11"), revenue(on="2024-08-10")),
    (Flag.STALE, "two missed releases", revenue(on="2024-10-01"), revenue("12", on="2024-10-01")),
    # 110/100 is 10.0 %; half a unit of the last digit on both sides allows 100 (0.5/110 + 0.5/100) = 0.95 points
    (Flag.BASE_REVISED, "growth far from the levels", grown("9.0", "110", "100"), grown("9.1", "110", "100")),
    # with two decimals only the half point is left
    (Flag.BASE_REVISED, "the half point", grown("9.4", "110.00", "100.00"), grown("9.5", "110.00", "100.00")),
    (Flag.ASSUMED_PROFILE, "a table", revenue(profile="invest_north"), revenue()),
    (Flag.ASSUMED_PROFILE, "fewer than three years", with_years(2022, 2023), with_years(2021, 2022, 2023)),
    (Flag.ASSUMED_PROFILE, "no year at all", with_years(), with_years(2021, 2022, 2023)),
    (Flag.ASSUMED_PROFILE, "a list without plans", listed(name="路"), listed(planned="2024-09-30")),
    (
        Flag.CAPPED,
        "an effort that would be red",
        flagged(TargetFlag.BEST_EFFORT, value="1"),
        flagged(TargetFlag.BEST_EFFORT, TargetFlag.HARD_DEADLINE, value="1"),
    ),
    (
        Flag.CAPPED,
        "an effort that is yellow by itself",
        flagged(TargetFlag.BEST_EFFORT, value="1"),
        flagged(TargetFlag.BEST_EFFORT, value="5.5"),
    ),
    (Flag.BEST_EFFORT, "the plan's wording", flagged(TargetFlag.BEST_EFFORT), flagged()),
    (Flag.INFERRED, "the plan's wording", flagged(TargetFlag.INFERRED), flagged()),
    (Flag.WITHHELD, "the law", flagged(TargetFlag.WITHHELD), flagged()),
    (Flag.FINAL, "the period of the deadline", december("2024-12-31"), december("2025-01-31")),
    (Flag.FINAL, "never without a deadline", december("2024-06-30"), december(None)),
]


@pytest.mark.parametrize(("flag", "why", "has", "lacks"), TABLE, ids=[f"{row[0]}: {row[1]}" for row in TABLE])
def test_a_flag_stands_where_the_model_says_and_not_beside_it(flag: Flag, why: str, has: Judge, lacks: Judge) -> None:
    assert flag in has().judgement.flags, why
    assert flag not in lacks().judgement.flags, why


def test_no_flag_of_the_model_is_without_a_case() -> None:
    assert {flag for flag, *_ in TABLE} == set(Flag)
