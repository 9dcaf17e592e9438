"""The small workspace in a real folder."""

from pathlib import Path

import pytest
from tests.settings.given import FILES, Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A workspace without faults, in a folder whose name has Chinese and a space."""
    made = Bench(tmp_path / "高新区 工作", {name: text.encode() for name, text in FILES.items()})
    for name, text in FILES.items():
        made.write(name, text)
    return made
