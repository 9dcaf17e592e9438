"""The zone bureau's flash table 高新区统计快报: one indicator a line, monthly or quarterly.

Head: 统计月份 指标名称 计量单位 本月 本月同比(%) 本月止累计 累计同比(%), title lines above, notes below.
The 本月 of 2024年1—2月 is the merged figure of both months, its 累计 belongs to February.
"""

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
    find_head,
    footer,
    has_header,
    has_layout,
    has_period,
    has_text,
    head_name,
    place_columns,
    preamble,
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
CUMULATIVE = frozenset({"本月止累计", "本期止累计", "累计", "累计同比"})
VALUES: dict[str, tuple[Transformation, Unit | None]] = {
    "本月": (Transformation.LEVEL, None),
    "本期": (Transformation.LEVEL, None),
    "本季": (Transformation.LEVEL, None),
    "本月同比": (Transformation.YOY, PERCENT),
    "本期同比": (Transformation.YOY, PERCENT),
    "本季同比": (Transformation.YOY, PERCENT),
    "本月止累计": (Transformation.YTD, None),
    "本期止累计": (Transformation.YTD, None),
    "累计": (Transformation.YTD, None),
    "累计同比": (Transformation.YTD_YOY, PERCENT),
}
MARKS = {"初步": ObsStatus.PROVISIONAL, "暂定": ObsStatus.PROVISIONAL, "预计": ObsStatus.ESTIMATED}
FOOTERS = ("注", "数据来源", "说明", "制表", "审核", "填表", "单位负责人")


def detect(src: Source) -> list[Evidence]:
    """The head with its cumulative column, and the first record under it."""
    sheet, head = next(((sheet, head) for sheet in src.sheets if (head := flash_head(sheet))), (None, None))
    if sheet is None or head is None:
        return [has_text("快报"), has_header([*WORDS, "本月止累计"])]
    below = next((row for row in sheet.head if row.line > head.line and not row.blank), head)
    columns = {head_name(text): column for column, text in enumerate(head.cells, 1)}
    return [
        has_text("快报"),
        has_text("本月止累计"),
        has_header([text for text in head.cells if head_name(text) in WORDS]),
        has_period(below.text(columns["统计月份"])),
        has_layout(periods=1, units=[below.text(columns["计量单位"])]),
    ]


def flash_head(sheet: Sheet) -> Row | None:
    """The head row: the three words and a cumulative column."""
    head = find_head(sheet, WORDS)
    return head if head and any(head_name(text) in CUMULATIVE for text in head.cells) else None


def read(src: Source, ctx: Context) -> Iterator[pl.DataFrame]:
    """Every sheet that has the head; the others are reported."""
    for sheet in src.sheets:
        head = flash_head(sheet)
        if head is not None:
            yield from read_sheet(sheet, head, ctx)
        else:
            ctx.skip(Region(why="skip", sheet=sheet.name))
            ctx.warn("sheet-skipped", sheet=sheet.name)


def read_sheet(sheet: Sheet, head: Row, ctx: Context) -> Iterator[pl.DataFrame]:
    """One table. The title may name an area; without one the form is the zone's own."""
    title = preamble(ctx, sheet, head)
    columns = place_columns(ctx, sheet, head, VALUES, (*WORDS, "备注", "序号"))
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
                marks=MARKS,
                values=tuple(ValueColumn(columns[name], *VALUES[name]) for name in VALUES if name in columns),
            )
        )
