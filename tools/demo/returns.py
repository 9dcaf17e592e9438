"""Figures that departments return: finance, science, employment, investment promotion and the rest."""

from collections.abc import Iterable
from decimal import Decimal

from demo import figures as f
from demo.forms import cases, figures, file, month, register, row
from demo.model import Cell, Delivery, Row, day

_MONTHS = range(1, 13)


def deliveries() -> list[Delivery]:
    """All returns that hold figures; a few carry a small register on a second sheet."""
    return [*_finance(), *_debt(), *_science(), *_employment(), *_promotion(), *_others()]


def _quarter(number: int, year: int = 2024) -> str:
    return f"{year}年{number // 3}季度"


# Finance office


def _finance() -> list[Delivery]:
    office = "高新区财政局"
    history = [
        row(month(number, year), "一般公共预算收入", "亿元", f.FISCAL[year][number].level, "累计")
        for year in (2021, 2022)
        for number in _MONTHS
    ]
    year_2023 = [line for number in _MONTHS for line in _revenue(2023, number, f.FISCAL[2023][number], 10000)]
    known = [
        file("财政局2021—2022年财政收入", "xlsx", "2023-01-12", [figures(office, history)], "序时曲线用的历史数"),
        file("财政局2023年财政收入", "xlsx", "2024-01-09", [figures(office, year_2023)], "2023年全年恰为4.00亿元"),
    ]
    days = ("2024-02-06", "2024-03-06", "2024-04-08", "2024-05-08", "2024-06-07", "2024-07-08")
    for number, delivered in enumerate(days, start=1):
        form = "utf8" if number % 2 else "xlsx"
        sheet = figures(office, _finance_lines(number))
        known.append(file(f"财政局2024年{number}月报表", form, delivered, [sheet], _FINANCE_NOTES.get(number, "")))
    return known


_FINANCE_NOTES = {1: "快报数，暂定", 2: "更正1月数", 6: "与统计快报的财政收入矛盾"}


def _finance_lines(number: int) -> list[Row]:
    """January comes as a flash figure, which February's return corrects."""
    flash = _revenue(2024, 1, f.FISCAL_OFFICE_JANUARY_FLASH, 1, "初步数")
    corrected = _revenue(2024, 1, f.FISCAL_OFFICE_2024[1], 1, "更正快报数")
    now = _revenue(2024, number, f.FISCAL_OFFICE_2024[number], 1)
    return {1: flash, 2: [*corrected, *now]}.get(number, now)


def _revenue(year: int, number: int, figure: f.Figure, scale: int, remark: str = "") -> list[Row]:
    level = None if figure.level is None else (figure.level * scale).to_integral_value()
    return [
        row(month(number, year), "区级财政收入", "万元", level, "累计", remark),
        row(month(number, year), "区级财政收入", "%", figure.growth, "累计同比", remark or "自然口径"),
    ]


def _debt() -> list[Delivery]:
    office = "高新区财政局（债务管理）"
    stock = {"2024-01-15": (12, 2023, "18.60"), "2024-04-12": (3, 2024, "18.20"), "2024-07-12": (6, 2024, "17.75")}
    return [
        file(
            f"财政局{year}年{number // 3}季度债务情况",
            "xlsx",
            delivered,
            [
                figures(
                    office,
                    [
                        row(_quarter(number, year), "隐性债务增量", "亿元", 0, "累计"),
                        row(_quarter(number, year), "隐性债务存量", "亿元", Decimal(value), "期末"),
                    ],
                )
            ],
            "导出只留状态",
        )
        for delivered, (number, year, value) in stock.items()
    ]


# Science and technology office


