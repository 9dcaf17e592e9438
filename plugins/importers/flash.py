"""The zone bureau's flash table 高新区统计快报: one indicator a line, monthly or quarterly.

Head: 统计月份 指标名称 计量单位 本月 本月同比(%) 本月止累计 累计同比(%), or other usual words for these; title lines
above, notes below. The month may stand in the title alone.
The 本月 of 2024年1—2月 is the merged figure of both months, its 累计 belongs to February.
"""

import re
from collections.abc import Iterator

import polars as pl

from gaoxin_monitor.plugin import (
    PERCENT,
    Context,
    Evidence,
    LongTable,
    ObsStatus,
    Region,
    Row,
    Sheet,
    Source,
    Transformation,
    Unit,
    ValueColumn,
    footer,
    has_header,
    has_layout,
    has_period,
    has_text,
    head_name,
    period_in,
    place_columns,
    preamble,
    read_period,
)

PLUGIN = {
    "api": 1,
    "id": "flash",
    "title": {"zh": "高新区统计快报", "en": "Zone bureau's monthly flash table"},
    "version": "1.0",
    "source": "zone_bureau",
    "formats": ["csv", "xls", "xlsx", "ods"],
    "files": ["*快报*"],
    "missing": {"—": "L", "——": "L", "-": "L", "…": "L", "……": "L"},
    "thousands": True,
}

WORDS = ("统计月份", "指标名称", "计量单位")
NAMED = ("指标名称", "计量单位")
LEVELS = frozenset(["本月", "本期", "本季", "当月", "当期", "当季"])
CUMULATIONS = frozenset({"本月止", "本期止", "本季止", "至本月", "年初至本月", "1至本月", "1-本月", "本年", "自年初"})
AMOUNTS = frozenset({"", "数", "值", "完成", "完成数", "完成额", "实际", "实绩"})
GROWTHS = frozenset({"同比", "同比增长", "同比增速", "比上年同期增长", "比去年同期增长", "较上年同期增长"})
BESIDE = GROWTHS | {"增长", "增速", "±", "+-", "比上年同期", "比去年同期", "比同期", "比同期增长"}
"""Heads of a growth that only say of which figure by the column on their left."""
VALUES: dict[str, tuple[Transformation, Unit | None]] = {
    "本月": (Transformation.LEVEL, None),
    "本月同比": (Transformation.YOY, PERCENT),
    "累计": (Transformation.YTD, None),
    "累计同比": (Transformation.YTD_YOY, PERCENT),
}
TIMES = re.compile("月份|年月|时间|时期|日期|期别|期间")
PRINTED = re.compile("^(?:20[0-9]{2}年|[0-9]{1,2}月|.{0,8}(?:季度|半年)$)")
GROWTH_OF = {"本月": "本月同比", "累计": "累计同比"}
MARKS = {"初步": ObsStatus.PROVISIONAL, "暂定": ObsStatus.PROVISIONAL, "预计": ObsStatus.ESTIMATED}
FOOTERS = ("注", "数据来源", "说明", "制表", "审核", "填表", "单位负责人")


def detect(src: Source) -> list[Evidence]:
    """The head with its cumulative column, and the first record under it."""
    sheet, head = next(((sheet, head) for sheet in src.sheets if (head := flash_head(sheet))), (None, None))
    if sheet is None or head is None:
        return [has_text("快报"), has_header([*WORDS, "本月止累计"])]
    below = next((row for row in sheet.head if row.line > head.line and not row.blank), head)
    columns = {head_name(text): column for column, text in enumerate(head.cells, 1)}
    meant = zip(head.cells, plain_heads(head).cells, strict=True)
    return [
        has_text("快报"),
        has_text(next(text for text, name in meant if name in ("累计", "累计同比"))),
        has_header([text for text in head.cells if head_name(text) in WORDS]),
        *([has_period(below.text(columns["统计月份"]))] if "统计月份" in columns else []),
        has_layout(periods=0, units=[below.text(columns["计量单位"])]),
    ]


