"""Notes below a table end it; whatever holds figures is no note and is never lost among them."""

from collections.abc import Callable

import pytest

from gaoxin_monitor.importing.model import Prepared

Run = Callable[..., Prepared]

FLASH = "统计月份,指标名称,计量单位,本月,本月止累计,累计同比\n2024年6月,技术合同登记额,亿元,0.1,2.8,10.2\n"
MANUAL = "指标名称,统计月份,计量单位,数值,口径\n"
NBS = "数据库：年度数据\n时间：最近2年\n指标,2023年,2022年\n国内生产总值_累计值(亿元),100,90\n"
CASES = "报告月份,清单,编号,名称,责任单位,发现日期,办结日期,备注\n"


def lost(prepared: Prepared) -> list[str]:
    return [fault.place.cell for fault in prepared.diagnostics if fault.slug == "ledger-remainder"]


@pytest.mark.parametrize(
    "note", ["注：说明文字", "注1. 口径调整", "注", "说明：初步数", "审核：张三,,,2024-07-08", "注 见后"]
)
def test_a_note_ends_the_records_and_figures_below_it_are_missed(note: str, run: Run) -> None:
    whole = run(f"{FLASH}{note}\n")
    assert (len(whole.figures), lost(whole), whole.blocked) == (3, [], False)
    below = run(f"{FLASH}{note}\n2024年6月,社会消费品零售总额,亿元,0.1,9.99,10.2\n")
    assert lost(below) == ["D4", "E4", "F4"]
    assert below.blocked


@pytest.mark.parametrize("label", ["注册企业数", "注销企业数", "说明书印数", "审核项目数"])
def test_an_indicator_whose_name_begins_like_a_note_is_a_record(label: str, run: Run) -> None:
    found = run(f"{MANUAL}{label},2024年6月,家,12,累计\n技术合同登记额,2024年6月,亿元,9.99,累计\n")
    assert [str(figure.observation.value) for figure in found.figures] == ["12", "9.99"]


def test_in_a_table_of_the_national_bureau_too(run: Run) -> None:
    found = run(
        f"{NBS}注册商标数_累计值(件),5,4\n居民消费价格指数(上年=100),7,6\n数据来源：国家统计局\n", area="100000"
    )
    assert [str(figure.observation.value) for figure in found.figures] == ["100", "90", "5", "4", "7", "6"]


def test_a_figure_beyond_the_head_of_a_list_is_missed(run: Run) -> None:
    nothing = "2024年2月,拖欠工资案件,,,,,,"
    assert lost(run(f"{CASES}{nothing}\n")) == []
    assert lost(run(f"{CASES}{nothing},88.8\n")) == ["I2"]
