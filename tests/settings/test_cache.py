"""The compiled configuration: equal to what the files say, never older than they are, never in the way."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zlib import crc32

import pytest
from tests.ordinary_user import ordinary_user, reachable_folder
from tests.settings.given import Bench

from gaoxin_monitor.errors import ConfigError
from gaoxin_monitor.settings import Learned, LearnedAlias, load, write_learned
from gaoxin_monitor.settings.cache import cache_path, read_cache, write_cache
from gaoxin_monitor.settings.compiling import compile_configuration
from gaoxin_monitor.settings.program import COMPILING, PACKAGE, program_state, state_of

FILES = ("settings.toml", "indicators.toml", "rules.toml", "calendar.toml", "plans/2024.toml")


def test_what_was_compiled_equals_what_was_read(bench: Bench) -> None:
    fresh = load(bench.root)
    compiled = read_cache(bench.root)
    assert compiled == fresh
    assert compiled is not fresh


def test_the_configuration_of_the_repository_survives_compiling(bench: Bench) -> None:
    source = Path(__file__).parents[2] / "config"
    for name in FILES:
        bench.write(name, source.joinpath(name).read_bytes())
    fresh = load(bench.root)
    assert read_cache(bench.root) == fresh
    assert len(fresh.plan.targets) == 99


def test_numbers_keep_the_digits_in_which_they_are_written(bench: Bench) -> None:
    fresh, compiled = load(bench.root), load(bench.root)
    for one, other in zip(fresh.plan.targets, compiled.plan.targets, strict=True):
        assert (str(one.goal), repr(one.thresholds)) == (str(other.goal), repr(other.thresholds))


@pytest.mark.parametrize("name", FILES)
def test_touching_any_byte_of_any_file_gives_up_what_was_compiled(bench: Bench, name: str) -> None:
    load(bench.root)
    data = bench.path(name).read_bytes()
    for position in (*range(0, len(data), 7), len(data) - 1):
        bench.write(name, data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :])
        assert read_cache(bench.root) is None, position
    bench.write(name, data[:-1])
    assert read_cache(bench.root) is None
    bench.write(name, data)
    assert read_cache(bench.root) is not None


def test_a_change_that_keeps_size_and_time_of_the_file_is_seen(bench: Bench) -> None:
    assert str(load(bench.root).plan.by_id["fiscal"].goal) == "4.50"
    path = bench.path("plans/2024.toml")
    stamp = path.stat()
    bench.change("plans/2024.toml", "goal = 4.50", "goal = 4.60")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert str(load(bench.root).plan.by_id["fiscal"].goal) == "4.60"


def test_text_moved_from_one_file_to_the_next_is_seen(bench: Bench) -> None:
    load(bench.root)
    moved = bench.text("settings.toml") + bench.text("indicators.toml")
    bench.write("settings.toml", moved)
    bench.path("indicators.toml").unlink()
    assert read_cache(bench.root) is None


def test_what_was_learned_since_is_seen(bench: Bench) -> None:
    load(bench.root)
    write_learned(bench.root, Learned(aliases=(LearnedAlias("财税收入", "fiscal"),)))
    assert read_cache(bench.root) is None
    assert load(bench.root).catalogue.by_id["fiscal"].aliases[-1].label == "财税收入"
    bench.path("learned.toml").unlink()
    assert read_cache(bench.root) is None


def test_another_plan_is_seen(bench: Bench) -> None:
    load(bench.root)
    bench.write("plans/2025.toml", bench.text("plans/2024.toml").replace("2024", "2025"))
    bench.change("settings.toml", "plans/2024.toml", "plans/2025.toml")
    assert load(bench.root).plan.year == 2025


def test_a_broken_plan_is_never_covered_up_by_what_was_compiled(bench: Bench) -> None:
    load(bench.root)
    bench.change("plans/2024.toml", "goal = 4.50", "goal = ")
    with pytest.raises(ConfigError):
        load(bench.root)
    bench.path("plans/2024.toml").unlink()
    with pytest.raises(ConfigError):
        load(bench.root)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the program's files."""
    copy = tmp_path / "gaoxin_monitor"
    return Path(shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "_starter")))