def meaning(name: str) -> str:
    """本月, 本月同比, 累计 or 累计同比 for a head that says so in other words; empty for all others."""
    if name in LEVELS or any(name == f"{level}{amount}" for level in LEVELS for amount in AMOUNTS):
        return "本月"
    if any(name == f"{level}{growth}" for level in LEVELS for growth in GROWTHS):
        return "本月同比"
    front, cumulative, end = name.partition("累计")
    if not cumulative or (front and front not in CUMULATIONS | LEVELS):
        return ""
    if end in AMOUNTS:
        return "累计"
    return "累计同比" if end in GROWTHS | {"增长", "增速"} else ""


def plain_heads(head: Row) -> Row:
    """The head in the words of :data:`VALUES`; a growth that says no more belongs to the figure on its left."""
    cells: list[str] = []
    for text in head.cells:
        name = head_name(text)
        beside = GROWTH_OF.get(cells[-1], "") if cells and name in BESIDE else ""
        cells.append(meaning(name) or beside or text)
    return Row(head.line, tuple(cells), head.sheet)


def flash_head(sheet: Sheet) -> Row | None:
    """The head row: names, units and a cumulative column. The month stands in a column, or in the title."""
    rows = sheet.head[:50]
    for row, below in zip(rows, (*rows[1:], None), strict=True):
        names, meant = set(map(head_name, row.cells)), set(plain_heads(row).cells)
        if names >= set(NAMED) and meant & {"累计", "累计同比"} and ("统计月份" in names or not dated(row, below)):
            return row
    return None


def dated(head: Row, below: Row | None) -> bool:
    """Whether a column under another name holds the months: then those of the title are not the records'."""
    for column, text in enumerate(plain_heads(head).cells, 1):
        name, content = head_name(text), below.text(column) if below else ""
        if name not in VALUES and name not in WORDS and (TIMES.search(name) or PRINTED.search(content)):
            return True
    return False


def read(src: Source, ctx: Context) -> Iterator[pl.DataFrame]:
    """Every sheet that has the head; the others are reported."""
    for sheet in src.sheets:
        head = flash_head(sheet)
        if head is not None:
            yield from read_sheet(sheet, head, src, ctx)
        else:
            ctx.skip(Region(why="skip", sheet=sheet.name))
            if sheet.name:
                ctx.warn("sheet-skipped", sheet=sheet.name)


def read_sheet(sheet: Sheet, head: Row, src: Source, ctx: Context) -> Iterator[pl.DataFrame]:
    """One table. The title may name an area; without one the form is the zone's own."""
    title = preamble(ctx, sheet, head)
    columns = place_columns(ctx, sheet, plain_heads(head), VALUES, (*WORDS, "备注", "序号"))
    area = ctx.the_area(ctx.title_area(title), default=ctx.zone)
    month = "" if "统计月份" in columns else the_month(title, sheet, src, ctx)
    if columns and area and (month or "统计月份" in columns):
        yield ctx.long(
            LongTable(
                sheet=sheet,
                first_line=head.line + 1,
                last_line=footer(ctx, sheet, head, FOOTERS),
                label=columns["指标名称"],
                time=columns.get("统计月份", 0),
                period=month,
                unit=columns["计量单位"],
                area=area,
                marks=MARKS,
                values=tuple(ValueColumn(columns[name], *VALUES[name]) for name in VALUES if name in columns),
            )
        )


def the_month(title: str, sheet: Sheet, src: Source, ctx: Context) -> str:
    """The month of a table without a column for it: that its title, its sheet or its file names, or asked for."""
    found = next(filter(None, map(period_in, (title, sheet.name, src.name))), "")
    answer = found or ctx.ask("period") or ""
    if answer and read_period(answer) is None:
        ctx.error("period-unreadable", text=answer)
        return ""
    return answer
