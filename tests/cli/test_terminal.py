"""Lines on a terminal of some width: columns that give way, sentences that are broken, and nothing lost in a pipe."""

import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from gaoxin_monitor.cli.terminal import cut, fitted, width, wrapped


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (0, [6, 40, 10, 8]),  # into a pipe
        (70, [6, 40, 10, 8]),
        (60, [6, 30, 10, 8]),
        (54, [6, 24, 10, 8]),
        (53, [6, 33, 10]),
        (20, [6]),
    ],
)
def test_a_flexible_column_is_cut_before_the_last_ones_stay_away(room: int, shown: list[int]) -> None:
    assert fitted([6, 40, 10, 8], room, flexible=1) == shown


def test_a_cut_text_takes_no_more_cells_than_it_may() -> None:
    assert cut("规划建设全市消费中心", 20) == "规划建设全市消费中心"
    assert cut("规划建设全市消费中心", 12) == "规划建设全…"
    assert width(cut("规划建设全市消费中心", 12)) == 11


def test_a_sentence_is_broken_between_words_and_never_before_a_closing_mark() -> None:
    line = "    累计2.71亿元，完成36.1%，欠序时4.9个百分点；科技局.csv 第4行（D4）"
    pieces = wrapped(line, 30)
    assert "".join(piece.strip() for piece in pieces).replace(" ", "") == line.replace(" ", "")
    assert all(width(piece) <= 30 for piece in pieces)
    assert all(piece.startswith("    ") and piece.strip()[0] not in "，；）" for piece in pieces)
    assert any("36.1%，" in piece for piece in pieces)


def test_a_word_wider_than_the_terminal_stays_whole() -> None:
    assert wrapped("x " + "y" * 50, 20) == ["x", "y" * 50]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on Windows")
def test_on_eighty_columns_the_main_figures_are_shown_and_the_rest_is_named(demo: Path) -> None:
    text = _on_terminal(80, "--workspace", str(demo), "status", "--light", "滞后")
    lines = text.splitlines()
    assert all(width(line) <= 80 for line in lines)
    assert lines[4].split() == ["状态", "目标", "目标值", "当前", "进度", "差"]
    assert "终端较窄，没有显示 年底研判、期别、数据标记、责任单位" in text


def _on_terminal(columns: int, *arguments: str) -> str:
    """What the program writes to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    command = [sys.executable, "-m", "gaoxin_monitor", *arguments]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as program:
        os.close(theirs)
        found = b""
        while piece := _read(ours):
            found += piece
        program.wait()
    os.close(ours)
    return found.decode().replace("\r\n", "\n")


def _read(stream: int) -> bytes:
    try:
        return os.read(stream, 65536)
    except OSError:  # how Linux says that the other side has closed
        return b""
