"""A workspace in memory with a plan of every kind of target, judged by the real rules."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.domain.given import BATCHES, PROFILES
from textual.pilot import Pilot
from textual.screen import Screen

from gaoxin_monitor.domain.board import BoardRow
from gaoxin_monitor.domain.building import Knowledge
from gaoxin_monitor.domain.codes import (
    Accumulation,
    Attribute,
    Baseline,
    Frequency,
    Kind,
    ObsStatus,
    TargetFlag,
    Tier,
)
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.indicators import Catalogue, Indicator
from gaoxin_monitor.domain.members import Member, MemberFact, Register
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import MILESTONES, Plan, Section, Target
from gaoxin_monitor.domain.units import Unit, parse_unit
from gaoxin_monitor.messages import Messages, load
from gaoxin_monitor.settings.model import Area, Configuration, Settings
from gaoxin_monitor.store import Store
from gaoxin_monitor.tui.session import Session
from gaoxin_monitor.workspace.desk import Workspace

ZONE = "GX-610561"
TODAY = date(2024, 7, 25)
SECTIONS = (
    Section("0", "总体目标", "Headline targets"),
    Section("1", "项目建设", "Projects"),
    Section("2", "科技创新", "Innovation"),
    Section("3", "民生和风险防范", "Livelihood and risk"),
)


def unit(label: str) -> Unit:
    found = parse_unit(label)
    assert found is not None
    return found


def target(
    target_id: str,
    name: str,
    section: str,
    kind: Kind,
    goal: str = "",
    **more: Any,  # noqa: ANN401 - any field of Target
) -> Target:
    label = more.pop("unit", "%")
    settings: dict[str, Any] = {
        "name_en": target_id.replace("_", " ").capitalize(),
        "ref": f"§{section}.1",
        "tier": Tier.A,
        "deadline": date(2024, 12, 31),
        "responsible": "发改/项目办",
        "source_agency": "统计局",
        "indicator": target_id,
        "ref_area": ZONE,
        "goal": Decimal(goal) if goal else None,
        "unit": unit(label) if goal else None,
        "accumulation": Accumulation.YTD_RATE if kind is Kind.GROWTH_RATE else Accumulation.YTD_LEVEL,
    }
    return Target(id=target_id, name_zh=name, section=section, kind=kind, **(settings | more))


def count(target_id: str, name: str, section: str, goal: str, **more: Any) -> Target:  # noqa: ANN401 - any field
    settings = {"unit": "个", "profile": "members", "register": target_id, "indicator": ""}
    settings |= {"accumulation": Accumulation.YTD_COUNT}
    return target(target_id, name, section, Kind.COUNT_AT_LEAST, goal, **(settings | more))


def milestone(target_id: str, name: str, **more: Any) -> Target:  # noqa: ANN401 - any field
    settings = {"tier": Tier.C, "indicator": "", "register": MILESTONES, "frequency": Frequency.EVENT}
    settings |= {"accumulation": Accumulation.EVENT}
    return target(target_id, name, "1", Kind.MILESTONE_BY_DATE, **(settings | more))


TARGETS = (
    target("gdp", "地区生产总值增速", "0", Kind.GROWTH_RATE, "10", frequency=Frequency.QUARTERLY, release_lag_days=28),
    target("output", "规上工业总产值增速", "0", Kind.GROWTH_RATE, "16", release_lag_days=18),
    target("value_added", "规上工业增加值增速", "0", Kind.GROWTH_RATE, "11", release_lag_days=20),
    target("investment", "固定资产投资增速", "0", Kind.GROWTH_RATE, "11", release_lag_days=20),
    target("retail", "社会消费品零售总额增速", "0", Kind.GROWTH_RATE, "13", release_lag_days=20),
    target("fiscal", "区级财政收入", "0", Kind.LEVEL_AT_LEAST, "4.5", unit="亿元", profile="prior_year_shares"),
    target("unemployment", "城镇登记失业率", "3", Kind.LEVEL_AT_MOST, "4.5", accumulation=Accumulation.POINT_IN_TIME),
    target("key_investment", "重点项目年度计划投资完成额", "1", Kind.LEVEL_AT_LEAST, "110.2", unit="亿元",
           profile="invest_north"),
    target("tech_contracts", "技术合同登记额", "2", Kind.LEVEL_AT_LEAST, "7.5", unit="亿元", profile="tech_contract"),
    target("tech_smes", "科技型中小企业", "2", Kind.COUNT_AT_LEAST, "300", unit="家", profile="tech_sme_batch",
           accumulation=Accumulation.YTD_COUNT),
    target("high_tech", "认定高新技术企业", "2", Kind.COUNT_AT_LEAST, "40", unit="家", profile="hte_batch",
           accumulation=Accumulation.YTD_COUNT, frequency=Frequency.EVENT),
    target("tourists", "接待游客人次", "2", Kind.LEVEL_AT_LEAST, "300", unit="万人次", profile="linear"),
    target("hidden_debt", "新增隐性债务", "3", Kind.ZERO, "0", unit="元", flags=frozenset({TargetFlag.WITHHELD}),
           accumulation=Accumulation.YTD_LEVEL),
    target("firms_output", "龙头企业扩产扩销", "2", Kind.DIRECTION, "0", tier=Tier.D, baseline=Baseline.SAME_PERIOD,
           accumulation=Accumulation.YTD_RATE, flags=frozenset({TargetFlag.WITHHELD, TargetFlag.INFERRED})),
    count("projects", "市级重点项目开复工", "1", "6"),
    count("big_projects", "招引10亿元以上项目", "1", "5", profile="integer"),
    count("villages", "和美乡村示范村", "3", "3", unit="个"),
    target("poverty", "返贫致贫户", "3", Kind.ZERO_DYNAMIC, "0", unit="户", indicator="", register="poverty"),
    milestone("start_rifeng", "日丰四期项目开工"),
    milestone("finish_dibo", "迪博电子建成投产"),
    milestone("finish_huazun", "华尊装配式建筑建成投产"),
    milestone("road_jingxian", "泾县路等三条断头路打通工程", livelihood_item=1,
              flags=frozenset({TargetFlag.COMPOSITE_MEMBER})),
    milestone("school", "高新第三小学主体完工", livelihood_item=2, flags=frozenset({TargetFlag.COMPOSITE_MEMBER})),
    milestone("nursery", "建立规上工业企业培育库"),
    target("livelihood", "民生实事办结", "3", Kind.COMPOSITE, "10", unit="件", indicator="", tier=Tier.B),
    target("chains", "11条产业链作用发挥", "2", Kind.QUALITATIVE, tier=Tier.D, indicator=""),
    target("continuity", "中粮粮谷连续施工", "1", Kind.CONTINUITY, tier=Tier.C, indicator=""),
    target("foreign_trade", "外贸进出口总额", "2", Kind.LEVEL_AT_LEAST, "61.2345", unit="亿美元", profile="linear"),
    target("energy", "单位增加值能耗下降", "3", Kind.GROWTH_RATE, "3", frequency=Frequency.ANNUAL),
    target("long_name", "陕煤启辰、科赛机电、双盈电子等企业走专精特新发展道路并培育成为行业龙头骨干企业的数量", "2",
           Kind.LEVEL_AT_LEAST, "12", unit="家", profile="linear", responsible="工信局、科技局、经济发展局"),
)  # fmt: skip


def figures(
    texts: str, label: str, *, start: int = 1, months: int = 1, batch: int = 1, year: int = 2024
) -> list[Observation]:
    """``"0.3 0.7 - 1.6"``: one figure a period from ``start``, a dash for a missing one."""
    found = []
    for index, text in enumerate(texts.split()):
        period = Period(year, start + index * months, months)
        missing = text == "-"
        found.append(
            Observation(
                period,
                None if missing else Decimal(text),
                unit(label),
                vintage=date(period.end.year + (period.last_month == 12), period.last_month % 12 + 1, 18),
                batch=batch,
                status=ObsStatus.UNSPECIFIED if missing else ObsStatus.NORMAL,
                text=text,
                source="zone_bureau",
                place=Place(f"高新区{year}年{period.last_month}月快报.xlsx", "快报", 8 + index, 6),
            )
        )
    return found


DATA: dict[str, list[Observation]] = {
    "gdp": figures("9.1 10.4", "%", months=3),
    "output": figures("12.1 13.0 13.8 14.4 15.1", "%", start=2),
    "value_added": figures("3.2 2.1 0.4 -0.6 -1.2", "%", start=2),
    "investment": figures("11.9 12.3 12.0 11.6 11.3", "%", start=2),
    "retail": figures("9.0 9.4 - 10.2 10.9", "%", start=2),
    "fiscal": figures("0.41 0.70 1.02 1.44 1.71 2.13", "亿元"),
    "unemployment": figures("4.2 4.3 4.3 4.5 4.4 4.38", "%"),
    "key_investment": figures("2.1 6.9 21.4 30.2 41.8 57.3", "亿元"),
    "tech_contracts": figures("1100 3200 9800 13900 17200 21298", "万元"),
    "tech_smes": figures("0 0 31 66 97 141", "家"),
    "high_tech": figures("0 0 0 0 0 3", "家"),
    "tourists": figures("22 51 78", "万人次"),
    "hidden_debt": figures("0 0 0 0 0 0", "元"),
    "firms_output": figures("2.5 3.1 3.8 4.2 4.9", "%", start=2),
    "foreign_trade": figures("4.1234 8.8811 13.0012 19.4321 25.8 62.1", "亿美元"),
    "long_name": figures("1 2 3 4 5 6", "家"),
}


def member(register: str, member_id: str, **facts: str) -> Member:
    place = Place("重点项目办7月填报表.csv", "", 5, 6)
    return Member(
        register,
        member_id,
        {
            Attribute(name): MemberFact(register, member_id, Attribute(name), value, date(2024, 7, 5), 2, place)
            for name, value in facts.items()
        },
    )


def register(register_id: str, *members: Member) -> Register:
    return Register(register_id, members, Period(2024, 6, 1), date(2024, 7, 5))


REGISTERS = {
    found.id: found
    for found in (
        register(
            "projects",
            *(
                member(
                    "projects",
                    f"P{n}",
                    name=f"项目{n}",
                    owner="发改",
                    planned=f"2024-0{n}-20",
                    actual=f"2024-0{n}-18" if n < 5 else "",
                )
                for n in range(1, 7)
            ),
        ),
        register(
            "big_projects", member("big_projects", "B1", name="储能电池产业园", actual="2024-03-12", progress="35")
        ),
        register("villages", *(member("villages", f"V{n}", name=f"村{n}", actual="2024-05-01") for n in (1, 2, 3))),
        register("poverty", member("poverty", "case-1", name="某户", opened="2024-06-28")),
        register(
            MILESTONES,
            member(MILESTONES, "start_rifeng", planned="2024-03-31", actual="2024-03-20", progress="100"),
            member(
                MILESTONES, "finish_dibo", planned="2024-05-31", forecast="2024-09-30", progress="70", remark="设备未到"
            ),
            member(MILESTONES, "finish_huazun", planned="2024-10-31", forecast="2024-11-15", progress="55"),
            member(MILESTONES, "road_jingxian", planned="2024-06-30", actual="2024-07-10"),
            member(MILESTONES, "school", planned="2024-11-30", progress="62"),
        ),
    )
}


def plan_of(targets: tuple[Target, ...] = TARGETS, title: str = "渭南高新区2024年工作要点") -> Plan:
    return Plan(
        "2024", title, "Weinan High-tech Zone: key work of 2024", 2024, ZONE, SECTIONS, targets, PROFILES, BATCHES
    )


def configuration_of(plan: Plan, *, demo: bool) -> Configuration:
    """The configuration of a workspace that watches this plan, an indicator for every target that names one."""
    ids = {t.indicator: t for t in plan.targets if t.indicator}
    indicators = (Indicator(i, t.name_zh, t.name_en, t.unit or unit("%")) for i, t in ids.items())
    settings = Settings(
        language="zh",
        area=Area(ZONE, "渭南高新区", "Weinan High-tech Zone"),
        areas=(),
        rule_pack="default",
        cutoff_day=25,
        plan="plans/2024.toml",
        demo=demo,
    )
    return Configuration(settings, plan, Catalogue(tuple(indicators)), digest="")


class MemoryDesk(Workspace):
    """A workspace that knows what is given here instead of what a store holds; all else of it is real."""

    def __init__(
        self,
        *,
        plan: Plan | None = None,
        data: dict[str, list[Observation]] | None = None,
        registers: dict[str, Register] | None = None,
        messages: Messages | None = None,
        root: Path = Path(),
        demo: bool = True,
    ) -> None:
        super().__init__(root, TODAY, configuration_of(plan or plan_of(), demo=demo), messages or load("zh"))
        self.data = dict(DATA) if data is None else data
        self.registers = dict(REGISTERS) if registers is None else registers
        self.older: dict[str, list[Observation]] = {}
        self.version = 2

    @property
    def has_data(self) -> bool:
        return bool(self.data)

    def data_version(self) -> int:
        return self.version

    @contextmanager
    def reading(self) -> Iterator[None]:
        yield None

    def known_to(
        self, store: Store | None, keys: Collection[SeriesKey], as_of: date | None, last_batch: int | None
    ) -> Knowledge:
        del store, keys, last_batch
        current = {}
        for planned in self.plan.targets:
            rows = tuple(o for o in self.data.get(planned.indicator, ()) if o.vintage <= (as_of or TODAY))
            if planned.series and rows:
                current[planned.series] = rows
        return Knowledge(current=current, registers=self.registers)

    def revisions(self, target: Target, period: Period | None = None) -> tuple[Observation, ...]:
        rows = [*self.older.get(target.indicator, ()), *self.data.get(target.indicator, ())]
        return tuple(o for o in sorted(rows, key=lambda o: o.order) if period in (None, o.period))


SESSION = Session(user="统计员", now=lambda: datetime(2024, 7, 25, 9, 0, tzinfo=UTC), today=TODAY)


Start = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


async def settle(pilot: Pilot[int]) -> None:
    """Waits until threads are done, also those that others started, and everything is painted; never for a time."""
    while True:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        if all(worker.is_finished for worker in pilot.app.workers):
            return


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Keys one after the other, then everything settled."""
    for key in keys:
        await pilot.press(key)
    await settle(pilot)


def screen_lines(screen: Screen[Any]) -> list[str]:
    """What the terminal shows, line by line."""
    return [strip.text for strip in screen._compositor.render_strips()]


def text_of(pilot: Pilot[int]) -> str:
    return "\n".join(screen_lines(pilot.app.screen))


def row_of(desk: MemoryDesk, target_id: str) -> BoardRow:
    row = desk.board().row(target_id)
    assert row is not None
    return row
