"""Growth rates: bands around the goal, growth needed in the rest of the year, published rates against levels."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import QUARTERLY, figure, growth_target, judged, judged_by, series

from gaoxin_monitor.domain.codes import Flag, Light, Transformation
from gaoxin_monitor.domain.evaluation.growth import (
    base_revised,
    catch_up_factor,
    judge_growth,
    naive_growth,
    rest_growth_needed,
    rounding_error,
)
from gaoxin_monitor.domain.exact import rounded
from gaoxin_monitor.domain.lights import Judgement
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.plans import Thresholds

CASES = json.loads(Path(__file__).parent.with_name("cases.json").read_text("utf-8"), parse_float=Decimal)["cases"]
RULES = Thresholds()
SEVERITY = {Light.DONE: 0, Light.GREEN: 1, Light.YELLOW: 2, Light.RED: 3}
YTD, YTD_YOY = Transformation.YTD, Transformation.YTD_YOY


def growing(growth: str, goal: str, share: Fraction | None = None, *, first: bool = False) -> Judgement:
    return judge_growth(Decimal(growth), Decimal(goal), share, RULES, first_release=first, final=False)


@pytest.mark.parametrize(
    ("goal", "at_the_edge", "beyond"),
    [
        ("3", "2.0", "1.9"),
        ("5", "4.0", "3.9"),
        ("10", "8.0", "7.9"),
        ("11", "8.8", "8.7"),
        ("12.5", "10.0", "9.9"),
        ("13", "10.4", "10.3"),
        ("16", "12.8", "12.7"),
    ],
)
def test_the_watch_band_is_a_fifth_of_the_goal_and_at_least_one_point(goal: str, at_the_edge: str, beyond: str) -> None:
    assert growing(goal, goal).light is Light.GREEN
    assert (growing(at_the_edge, goal).light, growing(at_the_edge, goal).reason.code) == (Light.YELLOW, "growth-behind")
    assert (growing(beyond, goal).light, growing(beyond, goal).reason.code) == (Light.RED, "growth-far-behind")


@pytest.mark.parametrize(
    ("growth", "light", "gap"),
    [
        ("11.0", Light.GREEN, "0.0"),
        ("10.96", Light.GREEN, "0.0"),
        ("10.95", Light.YELLOW, "-0.1"),
        ("8.76", Light.YELLOW, "-2.2"),
        ("8.75", Light.RED, "-2.3"),
        ("25", Light.GREEN, "14.0"),
    ],
)
def test_the_distance_to_the_goal_is_compared_as_shown(growth: str, light: Light, gap: str) -> None:
    found = growing(growth, "11")
    assert (found.light, str(found.numbers["gap_pp"])) == (light, gap)


R = Fraction


@pytest.mark.parametrize(
    ("growth", "goal", "share", "needed", "light"),
    [
        # growth g within its band; s = (r − G*)/(r − g) gives exactly the r of the fourth column
        ("9", "10", R("5") / R("6"), "15.0", Light.YELLOW),
        ("9", "10", R("5.04") / R("6.04"), "15.0", Light.YELLOW),
        ("9", "10", R("5.05") / R("6.05"), "15.1", Light.RED),
        ("10", "11", R("5.5") / R("6.5"), "16.5", Light.YELLOW),
        ("10", "11", R("5.55") / R("6.55"), "16.6", Light.RED),
        # the limit 18.75 is not rounded: what is shown as 18.8 is above it
        ("12", "12.5", R("6.2") / R("6.7"), "18.7", Light.YELLOW),
        ("12", "12.5", R("6.25") / R("6.75"), "18.8", Light.RED),
        ("12", "13", R("6.5") / R("7.5"), "19.5", Light.YELLOW),
        ("12", "13", R("6.55") / R("7.55"), "19.6", Light.RED),
        ("15", "16", R("8") / R("9"), "24.0", Light.YELLOW),
        ("15", "16", R("8.05") / R("9.05"), "24.1", Light.RED),
        ("3.5", "4", R("5") / R("5.5"), "9.0", Light.YELLOW),
    ],
)
def test_growth_needed_in_the_rest_of_the_year_has_a_limit(
    growth: str, goal: str, share: Fraction, needed: str, light: Light
) -> None:
    found = growing(growth, goal, share)
    assert found.reason.params["needed"] == needed
    assert found.light is light
    assert found.reason.code == ("growth-behind-rest" if light is Light.YELLOW else "growth-steep-rest")


def test_beyond_the_band_the_band_is_named_even_if_the_rest_is_steep_too() -> None:
    assert growing("5", "10", Fraction(9, 10)).reason.code == "growth-far-behind-rest"
    assert growing("7.9", "10", Fraction(9, 10)).reason.code == "growth-far-behind-rest"
    assert growing("8.0", "10", Fraction(9, 10)).reason.code == "growth-steep-rest"  # r = 28


@pytest.mark.parametrize("share", [None, Fraction(1), Fraction(11, 10)])
def test_without_a_usable_share_the_band_alone_decides(share: Fraction | None) -> None:
    found = growing("9", "10", share)
    assert (found.light, found.reason.code) == (Light.YELLOW, "growth-behind")
    assert found.numbers["rest_growth_needed_pct"] is None


@pytest.mark.parametrize(
    ("growth", "first", "light", "code"),
    [
        ("-0.1", False, Light.RED, "growth-negative"),
        ("-0.1", True, Light.RED, "growth-negative"),
        ("0", True, Light.YELLOW, "growth-first-release"),
        ("0.0", False, Light.RED, "growth-far-behind"),
        ("9.5", True, Light.YELLOW, "growth-behind"),
        ("11", True, Light.GREEN, "growth-on-course"),
    ],
)
def test_the_first_release_is_never_worse_than_yellow_unless_negative(
    growth: str, light: Light, code: str, *, first: bool
) -> None:
    found = growing(growth, "11", first=first)
    assert (found.light, found.reason.code) == (light, code)


def test_a_steep_first_release_is_yellow_and_says_so() -> None:
    found = growing("10", "11", Fraction(91, 100), first=True)
    assert (found.light, found.reason.code) == (Light.YELLOW, "growth-first-release-rest")
    assert growing("-1", "11", Fraction(1, 5), first=True).reason.code == "growth-negative-rest"


@pytest.mark.parametrize(
    ("growth", "light", "code"),
    [
        ("10", Light.DONE, "growth-done"),
        ("10.0", Light.DONE, "growth-done"),
        ("9.96", Light.RED, "growth-missed"),
        ("-3", Light.RED, "growth-missed"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_the_last_word_is_judged_on_the_raw_rate(growth: str, light: Light, code: str, *, first: bool) -> None:
    found = judge_growth(Decimal(growth), Decimal(10), Fraction(1, 2), RULES, first_release=first, final=True)
    assert (found.light, found.reason.code) == (light, code)


def test_the_bands_are_settings() -> None:
    rules = Thresholds(
        growth_band_min=Decimal(3),
        growth_band_share=Decimal("0.1"),
        growth_rest_min=Decimal(1),
        growth_rest_share=Decimal(0),
    )
    judged_so = judge_growth(Decimal(7), Decimal(10), None, rules, first_release=False, final=False)
    assert judged_so.light is Light.YELLOW
    steep = judge_growth(Decimal(9), Decimal(10), Fraction(1, 2), rules, first_release=False, final=False)
    assert steep.light is Light.YELLOW  # r = 11.0, the limit
    steeper = judge_growth(Decimal("8.9"), Decimal(10), Fraction(1, 2), rules, first_release=False, final=False)
    assert steeper.reason.code == "growth-steep-rest"


GROWTHS = st.decimals(-20, 40, places=2)
GOALS = st.decimals(1, 30, places=1)
SHARES = st.none() | st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=500)


@given(GROWTHS, st.decimals(0, 20, places=2), GOALS, SHARES, st.booleans(), st.booleans())
def test_a_lower_growth_never_gets_a_better_light(
    growth: Decimal,
    less: Decimal,
    goal: Decimal,
    share: Fraction | None,
    first: bool,  # noqa: FBT001
    final: bool,  # noqa: FBT001
) -> None:
    better = judge_growth(growth, goal, share, RULES, first_release=first, final=final)
    worse = judge_growth(growth - less, goal, share, RULES, first_release=first, final=final)
    assert SEVERITY[better.light] <= SEVERITY[worse.light]


@given(GROWTHS, GOALS, SHARES)
def test_the_light_follows_from_the_numbers_that_are_shown(
    growth: Decimal, goal: Decimal, share: Fraction | None
) -> None:
    found = judge_growth(growth, goal, share, RULES, first_release=False, final=False)
    shown = found.reason.params
    behind, band, limit = (Decimal(str(shown[name])) for name in ("behind", "band", "limit"))
    gap = found.numbers["gap_pp"]
    assert gap is not None
    if gap >= 0:
        assert found.light is Light.GREEN
        return
    assert behind == -gap
    steep = shown["needed"] != "" and Decimal(str(shown["needed"])) > limit
    watch = growth >= 0 and behind <= band and not steep
    assert found.light is (Light.YELLOW if watch else Light.RED)


@pytest.mark.parametrize("case", [c for c in CASES if "target_growth" in c["inputs"]], ids=lambda case: case["id"])
def test_the_growth_still_needed_is_that_of_the_models_cases(case: dict[str, Any]) -> None:
    inputs, expected = case["inputs"], case["expected"]
    goal, growth = Decimal(inputs["target_growth"]), Decimal(inputs["ytd_growth"])
    share, tolerance = Fraction(inputs["prev_year_ytd_share"]), Fraction(case["tolerance"])
    factor = catch_up_factor(goal, growth, share)
    assert factor is not None
    assert abs(rest_growth_needed(goal, growth, share) - Fraction(expected["rest_growth_needed_pct"])) <= tolerance
    assert abs(factor - Fraction(expected["catch_up_factor"])) <= tolerance


@given(st.decimals(-10, 30, places=1), GOALS, st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=500))
def test_needed_growth_and_catch_up_factor_say_the_same(growth: Decimal, goal: Decimal, share: Fraction) -> None:
    factor, needed = catch_up_factor(goal, growth, share), rest_growth_needed(goal, growth, share)
    assert factor is not None
    assert 1 + needed / 100 == factor * (1 + Fraction(goal) / 100)


def test_the_catch_up_factor_is_undefined_when_the_year_is_over() -> None:
    assert catch_up_factor(Decimal(10), Decimal(9), Fraction(1)) is None


# ── published rates against the ratio of levels ──


@pytest.mark.parametrize("case", [c for c in CASES if c["group"] == "no_recompute"], ids=lambda case: case["id"])
def test_a_published_rate_is_never_recomputed_and_a_revised_base_is_flagged(case: dict[str, Any]) -> None:
    inputs, expected = case["inputs"], case["expected"]
    level, base = str(inputs["level"]), str(inputs["first_published_level_prev_year"])
    naive = naive_growth(Decimal(level), Decimal(base))
    assert abs(naive - Fraction(expected["naive_yoy_pct"])) <= Fraction(case["tolerance"])
    if "rounding_error_pp" in expected:
        error = rounding_error(Decimal(level), Decimal(base), inputs["level_decimals"])
        assert abs(error - Fraction(expected["rounding_error_pp"])) <= Fraction(case["tolerance"])
    levels = series(YTD, figure("2024-M07", level), figure("2023-M07", base))
    rates = series(YTD_YOY, figure("2024-M07", str(inputs["published_yoy_pct"]), "%"))
    found = judged(growth_target(), 7, levels, rates)
    assert found.value == Decimal(str(expected["use_yoy_pct"]))
    assert (Flag.BASE_REVISED in found.judgement.flags) is (expected["flag"] == "base_revised")


@pytest.mark.parametrize("case", [c for c in CASES if "yoy_pct" in c["expected"]], ids=lambda case: case["id"])
def test_the_ratio_of_two_levels_is_a_check_on_the_published_rate(case: dict[str, Any]) -> None:
    naive = naive_growth(Decimal(case["inputs"]["cur"]), Decimal(case["inputs"]["prev"]))
    assert abs(naive - Fraction(case["expected"]["yoy_pct"])) <= Fraction(case["tolerance"])


@pytest.mark.parametrize(
    ("level", "base", "published", "revised"),
    [
        # 1000.0 against 1000.0: rounding explains 0.01 points, the tolerance is 0.5
        ("1000.0", "1000.0", "0.5", False),
        ("1000.0", "1000.0", "0.6", True),
        ("1000.0", "1000.0", "-0.6", True),
        # 2.0 against 2.0: rounding explains 100·(0.05/2 + 0.05/2) = 5 points
        ("2.0", "2.0", "5.0", False),
        ("2.0", "2.0", "5.1", True),
        # 0.30 against 0.10: rounding explains 100·(0.005/0.3 + 0.005/0.1) = 6.7 of the 195 points
        ("0.30", "0.10", "5", True),
        ("0", "100", "5", False),
        ("100", "0", "5", False),
        ("-3", "100", "5", False),
    ],
)
def test_a_base_is_revised_when_neither_tolerance_nor_rounding_explains_it(
    level: str, base: str, published: str, *, revised: bool
) -> None:
    assert base_revised(Decimal(level), Decimal(base), Decimal(published), Decimal("0.5")) is revised


@pytest.mark.parametrize(
    "levels",
    [
        (),
        (figure("2024-M07", 100),),
        (figure("2023-M07", 200),),
        (figure("2024-M07", None), figure("2023-M07", 200)),
        (figure("2024-M07", 100), figure("2023-M07", None)),
        (figure("2024-M07", 100), figure("2023-M07", 200, "亿美元")),
    ],
)
def test_without_both_levels_in_one_measure_no_base_is_questioned(levels: tuple[Observation, ...]) -> None:
    found = judged(growth_target(), 7, series(YTD, *levels), series(YTD_YOY, figure("2024-M07", 11, "%")))
    assert Flag.BASE_REVISED not in found.judgement.flags


def test_levels_in_two_multiples_are_compared_after_conversion() -> None:
    levels = series(YTD, figure("2024-M07", "11.1"), figure("2023-M07", 100000, "万元"))
    found = judged(growth_target(), 7, levels, series(YTD_YOY, figure("2024-M07", "11.0", "%")))
    assert Flag.BASE_REVISED not in found.judgement.flags


@pytest.mark.parametrize(
    ("level", "base", "allowed"),
    [
        # 0.36亿元 is known to 0.005亿元, which are 50万元 wherever it is told: 100·(0.5/3960 + 50/3600) = 1.40
        (figure("2024-M07", 3960, "万元"), figure("2023-M07", "0.36"), "1.40"),
        # the same two the other way round, told in 亿元: 100·(0.005/0.36 + 0.00005/0.396) = 1.40
        (figure("2024-M07", "0.36"), figure("2023-M07", 3960, "万元"), "1.40"),
        # both to the 万元: 100·(0.5/3960 + 0.5/3600) = 0.03, so that the half point counts
        (figure("2024-M07", 3960, "万元"), figure("2023-M07", "0.3600"), "0.5"),
    ],
)
def test_a_level_is_as_precise_as_it_was_printed_in_whatever_unit_it_is_told(
    level: Observation, base: Observation, allowed: str
) -> None:
    ratio = Fraction(level.value or 0) * 10**level.unit.mult / (Fraction(base.value or 0) * 10**base.unit.mult)
    near, far = ((ratio - 1) * 100 + Fraction(allowed) + off for off in (Fraction(-1, 50), Fraction(1, 50)))
    for rate, revised in ((near, False), (far, True)):
        published = series(YTD_YOY, figure("2024-M07", rounded(rate, 6), "%"))
        flags = judged(growth_target(), 7, series(YTD, level, base), published).judgement.flags
        assert (Flag.BASE_REVISED in flags) is revised


# ── through a target ──


def test_growth_needs_a_rate_in_percent() -> None:
    assert judged(growth_target(), 5).judgement.reason.code == "no-observation"
    assert judged_by(growth_target(), 5, figure("2024-M05", 11)).judgement.reason.code == "unit-mismatch"


def last_year(period: str, reached: str, total: str, close: str = "2023-M12") -> tuple[Observation, ...]:
    return figure(period, reached), figure(close, total)


def test_the_share_of_last_year_comes_from_the_same_indicators_levels() -> None:
    levels = series(YTD, *last_year("2023-M11", "91", "100"))
    found = judged(growth_target(), 11, levels, series(YTD_YOY, figure("2024-M11", "10.0", "%")))
    assert (found.light, found.judgement.reason.code) == (Light.RED, "growth-steep-rest")
    assert found.judgement.reason.params["needed"] == "21.1"


def test_a_quarterly_share_is_taken_of_the_fourth_quarter() -> None:
    levels = series(YTD, *last_year("2023-Q3", "70", "100", "2023-Q4"))
    gdp = growth_target(10, frequency=QUARTERLY)
    found = judged(gdp, 9, levels, series(YTD_YOY, figure("2024-Q3", "9.4", "%")))
    assert found.judgement.reason.params["needed"] == "11.4"


def test_the_merged_span_takes_its_share_of_december() -> None:
    levels = series(YTD, *last_year("2023-01-01/P2M", "16", "100"))
    rates = series(YTD_YOY, figure("2024-01-01/P2M", "6.0", "%"))
    found = judged(growth_target(13, has_january=False), 2, levels, rates)
    assert found.judgement.reason.params["needed"] == "14.3"
    assert found.light is Light.YELLOW


def test_the_share_does_not_depend_on_multiples() -> None:
    levels = series(YTD, figure("2023-M11", 910000, "万元"), figure("2023-M12", 100))
    found = judged(growth_target(), 11, levels, series(YTD_YOY, figure("2024-M11", "10.0", "%")))
    assert found.judgement.reason.params["needed"] == "21.1"


@pytest.mark.parametrize(
    "levels",
    [
        (figure("2023-M11", 91),),
        (figure("2023-M12", 100),),
        (figure("2023-M11", None), figure("2023-M12", 100)),
        (figure("2023-M11", 91), figure("2023-M12", None)),
        (figure("2023-M11", 91), figure("2023-M12", 0)),
        (figure("2023-M11", 91, "亿美元"), figure("2023-M12", 100)),
    ],
)
def test_an_unknown_share_leaves_the_band_alone(levels: tuple[Observation, ...]) -> None:
    found = judged(growth_target(), 11, series(YTD, *levels), series(YTD_YOY, figure("2024-M11", "10.0", "%")))
    assert (found.light, found.judgement.reason.code) == (Light.YELLOW, "growth-behind")


@pytest.mark.parametrize(
    ("frequency", "january", "period", "month", "light"),
    [
        ("monthly", True, "2024-M01", 1, Light.YELLOW),
        ("monthly", True, "2024-M02", 2, Light.RED),
        ("monthly", False, "2024-M02", 2, Light.YELLOW),
        ("monthly", False, "2024-01-01/P2M", 2, Light.YELLOW),
        ("monthly", False, "2024-M03", 3, Light.RED),
        ("quarterly", True, "2024-Q1", 3, Light.YELLOW),
        ("quarterly", True, "2024-Q2", 6, Light.RED),
    ],
)
def test_which_release_is_the_first_depends_on_the_series(
    frequency: str, period: str, month: int, light: Light, *, january: bool
) -> None:
    weak = growth_target(13, has_january=january, frequency=QUARTERLY if frequency == "quarterly" else "monthly")
    assert judged_by(weak, month, figure(period, "6.0", "%")).light is light


@pytest.mark.parametrize(("growth", "light"), [("10.0", Light.DONE), ("9.9", Light.RED)])
def test_the_fourth_quarter_is_the_last_word(growth: str, light: Light) -> None:
    found = judged_by(growth_target(10, frequency=QUARTERLY), 12, figure("2024-Q4", growth, "%"))
    assert found.light is light
    assert Flag.FINAL in found.judgement.flags


@pytest.mark.parametrize(
    ("rate", "ahead", "behind"), [("11.4", "0.4", "0.4"), ("10.5", "0.0", "0.5"), ("11", "0.0", "0.0")]
)
def test_a_rate_above_the_goal_is_told_apart_from_one_below(rate: str, ahead: str, behind: str) -> None:
    told = judge_growth(Decimal(rate), Decimal(11), None, RULES, first_release=False, final=False).reason.params
    assert (str(told["ahead"]), str(told["behind"])) == (ahead, behind)
