"""What the host does with the result of an importer: every kind of bad result, and every cell that nobody explains."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import polars as pl
import pytest

from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.periods import Period, PrintedPeriod
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.importing import frames
from gaoxin_monitor.importing.context import Context, Fact, Return
from gaoxin_monitor.importing.grid import Cell
from gaoxin_monitor.importing.importers import Importer
from gaoxin_monitor.importing.ledger import Region
from gaoxin_monitor.importing.measures import Measure
from gaoxin_monitor.importing.model import ImportOptions, Known
from gaoxin_monitor.importing.reading import Reading, read
from gaoxin_monitor.importing.source import Source, open_source

TEXT = "指标,一,二\n甲,1,2\n乙,3,\n"
MAY = PrintedPeriod(Period(2024, 5, 1))
OUTPUT = Measure("工业总产值", Unit("元", 8), "100000")

Reader = Callable[[Source, Context], Any]


@pytest.fixture
def reading(known: Known) -> Callable[..., Reading]:
    def run(reader: Reader, content: str | bytes = TEXT, name: str = "表.csv", **options: object) -> Reading:
        data = content.encode() if isinstance(content, str) else content
        source, _, _ = open_source(name, data)
        assert source
        importer = Importer(
            id="one",
            title={"zh": "一"},
            version="1",
            source="one",
            detect=lambda _: [],
            read=reader,
            formats=frozenset({"csv", "xlsx"}),
        )
        return read(importer, source, known, ImportOptions(**options))  # type: ignore[arg-type]

    return run


def _all_cells(src: Source, ctx: Context) -> Any:  # noqa: ANN401 - what importers give
    for row in src.sheets[0].rows[1:]:
        for column in (2, 3):
            yield ctx.row(row.cell(column), MAY, OUTPUT)


def _slugs(found: Reading) -> list[str]:
    return [fault.slug for fault in found.diagnostics]


def test_a_complete_reading_balances(reading: Callable[..., Reading]) -> None:
    found = reading(_all_cells)
    assert found.ledger == {"observations": 3, "missing": 1, "remainder": 0}
    assert found.diagnostics == ()


def test_a_cell_that_nobody_explains_is_an_error_that_names_it(reading: Callable[..., Reading]) -> None:
    def forgets(src: Source, ctx: Context) -> Any:  # noqa: ANN401 - what importers give
        rows = src.sheets[0].rows
        yield ctx.row(rows[1].cell(2), MAY, OUTPUT)
        yield ctx.row(rows[2].cell(2), MAY, OUTPUT)

    found = reading(forgets)
    assert found.ledger == {"observations": 2, "remainder": 1}
    assert [(fault.slug, fault.place.cell, fault.severity.blocks) for fault in found.diagnostics] == [
        ("ledger-remainder", "C2", True)
    ]


def test_an_empty_cell_inside_the_data_is_missed_too(reading: Callable[..., Reading]) -> None:
    def forgets(src: Source, ctx: Context) -> Any:  # noqa: ANN401 - what importers give
        rows = src.sheets[0].rows
        yield from (ctx.row(cell, MAY, OUTPUT) for cell in (rows[1].cell(2), rows[1].cell(3), rows[2].cell(2)))

    assert [fault.place.cell for fault in reading(forgets).diagnostics] == ["C3"]


def _two_rows(src: Source, ctx: Context) -> Any:  # noqa: ANN401 - what importers give
    for row in src.sheets[0].rows[1:3]:
        yield from (ctx.row(row.cell(column), MAY, OUTPUT) for column in (2, 3))


@pytest.mark.parametrize("odd", ["5", "1,234", "12%", "(3)", "—", "…", "-", "５", "-0.5", ".5"])
def test_whatever_looks_like_a_figure_or_a_mark_must_be_explained(odd: str, reading: Callable[..., Reading]) -> None:
    (fault,) = reading(_two_rows, f'{TEXT}"{odd}"\n').diagnostics
    assert (fault.slug, fault.place.cell, fault.params["text"]) == ("ledger-remainder", "A4", odd)


def test_words_need_no_explanation(reading: Callable[..., Reading]) -> None:
    assert reading(_two_rows, f"{TEXT}注：2024年5月快报\n").diagnostics == ()


def test_declared_cells_are_counted_as_what_they_are(reading: Callable[..., Reading]) -> None:
    def declares(src: Source, ctx: Context) -> Any:  # noqa: ANN401 - what importers give
        yield ctx.row(src.sheets[0].rows[1].cell(2), MAY, OUTPUT)
        ctx.skip(Region(why="skip", first_line=3))
        ctx.skip(Region(why="label", first_column=3, last_column=3))

    assert reading(declares).ledger == {"observations": 1, "skipped": 1, "remainder": 0}


def test_a_bad_number_is_an_error_in_its_cell_and_balances(reading: Callable[..., Reading]) -> None:
    found = reading(_all_cells, "指标,一,二\n甲,1,2x\n乙,3,4\n")
    assert [(fault.slug, fault.place.cell) for fault in found.diagnostics] == [("number-unreadable", "C2")]
    assert found.ledger == {"observations": 3, "errors": 1, "remainder": 0}


@pytest.mark.parametrize(
    ("exclude", "left", "excluded"), [({2}, 1, 2), ({"2"}, 1, 2), ({"C2"}, 2, 1), ({"!C2"}, 3, 0), ({"第二行"}, 3, 0)]
)
def test_excluded_rows_and_cells_go_without_their_faults(
    exclude: set[int | str], left: int, excluded: int, reading: Callable[..., Reading]
) -> None:
    text = "指标,一,二\n甲,1,2\n乙,3,\n"
    found = reading(_all_cells, text, exclude=frozenset(exclude))
    assert found.ledger.get("observations") == left
    assert found.ledger.get("excluded", 0) == excluded
    assert found.ledger["remainder"] == 0
    faulty = reading(_all_cells, text.replace(",2\n", ",2x\n"), exclude=frozenset(exclude))
    assert bool(faulty.diagnostics) is not bool(excluded)


def test_an_exclusion_can_name_its_sheet(reading: Callable[..., Reading]) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("二")):
        assert sheet
        sheet.append(["指标", 1])
        sheet.append(["甲", 2])
    stream = io.BytesIO()
    book.save(stream)

    def both(src: Source, ctx: Context) -> Any:  # noqa: ANN401 - what importers give
        for sheet in src.sheets:
            yield from (ctx.row(row.cell(2), MAY, OUTPUT) for row in sheet)

    found = reading(both, stream.getvalue(), "表.xlsx", exclude=frozenset({"二!2"}))
    assert found.ledger == {"observations": 3, "excluded": 1, "remainder": 0}
    assert found.frame.filter(pl.col("src_sheet") == "二")["src_line"].to_list() == [1]


@pytest.mark.parametrize("row", ["乙,3", "乙,3,4,5"])
def test_a_row_of_another_width_is_an_error(row: str, reading: Callable[..., Reading]) -> None:
    def padded(src: Source, ctx: Context) -> Any:  # noqa: ANN401 - what importers give
        yield from _all_cells(src, ctx)
        ctx.skip(Region(why="skip", first_column=4))

    found = reading(padded, f"指标,一,二\n甲,1,2\n{row}\n")
    assert [(fault.slug, fault.place.line) for fault in found.diagnostics] == [("row-ragged", 3)]


def test_further_empty_cells_at_the_end_of_a_row_do_no_harm(reading: Callable[..., Reading]) -> None:
    assert reading(_all_cells, "指标,一,二\n甲,1,2\n乙,3,4,,\n").diagnostics == ()


def _frame(**changes: object) -> pl.DataFrame:
    row: dict[str, Any] = {
        "indicator_label": "工业总产值",
        "indicator": None,
        "ref_area": "100000",
        "freq": "M",
        "time_period": "2024-M05",
        "transformation": "level",
        "obs_value": "1",
        "obs_text": "1",
        "unit_measure": "元",
        "unit_mult": 8,
        "obs_status": "A",
        "dims": "",
        "src_sheet": "",
        "src_line": 2,
        "src_col": 2,
    }
    return frames.from_rows([tuple((row | changes).values())])


def test_a_frame_is_taken_as_it_is(reading: Callable[..., Reading]) -> None:
    found = reading(lambda _src, _ctx: _frame(), "指标,一\n甲,1\n")
    assert found.diagnostics == ()
    assert found.frame.equals(_frame())


@pytest.mark.parametrize(
    "result",
    [
        _frame().drop("obs_text"),
        _frame().with_columns(extra=1),
        _frame().with_columns(pl.col("src_line").cast(pl.Int64)),
        _frame().with_columns(pl.col("freq").cast(pl.String)),
        _frame(obs_value="1,5"),
        _frame(obs_value="1e5"),
        _frame(obs_value=None),
        _frame(obs_status="L"),
        _frame(time_period="2024-05"),
        _frame(time_period="2024-Q1"),
        _frame(unit_measure=None),
        _frame(ref_area=None),
    ],
)
def test_a_frame_that_breaks_the_contract_is_the_plugins_fault(
    result: pl.DataFrame, reading: Callable[..., Reading]
) -> None:
    found = reading(lambda _src, _ctx: result)
    assert _slugs(found) == ["plugin-wrong-result"]
    assert found.frame.height == 0


def _fails(_src: Source, _ctx: Context) -> Any:  # noqa: ANN401 - what importers give
    raise SystemExit(7)


def _fails_late(src: Source, ctx: Context) -> Any:  # noqa: ANN401 - what importers give
    yield ctx.row(src.sheets[0].rows[1].cell(2), MAY, OUTPUT)
    raise pl.exceptions.PanicException("native")


@pytest.mark.parametrize(
    "reader",
    [
        _fails,
        _fails_late,
        lambda _src, _ctx: 5,
        lambda _src, _ctx: "abc",
        lambda _src, _ctx: [{"a": 1}],
        lambda _src, _ctx: [("too", "short")],
        lambda _src, _ctx: [(1,) * 15],
        lambda _src, ctx: ctx.nothing_like_that(),
        lambda _src, ctx: ctx.skip(Region(why="lable")),
    ],
)
def test_a_reader_that_fails_yields_nothing_and_is_named(reader: Reader, reading: Callable[..., Reading]) -> None:
    found = reading(reader)
    (fault,) = found.diagnostics
    assert fault.slug in {"plugin-failed", "plugin-wrong-result"}
    assert fault.params["plugin"] == "one"
    assert fault.severity.blocks
    assert found.frame.height == 0


def test_nothing_at_all_is_an_empty_reading_whose_figures_are_lost(reading: Callable[..., Reading]) -> None:
    assert set(_slugs(reading(lambda _src, _ctx: None))) == {"ledger-remainder"}


def test_what_a_plugin_prints_is_shown_as_its_own(reading: Callable[..., Reading]) -> None:
    def chatty(src: Source, ctx: Context) -> Any:  # noqa: ANN401 - what importers give
        __import__("sys").stdout.write("调试输出\n")
        yield from _all_cells(src, ctx)

    found = reading(chatty)
    assert [(fault.slug, fault.params["error"]) for fault in found.diagnostics] == [("plugin-output", "调试输出")]


def test_facts_and_returns_come_beside_observations(reading: Callable[..., Reading]) -> None:
    def mixed(src: Source, ctx: Context) -> Any:  # noqa: ANN401 - what importers give
        cells = [row.cell(column) for row in src.sheets[0].rows[1:] for column in (2, 3)]
        yield Return("roads", Period(2024, 5, 1))
        yield Return("roads", Period(2024, 5, 1))
        yield Fact("roads", "r1", Attribute.PROGRESS, "1", cells[0])
        yield from (ctx.row(cell, MAY, OUTPUT) for cell in cells[1:3])
        ctx.blank(cells[3])

    found = reading(mixed)
    assert found.ledger == {"observations": 2, "facts": 1, "missing": 1, "remainder": 0}
    assert found.returns == (Return("roads", Period(2024, 5, 1)),)


def test_equal_faults_are_folded_into_the_first(reading: Callable[..., Reading]) -> None:
    found = reading(_all_cells, "指标,一,二\n" + "甲,x,1\n" * 50)
    assert [(fault.slug, fault.place.cell, fault.count) for fault in found.diagnostics] == [
        ("number-unreadable", "B2", 50)
    ]


def test_thousands_of_different_faults_are_counted_and_not_all_kept(reading: Callable[..., Reading]) -> None:
    found = reading(_all_cells, "指标,一,二\n" + "".join(f"甲,x{n},1\n" for n in range(1500)))
    assert len(found.diagnostics) == 1001
    assert found.diagnostics[-1].params == {"count": 500}
    assert found.diagnostics[-1].severity.blocks


def test_open_questions_come_before_any_ledger(reading: Callable[..., Reading]) -> None:
    found = reading(lambda _src, ctx: ctx.ask("unit", ["亿元", "万元"], label="工业总产值") and None)
    (question,) = found.questions
    assert (question.key, [choice.value for choice in question.choices]) == ("unit", ["亿元", "万元"])
    assert question.params == {"label": "工业总产值"}
    assert found.ledger == {}


def test_a_cell_knows_how_people_call_it() -> None:
    assert Cell("x", 7, 28, "表").place.cell == "AB7"
