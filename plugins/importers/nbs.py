"""Exports of the National Bureau of Statistics (国家统计局数据发布库), classic and new site.

The first head cell tells the three layouts apart: 指标 (indicators down), 地区 (regions down), 时间 (periods down).
What a file does not say (the new site leaves out indicator and unit, or the region) is asked, never guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gaoxin_monitor.plugin import (
    NATION,
    Cell,
    Context,
    Evidence,
    Measure,
    Observed,
    PrintedPeriod,
    Region,
    Row,
    Sheet,
    Source,
    Title,
    Unit,
    has_header,
    has_layout,
    has_period,
    has_text,
    parse_title,
    parse_unit,
    read_period,
    starts_note,
    veto,
)

PLUGIN = {
    "api": 1,
    "id": "nbs",
    "title": {"zh": "国家统计局数据发布库", "en": "National Bureau of Statistics, data site"},
    "version": "1.0",
    "source": "nbs",
    "formats": ["csv", "xls", "xlsx"],
    "files": ["*月度数据*", "*季度数据*", "*年度数据*"],
}

BY_INDICATOR = frozenset({"指标", "指标名"})
BY_REGION = frozenset({"地区", "省份"})
BY_TIME = frozenset({"时间"})
HEADS = BY_INDICATOR | BY_REGION | BY_TIME
FOOTERS = ("注", "数据来源")
NATIONAL = frozenset({"月度数据", "季度数据", "年度数据"})
PROVINCE_DATABASE = "分省"
CITY_DATABASE = "主要城市"


@dataclass(frozen=True)
class Table:
    """The first table of a sheet: what its preamble states, its head, its records, and all that stands below."""

    sheet: Sheet
    head: Row
    stated: dict[str, Cell] = field(default_factory=dict)
    records: tuple[Row, ...] = ()
    below: tuple[Row, ...] = ()

    @property
    def database(self) -> str:
        """月度数据, 分省年度数据 …; empty when the preamble was cut."""
        return self.stated["数据库"].text if "数据库" in self.stated else ""

    @property
    def columns(self) -> tuple[Cell, ...]:
        """The head cells behind the first."""
        return tuple(self.head.cell(column) for column in range(2, len(self.head.cells) + 1))


def detect(src: Source) -> list[Evidence]:
    """The database line, or the source line where the preamble was cut; the head; its periods."""
    table = find_table(src)
    if table is None:
        return [has_text("数据库："), has_text("数据来源：国家统计局", within=0), has_header(["指标"])]
    if any(row.text(1) == "频度" for row in table.records[:3]):
        return [veto("a statistics database with the series side by side")]
    texts = [cell.text for cell in (*table.columns, *(row.cell(1) for row in table.records))]
    periods = [text for text in texts if read_period(text)]
    marks = [has_text(f"数据库：{table.database}")] if table.database else []
    marks += [has_text("数据来源：国家统计局", within=0), has_header([table.head.text(1)])]
    return [*marks, *(has_period(text) for text in periods[:1]), has_layout(periods=len(set(periods)))]


def read(src: Source, ctx: Context) -> Iterator[Observed | None]:
    """The first table; other sheets and everything below the footer are declared and reported, never read."""
    table = find_table(src)
    if table is None:
        ctx.error("header-missing", expected="指标 / 地区 / 时间")
        return
    declare(src, table, ctx)
    head = table.head.text(1)
    layout = by_indicator if head in BY_INDICATOR else by_region if head in BY_REGION else by_time
    yield from layout(table, ctx)


def find_table(src: Source) -> Table | None:
    """The first table of the file."""
    for sheet in src.sheets:
        for position, row in enumerate(sheet.head[:20]):
            if row.text(1) in HEADS and len([cell for cell in row.cells if cell]) > 1:
                return cut_table(sheet, position)
    return None


def cut_table(sheet: Sheet, position: int) -> Table:
    """Preamble, head, records and what stands below, around the head row at this position."""
    rows = sheet.rows
    stated = dict(filter(None, map(statement, rows[:position])))
    body = [row for row in rows[position + 1 :] if not row.blank]
    footer = next((index for index, row in enumerate(body) if starts_note(row, FOOTERS)), None)
    end = first_gap(rows[position], body) if footer is None else footer
    return Table(sheet, rows[position], stated, tuple(body[:end]), tuple(body[end:]))


def first_gap(head: Row, body: list[Row]) -> int:
    """How many rows follow the head without an empty line: where there is no footer, that is the table."""
    lines = [head.line, *(row.line for row in body)]
    return next((index for index, line in enumerate(lines[1:]) if line > lines[index] + 1), len(body))


def statement(row: Row) -> tuple[str, Cell] | None:
    """数据库：月度数据 → the key and a cell with the value."""
    key, colon, value = row.text(1).replace(":", "：", 1).partition("：")
    return (key.strip(), replace(row.cell(1), text=value.strip())) if colon else None


def declare(src: Source, table: Table, ctx: Context) -> None:
    """Accounts for everything that is not a record: words, notes, scratch work, further sheets."""
    sheet, head = table.sheet, table.head
    ctx.skip(Region(why="label", sheet=sheet.name, last_line=head.line))
    ctx.titles[sheet.name] = "\n".join(" ".join(row.cells) for row in sheet.head if row.line < head.line)
    ctx.skip(Region(why="label", sheet=sheet.name, last_column=1))
    notes, scratch = split_below(table.below)
    for row in notes:
        ctx.note(row)
    if scratch:
        ctx.skip(Region(why="skip", sheet=sheet.name, first_line=scratch[0].line))
        ctx.warn("scratch-below", scratch[0].cell(1), rows=len(scratch))
    declare_beside(table, ctx)
    for other in src.sheets:
        if other is not sheet:
            ctx.skip(Region(why="skip", sheet=other.name))
            ctx.warn("sheet-skipped", sheet=other.name)


def declare_beside(table: Table, ctx: Context) -> None:
    """What stands to the right of the last head cell."""
    last = max(cell.column for cell in table.columns if cell.text)
    cells = (row.cell(column) for row in table.records for column in range(last + 1, len(row.cells) + 1))
    first = next((cell for cell in cells if cell.text), None)
    if first is not None:
        ctx.skip(Region(why="skip", sheet=table.sheet.name, first_line=table.head.line, first_column=last + 1))
        ctx.warn("scratch-beside", first)


def split_below(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Notes up to the source line, which is always the last; what follows, or stands beside a note, is scratch work."""
    for index, row in enumerate(rows):
        if any(row.cells[1:]):
            return rows[:index], rows[index:]
        if row.text(1).startswith("数据来源"):
            return rows[: index + 1], rows[index + 1 :]
    return rows, ()


