"""Time in the status model: the judgement day, release calendar, staleness, months left."""

from datetime import date, timedelta

from gaoxin_monitor.domain.codes import Freq, Frequency
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.periods import Period

_YEAR_MONTHS = 12
_MONTHS = {Freq.MONTH: 1, Freq.QUARTER: 3, Freq.HALF: 6, Freq.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Moment:
    """What a board is taken at: a month, the day its data were known, and the day on which lateness is judged."""

    month: Period
    as_of: date
    judgement_day: date


def moment(month: Period, as_of: date, cutoff_day: int) -> Moment:
    """The judgement day is ``as_of``, but no later than the cut-off day of the month after ``month``."""
    following = month.shift(1)
    cutoff = date(following.year, following.month, min(cutoff_day, following.end.day))
    return Moment(month, as_of, min(as_of, cutoff))


def next_period(period: Period, freq: Freq, *, has_january: bool) -> Period:
    """The period after which the next figure of a series is expected; series without January go on in February."""
    if freq is not Freq.MONTH:
        return period.shift(1)
    following = period.as_end_month().shift(1)
    return following if has_january or following.month != 1 else following.shift(1)


def last_complete(month: Period, freq: Freq) -> Period:
    """The last period of a frequency that has ended by the end of a month."""
    months = _MONTHS[freq]
    done = month.month // months
    if not done:
        return Period(month.year - 1, _YEAR_MONTHS + 1 - months, months)
    return Period(month.year, (done - 1) * months + 1, months)


def is_first_release(period: Period, *, has_january: bool) -> bool:
    """The year's first period of a series: Q1, the first half, January, or 1—2月 where January has no figure."""
    if period.months > 2 or has_january:  # noqa: PLR2004 - quarters and longer, or a plain monthly series
        return period.month == 1
    return period.last_month <= 2  # noqa: PLR2004 - February carries both months


def months_to_deadline(year: int, deadline: date | None) -> int:
    """Months of the plan year up to the deadline's month; 12 without a deadline or for one in a later year."""
    if deadline is None or deadline.year > year:
        return _YEAR_MONTHS
    return deadline.month if deadline.year == year else 1


def is_final(period: Period, deadline: date | None) -> bool:
    """Whether a figure for the period is the last word on the target."""
    return deadline is not None and period.end >= deadline


_REPORT_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.SEMIANNUAL: 6}


def due_since(frequency: Frequency, year: int, day: date, lag_days: int) -> Period | None:
    """The newest period of the year for which something must have been reported by ``day``; None before the first.

    Yearly reports and events are never due within the year.
    """
    months = _REPORT_MONTHS.get(frequency)
    if months is None:
        return None
    periods = (Period(year, first, months) for first in range(1, _YEAR_MONTHS + 1, months))
    due = [period for period in periods if period.end + timedelta(days=lag_days) <= day]
    return due[-1] if due else None
