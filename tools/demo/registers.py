"""Returns of registers: projects, roads, estates, bridges, villages, schools and the milestones of the plan."""

from collections.abc import Iterable, Mapping, Sequence

from demo import figures as f
from demo.forms import figures, file, month, register, row
from demo.members import (
    CITY_PROJECTS,
    KEY_PROJECTS,
    OLD_ESTATES,
    SPONGE,
    URBAN_PROJECTS,
    Item,
    News,
)
from demo.milestones import MILESTONES, SCHOOLS
from demo.model import Cell, Delivery, Row, Sheet, day

Register = tuple[str, Sequence[Item]]

_FROM_WAN = 4
"""The month from which the project office reports in 万元."""


def deliveries() -> list[Delivery]:
    """All returns of registers."""
    return [*_projects(), *_urban(), *_milestones(), *_schools(), *_farming(), *_bridges()]


def lines(name: str, items: Iterable[Item], number: int, *, everything: bool = False) -> list[Row]:
    """A list's lines for a month: all members, or those with news and, when there are none, the first as it stands."""
    listed = list(items)
    told = [item for item in listed if everything or number in item.news] or listed[:1]
    return [_line(name, item, number) for item in told]


def _line(name: str, item: Item, number: int) -> Row:
    known = item.known(number)
    dates: list[Cell] = [item.planned, known.forecast, known.actual]
    return [
        month(number),
        name,
        item.number or None,
        item.name,
        item.owner,
        *dates,
        known.progress,
        known.remark or None,
    ]


def all_lines(registers: Iterable[Register], number: int, *, everything: bool) -> list[Row]:
    """Several lists one below the other."""
    return [line for name, items in registers for line in lines(name, items, number, everything=everything)]


def _projects() -> list[Delivery]:
    office = "高新区重点项目办"
    registers: list[Register] = [("市级重点项目开复工", CITY_PROJECTS), ("全年实施重点项目数", KEY_PROJECTS)]
    days = ("2024-02-05", "2024-03-05", "2024-04-07", "2024-05-06", "2024-06-05", "2024-07-05")
    known = []
    for number, delivered in enumerate(days, start=1):
        level = f.KEY_INVESTMENT[number].level
        unit, value = ("亿元", level) if number < _FROM_WAN or level is None else ("万元", level * 10000)
        invested = figures(office, [row(month(number), "重点项目完成投资", unit, value, "累计", "调度口径")])
        listed = register(office, all_lines(registers, number, everything=number == 1), "重点项目开复工台账")
        name = f"重点项目办2024年{number}月项目台账"
        known.append(file(name, "xlsx", delivered, [invested, listed], _PROJECT_NOTES.get(number, "")))
    return known


_PROJECT_NOTES = {
    1: "全部清单",
    4: "完成投资改用万元",
    6: "6月30日到期：市级33个项目只开复工31个",
}

_ROADS = [
    Item(
        name="敬贤大街打通",
        owner="住建局",
        planned=day("2024-05-31"),
        news={3: News(progress=60), 5: News(actual=day("2024-05-28"), progress=100)},
    ),
    Item(
        name="新盛一路打通",
        owner="住建局",
        planned=day("2024-06-30"),
        news={3: News(progress=45), 6: News(forecast=day("2024-07-28"), progress=88, remark="管线迁改滞后")},
    ),
    Item(
        name="纬四路打通",
        owner="住建局",
        planned=day("2024-09-30"),
        news={4: News(progress=30), 6: News(forecast=day("2024-10-20"), progress=52)},
    ),
    Item(
        name="锦华大道打通",
        owner="住建局",
        planned=day("2024-10-31"),
        news={5: News(progress=18), 6: News(forecast=day("2024-12-20"), progress=25, remark="征迁未完成")},
    ),
    Item(name="高新东路打通", owner="住建局", planned=day("2024-12-15"), news={6: News(progress=20)}),
]
_REPAIRS = [
    Item(
        name="官油路大中修",
        owner="交通局",
        number="D01",
        planned=day("2024-06-20"),
        news={6: News(actual=day("2024-06-18"), progress=100)},
    ),
    Item(name="渭清路大中修", owner="交通局", number="D02", planned=day("2024-08-31"), news={6: News(progress=40)}),
]
_ESTATES_STARTED = [
    Item(
        name="纺织东院小区改造",
        owner="住建局",
        number="X01",
        planned=day("2024-03-20"),
        news={3: News(actual=day("2024-03-18"))},
    ),
    Item(
        name="向阳里小区改造",
        owner="住建局",
        number="X02",
        planned=day("2024-04-10"),
        news={4: News(actual=day("2024-04-08"))},
    ),
]
_CORRIDORS = [
    Item(
        name=f"{name}绿化整治提升",
        owner="城管局",
        number=f"G{index:02}",
        planned=day(planned),
        news={day(actual).month: News(actual=day(actual))},
    )
    for index, (name, planned, actual) in enumerate(
        (
            ("望岳街", "2024-03-12", "2024-03-12"),
            ("香槐路", "2024-03-20", "2024-03-26"),
            ("火炬路", "2024-04-15", "2024-04-15"),
            ("渭畔路", "2024-05-10", "2024-05-08"),
        ),
        start=1,
    )
]