def _science() -> list[Delivery]:
    office = "高新区科技创新局"
    history = [line for year in (2021, 2022) for line in _science_year(year, _MONTHS)]
    known = [
        file(
            "科技局2021—2022年科技指标", "xlsx", "2023-01-16", [figures(office, history)], "四项科技和就业指标的历史数"
        ),
        file("科技局2023年上半年科技指标", "gbk", "2023-07-14", [figures(office, _science_year(2023, range(1, 7)))]),
        file(
            "科技局2023年下半年科技指标",
            "xlsx",
            "2024-01-12",
            [figures(office, _science_year(2023, range(7, 13)))],
            "高企34家，以公示为准",
        ),
        file(
            "科技局高新技术企业备案结果",
            "utf8",
            "2024-01-29",
            [
                figures(
                    office, [row(month(12, 2023), "认定高新技术企业", "家", f.HIGH_TECH_2023_FILED, "累计", "备案批复")]
                )
            ],
            "34家公示，33家备案：更正上年数",
        ),
    ]
    days = ("2024-02-08", "2024-03-08", "2024-04-10", "2024-06-03", "2024-06-11", "2024-07-10")
    for number, delivered in enumerate(days, start=1):
        form = ("gbk", "xlsx", "utf8")[number % 3]
        note = {4: "迟报：4月数6月3日才到"}.get(number, "")
        sheet = figures(office, _science_month(number))
        known.append(file(f"科技局2024年{number}月科技指标", form, delivered, [sheet], note))
    summary = file(
        "科技局2024年上半年小结",
        "xlsx",
        "2024-07-12",
        [figures(office, _science_summary(), "上半年科技工作小结附表")],
        "按亿元重报，位数较少：不算修订",
    )
    return [*known, summary]


def _science_year(year: int, months: Iterable[int]) -> list[Row]:
    lines: list[Row] = []
    for number in months:
        lines.append(row(month(number, year), "技术合同登记额", "亿元", f.TECH_CONTRACTS[year][number].level, "累计"))
        lines.append(row(month(number, year), "科技型中小企业", "家", f.TECH_SMES[year][number].level, "累计"))
        if number in f.HIGH_TECH[year]:
            lines.append(row(month(number, year), "认定高新技术企业", "家", f.HIGH_TECH[year][number].level, "累计"))
    return lines


def _science_month(number: int) -> list[Row]:
    return [
        row(month(number), "技术合同认定登记额", "万元", f.TECH_CONTRACTS_2024[number].level, "累计"),
        row(month(number), "科技型中小企业评价入库", "家", f.TECH_SMES[2024][number].level, "累计"),
        row(month(number), "认定高新技术企业", "家", f.HIGH_TECH[2024][number].level, "累计", "第一批预计四季度公示"),
    ]


def _science_summary() -> list[Row]:
    def in_yi(number: int) -> Cell:
        level = f.TECH_CONTRACTS_2024[number].level
        return None if level is None else (level / 10000).quantize(Decimal("0.01"))

    return [row(month(number), "技术合同登记额", "亿元", in_yi(number), "累计") for number in range(3, 7)]


# Employment office


def _employment() -> list[Delivery]:
    office = "高新区人力资源和社会保障局"
    history = [_unemployment(number, year) for year in (2021, 2022) for number in (3, 6, 9, 12)]
    known = [
        file("人社局2021—2022年登记失业率", "gbk", "2023-01-13", [figures(office, history)]),
        file("人社局2023年登记失业率", "xlsx", "2024-01-12", [figures(office, _rates(2023, 3, 6, 9, 12))]),
    ]
    days = ("2024-02-07", "2024-03-08", "2024-04-09", "2024-05-09", "2024-06-07", "2024-07-09")
    for number, delivered in enumerate(days, start=1):
        sheet = cases(office, _households(number))
        known.append(
            file(f"人社局2024年{number}月零就业家庭", "utf8", delivered, [sheet], _HOUSEHOLD_NOTES.get(number, ""))
        )
    for number, delivered in ((3, "2024-04-12"), (6, "2024-07-12")):
        name = f"人社局2024年{number // 3}季度登记失业率"
        known.append(file(name, "xlsx", delivered, [figures(office, _rates(2024, number))], _RATE_NOTES[number]))
    return known


_HOUSEHOLD_NOTES = {3: "新发现一户", 4: "援助到位，销号", 5: "又发现一户", 6: "援助到位，销号"}
_RATE_NOTES = {3: "4.3%：离上限还有0.2个百分点", 6: "4.4%：离上限只有0.1个百分点"}


def _rates(year: int, *numbers: int) -> list[Row]:
    return [_unemployment(number, year) for number in numbers]


def _unemployment(number: int, year: int) -> Row:
    return row(_quarter(number, year), "城镇登记失业率", "%", f.UNEMPLOYMENT[year][number].level, "期末")


