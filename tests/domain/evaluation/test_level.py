"""Levels: completion against pace, first by the bare rule, then through a target with its deadline and profile."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.domain.given import case, day, figure, judged, judged_by, months, series, target

from gaoxin_monitor.domain.codes import Flag, Kind, Light, Transformation
from gaoxin_monitor.domain.evaluation.level import judge_level, level_numbers
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target, Thresholds

RULES = Thresholds()
NARROW = Thresholds(level_gap=Decimal(5))
HALF, NOVEMBER, WHOLE = Fraction(1, 2), Fraction(11, 12), Fraction(1)
SEVERITY = {Light.DONE: 0, Light.GREEN: 1, Light.PENDING: 1, Light.YELLOW: 2, Light.RED: 3}
YTD = Transformation.YTD


@pytest.mark.parametrize(
    ("value", "goal", "pace", "light", "code"),
    [
        # done is judged on the raw value, before anything else
        ("4.5", "4.5", HALF, Light.DONE, "level-done"),
        ("4.6", "4.5", Fraction(0), Light.DONE, "level-done"),
        ("4.4982", "4.5", HALF, Light.GREEN, "level-on-pace"),
        # nothing due
        ("0", "40", Fraction(0), Light.PENDING, "level-pending"),
        ("39", "40", Fraction(0), Light.PENDING, "level-pending"),
        # on pace: the gap is compared as shown
        ("50", "100", HALF, Light.GREEN, "level-on-pace"),
        ("49.96", "100", HALF, Light.GREEN, "level-on-pace"),
        ("49.95", "100", HALF, Light.YELLOW, "level-behind"),
        # ten points
        ("40", "100", HALF, Light.YELLOW, "level-behind"),
        ("39.96", "100", HALF, Light.YELLOW, "level-behind"),
        ("39.95", "100", HALF, Light.RED, "level-far-behind"),
        # K: 1200·(1 − K/12) for p = 11/12
        ("1050", "1200", NOVEMBER, Light.YELLOW, "level-behind"),
        ("1049.6", "1200", NOVEMBER, Light.YELLOW, "level-behind"),
        ("1049.5", "1200", NOVEMBER, Light.RED, "level-steep"),
        # far and steep: the gap is named
        ("80", "100", NOVEMBER, Light.RED, "level-far-behind"),
        # ten points as shown, and steep: the pace of what is left is named
        ("80", "100", Fraction(9, 10), Light.RED, "level-steep"),
        # K is undefined when the pace is complete
        ("91", "100", WHOLE, Light.YELLOW, "level-behind"),
        ("89", "100", WHOLE, Light.RED, "level-far-behind"),
        # never worse than yellow while p < 10, as shown
        ("-2", "100", Fraction(1, 12), Light.YELLOW, "level-early"),
        ("-2", "100", Fraction(994, 10000), Light.YELLOW, "level-early"),
        ("-2", "100", Fraction(996, 10000), Light.RED, "level-far-behind"),
        ("-2", "100", Fraction(1, 10), Light.RED, "level-far-behind"),
        ("0", "100", Fraction(1, 12), Light.YELLOW, "level-behind"),
        ("0", "100", Fraction(1, 6), Light.RED, "level-far-behind"),
    ],
)
def test_a_level_is_judged_by_its_gap_and_its_catch_up_factor(
    value: str, goal: str, pace: Fraction, light: Light, code: str
) -> None:
    found = judge_level(Decimal(value), Decimal(goal), pace, RULES, final=False)
    assert (found.light, found.reason.code) == (light, code)


@pytest.mark.parametrize(
    ("value", "shown"), [("1050", "1.50"), ("1049.6", "1.50"), ("1049.5", "1.51"), ("1200.0", "0.00"), ("1100", "1.00")]
)
def test_the_catch_up_factor_is_compared_as_it_is_shown(value: str, shown: str) -> None:
    found = judge_level(Decimal(value), Decimal(1200), NOVEMBER, RULES, final=False)
    assert found.reason.params["catch_up"] == shown
    assert str(found.reason.params["catch_up_limit"]) == "1.50"


@pytest.mark.parametrize(
    ("value", "light", "code"),
    [
        ("100", Light.DONE, "level-done"),
        ("100.01", Light.DONE, "level-done"),
        ("99.99", Light.RED, "level-missed"),
        ("0", Light.RED, "level-missed"),
    ],
)
@pytest.mark.parametrize("pace", [Fraction(0), HALF, WHOLE])
def test_the_last_word_is_done_or_red(value: str, light: Light, code: str, pace: Fraction) -> None:
    found = judge_level(Decimal(value), Decimal(100), pace, RULES, final=True)
    assert (found.light, found.reason.code) == (light, code)


def test_the_bands_are_settings() -> None:
    assert judge_level(Decimal(44), Decimal(100), HALF, NARROW, final=False).light is Light.RED
    assert judge_level(Decimal(0), Decimal(100), Fraction(1, 12), NARROW, final=False).reason.code == "level-early"
    patient = Thresholds(level_catch_up=Decimal("1.6"))
    assert judge_level(Decimal("1049.5"), Decimal(1200), NOVEMBER, patient, final=False).light is Light.YELLOW
    late_start = Thresholds(early_pace=Decimal(20))
    assert judge_level(Decimal(0), Decimal(100), Fraction(1, 6), late_start, final=False).reason.code == "level-early"


def test_the_numbers_are_each_rounded_once() -> None:
    known = level_numbers(Decimal("629.0"), Decimal("647.4"), Fraction(10, 12))
    assert [str(n) for n in (known.completion, known.pace, known.gap)] == ["97.2", "83.3", "13.8"]


@pytest.mark.parametrize(("value", "goal"), [("4.4982", "4.5"), ("109.99", "110"), ("9999", "10000")])
def test_what_is_not_done_is_never_shown_as_one_hundred_percent(value: str, goal: str) -> None:
    found = judge_level(Decimal(value), Decimal(goal), WHOLE, RULES, final=True)
    assert found.light is Light.RED
    assert found.reason.params["completion"] != 100
    assert found.numbers["completion_pct"] != 100


@given(
    st.decimals(0, 200, places=2),
    st.decimals(0, 50, places=2),
    st.sampled_from([Fraction(n, 24) for n in range(25)]),
    st.booleans(),
)
def test_a_lower_value_never_gets_a_better_light(
    value: Decimal,
    less: Decimal,
    pace: Fraction,
    final: bool,  # noqa: FBT001
) -> None:
    better = judge_level(value, Decimal(100), pace, RULES, final=final)
    worse = judge_level(value - less, Decimal(100), pace, RULES, final=final)
    assert SEVERITY[better.light] <= SEVERITY[worse.light]


@given(st.decimals(0, 100, places=3), st.fractions(Fraction(1, 10), 1, max_denominator=1000))
def test_the_light_follows_from_the_numbers_that_are_shown(value: Decimal, pace: Fraction) -> None:
    assume(value < 100)
    found = judge_level(value, Decimal(100), pace, RULES, final=False)
    gap, factor = found.numbers["gap_pp"], found.reason.params["catch_up"]
    assert gap is not None
    if gap >= 0:
        assert found.light is Light.GREEN
    elif gap >= -10 and (factor == "" or Decimal(str(factor)) <= Decimal("1.50")):
        assert found.light is Light.YELLOW
    else:
        assert found.light is Light.RED
    assert found.reason.params["behind"] == abs(gap)


def test_what_is_missing_is_never_shown_as_nothing() -> None:
    found = judge_level(Decimal("4.4982"), Decimal("4.5"), WHOLE, RULES, final=True)
    assert found.reason.params["value"] == Decimal("4.4982")
    assert found.reason.params["short"] != 0


# ── through a target ──

REVENUE = target(Kind.LEVEL_AT_LEAST, "4.5", "亿元", profile="linear")


def test_the_sentence_knows_what_each_remaining_month_must_bring() -> None:
    found = judged_by(REVENUE, 6, figure("2024-M06", "2.13"))
    params = found.judgement.reason.params
    assert (found.light, found.judgement.reason.code) == (Light.YELLOW, "level-behind")
    assert str(params["completion"]) == "47.3"
    assert str(params["behind"]) == "2.7"
    assert params["months"] == 6
    assert str(params["monthly"]) == "0.40"
    assert params["left"] == Decimal("2.37")
    assert params["unit"] == REVENUE.unit
    bare = judged_by(target(Kind.LEVEL_AT_LEAST, "4.5"), 6, figure("2024-M06", "2.13"))
    assert bare.judgement.reason.params["unit"] == ""


@pytest.mark.parametrize(
    ("goal", "value", "month", "monthly"),
    [
        ("4.5", "2.1298", 6, "0.40"),
        ("89", "29", 6, "10"),
        ("89", "30", 6, "9.8"),
        ("110.2", "45.6", 5, "9.2"),
        ("4.5", "4.6", 5, "0.0"),
    ],
)
def test_the_monthly_need_is_as_precise_as_the_figures(goal: str, value: str, month: int, monthly: str) -> None:
    found = judged_by(target(Kind.LEVEL_AT_LEAST, goal, "亿元"), month, figure(f"2024-M{month:02d}", value))
    assert str(found.judgement.reason.params["monthly"]) == monthly


def test_nothing_is_left_to_spread_after_the_deadline() -> None:
    found = judged_by(REVENUE, 12, figure("2024-M12", "4.1"))
    params = found.judgement.reason.params
    assert (params["months"], params["monthly"], params["short"]) == (0, Decimal("0.4"), Decimal("0.4"))


def test_figures_in_another_multiple_are_converted_exactly() -> None:
    found = judged_by(REVENUE, 6, figure("2024-M06", 21300, "万元"))
    assert found.value == Decimal("2.13")
    assert found.light is Light.YELLOW


def test_figures_of_another_measure_are_no_data_with_that_reason() -> None:
    found = judged_by(REVENUE, 6, figure("2024-M06", "2.13", "亿美元"))
    assert (found.light, found.judgement.reason.code) == (Light.NODATA, "unit-mismatch")
    assert found.value is None


PROJECTS = target(Kind.LEVEL_AT_LEAST, 33, "个", deadline=day("2024-06-30"), profile="linear")


@pytest.mark.parametrize(
    ("figures", "month", "light", "late"),
    [
        ({3: 17}, 3, Light.GREEN, False),  # 51.5 against 50
        ({3: 16}, 3, Light.YELLOW, False),  # 48.5
        ({3: 13}, 3, Light.RED, False),  # 39.4
        ({5: 27}, 5, Light.YELLOW, False),  # 81.8 against 83.3
        ({6: 33}, 6, Light.DONE, False),
        ({6: 32}, 6, Light.RED, False),
        ({6: 32, 7: 32}, 7, Light.RED, False),
        ({6: 32, 7: 33}, 7, Light.DONE, True),
        ({6: 33, 7: 33}, 7, Light.DONE, False),
        ({5: 33, 6: 33, 8: 34}, 8, Light.DONE, False),
        ({7: 33}, 7, Light.DONE, False),
        ({5: 30, 6: None, 7: 33}, 7, Light.DONE, True),  # June's was taken back: May's was the last by then
    ],
)
def test_the_pace_runs_to_the_targets_own_deadline(
    figures: dict[int, int | None], month: int, light: Light, *, late: bool
) -> None:
    found = judged_by(PROJECTS, month, *months(dict(figures), "个"))
    assert found.light is light
    assert (Flag.LATE in found.judgement.flags) is late


def test_a_figure_of_another_measure_at_the_deadline_makes_nothing_late() -> None:
    found = judged_by(PROJECTS, 7, figure("2024-M06", 30, "人"), figure("2024-M07", 33, "个"))
    assert found.light is Light.DONE
    assert Flag.LATE not in found.judgement.flags


def test_a_target_without_deadline_is_never_judged_by_one() -> None:
    open_ended = target(Kind.LEVEL_AT_LEAST, 100, "亿元", deadline=None)
    short = judged_by(open_ended, 12, figure("2024-M12", 95))
    assert (short.light, short.judgement.reason.code) == (Light.YELLOW, "level-behind")
    assert Flag.FINAL not in short.judgement.flags
    met = judged_by(open_ended, 12, figure("2024-M11", 95), figure("2024-M12", 100))
    assert met.light is Light.DONE
    assert Flag.LATE not in met.judgement.flags


def test_a_level_without_unit_is_compared_as_printed() -> None:
    bare = target(Kind.LEVEL_AT_LEAST, 10, deadline=day("2024-06-30"))
    assert judged_by(bare, 7, figure("2024-M06", 9, "件"), figure("2024-M07", 10, "件")).light is Light.DONE


def pace_of(of: Target, month: int, *known: Observation) -> tuple[str, bool]:
    found = judged_by(of, month, *known)
    return str(found.judgement.numbers["pace_pct"]), Flag.ASSUMED_PROFILE in found.judgement.flags


@pytest.mark.parametrize(
    ("profile", "month", "expected"),
    [("linear", 5, ("41.7", False)), ("", 5, ("41.7", False)), ("invest_north", 5, ("36.0", True))],
)
def test_a_table_is_an_assumption_and_a_straight_line_is_not(
    profile: str, month: int, expected: tuple[str, bool]
) -> None:
    investment = target(Kind.LEVEL_AT_LEAST, "110.2", "亿元", profile=profile)
    assert pace_of(investment, month, figure(f"2024-M{month:02d}", 20)) == expected


def test_a_table_is_stretched_to_an_earlier_deadline() -> None:
    half_year = target(Kind.LEVEL_AT_LEAST, 100, "亿元", profile="invest_north", deadline=day("2024-06-30"))
    assert pace_of(half_year, 3, figure("2024-M03", 20)) == ("34.0", True)  # 17 of the 50 due by June
    assert pace_of(half_year, 7, figure("2024-M07", 20)) == ("100.0", True)


def test_shares_of_earlier_years_are_never_more_than_the_whole() -> None:
    half_year = target(Kind.LEVEL_AT_LEAST, "4.5", "亿元", profile="prior_year_shares", deadline=day("2024-06-30"))
    known = [figure("2023-M06", 40), figure("2023-M07", 50), figure("2023-M12", 100)]
    assert pace_of(half_year, 7, figure("2024-M07", 1), *known) == ("100.0", True)


def test_a_table_with_nothing_due_by_the_deadline_expects_nothing_before_it() -> None:
    early = target(Kind.LEVEL_AT_LEAST, 40, "家", profile="hte_batch", deadline=day("2024-06-30"))
    assert judged_by(early, 5, figure("2024-M05", 3, "家")).light is Light.PENDING
    assert judged_by(early, 6, figure("2024-M06", 3, "家")).light is Light.RED


def earlier(year: int, june: str, whole: str) -> tuple[Observation, ...]:
    return figure(f"{year}-M06", june), figure(f"{year}-M12", whole)


BY_SHARES = target(Kind.LEVEL_AT_LEAST, "4.5", "亿元", profile="prior_year_shares")
THIS_JUNE = figure("2024-M06", "2.13")


@pytest.mark.parametrize(
    ("known", "pace", "assumed"),
    [
        ([], "50.0", True),
        ([*earlier(2023, "1.92", "4.00")], "48.0", True),
        ([*earlier(2022, "1.80", "4.00"), *earlier(2023, "1.92", "4.00")], "46.5", True),
        (
            [*earlier(2021, "1.50", "3.00"), *earlier(2022, "1.80", "4.00"), *earlier(2023, "1.92", "4.00")],
            "47.7",
            False,
        ),
        ([figure("2023-M06", "1.92")], "50.0", True),
    ],
)
def test_the_pace_of_earlier_years_is_their_mean_share(known: list[Observation], pace: str, *, assumed: bool) -> None:
    assert pace_of(BY_SHARES, 6, THIS_JUNE, *known) == (pace, assumed)


def test_earlier_years_are_stretched_to_an_earlier_deadline_like_a_table() -> None:
    half_year = target(Kind.LEVEL_AT_LEAST, "4.5", "亿元", profile="prior_year_shares", deadline=day("2024-06-30"))
    known = [figure("2023-M03", 20), figure("2023-M06", 40), figure("2023-M12", 100)]
    assert pace_of(half_year, 3, figure("2024-M03", 1), *known) == ("50.0", True)


@pytest.mark.parametrize("kind", [Kind.LEVEL_AT_LEAST, Kind.COUNT_AT_LEAST])
@pytest.mark.parametrize(
    ("figures", "month", "light", "code"),
    [
        ({}, 9, Light.PENDING, "not-started"),
        ({}, 10, Light.NODATA, "no-observation"),
        ({9: 0}, 9, Light.PENDING, "level-pending"),
        ({9: 3}, 9, Light.PENDING, "level-pending"),
        ({9: 40}, 9, Light.DONE, "level-done"),
        ({10: 4}, 10, Light.RED, "level-far-behind"),
        ({11: 24}, 11, Light.GREEN, "level-on-pace"),
    ],
)
def test_while_nothing_is_due_a_target_is_pending_with_or_without_a_value(
    kind: Kind, figures: dict[int, int], month: int, light: Light, code: str
) -> None:
    batches = target(kind, 40, "家", profile="hte_batch")
    found = judged(batches, month, series(YTD, *months(dict(figures), "家")))
    assert (found.light, found.judgement.reason.code) == (light, code)


def test_no_figure_at_all_is_no_data_with_what_is_awaited() -> None:
    found = judged(REVENUE, 5)
    assert (found.light, found.judgement.reason.code) == (Light.NODATA, "no-observation")
    assert found.judgement.reason.params["agency"] == "统计局"


@pytest.mark.parametrize(
    "known",
    [
        [figure("2024-M05", None)],
        [figure("2023-M12", "4.0")],
        [figure("2024-M06", "2.13")],
        [figure("2025-M01", "0.3")],
    ],
)
def test_figures_without_value_of_other_years_or_later_months_do_not_count(known: list[Observation]) -> None:
    assert judged_by(REVENUE, 5, *known).light is Light.NODATA


def test_figures_of_the_year_after_and_the_year_before_hide_none_of_this_year() -> None:
    known = (figure("2023-M12", "4.0"), figure("2024-M05", "2.0"), figure("2025-M01", "0.3"))
    found = judged_by(REVENUE, 5, *known)
    assert (str(found.period), found.value) == ("2024-M05", Decimal("2.0"))


def test_the_newest_figure_within_the_month_is_judged_at_its_own_period() -> None:
    found = judged_by(REVENUE, 6, *months({4: "1.5", 5: "2.0", 6: None, 7: "3.0"}))
    assert (str(found.period), found.value) == ("2024-M05", Decimal("2.0"))
    assert str(found.judgement.numbers["pace_pct"]) == "41.7"


def test_the_limit_of_the_catch_up_factor_is_compared_as_it_is_shown() -> None:
    rules = Thresholds(level_catch_up=Decimal("1.506"))  # shown as 1.51
    assert judge_level(Decimal("1048.9"), Decimal(1200), NOVEMBER, rules, final=False).light is Light.YELLOW
    assert judge_level(Decimal("1047.9"), Decimal(1200), NOVEMBER, rules, final=False).light is Light.RED


@pytest.mark.parametrize(
    ("value", "ahead", "behind"), [("52", "2.0", "2.0"), ("47.5", "0.0", "2.5"), ("50", "0.0", "0.0")]
)
def test_a_lead_is_told_apart_from_a_lag(value: str, ahead: str, behind: str) -> None:
    told = judge_level(Decimal(value), Decimal(100), HALF, RULES, final=False).reason.params
    assert (str(told["ahead"]), str(told["behind"])) == (ahead, behind)


def test_a_table_that_falls_expects_no_more_than_the_whole() -> None:
    by_june = target(Kind.LEVEL_AT_LEAST, 100, "亿元", profile="dented", deadline=day("2024-06-30"))
    dented = tuple(map(Decimal, (10, 20, 30, 40, 60, 50, 60, 70, 80, 90, 95, 100)))
    known = replace(case(by_june), profiles={"dented": dented})
    assert known.pace(Period.of("2024-M05")) == (Fraction(1), True)