def _urban() -> list[Delivery]:
    office = "高新区住建局（含城管、交通）"
    registers: list[Register] = [
        ("实施城建项目数", URBAN_PROJECTS),
        ("海绵城市建设项目", SPONGE),
        ("断头路打通", _ROADS),
        ("道路大中修（官油路、渭清路）", _REPAIRS),
        ("老旧小区改造完成", OLD_ESTATES),
        ("老旧小区改造新开工", _ESTATES_STARTED),
        ("启动城市主干道绿化综合整治提升", _CORRIDORS),
    ]
    days = ("2024-02-06", "2024-03-06", "2024-04-07", "2024-05-07", "2024-06-06", "2024-07-05")
    known = []
    for number, delivered in enumerate(days, start=1):
        listed = register(office, all_lines(registers, number, everything=number == 1), "城建项目台账")
        sheets = [*_invested(office, number), listed]
        note = {6: "没有附城建投资完成额：该项停在5月，标迟报"}.get(number, "")
        known.append(file(f"住建局2024年{number}月城建台账", "xlsx", delivered, sheets, note))
    return known


def _invested(office: str, number: int) -> list[Sheet]:
    if number not in f.URBAN_INVESTMENT:
        return []
    value = f.URBAN_INVESTMENT[number].level
    return [figures(office, [row(month(number), "城建投资完成额", "亿元", value, "累计")])]


def _milestones() -> list[Delivery]:
    office = "高新区督查室"
    days = ("2024-02-07", "2024-03-05", "2024-04-03", "2024-05-06", "2024-06-05", "2024-07-04")
    known = []
    for number, delivered in enumerate(days, start=1):
        sheet = register(office, lines("重点事项", MILESTONES, number, everything=number == 1), "重点事项进展")
        form = "xlsx" if number == 1 else ("gbk", "utf8")[number % 2]
        note = "全部事项和计划日期" if number == 1 else ""
        known.append(file(f"督查室2024年{number}月重点事项", form, delivered, [sheet], note))
    return known


def _schools() -> list[Delivery]:
    office = "高新区教育局"
    days = {1: "2024-02-18", 4: "2024-05-06", 6: "2024-07-03"}
    return [
        file(
            f"教育局2024年{number}月学校建设",
            "gbk",
            delivered,
            [register(office, lines("重点事项", SCHOOLS, number, everything=True), "学校建设进展")],
            _SCHOOL_NOTES.get(number, ""),
        )
        for number, delivered in days.items()
    ]


_SCHOOL_NOTES = {4: "素质教育中心4月11日开工，比计划晚11天", 6: "第四小学预计推迟19天"}

_MODEL_VILLAGES = [
    Item(name=name, owner="农业农村局", number=f"C{index}", planned=day(planned))
    for index, (name, planned) in enumerate(
        (
            ("槐荫村", "2024-11-30"),
            ("白渠村", "2024-11-30"),
            ("西沋村", "2024-11-30"),
            ("石堤村", "2024-12-15"),
            ("望岳村", "2024-12-15"),
        ),
        start=1,
    )
]
_SUB_DISTRICTS = [
    Item(
        name="良田街道",
        owner="良田街道",
        number="JD1",
        planned=day("2024-06-30"),
        news={5: News(actual=day("2024-05-20"), remark="西沋村集体经济示范村")},
    ),
    Item(name="白杨街道", owner="白杨街道", number="JD2", planned=day("2024-09-30")),
    Item(name="崇业路街道", owner="崇业路街道", number="JD3", planned=day("2024-11-30")),
]


def _farming() -> list[Delivery]:
    office = "高新区农业农村局"
    registers: list[Register] = [
        ("市级宜居宜业和美乡村示范村", _MODEL_VILLAGES),
        ("每个街道打造集体经济示范村", _SUB_DISTRICTS),
    ]
    days = {2: "2024-03-08", 3: "2024-04-09", 4: "2024-05-09", 5: "2024-06-11", 6: "2024-07-09"}
    return [
        file(
            f"农业农村局2024年{number}月示范村",
            ("utf8", "gbk")[number % 2],
            delivered,
            [register(office, all_lines(registers, number, everything=number == min(days)), "示范村创建台账")],
        )
        for number, delivered in days.items()
    ]


_NEW_BRIDGES = [
    Item(name=f"良田{name}排碱沟生产桥", owner="良田街道", number=f"Q{index}", planned=day(planned), news=news)
    for index, (name, planned, news) in enumerate(
        (
            ("一支", "2024-05-15", {4: News(progress=80)}),
            ("三支", "2024-06-15", {4: News(progress=35)}),
            ("五支", "2024-07-31", {}),
        ),
        start=1,
    )
]
_REPAIRED_BRIDGES = [
    Item(
        name="良田总干排碱沟生产桥维修",
        owner="良田街道",
        number="Q9",
        planned=day("2024-04-20"),
        news={4: News(actual=day("2024-04-19"), progress=100)},
    )
]


def _bridges() -> list[Delivery]:
    office = "良田街道办事处"
    registers: list[Register] = [
        ("新建农田排碱沟生产桥梁", _NEW_BRIDGES),
        ("维修农田排碱沟生产桥梁", _REPAIRED_BRIDGES),
    ]
    days: Mapping[int, str] = {2: "2024-03-04", 3: "2024-04-03", 4: "2024-05-06"}
    return [
        file(
            f"良田街道2024年{number}月生产桥",
            "utf8",
            delivered,
            [register(office, all_lines(registers, number, everything=number == min(days)), "生产桥建设进度")],
            {4: "此后没有再报：新建桥梁两期未报，转为缺数"}.get(number, ""),
        )
        for number, delivered in days.items()
    ]
