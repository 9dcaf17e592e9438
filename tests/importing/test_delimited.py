import csv
import io

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gaoxin_monitor.importing.delimited import TextFault, find_delimiter, read_table
from gaoxin_monitor.importing.grid import Sheet


def _sheet(text: str, *, large: int = 10**9) -> Sheet:
    found = read_table(text, large=large)
    assert isinstance(found, Sheet), found
    return found


def _lines(sheet: Sheet) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.line, row.cells) for row in sheet]


def test_rows_keep_their_physical_line_over_blank_lines_and_quoted_line_breaks() -> None:
    text = '标题\n\n指标,2024年\n甲,1\n"注：一\n二",\n来源,2\n'
    assert [line for line, _ in _lines(_sheet(text))] == [1, 3, 4, 5, 7]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_kind_of_line_end_gives_the_same_rows(end: str) -> None:
    assert _lines(_sheet(end.join(["指标,2024年", "甲,1", "乙,2"]))) == [
        (1, ("指标", "2024年")),
        (2, ("甲", "1")),
        (3, ("乙", "2")),
    ]


def test_cells_lose_the_white_space_around_them() -> None:
    ((_, cells),) = _lines(_sheet("指标\t, 2024年　,\u00a0\n"))
    assert cells == ("指标", "2024年", "")


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_mark_of_most_lines(mark: str) -> None:
    assert find_delimiter(f"标题\n甲{mark}1{mark}2\n乙{mark}3{mark}4\n") == mark


def test_a_comma_wins_over_a_tab_that_stands_beside_it() -> None:
    assert find_delimiter("指标\t,2024年\t,\n甲\t,1\t,\n") == ","


@pytest.mark.parametrize(
    "text",
    [
        '指标,2024年\n甲,"1\n乙,2\n丙,3\n',
        '指标,2024年,2023年\n甲,"1,2\n乙,3,4\n"注：五"\n',
        '指标,2024年,2023年\n甲,1,2\n"注：五\n六\n',
        '指标,2024年,2023年\n甲,"1,2\n乙,3,4\n丙,5",6\n',
        '指标,2024年\n甲,"1\n乙,2\n丙",3\n',
    ],
)
def test_a_quote_that_is_not_closed_is_found_on_the_line_where_it_opens(text: str) -> None:
    fault = read_table(text)
    assert isinstance(fault, TextFault)
    assert fault.slug == "quote-broken"
    assert text.splitlines()[fault.line - 1].count('"') == 1


def test_a_cell_of_enormous_length_is_a_fault_and_no_exception() -> None:
    fault = read_table("甲,1\n乙," + "2" * 200_000)
    assert isinstance(fault, TextFault)
    assert (fault.slug, fault.line) == ("csv-field-huge", 2)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=8)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=210, max_size=230)
)


def _printed(rows: list[list[str]], end: str = "\n") -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator=end).writerows(rows)
    return stream.getvalue()


@settings(max_examples=60, deadline=None)
@given(TABLES, st.sampled_from(["\n", "\r\n"]))
def test_both_readers_agree_on_every_table(rows: list[list[str]], end: str) -> None:
    text = _printed(rows, end)
    small, large = read_table(text), read_table(text, large=0)
    if isinstance(small, TextFault):
        assert isinstance(large, TextFault)
        return
    assert isinstance(large, Sheet)
    assert _lines(small) == _lines(large)
    assert small.frame.equals(large.frame)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet='甲1,"\n\t -', max_size=12), min_size=205, max_size=220))
def test_both_readers_agree_on_texts_that_nobody_wrote_as_a_table(lines: list[str]) -> None:
    text = "\n".join(lines)
    assume(text.strip())
    small, large = read_table(text), read_table(text, large=0)
    if isinstance(small, TextFault):
        assert small == large
    else:
        assert isinstance(large, Sheet)
        assert _lines(small) == _lines(large)


def test_a_regular_large_text_is_kept_as_a_frame_and_shows_the_same_rows() -> None:
    rows = [["快报"], ["月份", "指标", "数"], *(["2024年5月", f"指标{n}", str(n)] for n in range(1000)), ["注：完"]]
    text = _printed(rows)
    large, small = _sheet(text, large=0), _sheet(text)
    assert len(large.head) == 100
    assert _lines(large) == _lines(small)
    assert large.frame.equals(small.frame)
    assert large.frame["line"].to_list() == list(range(1, 1004))
    assert large.width == 3


def test_quoted_thousands_do_not_drive_a_large_text_to_the_slow_reader() -> None:
    text = _printed([["月份", "数", "数"], *(["2024年5月", f"{n:,}", str(n)] for n in range(1000, 2000))])
    large = _sheet(text, large=0)
    assert len(large.head) == 100
    assert large.frame.equals(_sheet(text).frame)


@pytest.mark.parametrize("odd", ["短", "a,b,c,d", '"x\ny",1,2', "", 'a"b,1,2'])
def test_one_irregular_line_in_the_middle_sends_the_text_to_the_exact_reader(odd: str) -> None:
    lines = ["甲,1,2"] * 300
    lines[150] = odd
    text = "\n".join(lines) + "\n"
    assert _lines(_sheet(text, large=0)) == _lines(_sheet(text))


def test_a_frame_pads_short_rows_and_knows_their_true_width() -> None:
    sheet = _sheet("标题\n甲,1,2\n")
    assert sheet.frame.equals(
        pl.DataFrame(
            {"line": [1, 2], "c1": ["标题", "甲"], "c2": ["", "1"], "c3": ["", "2"]},
            schema_overrides={"line": pl.UInt32},
        )
    )
    assert sheet.widths == {1: 1, 2: 3}


def test_a_note_with_line_breaks_and_figures_in_it_is_no_swallowed_record() -> None:
    text = '指标,2024年\n甲,1\n"注：一\n参见 2024 年公报, 第 3 页\n二"\n'
    assert [line for line, _ in _lines(_sheet(text))] == [1, 2, 3]
