"""Another source's figure for the same period, told before the commit."""

from dataclasses import replace

import pytest
from tests.domain.given import AREA, figure

from gaoxin_monitor.domain.batches import Figure, Outcome
from gaoxin_monitor.domain.codes import Freq, Severity, Transformation
from gaoxin_monitor.domain.diagnostics import NAMED, Diagnostic
from gaoxin_monitor.domain.indicators import Catalogue, Indicator
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.source_checks import check_sources
from gaoxin_monitor.domain.units import Unit

KEY = SeriesKey("x", AREA, Freq.MONTH, Transformation.YTD)
RANKED = Catalogue((Indicator("x", "甲", "A", Unit("元", 8), sources=("bureau", "department")),))
NAMES = {"bureau": "统计局", "department": "部门"}


def checked(new: Observation, *known: Observation, outcome: Outcome = Outcome.NEW) -> tuple[Diagnostic, ...]:
    return check_sources([Figure(KEY, new, outcome)], {KEY: known}, RANKED, NAMES)


def by(source: str, value: str | None, period: str = "2024-M06", unit: str = "亿元") -> Observation:
    return replace(figure(period, value, unit), source=source, batch=7)


@pytest.mark.parametrize(("new", "known"), [("bureau", "department"), ("department", "bureau")])
def test_both_values_and_sources_are_told_and_the_rank_says_whose_counts(new: str, known: str) -> None:
    (found,) = checked(by(new, "2.13"), by(known, "2.50"))
    assert (found.slug, found.severity) == ("source-contradicts", Severity.WARNING)
    told = {name: str(found.params[name]) for name in ("value", "source", "other", "other_source", "batch", "chosen")}
    assert told == {
        "value": "2.13",
        "source": NAMES[new],
        "other": "2.50",
        "other_source": NAMES[known],
        "batch": "7",
        "chosen": "统计局",
    }


def test_figures_that_agree_after_rounding_or_conversion_are_no_contradiction() -> None:
    assert checked(by("bureau", "2.1"), by("department", "2.13")) == ()
    assert checked(by("bureau", "2.13"), by("department", "21298", unit="万元")) == ()


def test_other_periods_the_same_source_and_missing_values_say_nothing() -> None:
    assert checked(by("bureau", "2.13"), by("department", "2.50", "2024-M05")) == ()
    assert checked(by("bureau", "2.13"), by("bureau", "2.50"), outcome=Outcome.REVISED) == ()
    assert checked(by("bureau", None), by("department", "2.50")) == ()
    assert checked(by("bureau", "2.13"), by("department", None)) == ()
    assert checked(by("bureau", "2.13"), by("department", "2.50"), outcome=Outcome.SAME) == ()


def test_a_file_full_of_contradictions_is_told_in_short() -> None:
    new, known = by("bureau", "2.13"), by("department", "2.50")
    found = check_sources([Figure(KEY, new)] * (NAMED + 2), {KEY: (known,)}, RANKED, NAMES)
    assert (len(found), found[-1].slug, found[-1].params) == (NAMED + 1, "source-contradicts-more", {"count": 2})
