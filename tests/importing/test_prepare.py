"""The whole way of one file: who reads it, what it is asked, which day it dates from, what the figures are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gaoxin_monitor.domain.batches import Outcome
from gaoxin_monitor.domain.codes import Severity, Transformation
from gaoxin_monitor.domain.observations import SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.importing.loading import LoadedImporters, load_importers
from gaoxin_monitor.importing.model import ImportOptions, Known, Prepared, Route, VintageFrom
from gaoxin_monitor.importing.prepare import prepare, prepare_bytes

Run = Callable[..., Prepared]

FLASH = """示例高新区2024年5月主要经济指标快报
统计月份,指标名称,计量单位,本月,本月止累计,累计同比(%)
2024年5月,规模以上工业总产值,万元,"21,298",106490.5,8.9
2024年5月,一般公共预算收入,亿元,0.36,1.85,4.1
"""
NATIONAL = "数据库：月度数据\n时间：2024\n指标,2024年5月,2024年4月\n{}\n数据来源：国家统计局\n"
REGIONS = "数据库：分省年度数据\n时间：\n地区,2024年,2023年\n陕西省,,33786.07\n数据来源：国家统计局\n"


def _slugs(prepared: Prepared) -> list[str]:
    return [fault.slug for fault in prepared.diagnostics]


def test_a_flash_table_becomes_figures_of_the_zone(run: Run) -> None:
    found = run(FLASH, "高新区快报.csv")
    assert (found.importer, found.source, found.ref_area, found.format) == ("flash", "zone_bureau", "GX-000001", "csv")
    assert found.diagnostics == ()
    assert not found.blocked
    output, *_ = found.figures
    month = Period(2024, 5, 1)
    assert output.key.indicator == "industrial_output"
    assert (output.observation.period, output.observation.value) == (month, Decimal(21298))
    assert output.observation.value_in(Unit("元", 8)) == Decimal("2.1298")
    assert output.observation.text == "21,298"
    assert output.observation.place.cell == "D3"
    assert output.outcome is Outcome.NEW
    assert output.observation.batch == 0
    revenue = SeriesKey("fiscal_revenue", "GX-000001", month.freq, Transformation.YTD_YOY)
    assert [figure.observation.value for figure in found.figures if figure.key == revenue] == [Decimal("4.1")]


def test_a_name_nobody_knows_is_kept_with_its_label_and_its_nearest_relatives(run: Run) -> None:
    found = run(FLASH.replace("规模以上工业总产值", "规模以上工业产值"))
    (unknown,) = {entry.label: entry for entry in found.unresolved}.values()
    assert unknown.label == "规模以上工业产值"
    assert [indicator.id for indicator in unknown.nearest] == ["industrial_output"]
    assert {fault.slug for fault in found.diagnostics} == {"indicator-unknown"}
    assert not found.blocked
    key = found.figures[0].key
    assert (key.indicator, key.label) == ("", "规模以上工业产值")


def test_a_unit_of_another_measure_stops_the_import(run: Run) -> None:
    found = run(FLASH.replace("万元", "家"))
    (fault,) = found.diagnostics
    assert (fault.slug, fault.place.cell, fault.count) == ("unit-mismatch", "D3", 2)
    assert fault.params["unit"] == "家"
    assert found.blocked


def test_a_rate_must_be_in_percent(run: Run) -> None:
    table = "统计月份,指标名称,计量单位,数值,口径\n2024年5月,区级财政收入,亿元,4.1,累计同比\n"
    assert _slugs(run(table, "部门填报.csv")) == ["unit-mismatch"]


def test_a_unit_nobody_knows_on_a_name_nobody_knows_is_only_doubtful(run: Run) -> None:
    found = run(NATIONAL.format("光年产量(光年),1,2"))
    assert set(_slugs(found)) == {"unit-unknown", "indicator-unknown"}
    assert not found.blocked


def test_the_same_figure_twice_counts_once_and_another_one_is_an_error(run: Run) -> None:
    line = "2024年5月,一般公共预算收入,{},{},{},4.1\n"
    same = run(FLASH + line.format("万元", "3600", "18500"))
    (told,) = same.diagnostics
    assert (told.slug, told.severity, told.params) == (
        "row-repeated",
        Severity.WARNING,
        {"line": 5, "first": "4", "cells": 3},
    )
    assert same.ledger == {"observations": 6, "repeated": 3, "remainder": 0}
    assert len(same.figures) == 6
    assert not same.blocked
    other = run(FLASH + line.format("亿元", "0.36", "1.86"))
    (error,) = [fault for fault in other.diagnostics if fault.severity.blocks]
    assert (error.slug, error.place.cell) == ("figure-contradicts", "E5")
    assert (error.params["cell"], error.params["first"], error.params["text"]) == ("E4", "1.85", "1.86")


def test_a_figure_for_a_period_that_has_not_begun_is_an_error(run: Run) -> None:
    found = run(FLASH.replace("2024年5月,一般", "2034年5月,一般"))
    assert set(_slugs(found)) == {"period-future"}
    assert found.blocked
    assert run(FLASH, today=date(2024, 4, 30)).blocked


def test_an_empty_newest_period_is_not_yet_published(run: Run) -> None:
    found = run(NATIONAL.format("规模以上工业总产值当期值(亿元),,2"))
    (fault,) = found.diagnostics
    assert (fault.slug, fault.params["period"]) == ("period-unpublished", Period(2024, 5, 1))
    assert not fault.severity.blocks
    assert len(found.figures) == 1
    assert found.ledger == {"observations": 1, "missing": 1, "remainder": 0}


def test_cumulative_figures_join_the_series_of_their_indicator(run: Run) -> None:
    found = run(FLASH.replace("2024年5月,规模以上工业总产值", "2024年上半年,地区生产总值"))
    keys = {
        figure.key.transformation: str(figure.observation.period)
        for figure in found.figures
        if figure.key.indicator == "gdp"
    }
    assert keys == {Transformation.LEVEL: "2024-S1", Transformation.YTD: "2024-Q2", Transformation.YTD_YOY: "2024-Q2"}


def test_what_the_file_does_not_say_is_asked_and_answered(run: Run) -> None:
    asked = run(REGIONS)
    assert [question.key for question in asked.questions] == ["indicator", "unit"]
    assert asked.blocked
    assert asked.figures == ()
    answered = run(REGIONS, values={"indicator": "地区生产总值(亿元)"})
    assert not answered.questions
    (figure,) = answered.figures
    assert (figure.key.indicator, figure.key.ref_area) == ("gdp", "610000")
    by_id = run(REGIONS, values={"indicator": "gdp", "unit": "亿元"})
    assert by_id.figures == answered.figures
    assert [question.key for question in run(REGIONS, values={"indicator": "gdp"}).questions] == ["unit"]


def test_an_area_is_asked_with_the_regions_that_can_be_meant(run: Run) -> None:
    text = "数据库：分省年度数据\n时间：\n指标,2023年\n地区生产总值(亿元),33786.07\n数据来源：国家统计局\n"
    (question,) = run(text).questions
    assert question.key == "area"
    assert ("610000", "陕西省") in {(choice.value, choice.label) for choice in question.choices}
    assert len(question.choices) == 31
    for answer in ({"area": "陕西"}, {"values": {"area": "610000"}}):
        assert run(text, **answer).ref_area == "610000"
    unknown = run(text, area="亚特兰蒂斯")
    assert _slugs(unknown) == ["area-unknown"]
    assert unknown.questions == (question,)


def test_an_answer_cannot_overrule_what_the_file_says(run: Run) -> None:
    found = run(NATIONAL.format("规模以上工业总产值当期值(亿元),1,2"), area="陕西省")
    assert _slugs(found) == ["area-contradicts"]
    assert found.blocked


@pytest.mark.parametrize(
    "case",
    [
        ({"vintage": "2024-06-30"}, "2024-06-20", "2024-06-15.csv", "填报日期：2024年6月10日", "2024-06-30", "set"),
        ({}, "2024-06-20", "2024-06-15.csv", "填报日期：2024年6月10日", "2024-06-10", "file"),
        ({}, "2024-06-20", "2024-06-15.csv", "", "2024-06-15", "name"),
        ({}, "2024-06-20", "交付.csv", "", "2024-06-18", "manifest"),
        ({}, "2024-06-20", "快报.csv", "", "2024-06-20", "option"),
        ({}, None, "快报.csv", "", "2026-06-01", "today"),
    ],
)
def test_the_day_of_the_figures_is_looked_for_in_this_order(
    case: tuple[dict[str, str], str | None, str, str, str, str], known: Known, importers: LoadedImporters
) -> None:
    values, option, name, text, expected, origin = case
    delivered = replace(known, delivered={"交付.csv": date(2024, 6, 18)})
    vintage = date.fromisoformat(option) if option else None
    options = ImportOptions(values=values, vintage=vintage)
    found = prepare_bytes(name, f"{FLASH}注：{text}\n".encode(), options, delivered, importers)
    assert (found.vintage.isoformat(), found.vintage_from) == (expected, VintageFrom(origin))
    assert {figure.observation.vintage for figure in found.figures} == {found.vintage}
    outranked = origin in ("file", "name", "manifest")
    assert [fault.slug for fault in found.diagnostics] == ["vintage-outranked"] * outranked


def test_a_manifest_may_name_a_file_by_its_content(known: Known, importers: LoadedImporters) -> None:
    sha256 = prepare_bytes("快报.csv", FLASH.encode(), ImportOptions(), known, importers).file.sha256
    delivered = replace(known, delivered={sha256: date(2024, 6, 18)})
    found = prepare_bytes("改名.csv", FLASH.encode(), ImportOptions(), delivered, importers)
    assert (found.vintage, found.vintage_from) == (date(2024, 6, 18), VintageFrom.MANIFEST)


def test_a_day_that_has_not_come_or_is_none_stops_the_import(run: Run) -> None:
    assert _slugs(run(FLASH, vintage=date(2027, 1, 1))) == ["vintage-future"]
    assert _slugs(run(FLASH, values={"vintage": "六月"})) == ["vintage-unreadable"]


def test_a_route_answers_for_the_user_who_may_still_overrule_it(known: Known, importers: LoadedImporters) -> None:
    route = Route(name="分省*.csv", importer="nbs", values={"indicator": "gdp", "unit": "亿元"})
    routed = replace(known, routes=(route,))

    def prepared(**options: object) -> Prepared:
        return prepare_bytes("分省年度数据 (3).csv", REGIONS.encode(), ImportOptions(**options), routed, importers)  # type: ignore[arg-type]

    assert [figure.key.indicator for figure in prepared().figures] == ["gdp"]
    (figure,) = prepared(values={"indicator": "区级财政收入"}).figures
    assert figure.key.indicator == "fiscal_revenue"


def test_a_file_that_fits_none_well_is_for_the_user_to_decide(run: Run) -> None:
    found = run("指标,2024年,2023年\n地区生产总值(亿元),1,2\n")
    (question,) = found.questions
    assert (question.key, [choice.value for choice in question.choices]) == ("importer", ["nbs"])
    assert found.importer == ""
    chosen = run("指标,2024年,2023年\n地区生产总值(亿元),1,2\n", importer="nbs", area="全国")
    assert (chosen.importer, len(chosen.figures)) == ("nbs", 2)
    assert run("指标,2024年\n地区生产总值(亿元),1\n", values={"importer": "nbs", "area": "全国"}).importer == "nbs"


def test_an_importer_that_is_not_there_or_does_not_read_the_format_is_refused(run: Run) -> None:
    assert _slugs(run(FLASH, importer="nobody")) == ["importer-unknown"]
    assert _slugs(run("甲,乙\n一,二\n")) == ["importer-none"]
    assert _slugs(run("甲,乙\n一,二\n", importer="flash"))[0] == "header-incomplete"
    assert _slugs(run("甲,乙\n一,二\n", importer="nbs")) == ["header-missing"]


def test_detection_is_kept_for_show(run: Run) -> None:
    found = run(FLASH)
    best, *others = found.candidates
    assert (best.importer, len(others)) == ("flash", 2)
    assert sum(finding.points for finding in best.findings) == best.score >= 60
    assert all(finding.holds or not finding.points for finding in best.findings)


def test_an_encoding_can_be_given(run: Run) -> None:
    data = FLASH.encode("gb18030")
    assert run(data).file.encoding == run(data, encoding="gb18030").file.encoding == "gb18030"
    assert _slugs(run(data, encoding="utf-8")) == ["encoding-broken"]
    assert _slugs(run(data, encoding="klingon")) == ["encoding-unknown"]


def test_an_excluded_row_takes_its_faults_along(run: Run) -> None:
    text = FLASH.replace("106490.5", "1064905.x")
    assert run(text).blocked
    found = run(text, exclude=frozenset({3}))
    assert not found.blocked
    assert len(found.figures) == 3
    assert found.ledger["excluded"] == 2  # the third cell does not even look like a figure


def test_a_path_is_read_once_and_described(tmp_path: Path, known: Known, importers: LoadedImporters) -> None:
    path = tmp_path / "示例 快报[1].csv"
    path.write_bytes(FLASH.encode("gb18030"))
    found = prepare(path, ImportOptions(), known, importers)
    assert (found.file.name, found.file.size, found.file.encoding) == (path.name, path.stat().st_size, "gb18030")
    assert len(found.file.sha256) == 64
    assert prepare(path, ImportOptions(), known, importers) == found
    assert _slugs(prepare(tmp_path / "没有.csv", ImportOptions(), known, importers)) == ["file-missing"]


def test_a_plugin_that_fails_is_named_and_the_file_is_read_by_the_others(
    known: Known, importers: LoadedImporters, tmp_path: Path
) -> None:
    broken = "PLUGIN = {'api': 1, 'id': 'broken', 'formats': ['csv']}\ndef detect(src):\n    raise SystemExit(3)\n"
    (tmp_path / "broken.py").write_text(f"{broken}\ndef read(src, ctx):\n    return []\n", "utf-8")
    more = load_importers(tmp_path, allowed=lambda _: True)
    both = LoadedImporters((*more.importers, *importers.importers))
    found = prepare_bytes("快报.csv", FLASH.encode(), ImportOptions(), known, both)
    assert (found.importer, len(found.figures), found.blocked) == ("flash", 6, False)
    assert [(fault.slug, fault.params["plugin"], fault.params["line"]) for fault in found.diagnostics] == [
        ("plugin-failed", "broken", 3)
    ]


def test_a_mark_is_a_figure_without_value_and_an_empty_cell_is_none(run: Run) -> None:
    found = run(FLASH.replace("106490.5,8.9", "…,"))
    marked = [figure for figure in found.figures if figure.observation.value is None]
    assert [(figure.observation.text, figure.observation.place.cell) for figure in marked] == [("…", "E3")]
    assert [(blank.key.transformation, blank.observation.place.cell) for blank in found.blanks] == [
        (Transformation.YTD_YOY, "F3")
    ]
    assert (found.ledger["observations"], found.ledger["missing"]) == (4, 2)


def test_a_mark_under_a_cumulation_or_for_a_month_to_come_says_nothing(run: Run) -> None:
    table = "统计月份,指标名称,计量单位,本月,本月止累计\n{},一般公共预算收入,亿元,—,{}\n"
    cumulated = run(table.format("2024年1—5月", "1.85"))
    assert [figure.key.transformation for figure in cumulated.figures] == [Transformation.YTD]
    assert cumulated.blanks == ()
    assert cumulated.ledger == {"observations": 1, "missing": 1, "remainder": 0}
    assert run(table.format("2024年6月", "—"), vintage=date(2024, 5, 20)).figures == ()


def test_a_mark_beside_a_figure_for_the_same_month_contradicts_it(run: Run) -> None:
    found = run(FLASH + "2024年5月,规模以上工业总产值,万元,—,106490.5,8.9\n")
    assert "figure-contradicts" in {fault.slug for fault in found.diagnostics}
    assert found.blocked


def test_many_warnings_are_cut_short_and_do_not_block(run: Run) -> None:
    head = "统计月份,指标名称,计量单位,本月,本月止累计\n"
    rows = "".join(f"2024年5月,不知道的指标{number},亿元,1,1\n" for number in range(1_200))
    found = run(head + rows)
    assert found.diagnostics[-1].slug == "diagnostics-more"
    assert not found.blocked
