"""Importers from the drop-in files of a workspace, registered through pluggy, each under a guard of its own.

One broken file never hides another: pluggy would stop a whole call at the first exception, so the host asks every
implementation by itself.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pluggy

from gaoxin_monitor.domain.codes import ObsStatus, Origin, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place
from gaoxin_monitor.importing import trust
from gaoxin_monitor.importing.guard import guarded
from gaoxin_monitor.importing.importers import PROJECT, Hooks, Importer, hookimpl
from gaoxin_monitor.importing.inspecting import Complaint, asked_keys, inspect
from gaoxin_monitor.importing.model import HOST_QUESTIONS
from gaoxin_monitor.importing.numbers import MISSING_MARKS

SIZE_LIMIT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PluginEntry:
    """One plugin as a list shows it, loaded or not.

    ``state`` is ``loaded``, ``not-allowed``, ``broken`` or ``outdated``: from an earlier version of the program.
    """

    id: str
    title: dict[str, str]
    version: str
    path: Path
    digest: str
    state: str


@dataclass(frozen=True)
class LoadedImporters:
    """The importers that can be asked, every plugin that was found, and what is wrong with those that cannot."""

    importers: tuple[Importer, ...] = ()
    plugins: tuple[PluginEntry, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def answers(self) -> frozenset[str]:
        """The keys of all questions that may be answered."""
        return HOST_QUESTIONS.union({"year"}, *(importer.asks for importer in self.importers))

    def find(self, importer: str) -> Importer | None:
        """The importer of this id."""
        return next((known for known in self.importers if known.id == importer), None)


class DropIn:
    """A drop-in file as a pluggy plugin. Its code runs when the hook is called, not before."""

    def __init__(self, path: Path, content: bytes, metadata: dict[str, Any]) -> None:
        self.path = path
        self.metadata = metadata
        self._content = content

    @hookimpl
    def gaoxin_importers(self) -> Iterable[Importer]:
        """The one importer of the file."""
        module = _execute(self.path, self._content)
        found = self.metadata
        missing = {mark: ObsStatus(status) for mark, status in found.get("missing", {}).items()}
        return [
            Importer(
                id=found["id"],
                title=found.get("title", {"zh": found["id"], "en": found["id"]}),
                version=found.get("version", "0"),
                source=found.get("source", found["id"]),
                detect=module.detect,
                read=module.read,
                formats=frozenset(found.get("formats", ["csv"])),
                files=tuple(found.get("files", ())),
                missing={**MISSING_MARKS, **missing},
                thousands=found.get("thousands", False),
                path=str(self.path),
                asks=asked_keys(self._content),
            )
        ]


def _execute(path: Path, content: bytes) -> ModuleType:
    """The module of a file, from its bytes: no cache of an older text, no files left beside it."""
    name = f"gaoxin_dropin_{sha256(str(path).encode('utf-8', 'replace') + content).hexdigest()[:16]}"
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    try:
        exec(compile(content, str(path), "exec"), module.__dict__)  # noqa: S102 - only allowed content comes here
    except BaseException:
        del sys.modules[name]
        raise
    return module


def load_importers(
    folder: Path, *, allowed: Callable[[bytes], bool] = trust.allowed, bundled: Path | None = None
) -> LoadedImporters:
    """All importers of ``folder/*.py`` in the order of their file names; ``allowed`` decides by content what runs.

    Those of ``bundled``, the program's own, are added where the folder has none of that id, or only an old copy.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    loader = _Loader(allowed)
    for path in _files(folder):
        loader.inspect(path)
    for path in _files(bundled) if bundled else ():
        loader.complete(path)
    for drop_in in loader.drop_ins:
        manager.register(drop_in, name=drop_in.metadata["id"])
    for implementation in manager.hook.gaoxin_importers.get_hookimpls():
        loader.call(implementation.plugin, implementation.function)
    found = sorted(loader.importers, key=lambda importer: importer.id)
    return LoadedImporters(tuple(found), tuple(loader.entries.values()), tuple(loader.diagnostics))


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.glob("*.py") if path.is_file())


class _Loader:
    def __init__(self, allowed: Callable[[bytes], bool]) -> None:
        self._allowed = allowed
        self.drop_ins: list[DropIn] = []
        self.importers: list[Importer] = []
        self.entries: dict[Path, PluginEntry] = {}
        self.diagnostics: list[Diagnostic] = []

    def inspect(self, path: Path) -> None:
        """Lists a file; keeps it for loading when it is sound and allowed."""
        try:
            content = path.read_bytes()[: SIZE_LIMIT + 1]
        except OSError as error:
            self._complain(path, Complaint("file-unreadable", params={"reason": error.strerror or str(error)}))
            return
        metadata, complaints = inspect(content)
        state = "broken" if complaints else self._state(content)
        for complaint in complaints:
            self._complain(path, complaint)
        if state == "loaded" and any(known.metadata["id"] == metadata["id"] for known in self.drop_ins):
            self._complain(path, Complaint("plugin-duplicate", params={"plugin": metadata["id"]}))
            state = "broken"
        self._list(path, metadata, content, state)
        if state == "not-allowed":
            self._complain(path, Complaint("plugin-not-allowed", params={"plugin": metadata["id"]}), Severity.WARNING)
        if state == "outdated":
            self._complain(path, Complaint("plugin-outdated", params={"plugin": metadata["id"]}), Severity.INFO)
        if state == "loaded":
            self.drop_ins.append(DropIn(path, content, metadata))

    def complete(self, path: Path) -> None:
        """Takes one of the program's own files, unless something of its id or its name is there to be used."""
        present = [entry for entry in self.entries.values() if entry.state != "outdated"]
        taken = {entry.id for entry in present} | {entry.path.name for entry in present}
        metadata, _ = inspect(path.read_bytes())
        if path.name not in taken and metadata.get("id") not in taken:
            self.inspect(path)

    def _state(self, content: bytes) -> str:
        if self._allowed(content):
            return "loaded"
        return "outdated" if trust.outdated(content) else "not-allowed"

    def _list(self, path: Path, metadata: dict[str, Any], content: bytes, state: str) -> None:
        name = str(metadata.get("id", path.stem))
        title = metadata.get("title")
        self.entries[path] = PluginEntry(
            name,
            title if isinstance(title, dict) else {},
            str(metadata.get("version", "")),
            path,
            sha256(content).hexdigest(),
            state,
        )

    def call(self, plugin: object, function: Callable[[], object]) -> None:
        """Takes the importers of one plugin, or its failure."""
        path = plugin.path if isinstance(plugin, DropIn) else Path()
        outcome = guarded(lambda: list(cast("Iterable[Importer]", function())), str(path))
        self.importers += outcome.value or []
        if outcome.failure and path in self.entries:
            held = self.entries[path]
            self.entries[path] = PluginEntry(held.id, held.title, held.version, path, held.digest, "broken")
            failure = outcome.failure
            params = {"plugin": held.id, "error": failure.error, "line": failure.line}
            self._complain(path, Complaint("plugin-failed", failure.line, params))

    def _complain(self, path: Path, complaint: Complaint, severity: Severity = Severity.ERROR) -> None:
        place = Place(path.name, line=complaint.line)
        self.diagnostics.append(Diagnostic(complaint.slug, severity, Origin.PLUGIN, place, complaint.params))
