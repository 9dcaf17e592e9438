"""The importer of the National Bureau of Statistics where the golden files do not reach."""

from collections.abc import Callable

import pytest

from gaoxin_monitor.importing.model import Prepared

Run = Callable[..., Prepared]


def _slugs(prepared: Prepared) -> set[str]:
    return {fault.slug for fault in prepared.diagnostics} - {"indicator-unknown", "period-unpublished"}


def _periods(prepared: Prepared) -> list[str]:
    return [str(figure.observation.period) for figure in prepared.figures]


TABLE = "数据库：{}\n{}{},{}\n{}\n数据来源：国家统计局\n"


@pytest.mark.parametrize("database", ["月度数据", "季度数据", "年度数据"])
def test_national_databases_are_of_the_nation(database: str, run: Run) -> None:
    found = run(TABLE.format(database, "", "指标", "2023年", "国内生产总值(亿元),1"))
    assert found.ref_area == "100000"


def test_a_region_line_says_whose_figures_they_are(run: Run) -> None:
    found = run(TABLE.format("分省月度数据", "地区：内蒙古自治区\n", "指标", "2023年1月", "发电量当期值(亿千瓦时),1"))
    assert found.ref_area == "150000"
    unknown = run(TABLE.format("分省月度数据", "地区：亚特兰蒂斯\n", "指标", "2023年1月", "发电量当期值(亿千瓦时),1"))
    assert _slugs(unknown) == {"area-unknown"}


def test_a_city_file_offers_cities_and_a_foreign_database_no_guess(run: Run) -> None:
    (cities,) = run(TABLE.format("主要城市年度数据", "", "指标", "2023年", "生产总值(亿元),1")).questions
    assert "610100" in {choice.value for choice in cities.choices}
    assert not any(choice.value.endswith("0000") for choice in cities.choices)
    (abroad,) = run(TABLE.format("国际数据", "", "指标", "2023年", "生产总值(亿元),1")).questions
    assert abroad.key == "area"


def test_a_table_without_january_keeps_february_for_both_months(run: Run) -> None:
    rows = "工业增加值同比增长(%),8.5,,6.2\n工业增加值累计增长(%),6.5,5.3,6.2"
    found = run(TABLE.format("月度数据", "", "指标", "2019年3月,2019年2月,2018年12月", rows))
    assert _periods(found) == ["2019-M03", "2018-M12", "2019-M03", "2019-M02", "2018-M12"]


def test_years_typed_as_numbers_and_cut_preambles_are_still_read(run: Run) -> None:
    text = "指标,2020,2019\n国民总收入(亿元),1009151,984179\n注：一,,\n数据来源：国家统计局,,\n"
    assert [question.key for question in run(text).questions] == ["area"]
    found = run(text, area="全国")
    assert _periods(found) == ["2020", "2019"]
    assert not found.blocked


def test_months_cut_to_decimals_are_october_beside_two_digit_months(run: Run) -> None:
    text = "省份,2016.09,2016.1,2016.11\n陕西,102.3,102.1,102.3\n"
    answers = {"indicator": "居民消费价格指数(上年同月=100)"}
    assert _periods(run(text, importer="nbs", values=answers)) == ["2016-M09", "2016-M10", "2016-M11"]


def test_a_table_without_years_is_refused_column_by_column(run: Run) -> None:
    found = run("地区,地区生产总值\n北京市,1\n", importer="nbs", values={"indicator": "gdp", "unit": "亿元"})
    assert [(fault.slug, fault.place.cell) for fault in found.diagnostics] == [("period-unreadable", "B1")]
    assert found.blocked


def test_units_that_are_missing_are_asked_once(run: Run) -> None:
    text = TABLE.format(
        "年度数据", "", "指标名", "2018,2017", "全社会固定资产投资,,17537.05\n房地产开发投资,4248.76,3980.08"
    )
    (question,) = run(text).questions
    assert (question.key, question.params) == ("unit", {"label": "全社会固定资产投资"})
    assert len(run(text, values={"unit": "亿元"}).figures) == 3


def test_notes_are_kept_and_what_stands_below_them_is_not_read(run: Run) -> None:
    text = TABLE.format("年度数据", "", "指标", "2018年", "国内生产总值(亿元),1\n注：1.甲\n　　　2.乙") + "2018年,5\n"
    found = run(text)
    assert found.notes == ("注：1.甲", "2.乙", "数据来源：国家统计局")
    assert _slugs(found) == {"scratch-below"}
    assert len(found.figures) == 1
    assert found.ledger["skipped"] == 1


def test_a_second_table_beside_the_notes_is_not_read_either(run: Run) -> None:
    found = run("数据库：年度数据\n指标,2018年\n国内生产总值(亿元),1\n注：1.甲,9\n")
    assert _slugs(found) == {"scratch-below"}
    assert found.ledger == {"observations": 1, "skipped": 1, "remainder": 0}


def test_the_layout_of_a_statistics_database_is_not_mistaken_for_it(run: Run) -> None:
    text = "指标,国内生产总值,工业增加值\n地区,全国,全国\n频度,季,月\n单位,亿元,%\n2018-05,1,2\n数据来源：国家统计局\n"
    found = run(text)
    assert found.importer == ""
    assert {candidate.importer: candidate.refusal for candidate in found.candidates}["nbs"] == "veto"


def test_an_empty_line_ends_a_table_that_has_no_footer_and_no_other(run: Run) -> None:
    table = "数据库：年度数据\n指标,2018年\n国内生产总值(亿元),1\n\n草稿(亿元),2\n"
    found = run(table)
    assert _slugs(found) == {"scratch-below"}
    assert len(found.figures) == 1
    with_footer = run(table + "数据来源：国家统计局\n")
    assert _slugs(with_footer) == set()
    assert len(with_footer.figures) == 2


def test_an_answer_that_is_no_unit_is_an_error(run: Run) -> None:
    text = TABLE.format("年度数据", "", "指标", "2018年", "国内生产总值,1")
    assert "unit-missing" in _slugs(run(text, values={"unit": "万"}))
