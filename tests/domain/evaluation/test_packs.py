"""Rule packs at their edges, as the configuration defines them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import (
    case,
    figure,
    growth_target,
    judged,
    member,
    monthly_register,
    register,
    reporting,
    series,
    target,
)

from gaoxin_monitor.domain.codes import COUNTS, Accumulation, Attribute, Kind, Light, Transformation
from gaoxin_monitor.domain.evaluation import Assessment, assess
from gaoxin_monitor.domain.evaluation.counts import judge_count, judge_members
from gaoxin_monitor.domain.evaluation.growth import judge_growth
from gaoxin_monitor.domain.evaluation.level import judge_level, pace_measures
from gaoxin_monitor.domain.evaluation.projects import judge_progress
from gaoxin_monitor.domain.lights import Compare, Condition, Distance, Measure
from gaoxin_monitor.domain.packs import Band, RulePack, Test
from gaoxin_monitor.domain.plans import Target, Thresholds
from gaoxin_monitor.settings import load

PLAN = load(Path(__file__).parents[3]).plan
PACKS = PLAN.packs
RULES = Thresholds()
PROJECTS = {Kind.LEVEL_AT_LEAST, *COUNTS, Kind.PROGRESS_VS_PLAN}
SEVERITY = {Light.DONE: 0, Light.GREEN: 1, Light.PENDING: 1, Light.YELLOW: 2, Light.RED: 3}
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
GREEN, YELLOW, RED, NODATA = Light.GREEN, Light.YELLOW, Light.RED, Light.NODATA
YTD, YTD_YOY = Transformation.YTD, Transformation.YTD_YOY


def test_every_pack_judges_the_kinds_that_its_source_speaks_of() -> None:
    paced = {name for name, pack in PACKS.items() if pack.kinds == PROJECTS}
    assert paced == {"yinchuan_2025", "sanya_2022", "spi_95_90", "pp_0_5"}
    assert PACKS["tianjin_2022"].kinds == {Kind.GROWTH_RATE}
    assert PACKS["last_year_pace"].kinds == {Kind.LEVEL_AT_LEAST}
    assert len(PACKS) == len(paced) + 2


# ── against the pace: value of 100, expected share ──


@pytest.mark.parametrize(
    ("pack", "value", "pace", "light"),
    [
        # Yinchuan: 10 and 30 below are both yellow, as shown
        ("yinchuan_2025", "50", HALF, GREEN),
        ("yinchuan_2025", "40.1", HALF, GREEN),
        ("yinchuan_2025", "40.06", HALF, GREEN),
        ("yinchuan_2025", "40.05", HALF, YELLOW),  # 9.95 below is shown as 10.0
        ("yinchuan_2025", "40", HALF, YELLOW),
        ("yinchuan_2025", "20", HALF, YELLOW),
        ("yinchuan_2025", "19.96", HALF, YELLOW),
        ("yinchuan_2025", "19.9", HALF, RED),
        # Sanya: half of what was due
        ("sanya_2022", "50", HALF, GREEN),
        ("sanya_2022", "49.9", HALF, YELLOW),
        ("sanya_2022", "25", HALF, YELLOW),
        ("sanya_2022", "24.9", HALF, RED),
        ("sanya_2022", "0", QUARTER, RED),
        ("sanya_2022", "12.5", QUARTER, YELLOW),
        # earned value: 0.95 to 1.05, 0.90 to 1.10, both ends with the better light
        ("spi_95_90", "50", HALF, GREEN),
        ("spi_95_90", "47.5", HALF, GREEN),
        ("spi_95_90", "47.2", HALF, YELLOW),  # 0.944 → 0.94
        ("spi_95_90", "45", HALF, YELLOW),
        ("spi_95_90", "44.7", HALF, RED),  # 0.894 → 0.89
        ("spi_95_90", "52.5", HALF, GREEN),
        ("spi_95_90", "52.8", HALF, YELLOW),  # 1.056 → 1.06
        ("spi_95_90", "55", HALF, YELLOW),
        ("spi_95_90", "55.3", HALF, RED),  # 1.106 → 1.11
        # five points
        ("pp_0_5", "50", HALF, GREEN),
        ("pp_0_5", "49.9", HALF, YELLOW),
        ("pp_0_5", "45", HALF, YELLOW),
        ("pp_0_5", "44.9", HALF, RED),
    ],
)
def test_a_level_and_progress_are_judged_by_the_published_edges(
    pack: str, value: str, pace: Fraction, light: Light
) -> None:
    by = PACKS[pack]
    found = judge_level(Decimal(value), Decimal(100), pace, RULES, final=False, pack=by)
    assert (found.light, found.reason.code) == (light, "pack-level")
    assert judge_progress(Decimal(value), pace, RULES, pack=by).light is light


@pytest.mark.parametrize(
    ("pack", "count", "expected", "light"),
    [
        ("yinchuan_2025", 10, 10, GREEN),
        ("yinchuan_2025", 9, 10, GREEN),  # 5 points of 20
        ("yinchuan_2025", 8, 10, YELLOW),
        ("yinchuan_2025", 4, 10, YELLOW),
        ("yinchuan_2025", 3, 10, RED),
        ("sanya_2022", 5, 10, YELLOW),
        ("sanya_2022", 4, 10, RED),
        ("spi_95_90", 9, 10, YELLOW),
        ("spi_95_90", 8, 10, RED),
        ("spi_95_90", 12, 10, RED),
        ("pp_0_5", 9, 10, YELLOW),
        ("pp_0_5", 8, 10, RED),
    ],
)
def test_a_count_of_twenty_is_judged_by_the_published_edges(pack: str, count: int, expected: int, light: Light) -> None:
    by = PACKS[pack]
    found = judge_count(count, 20, expected, HALF, RULES, final=False, pack=by)
    assert (found.light, found.reason.code) == (light, "pack-count")
    assert judge_members(count, 20, expected, HALF, RULES, final=False, pack=by).light is light


@pytest.mark.parametrize(("count", "points"), [(7, "-15.0"), (10, "0.0"), (13, "15.0")])
def test_a_count_tells_its_distance_to_what_was_due_in_points_of_the_goal(count: int, points: str) -> None:
    found = judge_count(count, 20, 10, HALF, RULES, final=False, pack=PACKS["yinchuan_2025"])
    assert found.reason.params["points"] == Decimal(points)


def test_without_planned_days_a_pack_is_no_worse_than_yellow_either() -> None:
    found = judge_members(0, 20, None, HALF, RULES, final=False, pack=PACKS["pp_0_5"])
    assert (found.light, found.reason.code) == (YELLOW, "count-no-plan")


@pytest.mark.parametrize("pack", ["sanya_2022", "spi_95_90"])
def test_while_no_item_is_due_no_pack_has_a_word(pack: str) -> None:
    found = judge_count(0, 20, 0, Fraction(1, 24), RULES, final=False, pack=PACKS[pack])
    assert (found.light, found.reason.code) == (GREEN, "count-on-pace")


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_done_final_and_pending_are_decided_before_any_pack(pack: str) -> None:
    by = PACKS[pack]

    def light(value: int, pace: Fraction, *, final: bool = False) -> Light:
        return judge_level(Decimal(value), Decimal(100), pace, RULES, final=final, pack=by).light

    assert light(100, HALF) is Light.DONE
    assert light(99, Fraction(1), final=True) is RED
    assert light(0, Fraction(0)) is Light.PENDING
    counted = [
        judge_count(20, 20, 1, HALF, RULES, final=False, pack=by).light,
        judge_count(19, 20, 20, HALF, RULES, final=True, pack=by).light,
    ]
    assert counted == [Light.DONE, RED]
    rates = [
        judge_growth(Decimal(rate), Decimal(11), None, RULES, first_release=False, final=True, pack=by).light
        for rate in ("11", "10.9")
    ]
    assert rates == [Light.DONE, RED]


# ── growth, with the superior area ──


@pytest.mark.parametrize(
    ("growth", "area", "light"),
    [
        ("11", "11", GREEN),
        ("11", "10.9", GREEN),
        ("11", "11.1", YELLOW),
        ("10.9", "5", YELLOW),
        ("0.1", "5", YELLOW),
        ("0", "5", YELLOW),
        ("0", "-5", YELLOW),
        ("-0.1", "-5", RED),
        ("-0.1", None, RED),  # a fall needs no comparison
        ("10.9", None, YELLOW),  # below the plan is yellow whatever the area did
        ("11", None, NODATA),
    ],
)
def test_growth_is_held_against_the_plan_and_the_superior_area(growth: str, area: str | None, light: Light) -> None:
    rates = series(YTD_YOY, figure("2024-M06", growth, "%"))
    superior = series(YTD_YOY, figure("2024-M06", area, "%")) if area else None
    found = judged(growth_target(11), 6, rates, pack=PACKS["tianjin_2022"], superior=superior)
    assert found.light is light
    reason = found.judgement.reason
    assert reason.code == ("pack-unknown" if light is NODATA else "pack-growth")
    asked = growth != "-0.1"
    assert reason.params["unknown"] == ((Measure.AREA_GAP,) if asked and area is None else ())
    assert reason.params["pack"] == "tianjin_2022"


def test_the_superior_areas_figure_must_be_of_the_same_period() -> None:
    rates = series(YTD_YOY, figure("2024-M06", "11", "%"))
    older = series(YTD_YOY, figure("2024-M05", "5", "%"))
    missing = series(YTD_YOY, figure("2024-M06", None, "%"))
    for superior in (older, missing):
        assert judged(growth_target(11), 6, rates, pack=PACKS["tianjin_2022"], superior=superior).light is NODATA


# ── last year's pace ──

REVENUE = target(Kind.LEVEL_AT_LEAST, 100, "亿元", profile="linear")


def as_last_year(value: str, *before: tuple[str, str | None]) -> Assessment:
    figures = [figure(period, known) for period, known in before]
    return judged(REVENUE, 6, series(YTD, *figures, figure("2024-M06", value)), pack=PACKS["last_year_pace"])


@pytest.mark.parametrize(("value", "light"), [("40", GREEN), ("39.9", YELLOW), ("30", YELLOW), ("29.9", RED)])
def test_completion_is_held_against_last_years_at_the_same_month(value: str, light: Light) -> None:
    assert as_last_year(value, ("2023-M06", "32"), ("2023-M12", "80")).light is light


@pytest.mark.parametrize(
    "before",
    [(), (("2023-M06", "32"),), (("2023-M12", "80"),), (("2023-M06", "32"), ("2023-M12", "0")), (("2022-M06", "32"),)],
)
def test_without_last_year_nobody_can_say(before: tuple[tuple[str, str | None], ...]) -> None:
    found = as_last_year("40", *before)
    assert (found.light, found.judgement.reason.code) == (NODATA, "pack-unknown")
    assert found.judgement.reason.params["unknown"] == (Measure.LEAD,)
    assert found.value == Decimal(40)


# ── through targets ──

LISTED = target(Kind.COUNT_ALL, 20, "条", profile="members", register="t", indicator="")
HALL = target(
    Kind.PROGRESS_VS_PLAN, 100, "%", register="t", indicator="", deadline=None, accumulation=Accumulation.STATE
)


def test_a_target_of_every_kind_that_a_pack_knows_is_judged_by_it() -> None:
    by = PACKS["pp_0_5"]
    roads = [member(f"r{n}", planned="2024-05-31", **({"actual": "2024-05-01"} if n < 9 else {})) for n in range(10)]
    counted = judged(LISTED, 6, register=register("2024-M06", *roads), pack=by)
    assert (counted.light, counted.judgement.reason.params["pack"]) == (YELLOW, "pp_0_5")
    curve = ((figure("2024-M06", 1).period.end, Decimal(50)),)
    project = reporting("t", {Attribute.PROGRESS: {6: "44"}})
    built = judged(replace(HALL, curve=curve), 6, register=monthly_register(6, project), pack=by)
    assert (built.light, built.judgement.reason.code) == (RED, "pack-progress")


def test_the_name_of_a_pack_is_told_only_where_it_decided() -> None:
    known = series(YTD, figure("2024-M06", "100"))
    done = assess(case(REVENUE, 6, known, pack=PACKS["pp_0_5"]))
    assert "pack" not in done.judgement.reason.params


@pytest.mark.parametrize("pack", ["yinchuan_2025", "sanya_2022", "pp_0_5"])
@given(
    st.decimals(0, 100, places=2),
    st.decimals(0, 100, places=2),
    st.fractions(0, 1),
    st.booleans(),
)
def test_a_lower_level_never_gets_a_better_light_from_a_pack_that_rises(
    pack: str,
    one: Decimal,
    other: Decimal,
    pace: Fraction,
    final: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    lights = [
        judge_level(value, Decimal(100), pace, RULES, final=final, pack=PACKS[pack]).light
        for value in sorted((one, other))
    ]
    assert SEVERITY[lights[0]] >= SEVERITY[lights[1]]


@pytest.mark.parametrize("pack", ["yinchuan_2025", "sanya_2022", "pp_0_5"])
@given(st.integers(1, 50), st.data(), st.booleans())
def test_fewer_items_never_get_a_better_light_from_a_pack_that_rises(
    pack: str,
    goal: int,
    data: st.DataObject,
    final: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    fewer, more = sorted(data.draw(st.integers(0, goal)) for _ in range(2))
    expected = data.draw(st.integers(0, goal))
    lights = [
        judge_count(count, goal, expected, HALF, RULES, final=final, pack=PACKS[pack]).light for count in (fewer, more)
    ]
    assert SEVERITY[lights[0]] >= SEVERITY[lights[1]]


@given(
    st.decimals(-20, 20, places=1),
    st.decimals(-20, 20, places=1),
    st.decimals(-20, 20, places=1),
    st.booleans(),
)
def test_lower_growth_never_gets_a_better_light_from_tianjins_rule(
    one: Decimal,
    other: Decimal,
    area: Decimal,
    final: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    by = PACKS["tianjin_2022"]
    lights = [
        judge_growth(rate, Decimal(11), None, RULES, first_release=False, final=final, pack=by, area_growth=area).light
        for rate in sorted((one, other))
    ]
    assert SEVERITY[lights[0]] >= SEVERITY[lights[1]]


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2), st.fractions("1/100", "99/100"))
def test_less_is_never_better_than_last_year(one: Decimal, other: Decimal, before: Fraction) -> None:
    by = PACKS["last_year_pace"]
    lights = [
        judge_level(value, Decimal(100), HALF, RULES, final=False, pack=by, last_year=before).light
        for value in sorted((one, other))
    ]
    assert SEVERITY[lights[0]] >= SEVERITY[lights[1]]


# ── the sentence of a pack ──


@pytest.mark.parametrize(
    ("found", "course"),
    [
        # 45 of 100 by June are 5.0 points behind the half
        (judged(REVENUE, 6, series(YTD, figure("2024-M06", "45")), pack=PACKS["pp_0_5"]), (Measure.GAP, "-5.0")),
        # exactly on pace
        (judged(REVENUE, 6, series(YTD, figure("2024-M06", "50")), pack=PACKS["pp_0_5"]), (Measure.GAP, "0.0")),
        # 10.2 against a goal of 11
        (
            judged(growth_target(11), 6, series(YTD_YOY, figure("2024-M06", "10.2", "%")), pack=PACKS["tianjin_2022"]),
            (Measure.GROWTH_GAP, "-0.8"),
        ),
        # 7 of 20 where 10 were due
        (
            judged(
                target(Kind.COUNT_ALL, 20, "条", profile="integer"),
                6,
                series(YTD, figure("2024-M06", 7, "条")),
                pack=PACKS["pp_0_5"],
            ),
            (Measure.GAP, "-15.0"),
        ),
    ],
    ids=["level", "on pace", "growth", "count"],
)
def test_a_pack_tells_the_distance_to_what_its_kind_is_held_against(
    found: Assessment, course: tuple[Measure, str]
) -> None:
    assert found.judgement.reason.params["course"] == Distance(course[0], Decimal(course[1]))


# ── packs of one's own ──


def own(*bands: Band) -> RulePack:
    return RulePack(id="own", name_zh="自定", name_en="Own", kinds=frozenset({Kind.LEVEL_AT_LEAST}), bands=bands)


def test_a_pack_without_a_last_band_leaves_the_rest_grey() -> None:
    by = own(Band(GREEN, (Test(Measure.GAP, Compare.AT_LEAST, Decimal(0)),)))
    found = judge_level(Decimal(40), Decimal(100), HALF, RULES, final=False, pack=by)
    assert (found.light, found.reason.code) == (NODATA, "pack-unknown")


def test_what_is_unknown_decides_nothing_where_another_test_already_fails() -> None:
    by = own(
        Band(
            GREEN,
            (Test(Measure.LEAD, Compare.AT_LEAST, Decimal(0)), Test(Measure.GAP, Compare.AT_LEAST, Decimal(0))),
        ),
        Band(YELLOW),
    )
    lights = [judge_level(Decimal(value), Decimal(100), HALF, RULES, final=False, pack=by).light for value in (49, 51)]
    assert lights == [YELLOW, NODATA]


def test_the_name_and_the_measures_of_a_pack() -> None:
    by = PACKS["tianjin_2022"]
    assert (by.name("zh"), by.name("en")) == ("天津2022年增速规则", "Tianjin 2022, growth")
    assert by.measures == {Measure.GROWTH, Measure.GROWTH_GAP, Measure.AREA_GAP}


def test_every_measure_of_pace_is_rounded_as_it_is_shown() -> None:
    assert pace_measures(Fraction(2, 3), Fraction(3, 4), Fraction(1, 3)) == {
        Measure.COMPLETION: Decimal("66.7"),
        Measure.PACE: Decimal("75.0"),
        Measure.GAP: Decimal("-8.3"),
        Measure.SHORTFALL: Decimal("11.1"),
        Measure.SPI: Decimal("0.89"),
        Measure.CATCH_UP: Decimal("1.33"),
        Measure.LEAD: Decimal("33.3"),
    }
    ahead = pace_measures(Fraction(1, 2), Fraction(1, 4))
    assert (ahead[Measure.SHORTFALL], ahead[Measure.LEAD]) == (Decimal("0.0"), None)
    nothing_due, all_due = pace_measures(HALF, Fraction(0)), pace_measures(HALF, Fraction(1))
    assert (nothing_due[Measure.SHORTFALL], nothing_due[Measure.SPI]) == (None, None)
    assert (all_due[Measure.CATCH_UP], all_due[Measure.SPI]) == (None, Decimal("0.50"))


@pytest.mark.parametrize(
    ("compare", "holds"),
    [
        (Compare.AT_LEAST, (False, True, True)),
        (Compare.AT_MOST, (True, True, False)),
        (Compare.ABOVE, (False, False, True)),
        (Compare.BELOW, (True, False, False)),
        (Compare.EQUAL, (False, True, False)),
    ],
)
def test_a_condition_compares_or_is_unknown(compare: Compare, holds: tuple[bool, ...]) -> None:
    assert tuple(Condition(Measure.GAP, value, compare, 2).holds for value in (1, 2, 3)) == holds
    assert Condition(Measure.GAP, None, compare, 2).holds is None
    assert Condition(Measure.GAP, 1, compare, None).holds is None


def test_packs_that_do_not_know_a_kind_leave_it_to_the_models_own_rules() -> None:
    kinds: Mapping[Kind, Target] = {each.kind: each for each in PLAN.targets}
    for name, pack in PACKS.items():
        for kind, of in kinds.items():
            assert PLAN.pack_of(replace(of, rule_pack=name)) is (pack if kind in pack.kinds else None)
