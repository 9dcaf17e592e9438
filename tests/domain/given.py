"""Short words for the facts that tests start from: targets, figures, members, cases. None of the model's rules."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from gaoxin_monitor.domain.calendar import ReleaseCalendar, release_key
from gaoxin_monitor.domain.codes import Accumulation, Attribute, Frequency, Kind, Light, ObsStatus, Tier, Transformation
from gaoxin_monitor.domain.evaluation import Assessment, Case, Evidence, assess
from gaoxin_monitor.domain.members import Member, MemberFact, Register
from gaoxin_monitor.domain.observations import Observation, Series, SeriesKey
from gaoxin_monitor.domain.packs import RulePack
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target, Thresholds
from gaoxin_monitor.domain.releases import overdue
from gaoxin_monitor.domain.timing import moment
from gaoxin_monitor.domain.units import Unit, parse_unit

AREA = "GX-610561"
YEAR = 2024
YEAR_END = date(2024, 12, 31)
LONG_AFTER = date(2025, 6, 30)
"""A day on which every month of 2024 is past its cut-off."""
CUTOFF_DAY = 25

RULEBOOK = tomllib.loads(
    Path(__file__).parents[2].joinpath("config", "rules.toml").read_text("utf-8"), parse_float=Decimal
)
PROFILES = {name: tuple(map(Decimal, table["shares"])) for name, table in RULEBOOK["profiles"].items()}
"""The tables that the configuration starts with."""
BATCHES = frozenset(name for name, table in RULEBOOK["profiles"].items() if table.get("batch"))

Number = str | int | Decimal


def day(text: str) -> date:
    return date.fromisoformat(text)


def unit(text: str) -> Unit:
    found = parse_unit(text)
    assert found is not None, text
    return found


def target(kind: Kind, goal: Number | None = None, measure: str = "", **more: object) -> Target:
    """A target of 2024 due at the end of the year unless told otherwise."""
    facts: dict[str, Any] = {
        "id": "t",
        "name_zh": "目标",
        "name_en": "Target",
        "section": "1",
        "ref": "§1",
        "tier": Tier.A,
        "deadline": YEAR_END,
        "indicator": "x",
        "ref_area": AREA,
        "source_agency": "统计局",
    }
    return Target(
        kind=kind,
        goal=None if goal is None else Decimal(goal),
        unit=unit(measure) if measure else None,
        **facts | more,
    )


def growth_target(goal: Number = 11, **more: object) -> Target:
    return target(Kind.GROWTH_RATE, goal, "%", **{"accumulation": Accumulation.YTD_RATE, **more})


def figure(  # noqa: PLR0913 - a figure has this many facts
    period: str,
    value: Number | None,
    measure: str = "亿元",
    *,
    status: ObsStatus = ObsStatus.NORMAL,
    vintage: str = "2024-12-31",
    source: str = "",
    batch: int = 1,
) -> Observation:
    exact = None if value is None else Decimal(value)
    return Observation(Period.of(period), exact, unit(measure), day(vintage), batch, status, source=source)


def months(values: Mapping[int, Number | None], measure: str = "亿元", year: int = YEAR) -> tuple[Observation, ...]:
    """One figure per month."""
    return tuple(figure(f"{year}-M{month:02d}", value, measure) for month, value in values.items())


def series(kind: Transformation, *observations: Observation) -> Series:
    freq = observations[0].period.freq if observations else Period.of("2024-M01").freq
    ordered = tuple(sorted(observations, key=lambda o: (o.period.end, o.period.months)))
    return Series(SeriesKey("x", AREA, freq, kind), ordered)


def member(identity: str = "m", /, *, register: str = "t", **facts: str) -> Member:
    """``member("road_1", planned="2024-06-30")``."""
    return Member(
        register,
        identity,
        {
            Attribute(attribute): MemberFact(register, identity, Attribute(attribute), text, date(2024, 1, 31), 1)
            for attribute, text in facts.items()
        },
    )


def reporting(name: str, told: Mapping[Attribute, Mapping[int, str]], **facts: str) -> Member:
    """A member of whom something was told anew in the returns of some months; a month's return is the batch of it."""
    plain = member(name, **facts)
    history = {
        attribute: tuple(
            MemberFact(
                "t", name, attribute, text, date(YEAR, number + 1, 8) if number < 12 else date(2025, 1, 8), number
            )
            for number, text in sorted(months.items())
        )
        for attribute, months in told.items()
    }
    newest = {attribute: facts[-1] for attribute, facts in history.items()}
    return Member("t", name, {**plain.facts, **newest}, history)


def monthly_register(reported: int, *members: Member) -> Register:
    """A register that reported every month up to one; the batch of a month's return has the number of the month."""
    returns = {number: Period.month_of(YEAR, number) for number in range(1, 13)}
    return Register("t", members, Period.month_of(YEAR, reported), date(YEAR, 2, 1), returns)


def register(reported: str | None, *members: Member, name: str = "t") -> Register:
    return Register(name, members, Period.of(reported) if reported else None, date(2024, 2, 1))


def case(  # noqa: PLR0913 - a case has this many facts
    of: Target,
    month: int = 12,
    *series_known: Series,
    register: Register | None = None,
    items: tuple[Light, ...] = (),
    as_of: date = LONG_AFTER,
    pack: RulePack | None = None,
    superior: Series | None = None,
) -> Case:
    evidence = Evidence({known.key.transformation: known for known in series_known}, register, items, superior)
    return Case(of, YEAR, PROFILES, evidence, moment(Period.month_of(YEAR, month), as_of, CUTOFF_DAY), pack)


def judged(of: Target, month: int = 12, *series_known: Series, **more: Any) -> Assessment:  # noqa: ANN401 - as case
    return assess(case(of, month, *series_known, **more))


def judged_by(of: Target, month: int, *observations: Observation, as_of: date = LONG_AFTER) -> Assessment:
    """Judged by figures of the series that the target is bound to."""
    return judged(of, month, series(of.transformation, *observations), as_of=as_of)


EVENT = Frequency.EVENT
QUARTERLY = Frequency.QUARTERLY


def missed_releases(
    latest: Period,
    on: date,
    *,
    has_january: bool,
    lag_days: int,
    grace_days: int,
    announced: Mapping[Period, date] | None = None,
) -> int:
    """How many releases of a series are overdue on a day, counted up to 2."""
    rules = Thresholds(stale_grace_days=grace_days)
    of = target(Kind.LEVEL_AT_LEAST, has_january=has_january, release_lag_days=lag_days, thresholds=rules)
    days = {release_key(of.indicator, period): day for period, day in (announced or {}).items()}
    return len(overdue(of, ReleaseCalendar(announced=days), latest, on))
