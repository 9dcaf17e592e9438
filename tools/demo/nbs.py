"""Context from the National Bureau's data site, in its own forms: the numbers are invented, the quirks are not."""

import csv
import io
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from demo.model import NATION, Delivery, Row, Sheet, day
from demo.writers import render

_SOURCE = "数据来源：示例数据"
_NUMERALS = "一二三四"
_SHAANXI = "610000"

_FEBRUARY = 2
_MUNICIPALITIES = ("110000", "120000", "310000", "500000")


def _areas() -> list[dict[str, str]]:
    table = Path(__file__).resolve().parents[2] / "seeds" / "areas.csv"
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _provinces() -> list[str]:
    return [area["name_zh"] for area in _areas() if area["code"].endswith("0000") and area["code"] != NATION]


def _city_names() -> list[str]:
    """City tables use short names and count the four municipalities."""
    return [
        area["short_zh"] for area in _areas() if not area["code"].endswith("0000") or area["code"] in _MUNICIPALITIES
    ]


def deliveries() -> list[Delivery]:
    """National, provincial and city files; none of them lights a target of the zone."""
    return [
        _quarters_2023(),
        _quarters_revised(),
        _quarters_2024(),
        _industry(),
        _retail_and_investment(),
        _provinces_prices(),
        _prices_down(),
        _cities(),
        _new_site_shaanxi(),
        _new_site_months(),
    ]


def _file(delivered: str, name: str, content: bytes, area: str, note: str) -> Delivery:
    return Delivery(delivered=day(delivered), name=name, content=content, importer="nbs", area=area, note=note)


def _classic(rows: Sequence[Sequence[str]], line_end: str = "\n") -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator=line_end).writerows(rows)
    return text.getvalue().encode("gb18030")


