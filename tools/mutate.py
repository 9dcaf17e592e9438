"""Changes the rules one small step at a time and asks the tests whether they notice. Not part of the test run.

``python tools/mutate.py [--list] [--workers N] [MODULE…]``; without a module all of the evaluation, the packs and the
outlook. Each mutant is a copy of the source with one change: a comparison, a number, an operator, a light, a branch
taken the other way, a rung or one of its conditions left out. What survives the tables is tried once more with the
property tests. Prints every survivor with its line and the score.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).parent.parent
DOMAIN = Path("gaoxin_monitor", "domain")
MODULES = (
    *sorted(path.relative_to(ROOT / "src") for path in (ROOT / "src" / DOMAIN / "evaluation").glob("[a-z]*.py")),
    *(DOMAIN / name for name in ("lights.py", "packs.py", "pace.py", "timing.py", "releases.py", "outlook.py")),
)
TESTS = ("tests/domain/evaluation", *(f"tests/domain/test_{name}.py" for name in ("cases", "lights", "pace", "timing")))
OWN_TESTS = {
    "outlook.py": ("tests/domain/test_outlook.py",),
    "limits.py": ("tests/domain/test_member_lights.py",),
    "releases.py": ("tests/domain/test_quarterly_lists.py", "tests/domain/test_releases.py"),
    "assess.py": ("tests/domain/test_quarterly_lists.py", "tests/domain/test_releases.py"),
}
TIMEOUT = 120

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.BitOr: ast.BitAnd,
}
NAMES = {
    "Light": {"DONE": "GREEN", "GREEN": "YELLOW", "YELLOW": "RED", "RED": "YELLOW", "NODATA": "RED", "PENDING": "RED"},
    "Verdict": {"DONE": "REACHABLE", "REACHABLE": "EFFORT", "EFFORT": "HARD", "HARD": "EFFORT", "UNKNOWN": "HARD"},
    "Compare": {"AT_LEAST": "ABOVE", "ABOVE": "AT_LEAST", "AT_MOST": "BELOW", "BELOW": "AT_MOST", "EQUAL": "AT_LEAST"},
    "Direction": {"UP": "DOWN", "DOWN": "UP"},
}
LADDERS = ("Rung", "climb")
"""Calls whose last argument is a tuple of parts, each of which must matter."""
CALLS = {"max": "min", "min": "max", "all": "any", "any": "all", "ceil": "int"}


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    module: Path
    line: int
    change: str
    source: str


def mutants(module: Path) -> Iterator[Mutant]:
    """Every mutant of a module, from top to bottom."""
    tree = ast.parse((ROOT / "src" / module).read_text("utf-8"))
    for parent in _behaving(tree):
        for holder, key, node in _hanging(parent):
            for other in _alternatives(node):
                change = " → ".join(ast.unparse(each).partition("\n")[0] for each in (node, other))
                _put(holder, key, other)
                yield Mutant(module, node.lineno, change, ast.unparse(tree))
                _put(holder, key, node)


Holder = ast.AST | list[ast.AST]


NOT_BEHAVIOUR = {"annotation", "returns", "decorator_list", "bases"}


def _behaving(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below it that does something: no annotations, no decorators."""
    yield node
    for field, value in ast.iter_fields(node):
        if field not in NOT_BEHAVIOUR and not (isinstance(node, ast.keyword) and node.arg == "strict"):
            for child in value if isinstance(value, list) else [value]:
                yield from _behaving(child) if isinstance(child, ast.AST) else ()


def _hanging(parent: ast.AST) -> Iterator[tuple[Holder, str | int, ast.expr | ast.stmt]]:
    """The expressions and statements directly below a node, with where they hang."""
    if isinstance(parent, ast.keyword) and parent.arg == "strict":
        return
    for field, value in ast.iter_fields(parent):
        if field in NOT_BEHAVIOUR:
            continue
        hangers = [(parent, field, value)] if isinstance(value, ast.AST) else []
        if isinstance(value, list):
            hangers = [(value, index, each) for index, each in enumerate(value)]  # type: ignore[misc]
        yield from ((holder, key, node) for holder, key, node in hangers if isinstance(node, ast.expr | ast.stmt))


