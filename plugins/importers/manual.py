"""Department returns 部门填报表: what no bureau publishes, one table a sheet, told apart by the head.

数值 (统计月份 指标名称 计量单位 数值 口径), 清单 (报告月份 清单 编号 名称 责任单位 计划日期 预计日期 实际日期 形象进度)
and 发现与办结 (报告月份 清单 编号 名称 责任单位 发现日期 办结日期). An empty cell of a list changes nothing; 撤销
takes an earlier day back. A line with nothing but 报告月份 and 清单 says: looked at, nothing has changed.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import polars as pl

from gaoxin_monitor.plugin import (
    Attribute,
    Cell,
    Context,
    Evidence,
    Fact,
    LongTable,
    ObsStatus,
    Region,
    Return,
    Row,
    Sheet,
    Source,
    Transformation,
    ValueColumn,
    find_head,
    footer,
    has_header,
    has_period,
    has_text,
    head_name,
    place_columns,
    preamble,
)

PLUGIN = {
    "api": 1,
    "id": "manual",
    "title": {"zh": "部门填报表", "en": "Department return"},
    "version": "1.0",
    "source": "department",
    "formats": ["csv", "xlsx", "xls", "ods"],
    "files": ["*填报*", "*报表*", "*台账*", "*清单*"],
    "missing": {"—": "L", "——": "L", "-": "L", "…": "L", "/": "L"},
    "thousands": True,
}

FIGURES = ("统计月份", "指标名称", "计量单位", "数值", "口径")
REGISTER = ("报告月份", "清单", "编号", "名称")
PLANNED = (*REGISTER, "计划日期", "实际日期")
FOUND = (*REGISTER, "发现日期", "办结日期")
HEADS = (FIGURES, PLANNED, FOUND)
MEANINGS = {
    "当期": Transformation.LEVEL,
    "期末": Transformation.LEVEL,
    "累计": Transformation.YTD,
    "累计同比": Transformation.YTD_YOY,
    "同比": Transformation.YOY,
}
ATTRIBUTES = {
    "名称": Attribute.NAME,
    "责任单位": Attribute.OWNER,
    "计划日期": Attribute.PLANNED,
    "预计日期": Attribute.FORECAST,
    "实际日期": Attribute.ACTUAL,
    "形象进度": Attribute.PROGRESS,
    "发现日期": Attribute.OPENED,
    "办结日期": Attribute.CLOSED,
    "备注": Attribute.REMARK,
}
DATES = frozenset({Attribute.PLANNED, Attribute.FORECAST, Attribute.ACTUAL, Attribute.OPENED, Attribute.CLOSED})
PAST = frozenset({Attribute.ACTUAL, Attribute.OPENED, Attribute.CLOSED})
WITHDRAWN = frozenset({"撤销", "取消"})
MARKS = {"初步": ObsStatus.PROVISIONAL, "暂定": ObsStatus.PROVISIONAL, "预计": ObsStatus.ESTIMATED}
NOTHING = frozenset({"", "无", "—", "——", "-", "/"})
FOOTERS = ("注", "说明", "填表", "审核", "单位负责人", "联系")
FULL = 100


def detect(src: Source) -> list[Evidence]:
    """One of the three heads, the word that only it has, and the first month under it."""
    found = next(((sheet, *place) for sheet in src.sheets if (place := place_head(sheet))), None)
    if found is None:
        return [has_text("填报单位"), *map(has_header, HEADS)]
    sheet, head, names = found
    below = next((row for row in sheet.head if row.line > head.line and not row.blank), head)
    return [has_text(names[-1]), has_header(names), has_period(below.text(month_column(head, names)))]


def place_head(sheet: Sheet) -> tuple[Row, tuple[str, ...]] | None:
    """The head row of a sheet, and which of the three tables it is."""
    return next(((head, names) for names in HEADS if (head := find_head(sheet, names))), None)


def month_column(head: Row, names: tuple[str, ...]) -> int:
    """The column of the month."""
    return next(column for column, text in enumerate(head.cells, 1) if head_name(text) == names[0])


def read(src: Source, ctx: Context) -> Iterator[pl.DataFrame | Fact | Return]:
    """One table a sheet; sheets without a known head are reported."""
    for sheet in src.sheets:
        place = place_head(sheet)
        if place is None:
            ctx.skip(Region(why="skip", sheet=sheet.name))
            if sheet.name:
                ctx.warn("sheet-skipped", sheet=sheet.name)
        elif place[1] is FIGURES:
            yield from read_figures(sheet, place[0], ctx)
        else:
            yield from read_register(sheet, place[0], ctx)


def read_figures(sheet: Sheet, head: Row, ctx: Context) -> Iterator[pl.DataFrame]:
    """Figures, one a line, each with the word that says what it is."""
    title = preamble(ctx, sheet, head)
    columns = place_columns(ctx, sheet, head, ("数值",), (*FIGURES, "备注", "序号"))
    area = ctx.the_area(ctx.title_area(title), default=ctx.zone)
    if columns and area:
        yield ctx.long(
            LongTable(
                sheet=sheet,
                first_line=head.line + 1,
                last_line=footer(ctx, sheet, head, FOOTERS),
                label=columns["指标名称"],
                time=columns["统计月份"],
                unit=columns["计量单位"],
                area=area,
                values=(ValueColumn(columns["数值"], Transformation.LEVEL),),
                word=columns["口径"],
                words=MEANINGS,
                remark=columns.get("备注", 0),
                marks=MARKS,
            )
        )


def read_register(sheet: Sheet, head: Row, ctx: Context) -> Iterator[Fact | Return]:
    """A list of members: a return for its month, and a fact for every cell that says something."""
    preamble(ctx, sheet, head)
    columns = place_columns(ctx, sheet, head, ATTRIBUTES, (*REGISTER, "序号"))
    last = footer(ctx, sheet, head, FOOTERS)
    for row in sheet.rows if columns else ():
        if head.line < row.line <= last and not row.blank:
            yield from read_member(row, columns, ctx)


def read_member(row: Row, columns: dict[str, int], ctx: Context) -> Iterator[Fact | Return]:
    """One line of a list; a line that names no member only says that nothing changed."""
    month = ctx.period(row.cell(columns["报告月份"]))
    register = ctx.register(row.cell(columns["清单"]))
    named = ctx.sound(row.cell(columns["编号"])) and ctx.sound(row.cell(columns["名称"]))
    if month is None or register is None or not named:
        ctx.skip(Region.of_row(row, "error"))
        return
    yield Return(register, month.period.as_end_month())
    name, number = row.cell(columns["名称"]), row.text(columns["编号"])
    if name.text in NOTHING and number in NOTHING and says_nothing(row, columns):
        # Only as far as the head reaches: a figure beyond it must be accounted for.
        ctx.skip(replace(Region.of_row(row, "label"), last_column=max(columns.values())))
        return
    member = number if number not in NOTHING else ctx.member(register, name.text)
    if member is None:
        ctx.error("member-unknown", name, text=name.text)
        ctx.skip(Region.of_row(row, "error"))
        return
    yield from facts(row, columns, register, member, ctx)


def says_nothing(row: Row, columns: dict[str, int]) -> bool:
    """Whether all cells behind the name are empty."""
    return all(row.text(columns[name]) in NOTHING for name in ATTRIBUTES if name in columns)


def facts(row: Row, columns: dict[str, int], register: str, member: str, ctx: Context) -> Iterator[Fact]:
    """The cells of one member."""
    values: dict[Attribute, str] = {}
    for name, attribute in ATTRIBUTES.items():
        if name not in columns:
            continue
        cell = row.cell(columns[name])
        if cell.text in NOTHING:
            ctx.blank(cell)
            continue
        value = "" if cell.text in WITHDRAWN else understood(cell, attribute, ctx)
        if value is not None:
            values[attribute] = value
            yield Fact(register, member, attribute, value, cell)
    opened, closed = values.get(Attribute.OPENED), values.get(Attribute.CLOSED)
    if opened and closed and closed < opened:
        ctx.error("dates-reversed", row.cell(columns["办结日期"]), first=opened, second=closed)


def understood(cell: Cell, attribute: Attribute, ctx: Context) -> str | None:
    """What a cell says; None when ctx has said what is wrong with it."""
    if attribute is Attribute.PROGRESS:
        return share(cell, ctx)
    if attribute not in DATES:
        return cell.text if ctx.sound(cell) else None
    day = ctx.day(cell)
    if day and attribute in PAST and day > ctx.today.isoformat():
        ctx.error("date-future", cell, day=day)
        return None
    return day


def share(cell: Cell, ctx: Context) -> str | None:
    """A percentage from 0 to 100."""
    value = ctx.number(cell)
    if value and not 0 <= Decimal(value) <= FULL:
        ctx.error("progress-range", cell, text=cell.text)
        return None
    return value
