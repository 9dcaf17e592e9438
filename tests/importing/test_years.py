"""Periods that state no year: it is taken where it stands once, and asked where it does not."""

import io
from collections.abc import Callable

import openpyxl
import pytest

from gaoxin_monitor.importing.dates import lacks_year, period_in, years_in
from gaoxin_monitor.importing.model import Prepared

Run = Callable[..., Prepared]

TABLE = "统计月份,指标名称,计量单位,数值,口径\n{},高新技术企业,家,12,累计\n"
NATIONAL = "数据库：月度数据\n指标,5月,4月\n规模以上工业总产值当期值(亿元),2,1\n数据来源：国家统计局\n"
LIST = "2024年部门清单\n报告月份,清单,编号,名称,计划日期,实际日期\n5月,打通断头路,1,甲路,2024-06-30,\n"


def _periods(found: Prepared) -> set[str]:
    return {str(figure.observation.period) for figure in found.figures}


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("上半年", "2023-M06"),
        ("前三季度", "2023-M09"),
        ("1-6月", "2023-M06"),
        ("一季度", "2023-M03"),
        ("5月", "2023-M05"),
    ],
)
def test_the_one_year_of_the_title_completes_a_period(run: Run, printed: str, period: str) -> None:
    assert _periods(run(f"2023年科技指标\n{TABLE.format(printed)}")) == {period}


def test_the_title_comes_before_the_sheet_and_the_sheet_before_the_file(run: Run) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "2022年"
    for line in TABLE.format("上半年").splitlines():
        book.worksheets[0].append(line.split(","))
    stream = io.BytesIO()
    book.save(stream)
    assert _periods(run(stream.getvalue(), "2021年填报表.xlsx")) == {"2022-M06"}
    assert _periods(run(TABLE.format("上半年"), "科技局2021年上半年填报表.csv")) == {"2021-M06"}


@pytest.mark.parametrize("title", ["科技指标", "2023年和2024年科技指标", "填报日期：2024年7月8日"])
def test_a_year_that_stands_nowhere_or_twice_is_asked_and_never_guessed(run: Run, title: str) -> None:
    text = f"{title}\n{TABLE.format('上半年')}"
    found = run(text)
    assert [question.key for question in found.questions] == ["year"]
    assert found.figures == ()
    assert not [fault for fault in found.diagnostics if fault.severity.blocks]
    assert _periods(run(text, values={"year": "2024"})) == {"2024-M06"}
    assert "year-unreadable" in {fault.slug for fault in run(text, values={"year": "去年"}).diagnostics}


def test_a_bureaus_table_and_a_list_are_completed_in_the_same_way(run: Run) -> None:
    assert [question.key for question in run(NATIONAL).questions] == ["year"]
    assert _periods(run(NATIONAL.replace("指标,", "时间：2023年\n指标,", 1))) == {"2023-M05", "2023-M04"}
    assert [str(item.period) for item in run(LIST).returns] == ["2024-M05"]


def test_a_bare_number_is_no_month(run: Run) -> None:
    found = run(f"2023年科技指标\n{TABLE.format('5')}")
    assert {fault.slug for fault in found.diagnostics} == {"period-unreadable"}
    assert not lacks_year("5")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024年主要指标", {2024}),
        ("快报202406.csv", {2024}),
        ("2023年、2024年", {2023, 2024}),
        ("交付20240708", set()),
        ("填报日期：2024-07-08", set()),
        ("编号20241306", set()),
        ("第2024061号", set()),
    ],
)
def test_years_are_read_from_titles_but_not_from_days(text: str, years: set[int]) -> None:
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024年6月主要指标", "2024年6月"),
        ("2024年1—6月主要指标", "2024年6月"),
        ("2024年1-2月", "2024年1-2月"),
        ("2024年第一季度", "2024年第一季度"),
        ("2024年7月8日", ""),
        ("2024年5月、2024年6月", ""),
        ("主要指标", ""),
    ],
)
def test_the_month_of_a_title_is_the_one_it_states(text: str, period: str) -> None:
    assert period_in(text) == period
