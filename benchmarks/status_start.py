"""Prints how long ``status`` takes against importing the libraries it cannot do without. Budget: at most 2.

Both are whole processes, taken in turns, after byte-compiling the source; the median of the ratios is printed.
"""

import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src"
ROUNDS = 25
BARE = [sys.executable, "-c", "import sqlite3, tomllib, json, click, decimal"]


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Builds a demo workspace and compares."""
    compileall.compile_dir(SOURCE, quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        demo = str(Path(folder) / "demo")
        program = [sys.executable, "-m", "gaoxin_monitor"]
        subprocess.run([*program, "demo", "--no-open", demo], check=True, stderr=subprocess.DEVNULL)
        status = [*program, "--workspace", demo, "status"]
        _seconds(status)
        pairs = [(_seconds(BARE), _seconds(status)) for _ in range(ROUNDS)]
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    bare, ours = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(f"bare imports {bare:.0f} ms, status {ours:.0f} ms, ratio {ratio:.2f} (budget 2)")


if __name__ == "__main__":
    main()
