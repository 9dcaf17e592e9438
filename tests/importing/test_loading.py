"""Drop-in files: the good, and a zoo of broken ones, each refused for its own reason while the good ones load."""

from hashlib import sha256
from pathlib import Path

import pytest

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.importing import trust
from gaoxin_monitor.importing.loading import LoadedImporters, load_importers

GOOD = """
PLUGIN = {"api": 1, "id": "good", "title": {"zh": "好", "en": "good"}, "version": "2.1", "source": "bureau",
          "formats": ["csv", "xlsx"], "files": ["*好*"], "missing": {"—": "L"}, "thousands": True}

def detect(src):
    return []

def read(src, ctx):
    return []
"""
FUNCTIONS = "\ndef detect(src):\n    return []\n\ndef read(src, ctx):\n    return []\n"


def _load(tmp_path: Path, **files: str | bytes) -> LoadedImporters:
    folder = tmp_path / "插件 文件夹"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.py").write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_importers(folder, allowed=lambda _: True)


def _slugs(loaded: LoadedImporters) -> list[str]:
    return [fault.slug for fault in loaded.diagnostics]


def test_a_good_file_becomes_an_importer_with_all_its_literal_facts(tmp_path: Path) -> None:
    loaded = _load(tmp_path, good=GOOD)
    (importer,) = loaded.importers
    assert _slugs(loaded) == []
    assert (importer.id, importer.version, importer.source) == ("good", "2.1", "bureau")
    assert importer.formats == {"csv", "xlsx"}
    assert importer.files == ("*好*",)
    assert importer.style().parse("1,234").value == "1234"
    assert importer.style().parse("—").status.missing
    assert importer.style().parse("").status.missing
    assert loaded.find("good") is importer
    assert loaded.find("other") is None


def _plugin(**changes: object) -> str:
    facts = {"api": 1, "id": "beast", "title": {"zh": "兽", "en": "beast"}, "version": "1"} | changes
    return f"PLUGIN = { ({key: value for key, value in facts.items() if value is not ...})!r}\n" + FUNCTIONS


ZOO: dict[str, tuple[str | bytes, str]] = {
    "syntax": ("PLUGIN = {\n", "plugin-syntax"),
    "full_width_quotes": ("PLUGIN = {“api”: 1}\n", "plugin-syntax"),
    "saved_as_ansi": ("# 快报\nPLUGIN = {}\n".encode("gbk"), "plugin-not-utf8"),
    "nul": (b"PLUGIN = {}\0", "plugin-syntax"),
    "empty": ("", "plugin-missing"),
    "computed": (f"PLUGIN = dict(api=1, id='beast')\n{FUNCTIONS}", "plugin-not-literal"),
    "a_list": (f"PLUGIN = [1]\n{FUNCTIONS}", "plugin-not-literal"),
    "no_api": (_plugin(api=...), "plugin-api-missing"),
    "api_as_text": (_plugin(api="1"), "plugin-api-missing"),
    "api_true": (_plugin(api=True), "plugin-api-missing"),
    "api_zero": (_plugin(api=0), "plugin-api-missing"),
    "api_of_the_future": (_plugin(api=2), "plugin-api-newer"),
    "no_id": (_plugin(id=...), "plugin-id"),
    "long_id": (_plugin(id="a" * 41), "plugin-id"),
    "id_with_capitals": (_plugin(id="Beast"), "plugin-id"),
    "title_in_one_language": (_plugin(title={"zh": "兽"}), "plugin-key"),
    "unknown_format": (_plugin(formats=["pdf"]), "plugin-key"),
    "unknown_status": (_plugin(missing={"-": "A"}), "plugin-key"),
    "misspelt_key": (_plugin(verison="1"), "plugin-key-unknown"),
    "no_read": ("PLUGIN = {'api': 1, 'id': 'beast'}\ndef detect(src): pass\n", "plugin-function-missing"),
    "no_detect": ("PLUGIN = {'api': 1, 'id': 'beast'}\ndef read(src, ctx): pass\n", "plugin-function-missing"),
    "read_with_one": (_plugin() + "def read(src):\n    pass\n", "plugin-parameters"),
    "read_with_three": (_plugin() + "def read(src, ctx, more):\n    pass\n", "plugin-parameters"),
    "read_by_name": (_plugin() + "def read(src, ctx, *, must):\n    pass\n", "plugin-parameters"),
    "read_async": (_plugin() + "async def read(src, ctx):\n    pass\n", "plugin-parameters"),
    "fails_on_import": (_plugin() + "raise RuntimeError('坏')\n", "plugin-failed"),
    "exits_on_import": (_plugin() + "import sys\nsys.exit(3)\n", "plugin-failed"),
    "missing_module": (_plugin() + "import no_such_module_anywhere\n", "plugin-failed"),
    "base_exception": (_plugin() + "raise BaseException('panic')\n", "plugin-failed"),
}


