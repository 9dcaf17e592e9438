"""A small workspace's knowledge, and files made in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gaoxin_monitor.domain.codes import Frequency, Transformation
from gaoxin_monitor.domain.indicators import Alias, Catalogue, Indicator
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.importing.areas import AreaBook, AreaName, read_areas
from gaoxin_monitor.importing.loading import LoadedImporters, load_importers
from gaoxin_monitor.importing.model import ImportOptions, Known, Prepared
from gaoxin_monitor.importing.prepare import prepare_bytes
from gaoxin_monitor.importing.registers import KnownRegister, RegisterBook

ROOT = Path(__file__).parents[2]
ZONE = "GX-000001"
TODAY = date(2026, 6, 1)

INDICATORS = (
    Indicator("gdp", "地区生产总值", "Gross regional product", Unit("元", 8), Frequency.QUARTERLY),
    Indicator("industrial_output", "规模以上工业总产值", "Industrial output", Unit("元", 8), has_january=False),
    Indicator(
        "fiscal_revenue",
        "区级财政收入",
        "Fiscal revenue",
        Unit("元", 8),
        aliases=(Alias("一般公共预算收入"), Alias("财政收入增速", Transformation.YTD_YOY, "%")),
    ),
    Indicator("high_tech_enterprises", "高新技术企业", "High-tech enterprises", Unit("家")),
    Indicator("unemployment_rate", "城镇登记失业率", "Registered unemployment rate", Unit("%")),
)
REGISTERS = (
    KnownRegister("city_key_projects_started", ("市级重点项目开复工",)),
    KnownRegister("milestones", ("重点事项",), {"示例项目开工": "start_sample"}),
    KnownRegister("dead_end_roads", ("打通断头路",)),
    KnownRegister("wage_arrears", ("拖欠工资案件",)),
)


@pytest.fixture(scope="session")
def known() -> Known:
    """What a workspace knows on a day in 2026."""
    zone = AreaName(ZONE, ("示例高新技术产业开发区", "示例高新区", "高新区"))
    seeds = read_areas((ROOT / "seeds" / "areas.csv").read_text("utf-8"))
    return Known(
        catalogue=Catalogue(INDICATORS),
        areas=AreaBook((zone, *seeds)),
        zone=ZONE,
        registers=RegisterBook(REGISTERS),
        today=TODAY,
    )


@pytest.fixture(scope="session")
def importers() -> LoadedImporters:
    """The three importers that come with the program, loaded as a workspace loads them."""
    return load_importers(ROOT / "plugins" / "importers")


Run = Callable[..., Prepared]


@pytest.fixture
def run(known: Known, importers: LoadedImporters) -> Run:
    """Prepares bytes, or a text as UTF-8, under a name; ``options`` are those of an import."""

    def prepared(content: bytes | str, name: str = "表.csv", *, today: date = TODAY, **options: object) -> Prepared:
        data = content.encode() if isinstance(content, str) else content
        return prepare_bytes(name, data, ImportOptions(**options), replace(known, today=today), importers)  # type: ignore[arg-type]

    return prepared