def _households(number: int) -> list[Row]:
    first: Row = ["LJ-2024-01", "白杨街道李某家庭", "白杨街道", day("2024-03-29")]
    second: Row = ["LJ-2024-02", "良田街道赵某家庭", "良田街道", day("2024-05-14")]
    lines: dict[int, list[Row]] = {
        3: [[*first, None, "两名劳动年龄成员均登记失业"]],
        4: [[*first, day("2024-04-19"), "一人到公益性岗位就业"]],
        5: [[*second, None, "企业裁员"]],
        6: [[*second, day("2024-06-06"), "一人到园区企业就业"]],
    }
    nothing: list[Row] = [[None, None, None, None, None, None]]
    return [[month(number), "“零就业”家庭（动态为零）", *line] for line in lines.get(number, nothing)]


# Investment promotion


def _promotion() -> list[Delivery]:
    office = "高新区招商局"
    counts = {1: (0, 0, 0), 2: (0, 0, 0), 3: (0, 1, 0), 4: (0, 1, 0), 5: (0, 1, 1), 6: (0, 1, 1)}
    parts = {"2024-03-05": (1, 2), "2024-04-08": (3,), "2024-07-05": (4, 5, 6)}
    known = []
    for delivered, numbers in parts.items():
        lines = [line for number in numbers for line in _signed(number, counts[number])]
        sheets = [figures(office, lines), register(office, _chains(numbers[-1]), "产业链签约到资清单")]
        known.append(file(f"招商局2024年{numbers[-1]}月招商台账", "xlsx", delivered, sheets))
    return known


def _signed(number: int, counts: tuple[int, int, int]) -> list[Row]:
    names = ("招引30亿元以上项目", "招引10亿元以上项目", "招引外资项目")
    return [row(month(number), name, "个", count, "累计") for name, count in zip(names, counts, strict=True)]


_CHAINS = {
    "航空零部件": "2024-02-26",
    "新能源汽车零部件": "2024-01-18",
    "电子信息": "2024-03-12",
    "3D打印": "2024-03-28",
    "生物医药": "2024-05-16",
    "食品加工": "2024-04-10",
    "装备制造": "2024-01-30",
    "新材料": "2024-06-05",
    "现代物流": "",
    "数字经济": "2024-05-29",
    "节能环保": "",
}


def _chains(until: int) -> list[Row]:
    lines: list[Row] = []
    for number, (name, signed) in enumerate(_CHAINS.items(), start=1):
        actual = day(signed) if signed and day(signed).month <= until else None
        lines.append(
            [month(until), "11条产业链作用发挥", f"L{number:02}", name, "招商局", None, None, actual, None, None]
        )
    return lines


# The other departments


def _others() -> list[Delivery]:
    return [*_commerce(), *_safety(), *_health(), *_party(), *_loans(), *_approval(), *_peace(), *_firms()]


def _commerce() -> list[Delivery]:
    office = "高新区商务局"
    first = [row(month(2), "消费促进活动", "类", 1, "累计", "年货节")]
    second = [
        row(month(4), "消费促进活动", "类", 2, "累计", "汽车展销"),
        row(month(6), "消费促进活动", "类", 3, "累计", "消费券发放"),
    ]
    return [
        file("商务局2024年2月消费促进活动", "utf8", "2024-03-04", [figures(office, first)]),
        file("商务局2024年6月消费促进活动", "utf8", "2024-07-04", [figures(office, second)]),
    ]


def _safety() -> list[Delivery]:
    office = "高新区应急管理局"
    return [
        file(
            f"应急局2024年{number}月安全生产情况",
            "gbk",
            delivered,
            [
                figures(
                    office, [row(month(n), "重特大安全事故", "起", 0, "累计") for n in range(number - 2, number + 1)]
                )
            ],
        )
        for number, delivered in ((3, "2024-04-02"), (6, "2024-07-02"))
    ]


def _health() -> list[Delivery]:
    office = "高新区卫生健康局"
    return [
        file(
            f"卫健局2024年{number}月社区卫生服务中心",
            "gbk",
            delivered,
            [figures(office, [row(month(number), "社区卫生服务中心设置", "所", 0, "累计", remark)])],
        )
        for number, delivered, remark in ((3, "2024-04-03", "选址已定"), (6, "2024-07-04", "正在办理设置批复"))
    ]


