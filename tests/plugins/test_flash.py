"""The flash table where the golden files do not reach."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from gaoxin_monitor.importing.model import Prepared, VintageFrom

Run = Callable[..., Prepared]

HEAD = "统计月份,指标名称,计量单位,本月,本月同比(%),本月止累计,累计同比(%)"
LINE = "2024年5月,规模以上工业总产值,亿元,2.1,6.5,10.6,8.9"


def _figures(prepared: Prepared) -> dict[tuple[str, str], str]:
    return {
        (figure.key.transformation.value, str(figure.observation.period)): str(figure.observation.value)
        for figure in prepared.figures
    }


WHOLE = {
    ("level", "2024-M05"): "2.1",
    ("yoy", "2024-M05"): "6.5",
    ("ytd", "2024-M05"): "10.6",
    ("ytd_yoy", "2024-M05"): "8.9",
}


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        "统计月份,指标名称,计量单位,本月,本月同比（%）,本月止累计,累计同比（%）",
        "统计月份, 指标名称 ,计量单位,本 月,本月同比％,本月止累计,累计同比 (％)",
        "\ufeff统计月份,指标名称,计量单位,本月,本月同比(%),本月止累计,累计同比(%)",
    ],
)
def test_heads_are_known_in_any_width_and_with_any_spaces(head: str, run: Run) -> None:
    assert _figures(run(f"{head}\n{LINE}\n")) == WHOLE


def test_columns_may_stand_in_any_order_and_the_monthly_growth_may_be_absent(run: Run) -> None:
    table = "指标名称,累计同比(%),计量单位,统计月份,本月止累计,本月\n规模以上工业总产值,8.9,亿元,2024年5月,10.6,2.1\n"
    assert _figures(run(table)) == {key: value for key, value in WHOLE.items() if key[0] != "yoy"}


@pytest.mark.parametrize(
    "title", ["示例高新区2024年5月主要经济指标快报", "2024年5月主要经济指标快报", "全省各区县\n编制单位：统计局"]
)
def test_without_another_name_in_the_title_the_form_is_the_zones_own(title: str, run: Run) -> None:
    assert run(f"{title}\n{HEAD}\n{LINE}\n").ref_area == "GX-000001"


def test_a_title_that_begins_with_another_area_keeps_the_zone_out_of_it(run: Run) -> None:
    assert run(f"西安市2024年5月主要经济指标快报\n{HEAD}\n{LINE}\n").ref_area == "610100"
    assert run(f"西安市统计局：示例高新区快报\n{HEAD}\n{LINE}\n").ref_area == "GX-000001"


def test_an_area_may_be_given_for_a_form_that_names_none(run: Run) -> None:
    assert run(f"{HEAD}\n{LINE}\n", area="西安市").ref_area == "610100"


def test_headings_between_the_records_are_no_records(run: Run) -> None:
    found = run(f"{HEAD}\n,一、工业,,,,,\n{LINE}\n,,,,,,\n2024年5月,二、财政,,,,,\n")
    assert _figures(found) == WHOLE
    assert not found.blocked
    assert found.ledger == {"observations": 4, "remainder": 0}


def test_january_and_february_are_one_level_and_a_cumulation_of_february(run: Run) -> None:
    found = run(f"{HEAD}\n{LINE.replace('2024年5月', '2024年1-2月')}\n")
    assert set(_figures(found)) == {
        ("level", "2024-01-01/P2M"),
        ("yoy", "2024-01-01/P2M"),
        ("ytd", "2024-M02"),
        ("ytd_yoy", "2024-M02"),
    }


def test_the_day_of_issue_in_the_footer_dates_the_figures(run: Run) -> None:
    found = run(f"{HEAD}\n{LINE}\n注：甲\n制表日期：2024年6月15日\n")
    assert (found.vintage, found.vintage_from) == (date(2024, 6, 15), VintageFrom.FILE)
    assert found.notes == ("注：甲", "制表日期：2024年6月15日")


def test_every_sheet_with_the_head_is_read_and_the_others_are_named(run: Run) -> None:
    book = openpyxl.Workbook()
    for name, month in (("5月", "2024年5月"), ("4月", "2024年4月")):
        sheet = book.create_sheet(name)
        sheet.append(HEAD.split(","))
        sheet.append([month, "规模以上工业总产值", "亿元", 2.1, 6.5, 10.6, 8.9])
    book.create_sheet("说明").append(["编号", 7])
    stream = io.BytesIO()
    book.save(stream)
    found = run(stream.getvalue(), "快报.xlsx")
    assert {figure.observation.place.sheet for figure in found.figures} == {"5月", "4月"}
    assert [(fault.slug, fault.params) for fault in found.diagnostics] == [("sheet-skipped", {"sheet": "说明"})]
    assert found.ledger == {"observations": 8, "skipped": 1, "remainder": 0}


def test_unemployment_as_a_rate_is_a_level_in_percent(run: Run) -> None:
    found = run(f"{HEAD}\n2024年5月,城镇登记失业率,%,3.9%,,,\n")
    (figure,) = found.figures
    assert (figure.key.indicator, str(figure.observation.value)) == ("unemployment_rate", "3.9")
    assert not found.blocked


OTHER_WORDS = [
    "统计月份,指标名称,计量单位,本月数,本月同比增长(%),本月累计,累计同比增长(%)",
    "统计月份,指标名称,计量单位,当月,当月同比增速（%）,累计数,累计增长（%）",
    "统计月份,指标名称,计量单位,本期,比上年同期增长(%),本年累计,比上年同期增长(%)",
    "统计月份,指标名称,计量单位,本月完成,±%,年初至本月累计,增速(%)",
    "统计月份,指标名称,计量单位,本月,同比增长%,1-本月累计,同比增长%",
]


@pytest.mark.parametrize("head", OTHER_WORDS)
def test_other_usual_words_of_the_head_are_known(head: str, run: Run) -> None:
    found = run(f"{head}\n{LINE}\n")
    assert (found.importer, found.blocked, _figures(found)) == ("flash", False, WHOLE)


TITLED = "序号,指标名称,计量单位,本月,本月同比(%),本月止累计,累计同比(%)\n1,规模以上工业总产值,亿元,2.1,6.5,10.6,8.9\n"


@pytest.mark.parametrize(
    "title",
    [
        "2024年5月主要经济指标",
        "示例高新区2024年1—5月主要经济指标快报\n填报日期：2024年6月8日",
        "主要经济指标（2024年5月）",
    ],
)
def test_the_month_may_stand_in_the_title_alone_and_the_lines_be_numbered(title: str, run: Run) -> None:
    found = run(f"{title}\n{TITLED}", "表.csv")
    assert (found.importer, found.blocked, _figures(found)) == ("flash", False, WHOLE)
    assert found.ledger == {"observations": 4, "remainder": 0}


def test_the_month_may_stand_in_the_name_of_the_sheet_or_of_the_file(run: Run) -> None:
    assert _figures(run(TITLED, "高新区2024年5月快报.csv")) == WHOLE
    book = openpyxl.Workbook()
    book.worksheets[0].title = "2024年5月"
    for line in TITLED.splitlines():
        book.worksheets[0].append(line.split(","))
    stream = io.BytesIO()
    book.save(stream)
    assert _figures(run(stream.getvalue(), "快报2023年.xlsx")) == WHOLE


@pytest.mark.parametrize("title", ["主要经济指标", "2024年5月和2024年4月主要经济指标"])
def test_a_month_that_stands_nowhere_is_asked(title: str, run: Run) -> None:
    found = run(f"{title}\n{TITLED}", "表.csv")
    assert [question.key for question in found.questions] == ["period"]
    assert not [fault for fault in found.diagnostics if fault.severity.blocks]
    assert _figures(run(f"{title}\n{TITLED}", "表.csv", values={"period": "2024年5月"})) == WHOLE


def test_january_and_february_of_a_title_stay_together(run: Run) -> None:
    found = run(f"2024年1-2月主要经济指标\n{TITLED}", "表.csv")
    assert {period for _, period in _figures(found)} == {"2024-01-01/P2M", "2024-M02"}


def test_months_in_a_column_of_another_name_are_not_overruled_by_the_title(run: Run) -> None:
    head, line = TITLED.splitlines()
    table = f"2024年5月主要经济指标\n{head.replace('序号', '月份')}\n{line.replace('1,', '2024年4月,', 1)}\n"
    for options in ({}, {"importer": "flash"}):
        (fault,) = (fault for fault in run(table, "表.csv", **options).diagnostics if fault.severity.blocks)
        assert (fault.slug, fault.params["renames"]) == ("header-renamed", ("A2 月份 → 统计月份",))


def test_heads_that_are_not_known_are_named_with_those_that_are_missing(run: Run) -> None:
    found = run("项目,数量\n甲,1\n", "快报.csv", importer="flash")
    (fault,) = found.diagnostics
    assert (fault.slug, fault.params["importer"]) == ("header-incomplete", "flash")
    assert fault.params["missed"] == ("统计月份", "指标名称", "计量单位", "本月止累计")


def test_a_csv_has_no_sheet_to_be_named(run: Run) -> None:
    for importer in ("flash", "manual"):
        assert "sheet-skipped" not in {fault.slug for fault in run("甲,乙\n1,2\n", importer=importer).diagnostics}
