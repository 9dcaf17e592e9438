"""The folder of published series, for the tests that hold the rules against the real world."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def published() -> Path:
    """Series as statistical offices published them; skipped when absent, required where the environment says so."""
    shared = Path(os.environ.get("GAOXIN_SHARED") or Path(__file__).parents[3] / "shared")
    folder = shared / "published"
    if not folder.is_dir():
        message = f"no published series at {folder} (GAOXIN_SHARED names the folder above it)"
        if os.environ.get("GAOXIN_REQUIRE_SAMPLES") == "1":
            pytest.fail(message)
        pytest.skip(message)
    return folder