def _put(holder: Holder, key: str | int, node: ast.AST) -> None:
    if isinstance(holder, list) and isinstance(key, int):
        holder[key] = node
    else:
        setattr(holder, str(key), node)


def _alternatives(node: ast.AST) -> Iterator[ast.AST]:
    yield from _operations(node)
    yield from _values(node)
    yield from _branches(node)


def _operations(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, [op], [right]):
            yield from (ast.Compare(left, [other()], [right]) for other in COMPARISONS[type(op)])
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in OPERATORS:
            yield ast.BinOp(left, OPERATORS[type(op)](), right)


def _values(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
        case ast.Call(ast.Name("Decimal"), [ast.Constant(str() as text)], []):
            yield ast.Call(node.func, [ast.Constant(str(float(text) + 1))], [])
        case ast.Call(ast.Name(name), arguments, keywords) if name in CALLS:
            yield ast.Call(ast.Name(CALLS[name]), arguments, keywords)
        case ast.Attribute(ast.Name(name), attribute) if attribute in NAMES.get(name, {}):
            yield ast.Attribute(node.value, NAMES[name][attribute])


def _branches(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.If(test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Expr(ast.Yield()):
            yield ast.Pass()
        case ast.Call(function, [*others, ast.Tuple(parts)]) if len(parts) > 1 and _named(function) in LADDERS:
            for left_out in range(len(parts)):
                yield ast.Call(function, [*others, ast.Tuple(parts[:left_out] + parts[left_out + 1 :])], [])


def _named(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def survives(mutant: Mutant, sources: Path) -> bool:
    """Whether no test notices the change; ``sources`` is a copy of the source that this call has for itself."""
    path = sources / mutant.module
    original = path.read_text("utf-8")
    path.write_text(mutant.source, "utf-8")
    chosen = (*OWN_TESTS.get(path.name, ()), *TESTS)
    try:
        return all(_passes(chosen, which, sources) for which in ("not hypothesis", "hypothesis"))
    finally:
        path.write_text(original, "utf-8")


def _passes(tests: tuple[str, ...], which: str, sources: Path) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", which, *tests]
    told = os.environ | {"PYTHONPATH": str(sources), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, check=False, cwd=ROOT, env=told, capture_output=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def copies(folder: Path, number: int, modules: tuple[Path, ...]) -> SimpleQueue[Path]:
    """So many copies of the source. Nothing compiled may stand in for what is going to be changed."""
    free: SimpleQueue[Path] = SimpleQueue()
    for worker in range(number):
        copy = folder / str(worker)
        shutil.copytree(ROOT / "src", copy)
        for module in modules:
            for compiled in (copy / module).parent.glob(f"__pycache__/{module.stem}.*"):
                compiled.unlink()
        free.put(copy)
    return free


def main() -> None:
    """Tries every mutant and prints those that live."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--list", action="store_true", help="only print the mutants")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("module", nargs="*", type=Path, help="below src, such as gaoxin_monitor/domain/outlook.py")
    told = parser.parse_args()
    modules = tuple(told.module) or MODULES
    every = [mutant for module in modules for mutant in mutants(module)]
    if told.list:
        print(*(f"{mutant.module}:{mutant.line}: {mutant.change}" for mutant in every), sep="\n")
        return
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(told.workers) as pool:
        free = copies(Path(folder), told.workers, modules)

        def lives(mutant: Mutant) -> bool:
            sources = free.get()
            try:
                return survives(mutant, sources)
            finally:
                free.put(sources)

        alive = 0
        for mutant, lived in zip(every, pool.map(lives, every), strict=True):
            if lived:
                alive += 1
                print(f"{mutant.module}:{mutant.line}: {mutant.change}", flush=True)
    print(f"{len(every)} mutants, {len(every) - alive} killed, {alive} alive: {1 - alive / len(every):.1%}")


if __name__ == "__main__":
    main()
