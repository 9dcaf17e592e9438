"""高新区统计快报: the zone bureau's monthly tables, quarterly accounts and corrections."""

from collections.abc import Mapping
from decimal import Decimal

from demo import figures as f
from demo.model import Cell, Delivery, Row, Sheet, day
from demo.writers import render, suffix

_HEADER: Row = ["统计月份", "指标名称", "计量单位", "本月", "本月同比(%)", "本月止累计", "累计同比(%)"]
_SOURCE: Row = ["数据来源：示例数据"]
_MERGED_NOTE: Row = ["注：1. 规模以上工业、固定资产投资、社会消费品零售总额没有1月数，2月为1—2月合并。"]
_BASE_NOTE: Row = ["　　　2. 规模以上工业增速按同口径企业计算，不能用两年公布的总量相除。"]

_MONTHS_2023 = {
    # month: delivered, form
    1: ("2023-02-17", "gbk"),
    2: ("2023-03-20", "gbk"),
    3: ("2023-04-20", "xls"),
    4: ("2023-05-19", "gbk"),
    5: ("2023-06-19", "gbk"),
    6: ("2023-07-20", "gbk"),
    7: ("2023-08-18", "utf8"),
    8: ("2023-09-19", "utf8"),
    9: ("2023-10-20", "utf8"),
    10: ("2023-11-20", "gbk"),
    11: ("2023-12-19", "gbk"),
    12: ("2024-01-19", "xlsx"),
}
_MONTHS_2024 = {
    1: ("2024-02-19", "gbk"),
    2: ("2024-03-19", "gbk"),
    3: ("2024-04-18", "xlsx"),
    4: ("2024-05-20", "utf8"),
    5: ("2024-06-19", "xls"),
    6: ("2024-07-18", "xlsx"),
}
_ACCOUNTS = {
    # title: delivered, form, quarters as (year, last month)
    "2023年上半年": ("2023-07-21", "gbk", ((2023, 3), (2023, 6))),
    "2023年": ("2024-01-22", "xlsx", ((2023, 9), (2023, 12))),
    "2024年一季度": ("2024-04-22", "gbk", ((2024, 3),)),
}
_FEBRUARY, _APRIL = 2, 4
_LAST_YEAR, _THIS_YEAR = 2023, 2024
_QUARTER_NAMES = {3: "一季度", 6: "二季度", 9: "三季度", 12: "四季度"}


def deliveries() -> list[Delivery]:
    """Every flash file of the two years."""
    months = [_month(_LAST_YEAR, month, *how) for month, how in _MONTHS_2023.items()]
    months += [_month(_THIS_YEAR, month, *how) for month, how in _MONTHS_2024.items()]
    accounts = [_gdp_file(title, *how) for title, how in _ACCOUNTS.items()]
    return [*months, *accounts, _half_year_accounts(), _checked_2023(), _corrected_may()]


def _table(title: str, rows: list[Row], notes: list[Row]) -> Sheet:
    head: list[Row] = [[f"{title}（示例数据）"], ["编制单位：高新区统计机构　　发布前请核对"], _HEADER]
    return Sheet("快报", [*head, *rows, *notes, _SOURCE], merged=(0, 1))


def _file(name: str, form: str, delivered: str, sheet: Sheet, note: str) -> Delivery:
    return Delivery(
        delivered=day(delivered),
        name=f"{name}.{suffix(form)}",
        content=render(form, [sheet]),
        importer="flash",
        note=note,
    )


def _month(year: int, month: int, delivered: str, form: str) -> Delivery:
    title = f"高新区{year}年{'1—2' if month == _FEBRUARY else month}月主要经济指标快报"
    rows = [*([] if month == 1 else _without_january(year, month)), *_fiscal(year, month)]
    if (year, month) == (_THIS_YEAR, _APRIL):
        rows.insert(
            1, ["2024年4月", "其中：规模以上战略性新兴产业总产值", "亿元", *_numbers("7.86", "21.3", "30.15", "20.4")]
        )
    notes = [_MERGED_NOTE, _BASE_NOTE] if month > 1 else []
    return _file(title, form, delivered, _table(title, rows, notes), _MONTH_NOTES.get((year, month), ""))


