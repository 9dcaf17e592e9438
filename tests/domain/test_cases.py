"""The numeric cases of the status model, replayed through what the product calls, driven by their inputs alone."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tests.domain.given import YEAR, case, missed_releases, target
from tests.store.building import GDP, deliver
from tests.store.building import figure as delivered

from gaoxin_monitor.domain import derived, pace
from gaoxin_monitor.domain.codes import Flag, Kind, Light, ObsStatus
from gaoxin_monitor.domain.evaluation import Case
from gaoxin_monitor.domain.evaluation.composite import judge_composite
from gaoxin_monitor.domain.evaluation.counts import judge_count
from gaoxin_monitor.domain.evaluation.coverage import judge_coverage
from gaoxin_monitor.domain.evaluation.growth import (
    base_revised,
    catch_up_factor,
    judge_growth,
    naive_growth,
    rest_growth_needed,
    rounding_error,
)
from gaoxin_monitor.domain.evaluation.level import judge_level, level_numbers
from gaoxin_monitor.domain.evaluation.limits import judge_at_most, judge_zero, judge_zero_dynamic
from gaoxin_monitor.domain.evaluation.milestones import judge_milestone
from gaoxin_monitor.domain.evaluation.projects import judge_continuity
from gaoxin_monitor.domain.lights import Judgement
from gaoxin_monitor.domain.outlook import nowcast_error, nowcasts, reaching, required
from gaoxin_monitor.domain.period_text import parse_period
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Thresholds
from gaoxin_monitor.domain.revisions import released, revision_sizes
from gaoxin_monitor.domain.timing import is_final, is_first_release
from gaoxin_monitor.domain.units import Unit, convert, parse_unit
from gaoxin_monitor.store import Store

CASES = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"), parse_float=Decimal)["cases"]
RULES = Thresholds()
Inputs = dict[str, Any]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _due(inputs: Inputs) -> date:
    """The target's own deadline: a day, a month of the year, or the year's end where none is given."""
    named = inputs.get("deadline")
    return date.fromisoformat(named) if named else Period.month_of(YEAR, inputs.get("deadline_month", 12)).end


def _period_of(inputs: Inputs) -> Period:
    """The period of the figure: a quarter, a month, or the months that are over."""
    if "quarter" in inputs:
        return Period(YEAR, inputs["quarter"] * 3 - 2, 3)
    return Period.month_of(YEAR, next((inputs[name] for name in ("month", "months") if name in inputs), 12))


def _final(inputs: Inputs) -> bool:
    return bool(inputs.get("final", is_final(_period_of(inputs), _due(inputs))))


def _case(inputs: Inputs) -> Case:
    """Only what pace asks: the profile and the deadline."""
    return case(target(Kind.LEVEL_AT_LEAST, 1, profile=inputs.get("profile", pace.LINEAR), deadline=_due(inputs)))


def _share(inputs: Inputs) -> Fraction:
    return _case(inputs).pace(_period_of(inputs))[0]


def _expected_count(inputs: Inputs, goal: int) -> int:
    span = _case(inputs).span
    return pace.expected_count(goal, min(_period_of(inputs).last_month, span), span)


def _number(inputs: Inputs, *names: str) -> Decimal:
    """The first of these inputs that is given."""
    return Decimal(next(inputs[name] for name in names if name in inputs))


def _outcome(judged: Judgement, **more: object) -> Inputs:
    return {"status": judged.light.value, **judged.numbers, **more}


def _pace(inputs: Inputs) -> Inputs:
    share = _share(inputs)
    if "actual" in inputs:
        return {"lead_pp": level_numbers(Decimal(inputs["actual"]), Decimal(inputs["target"]), share).gap}
    found: Inputs = {"pace_pct": share * 100}
    return found | ({"expected_count": _expected_count(inputs, inputs["target"])} if "target" in inputs else {})


def _level(inputs: Inputs) -> Inputs:
    value, goal = _number(inputs, "value", "ytd", "count"), _number(inputs, "target")
    return _outcome(judge_level(value, goal, _share(inputs), RULES, final=_final(inputs)))


def _growth(inputs: Inputs) -> Inputs:
    share = inputs.get("prev_year_ytd_share")
    judged = judge_growth(
        _number(inputs, "ytd_growth"),
        _number(inputs, "target", "target_growth"),
        None if share is None else Fraction(share),
        RULES,
        first_release=is_first_release(_period_of(inputs), has_january=not inputs.get("no_january_release", True)),
        final=_final(inputs),
    )
    return _outcome(judged)


def _integer(inputs: Inputs) -> Inputs:
    goal, count = int(_number(inputs, "target")), int(_number(inputs, "count", "value"))
    expected, gone = _expected_count(inputs, goal), _case(inputs).time_gone(_period_of(inputs))
    return _outcome(judge_count(count, goal, expected, gone, RULES, final=_final(inputs)))


def _coverage(inputs: Inputs) -> Inputs:
    given = inputs["per_unit"]
    per_unit = given if isinstance(given, dict) else {str(number): has for number, has in enumerate(given)}
    goal = inputs.get("target", len(per_unit))
    judged = judge_coverage(
        per_unit,
        inputs.get("need", 1),
        goal,
        _expected_count(inputs, goal),
        _case(inputs).time_gone(_period_of(inputs)),
        RULES,
        final=_final(inputs),
    )
    missing = judged.reason.params["missing"]
    assert isinstance(missing, tuple)
    told = {"covered": len(per_unit) - len(missing), "units": judged.reason.params["units"], "missing": list(missing)}
    return _outcome(judged, **told)


def _continuity(inputs: Inputs) -> Inputs:
    idle = int(_number(inputs, "months_since_progress", "months"))
    return _outcome(judge_continuity(idle, RULES, finished=inputs.get("finished", False)))


def _at_most(inputs: Inputs) -> Inputs:
    rules = Thresholds(at_most_margin=Decimal(inputs.get("margin", RULES.at_most_margin)))
    final = inputs.get("final", False)
    return _outcome(judge_at_most(_number(inputs, "value"), _number(inputs, "limit", "target"), rules, final=final))


def _zero(inputs: Inputs) -> Inputs:
    """``sticky`` says what the rule is; the counts of a year may be given one by one."""
    counts = inputs.get("counts", [inputs.get("ytd_count")])
    figures = [(Period.month_of(YEAR, 1).shift(number), count) for number, count in enumerate(counts)]
    known = [(period, None if count is None else Decimal(count)) for period, count in figures]
    return _outcome(judge_zero(known, final=inputs.get("final", False)))


def _zero_dynamic(inputs: Inputs) -> Inputs:
    found, overdue = inputs.get("open_households", 0), inputs.get("overdue_households", 0)
    return _outcome(judge_zero_dynamic(found, overdue, RULES, final=inputs.get("final", False)))


def _milestone(inputs: Inputs) -> Inputs:
    judged = judge_milestone(
        _day(inputs.get("planned")),
        _day(inputs.get("forecast")),
        _day(inputs.get("actual")),
        _day(inputs.get("asof")),
        RULES,
        hard=inputs.get("hard", False),
        deadline=_day(inputs.get("deadline")),
    )
    reason = {"milestone-unplanned": "no planned date"}.get(judged.reason.code, judged.reason.code)
    return _outcome(judged, late=Flag.LATE in judged.flags, reason=reason)


def _composite(inputs: Inputs) -> Inputs:
    judged = judge_composite(
        [Light(light) for light in inputs["children"]], inputs.get("target"), final=inputs.get("final", False)
    )
    return _outcome(judged, counts=Counter({name: int(number or 0) for name, number in judged.numbers.items()}))


# ── what is required, what is to be expected ──


def _exact(number: Decimal | int) -> Fraction:
    return Fraction(number)


def _required(inputs: Inputs) -> Inputs:
    found: Inputs = {}
    value = next((inputs[name] for name in ("ytd", "done", "value", "count") if name in inputs), None)
    if value is not None:
        found |= _required_of_level(inputs, Decimal(value), Decimal(inputs["target"]))
    if "ytd_growth" in inputs:
        goal, growth = Decimal(inputs["target_growth"]), Decimal(inputs["ytd_growth"])
        found |= _rest(goal, growth, Fraction(inputs["prev_year_ytd_share"]))
    return found


def _rest(goal: Decimal, growth: Decimal, share: Fraction) -> Inputs:
    needed = rest_growth_needed(goal, growth, share) if share < 1 else None
    return {"rest_growth_needed_pct": needed, "catch_up_factor": catch_up_factor(goal, growth, share)}


def _required_of_level(inputs: Inputs, value: Decimal, goal: Decimal) -> Inputs:
    month, left = _months(inputs)
    need = required(value, goal, elapsed=month, months=left)
    share = _share({**inputs, "month": month})
    known = level_numbers(value, goal, share)
    found = {
        "completion_pct": Fraction(value) / Fraction(goal) * 100,
        "gap_pp": (Fraction(value) / Fraction(goal) - share) * 100,
        "catch_up_factor": known.catch_up,
        "remaining": need.left,
        "months_left": need.months,
        "per_month_needed": need.monthly,
        "per_month_so_far": need.so_far,
        "step_up": need.step_up,
    }
    if "prev_year_total" in inputs:
        total, before = _exact(inputs["prev_year_total"]), _exact(inputs["prev_year_ytd"])
        growths = [_growth_on(Fraction(goal), total), _growth_on(Fraction(value), before)]
        found["rest_growth_needed_pct"] = rest_growth_needed(growths[0], growths[1], before / total)
    return found


def _growth_on(level: Fraction, base: Fraction) -> Any:  # noqa: ANN401 - a fraction where the rule takes any exact number
    return (level / base - 1) * 100


def _months(inputs: Inputs) -> tuple[int, int]:
    """Months gone at the end of the month, and left to the deadline (the year's end where none is given)."""
    deadline = _due(inputs)
    if "asof" not in inputs:
        month = _period_of(inputs).last_month
        return month, deadline.month - month
    day = date.fromisoformat(inputs["asof"])
    gone = day.month if day == Period.month_containing(day).end else day.month - 1
    return gone, (deadline.year - day.year) * 12 + deadline.month - gone


def _nowcast(inputs: Inputs) -> Inputs:
    found: Inputs = {}
    shares = [Fraction(share) for name, given in inputs.items() if name.startswith("shares") for share in given]
    value = next((Decimal(given) for name, given in inputs.items() if name.startswith("ytd")), None)
    totals = [Fraction(total) for total in inputs.get("nowcasts", ())] or list(nowcasts(value or Decimal(0), shares))
    if value is not None:
        mean = Fraction(value) / pace.mean(shares)
        found |= {"nowcasts": totals, "mean_share_nowcast": mean, "min": min(totals), "max": max(totals)}
        found["range"] = [min(totals), max(totals)]
        actual = next((Decimal(given) for name, given in inputs.items() if name.startswith("actual")), None)
        if actual is not None:
            found["error_pct"] = nowcast_error(mean, actual)
    if "target" in inputs:
        found |= {"k": reaching(totals, Decimal(inputs["target"])), "n": len(totals)}
    return found


# ── derived views, published growth, two times ──

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _convert(inputs: Inputs) -> Inputs:
    found: Inputs = {}
    cumulative = sorted(
        (MONTHS.index(name.removeprefix("cum_")), name)
        for name in inputs
        if name.removeprefix("cum_") in MONTHS and name.startswith("cum_")
    )
    if len(cumulative) > 1:
        (_, before), (month, now) = cumulative[-2:]
        found[MONTHS[month]] = derived.month_of_cumulative(Decimal(inputs[now]), Decimal(inputs[before]))
    if {"cum_mar", "mar"} <= inputs.keys():
        found["jan_feb"] = derived.merged_months(Decimal(inputs["cum_mar"]), Decimal(inputs["mar"]))
    if {"cur", "prev"} <= inputs.keys():
        current, previous = Decimal(inputs["cur"]), Decimal(inputs["prev"])
        growth, points = naive_growth(current, previous), derived.change_in_points(current, previous)
        found |= {"yoy_pct": growth, "relative_pct": growth, "change_pp": points}
    parts = [name.removeprefix("g_") for name in inputs if name.startswith("g_")]
    if parts:
        weighted = [(Decimal(inputs[f"base_{part}"]), Decimal(inputs[f"g_{part}"])) for part in parts]
        found["ytd_growth"] = derived.growth_of_parts(weighted).value
    return found | _convert_growth(inputs)


def _convert_growth(inputs: Inputs) -> Inputs:
    found: Inputs = {}
    if "base_cum_m" in inputs:
        names = ("base_cum_m", "base_cum_prev", "ytd_growth_m", "ytd_growth_prev")
        month = derived.month_growth(*(Decimal(inputs[name]) for name in names))
        found |= {"month_growth": month.value, "max_rounding_error_pp": month.error}
    if {"level", "yoy_pct"} <= inputs.keys():
        found["implied_base"] = derived.implied_base(Decimal(inputs["level"]), Decimal(inputs["yoy_pct"])).value
    if "unit" in inputs:
        unit = parse_unit(inputs["unit"])
        assert unit is not None
        units = {"yuan": Unit("元"), "wan_yuan": Unit("元", 4), "yi_yuan": Unit("元", 8)}
        found |= {name: convert(Decimal(inputs["value"]), unit, wanted) for name, wanted in units.items()}
    return found


def _no_recompute(inputs: Inputs) -> Inputs:
    level, base = Decimal(inputs["level"]), Decimal(inputs["first_published_level_prev_year"])
    published, digits = Decimal(inputs["published_yoy_pct"]), inputs.get("level_decimals")
    revised = base_revised(level, base, published, RULES.base_revised_points, digits)
    judged = judge_growth(published, published, None, RULES, first_release=False, final=False)
    return {
        "naive_yoy_pct": naive_growth(level, base),
        "rounding_error_pp": rounding_error(level, base, digits),
        "use_yoy_pct": judged.reason.params["growth"],
        "flag": Flag.BASE_REVISED.value if revised else None,
    }


def _vintage(inputs: Inputs) -> Inputs:
    """What a store answers that was given the releases one by one."""
    day, periods = date.fromisoformat(inputs["asof"]), [_period(release[0]) for release in inputs["releases"]]
    wanted = _period(inputs["period"]) if "period" in inputs else max(periods)
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "store.db", create=True) as store:
        for release in inputs["releases"]:
            _release(store, *release)
        known = next((row for row in store.observations(as_of=day).get(GDP, ()) if row.period == wanted), None)
        told = [row for row in store.revisions(GDP, wanted) if row.vintage <= day]
    if known is None:
        return {"value": None, "obs_status": None}
    found: Inputs = {"value": known.value, "obs_status": known.status.value}
    for each in released(told) if known.value is not None else ():
        change = sum((size.mean for size in revision_sizes([each])), Fraction(0))
        found |= {"revision": change, "revision_pct": change / Fraction(each.first.value or 1) * 100}
    return found


