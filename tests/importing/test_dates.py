from datetime import date

import pytest

from gaoxin_monitor.domain.periods import Period, PrintedPeriod
from gaoxin_monitor.importing.dates import read_day, read_period, read_together, stated_day
from gaoxin_monitor.importing.naming import day_in_name


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-30", "2024-06-30"),
        ("2024/6/3", "2024-06-03"),
        ("2024.6.3", "2024-06-03"),
        ("2024年6月3日", "2024-06-03"),
        ("２０２４年６月３日", "2024-06-03"),
        ("20240603", "2024-06-03"),
        ("2024-06-03 00:00:00", "2024-06-03"),
        ("2024年6月底", "2024-06-30"),
        ("2024年2月末", "2024-02-29"),
        ("", ""),
        ("—", ""),
        ("无", ""),
        ("2024年6月", None),
        ("2024-02-30", None),
        ("2024年13月底", None),
        ("月底", None),
        ("45000", None),
    ],
)
def test_a_day_is_read_when_it_is_written_to_the_day(text: str, day: str | None) -> None:
    assert read_day(text) == day


def test_a_typed_first_or_last_of_month_stands_for_its_month() -> None:
    may = PrintedPeriod(Period(2024, 5, 1))
    assert read_period("2024年5月") == read_period("2024-05-01") == read_period("2024-05-31") == may
    assert read_period("2024-05-15") is None
    assert read_period("2024年13月") is None
    assert read_period("5月", default_year=2024) == may


def _months(*texts: str) -> list[str]:
    return [found if isinstance(found, str) else str(found.period) for found in read_together(texts)]


def test_a_cut_zero_makes_october_where_other_months_have_two_digits() -> None:
    assert _months("2016.01", "2016.09", "2016.1", "2016.11") == ["2016-M01", "2016-M09", "2016-M10", "2016-M11"]


def test_neighbours_tell_january_from_october() -> None:
    assert _months("2016.9", "2016.1", "2016.11") == ["2016-M09", "2016-M10", "2016-M11"]
    assert _months("2015.12", "2016.1", "2016.2") == ["2015-M12", "2016-M01", "2016-M02"]
    assert _months("2016.11", "2016.1", "2016.9") == ["2016-M11", "2016-M10", "2016-M09"]


def test_january_where_october_is_printed_too() -> None:
    assert _months("2016.1", "2016.10") == ["2016-M01", "2016-M10"]


def test_nothing_is_guessed_where_nothing_tells() -> None:
    assert _months("2016.1", "2017.1") == ["period-ambiguous", "period-ambiguous"]
    assert _months("2016.1") == ["period-ambiguous"]
    assert _months("合计", "2024年5月") == ["period-unreadable", "2024-M05"]


def test_a_line_states_its_day_after_the_word_for_it() -> None:
    assert stated_day("填报单位：示例局　填报日期：2024年6月7日") == date(2024, 6, 7)
    assert stated_day("发布时间:2024-06-07 10:00") == date(2024, 6, 7)
    assert stated_day("2024年6月7日") is None
    assert stated_day("填报日期：2024年2月30日") is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("快报2024-06-07.csv", date(2024, 6, 7)),
        ("快报_20240607.xlsx", date(2024, 6, 7)),
        ("2024年6月17日快报.csv", date(2024, 6, 17)),
        ("2024年5月快报.csv", None),
        ("分省年度数据 (1).csv", None),
        ("20240607_20240608.csv", None),
        ("20240607_2024-06-07.csv", date(2024, 6, 7)),
        ("编号1202406071.csv", None),
        ("20240631.csv", None),
    ],
)
def test_a_name_dates_a_file_only_with_one_whole_day(name: str, day: date | None) -> None:
    assert day_in_name(name) == day
