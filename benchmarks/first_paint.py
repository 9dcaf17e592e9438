"""First painted board against a bare Textual app with a table of the same size: wall time, CPU and peak memory.

Both run in a pseudo-terminal of 160x48 in turn, after one run to warm the caches; the medians of seven runs each and
their ratio are printed. ``python benchmarks/first_paint.py [WORKSPACE]``; without one the demo is built first.
"""

import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path

RUNS = 7
COLUMNS, LINES = 160, 48
WIDTH_QUESTION, WIDTH_ANSWER = b"\x1b[6n", b"\x1b[1;2R"
PATIENCE = 60.0
BARE = """
import os
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
from textual.widgets import DataTable, Footer, Header
from rich.text import Text
class Bare(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Header()
        yield DataTable(cursor_type="row")
        yield Footer()
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns(*"状态,指标,目标,当前,进度,序时,差,走势,期别,责任单位,标记".split(","))
        cells = "✗ 滞后,技术合同登记额,7.5亿元,2.13亿元,28.4%,41.0%,-12.6点,▁▁▃▄▆█,2024-06,科技,数据陈旧".split(",")
        for _ in range(99):
            table.add_row(*map(Text, cells))
Bare().run()
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One start: seconds to the first whole frame, CPU seconds and peak memory at its end."""

    wall: float
    cpu: float
    memory: float


def start(command: list[str], painted: str) -> Run:
    """Starts a program, waits until the words of its last line are drawn, and ends it."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(master, (LINES, COLUMNS))
    environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    began = time.perf_counter()
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environ, start_new_session=True)
    os.close(slave)
    written = b""
    while painted.encode() not in written and time.perf_counter() - began < PATIENCE:
        if select.select([master], [], [], 1.0)[0]:
            chunk = os.read(master, 65536)
            written += chunk
            if WIDTH_QUESTION in chunk:
                os.write(master, WIDTH_ANSWER)
    wall = time.perf_counter() - began
    process.kill()
    _, _, usage = os.wait4(process.pid, 0)
    os.close(master)
    if painted.encode() not in written:
        sys.exit(f"never painted: {command[:3]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main() -> None:
    """Prints the two medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "demo"
        program = [sys.executable, "-m", "gaoxin_monitor"]
        if not workspace.exists():
            subprocess.run([*program, "demo", str(workspace), "--no-open"], check=True, stdout=subprocess.DEVNULL)
        ours = [*program, "--workspace", str(workspace)]
        bare = [sys.executable, "-c", BARE]
        runs: dict[str, list[Run]] = {"bare": [], "board": []}
        for turn in range(RUNS + 1):
            for name, command, painted in (("bare", bare, "Quit"), ("board", ours, "F10")):
                run = start(command, painted)
                if turn:
                    runs[name].append(run)
    medians = {
        name: [statistics.median(getattr(run, what) for run in found) for what in Run.__slots__]
        for name, found in runs.items()
    }
    for name, (wall, cpu, memory) in medians.items():
        print(f"{name:6} wall {wall * 1000:6.0f} ms  cpu {cpu * 1000:6.0f} ms  peak {memory:5.1f} MiB")
    ratios = [board / base for board, base in zip(medians["board"], medians["bare"], strict=True)]
    print("ratio  wall {:6.2f}     cpu {:6.2f}     peak {:5.2f}".format(*ratios))


if __name__ == "__main__":
    main()
