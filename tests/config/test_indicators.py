from typing import Any

import pytest

from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.domain.indicators import Alias, Catalogue, Indicator
from gaoxin_monitor.domain.units import parse_unit


@pytest.fixture(scope="session")
def catalogue(indicators: dict[str, Any]) -> Catalogue:
    return Catalogue(tuple(_indicator(name, entry) for name, entry in indicators.items()))


def _indicator(name: str, entry: dict[str, Any]) -> Indicator:
    unit = parse_unit(entry["unit"])
    assert unit is not None
    aliases = tuple(_alias(alias) for alias in entry.get("aliases", ()))
    return Indicator(name, entry["name"], entry["name_en"], unit, aliases=aliases)


def _alias(alias: str | dict[str, str]) -> Alias:
    if isinstance(alias, str):
        return Alias(alias)
    return Alias(alias["label"], Transformation(alias["transformation"]), alias["unit"])


@pytest.mark.parametrize(
    ("label", "transformation", "unit", "indicator"),
    [
        ("社会消费品零售总额_累计增长", "ytd_yoy", "%", "retail_sales"),
        ("固定资产投资额(不含农户)累计增长", "ytd_yoy", "%", "fixed_asset_investment"),
        ("固定资产投资额（不含农户）", "ytd", "亿元", "fixed_asset_investment"),
        ("工业增加值", "ytd_yoy", "%", "industrial_value_added"),
        ("工业增加值", "level", "亿元", "value_added_industry"),
        ("国内生产总值", "ytd", "亿元", "gdp"),
        ("国内生产总值(不变价)", "level", "亿元", "gdp_constant"),
        ("居民消费价格指数", "index", "上年同月=100", "cpi"),
        ("居民消费价格指数(上月=100)", "index", "上月=100", "cpi_month"),
        ("一般公共预算收入", "ytd", "万元", "fiscal_revenue"),
        ("技术合同认定登记额", "ytd", "万元", "tech_contract_value"),
        ("技术市场成交额", "level", "亿元", "tech_contract_turnover"),
        ("其中：限额以上单位消费品零售额", "ytd", "亿元", "retail_sales_large"),
        ("城镇登记失业率(期末)", "level", "%", "registered_unemployment_rate"),
        ("全国城镇调查失业率", "level", "%", "surveyed_unemployment_rate"),
        ("地方财政科学技术支出", "level", "亿元", "fiscal_spending_science"),
    ],
)
def test_a_bureaus_name_means_one_indicator(
    catalogue: Catalogue, label: str, transformation: str, unit: str, indicator: str
) -> None:
    found = catalogue.resolve(label, Transformation(transformation), parse_unit(unit))
    assert found is not None
    assert found.id == indicator


@pytest.mark.parametrize("label", ["财政总收入", "规模以上战略性新兴产业总产值"])
def test_a_name_that_means_something_else_stays_unresolved(catalogue: Catalogue, label: str) -> None:
    assert catalogue.resolve(label, Transformation.YTD, parse_unit("亿元")) is None


def test_output_value_added_investment_and_retail_have_no_january(indicators: dict[str, Any]) -> None:
    without = {name for name, entry in indicators.items() if entry.get("january") is False}
    assert without >= {"industrial_output", "industrial_value_added", "fixed_asset_investment", "retail_sales"}
    assert "fiscal_revenue" not in without