@pytest.mark.parametrize("name", ZOO)
def test_every_animal_of_the_zoo_is_refused_by_its_own_name_and_hides_nobody(name: str, tmp_path: Path) -> None:
    content, slug = ZOO[name]
    loaded = _load(tmp_path, aaa=content, good=GOOD)
    assert _slugs(loaded) == [slug]
    assert loaded.diagnostics[0].place.file == "aaa.py"
    assert [importer.id for importer in loaded.importers] == ["good"]
    assert {entry.path.name: entry.state for entry in loaded.plugins} == {"aaa.py": "broken", "good.py": "loaded"}


def test_a_failure_on_import_names_the_line_of_the_plugin(tmp_path: Path) -> None:
    loaded = _load(tmp_path, beast=_plugin() + "\n\nraise RuntimeError('坏')\n")
    text = (tmp_path / "插件 文件夹" / "beast.py").read_text("utf-8")
    assert loaded.diagnostics[0].place.line == len(text.splitlines())


def test_two_files_of_one_id_load_once_and_the_second_is_named(tmp_path: Path) -> None:
    loaded = _load(tmp_path, a=GOOD, b=GOOD)
    assert [(fault.slug, fault.place.file) for fault in loaded.diagnostics] == [("plugin-duplicate", "b.py")]
    assert len(loaded.importers) == 1


def test_a_file_that_did_not_come_with_the_program_is_listed_and_not_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    code = f"{_plugin()}\nopen({str(mark)!r}, 'w').close()\n"
    (tmp_path / "beast.py").write_text(code, "utf-8")
    loaded = load_importers(tmp_path)
    assert loaded.importers == ()
    assert [entry.state for entry in loaded.plugins] == ["not-allowed"]
    assert [(fault.slug, fault.severity.blocks) for fault in loaded.diagnostics] == [("plugin-not-allowed", False)]
    assert not mark.exists()


def test_the_shipped_files_are_allowed_only_as_they_were_shipped(tmp_path: Path, importers: LoadedImporters) -> None:
    assert {entry.state for entry in importers.plugins} == {"loaded"}
    for entry in importers.plugins:
        (tmp_path / entry.path.name).write_bytes(entry.path.read_bytes() + b"\n")
    assert {entry.state for entry in load_importers(tmp_path).plugins} == {"not-allowed"}


def test_a_folder_that_is_not_there_holds_no_importers(tmp_path: Path) -> None:
    assert load_importers(tmp_path / "没有") == LoadedImporters()


def test_nothing_is_left_beside_the_files(tmp_path: Path) -> None:
    _load(tmp_path, good=GOOD)
    assert [path.name for path in (tmp_path / "插件 文件夹").iterdir()] == ["good.py"]


def test_an_edited_file_of_equal_size_and_time_runs_its_new_text(tmp_path: Path) -> None:
    first = _load(tmp_path, good=GOOD).importers[0]
    path = tmp_path / "插件 文件夹" / "good.py"
    path.write_text(GOOD.replace("return []", "return 42"), "utf-8")
    second = load_importers(path.parent, allowed=lambda _: True).importers[0]
    assert first.read(None, None) == []  # type: ignore[arg-type]
    assert second.read(None, None) == 42  # type: ignore[arg-type]


EARLIER = Path(__file__).with_name("earlier_flash.txt")
"""The flash importer as an earlier version of the program carried it."""
BUNDLED = Path(__file__).parents[2] / "plugins" / "importers"


def test_every_importer_is_recorded_as_it_is_so_that_later_versions_know_it() -> None:
    record = (Path(trust.__file__).with_name("shipped.txt")).read_text("utf-8").splitlines()
    for path in BUNDLED.glob("*.py"):
        line = f"{sha256(path.read_bytes()).hexdigest()}  {path.name}"
        assert line in record, f"run 'make importers': {path.name} is not recorded as it is"


def test_the_copy_of_an_earlier_version_gives_way_to_the_programs_own(tmp_path: Path) -> None:
    (tmp_path / "flash.py").write_bytes(EARLIER.read_bytes())
    loaded = load_importers(tmp_path, bundled=BUNDLED)
    states = [(entry.id, entry.state, entry.path.parent) for entry in loaded.plugins]
    assert states == [
        ("flash", "outdated", tmp_path),
        *((name, "loaded", BUNDLED) for name in ("flash", "manual", "nbs")),
    ]
    assert [(fault.slug, fault.severity) for fault in loaded.diagnostics] == [("plugin-outdated", Severity.INFO)]
    assert [importer.path for importer in loaded.importers if importer.id == "flash"] == [str(BUNDLED / "flash.py")]


def test_a_changed_copy_runs_neither_as_it_is_nor_as_the_programs_own(tmp_path: Path) -> None:
    (tmp_path / "flash.py").write_bytes(EARLIER.read_bytes() + b"\n")
    loaded = load_importers(tmp_path, bundled=BUNDLED)
    assert loaded.find("flash") is None
    assert [importer.id for importer in loaded.importers] == ["manual", "nbs"]
    assert [fault.slug for fault in loaded.diagnostics] == ["plugin-not-allowed"]


def test_a_workspace_without_importers_has_the_programs_own(tmp_path: Path) -> None:
    loaded = load_importers(tmp_path / "没有", bundled=BUNDLED)
    assert [importer.id for importer in loaded.importers] == ["flash", "manual", "nbs"]
    assert load_importers(BUNDLED, bundled=BUNDLED).diagnostics == ()