def _compiled_by(package: Path, root: Path) -> str:
    """Loads a workspace with the program in a folder; what the first target is called."""
    script = "import sys; sys.path.insert(0, sys.argv[1]); import pathlib; from gaoxin_monitor.settings import load;"
    script += "print(load(pathlib.Path(sys.argv[2])).plan.targets[0].name_zh)"
    command = [sys.executable, "-B", "-X", "utf8", "-c", script, str(package.parent), str(root)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout.strip()


def test_a_program_whose_compiling_was_changed_reads_the_files_anew(bench: Bench, package: Path) -> None:
    name = _compiled_by(package, bench.root)
    building = package / "settings" / "building.py"
    text = building.read_text("utf-8")
    head, _, tail = text.rpartition("name_zh=shape.name,")
    changed = f"{head}name_zh=shape.kind,{tail}"
    assert head
    assert len(changed) == len(text)
    before = building.stat()
    building.write_text(changed, encoding="utf-8")
    os.utime(building, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _compiled_by(package, bench.root) != name


@pytest.mark.parametrize("folder", COMPILING)
def test_every_module_that_compiles_is_part_of_the_state(package: Path, folder: str) -> None:
    before = state_of(package)
    assert before == state_of(package)
    added = package / folder / "added.py"
    added.write_text("", encoding="utf-8")
    with_one_more = state_of(package)
    added.write_text("x = 1", encoding="utf-8")
    assert len({before, with_one_more, state_of(package)}) == 3


def test_the_state_of_a_program_in_no_folder_is_unknown_and_nothing_is_kept(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert state_of(tmp_path / "program.zip" / "gaoxin_monitor") is None
    assert load(bench.root) == read_cache(bench.root)
    monkeypatch.setattr("gaoxin_monitor.settings.cache.program_state", lambda: None)
    assert read_cache(bench.root) is None
    cache_path(bench.root).unlink()
    load(bench.root)
    assert not cache_path(bench.root).exists()


def test_compiling_loads_no_module_of_ours_outside_the_folders_of_the_state(bench: Bench) -> None:
    script = (
        "import sys, pathlib; from gaoxin_monitor.settings.compiling import compile_configuration;"
        "compile_configuration(pathlib.Path(sys.argv[1]));"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'gaoxin_monitor'), sep='\\n')"
    )
    run = subprocess.run([sys.executable, "-c", script, str(bench.root)], capture_output=True, text=True, check=True)
    folders = {Path(line).parent.relative_to(PACKAGE).as_posix().removeprefix(".") for line in run.stdout.splitlines()}
    assert folders <= set(COMPILING)
    assert {"settings", "domain"} <= folders


def test_another_version_of_the_program_reads_the_files_anew(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    load(bench.root)
    monkeypatch.setattr("gaoxin_monitor.settings.program.__version__", "99.0")
    program_state.cache_clear()
    try:
        assert read_cache(bench.root) is None
    finally:
        program_state.cache_clear()


def _sealed(head: list[object], body: bytes, copies: bytes) -> bytes:
    rest = body + copies
    return json.dumps([head[0], head[1], crc32(rest), len(body), head[4]]).encode() + b"\n" + rest


def test_damaged_and_foreign_files_are_ignored_and_written_anew(bench: Bench) -> None:
    fresh = load(bench.root)
    path = cache_path(bench.root)
    good = path.read_bytes()
    line, _, rest = good.partition(b"\n")
    head = json.loads(line)
    body, copies = rest[: head[3]], rest[head[3] :]
    assert _sealed(head, body, copies) == json.dumps(head).encode() + b"\n" + rest
    damaged = [
        b"",
        b"\n",
        b"SQLite format 3\0" + bytes(200),
        good[:-1],
        good + b"\n",
        good[: len(good) // 2],
        good.replace("财政收入".encode(), "财政支出".encode(), 1),
        b"[" * 100_000 + b"\n",
        b'["a", "b", 0, 0, [5]]\n{}',
        b'{"a": 1}\n{}',
        _sealed(head, body, copies[:-1]),
        _sealed(head, body, copies + b"\n"),
        _sealed([*head[:4], [["settings.toml\0", 3]]], body, copies),
        _sealed(head, b"[]", copies),
        _sealed(head, b"{}", copies),
        _sealed(head, b"[[], [], {}, [], [], [], [], []]", copies),
        _sealed(head, b"[" * 100_000, copies),
        _sealed(head, body.replace(b'"level_at_least"', b'"level"'), copies),
        _sealed(head, body.replace(b'"4.50"', b'"4,50"'), copies),
    ]
    for content in damaged:
        path.write_bytes(content)
        assert read_cache(bench.root) is None, content[:60]
        assert load(bench.root) == fresh
        assert path.read_bytes() == good


def test_the_compiled_file_has_the_same_bytes_each_time(bench: Bench) -> None:
    load(bench.root)
    first = cache_path(bench.root).read_bytes()
    cache_path(bench.root).unlink()
    load(bench.root)
    assert cache_path(bench.root).read_bytes() == first


def test_a_data_folder_that_cannot_be_written_is_no_error(bench: Bench) -> None:
    bench.root.joinpath("data").write_text("not a folder", encoding="utf-8")
    assert load(bench.root) == load(bench.root)


def test_a_folder_in_the_place_of_the_compiled_file_is_no_error_and_nothing_is_left_behind(bench: Bench) -> None:
    cache_path(bench.root).mkdir(parents=True)
    assert load(bench.root) == load(bench.root)
    assert list(cache_path(bench.root).parent.iterdir()) == [cache_path(bench.root)]


def test_a_read_only_data_folder_is_no_error(bench: Bench) -> None:
    known = load(bench.root)
    with reachable_folder() as folder:
        shutil.copytree(bench.root / "config", folder / "config")
        folder.joinpath("data").mkdir(mode=0o500)
        with ordinary_user(folder):
            assert load(folder) == load(folder) == known
        assert not list(folder.joinpath("data").iterdir())


def test_nothing_but_the_compiled_file_is_left_in_its_folder(bench: Bench) -> None:
    load(bench.root)
    assert [path.name for path in cache_path(bench.root).parent.iterdir()] == ["configuration.bin"]


def test_what_was_compiled_from_other_bytes_is_not_taken_for_these(bench: Bench) -> None:
    compiled = compile_configuration(bench.root)
    assert compiled.configuration is not None
    bench.change("plans/2024.toml", "goal = 4.50", "goal = 9.50")
    write_cache(bench.root, compiled.configuration, compiled.files)
    assert str(load(bench.root).plan.by_id["fiscal"].goal) == "9.50"


def test_the_short_way_loads_no_parser_and_no_validator(bench: Bench) -> None:
    load(bench.root)
    script = (
        "import sys, pathlib; from gaoxin_monitor.settings import load; load(pathlib.Path(sys.argv[1]));"
        "heavy = {'pydantic', 'pydantic_core', 'tomllib', 'tomlkit', 'tomli_w', 'polars', 'tempfile'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script, str(bench.root)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
