"""What all tests share: one demo workspace, built once by the real door and copied for those that change it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Machines differ and are shared: a slow example is no fault.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo workspace, for reading only."""
    from gaoxin_monitor.workspace import demo as demonstration

    target = tmp_path_factory.mktemp("workspaces") / "示例 工作区"
    demonstration.build(target, lambda _step: None)
    return target


@pytest.fixture
def own_demo(demo: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the demo workspace that a test may change."""
    target = tmp_path / "示例 副本"
    shutil.copytree(demo, target)
    yield target
    shutil.rmtree(target, ignore_errors=True)
