"""What is known of one target at a moment, gathered before a rule looks at it."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.calendar import ReleaseCalendar
from gaoxin_monitor.domain.codes import Flag, Light, ObsStatus, Transformation
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.lights import Judgement
from gaoxin_monitor.domain.members import Member, Register
from gaoxin_monitor.domain.observations import Observation, Series
from gaoxin_monitor.domain.packs import RulePack
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.timing import Moment, is_final, months_to_deadline


@dataclass(frozen=True, slots=True)
class Evidence:
    """Figures and facts of one target as known on the board's ``as_of``.

    ``figures`` are the series of the target's indicator by transformation, all years; ``items`` the lights of a
    composite's items; ``superior`` the same series of the superior area, where the rules compare with it.
    """

    figures: Mapping[Transformation, Series] = field(default_factory=dict)
    register: Register | None = None
    items: tuple[Light, ...] = ()
    superior: Series | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One target to be judged at one moment; ``pack`` are the rules that replace the status model's own."""

    target: Target
    year: int
    profiles: Mapping[str, tuple[Decimal, ...]]
    evidence: Evidence
    moment: Moment
    pack: RulePack | None = None
    calendar: ReleaseCalendar = field(default_factory=ReleaseCalendar)

    @property
    def series(self) -> Series | None:
        """The series the target is bound to."""
        return self.evidence.figures.get(self.target.transformation)

    @property
    def span(self) -> int:
        """Months from January to the deadline."""
        return months_to_deadline(self.year, self.target.deadline)

    def newest(self) -> Observation | None:
        """The newest of :meth:`this_year`."""
        month = self.moment.month.month
        for observation in reversed(self.series.observations if self.series else ()):
            period = observation.period
            if period.year < self.year:
                break
            if period.year == self.year and period.last_month <= month and observation.value is not None:
                return observation
        return None

    def this_year(self) -> tuple[Observation, ...]:
        """Observations of the plan year that end within the board's month and have a value, oldest first."""
        assert self.series is not None  # noqa: S101 - asked only where there is a newest figure
        year = self.series.between(date(self.year, 1, 1), self.moment.month.end)
        return tuple(o for o in year if o.value is not None and o.period.year == self.year)

    def reported(self) -> Period | None:
        """The month up to which the register is known, within the board's; None before this year's first return."""
        register = self.evidence.register
        if register is None or register.reported is None:
            return None
        month = min(register.reported.as_end_month(), self.moment.month)
        return month if month.year == self.year else None

    def superior_growth(self, period: Period) -> Decimal | None:
        """The superior area's figure for the period, None when not on record."""
        known = self.evidence.superior.at(period) if self.evidence.superior else None
        return known.value if known else None

    def own_member(self) -> Member | None:
        """The member that is this target itself: a milestone."""
        return self.evidence.register.member(self.target.id) if self.evidence.register else None

    def time_gone(self, period: Period) -> Fraction:
        """Share of the time to the deadline that has passed at the end of a period."""
        return pace.linear(period.last_month, self.span)

    def pace(self, period: Period) -> tuple[Fraction, bool]:
        """The share expected at the end of a period, and whether the profile is an assumption."""
        name = self.target.profile or pace.LINEAR
        table = self.profiles.get(name)
        if table is not None:
            whole = pace.from_table(table, self.span) or Fraction(1)
            return min(Fraction(1), pace.from_table(table, min(period.last_month, self.span)) / whole), True
        if name == pace.PRIOR_YEAR_SHARES:
            level = self.evidence.figures.get(Transformation.YTD)
            shares = pace.shares_of_earlier_years(level, period, self.span) if level else ()
            enough = len(shares) >= 3  # noqa: PLR2004 - the status model's minimum of prior years
            return (min(Fraction(1), pace.mean(shares)) if shares else self.time_gone(period)), not enough
        return self.time_gone(period), False

    def share_of_last_year(self, period: Period) -> Fraction | None:
        """The part of the year before's total that was reached at the same period; None when not on record."""
        level = self.evidence.figures.get(Transformation.YTD)
        if level is None:
            return None
        before, total = level.at(period.year_before()), level.at(last_period_before(period))
        if before is None or total is None or before.value is None or not total.value:
            return None
        reached = before.value_in(total.unit)
        return None if reached is None else Fraction(reached) / Fraction(total.value)


def last_period_before(period: Period) -> Period:
    """The last period of the year before the period's, of the same length."""
    last = 13 - period.months if period.months != 2 else 12  # noqa: PLR2004 - the span 1—2月 belongs to monthly series
    return Period(period.year - 1, last, period.months if period.months != 2 else 1)  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Assessment:
    """A judged target: the judgement with what it was judged by."""

    judgement: Judgement
    period: Period | None = None
    value: Decimal | None = None
    observation: Observation | None = None
    member: Member | None = None

    @property
    def light(self) -> Light:
        """The light."""
        return self.judgement.light


def wording_flags(target: Target, period: Period | None, observation: Observation | None) -> set[Flag]:
    """The flags that follow from the plan's wording and from the figure itself, whatever the rule says."""
    flags = {Flag(flag.value) for flag in target.flags if flag.value in _SHARED_FLAGS}
    if period is not None and is_final(period, target.deadline):
        flags.add(Flag.FINAL)
    if observation is not None and observation.status is ObsStatus.PROVISIONAL:
        flags.add(Flag.PROVISIONAL)
    return flags


_SHARED_FLAGS = frozenset({Flag.INFERRED.value, Flag.BEST_EFFORT.value, Flag.WITHHELD.value})


def actual_days(register: Register, until: date) -> tuple[date, ...]:
    """The days on which members were achieved, up to and including ``until``, earliest first."""
    return register.actual_days[: bisect_right(register.actual_days, until)]


def planned_count(register: Register, until: date) -> int | None:
    """Members planned on or before ``until``; None when no member has a planned date."""
    days = register.planned_days
    return bisect_right(days, until) if days else None
