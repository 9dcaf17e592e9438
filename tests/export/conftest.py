"""A board of every light and kind, built by hand, so that what the workbook shows is known without the program."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from gaoxin_monitor.domain.batches import Batch, BatchHead, BatchKind, SourceFile
from gaoxin_monitor.domain.board import Background, Board, BoardRow
from gaoxin_monitor.domain.codes import (
    Accumulation,
    Attribute,
    Flag,
    Frequency,
    Kind,
    Light,
    ObsStatus,
    TargetFlag,
    Tier,
    Transformation,
)
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.lights import Reason, ReasonValue
from gaoxin_monitor.domain.members import Member, MemberFact, Register
from gaoxin_monitor.domain.observations import Contradiction, Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Plan, Section, Target
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.export import ExportInfo, render_workbook
from gaoxin_monitor.messages import load

Fact = Any
"""The value of whatever field a test gives by name."""

AREA = "GX-610561"
MONTH = Period(2024, 6, 1)
QUARTER = Period(2024, 4, 3)
LAGGING = Period(2024, 5, 1)
AS_OF = date(2024, 7, 25)
YUAN = Unit("元", 8)
PERCENT = Unit("%")
SECRET = Decimal("987.654321")
"""The value of every withheld figure: nowhere in a workbook may it be found."""

LEVEL, YTD, YOY, YTD_YOY = (
    Transformation.LEVEL,
    Transformation.YTD,
    Transformation.YOY,
    Transformation.YTD_YOY,
)


@dataclass
class Maker:
    """Collects rows; ``taint`` turns every text that comes from data into another one."""

    taint: Callable[[str], str] = str
    rows: list[BoardRow] = field(default_factory=list)

    def figure(  # noqa: PLR0913 - a figure has that many sides
        self,
        value: str | None,
        unit: Unit,
        *,
        period: Period = MONTH,
        batch: int = 1,
        status: ObsStatus = ObsStatus.NORMAL,
        source: str = "zone_bureau",
        cell: tuple[int, int] = (7, 4),
    ) -> Observation:
        return Observation(
            period,
            None if value is None else Decimal(value),
            unit,
            date(2024, 7, 18),
            batch,
            status,
            value or "",
            source,
            Place(self.taint("快报.csv"), self.taint("6月"), *cell),
        )

    def target(self, name: str, kind: Kind = Kind.LEVEL_AT_LEAST, **facts: Fact) -> Target:
        number = len(self.rows) + 1
        plain: dict[str, Any] = {
            "id": f"target_{number}",
            "name_zh": self.taint(name),
            "name_en": self.taint(f"Target {number} {name}"),
            "section": "1" if number <= 12 else "2",
            "ref": "§1",
            "tier": Tier.A,
            "unit": YUAN,
            "deadline": date(2024, 12, 31),
            "responsible": self.taint("发改、项目所在园区"),
            "ref_area": AREA,
            "indicator": f"indicator_{number}",
        }
        return Target(**{**plain, "kind": kind, **facts})

    def add(self, target: Target, light: Light, code: str, **facts: Fact) -> BoardRow:
        params: Mapping[str, ReasonValue] = facts.pop("params", {})
        run = ((MONTH, light),) * facts.pop("streak", 0)
        known = {name: facts.pop(name) for name in ("previous_light", "figures", "trend", "outlook") if name in facts}
        background = Background(run=run, place=facts.pop("place", None), **known)
        row = BoardRow(target=target, light=light, reason=Reason(code, params), background=background, **facts)
        self.rows.append(row)
        return row


def _levels(make: Maker) -> None:
    fiscal = make.target("区级财政收入", goal=Decimal("4.5"))
    figures = {
        LEVEL: make.figure("4013", Unit("元", 4), cell=(7, 3)),
        YOY: make.figure("11.9", PERCENT, cell=(7, 5)),
        YTD: make.figure("2.1298", YUAN),
        YTD_YOY: make.figure("12.1", PERCENT, cell=(7, 6)),
    }
    behind: Mapping[str, ReasonValue] = {
        "value": Decimal("2.13"),
        "unit": YUAN,
        "completion": Decimal("47.3"),
        "behind": Decimal("2.7"),
        "months": 6,
        "monthly": Decimal("0.40"),
    }
    make.add(
        fiscal,
        Light.YELLOW,
        "level-behind",
        params=behind,
        period=MONTH,
        value=Decimal("2.1298"),
        completion=Decimal("47.3"),
        pace=Decimal("50.0"),
        gap=Decimal("-2.7"),
        numbers={"gap_pp": Decimal("-2.7")},
        previous_light=Light.GREEN,
        streak=1,
        observation=figures[YTD],
        figures=figures,
        flags=(Flag.ASSUMED_PROFILE,),
    )
    for name, light, code, value, gap in (
        ("技术合同登记额", Light.RED, "level-steep", "1.2", "-25.0"),
        ("重点项目年度计划投资完成额", Light.GREEN, "level-on-pace", "61.4", "5.7"),
        ("社会资本投入", Light.DONE, "level-done", "4.5", "50.0"),
    ):
        figure = make.figure(value, YUAN, batch=2)
        make.add(
            make.target(name, goal=Decimal("4.5")),
            light,
            code,
            params={**behind, "ahead": Decimal("5.7"), "goal": Decimal("4.5"), "catch_up": 2, "catch_up_limit": 1},
            period=MONTH,
            value=Decimal(value),
            completion=Decimal("100.0"),
            pace=Decimal("50.0"),
            gap=Decimal(gap),
            numbers={"gap_pp": Decimal(gap)},
            previous_light=light,
            streak=3 if light is Light.RED else 0,
            observation=figure,
            figures={YTD: figure},
            flags=(Flag.LATE,) if light is Light.DONE else (),
        )
    make.add(
        make.target("高新技术企业", goal=Decimal(40), unit=Unit("家"), profile="hte_batch"),
        Light.PENDING,
        "level-pending",
        params={"pace": Decimal("0.0"), "value": Decimal(0), "unit": Unit("家"), "goal": Decimal(40)},
        previous_light=Light.PENDING,
    )


def _growth(make: Maker) -> None:
    output = {
        LEVEL: make.figure("352100", Unit("元", 4)),
        YTD: make.figure("212.5", YUAN, cell=(8, 4)),
        YTD_YOY: make.figure("12.4", PERCENT, cell=(8, 6)),
    }
    numbers: Mapping[str, ReasonValue] = {
        "growth": Decimal("12.4"),
        "behind": Decimal("3.6"),
        "band": Decimal("3.2"),
        "needed": Decimal("19.8"),
    }
    rate = {"accumulation": Accumulation.YTD_RATE, "unit": PERCENT}
    make.add(
        make.target("规上工业总产值增速", Kind.GROWTH_RATE, goal=Decimal(16), **rate),
        Light.RED,
        "growth-far-behind-rest",
        params=numbers,
        period=LAGGING,
        value=Decimal("12.4"),
        gap=Decimal("-3.6"),
        numbers={"gap_pp": Decimal("-3.6")},
        previous_light=Light.YELLOW,
        streak=2,
        observation=replace(output[YTD_YOY], period=LAGGING),
        figures={kind: replace(figure, period=LAGGING) for kind, figure in output.items()},
        flags=(Flag.STALE, Flag.BASE_REVISED),
    )
    gdp = make.figure("10.0", PERCENT, period=QUARTER, status=ObsStatus.PROVISIONAL)
    make.add(
        make.target("地区生产总值增速", Kind.GROWTH_RATE, goal=Decimal(10), frequency=Frequency.QUARTERLY, **rate),
        Light.GREEN,
        "growth-on-course",
        params={"growth": Decimal("10.0"), "ahead": Decimal("0.0"), "goal": Decimal(10)},
        period=QUARTER,
        value=Decimal("10.0"),
        gap=Decimal("0.0"),
        numbers={"gap_pp": Decimal("0.0")},
        previous_light=Light.RED,
        observation=gdp,
        figures={YTD_YOY: gdp},
        flags=(Flag.PROVISIONAL,),
    )
    suppressed = make.figure(None, PERCENT, status=ObsStatus.SUPPRESSED)
    make.add(
        make.target("规上工业增加值增速", Kind.GROWTH_RATE, goal=Decimal(11), **rate),
        Light.NODATA,
        "no-observation",
        period=MONTH,
        observation=suppressed,
        figures={YTD_YOY: suppressed},
    )


def _counts(make: Maker) -> None:
    counted = {"params": {"count": 26, "unit": Unit("个"), "expected": 33, "short": 7, "goal": 33, "band": 3}}
    make.add(
        make.target(
            "市级重点项目开复工",
            Kind.COUNT_BY_DATE,
            goal=Decimal(33),
            unit=Unit("个"),
            register="projects",
            indicator="",
            deadline_note="原文“如期”，以6月30日为准",
        ),
        Light.RED,
        "count-far-behind",
        **counted,
        period=MONTH,
        value=Decimal(26),
        completion=Decimal("78.8"),
        gap=Decimal(-7),
        numbers={"shortfall": Decimal(7)},
        previous_light=Light.YELLOW,
        streak=4,
    )
    make.add(
        make.target("科技型中小企业", Kind.COUNT_AT_LEAST, goal=Decimal(300), unit=Unit("家"), profile="integer"),
        Light.NODATA,
        "no-observation",
        previous_light=Light.YELLOW,
    )
    jobless = make.figure("4.51", PERCENT)
    make.add(
        make.target(
            "城镇登记失业率",
            Kind.LEVEL_AT_MOST,
            goal=Decimal("4.5"),
            unit=PERCENT,
            accumulation=Accumulation.POINT_IN_TIME,
        ),
        Light.RED,
        "limit-exceeded",
        params={"value": Decimal("4.51"), "unit": PERCENT, "goal": Decimal("4.5"), "over": Decimal("0.0")},
        period=MONTH,
        value=Decimal("4.51"),
        gap=Decimal("0.0"),
        numbers={"gap_pp": Decimal("0.0")},
        previous_light=Light.GREEN,
        streak=1,
        observation=jobless,
        figures={LEVEL: jobless},
    )
    make.add(
        make.target(
            "零就业家庭",
            Kind.ZERO_DYNAMIC,
            goal=Decimal(0),
            unit=Unit("户"),
            deadline_note=make.taint("原文“动态为零”"),
            register="homes",
            indicator="",
            tier=Tier.B,
        ),
        Light.YELLOW,
        "open-in-term",
        params={"open": 1, "days": 30},
        period=MONTH,
        value=Decimal(1),
        previous_light=Light.YELLOW,
        streak=2,
    )
    make.add(
        make.target(
            "民生实事",
            Kind.COMPOSITE,
            goal=Decimal(10),
            unit=Unit("件"),
            accumulation=Accumulation.DERIVED,
            indicator="",
        ),
        Light.GREEN,
        "open-none",
        period=MONTH,
        value=Decimal(4),
        previous_light=Light.GREEN,
    )


def _milestones(make: Maker) -> None:
    parent = make.rows[8].target.id
    for number, (light, code) in enumerate(
        (
            (Light.GREEN, "milestone-ahead"),
            (Light.YELLOW, "milestone-slips"),
            (Light.RED, "milestone-slips-far"),
            (Light.DONE, "milestone-done"),
            (Light.DONE, "milestone-late"),
            (Light.NODATA, "milestone-unplanned"),
        )
    ):
        target = make.target(
            f"第{number + 1}条断头路打通",
            Kind.MILESTONE_BY_DATE,
            unit=Unit("项"),
            tier=Tier.C,
            accumulation=Accumulation.EVENT,
            indicator="",
            register="roads",
            parent=parent,
        )
        facts = {Attribute.NAME: target.name_zh}
        if light is not Light.NODATA:
            facts |= {Attribute.PLANNED: "2024-09-30", Attribute.FORECAST: f"2024-1{number % 3}-15"}
        if number == 0:
            facts[Attribute.PROGRESS] = "62.5"
        if light is Light.DONE:
            facts[Attribute.ACTUAL] = "2024-06-0" + str(number)
        make.add(
            target,
            light,
            code,
            params={
                "planned": date(2024, 9, 30),
                "forecast": date(2024, 11, 15),
                "actual": date(2024, 6, 3),
                "slip": 46,
                "slip_limit": 30,
                "left": 67,
            },
            previous_light=Light.GREEN if light is Light.DONE else light,
            member=_member(make, "roads", target.id, facts, 20 + number),
            flags=(Flag.LATE,) if code.endswith("late") else (),
        )


def _withheld(make: Maker) -> None:
    secret = make.figure(str(SECRET), YUAN)
    hidden = {"flags": frozenset({TargetFlag.WITHHELD, TargetFlag.INFERRED}), "tier": Tier.B}
    shown = {
        "period": MONTH,
        "value": SECRET,
        "completion": SECRET,
        "pace": SECRET,
        "gap": SECRET,
        "observation": secret,
        "figures": {YTD: secret, LEVEL: secret, YOY: secret},
        "trend": ((MONTH, SECRET),),
        "numbers": {"gap_pp": SECRET},
        "flags": (Flag.INFERRED, Flag.WITHHELD),
        "previous_light": Light.GREEN,
    }
    params = {"params": {"period": MONTH, "value": SECRET, "unit": YUAN, "growth": SECRET}}
    make.add(
        make.target("隐性债务增量", Kind.ZERO, goal=Decimal(0), **hidden), Light.RED, "zero-broken", **params, **shown
    )
    make.add(
        make.target("某企业产值", Kind.DIRECTION, goal=Decimal(0), **{**hidden, "tier": Tier.D}),
        Light.YELLOW,
        "growth-behind",
        **params,
        **shown,
    )


def _rest(make: Maker) -> None:
    """Directions and qualities, and enough of the rest for lists to be long."""
    for number, light in enumerate((Light.GREEN, Light.YELLOW, Light.PENDING, Light.NODATA)):
        make.add(
            make.target(
                f"做优做强第{number + 1}类企业",
                Kind.QUALITATIVE,
                unit=None,
                tier=Tier.D,
                indicator="",
                deadline=None,
                responsible="",
            ),
            light,
            "no-observation",
            previous_light=Light.GREEN,
        )
    fraction = make.figure("86.25", Unit("分"))
    make.add(
        make.target("营商环境评价得分", goal=Decimal(85), unit=Unit("分"), accumulation=Accumulation.POINT_IN_TIME),
        Light.GREEN,
        "open-none",
        period=MONTH,
        value=Decimal("86.25"),
        observation=fraction,
        figures={LEVEL: fraction},
    )
    nearly = make.figure("4.4999", YUAN)
    make.add(
        make.target("新增融资", goal=Decimal("4.5")),
        Light.YELLOW,
        "open-none",
        period=MONTH,
        value=Decimal("4.4999"),
        completion=Decimal("100.0"),
        observation=nearly,
        figures={YTD: nearly},
        previous_light=Light.NODATA,
    )


def _member(make: Maker, register: str, name: str, facts: Mapping[Attribute, str], line: int) -> Member:
    return Member(
        register,
        name,
        {
            attribute: MemberFact(
                register,
                name,
                attribute,
                make.taint(value) if attribute is Attribute.NAME else value,
                date(2024, 7, 10),
                3,
                Place(make.taint("部门填报.xlsx"), make.taint("清单"), line, column),
            )
            for column, (attribute, value) in enumerate(facts.items(), 3)
        },
    )


def make_board(taint: Callable[[str], str] = str, *, demo: bool = False) -> Board:
    """The board of all rows."""
    make = Maker(taint)
    for part in (_levels, _growth, _counts, _milestones, _withheld, _rest):
        part(make)
    projects = tuple(
        _member(make, "projects", f"p{n}", {Attribute.NAME: f"项目{n}", Attribute.ACTUAL: "2024-05-06"}, n + 3)
        for n in range(26)
    )
    homes = (_member(make, "homes", "h1", {Attribute.NAME: "某户", Attribute.OPENED: "2024-06-20"}, 5),)
    fiscal = make.rows[0].target.series
    assert fiscal is not None
    chosen = make.rows[0].figures[YTD]
    other = replace(chosen, value=Decimal("2.15"), source="department", batch=3)
    growth = make.rows[0].figures[YTD_YOY]
    return Board(
        plan=Plan(
            id="2024",
            title_zh=taint("渭南高新区2024年工作要点"),
            title_en=taint("Weinan High-tech Zone: key work of 2024"),
            year=2024,
            ref_area=AREA,
            sections=(
                Section("1", taint("总体目标"), taint("Headline")),
                Section("2", taint("民生"), taint("Livelihood")),
            ),
            targets=tuple(row.target for row in make.rows),
        ),
        month=MONTH,
        as_of=AS_OF,
        judgement_day=AS_OF,
        last_batch=None,
        rows=tuple(make.rows),
        registers={
            "projects": Register("projects", projects, MONTH),
            "homes": Register("homes", homes, MONTH),
        },
        contradictions=(
            Contradiction(fiscal, chosen, other),
            Contradiction(
                replace(fiscal, transformation=YTD_YOY), growth, replace(other, value=Decimal("12.0"), unit=PERCENT)
            ),
        ),
        demo=demo,
    )


FILES = {1: "高新区统计快报2024年6月.csv", 2: "财政月报6月.xls", 3: "部门填报6月.xlsx"}


def make_info(taint: Callable[[str], str] = str, **changes: Fact) -> ExportInfo:
    """Where the board's figures come from."""
    batches = {
        number: Batch(
            id=number,
            head=BatchHead(
                kind=BatchKind.IMPORT,
                source="department" if number == 3 else "zone_bureau",
                importer=taint("manual" if number == 3 else "flash"),
                importer_version="1.0",
                file=SourceFile(name=taint(name), sha256=f"{number:x}" * 64, size=1000),
                ref_area=AREA,
                vintage=date(2024, 7, 18),
                recorded_at=datetime(2024, 7, 18, 9, tzinfo=UTC),
            ),
            counts={},
            chain="c" * 64,
        )
        for number, name in FILES.items()
    }
    plain: dict[str, Any] = {
        "batches": batches,
        "plan_digest": "a" * 64,
        "config_digest": "b" * 64,
        "program_version": "0.1.0",
        "office": taint("高新区统计机构"),
        "rule_pack": "default",
        "providers": {"zone_bureau": taint("高新区统计机构"), "department": taint("区级部门")},
    }
    return ExportInfo(**{**plain, **changes})


