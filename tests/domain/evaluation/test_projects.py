"""Projects under construction: physical progress against the planned curve, and months without progress."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.given import day, judged, member, monthly_register, register, reporting, target

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.codes import Accumulation, Attribute, Flag, Kind, Light, TargetFlag
from gaoxin_monitor.domain.evaluation import Assessment
from gaoxin_monitor.domain.evaluation.projects import judge_continuity, judge_progress
from gaoxin_monitor.domain.members import Register
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target, Thresholds
from gaoxin_monitor.domain.units import PERCENT

RULES = Thresholds()
HALF, NOVEMBER, WHOLE = Fraction(1, 2), Fraction(11, 12), Fraction(1)
SEVERITY = {Light.DONE: 0, Light.GREEN: 1, Light.PENDING: 1, Light.YELLOW: 2, Light.RED: 3}
# 20 % by the end of March, 50 % by the end of June, all of it by the end of the year
CURVE = ((day("2024-03-31"), Decimal(20)), (day("2024-06-30"), Decimal(50)), (day("2024-12-31"), Decimal(100)))
HALL = target(
    Kind.PROGRESS_VS_PLAN,
    100,
    "%",
    register="t",
    indicator="",
    deadline=None,
    accumulation=Accumulation.STATE,
    curve=CURVE,
)
GOING = replace(HALL, kind=Kind.CONTINUITY, curve=(), goal=None)


def told(of: Target, month: int, progress: dict[int, str], reported: int | None = None, **facts: str) -> Assessment:
    """Judged at a month by what the returns of some months said of the progress."""
    project = reporting("t", {Attribute.PROGRESS: progress}, **facts)
    return judged(of, month, register=monthly_register(reported or month, project))


# ── the curve ──


@pytest.mark.parametrize(
    ("on", "share"),
    [
        ("2024-01-31", Fraction(0)),
        ("2024-03-30", Fraction(0)),
        ("2024-03-31", Fraction(20, 100)),
        ("2024-04-30", (20 + Fraction(30 * 30, 91)) / 100),
        ("2024-06-30", Fraction(50, 100)),
        ("2024-09-30", (50 + Fraction(50 * 92, 184)) / 100),
        ("2024-12-31", Fraction(1)),
        ("2025-03-31", Fraction(1)),
    ],
)
def test_a_curve_is_linear_between_its_points_and_flat_outside(on: str, share: Fraction) -> None:
    assert pace.on_curve(CURVE, day(on)) == share


def test_a_curve_of_one_point_is_a_step_and_none_is_none() -> None:
    one = CURVE[1:2]
    assert [pace.on_curve(one, day(on)) for on in ("2024-06-29", "2024-06-30", "2025-01-01")] == [0, HALF, HALF]
    assert pace.on_curve((), day("2024-06-30")) is None


# ── progress ──


@pytest.mark.parametrize(
    ("progress", "share", "final", "light", "code"),
    [
        ("100", HALF, False, Light.DONE, "progress-done"),
        ("100", WHOLE, True, Light.DONE, "progress-done"),
        ("99.99", WHOLE, True, Light.RED, "progress-missed"),
        ("99.9", WHOLE, False, Light.YELLOW, "progress-behind"),
        ("99.99", WHOLE, False, Light.GREEN, "progress-on-pace"),  # 0.0 points short as shown
        ("30", Fraction(0), False, Light.PENDING, "progress-pending"),
        ("50", HALF, False, Light.GREEN, "progress-on-pace"),
        ("49.95", HALF, False, Light.YELLOW, "progress-behind"),
        ("40", HALF, False, Light.YELLOW, "progress-behind"),
        ("39.9", HALF, False, Light.RED, "progress-far-behind"),
        ("87.5", NOVEMBER, False, Light.YELLOW, "progress-behind"),  # K = 12.5/8.333 = 1.50
        ("87.4", NOVEMBER, False, Light.RED, "progress-steep"),  # K = 12.6/8.333 = 1.512 → 1.51
        ("-5", Fraction(9, 100), False, Light.YELLOW, "progress-early"),
        ("-5", Fraction(10, 100), False, Light.RED, "progress-far-behind"),
    ],
)
def test_progress_is_judged_as_a_level_of_100_percent(
    progress: str, share: Fraction, light: Light, code: str, *, final: bool
) -> None:
    found = judge_progress(Decimal(progress), share, RULES, final=final)
    assert (found.light, found.reason.code, found.rungs[-1].code) == (light, code, code)


@pytest.mark.parametrize(
    ("month", "progress", "light"),
    [
        (2, "5", Light.PENDING),  # before the first point nothing is due
        (3, "20", Light.GREEN),
        (3, "19", Light.YELLOW),
        (6, "40", Light.YELLOW),
        (6, "39", Light.RED),
        (9, "75", Light.GREEN),  # half way between 50 and 100
        (9, "74.9", Light.YELLOW),
        (12, "100", Light.DONE),
        (12, "99", Light.YELLOW),  # no deadline: never final
    ],
)
def test_progress_is_held_against_the_curve_at_the_end_of_the_month(month: int, progress: str, light: Light) -> None:
    found = told(HALL, month, {month: progress})
    assert (found.light, found.value, str(found.period)) == (light, Decimal(progress), f"2024-M{month:02d}")
    assert found.judgement.reason.params["unit"] == PERCENT


def test_short_at_its_own_deadline_is_red() -> None:
    due = replace(HALL, deadline=day("2024-09-30"))
    assert told(due, 8, {8: "70"}).judgement.reason.code == "progress-on-pace"
    missed = told(due, 9, {9: "99"})
    assert (missed.light, missed.judgement.reason.code) == (Light.RED, "progress-missed")
    assert missed.judgement.flags == {Flag.FINAL}


def test_a_return_without_news_leaves_the_progress_and_moves_the_pace() -> None:
    stuck = told(HALL, 9, {3: "45"}, reported=9)
    assert (stuck.light, str(stuck.period), stuck.value) == (Light.RED, "2024-M09", Decimal(45))
    assert told(HALL, 3, {3: "45"}, reported=9).light is Light.GREEN


def test_only_what_was_told_by_the_boards_month_counts() -> None:
    progress = {3: "20", 6: "80"}
    assert [told(HALL, month, progress, reported=6).value for month in (3, 5, 6)] == [20, 20, 80]
    assert told(HALL, 2, progress, reported=6).judgement.reason.code == "nothing-recorded"


def test_progress_told_without_a_return_counts_for_the_month_it_was_delivered_in() -> None:
    project = member("t", progress="30")  # delivered on 31 January
    found = judged(HALL, 6, register=register(None, project), as_of=day("2024-02-20"))
    assert (str(found.period), found.light) == ("2024-M01", Light.PENDING)


def test_a_correction_downwards_is_believed() -> None:
    assert told(HALL, 6, {5: "55", 6: "30"}).light is Light.RED


def test_without_a_curve_the_progress_is_told_and_grey() -> None:
    found = told(replace(HALL, curve=()), 6, {6: "30"})
    assert (found.light, found.judgement.reason.code) == (Light.NODATA, "progress-no-curve")
    assert found.judgement.reason.params == {"progress": Decimal(30)}
    assert found.value == Decimal(30)


@pytest.mark.parametrize("of", [HALL, GOING], ids=lambda of: of.kind.value)
@pytest.mark.parametrize(
    "known",
    [
        None,
        register("2024-M06"),
        register("2024-M06", member("other", progress="30")),
        register("2024-M06", member("t", planned="2024-06-30")),
        register("2024-M06", member("t", progress="")),
        register("2024-M06", member("t", progress="过半")),
        register("2024-M06", member("t", progress="NaN")),
    ],
    ids=["no register", "empty", "others", "no progress", "taken back", "no number", "not a number"],
)
def test_without_a_number_nothing_is_known(of: Target, known: object) -> None:
    found = judged(of, 6, register=known)
    listed = isinstance(known, Register) and known.member("t") is not None
    assert found.light is Light.NODATA
    assert found.judgement.reason.code == ("nothing-recorded" if listed else "no-return")


def test_an_effort_that_lags_is_capped() -> None:
    found = told(replace(HALL, flags=frozenset({TargetFlag.BEST_EFFORT})), 6, {6: "10"})
    assert found.light is Light.YELLOW
    assert found.judgement.flags == {Flag.CAPPED, Flag.BEST_EFFORT}


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2), st.fractions(0, 1), st.booleans())
def test_less_progress_never_gets_a_better_light(
    one: Decimal,
    other: Decimal,
    share: Fraction,
    final: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    less, more = sorted((one, other))
    lights = [judge_progress(done, share, RULES, final=final).light for done in (less, more)]
    assert SEVERITY[lights[0]] >= SEVERITY[lights[1]]


# ── continuity ──


@pytest.mark.parametrize(
    ("idle", "light", "code"),
    [
        (0, Light.GREEN, "continuity-going-on"),
        (1, Light.GREEN, "continuity-going-on"),
        (2, Light.YELLOW, "continuity-idle"),
        (3, Light.RED, "continuity-stopped"),
        (11, Light.RED, "continuity-stopped"),
    ],
)
def test_months_without_progress_decide(idle: int, light: Light, code: str) -> None:
    found = judge_continuity(idle, RULES)
    assert (found.light, found.reason.code) == (light, code)
    assert found.numbers == {"idle_months": idle}
    finished = judge_continuity(idle, RULES, finished=True)
    assert (finished.light, finished.reason.code) == (Light.DONE, "continuity-finished")


def test_the_months_of_patience_are_settings() -> None:
    patient = Thresholds(idle_watch_months=4, idle_behind_months=6)
    assert [judge_continuity(idle, patient).light for idle in (3, 4, 5, 6)] == [
        Light.GREEN,
        Light.YELLOW,
        Light.YELLOW,
        Light.RED,
    ]


@pytest.mark.parametrize(
    ("progress", "month", "light", "since"),
    [
        ({5: "10", 6: "20"}, 6, Light.GREEN, 6),
        ({5: "10"}, 6, Light.GREEN, 5),
        ({4: "10"}, 6, Light.YELLOW, 4),
        ({3: "10"}, 6, Light.RED, 3),
        # told anew without having grown is no progress
        ({3: "10", 4: "10", 5: "10", 6: "10"}, 6, Light.RED, 3),
        # a correction downwards is none, nor is what only makes up for it
        ({3: "30", 5: "20"}, 6, Light.RED, 3),
        ({3: "30", 5: "20", 6: "30"}, 6, Light.RED, 3),
        ({3: "30", 5: "20", 6: "30.1"}, 6, Light.GREEN, 6),
        # later returns are not known yet
        ({3: "10", 6: "20"}, 5, Light.YELLOW, 3),
        # begun, even with nothing done
        ({6: "0"}, 6, Light.GREEN, 6),
    ],
)
def test_idleness_is_counted_from_the_last_rise_to_the_newest_return(
    progress: dict[int, str], month: int, light: Light, since: int
) -> None:
    found = told(GOING, month, progress)
    assert (found.light, str(found.judgement.reason.params["since"])) == (light, f"2024-M{since:02d}")
    assert found.judgement.reason.params["months"] == month - since


def test_silence_after_the_last_return_is_not_idleness() -> None:
    project = reporting("t", {Attribute.PROGRESS: {3: "10"}})
    found = judged(GOING, 6, register=monthly_register(4, project), as_of=day("2024-06-05"))
    assert (found.light, str(found.period)) == (Light.GREEN, "2024-M04")


def test_a_return_of_this_year_counts_from_the_progress_of_last_year() -> None:
    old = member("t", progress="40")  # delivered on 31 January 2024
    lasting = replace(monthly_register(3, old), months={1: old_month()})
    found = judged(GOING, 3, register=lasting)
    assert (found.light, found.judgement.reason.params["months"]) == (Light.RED, 4)


def old_month() -> Period:
    return monthly_register(1).months[1].shift(-2)  # the return spoke for November


def test_what_is_finished_need_not_go_on() -> None:
    assert told(GOING, 6, {1: "100"}).light is Light.DONE
    assert told(GOING, 6, {1: "99.9"}).light is Light.RED
    finished = told(GOING, 6, {1: "90"}, actual="2024-06-30")
    assert (finished.light, finished.judgement.reason.code) == (Light.DONE, "continuity-finished")
    assert told(GOING, 6, {1: "90"}, actual="2024-07-01").light is Light.RED


def test_without_a_return_this_year_nothing_is_known_of_going_on() -> None:
    found = judged(GOING, 6, register=register(None, member("t", progress="30")))
    assert (found.light, found.judgement.reason.code) == (Light.NODATA, "no-return")


def test_progress_told_ahead_of_the_newest_return_leaves_no_negative_idleness() -> None:
    project = reporting("t", {Attribute.PROGRESS: {5: "10"}})
    found = judged(GOING, 6, register=monthly_register(4, project), as_of=day("2024-06-05"))
    assert (found.light, found.judgement.reason.params["months"]) == (Light.GREEN, 0)
