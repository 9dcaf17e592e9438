"""What only has a direction or a text: better than its baseline, recorded in time."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import (
    LONG_AFTER,
    day,
    figure,
    judged,
    member,
    monthly_register,
    register,
    reporting,
    series,
    target,
    unit,
)

from gaoxin_monitor.domain.codes import Accumulation, Attribute, Baseline, Direction, Flag, Frequency, Kind, Light
from gaoxin_monitor.domain.evaluation import Assessment
from gaoxin_monitor.domain.evaluation.directions import judge_direction, judge_qualitative
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.timing import due_since
from gaoxin_monitor.domain.units import POINTS, Unit

UP, DOWN = Direction.UP, Direction.DOWN


@pytest.mark.parametrize(
    ("value", "base", "direction", "light", "code", "change"),
    [
        ("10.1", "10", UP, Light.GREEN, "direction-better", "0.1"),
        ("10", "10.0", UP, Light.YELLOW, "direction-same", "0"),
        ("9.9", "10", UP, Light.YELLOW, "direction-worse", "0.1"),
        ("9.9", "10", DOWN, Light.GREEN, "direction-better", "0.1"),
        ("10", "10", DOWN, Light.YELLOW, "direction-same", "0"),
        ("10.1", "10", DOWN, Light.YELLOW, "direction-worse", "0.1"),
        ("-1", "0", DOWN, Light.GREEN, "direction-better", "1"),
    ],
)
def test_better_than_the_baseline_is_green_and_nothing_is_red(
    value: str, base: str, direction: Direction, light: Light, code: str, change: str
) -> None:
    found = judge_direction(Decimal(value), Decimal(base), direction)
    assert (found.light, found.reason.code) == (light, code)
    assert found.reason.params["change"] == Decimal(change)


@given(st.decimals(-100, 100, places=1), st.decimals(-100, 100, places=1), st.sampled_from(Direction))
def test_the_light_follows_from_the_change_that_is_shown(value: Decimal, base: Decimal, direction: Direction) -> None:
    found = judge_direction(value, base, direction)
    change = found.numbers["change"]
    assert change is not None
    assert (found.light is Light.GREEN) == ((change > 0) if direction is UP else (change < 0))
    further = judge_direction(value - 1 if direction is UP else value + 1, base, direction)
    assert not (further.light is Light.GREEN and found.light is Light.YELLOW)


DAYS = target(
    Kind.DIRECTION,
    None,
    "工作日",
    accumulation=Accumulation.POINT_IN_TIME,
    baseline=Baseline.SAME_PERIOD,
    direction=DOWN,
    deadline=None,
)
HISTORY = {"2022-M06": "20", "2023-M06": "13", "2023-M12": "12", "2024-M03": "11", "2024-M05": "10"}


def compared(of: Target, value: str = "11.5", known: dict[str, str] = HISTORY, measure: str = "工作日") -> Assessment:
    figures = [figure(period, before, measure) for period, before in known.items()]
    return judged(of, 6, series(of.transformation, *figures, figure("2024-M06", value, measure)))


@pytest.mark.parametrize(
    ("baseline", "base", "light"),
    [
        (Baseline.SAME_PERIOD, "13", Light.GREEN),
        (Baseline.YEAR_START, "12", Light.GREEN),
        (Baseline.PREVIOUS, "10", Light.YELLOW),
    ],
)
def test_each_baseline_is_a_figure_of_its_own(baseline: Baseline, base: str, light: Light) -> None:
    found = compared(replace(DAYS, baseline=baseline))
    assert (found.light, found.judgement.numbers["base"]) == (light, Decimal(base))


def test_the_previous_figure_is_the_newest_with_a_value() -> None:
    of = replace(DAYS, baseline=Baseline.PREVIOUS)
    figures = [figure("2024-M04", "9", "工作日"), figure("2024-M05", None, "工作日"), figure("2024-M06", "8", "工作日")]
    found = judged(of, 6, series(of.transformation, *figures))
    assert found.judgement.numbers["base"] == Decimal(9)


@pytest.mark.parametrize("baseline", Baseline)
def test_without_its_baseline_it_is_grey_and_the_value_is_told(baseline: Baseline) -> None:
    found = compared(replace(DAYS, baseline=baseline), known={"2022-M06": "20"} if baseline != "previous" else {})
    assert (found.light, found.judgement.reason.code) == (Light.NODATA, "direction-no-baseline")
    assert found.judgement.reason.params["value"] == Decimal("11.5")
    assert found.value == Decimal("11.5")


def test_a_baseline_of_another_measure_is_none() -> None:
    of = replace(DAYS, baseline=Baseline.PREVIOUS)
    figures = [figure("2024-M05", "9", "小时"), figure("2024-M06", "8", "工作日")]
    assert judged(of, 6, series(of.transformation, *figures)).judgement.reason.code == "direction-no-baseline"


def test_a_direction_without_figure_or_in_another_measure_is_grey() -> None:
    assert judged(DAYS, 6).judgement.reason.code == "no-observation"
    assert compared(DAYS, measure="小时").judgement.reason.code == "unit-mismatch"


def test_quarters_start_the_year_with_the_fourth() -> None:
    of = replace(DAYS, baseline=Baseline.YEAR_START, frequency=Frequency.QUARTERLY)
    figures = [figure("2023-Q4", "12", "工作日"), figure("2024-Q2", "11", "工作日")]
    assert judged(of, 6, series(of.transformation, *figures)).judgement.numbers["base"] == Decimal(12)


@pytest.mark.parametrize(("rate", "light"), [("0.1", Light.GREEN), ("0.0", Light.YELLOW), ("-0.1", Light.YELLOW)])
def test_a_rate_compares_by_itself(rate: str, light: Light) -> None:
    of = target(Kind.DIRECTION, None, "%", accumulation=Accumulation.YTD_RATE, baseline=Baseline.SAME_PERIOD)
    found = judged(of, 6, series(of.transformation, figure("2024-M06", rate, "%")))
    assert (found.light, found.judgement.numbers["base"]) == (light, Decimal(0))
    # against another month a rate needs that month's
    other = replace(of, baseline=Baseline.PREVIOUS)
    assert judged(other, 6, series(of.transformation, figure("2024-M06", rate, "%"))).light is Light.NODATA


def test_up_is_better_where_the_plan_names_no_direction() -> None:
    assert compared(replace(DAYS, direction=None), "13.1").light is Light.GREEN


@pytest.mark.parametrize(
    ("measure", "step"), [("%", POINTS), ("工作日", unit("工作日")), ("", "")], ids=["points", "unit", "none"]
)
def test_two_percentages_differ_by_points_and_the_rest_by_its_own_unit(measure: str, step: Unit | str) -> None:
    of = replace(DAYS, unit=unit(measure) if measure else None, baseline=Baseline.PREVIOUS)
    known = (figure("2024-M05", "40", measure or "分"), figure("2024-M06", "38", measure or "分"))
    assert judged(of, 6, series(of.transformation, *known)).judgement.reason.params["step"] == step


# ── texts ──


@pytest.mark.parametrize(
    ("recorded", "since", "light"),
    [
        ("2024-M04", "2024-Q2", Light.GREEN),  # the first month of the period that is due
        ("2024-M03", "2024-Q2", Light.YELLOW),
        ("2024-M06", "2024-Q2", Light.GREEN),
        ("2024-M01", None, Light.GREEN),
        ("2024-M05", "2024-M05", Light.GREEN),
        ("2024-M04", "2024-M05", Light.YELLOW),
        ("2024-M01", "2024-S1", Light.GREEN),
    ],
)
def test_a_text_within_the_period_that_is_due_is_green(recorded: str, since: str | None, light: Light) -> None:
    found = judge_qualitative(Period.of(recorded), Period.of(since) if since else None)
    assert found.light is light
    assert found.reason.code == ("qualitative-recorded" if light is Light.GREEN else "qualitative-silent")
    assert str(found.reason.params["since"]) == (since or recorded)


@pytest.mark.parametrize(
    ("frequency", "on", "lag", "since"),
    [
        (Frequency.MONTHLY, "2024-01-30", 0, None),
        (Frequency.MONTHLY, "2024-01-31", 0, "2024-M01"),
        (Frequency.MONTHLY, "2024-02-09", 10, None),
        (Frequency.MONTHLY, "2024-02-10", 10, "2024-M01"),
        (Frequency.MONTHLY, "2025-06-30", 10, "2024-M12"),
        (Frequency.QUARTERLY, "2024-03-30", 0, None),
        (Frequency.QUARTERLY, "2024-06-29", 0, "2024-Q1"),
        (Frequency.QUARTERLY, "2024-06-30", 0, "2024-Q2"),
        (Frequency.SEMIANNUAL, "2024-06-30", 0, "2024-S1"),
        (Frequency.SEMIANNUAL, "2024-06-30", 5, None),
        (Frequency.SEMIANNUAL, "2025-01-05", 5, "2024-S2"),
        (Frequency.ANNUAL, "2025-06-30", 0, None),
        (Frequency.EVENT, "2025-06-30", 0, None),
    ],
)
def test_a_text_is_due_when_its_period_and_the_lag_are_over(
    frequency: Frequency, on: str, lag: int, since: str | None
) -> None:
    found = due_since(frequency, 2024, day(on), lag)
    assert (None if found is None else str(found)) == since


TEXT = target(Kind.QUALITATIVE, register="t", indicator="", frequency=Frequency.QUARTERLY, release_lag_days=10)


def wrote(of: Target, month: int, *told: int, as_of: date = LONG_AFTER) -> Assessment:
    record = reporting("t", {Attribute.REMARK: dict.fromkeys(told, "在建")})
    return judged(of, month, register=monthly_register(month, record), as_of=as_of)


@pytest.mark.parametrize(
    ("told", "month", "light"),
    [
        # by 25 July the second quarter is due
        ((4,), 6, Light.GREEN),
        ((3,), 6, Light.YELLOW),
        ((1, 3), 6, Light.YELLOW),
        # by 25 June only the first
        ((1,), 5, Light.GREEN),
        ((3,), 5, Light.GREEN),
    ],
)
def test_a_text_target_asks_for_a_text_of_the_quarter_that_is_due(
    told: tuple[int, ...], month: int, light: Light
) -> None:
    found = wrote(TEXT, month, *told)
    assert (found.light, str(found.period)) == (light, f"2024-M{max(told):02d}")


def test_before_the_lag_is_over_the_older_text_will_do() -> None:
    assert wrote(TEXT, 6, 3, as_of=day("2024-07-09")).light is Light.GREEN
    assert wrote(TEXT, 6, 3, as_of=day("2024-07-10")).light is Light.YELLOW


@pytest.mark.parametrize("frequency", [Frequency.ANNUAL, Frequency.EVENT])
def test_yearly_texts_and_events_are_never_asked_for_within_the_year(frequency: Frequency) -> None:
    of = replace(TEXT, frequency=frequency)
    assert wrote(of, 12, 1).light is Light.GREEN
    assert judged(of, 12, register=monthly_register(12, member("t"))).light is Light.NODATA


@pytest.mark.parametrize("attribute", [Attribute.REMARK, Attribute.PROGRESS])
def test_a_remark_or_progress_is_a_text_but_not_of_last_year(attribute: Attribute) -> None:
    record = reporting("t", {attribute: {4: "50"}})
    assert judged(TEXT, 6, register=monthly_register(6, record)).light is Light.GREEN
    last_year = replace(monthly_register(6, record), months={4: Period.of("2023-M12")})
    assert judged(TEXT, 6, register=last_year).judgement.reason.code == "nothing-recorded"


@pytest.mark.parametrize(
    ("actual", "light"),
    [
        ("2024-04-01", Light.GREEN),
        ("2024-03-31", Light.YELLOW),
        ("2024-06-30", Light.GREEN),
        ("2024-07-01", Light.NODATA),
        ("2023-12-31", Light.NODATA),
    ],
)
def test_an_achievement_speaks_for_itself(actual: str, light: Light) -> None:
    assert judged(TEXT, 6, register=register("2024-M06", member("t", actual=actual))).light is light


def test_a_text_of_another_member_or_none_at_all_is_no_return() -> None:
    assert judged(TEXT, 6).judgement.reason.code == "no-return"
    other = register("2024-M06", member("other", remark="在建"))
    assert judged(TEXT, 6, register=other).judgement.reason.code == "no-return"


def test_an_old_text_is_yellow_and_never_stale() -> None:
    found = wrote(replace(TEXT, frequency=Frequency.MONTHLY), 12, 1)
    assert found.light is Light.YELLOW
    assert Flag.STALE not in found.judgement.flags