def custom_properties(data: bytes) -> dict[str, str]:
    """The custom properties of a workbook, read from the package itself."""
    with ZipFile(BytesIO(data)) as parts:
        content = parts.read("docProps/custom.xml").decode()
    return dict(re.findall(r'name="([^"]+)"><vt:lpwstr>([^<]*)<', content))


def opened(data: bytes) -> openpyxl.Workbook:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(BytesIO(data))


@pytest.fixture(scope="session")
def board() -> Board:
    return make_board()


@pytest.fixture(scope="session")
def info(board: Board) -> ExportInfo:
    """Says also that the fiscal figure of the month was revised."""
    key = board.rows[0].target.series
    assert key is not None
    return make_info(revised=frozenset({(key, MONTH)}))


@pytest.fixture(scope="session")
def data(board: Board, info: ExportInfo) -> bytes:
    """The Chinese workbook."""
    return render_workbook(board, info, load("zh"))


@pytest.fixture(scope="session")
def book(data: bytes) -> openpyxl.Workbook:
    return opened(data)


@pytest.fixture(scope="session")
def properties() -> Callable[[bytes], dict[str, str]]:
    return custom_properties


@pytest.fixture(scope="session")
def make() -> Callable[..., Board]:
    """Makes the board with other texts, or as sample data."""
    return make_board


@pytest.fixture(scope="session")
def make_origin() -> Callable[..., ExportInfo]:
    """Makes the origin of the board with other texts or facts."""
    return make_info
