"""Where a workspace is, and how a new one is laid out from the copies that the program carries."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.errors import StoreError, UsageError

SETTINGS = Path("config") / "settings.toml"
STORE = Path("data") / "gaoxin.db"
IMPORTERS = Path("plugins") / "importers"
LAID_OUT = ("config", "plugins")
MADE = ("data", "inbox", "exports")

_PACKAGE = Path(__file__).parent.parent


def starter() -> Path:
    """The folder with the copies of ``config``, ``plugins`` and ``seeds``: in the wheel, or the source tree itself."""
    carried = _PACKAGE / "_starter"
    return carried if carried.is_dir() else _PACKAGE.parent.parent


def find(start: Path) -> Path | None:
    """The workspace that holds ``start``: the folder itself or the nearest parent with a configuration."""
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), None)


def require(folder: Path) -> Path:
    """The folder as a workspace; UsageError when it is none."""
    if not (folder / SETTINGS).is_file():
        raise UsageError("no-workspace-there", path=str(folder))
    return folder


def has_store(root: Path) -> bool:
    """Whether anything was imported; a broken link or a file in the folder's place is for the store to name."""
    path = root / STORE
    return os.path.lexists(path) or path.parent.is_file()


def init(target: Path) -> Path:
    """Lays out a new, empty workspace; UsageError when something is in the way, nothing half done."""
    require_free(target)
    with built_beside(target) as fresh:
        lay_out(fresh)
    return target


def require_free(target: Path) -> None:
    """UsageError when something stands where a workspace is to be made."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError("folder-not-empty", path=str(target))


def lay_out(folder: Path) -> None:
    """Copies the starting configuration and the importers, and makes the program's own folders."""
    import shutil

    for name in LAID_OUT:
        shutil.copytree(starter() / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    for name in MADE:
        (folder / name).mkdir()


@contextmanager
def built_beside(target: Path) -> Iterator[Path]:
    """A fresh folder beside ``target`` that takes its place at the end, or is removed when anything fails.

    What stands at ``target`` by then is replaced: the caller has made sure that it may be.
    """
    import shutil
    import tempfile

    fresh = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        yield fresh
        if target.exists():
            shutil.rmtree(target)
        fresh.rename(target)
    except OSError as error:
        raise StoreError("folder-not-made", path=str(target), why=_cause(error)) from error
    finally:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)


def _cause(error: OSError) -> str:
    """The system's words; of many failed copies the first one's."""
    many = error.args[0] if error.args and isinstance(error.args[0], list) else None
    return str(many[0][-1]) if many else error.strerror or str(error)


@dataclass(frozen=True, slots=True)
class Step:
    """Progress of long work: how many of how many steps are done, and what is at hand."""

    done: int
    total: int
    what: str


Progress = Callable[[Step], None]
