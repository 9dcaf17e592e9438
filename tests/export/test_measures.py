"""Widths, line breaks and number formats, each by itself."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.export.numbers import ITEMS, POINTS, RATE, WHOLE, NumberFormat, as_precise_as, format_for
from gaoxin_monitor.export.widths import filled, width, wrapped


@pytest.mark.parametrize(
    ("text", "units"),
    [("", 0), ("abc", 3), ("区级", 4), ("1—6月", 6), ("●正常", 6), ("ｱ", 1), ("𠮷", 2)],
)
def test_full_width_counts_two_and_half_width_one(text: str, units: int) -> None:
    assert width(text) == units


def test_chinese_breaks_anywhere_and_latin_between_words() -> None:
    assert wrapped("区级财政收入", 8) == ("区级财政", "收入")
    assert wrapped("months 1-6 of 2024", 10) == ("months 1-6", "of 2024")
    assert wrapped("截至2024-07-25止", 10) == ("截至", "2024-07-25", "止")
    assert wrapped("f" * 64, 32) == ("f" * 32, "f" * 32)
    assert wrapped("短", 10) == ("短",)


def test_shorthand_in_brackets_is_never_torn() -> None:
    assert wrapped("不公开；[初]初步数", 9) == ("不公开；", "[初]初步", "数")
    assert wrapped("[初][缺]", 5) == ("[初]", "[缺]")


@given(st.text(max_size=80), st.integers(2, 40))
def test_no_line_is_wider_than_its_room_and_nothing_but_space_is_lost(text: str, room: int) -> None:
    lines = wrapped(text, room)
    if len(lines) > 1:
        assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("shape", "value", "pattern", "shown"),
    [
        (format_for(Unit("元", 8), Decimal("19278.126")), "19278.126", "#,##0.00", "19,278.13"),
        (format_for(Unit("美元", 4), Decimal(1)), "1", "#,##0.00", "1.00"),
        (format_for(Unit("%"), Decimal("4.51")), "4.51", "0.0", "4.5"),
        (format_for(Unit("户"), Decimal(1234)), "1234", "#,##0", "1,234"),
        (format_for(Unit("分"), Decimal("86.254")), "86.254", "#,##0.00", "86.25"),
        (format_for(None, Decimal(3)), "3", "#,##0", "3"),
        (POINTS, "2.25", "+0.0;-0.0;0.0", "+2.3"),
        (POINTS, "-2.25", "+0.0;-0.0;0.0", "-2.3"),
        (POINTS, "0", "+0.0;-0.0;0.0", "0.0"),
        (ITEMS, "-7", "+0;-0;0", "-7"),
        (RATE, "0.05", "0.0", "0.1"),
        (WHOLE, "40", "#,##0", "40"),
        (NumberFormat(1, grouped=False, prefix="≤"), "4.5", '"≤"0.0', "≤4.5"),
        (as_precise_as(Decimal("2.1298")), "2.1298", "#,##0.0000", "2.1298"),
        (as_precise_as(Decimal("1E+3")), "1E+3", "#,##0", "1,000"),
        (as_precise_as(Decimal("1.230")), "1.230", "#,##0.00", "1.23"),
    ],
)
def test_a_format_shows_what_excel_will_show(shape: NumberFormat, value: str, pattern: str, shown: str) -> None:
    assert shape.pattern == pattern
    assert shape.shown(Decimal(value)) == shown


def test_a_note_breaks_between_its_clauses() -> None:
    assert filled("数据截至七月；红在前、黄在后；[估] 估算", 26) == ["数据截至七月；", "红在前、黄在后；[估] 估算"]
    assert filled("数据截至七月", 8) == ["数据截至", "七月"]
    assert filled("one clause; another clause", 14) == ["one clause;", "another clause"]


@given(st.lists(st.text("期年月缺abc 0", min_size=1, max_size=20), min_size=1, max_size=6), st.integers(4, 60))
def test_notes_keep_every_word_within_the_room(clauses: list[str], room: int) -> None:
    note = "；".join(clauses)
    lines = filled(note, room)
    assert "".join("".join(lines).split()) == "".join(note.split())
    assert all(width(line) <= room for line in lines)
