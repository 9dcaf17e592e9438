import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.text import broken, cell, content, fit, install_backstop, label, lines, pad, plain, width, wrap

HARMLESS = {
    "合计[/]": "合计[/]",
    "[red]注意[/red]": "[red]注意[/red]",
    "[@click=app.quit]点我[/]": "[@click=app.quit]点我[/]",
    ":smile: 状态": ":smile: 状态",
    r"C:\统计\[2024]": r"C:\统计\[2024]",
}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31m红", "␛[31m红"),
        ("a\x00b", "a␀b"),
        ("一\n二\r三", "一␊二␍三"),
        ("x\x7fy", "x␡y"),
        ("\x9b31m", "�31m"),
        ("\u202e倒过来\u2066", "�倒过来�"),
        ("\u200b\ufeff零宽", "��零宽"),
        ("\ud800", "�"),
        ("⚠\ufe0f 注意", "⚠ 注意"),
        *HARMLESS.items(),
    ],
)
def test_data_become_one_harmless_line(written: str, shown: str) -> None:
    assert plain(written) == shown


@given(st.text())
def test_whatever_is_written_no_control_format_or_surrogate_remains(written: str) -> None:
    kinds = {unicodedata.category(character) for character in plain(written)}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(plain(written)) & set("\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad")


@given(st.text(), st.integers(0, 40))
def test_what_is_fitted_is_never_wider_and_says_when_it_was_cut(written: str, cells: int) -> None:
    fitted = fit(written, cells, "..")
    assert width(fitted) <= cells
    assert fitted == plain(written) or fitted.endswith(".." if cells > 2 else "."[:cells]) or cells < 2


@given(st.text(), st.integers(2, 40), st.sampled_from(["left", "right"]))
def test_what_is_padded_is_exactly_as_wide(written: str, cells: int, align: str) -> None:
    assert width(pad(written, cells, "…", "right" if align == "right" else "left")) == cells


@given(st.text(st.characters(codec="utf-8")), st.integers(2, 30))
def test_wrapping_loses_nothing_and_keeps_the_width(written: str, cells: int) -> None:
    broken = wrap(written, cells)
    assert "".join(broken) == plain(written)
    assert all(width(line) <= cells for line in broken)


def test_chinese_text_is_cut_between_characters_with_a_mark() -> None:
    assert fit("社会消费品零售总额增速", 10, "…") == "社会消费…"
    assert pad("增速", 6, "…", "right") == "  增速"


def test_several_lines_keep_their_breaks_and_nothing_else() -> None:
    assert lines("一\n\x1b]0;题\x07\n\t三") == "一\n␛]0;题␇\n    三"


@pytest.mark.parametrize("written", HARMLESS)
def test_every_door_takes_markup_literally(written: str) -> None:
    assert cell(written).plain == written
    assert not cell(written).spans
    assert content([(written, "")]).plain == written
    assert str(label(written).content) == written


def drawn(*segments: str) -> str:
    console = Console(file=StringIO(), force_terminal=True, color_system="truecolor")
    return Strip([Segment(segment, Style(bold=True)) for segment in segments]).render(console)


@pytest.fixture
def backstop() -> object:
    install_backstop()
    yield
    install_backstop()


@pytest.mark.usefixtures("backstop")
def test_the_backstop_disarms_what_reaches_a_strip_by_another_way() -> None:
    assert drawn("安全", "\x1b]0;owned\x07", "\u202e", "\x9b2J") == drawn("安全", "␛]0;owned␇", "�", "�2J")


@pytest.mark.usefixtures("backstop")
def test_in_narrow_mode_nothing_of_ambiguous_width_is_drawn() -> None:
    install_backstop(narrow=True)
    everything = "─│┌┐└┘█▁●○…—“”·×≥≤→↑▲■①Ⅲ℃‰±αЖ§°▇ 中文，（）1—2月 ✓✗"
    shown = drawn(everything)
    assert not [sign for sign in shown if unicodedata.east_asian_width(sign) == "A"]
    assert "中文，（）1-2月 ✓✗" in shown
    assert width(text._drawable(everything, narrow=True)) == width(everything)


def test_a_long_heading_runs_on_at_the_next_column() -> None:
    assert text.split("重点项目与投资", 8) == ("重点项目", "与投资")
    assert text.split("重点项目与投资", 7) == ("重点项 ", "目与投资")
    assert text.split("重点", 8) == ("重点", "")


def test_words_days_and_closing_marks_stay_with_their_lines() -> None:
    told = "渭滨智造口服制剂车间改造项目（计划日期2024-06-08、预计日期2024-08-31），资金未落实"
    for cells in range(24, 60):
        broken_lines = wrap(told, cells)
        assert "".join(broken_lines) == told
        assert all(width(line) <= cells for line in broken_lines)
        assert sum("2024-06-08" in line for line in broken_lines) == 1
        assert not [line for line in broken_lines if line[0] in "，、）" or line[-1] == "（"]


def test_a_styled_row_breaks_like_its_text() -> None:
    rows = list(broken([("计划2024-05-31完成，已逾期55天  ", "bold"), ("责任 发改/项目办 | 发布 统计局", "dim")], 30))
    assert ["".join(words for words, _ in row) for row in rows] == [
        "计划2024-05-31完成，已逾期55天",
        " 责任 发改/项目办 | 发布 统计",
        "局",
    ]
    assert [style for row in rows for _, style in row] == ["bold", "bold", "dim", "dim"]
