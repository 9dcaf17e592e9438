"""Lists that coverage targets count: inspection findings, commissioners, weak villages, supervised facilities."""

from collections.abc import Mapping, Sequence

from demo.forms import file, register
from demo.members import CITY_FIRMS, ZONE_FIRMS, Course, Item, News, listed
from demo.model import Delivery, day
from demo.registers import lines

FINDINGS = listed(
    (
        "沋河支沟雨污错接",
        "仓程路餐饮油烟扰民",
        "石堤片区扬尘管控不到位",
        "望岳街积存建筑垃圾",
        "渭畔砂石料堆未覆盖",
        "创业三路污水管网破损",
        "良田生活污水直排",
        "火炬路喷涂车间废气收集不全",
        "沋滨路河道漂浮物",
        "白杨片区散煤复燃",
        "工业园危废间台账缺页",
        "香槐路噪声监测点缺失",
    ),
    ("住建局", "城管局", "生态环境分局", "良田街道"),
    "HB",
    Course(
        planned=(0, 1, 2, 3, 5, 7, 8, 9, 10, 11, 12),
        achieved=(0, 1, 2, 3, 5, 6),
        slipped={6: (6, "2024-08-10")},
    ),
)
_ASSIGNED = {3: 4, 6: 11}
"""By the end of a quarter: how many of the firms have their commissioner."""


def _assigned(index: int) -> Mapping[int, News]:
    quarter = next((month for month, total in _ASSIGNED.items() if index < total), None)
    return {} if quarter is None else {quarter: News(actual=day(f"2024-{quarter:02}-{index + 2:02}"))}


COMMISSIONED = [
    Item(name=name, owner="组织部", number=f"Q{index + 1:02}", news=_assigned(index))
    for index, name in enumerate((*CITY_FIRMS, *ZONE_FIRMS))
]
"""The list carries no planned days: the even pace stands in."""

WEAK_VILLAGES = [
    Item(
        name="东塬村",
        owner="白杨街道",
        number="R1",
        planned=day("2024-06-30"),
        news={6: News(actual=day("2024-06-20"), remark="班子补齐")},
    ),
    Item(name="仓程村", owner="良田街道", number="R2", planned=day("2024-09-30")),
    Item(
        name="北沋村",
        owner="崇业路街道",
        number="R3",
        planned=day("2024-11-30"),
        news={6: News(remark="驻村工作组进驻")},
    ),
]
FACILITIES = [
    Item(
        name="道路",
        owner="城管局",
        number="SS1",
        planned=day("2024-03-31"),
        news={3: News(actual=day("2024-03-20"))},
    ),
    Item(
        name="公共设施",
        owner="城管局",
        number="SS2",
        planned=day("2024-06-30"),
        news={6: News(forecast=day("2024-07-31"), remark="点位勘测未完")},
    ),
    Item(name="园林绿化", owner="城管局", number="SS3", planned=day("2024-09-30")),
    Item(name="地下管网", owner="住建局", number="SS4", planned=day("2024-11-30")),
    Item(name="重点区域", owner="大数据中心", number="SS5", planned=day("2024-12-20")),
]
_MONTHLY = {1: "2024-02-08", 2: "2024-03-08", 3: "2024-04-09", 4: "2024-05-09", 5: "2024-06-07", 6: "2024-07-09"}


def deliveries() -> list[Delivery]:
    """All returns of lists that are to be covered."""
    return [
        *_returns("生态环境分局", "环保督察整改", "中省环保督察巡查反馈问题整改", FINDINGS, "gbk", _MONTHLY),
        *_returns(
            "组织部",
            "企业服务专员",
            "选派企业服务专员“一对一”",
            COMMISSIONED,
            "utf8",
            {3: "2024-04-03", 6: "2024-07-04"},
        ),
        *_returns(
            "组织部",
            "软弱涣散村整顿",
            "软弱涣散村党组织整顿",
            WEAK_VILLAGES,
            "xlsx",
            {3: "2024-04-08", 6: "2024-07-08"},
        ),
        *_returns(
            "城管局",
            "在线监管设施",
            "智慧城市平台在线监管五类设施",
            FACILITIES,
            "gbk",
            {3: "2024-04-09", 6: "2024-07-09"},
        ),
    ]


def _returns(
    office: str, title: str, name: str, items: Sequence[Item], form: str, days: Mapping[int, str]
) -> list[Delivery]:
    """A return for each month: the whole list first, then what is new."""
    return [
        file(
            f"{office}2024年{month}月{title}",
            form,
            delivered,
            [register(f"高新区{office}", lines(name, items, month, everything=month == min(days)), f"{title}台账")],
            _NOTES.get((title, month), ""),
        )
        for month, delivered in days.items()
    ]


_NOTES = {
    ("环保督察整改", 6): "到期7个，整改6个",
    ("企业服务专员", 3): "清单没有计划日期：按时间均摊，标假定",
    ("在线监管设施", 6): "按时间应接入2类，只接入1类",
}