def _release(store: Store, period: str, vintage: str, value: Decimal | int | None, status: str = "A") -> None:
    text = None if value is None else str(value)
    deliver(store, date.fromisoformat(vintage), delivered(text, _period(period), GDP, status=ObsStatus(status)))


def _period(text: str) -> Period:
    printed = parse_period(text)
    assert printed is not None, text
    return printed.period


def _staleness(inputs: Inputs) -> Inputs:
    missed = missed_releases(
        _period(inputs["latest_period"]),
        date.fromisoformat(inputs["asof"]),
        has_january=not inputs.get("no_january_release", False),
        lag_days=inputs["lag_days"],
        grace_days=inputs.get("grace_days", RULES.stale_grace_days),
    )
    return {"stale": missed > 0, "missed": missed, "nodata": missed > 1}


REPLAY: dict[str, Callable[[Inputs], Inputs]] = {
    "pace": _pace,
    "status_level": _level,
    "status_growth": _growth,
    "status_integer": _integer,
    "status_coverage": _coverage,
    "status_continuity": _continuity,
    "status_at_most": _at_most,
    "status_zero": _zero,
    "status_zero_dynamic": _zero_dynamic,
    "status_milestone": _milestone,
    "status_composite": _composite,
    "required": _required,
    "nowcast": _nowcast,
    "convert": _convert,
    "no_recompute": _no_recompute,
    "vintage": _vintage,
    "staleness": _staleness,
}


def _agrees(expected: object, found: object, tolerance: Decimal | int | None) -> bool:
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(lambda e, f: _agrees(e, f, tolerance), expected, found))
    if isinstance(expected, bool) or not isinstance(expected, int | Decimal):
        return expected == found
    if tolerance is None or not isinstance(found, int | Decimal | Fraction):
        return expected == found
    return abs(Fraction(found) - Fraction(expected)) <= Fraction(tolerance)


@pytest.mark.parametrize("example", CASES, ids=lambda found: found["id"])
def test_a_case_of_the_status_model_comes_out_as_published(example: Inputs) -> None:
    # What came in the end is a fact of the world that stands among the expected values; no rule can work it out.
    facts = {name: given for name, given in example["expected"].items() if name.startswith("actual_")}
    found = REPLAY[example["group"]](example["inputs"] | facts) | facts
    differences = {
        name: (expected, found.get(name))
        for name, expected in example["expected"].items()
        if not _agrees(expected, found.get(name), example.get("tolerance"))
    }
    assert differences == {}, example.get("note")


def test_every_group_is_replayed() -> None:
    assert {found["group"] for found in CASES} <= REPLAY.keys()
