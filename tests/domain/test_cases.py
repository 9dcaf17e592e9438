"""The numeric cases of the status model, replayed through the public domain functions, driven by their inputs alone."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.domain.given import PROFILES

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.codes import Flag, Light
from gaoxin_monitor.domain.evaluation.composite import judge_composite
from gaoxin_monitor.domain.evaluation.counts import judge_count
from gaoxin_monitor.domain.evaluation.growth import judge_growth
from gaoxin_monitor.domain.evaluation.level import judge_level, level_numbers
from gaoxin_monitor.domain.evaluation.limits import judge_at_most, judge_zero, judge_zero_dynamic
from gaoxin_monitor.domain.evaluation.milestones import judge_milestone
from gaoxin_monitor.domain.lights import Judgement
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Thresholds

CASES = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"), parse_float=Decimal)["cases"]
RULES = Thresholds()
Inputs = dict[str, Any]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _share(inputs: Inputs) -> Fraction:
    table = PROFILES.get(inputs["profile"])
    return pace.from_table(table, inputs["month"]) if table else pace.linear(inputs["month"])


def _outcome(judged: Judgement, **more: object) -> Inputs:
    return {"status": judged.light.value, **judged.numbers, **more}


def _pace(inputs: Inputs) -> Inputs:
    months = inputs["month"] if "month" in inputs else inputs["quarter"] * 3
    if "actual" in inputs:
        return {"lead_pp": level_numbers(Decimal(inputs["actual"]), Decimal(inputs["target"]), pace.linear(months)).gap}
    if "target" in inputs:
        return {"expected_count": pace.expected_count(inputs["target"], months)}
    return {"pace_pct": pace.linear(months) * 100}


def _level(inputs: Inputs) -> Inputs:
    value, goal = Decimal(inputs["value"]), Decimal(inputs["target"])
    return _outcome(judge_level(value, goal, _share(inputs), RULES, final=inputs["final"]))


def _growth(inputs: Inputs) -> Inputs:
    share = inputs["prev_year_ytd_share"]
    judged = judge_growth(
        Decimal(inputs["ytd_growth"]),
        Decimal(inputs["target"]),
        None if share is None else Fraction(share),
        RULES,
        first_release=inputs["month"] <= 2,
        final=inputs["final"],
    )
    return _outcome(judged)


def _integer(inputs: Inputs) -> Inputs:
    goal, month = inputs["target"], inputs["month"]
    expected, gone = pace.expected_count(goal, month), pace.linear(month)
    return _outcome(judge_count(inputs["count"], goal, expected, gone, RULES, final=inputs["final"]))


def _at_most(inputs: Inputs) -> Inputs:
    rules = Thresholds(at_most_margin=Decimal(inputs["margin"]))
    return _outcome(judge_at_most(Decimal(inputs["value"]), Decimal(inputs["limit"]), rules, final=inputs["final"]))


def _zero(inputs: Inputs) -> Inputs:
    month = Period.of("2024-M06")
    return _outcome(judge_zero([(month, Decimal(inputs["ytd_count"]))], final=inputs.get("final", False)))


def _zero_dynamic(inputs: Inputs) -> Inputs:
    return _outcome(judge_zero_dynamic(inputs["open_households"], inputs["overdue_households"], RULES))


def _milestone(inputs: Inputs) -> Inputs:
    judged = judge_milestone(
        _day(inputs["planned"]),
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
    judged = judge_composite([Light(light) for light in inputs["children"]])
    return _outcome(judged, counts=Counter({name: int(number or 0) for name, number in judged.numbers.items()}))


REPLAY: dict[str, Callable[[Inputs], Inputs]] = {
    "pace": _pace,
    "status_level": _level,
    "status_growth": _growth,
    "status_integer": _integer,
    "status_at_most": _at_most,
    "status_zero": _zero,
    "status_zero_dynamic": _zero_dynamic,
    "status_milestone": _milestone,
    "status_composite": _composite,
}


def _agrees(expected: object, found: object, tolerance: Decimal | int | None) -> bool:
    if isinstance(expected, bool) or not isinstance(expected, int | Decimal):
        return expected == found
    if tolerance is None or not isinstance(found, int | Decimal | Fraction):
        return expected == found
    return abs(Fraction(found) - Fraction(expected)) <= Fraction(tolerance)


@pytest.mark.parametrize("case", [c for c in CASES if c["group"] in REPLAY], ids=lambda case: case["id"])
def test_a_case_of_the_status_model_comes_out_as_published(case: Inputs) -> None:
    found = REPLAY[case["group"]](case["inputs"])
    differences = {
        name: (expected, found.get(name))
        for name, expected in case["expected"].items()
        if not _agrees(expected, found.get(name), case["tolerance"])
    }
    assert differences == {}, case["note"]


def test_every_group_of_the_main_kinds_has_cases() -> None:
    assert REPLAY.keys() <= {case["group"] for case in CASES}
