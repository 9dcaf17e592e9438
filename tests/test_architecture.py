"""What the import graph and the linter cannot see: calls that do I/O in the domain, and what plugins import."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "gaoxin_monitor"


def _trees(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def _calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, getattr(node.func, "attr", getattr(node.func, "id", ""))


def test_the_domain_calls_nothing_that_reads_writes_or_prints() -> None:
    for path, tree in _trees(SOURCE / "domain"):
        for line, name in _calls(tree):
            assert not name.startswith(("read_", "scan_", "write_", "sink_")), f"{path}:{line} {name}"
            assert name not in {"open", "print", "now", "today"}, f"{path}:{line} {name}"


def test_plugins_import_only_the_public_api_of_ours() -> None:
    found = 0
    for path, tree in _trees(ROOT / "plugins"):
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            ours = [name for name in names if name.split(".")[0] == "gaoxin_monitor"]
            found += len(ours)
            assert set(ours) <= {"gaoxin_monitor.plugin"}, f"{path}: {ours}"
    assert found


def test_no_module_is_longer_than_400_lines_and_no_function_than_60() -> None:
    for folder in (SOURCE, ROOT / "plugins"):
        for path, tree in _trees(folder):
            assert len(path.read_text("utf-8").splitlines()) <= 400, path
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    assert (node.end_lineno or 0) - node.lineno < 60, f"{path}:{node.lineno} {node.name}"


HEAVY = ("polars", "pydantic", "textual", "xlsxwriter", "tomlkit", "rich", "pluggy", "python_calamine", "pypinyin")

_PROBE = """
import sys
from gaoxin_monitor.cli import run
code = run({arguments!r})
sys.stdout.flush()
print("LOADED", *sorted({{name.split(".")[0] for name in sys.modules}} & set({heavy!r})), file=sys.stderr)
sys.exit(code)
"""


def _loaded(arguments: list[str]) -> set[str]:
    program = _PROBE.format(arguments=arguments, heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.rpartition("LOADED")[2].split())


def test_status_loads_nothing_heavy(demo: Path) -> None:
    arguments = ["--workspace", str(demo), "status"]
    _loaded(arguments)  # the first call may compile the configuration
    assert _loaded(arguments) == set()


def test_help_and_version_load_nothing_heavy() -> None:
    assert _loaded(["--version"]) == set()
    assert _loaded(["--help"]) == set()
