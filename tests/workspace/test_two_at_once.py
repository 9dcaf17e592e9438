"""Two processes that import one file at once: one adds it, the other learns that it is in."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from gaoxin_monitor.workspace import layout
from gaoxin_monitor.workspace.administration import check_store
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.preview import ImportOptions

FILE = "统计月份,指标名称,计量单位,本月,本月止累计,累计同比(%)\n2024年5月,一般公共预算收入,亿元,0.36,1.85,4.1\n"
IMPORT = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.preview import ImportOptions

desk = Workspace.open(Path(sys.argv[1]), today=date(2024, 7, 25))
preview = desk.preview(desk.root / "inbox" / "快报.csv", ImportOptions())
print("ready", flush=True)
sys.stdin.readline()
batch = desk.commit(preview, user="甲", recorded_at=datetime(2024, 7, 25, tzinfo=UTC))
print("none" if batch is None else batch.id, flush=True)
"""


def _workspace(tmp_path: Path) -> Workspace:
    root = layout.init(tmp_path / "工作区")
    (root / "inbox" / "快报.csv").write_text(FILE, "utf-8")
    return Workspace.open(root, today=date(2024, 7, 25))


def _process(root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", IMPORT, str(root)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def test_of_two_processes_one_adds_the_file(tmp_path: Path) -> None:
    desk = _workspace(tmp_path)
    with _process(desk.root) as one, _process(desk.root) as other:
        both = (one, other)
        assert [process.stdout.readline() for process in both if process.stdout] == ["ready\n"] * 2
        for process in both:
            assert process.stdin
            process.stdin.write("\n")
            process.stdin.flush()
        told = sorted(process.stdout.readline() for process in both if process.stdout)
    assert told == ["1\n", "none\n"]
    assert [batch.id for batch in desk.batches()] == [1]
    assert check_store(desk.root)[0] == ()


def test_a_preview_that_aged_adds_nothing_and_names_the_batch_that_did(tmp_path: Path) -> None:
    desk = _workspace(tmp_path)
    now = datetime(2024, 7, 25, tzinfo=UTC)
    early, late = (desk.preview(desk.root / "inbox" / "快报.csv", ImportOptions()) for _ in range(2))
    batch = desk.commit(early, user="甲", recorded_at=now)
    assert batch
    assert late.earlier is None
    assert desk.commit(late, user="乙", recorded_at=now) is None
    assert desk.earlier_import(late) == batch
