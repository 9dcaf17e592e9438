"""The same workspace as for the importing room, the sample folder, and the golden files."""

import os
from pathlib import Path

import pytest
from tests.importing.conftest import importers, known, run  # noqa: F401 - fixtures

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "plugins" / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real sample files; required where the environment says so, otherwise skipped when absent."""
    folder = Path(os.environ.get("GAOXIN_SAMPLES") or ROOT.parent / "shared" / "samples")
    if not (folder / "MANIFEST.csv").is_file():
        message = f"no sample files at {folder} (GAOXIN_SAMPLES names the folder)"
        if os.environ.get("GAOXIN_REQUIRE_SAMPLES") == "1":
            pytest.fail(message)
        pytest.skip(message)
    return folder
