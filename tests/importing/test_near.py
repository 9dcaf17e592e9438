"""A head in other words: which importer was nearest, what it found and missed, and which column looks like it."""

from collections.abc import Callable

import pytest

from gaoxin_monitor.importing.model import Prepared
from gaoxin_monitor.messages import load

Run = Callable[..., Prepared]

FLASH = "{},{},{},本月,{},累计同比(%)\n2024年5月,规模以上工业总产值,亿元,2,9,8.9\n"
RETURN = "{},指标名称,计量单位,{},口径,备注\n2024年5月,高新技术企业,家,12,累计,\n"
LIST = "{},清单,编号,名称,责任单位,{},实际日期\n2024年5月,打通断头路,1,甲路,住建局,2024-06-30,\n"


@pytest.mark.parametrize(
    ("text", "slug", "importer", "found", "renames"),
    [
        (
            FLASH.format("月份", "指标名称", "计量单位", "本月止累计"),
            "header-renamed",
            "flash",
            ("指标名称", "计量单位", "本月止累计"),
            ("A1 月份 → 统计月份",),
        ),
        (
            FLASH.format("月份", "指标", "单位", "本月止累计"),
            "header-renamed",
            "flash",
            ("本月止累计",),
            ("A1 月份 → 统计月份", "B1 指标 → 指标名称", "C1 单位 → 计量单位"),
        ),
        (
            FLASH.format("时间", "指标名称", "计量", "本月止累计"),
            "header-renamed",
            "flash",
            ("指标名称", "本月止累计"),
            ("A1 时间 → 统计月份", "C1 计量 → 计量单位"),
        ),
        (
            "统计月份,指标名称,计量单位,本月\n2024年5月,规模以上工业总产值,亿元,2\n",
            "header-incomplete",
            "flash",
            ("统计月份", "指标名称", "计量单位"),
            (),
        ),
        (
            RETURN.format("月份", "数值"),
            "header-renamed",
            "manual",
            ("指标名称", "计量单位", "数值", "口径"),
            ("A1 月份 → 统计月份",),
        ),
        (
            LIST.format("月份", "计划完成"),
            "header-renamed",
            "manual",
            ("清单", "编号", "名称", "实际日期"),
            ("A1 月份 → 报告月份", "F1 计划完成 → 计划日期"),
        ),
        (
            FLASH.format("时间", "名目", "计量单位", "本月止累计"),
            "header-partly-renamed",
            "flash",
            ("计量单位", "本月止累计"),
            ("A1 时间 → 统计月份",),
        ),
    ],
)
def test_a_head_in_other_words_is_told_in_words(
    run: Run, text: str, slug: str, importer: str, found: tuple[str, ...], renames: tuple[str, ...]
) -> None:
    (fault,) = (fault for fault in run(text).diagnostics if fault.severity.blocks)
    assert fault.slug == slug
    assert (fault.params["importer"], fault.params["found"], fault.params["renames"]) == (importer, found, renames)
    assert (fault.place.file, fault.place.line) == ("表.csv", 1)
    for name in (*found, *renames):
        assert name in load("zh").diagnostic(fault)


def test_the_same_is_told_when_the_importer_was_named(run: Run) -> None:
    found = run(FLASH.format("月份", "指标名称", "计量单位", "本月止累计"), importer="flash")
    assert "header-renamed" in {fault.slug for fault in found.diagnostics}
    assert found.blocked


def test_the_place_is_that_of_the_head_below_a_title(run: Run) -> None:
    found = run(f"示例高新区快报,,,,,\n\n{FLASH.format('月份', '指标名称', '计量单位', '本月止累计')}")
    (fault,) = (fault for fault in found.diagnostics if fault.severity.blocks)
    assert fault.place.cell == "A3"


@pytest.mark.parametrize("text", ["甲,乙\n一,二\n", "姓名,单位,电话\n甲,乙局,1\n", "日期,名称,金额\n2024-05-01,甲,1\n"])
def test_what_is_no_such_table_is_near_to_none(run: Run, text: str) -> None:
    assert {fault.slug for fault in run(text).diagnostics} == {"importer-none"}


def test_a_complete_head_is_no_near_miss(run: Run) -> None:
    found = run("指标,2024年,2023年\n地区生产总值(亿元),1,2\n")
    assert [question.key for question in found.questions] == ["importer"]
