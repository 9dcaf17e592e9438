"""What the import graph and the linter cannot see: calls that do I/O in the domain, and what plugins import."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

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


ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "os.putenv", "os.getcwd", "Path.cwd", "Path.home"}
CLOCK = {
    *(f"time.{name}" for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime")),
    *(f"{kind}.{name}" for kind in ("datetime", "date") for name in ("now", "utcnow", "today")),
}
CODE = {"import_module", "importlib.import_module", "__import__", "eval", "exec", "builtins.eval", "builtins.exec"}

ALLOWED = {
    "environment": {
        "cli/__init__.py": "what terminals must not be asked for is set before any library looks",
        "cli/request.py": "the one reader of the surroundings",
        "cli/root.py": "click's own words follow LANGUAGE; help is in the language of the workspace one stands in",
        "importing/guard.py": "what an importer's code moves (the current folder) is put back where it was",
    },
    "clock": {"cli/request.py": "the one reader of the clock"},
    "code": {
        "cli/localised.py": "a command is imported when it runs; the table of modules is a constant",
        "domain/frozen.py": "initialisers are compiled from names of fields, as the standard library does",
        "importing/loading.py": "importer files run only when their contents are trusted",
    },
}
"""Who may reach for what, and why; nobody else."""


def _reaching(tree: ast.AST, wanted: set[str]) -> Iterator[int]:
    """Lines that name one of these: as ``module.name``, by itself for builtins, or in ``from module import name``."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    renamed = {alias.asname: alias.name for node in imports for alias in node.names if alias.asname}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            names = {f"{renamed.get(owner, owner)}.{node.attr}"}
        elif isinstance(node, ast.Name):
            names = {node.id}
        elif isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
        else:
            continue
        if names & wanted:
            yield node.lineno


@pytest.mark.parametrize(
    ("what", "names"), [("environment", ENVIRONMENT), ("clock", CLOCK), ("code", CODE)], ids=["env", "clock", "code"]
)
def test_surroundings_clock_and_code_are_reached_for_only_where_it_is_allowed(what: str, names: set[str]) -> None:
    found = {
        path.relative_to(folder).as_posix(): line
        for folder in (SOURCE, ROOT / "plugins")
        for path, tree in _trees(folder)
        for line in _reaching(tree, names)
    }
    assert found.keys() == ALLOWED[what].keys(), found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import os\nhome = os.environ['HOME']", ENVIRONMENT),
        ("from os import getenv", ENVIRONMENT),
        ("import datetime\nx = datetime.datetime.now()", CLOCK),
        ("from datetime import date\ny = list(map(date.today, ()))", CLOCK),
        ("from time import time", CLOCK),
        ("import importlib\nimportlib.import_module('x')", CODE),
        ("run = eval", CODE),
        ("import os as system\nsystem.getenv('HOME')", ENVIRONMENT),
        ("from datetime import datetime as moment\nmoment.utcnow()", CLOCK),
    ],
)
def test_reaching_is_recognised_however_it_is_written(text: str, names: set[str]) -> None:
    assert list(_reaching(ast.parse(text), names))


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
