"""The invented members of every register: names, planned days, and what became of them month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle, islice

from demo.model import day

YEAR = 2024
LAST_MONTH = 6


@dataclass(frozen=True, kw_only=True)
class News:
    """What a month's return says of a member, beyond its planned day."""

    forecast: date | None = None
    actual: date | None = None
    progress: int | None = None
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A member with its news by month; the number is empty where the plan itself names the member."""

    name: str
    owner: str
    number: str = ""
    planned: date | None = None
    news: Mapping[int, News] = field(default_factory=dict)

    def known(self, month: int) -> News:
        """Everything reported up to a month, the newest of each."""
        told = [self.news[number] for number in sorted(self.news) if number <= month]
        return News(
            forecast=next((one.forecast for one in reversed(told) if one.forecast), None),
            actual=next((one.actual for one in reversed(told) if one.actual), None),
            progress=next((one.progress for one in reversed(told) if one.progress is not None), None),
            remark=self.news[month].remark if month in self.news else "",
        )


def schedule(totals: Sequence[int], first_day: int, step: int) -> list[date]:
    """Days such that ``totals[m-1]`` of them lie in months 1 to m, spread over the days of each month."""
    days: list[date] = []
    for number, total in enumerate(totals, start=1):
        days += [date(YEAR, number, (first_day + step * index) % 26 + 2) for index in range(len(days), total)]
    return days


@dataclass(frozen=True, kw_only=True)
class Course:
    """How a long list fares: planned and achieved totals by month; ``stuck`` members never start, with forecasts.

    ``remarks`` say why a member is stuck or slips.
    """

    planned: tuple[int, ...]
    achieved: tuple[int, ...]
    stuck: Mapping[int, Sequence[tuple[int, str]]] = field(default_factory=dict)
    slipped: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    remarks: Mapping[int, str] = field(default_factory=dict)


def listed(names: Sequence[str], owners: Sequence[str], prefix: str, course: Course) -> list[Item]:
    """Members of a long list: they are achieved in the order of the plan, those stuck left out."""
    plan = schedule(course.planned, 4, 7)
    done = iter(schedule(course.achieved, 3, 5))
    items = []
    for index, (name, owner) in enumerate(zip(names, islice(cycle(owners), len(names)), strict=True)):
        actual = None if index in course.stuck else next(done, None)
        news = {} if actual is None else {actual.month: News(actual=actual)}
        forecasts = [*course.stuck.get(index, ()), *([course.slipped[index]] if index in course.slipped else [])]
        news |= {
            number: News(forecast=day(forecast), remark=course.remarks.get(index, "")) for number, forecast in forecasts
        }
        items.append(Item(name=name, owner=owner, number=f"{prefix}{index + 1:02}", planned=plan[index], news=news))
    return items


CITY_FIRMS = (
    "渭滨智造",
    "华岳精密",
    "沋河新材",
    "少华电子",
    "仓程装备",
    "崇凝生物",
    "东秦食品",
    "渭塬机电",
    "石堤光电",
    "丰原医药",
)
ZONE_FIRMS = (
    "望塬数控",
    "槐荫机械",
    "白渠轻工",
    "渭岸新能",
    "长稔粮油",
    "秋塬纺织",
    "双桐仪表",
    "青畦农机",
    "望岳建材",
    "映渭信息",
)
_PRODUCTS = (
    "精密减速器生产线",
    "轻质合金压铸",
    "功能薄膜扩产",
    "传感器封装测试",
    "智能仓储设备",
    "植物提取物中试基地",
    "冷链配送中心",
    "伺服电机二期",
    "光学镜片加工",
    "口服制剂车间改造",
)


def _project_names(firms: Sequence[str], count: int) -> list[str]:
    """Invented firms with invented products, no pair twice: a project stands in one list and is no named item."""
    return [f"{firms[index % 10]}{_PRODUCTS[(index // 10 * 3 + index) % 10]}项目" for index in range(count)]


_PARKS = ("重点项目办", "先进制造园", "新材料产业园", "现代物流园", "火炬科技园")
_STREETS = ("香槐路", "锦绣路", "望岳街", "渭畔路", "创业三路", "火炬路", "石堤街", "沋滨路", "良苑路", "仓程路")
_WORKS = (
    "道路提升工程",
    "雨污分流改造",
    "人行道整治",
    "路灯更新",
    "管网延伸工程",
    "口袋公园",
    "停车场建设",
    "绿道建设",
    "燃气管线更新",
)


def _urban_names(count: int) -> list[str]:
    pairs = [f"{street}{work}" for work in _WORKS for street in _STREETS]
    return pairs[:count]


CITY_PROJECTS = listed(
    _project_names(CITY_FIRMS, 33),
    _PARKS,
    "S",
    Course(
        planned=(4, 10, 18, 24, 29, 33),
        achieved=(3, 8, 15, 22, 27, 31),
        stuck={
            14: [(3, "2024-05-20"), (5, "2024-06-28"), (6, "2024-07-20")],
            30: [(5, "2024-06-30"), (6, "2024-08-31")],
        },
        remarks={14: "施工许可办理中", 30: "资金未落实"},
    ),
)
KEY_PROJECTS = listed(
    _project_names(ZONE_FIRMS, 89),
    _PARKS,
    "Z",
    Course(
        planned=(14, 22, 41, 52, 60, 68, 74, 79, 84, 87, 89),
        achieved=(14, 22, 42, 52, 59, 66),
        stuck={57: [(5, "2024-07-31"), (6, "2024-08-15")], 63: [(6, "2024-08-10")]},
        slipped={70: (5, "2024-09-10"), 77: (6, "2024-10-25"), 82: (6, "2024-12-05")},
        remarks={57: "用地未批", 63: "设备招标流标", 82: "方案调整"},
    ),
)
URBAN_PROJECTS = listed(
    _urban_names(85),
    ("住建局", "城管局", "交通局"),
    "J",
    Course(
        planned=(4, 12, 24, 37, 48, 58, 66, 73, 79, 83, 85),
        achieved=(4, 12, 22, 31, 40, 47),
        stuck={
            22: [(3, "2024-05-15"), (5, "2024-07-15")],
            31: [(4, "2024-06-20"), (6, "2024-08-20")],
            44: [(5, "2024-08-01")],
        },
        slipped={60: (6, "2024-09-15"), 75: (6, "2024-11-10")},
        remarks={22: "征迁未完", 31: "灯杆采购中", 44: "管线迁改", 60: "停车位选址有异议"},
    ),
)
SPONGE = listed(
    [f"{place}海绵化改造" for place in (*_STREETS, "望岳公园", "渭畔湿地", "石堤小游园", "沋滨广场")],
    ("住建局",),
    "H",
    Course(
        planned=(0, 0, 0, 1, 2, 4, 5, 7, 9, 12, 14),
        achieved=(0, 0, 0, 1, 2, 4),
        slipped={6: (6, "2024-09-05")},
    ),
)
OLD_ESTATES = listed(
    [f"{name}小区改造" for name in ("兴渭", "朝晖苑", "锦绣家园", "电机厂", "棉纺二厂", "望岳里", "石堤新村")],
    ("住建局",),
    "L",
    Course(
        planned=(0, 0, 0, 1, 2, 3, 4, 5, 6, 6, 7),
        achieved=(0, 0, 0, 0, 1, 1),
        stuck={
            1: [(5, "2024-07-31"), (6, "2024-08-31")],
            2: [(6, "2024-08-15")],
        },
        remarks={1: "居民意见未统一", 2: "雨季停工"},
    ),
)
