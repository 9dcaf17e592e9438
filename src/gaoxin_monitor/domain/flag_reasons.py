"""Why each flag stands beside a light, with the numbers that raised it."""

from collections.abc import Callable, Iterator, Mapping
from itertools import count

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.domain.codes import Attribute, Flag, Light, Transformation
from gaoxin_monitor.domain.evaluation.by_figures import levels_behind
from gaoxin_monitor.domain.evaluation.evidence import Case
from gaoxin_monitor.domain.evaluation.growth import naive_growth, rounding_error
from gaoxin_monitor.domain.exact import rounded
from gaoxin_monitor.domain.lights import Reason, ReasonValue
from gaoxin_monitor.domain.releases import last_known, overdue

Params = dict[str, ReasonValue]


def flag_reasons(row: BoardRow, case: Case) -> Iterator[Reason]:
    """One reason per flag of a row, in the row's order; the code of each begins with the flag's own."""
    for flag in row.flags:
        told = _TOLD.get(flag)
        code, params = told(row, case) if told else ("", {})
        yield Reason(f"{flag.value}-{code}" if code else flag.value, params)


def _late(row: BoardRow, _case: Case) -> tuple[str, Params]:
    planned = row.member.day(Attribute.PLANNED) if row.member else None
    due = planned or row.target.deadline
    return ("", {"due": due}) if due is not None else ("unknown", {})


def _provisional(row: BoardRow, _case: Case) -> tuple[str, Params]:
    assert row.period is not None  # noqa: S101 - only a figure is provisional
    return "", {"period": row.period}


def _stale(row: BoardRow, case: Case) -> tuple[str, Params]:
    """The first release that is overdue, and since when."""
    target = row.target
    assert row.period is not None  # noqa: S101 - only what has a period grows old
    known = last_known(target, row.period, by_list=row.observation is None)
    missing = overdue(target, case.calendar, known, case.moment.judgement_day)
    first, second = missing[0], missing[-1]
    grace = target.thresholds.stale_grace_days
    params: Params = {"period": row.period, "awaited": first.period, "due": first.due, "last": first.last}
    params |= {
        "following": second.period,
        "following_due": second.due,
        "grace": grace,
        "day": case.moment.judgement_day,
    }
    return ("out" if row.light is Light.NODATA and len(missing) > 1 else ""), params


def _base_revised(row: BoardRow, case: Case) -> tuple[str, Params]:
    """The published rate beside the ratio of the levels, with as many decimals as show how far apart they are."""
    levels = levels_behind(case, row.period) if row.period else None
    assert levels is not None and row.value is not None  # noqa: S101, PT018 - the flag comes from comparing them
    ratio, error = naive_growth(levels.now, levels.base), rounding_error(levels.now, levels.base)
    tolerance = case.target.thresholds.base_revised_points
    tried = ((rounded(ratio, digits), max(rounded(error, digits), tolerance)) for digits in count(1))
    shown, allowed = next((found, most) for found, most in tried if abs(found - row.value) > most)
    params: Params = {"growth": row.value, "ratio": shown, "gap": abs(shown - row.value), "allowed": allowed}
    return "", params | {"now": levels.now, "base": levels.base, "unit": levels.unit}


def _assumed(row: BoardRow, case: Case) -> tuple[str, Params]:
    target = row.target
    if target.profile in case.profiles:
        return "table", {"profile": target.profile}
    if target.profile == pace.PRIOR_YEAR_SHARES:
        levels = case.evidence.figures.get(Transformation.YTD)
        years = pace.shares_of_earlier_years(levels, row.period, case.span) if levels and row.period else ()
        return ("years", {"years": len(years)}) if years else ("linear", {})
    return "unplanned", {}


def _capped(row: BoardRow, _case: Case) -> tuple[str, Params]:
    return "", {"light": row.rungs[-1].light} if row.rungs else {}


def _final(row: BoardRow, _case: Case) -> tuple[str, Params]:
    deadline = row.target.deadline
    period: ReasonValue = row.period if row.period is not None else ""
    return "", {"period": period, "deadline": deadline if deadline is not None else ""}


_TOLD: Mapping[Flag, Callable[[BoardRow, Case], tuple[str, Params]]] = {
    Flag.LATE: _late,
    Flag.PROVISIONAL: _provisional,
    Flag.STALE: _stale,
    Flag.BASE_REVISED: _base_revised,
    Flag.ASSUMED_PROFILE: _assumed,
    Flag.CAPPED: _capped,
    Flag.FINAL: _final,
}
"""The other flags follow from the plan's wording and need no numbers."""