_MONTH_NOTES = {
    (2023, 1): "1月只有财政数",
    (2023, 2): "1—2月合并",
    (2024, 2): "1—2月合并；工业总产值的增速与两年总量之比相差6点多（基数调整）",
    (2024, 4): "有一个目录里没有的指标，留待认领",
    (2024, 6): "财政收入与财政局报表矛盾（2.29 与 2.2598 亿元）",
}


def _numbers(*texts: str) -> list[Cell]:
    return [Decimal(text) for text in texts]


def _without_january(year: int, month: int) -> list[Row]:
    label = f"{year}年1—2月" if month == _FEBRUARY else f"{year}年{month}月"
    base = f.INDUSTRY_BASE if year == _THIS_YEAR else Decimal(1)
    return [
        [label, "规模以上工业总产值", "亿元", *_all(f.INDUSTRY, year, month, base)],
        [label, "规模以上工业增加值", "%", None, None, None, f.VALUE_ADDED[year][month].growth],
        [label, "固定资产投资（不含农户）", "亿元", "—", "—", *_cumulative(f.INVESTMENT[year][month])],
        [label, "社会消费品零售总额", "亿元", *_all(f.RETAIL, year, month)],
        [label, "　其中：限额以上单位消费品零售额", "亿元", *_all(f.RETAIL_LARGE, year, month)],
    ]


def _fiscal(year: int, month: int) -> list[Row]:
    label = f"{year}年{month}月"
    return [
        [label, "一般公共预算收入", "亿元", *_all(f.FISCAL, year, month)],
        [label, "一般公共预算支出", "亿元", *_all(f.SPENDING, year, month)],
    ]


def _all(years: Mapping[int, f.Year], year: int, month: int, base: Decimal = Decimal(1)) -> list[Cell]:
    growth = f.single_growth(years, year, month, base)
    return [f.single(years, year, month), growth, *_cumulative(years[year][month])]


def _cumulative(figure: f.Figure) -> list[Cell]:
    return [figure.level, figure.growth]


def _gdp_file(span: str, delivered: str, form: str, quarters: tuple[tuple[int, int], ...]) -> Delivery:
    title = f"高新区{span}地区生产总值快报"
    rows = [_gdp(year, month, f.GDP[year][month]) for year, month in quarters]
    notes: list[Row] = [["注：地区生产总值绝对量按现价计算，增速按不变价计算，由上级统一核算反馈。"]]
    return _file(title, form, delivered, _table(title, rows, notes), "统一核算反馈")


def _gdp(year: int, month: int, figure: f.Figure, ending: str = "") -> Row:
    quarter = f.single(f.GDP, year, month, step=3) if figure is f.GDP[year][month] else None
    label = f"{year}年{_QUARTER_NAMES[month]}"
    return [label, f"地区生产总值{ending}", "亿元", quarter, None, *_cumulative(figure)]


def _half_year_accounts() -> Delivery:
    title = "高新区2024年上半年地区生产总值快报"
    rows = [_gdp(2024, 6, f.GDP[2024][6], "（初步核算）"), _gdp(2023, 12, f.GDP_2023_FINAL, "（最终核实）")]
    notes: list[Row] = [["注：2024年上半年为初步核算数；2023年全年已按年报最终核实，原公布数128.64亿元。"]]
    return _file(title, "utf8", "2024-07-22", _table(title, rows, notes), "初步核算（暂定）；2023年全年最终核实")


def _checked_2023() -> Delivery:
    title = "高新区2023年年报核定数"
    row: Row = ["2023年12月", "社会消费品零售总额", "亿元", None, None, *_cumulative(f.RETAIL_2023_CHECKED)]
    notes: list[Row] = [["注：按年报核定修订2023年全年数，其余月份不作追溯。"]]
    return _file(title, "gbk", "2024-05-28", _table(title, [row], notes), "上年数修订")


def _corrected_may() -> Delivery:
    title = "高新区2024年5月主要经济指标快报（更正）"
    rows: list[Row] = [
        ["2024年5月", "固定资产投资（不含农户）", "亿元", "—", "—", *_cumulative(f.INVESTMENT_MAY_REVISED)],
        ["2024年5月", "社会消费品零售总额", "亿元", None, None, *_cumulative(f.RETAIL_MAY_REVISED)],
    ]
    notes: list[Row] = [["注：更正6月19日发布的5月固定资产投资和社会消费品零售总额。"]]
    return _file(f"{title}20240628", "gbk", "2024-06-28", _table(title, rows, notes), "更正上月已发布的数")