def _fixed(value: Decimal, digits: int = 1) -> str:
    return str(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


# Quarterly accounts: 当季值 and 累计值 side by side, newest first

_ACCOUNTS = {
    "第一产业增加值": ("11020.0", "18210.0", "25410.0", "34030.0"),
    "第二产业增加值": ("107150.0", "121300.0", "124400.0", "134200.0"),
    "第三产业增加值": ("165500.0", "168900.0", "170300.0", "177600.0"),
}
"""The four quarters of 2022, in 亿元; later years grow from them."""

_QUARTER_NOTES = (
    "注：1.按当年价格计算。累计数据由当季数据相加得到。示例数据，不是公布数。",
    "　　　2.三次产业分类依据《三次产业划分规定》。",
    "　　　3.行业分类采用《国民经济行业分类（GB/T 4754－2017）》。",
)


def _quarter_table(last_year: int, last: int, count: int, revision: Decimal = Decimal(1)) -> list[list[str]]:
    places = [(last_year * 4 + last - 1 - back) for back in range(count)]
    labels = [f"{place // 4}年第{_NUMERALS[place % 4]}季度" for place in places]

    def level(name: str, place: int) -> Decimal:
        year, quarter = divmod(place, 4)
        return _growing(Decimal(_ACCOUNTS[name][quarter]), year - 2022) * (revision if year < last_year else 1)

    def line(name: str, parts: Sequence[str], *, cumulative: bool) -> list[str]:
        cells = []
        for place in places:
            span = range(place - place % 4, place + 1) if cumulative else (place,)
            cells.append(_fixed(sum((level(part, one) for part in parts for one in span), Decimal(0))))
        return [f"{name}{'累计值' if cumulative else '当季值'}(亿元)", *cells]

    rows = [["数据库：季度数据"], [f"时间：最近{count}季度"], ["指标", *labels]]
    for name, parts in (("国内生产总值", tuple(_ACCOUNTS)), *((name, (name,)) for name in _ACCOUNTS)):
        rows += [line(name, parts, cumulative=False), line(name, parts, cumulative=True)]
    return [*rows, *[[note] for note in _QUARTER_NOTES], [_SOURCE]]


def _growing(value: Decimal, years: int) -> Decimal:
    return value * (Decimal("1.046") ** years)


def _quarters_2023() -> Delivery:
    content = _classic(_quarter_table(2023, 1, 5), "\r\n")
    return _file("2023-04-19", "季度数据.csv", content, NATION, "全国背景，旧站 GB18030、CRLF")


def _quarters_revised() -> Delivery:
    rows = _quarter_table(2023, 4, 8, Decimal("1.004"))
    content = render("xls", [Sheet("季度数据", [_typed(row) for row in rows])])
    return _file("2024-01-18", "季度数据 (1).xls", content, NATION, "全国背景；2022年各季修订")


def _quarters_2024() -> Delivery:
    content = _classic(_quarter_table(2024, 2, 6, Decimal("0.997")), "\r\n")
    return _file("2024-07-16", "季度数据 (2).csv", content, NATION, "全国背景；2023年各季修订")


def _typed(row: Sequence[str]) -> Row:
    """A workbook row: numbers as numbers, a missing one as an empty text cell."""
    return [Decimal(cell) if cell.replace(".", "", 1).lstrip("-").isdigit() else cell for cell in row]


# Monthly tables: no January for output, investment and retail sales


def _months(year: int, last: int, count: int, *, january: bool) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while len(found) < count:
        if january or last != 1:
            found.append((year, last))
        year, last = (year - 1, 12) if last == 1 else (year, last - 1)
    return found


def _labels(months: Sequence[tuple[int, int]]) -> list[str]:
    return [f"{year}年{month}月" for year, month in months]


def _wave(months: Sequence[tuple[int, int]], start: str, step: str, period: int = 5) -> list[str]:
    """Invented growth: a base and a small repeating swing."""
    swing = [Decimal(step) * ((year * 12 + month) % period) for year, month in months]
    return [_fixed(Decimal(start) + change) for change in swing]


def _without_february(months: Sequence[tuple[int, int]], cells: Sequence[str]) -> list[str]:
    return ["" if month == _FEBRUARY else cell for (_, month), cell in zip(months, cells, strict=True)]


def _industry() -> Delivery:
    months = _months(2024, 2, 12, january=False)
    rows = [
        ["数据库：月度数据"],
        ["时间：最近13个月"],
        ["指标", *_labels(months)],
        ["工业增加值同比增长(%)", *_without_february(months, _wave(months, "4.1", "0.4"))],
        ["工业增加值累计增长(%)", *_wave(months, "4.4", "0.2")],
        ["注：1.规模以上工业指年主营业务收入2000万元及以上的工业法人单位。示例数据，不是公布数。"],
        ["　　　2.为消除春节日期不固定的影响，1—2月数据一起调查、一起发布。"],
        [_SOURCE],
    ]
    return _file(
        "2024-03-19", "月度数据.csv", _classic(rows), NATION, "全国背景：没有1月，2月同比为空、累计增长代表1—2月"
    )


def _retail_and_investment() -> Delivery:
    months = _months(2024, 3, 8, january=False)
    spent = [Decimal(38000) + 400 * (month % 4) for _, month in months]
    rows = [
        ["数据库：月度数据"],
        ["时间：2023-"],
        ["指标", *_labels(months)],
        ["社会消费品零售总额当期值(亿元)", *_without_february(months, [_fixed(value) for value in spent])],
        ["社会消费品零售总额累计值(亿元)", *[_fixed(Decimal(39800) * month) for _, month in months]],
        ["社会消费品零售总额同比增长(%)", *_without_february(months, _wave(months, "3.0", "0.6"))],
        ["社会消费品零售总额累计增长(%)", *_wave(months, "4.6", "0.3")],
        ["固定资产投资额累计值(亿元)", *[_fixed(Decimal(41700) * month, 2) for _, month in months]],
        ["固定资产投资额累计增长(%)", *_wave(months, "2.9", "0.3")],
        ["注：1.示例数据，不是公布数。"],
        ["　　　2.固定资产投资增速按可比口径计算，不能用两年绝对数相除。"],
        [_SOURCE],
    ]
    return _file("2024-04-17", "月度数据 (1).csv", _classic(rows), NATION, "全国背景：社零和投资")


def _provinces_prices() -> Delivery:
    months = _months(2024, 4, 4, january=True)
    rows = [
        ["数据库：分省月度数据"],
        ["指标：居民消费价格指数(上年同月=100)"],
        ["时间：2024"],
        ["地区", *_labels(months)],
        *[[name, "", *_prices(index, months[1:])] for index, name in enumerate(_provinces())],
        ["注：按照统计制度要求，CPI每五年进行一次基期轮换。\n示例数据，不是公布数；4月各省数尚未发布。"],
        [_SOURCE],
    ]
    return _file("2024-05-20", "分省月度数据.csv", _classic(rows), "", "各省背景：最新一列全空，注释里有换行")


def _prices(index: int, months: Sequence[tuple[int, int]]) -> list[str]:
    return [_fixed(Decimal("99.4") + Decimal((index * 7 + month * 3) % 19) / 10) for _, month in months]


def _prices_down() -> Delivery:
    months = _months(2024, 5, 9, january=True)
    names = ("居民消费价格指数(上年同月=100)", "食品烟酒类居民消费价格指数(上年同月=100)", "出口总值(千美元)")
    rows = [["数据库：月度数据"], ["时间：2023-"], ["时间", *names]]
    for index, (label, place) in enumerate(zip(_labels(months), months, strict=True)):
        exported = "" if place[1] in (1, 2) else str(278000000 + 1730000 * place[1])
        rows.append([label, *_prices(index, [place]), *_prices(index + 4, [place]), exported])
    rows += [["注：1.示例数据，不是公布数。\n　　　进出口1—2月合并公布。"], [_SOURCE]]
    return _file("2024-06-14", "月度数据 (2).csv", _classic(rows), NATION, "全国背景：期别在行、指标在列")


def _cities() -> Delivery:
    years = (2023, 2022, 2021)

    def level(index: int, year: int) -> str:
        unpublished = year == years[0] and index % 9
        return "" if unpublished else _fixed(Decimal(2150 + 613 * (index * 11 % 36)) * (year - 2010), 2)

    rows = [
        ["数据库：主要城市年度数据"],
        ["指标：国内生产总值(亿元)"],
        ["时间：最近3年"],
        ["地区", *[f"{year}年" for year in years]],
        *[[name, *[level(index, year) for year in years]] for index, name in enumerate(_city_names())],
        ["注：示例数据，不是公布数。"],
        [_SOURCE],
    ]
    content = render("xls", [Sheet("主要城市年度数据", [_typed(row) for row in rows])])
    return _file("2024-06-03", "主要城市年度数据.xls", content, "", "各市背景：城市简称，2023年大多未公布")


# The new site: UTF-8 with BOM, a TAB behind every cell, a comma at every line end, none at the end of the file


def _new(
    database: str, span: str, header: Sequence[str], lines: Sequence[Sequence[str]], notes: Sequence[str]
) -> bytes:
    table = ["".join(f"{cell}\t," for cell in line) for line in (header, *lines)]
    text = "\n".join([f"数据库：{database} ", f"时间：{span} ", *table, *notes, _SOURCE])
    return text.encode("utf-8-sig")


def _new_site_shaanxi() -> Delivery:
    years = range(2023, 2016, -1)
    spending: dict[str, Callable[[int], Decimal]] = {
        "地方财政一般公共预算支出 (亿元)": lambda year: Decimal(5120) + 310 * (year - 2016),
        "地方财政教育支出 (亿元) ": lambda year: Decimal(842) + Decimal("41.35") * (year - 2016),
        "地方财政科学技术支出 (亿元) ": lambda year: Decimal(71) + Decimal("9.08") * (year - 2016),
        "技术市场成交额 (亿元) ": lambda year: Decimal(810) + Decimal("455.7") * (year - 2016),
    }
    lines = [[name, "", *[_fixed(level(year), 2) for year in years]] for name, level in spending.items()]
    header = ["指标", "2024年", *[f"{year}年" for year in years]]
    notes = ["注：1. 地方财政支出均为本级支出。示例数据，不是公布数。"]
    content = _new("分省年度数据", "", header, lines, notes)
    return _file("2024-06-28", "分省年度数据.csv", content, _SHAANXI, "陕西背景，新站：文件没有写地区，由交接清单给出")


def _new_site_months() -> Delivery:
    months = _months(2024, 6, 6, january=True)

    def line(name: str, cells: Sequence[str]) -> list[str]:
        return [name, *["" if month == 1 else cell for (_, month), cell in zip(months, cells, strict=True)]]

    lines = [
        line("工业增加值同比增长 (%) ", _without_february(months, _wave(months, "4.3", "0.4"))),
        line("工业增加值累计增长 (%) ", _wave(months, "4.6", "0.2")),
        line("社会消费品零售总额累计增长 (%) ", _wave(months, "3.2", "0.3")),
        ["全国城镇调查失业率 (%) ", *_wave(months, "4.9", "0.1")],
    ]
    content = _new("月度数据", "2024年1月-2024年6月", ["指标", *_labels(months)], lines, ["注：示例数据，不是公布数。"])
    return _file("2024-07-17", "月度数据 (3).csv", content, NATION, "全国背景，新站：UTF-8 BOM、每格带制表符")