def by_indicator(table: Table, ctx: Context) -> Iterator[Observed | None]:
    """Indicators down, periods across, one region."""
    area = the_area(table, ctx)
    periods = periods_across(table, ctx)
    for row in table.records:
        named = ctx.sound(row.cell(1))
        measure = measure_of(parse_title(row.text(1)), area, ctx) if named else None
        if not named:
            ctx.skip(Region.of_row(row, "error"))
        if measure:
            yield from (ctx.row(row.cell(cell.column), period, measure) for cell, period in periods.items())


def by_region(table: Table, ctx: Context) -> Iterator[Observed | None]:
    """Regions down, periods across, one indicator."""
    title = the_title(table, ctx)
    periods = periods_across(table, ctx)
    for row in table.records:
        area = ctx.area(row.cell(1))
        measure = measure_of(title, area, ctx) if title else None
        if measure:
            yield from (ctx.row(row.cell(cell.column), period, measure) for cell, period in periods.items())
        elif area is None:
            ctx.skip(Region.of_row(row, "error"))


def by_time(table: Table, ctx: Context) -> Iterator[Observed | None]:
    """Periods down, indicators across, one region."""
    area = the_area(table, ctx)
    titles = {cell.column: parse_title(cell.text) for cell in table.columns if cell.text and ctx.sound(cell)}
    measures = {column: measure for column, title in titles.items() if (measure := measure_of(title, area, ctx))}
    rows = {row.cell(1): row for row in table.records}
    periods = ctx.periods(rows)
    for cell, row in rows.items():
        if cell in periods:
            yield from (ctx.row(row.cell(column), periods[cell], measure) for column, measure in measures.items())
        else:
            ctx.skip(Region.of_row(row, "error"))


def periods_across(table: Table, ctx: Context) -> dict[Cell, PrintedPeriod]:
    """The periods of the head cells; a column whose head names none is reported and left out."""
    periods = ctx.periods(table.columns)
    for cell in table.columns:
        if cell.text and cell not in periods:
            ctx.skip(Region(why="error", sheet=cell.sheet, first_column=cell.column, last_column=cell.column))
    return periods


def the_area(table: Table, ctx: Context) -> str | None:
    """The region of a table in which it is not printed line by line."""
    if "地区" in table.stated:
        return ctx.area(table.stated["地区"])
    if table.database.startswith(PROVINCE_DATABASE):
        return ctx.the_area(None, [code for code in ctx.area_codes if code.endswith("0000") and code != NATION])
    if table.database.startswith(CITY_DATABASE):
        return ctx.the_area(None, [code for code in ctx.area_codes if not code.endswith("0000")])
    return ctx.the_area(NATION if table.database in NATIONAL else None, [NATION])


def the_title(table: Table, ctx: Context) -> Title | None:
    """The one indicator of a table with regions down: as the file states it, or as the user says."""
    if "指标" in table.stated:
        return parse_title(table.stated["指标"].text)
    answer = ctx.ask("indicator")
    if answer is None:
        ctx.ask("unit")
        return None
    return parse_title(ctx.indicator_label(answer))


def measure_of(title: Title, area: str | None, ctx: Context) -> Measure | None:
    """What the numbers measure; None while the region or the unit is not known."""
    unit = title.unit or asked_unit(title, ctx)
    return Measure(title.label, unit, area, title.transformation) if unit and area else None


def asked_unit(title: Title, ctx: Context) -> Unit | None:
    """The unit as the user says it."""
    answer = ctx.ask("unit", label=title.label)
    unit = parse_unit(answer) if answer else None
    if answer and unit is None:
        ctx.error("unit-missing", text=answer)
    return unit