def _party() -> list[Delivery]:
    office = "高新区组织部"
    counts = {3: (0, 0), 6: (1, 0)}
    known = []
    for number, delivered in ((3, "2024-04-08"), (6, "2024-07-05")):
        held, sent = counts[number]
        lines = [
            row(month(number), "举办领导干部培训班", "期", held, "累计"),
            row(month(number), "赴省内外挂职或跟班学习", "批", sent, "累计"),
        ]
        known.append(file(f"组织部2024年{number}月干部人才工作", "xlsx", delivered, [figures(office, lines)]))
    return known


def _loans() -> list[Delivery]:
    office = "高新区金融办（人行反馈）"
    values = {
        (2023, 3): ("61.2", "8.1", "24.6"),
        (2023, 6): ("61.9", "8.4", "25.1"),
        (2023, 9): ("62.3", "8.6", "25.4"),
        (2023, 12): ("62.8", "8.7", "25.9"),
        (2024, 3): ("63.5", "8.6", "26.3"),
        (2024, 6): ("64.1", "8.3", "26.8"),
    }
    parts = {"2024-01-25": tuple(values)[:4], "2024-04-24": tuple(values)[4:5], "2024-07-24": tuple(values)[5:]}
    names = ("中小微企业获贷率", "中小微企业首贷率", "中小微企业信用贷款比率")
    known = []
    for delivered, quarters in parts.items():
        lines = [
            row(_quarter(number, year), name, "%", Decimal(value), "期末")
            for year, number in quarters
            for name, value in zip(names, values[year, number], strict=True)
        ]
        year, number = quarters[-1]
        known.append(file(f"金融办{year}年{number // 3}季度企业贷款", "gbk", delivered, [figures(office, lines)]))
    return known


def _approval() -> list[Delivery]:
    office = "高新区行政审批服务局"
    days = {"2024-04-10": (3, "24.0", "21.5"), "2024-07-09": (6, "23.5", "20.0")}
    return [
        file(
            f"行政审批局2024年{number // 3}季度审批时限",
            "utf8",
            delivered,
            [figures(office, [_average(number, 2023, before), _average(number, 2024, now)])],
        )
        for delivered, (number, before, now) in days.items()
    ]


def _average(number: int, year: int, value: str) -> Row:
    name = "项目审批手续办理时限"
    return row(_quarter(number, year), name, "工作日", Decimal(value), "期末", "平均办结时限")


def _peace() -> list[Delivery]:
    office = "高新区政法委"
    scores = {
        "2024-01-30": ("政法委2023年九率一度", {"2023年上半年": "93.12", "2023年下半年": "93.47"}, ""),
        "2024-07-22": ("政法委2024年上半年九率一度", {"2024年上半年": "93.31"}, "比上一期低0.16分"),
    }
    return [
        file(
            name,
            "xlsx",
            delivered,
            [figures(office, [row(half, "平安建设“九率一度”", "分", Decimal(v), "期末") for half, v in told.items()])],
            note,
        )
        for delivered, (name, told, note) in scores.items()
    ]


def _firms() -> list[Delivery]:
    """Growth of three firms each, told as a total; what one firm made is nobody's to export."""
    office = "高新区工业和信息化局"
    names = ("扩产扩销三户企业产值增速", "做大做优三户企业产值增速")
    growth = {
        "2024-03-18": (2, "6.4", "-2.1"),
        "2024-04-18": (3, "7.2", "-0.8"),
        "2024-05-17": (4, "8.0", "0.4"),
        "2024-06-18": (5, "7.7", "1.6"),
        "2024-07-18": (6, "8.3", "2.0"),
    }
    known = []
    for delivered, (number, *values) in growth.items():
        told = zip(names, values, strict=True)
        lines = [row(month(number), name, "%", Decimal(value), "累计同比", "三户合计") for name, value in told]
        title = f"工信局2024年{number}月三户企业产值"
        known.append(file(title, "xlsx", delivered, [figures(office, lines)], "三户合计，导出只留状态"))
    return known
