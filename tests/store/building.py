"""Short ways to say what a file delivers."""

from datetime import date, datetime
from decimal import Decimal

from gaoxin_monitor.domain.batches import (
    Batch,
    BatchHead,
    BatchKind,
    Delivery,
    FactEntry,
    Figure,
    RegisterReturn,
    SourceFile,
)
from gaoxin_monitor.domain.codes import Attribute, Freq, ObsStatus, Transformation
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.store import Store

AREA = "GX-610561"
GDP = SeriesKey("gdp", AREA, Freq.QUARTER, Transformation.YTD)
REVENUE = SeriesKey("fiscal_revenue", AREA, Freq.MONTH, Transformation.YTD)
YUAN = Unit("元", 8)
MAY = Period.of("2024-M05")
JUNE = Period.of("2024-M06")
NOW = datetime.fromisoformat("2024-07-25T09:00:00+08:00")


def day(number: int) -> date:
    return date(2024, 7, number)


def head(vintage: date, source: str = "zone_bureau", file: str | None = "快报.csv") -> BatchHead:
    return BatchHead(
        kind=BatchKind.IMPORT,
        source=source,
        importer="flash",
        importer_version="1.0",
        file=None if file is None else SourceFile(name=file, sha256=f"sha of {file!a}", size=99, encoding="gb18030"),
        ref_area=AREA,
        vintage=vintage,
        recorded_at=NOW,
        user="张三",
        ledger={"observation": 3, "注": 1},
    )


def undo_head() -> BatchHead:
    return BatchHead(
        kind=BatchKind.UNDO,
        source="zone_bureau",
        importer="",
        importer_version="",
        file=None,
        ref_area=AREA,
        vintage=day(31),
        recorded_at=NOW,
        undoes=1,
    )


def figure(
    value: str | None,
    period: Period = JUNE,
    key: SeriesKey = REVENUE,
    *,
    unit: Unit = YUAN,
    status: ObsStatus = ObsStatus.NORMAL,
    line: int = 4,
) -> Figure:
    number = None if value is None else Decimal(value)
    seen = Observation(period, number, unit, day(1), 0, status, value or "—", "", Place("", "快报", line, 5))
    return Figure(key, seen)


def fact(
    value: str, member: str = "road", attribute: Attribute = Attribute.PLANNED, register: str = "roads", line: int = 7
) -> FactEntry:
    return FactEntry(MemberFact(register, member, attribute, value, day(1), 0, Place("", "清单", line, 6)))


def deliver(
    store: Store,
    vintage: date,
    *items: Figure | FactEntry | RegisterReturn,
    source: str = "zone_bureau",
    file: str | None = "快报.csv",
) -> Batch:
    delivery = Delivery(
        figures=tuple(item for item in items if isinstance(item, Figure)),
        facts=tuple(item for item in items if isinstance(item, FactEntry)),
        returns=tuple(item for item in items if isinstance(item, RegisterReturn)),
    )
    return store.append(head(vintage, source, file), delivery)


def values(store: Store, *, as_of: date | None = None, last_batch: int | None = None) -> list[str]:
    """The values in force, series by series, as text."""
    found = store.observations(as_of=as_of, last_batch=last_batch)
    return [str(observation.value) for observations in found.values() for observation in observations]
