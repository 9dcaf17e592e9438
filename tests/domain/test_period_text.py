import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gaoxin_monitor.domain.period_text import parse_period

SINGLE = [
    ("2024年5月", "2024-M05"),
    ("2024-05", "2024-M05"),
    ("2024.05", "2024-M05"),
    ("202405", "2024-M05"),
    ("2024年第一季度", "2024-Q1"),
    ("2024Q1", "2024-Q1"),
    ("2024年05月", "2024-M05"),
    ("2024年5月份", "2024-M05"),
    ("2024/5", "2024-M05"),
    ("2024-M05", "2024-M05"),
    ("2024-12", "2024-M12"),
    ("202412", "2024-M12"),
    ("1999年1月", "1999-M01"),
    ("2024", "2024"),
    ("2024年", "2024"),
    ("2024年全年", "2024"),
    ("2024年一季度", "2024-Q1"),
    ("2024年第2季度", "2024-Q2"),
    ("2024年三季度", "2024-Q3"),
    ("2024年第四季度", "2024-Q4"),
    ("2024年4季度", "2024-Q4"),
    ("2024-Q3", "2024-Q3"),
    ("2024年Q2", "2024-Q2"),
    ("2024年下半年", "2024-S2"),
    ("2024-S1", "2024-S1"),
    ("2024-S2", "2024-S2"),
    ("２０２４年５月", "2024-M05"),
    ("２０２４０５", "2024-M05"),
    ("２０２４．０５", "2024-M05"),
    ("2024—05", "2024-M05"),
    (" 2024 年 5 月 ", "2024-M05"),
    ("2024年\u30005月", "2024-M05"),
    ("2016.1", "2016-M01"),
]

CUMULATIVE = [
    ("2024年1-5月", "2024-M05"),
    ("2024年1—5月", "2024-M05"),
    ("2024年1–5月", "2024-M05"),
    ("2024年1~5月", "2024-M05"),
    ("2024年1～5月", "2024-M05"),
    ("2024年1至5月", "2024-M05"),
    ("2024年1月至5月", "2024-M05"),
    ("2024年1月-5月", "2024-M05"),
    ("2024年1−5月", "2024-M05"),
    ("2024年1－5月", "2024-M05"),
    ("2024年1-5月份", "2024-M05"),
    ("２０２４年１—５月", "2024-M05"),
    ("2024年1—2月", "2024-M02"),
    ("2024年1—12月", "2024-M12"),
    ("2024年1-10月", "2024-M10"),
    ("2024年上半年", "2024-S1"),
    ("2024上半年", "2024-S1"),
    ("2024年前三季度", "2024-Q3"),
    ("2024年前3季度", "2024-Q3"),
    ("2024-01-01/P2M", "2024-01-01/P2M"),
]

WITHOUT_YEAR = [
    ("5月", "2024-M05", False),
    ("5月份", "2024-M05", False),
    ("12月", "2024-M12", False),
    ("1-5月", "2024-M05", True),
    ("1—2月", "2024-M02", True),
    ("１—５月", "2024-M05", True),
    ("1月至5月", "2024-M05", True),
    ("上半年", "2024-S1", True),
    ("下半年", "2024-S2", False),
    ("前三季度", "2024-Q3", True),
    ("第一季度", "2024-Q1", False),
    ("一季度", "2024-Q1", False),
    ("Q4", "2024-Q4", False),
    ("全年", "2024", False),
]

NO_PERIOD = [
    "",
    " ",
    "\u3000",
    "年",
    "月",
    "13月",
    "0月",
    "2024年0月",
    "2024年13月",
    "2024年00月",
    "2024-13",
    "2024-00",
    "202413",
    "202400",
    "季度5",
    "2024年季度5",
    "2024年五季度",
    "2024年第0季度",
    "2024Q5",
    "2024Q0",
    "2024-S3",
    "2024年1-1月",
    "2024年1-13月",
    "2024年2-5月",
    "2024年5-1月",
    "2024年前四季度",
    "2024年左半年",
    "2024年5月1日",
    "2024-05-31",
    "3024年5月",
    "24年5月",
    "20245",
    "2024050",
    "累计",
    "指标名称",
    "garbage",
    "21298.5",
    "—",
    "…",
    "2024年5月2024年5月",
]


@pytest.mark.parametrize(("text", "period"), SINGLE)
def test_a_text_names_one_period(text: str, period: str) -> None:
    found = parse_period(text)
    assert found is not None
    assert (str(found.period), found.from_january) == (period, False)


@pytest.mark.parametrize(("text", "period"), CUMULATIVE)
def test_words_of_a_cumulation_are_told_from_single_periods(text: str, period: str) -> None:
    found = parse_period(text)
    assert found is not None
    assert (str(found.period), found.from_january) == (period, True)


@pytest.mark.parametrize(("text", "period", "cumulative"), WITHOUT_YEAR)
def test_a_text_without_a_year_takes_the_default_and_is_none_without_it(
    text: str, period: str, *, cumulative: bool
) -> None:
    found = parse_period(text, default_year=2024)
    assert found is not None
    assert (str(found.period), found.from_january) == (period, cumulative)
    assert parse_period(text) is None


@pytest.mark.parametrize(("text", "period"), SINGLE + CUMULATIVE)
def test_a_year_in_the_text_beats_the_default(text: str, period: str) -> None:
    found = parse_period(text, default_year=2031)
    assert found is not None
    assert str(found.period) == period


@pytest.mark.parametrize("text", NO_PERIOD)
@pytest.mark.parametrize("default_year", [None, 2024])
def test_other_texts_name_no_period(text: str, default_year: int | None) -> None:
    assert parse_period(text, default_year=default_year) is None


PIECES = st.lists(
    st.sampled_from(
        [*"0123456789０５年月第一二三四季度上下半前全至—–~～-./QSM ", "2024", "1-", "P2M", "\u0664", "①", "\x00"]
    ),
    max_size=12,
).map("".join)


@given(st.text(max_size=20) | PIECES, st.none() | st.integers(-10, 10000))
@example("20\u0662\u0664年5月", 2024)
@example("㋄", 2024)
def test_no_text_ever_raises(text: str, default_year: int | None) -> None:
    found = parse_period(text, default_year=default_year)
    assert found is None or 1900 <= found.period.year <= 2099


@given(st.integers(1900, 2099), st.integers(2, 12), st.sampled_from(["-", "—", "–", "~", "～", "至", "－"]))
def test_every_dash_means_the_same_cumulation(year: int, month: int, dash: str) -> None:
    found = parse_period(f"{year}年1{dash}{month}月")
    assert found is not None
    assert (found.period.year, found.period.month, found.period.months) == (year, month, 1)
    assert found.from_january
