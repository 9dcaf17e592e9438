"""What holds for every kind: the age of the data, caps, flags, kinds without a rule."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.domain.given import (
    EVENT,
    QUARTERLY,
    case,
    day,
    figure,
    growth_target,
    judged,
    judged_by,
    member,
    register,
    series,
    target,
)

from gaoxin_monitor.domain.codes import Accumulation, Flag, Frequency, Kind, Light, ObsStatus, TargetFlag
from gaoxin_monitor.domain.evaluation import assess
from gaoxin_monitor.domain.evaluation.assess import RULES
from gaoxin_monitor.domain.evaluation.awaited import goal_of
from gaoxin_monitor.domain.evaluation.evidence import Assessment
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target, Thresholds
from gaoxin_monitor.domain.timing import moment

CASES = json.loads(Path(__file__).parent.with_name("cases.json").read_text("utf-8"))["cases"]
LEVEL = Kind.LEVEL_AT_LEAST


@pytest.mark.parametrize("staleness", [c for c in CASES if c["group"] == "staleness"], ids=lambda found: found["id"])
def test_data_go_stale_as_in_the_models_cases(staleness: dict[str, Any]) -> None:
    inputs = staleness["inputs"]
    latest = Period.of(inputs["latest_period"].replace("-", "-M"))
    asked_on = day(inputs["asof"])
    of = growth_target(
        10,
        deadline=None,
        release_lag_days=inputs["lag_days"],
        has_january=not inputs["no_january_release"],
        thresholds=Thresholds(stale_grace_days=inputs["grace_days"]),
    )
    known = case(of, 12, series(of.transformation, figure(str(latest), "10.5", "%")))
    now = moment(Period.month_containing(asked_on), asked_on, 25)
    found = assess(replace(known, year=latest.year, moment=now))
    assert (Flag.STALE in found.judgement.flags) is staleness["expected"]["stale"]


def revenue(**more: object) -> Target:
    return target(LEVEL, "4.5", "亿元", profile="linear", release_lag_days=5, **more)


def in_october(of: Target, *, on: str) -> Assessment:
    """Figures up to July, asked on a day while the board stands on October."""
    return judged_by(of, 10, figure("2024-M07", "2.7", of.unit.label if of.unit else "亿元"), as_of=day(on))


@pytest.mark.parametrize(
    ("on", "light", "stale"),
    [
        # August is due 08-31 + 5 + 10 = 09-15, September 10-15
        ("2024-09-15", Light.GREEN, False),
        ("2024-09-16", Light.GREEN, True),
        ("2024-10-15", Light.GREEN, True),
        ("2024-10-16", Light.NODATA, True),
        ("2025-06-30", Light.NODATA, True),
    ],
)
def test_one_missed_release_is_a_flag_and_two_are_no_data(on: str, light: Light, *, stale: bool) -> None:
    found = in_october(revenue(), on=on)
    assert found.light is light
    assert (Flag.STALE in found.judgement.flags) is stale


def test_after_two_missed_releases_the_last_value_is_kept_and_dated() -> None:
    found = in_october(revenue(), on="2024-10-20")
    assert (found.value, str(found.period)) == (Decimal("2.7"), "2024-M07")
    assert found.judgement.reason.code == "two-releases-missed"
    assert found.judgement.reason.params["period"] == found.period
    assert found.judgement.reason.params["value"] == Decimal("2.7")
    assert found.judgement.reason.params["own"] is Light.GREEN
    assert found.judgement.reason.params["agency"] == "统计局"
    assert found.observation is not None


def test_who_delivers_is_told_as_far_as_it_is_known() -> None:
    awaited = [
        judged(target(LEVEL, 1, "个", source_agency=agency, responsible=department), 6)
        for agency, department in (("统计局", "财政局"), ("", "财政局"), ("", ""))
    ]
    assert [found.judgement.reason.params["agency"] for found in awaited] == ["统计局", "财政局", "—"]


def test_what_is_awaited_is_a_figure_where_an_indicator_is_named_and_a_list_otherwise() -> None:
    both = target(Kind.COUNT_ALL, 5, "个", profile="members", register="t")
    assert judged(both, 6).judgement.reason.code == "no-observation"
    assert judged(replace(both, indicator=""), 6).judgement.reason.code == "no-return"
    assert judged(target(Kind.ZERO, 0, "起", indicator=""), 6).judgement.reason.code == "no-observation"


def test_a_figure_of_another_measure_can_be_stale_too() -> None:
    found = judged_by(revenue(), 10, figure("2024-M07", "2.7", "户"), as_of=day("2024-10-20"))
    assert (found.light, found.judgement.reason.code) == (Light.NODATA, "two-releases-missed")
    assert found.value is None


def test_what_is_done_and_what_comes_as_an_event_never_go_stale() -> None:
    done = judged_by(revenue(), 10, figure("2024-M07", "4.5"))
    assert done.light is Light.DONE
    assert Flag.STALE not in done.judgement.flags
    event = judged_by(revenue(frequency=EVENT), 10, figure("2024-M02", "2.7"))
    assert event.light is Light.GREEN
    assert Flag.STALE not in event.judgement.flags


def test_a_final_verdict_does_not_fade_when_the_returns_stop() -> None:
    by_june = revenue(deadline=day("2024-06-30"))
    found = judged_by(by_june, 12, figure("2024-M06", "2.7"))
    assert (found.light, found.judgement.reason.code) == (Light.RED, "level-missed")
    assert Flag.STALE not in found.judgement.flags


def test_staleness_is_judged_no_later_than_the_cutoff_of_the_board() -> None:
    found = judged_by(revenue(), 7, figure("2024-M07", "2.7"))
    assert found.light is Light.GREEN
    assert Flag.STALE not in found.judgement.flags


def test_quarterly_figures_are_awaited_by_quarter() -> None:
    gdp = growth_target(10, frequency=QUARTERLY, release_lag_days=28)
    known = figure("2024-Q1", "9.0", "%")
    assert Flag.STALE not in judged_by(gdp, 7, known, as_of=day("2024-08-07")).judgement.flags
    assert Flag.STALE in judged_by(gdp, 7, known, as_of=day("2024-08-08")).judgement.flags
    assert judged_by(gdp, 10, known, as_of=day("2024-11-08")).light is Light.NODATA


def test_lists_go_stale_with_their_returns() -> None:
    roads = target(Kind.COUNT_ALL, 2, "条", profile="members", register="t", indicator="")
    known = register("2024-M05", member("a", planned="2024-12-31"), member("b", planned="2024-12-31"))
    fresh, aged, old = (judged(roads, month, register=known) for month in (5, 6, 7))
    assert (fresh.light, Flag.STALE in fresh.judgement.flags) == (Light.GREEN, False)
    assert (aged.light, Flag.STALE in aged.judgement.flags) == (Light.GREEN, True)  # June was due on 07-10
    assert (old.light, old.judgement.reason.code) == (Light.NODATA, "two-releases-missed")


# ── caps ──

EFFORT, HARD = TargetFlag.BEST_EFFORT, TargetFlag.HARD_DEADLINE


@pytest.mark.parametrize(
    ("flags", "value", "light", "capped"),
    [
        ({EFFORT}, "1.0", Light.YELLOW, True),
        ({EFFORT}, "2.0", Light.YELLOW, False),
        ({EFFORT}, "2.3", Light.GREEN, False),
        ({EFFORT}, "4.5", Light.DONE, False),
        ({EFFORT, HARD}, "1.0", Light.RED, False),
        ({HARD}, "1.0", Light.RED, False),
        (set(), "1.0", Light.RED, False),
    ],
)
def test_an_effort_is_capped_at_yellow_unless_its_deadline_is_hard(
    flags: set[TargetFlag], value: str, light: Light, *, capped: bool
) -> None:
    found = judged_by(revenue(flags=frozenset(flags)), 6, figure("2024-M06", value))
    assert found.light is light
    assert (Flag.CAPPED in found.judgement.flags) is capped
    assert (Flag.BEST_EFFORT in found.judgement.flags) is (EFFORT in flags)


def test_even_the_last_word_on_an_effort_is_capped() -> None:
    found = judged_by(revenue(flags=frozenset({EFFORT})), 12, figure("2024-M12", "4.0"))
    assert found.light is Light.YELLOW
    assert {Flag.CAPPED, Flag.FINAL, Flag.BEST_EFFORT} <= found.judgement.flags


def test_no_data_is_not_capped() -> None:
    found = judged(revenue(flags=frozenset({EFFORT})), 6)
    assert found.light is Light.NODATA
    assert Flag.CAPPED not in found.judgement.flags


# ── flags ──


@pytest.mark.parametrize(
    ("wording", "flag"),
    [
        (TargetFlag.INFERRED, Flag.INFERRED),
        (TargetFlag.WITHHELD, Flag.WITHHELD),
        (TargetFlag.BEST_EFFORT, Flag.BEST_EFFORT),
        (TargetFlag.HARD_DEADLINE, None),
        (TargetFlag.COMPOSITE_MEMBER, None),
    ],
)
def test_the_wording_of_the_plan_is_carried_to_the_light(wording: TargetFlag, flag: Flag | None) -> None:
    expected = {flag} if flag else set()
    assert judged_by(revenue(flags=frozenset({wording})), 6, figure("2024-M06", "2.3")).judgement.flags == expected
    assert judged(revenue(flags=frozenset({wording})), 6).judgement.flags == expected


@pytest.mark.parametrize(
    ("status", "provisional"),
    [(ObsStatus.PROVISIONAL, True), (ObsStatus.NORMAL, False), (ObsStatus.ESTIMATED, False), (ObsStatus.BREAK, False)],
)
def test_provisional_figures_are_flagged(status: ObsStatus, *, provisional: bool) -> None:
    found = judged_by(revenue(), 6, figure("2024-M06", "2.3", status=status))
    assert (Flag.PROVISIONAL in found.judgement.flags) is provisional


@pytest.mark.parametrize(
    ("deadline", "month", "final"),
    [("2024-12-31", 12, True), ("2024-12-31", 11, False), ("2024-06-30", 6, True), (None, 12, False)],
)
def test_final_figures_are_flagged(deadline: str | None, month: int, *, final: bool) -> None:
    of = revenue(deadline=day(deadline) if deadline else None)
    found = judged_by(of, month, figure(f"2024-M{month:02d}", "4.6"))
    assert (Flag.FINAL in found.judgement.flags) is final


def test_a_final_quarter_of_a_rate_without_levels_raises_no_other_flag() -> None:
    found = judged_by(growth_target(10, frequency=QUARTERLY), 12, figure("2024-Q4", "10.1", "%"))
    assert found.judgement.flags == {Flag.FINAL}


# ── kinds ──


def test_a_plan_without_a_goal_asks_for_nothing() -> None:
    assert goal_of(target(Kind.CONTINUITY)) == Decimal(0)
    assert goal_of(target(LEVEL, "4.5", "亿元")) == Decimal("4.5")


def test_every_kind_has_its_rule() -> None:
    assert RULES.keys() == set(Kind) == SAMPLES.keys()


SAMPLES = {
    LEVEL: target(LEVEL, 10, "个"),
    Kind.COUNT_AT_LEAST: target(Kind.COUNT_AT_LEAST, 10, "个", profile="integer"),
    Kind.COUNT_ALL: target(Kind.COUNT_ALL, 10, "个", profile="members", register="t"),
    Kind.COUNT_BY_DATE: target(Kind.COUNT_BY_DATE, 10, "个", profile="linear"),
    Kind.GROWTH_RATE: growth_target(),
    Kind.LEVEL_AT_MOST: target(Kind.LEVEL_AT_MOST, 4, "%", accumulation=Accumulation.POINT_IN_TIME),
    Kind.ZERO: target(Kind.ZERO, 0, "起"),
    Kind.ZERO_DYNAMIC: target(Kind.ZERO_DYNAMIC, 0, "户", register="t", indicator=""),
    Kind.MILESTONE_BY_DATE: target(Kind.MILESTONE_BY_DATE, register="milestones", indicator=""),
    Kind.COMPOSITE: target(Kind.COMPOSITE, 10, "件", indicator=""),
    Kind.PROGRESS_VS_PLAN: target(Kind.PROGRESS_VS_PLAN, 100, "%", register="t", indicator=""),
    Kind.CONTINUITY: target(Kind.CONTINUITY, register="t", indicator=""),
    Kind.COVERAGE: target(Kind.COVERAGE, 100, "%", register="t", indicator="", units=("东街",)),
    Kind.COVERAGE_PER_UNIT: target(Kind.COVERAGE_PER_UNIT, 1, "个", register="t", indicator="", units=("东街",)),
    Kind.DIRECTION: target(Kind.DIRECTION, None, "%", accumulation=Accumulation.POINT_IN_TIME),
    Kind.QUALITATIVE: target(Kind.QUALITATIVE, register="t", indicator=""),
}


@pytest.mark.parametrize("of", SAMPLES.values(), ids=lambda of: of.kind.value)
def test_every_kind_without_evidence_is_grey_with_a_reason(of: Target) -> None:
    found = judged(of, 6)
    assert found.light is Light.NODATA
    assert found.judgement.reason.code
    assert found.value is None or of.kind is Kind.COMPOSITE


def test_the_same_case_gives_the_same_assessment() -> None:
    known = case(revenue(), 6, series(revenue().transformation, figure("2024-M06", "2.13")))
    assert assess(known) == assess(known)


def test_a_half_yearly_target_is_judged_at_its_half() -> None:
    halves = revenue(frequency=Frequency.SEMIANNUAL)
    found = judged_by(halves, 8, figure("2024-S1", "2.25"))
    assert (found.light, str(found.judgement.numbers["pace_pct"])) == (Light.GREEN, "50.0")
