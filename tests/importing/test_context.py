"""The small helpers that importers are given: an answer, or nothing and a fault that names the cell."""

from collections.abc import Callable
from typing import Any

import pytest

from gaoxin_monitor.domain.codes import ObsStatus, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.periods import Period, PrintedPeriod
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.importing.collecting import Collector
from gaoxin_monitor.importing.context import Context
from gaoxin_monitor.importing.grid import Cell
from gaoxin_monitor.importing.measures import Measure
from gaoxin_monitor.importing.model import ImportOptions, Known
from gaoxin_monitor.importing.numbers import NumberStyle

Asked = Callable[[Context, Cell], Any]
OUTPUT = Measure("工业总产值", Unit("元", 8), "100000")
SPAN = PrintedPeriod(Period(2024, 5, 1), from_january=True)


@pytest.fixture
def ask(known: Known) -> Callable[[Asked, str], tuple[Any, tuple[Diagnostic, ...]]]:
    def answered(question: Asked, text: str) -> tuple[Any, tuple[Diagnostic, ...]]:
        collector = Collector("表.csv")
        context = Context(known, ImportOptions(), NumberStyle(thousands=True), collector)
        return question(context, Cell(text, 3, 2)), collector.all()

    return answered


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (Context.unit, "万元", Unit("元", 4)),
        (Context.number, "1,234.5", "1234.5"),
        (Context.number, "", ""),
        (Context.day, "2024年6月底", "2024-06-30"),
        (Context.period, "2024-05-01", PrintedPeriod(Period(2024, 5, 1))),
        (Context.area, "陕西", "610000"),
        (Context.register, "打通断头路", "dead_end_roads"),
    ],
)
def test_a_cell_that_says_it_is_answered(question: Asked, text: str, answer: object, ask: Any) -> None:  # noqa: ANN401
    assert ask(question, text) == (answer, ())


@pytest.mark.parametrize(
    ("question", "text", "slug"),
    [
        (Context.unit, "", "unit-missing"),
        (Context.number, "甲", "number-unreadable"),
        (Context.day, "六月", "date-unreadable"),
        (Context.period, "某月", "period-unreadable"),
        (Context.area, "亚特兰蒂斯", "area-unknown"),
        (Context.register, "没有", "register-unknown"),
        (lambda ctx, cell: ctx.row(cell, PrintedPeriod(Period(2024, 5, 1)), OUTPUT), "5%", "number-percent"),
        (lambda ctx, cell: ctx.row(cell, SPAN, OUTPUT), "5", "period-cumulative"),
    ],
)
def test_a_cell_that_does_not_is_a_fault_in_its_place(question: Asked, text: str, slug: str, ask: Any) -> None:  # noqa: ANN401
    answer, (fault,) = ask(question, text)
    assert answer is None
    assert (fault.slug, fault.severity, fault.place.cell, fault.place.file) == (slug, Severity.ERROR, "B3", "表.csv")


def test_a_year_may_be_supplied_for_periods_that_have_none(ask: Any) -> None:  # noqa: ANN401 - a fixture
    answer, faults = ask(lambda ctx, cell: ctx.period(cell, default_year=2024), "上半年")
    assert str(answer.period) == "2024-S1"
    assert faults == ()


def test_an_observation_may_carry_a_status_of_its_own(ask: Any) -> None:  # noqa: ANN401 - a fixture
    month = PrintedPeriod(Period(2024, 5, 1))
    row, _ = ask(lambda ctx, cell: ctx.row(cell, month, OUTPUT, ObsStatus.PROVISIONAL), "5")
    missing, _ = ask(lambda ctx, cell: ctx.row(cell, month, OUTPUT, ObsStatus.PROVISIONAL), "")
    assert "P" in row
    assert "L" in missing


def test_what_is_only_worth_knowing_does_not_stop_the_import(ask: Any) -> None:  # noqa: ANN401 - a fixture
    _, (fault,) = ask(lambda ctx, cell: ctx.info("sheet-skipped", cell, sheet="二"), "")
    assert not fault.severity.blocks
