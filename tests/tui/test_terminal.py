"""The program on a real pseudo-terminal: what reaches it byte by byte, and how it is left behind."""

import contextlib
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import pty
import termios

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 15.0
PRELUDE = """
import os, sys
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
from tests.tui.given import MemoryDesk, SESSION
from gaoxin_monitor.tui import run
def show(desk, **more):
    sys.exit(run(desk, today=SESSION.today, user=SESSION.user, now=SESSION.now, **more))
"""


class Terminal:
    """A program on a pty of 100x30; everything it ever wrote is in ``written``."""

    def __init__(self, script: str, **environ: str) -> None:
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(self.master, (30, 100))
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        self.written = b""
        self.process = subprocess.Popen(
            [sys.executable, "-c", PRELUDE + script],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=REPOSITORY,
            env={"TERM": "xterm-256color", "PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environ},
            start_new_session=True,
        )

    def read(self, seconds: float) -> bool:
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        with contextlib.suppress(OSError):
            chunk = os.read(self.master, 65536)
            self.written += chunk
            return bool(chunk)
        return False

    def wait_for(self, words: str, *, since: int = 0) -> None:
        """Until the words stand in what was written after ``since``; styles between them do not count."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.shown(since):
            assert time.monotonic() < deadline, f"{words!r} never came: {self.shown(since)[-2000:]}"
            self.read(0.2)

    def shown(self, since: int = 0) -> str:
        return re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]", "", self.written[since:].decode("utf-8", "replace"))

    def press(self, keys: bytes) -> int:
        os.write(self.master, keys)
        return len(self.written)

    def end(self) -> int:
        while self.process.poll() is None:
            self.read(0.05)
        while self.read(0.05):
            pass
        return self.process.returncode

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


def left_in_order(terminal: Terminal) -> bool:
    tail = terminal.written[terminal.written.rfind(b"\x1b[?1049l") :]
    return (
        tail.startswith(b"\x1b[?1049l")
        and b"\x1b[?25h" in terminal.written
        and b"\x1b[?1000l" in terminal.written
        and termios.tcgetattr(terminal.slave) == terminal.before
    )


def test_no_control_byte_of_the_data_reaches_the_terminal(terminals: list[Terminal]) -> None:
    terminal = Terminal("from tests.tui.test_hostile import hostile_desk, PAYLOADS\nshow(hostile_desk(*PAYLOADS[:4]))")
    terminals.append(terminal)
    terminal.wait_for("F10")
    for keys, words in (
        (b"\r", "PgUp"),
        (b"\x1b[6~", "2/30"),
        (b"\x1b", "F7"),
        (b"\x1b[15~", "2024-06"),
        (b"\x1b", "F7"),
    ):
        terminal.wait_for(words, since=terminal.press(keys))
    terminal.press(b"\x1b[21~")
    assert terminal.end() == 0
    assert b"OWNED" in terminal.written
    for harm in (
        b"\x1b]0;",
        b"\x1b[31mREDMARK",
        b"\xc2\x9b",
        b"\xc2\x9d",
        b"\xe2\x80\xae",
        b"\xe2\x81\xa6",
        b"OWNED\x07",
    ):
        assert harm not in terminal.written


def test_kitty_keys_are_off_so_that_input_methods_work(terminals: list[Terminal]) -> None:
    terminal = Terminal("show(MemoryDesk())")
    terminals.append(terminal)
    terminal.wait_for("F10")
    terminal.press(b"q")
    assert terminal.end() == 0
    assert not re.search(rb"\x1b\[>\d+u", terminal.written)
    assert left_in_order(terminal)


def test_chinese_typed_by_an_input_method_arrives_whole(terminals: list[Terminal]) -> None:
    terminal = Terminal("show(MemoryDesk())")
    terminals.append(terminal)
    terminal.wait_for("F10")
    terminal.wait_for("名称、拼音首字母", since=terminal.press("、".encode()))
    terminal.wait_for("显示 1/30", since=terminal.press("技术合同".encode()))
    terminal.wait_for("技术合同、[", since=terminal.press("、[".encode()))
    terminal.press(b"\x1b[21~")
    assert terminal.end() == 0


@pytest.mark.parametrize("locale", ["C", "zh_CN.GBK"])
def test_a_locale_without_utf8_does_not_spoil_the_text(terminals: list[Terminal], locale: str) -> None:
    terminal = Terminal("show(MemoryDesk())", LANG=locale, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    terminals.append(terminal)
    terminal.wait_for("技术合同登记额")
    terminal.press(b"q")
    assert terminal.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_session_ended_from_outside_leaves_the_terminal_in_order(
    terminals: list[Terminal], number: signal.Signals
) -> None:
    terminal = Terminal("show(MemoryDesk())")
    terminals.append(terminal)
    terminal.wait_for("F10")
    terminal.process.send_signal(number)
    assert terminal.end() == 128 + number
    assert left_in_order(terminal)


CRASH = """
from gaoxin_monitor.tui.widgets.why import Why
def boom(self):
    figure = "21298万元"
    raise ValueError(figure)
Why.render = boom
show(MemoryDesk())
"""


def test_a_crash_leaves_the_terminal_in_order_and_tells_no_data(terminals: list[Terminal]) -> None:
    terminal = Terminal(CRASH)
    terminals.append(terminal)
    assert terminal.end() == 1
    assert left_in_order(terminal)
    report = terminal.shown(terminal.written.rfind(b"\x1b[?1049l"))
    assert "ValueError" in report
    assert "boom" in report
    assert "21298" not in report


ASKED = """
from gaoxin_monitor.tui.glyphs import GlyphMode, ambiguous_is_wide, probe
print("cells", probe(sys.__stdin__, sys.__stderr__), flush=True)
"""


@pytest.mark.parametrize(("column", "cells"), [(2, "1"), (3, "2")])
def test_the_terminal_is_asked_how_wide_ambiguous_signs_are(terminals: list[Terminal], column: int, cells: str) -> None:
    terminal = Terminal(ASKED)
    terminals.append(terminal)
    while b"\x1b[6n" not in terminal.written:
        assert terminal.read(PATIENCE)
    terminal.press(f"\x1b[1;{column}R".encode())
    terminal.wait_for(f"cells {cells}")
    assert terminal.end() == 0
    assert termios.tcgetattr(terminal.slave) == terminal.before


def test_a_terminal_that_does_not_answer_delays_the_start_only_briefly(terminals: list[Terminal]) -> None:
    terminal = Terminal(ASKED)
    terminals.append(terminal)
    terminal.wait_for("cells None")
    assert terminal.end() == 0


def test_in_a_terminal_of_chinese_widths_nothing_ambiguous_is_drawn(terminals: list[Terminal]) -> None:
    import unicodedata

    terminal = Terminal("show(MemoryDesk())")
    terminals.append(terminal)
    while b"\x1b[6n" not in terminal.written:
        assert terminal.read(PATIENCE)
    asked = len(terminal.written)
    terminal.press(b"\x1b[1;3R")
    terminal.wait_for("F10", since=asked)
    terminal.wait_for("PgUp", since=terminal.press(b"\r"))
    terminal.press(b"\x1b[21~")
    assert terminal.end() == 0
    shown = terminal.shown(asked)
    assert {sign for sign in shown if unicodedata.east_asian_width(sign) == "A"} == set()
    assert ">=11%" in shown
