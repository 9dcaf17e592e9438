"""部门填报表: the three tables that departments return, and how they are put into files."""

from collections.abc import Sequence

from demo.model import Cell, Delivery, Row, Sheet, day
from demo.writers import render, suffix

_FIGURES: Row = ["统计月份", "指标名称", "计量单位", "数值", "口径", "备注"]
_REGISTER: Row = [
    "报告月份",
    "清单",
    "编号",
    "名称",
    "责任单位",
    "计划日期",
    "预计日期",
    "实际日期",
    "形象进度(%)",
    "备注",
]
_CASES: Row = ["报告月份", "清单", "编号", "名称", "责任单位", "发现日期", "办结日期", "备注"]


def figures(office: str, rows: Sequence[Row], title: str = "部门数据填报表") -> Sheet:
    """(a) figures: month, indicator, unit, value, measure, remark."""
    return _form("数值", title, office, _FIGURES, rows)


def register(office: str, rows: Sequence[Row], title: str = "项目和事项进度填报表") -> Sheet:
    """(b) a register: month, list, number, name, owner, planned, forecast, actual, progress, remark."""
    return _form("清单", title, office, _REGISTER, rows)


def cases(office: str, rows: Sequence[Row], title: str = "发现与办结填报表") -> Sheet:
    """(c) cases: month, list, number, name, owner, found, closed, remark."""
    return _form("发现与办结", title, office, _CASES, rows)


def _form(name: str, title: str, office: str, header: Row, rows: Sequence[Row]) -> Sheet:
    return Sheet(name, [[f"{title}（示例数据）"], [f"填报单位：{office}"], header, *map(list, rows)], merged=(0, 1))


def month(number: int, year: int = 2024) -> str:
    """A month as the forms print it."""
    return f"{year}年{number}月"


def row(period: str, name: str, unit: str, value: Cell, measure: str, remark: str = "") -> Row:
    """A line of form (a)."""
    return [period, name, unit, value, measure, remark or None]


def file(name: str, form: str, delivered: str, sheets: Sequence[Sheet], note: str = "") -> Delivery:
    """A return as a file in its folder."""
    return Delivery(
        delivered=day(delivered),
        name=f"{name}.{suffix(form)}",
        content=render(form, sheets),
        importer="manual",
        note=note,
    )
