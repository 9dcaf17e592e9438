import pytest

from gaoxin_monitor.domain.codes import Frequency, Transformation
from gaoxin_monitor.domain.period_text import parse_period
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import PERCENT, Unit
from gaoxin_monitor.importing.measures import Title, aligned, parse_title, period_key

T = Transformation


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("国内生产总值当季值(亿元)", Title("国内生产总值", T.LEVEL, Unit("元", 8))),
        ("国内生产总值(不变价)累计值(亿元)", Title("国内生产总值(不变价)", T.YTD, Unit("元", 8))),
        ("工业增加值同比增长(%)", Title("工业增加值", T.YOY, PERCENT)),
        ("工业增加值累计增长(%)", Title("工业增加值", T.YTD_YOY, PERCENT)),
        ("社会消费品零售总额_累计增长(%)", Title("社会消费品零售总额", T.YTD_YOY, PERCENT)),
        ("居民人均可支配收入同比增长", Title("居民人均可支配收入", T.YOY, PERCENT)),
        ("货币和准货币(M2)供应量期末值(亿元)", Title("货币和准货币(M2)供应量", T.LEVEL, Unit("元", 8))),
        ("国内生产总值环比增长速度(%)", Title("国内生产总值", T.MOM, PERCENT)),
        ("出口总值当期值(千美元)", Title("出口总值", T.LEVEL, Unit("美元", 3))),
        ("出口总值（亿美元）", Title("出口总值", T.LEVEL, Unit("美元", 8))),
        ("地方财政教育支出 (亿元) ", Title("地方财政教育支出", T.LEVEL, Unit("元", 8))),
        ("商品房平均销售价格(元/平方米)", Title("商品房平均销售价格", T.LEVEL, Unit("元/平方米"))),
        ("居民消费价格指数(上年同月=100)", Title("居民消费价格指数", T.INDEX, Unit("上年同月=100"))),
        ("居民消费价格指数（上年同月=100）", Title("居民消费价格指数", T.INDEX, Unit("上年同月=100"))),
        ("居民消费价格指数(上月=100)", Title("居民消费价格指数(上月=100)", T.INDEX, Unit("上月=100"))),
        ("国内生产总值(不变价)", Title("国内生产总值(不变价)", T.LEVEL, None)),
        ("固定资产投资(不含农户)", Title("固定资产投资(不含农户)", T.LEVEL, None)),
        ("全社会固定资产投资", Title("全社会固定资产投资", T.LEVEL, None)),
        ("同比增长(%)", Title("同比增长", T.LEVEL, PERCENT)),
    ],
)
def test_a_printed_name_is_taken_apart(printed: str, title: Title) -> None:
    assert parse_title(printed) == title


@pytest.mark.parametrize(
    ("printed", "transformation", "key"),
    [
        ("2024年5月", T.LEVEL, "2024-M05"),
        ("2024年5月", T.YTD, "2024-M05"),
        ("2024年1—2月", T.LEVEL, "2024-01-01/P2M"),
        ("2024年1—2月", T.YOY, "2024-01-01/P2M"),
        ("2024年1—2月", T.YTD, "2024-M02"),
        ("2024年1—2月", T.YTD_YOY, "2024-M02"),
        ("2024-01-01/P2M", T.LEVEL, "2024-01-01/P2M"),
        ("2024-01-01/P2M", T.YTD, "2024-M02"),
        ("2024年1—5月", T.YTD, "2024-M05"),
        ("2024年1—5月", T.LEVEL, None),
        ("2024年前三季度", T.YTD, "2024-Q3"),
        ("2024年前三季度", T.LEVEL, None),
        ("2024年上半年", T.LEVEL, "2024-S1"),
        ("2024年第一季度", T.LEVEL, "2024-Q1"),
        ("2024年", T.YTD, "2024"),
    ],
)
def test_a_figure_is_kept_under_the_period_it_is_about(printed: str, transformation: T, key: str | None) -> None:
    period = parse_period(printed)
    assert period
    found = period_key(period, transformation)
    assert (str(found) if found else None) == key


@pytest.mark.parametrize(
    ("period", "transformation", "frequency", "result"),
    [
        ("2024-S1", T.YTD_YOY, Frequency.QUARTERLY, "2024-Q2"),
        ("2024-M06", T.YTD, Frequency.QUARTERLY, "2024-Q2"),
        ("2024-M05", T.YTD, Frequency.QUARTERLY, "2024-M05"),
        ("2024-Q1", T.YTD, Frequency.MONTHLY, "2024-M03"),
        ("2024-Q3", T.YTD, Frequency.EVENT, "2024-M09"),
        ("2024-S1", T.YTD, Frequency.SEMIANNUAL, "2024-S1"),
        ("2024-Q1", T.LEVEL, Frequency.MONTHLY, "2024-Q1"),
        ("2024", T.YTD, Frequency.MONTHLY, "2024"),
    ],
)
def test_a_cumulative_figure_joins_the_series_of_its_indicator(
    period: str, transformation: T, frequency: Frequency, result: str
) -> None:
    assert aligned(Period.of(period), transformation, frequency) == Period.of(result)
