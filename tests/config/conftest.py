import csv
import os
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"
SHARED = Path(os.environ.get("GAOXIN_SHARED", ROOT.parent / "shared"))

Row = Mapping[str, Any]


def read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


@pytest.fixture(scope="session")
def plan() -> dict[str, Any]:
    return read_toml(CONFIG / "plans" / "2024.toml")


@pytest.fixture(scope="session")
def indicators() -> dict[str, Any]:
    return read_toml(CONFIG / "indicators.toml")


@pytest.fixture(scope="session")
def targets(plan: dict[str, Any]) -> tuple[Row, ...]:
    """Every target with its section and the plan's deadline filled in; ``None`` where the plan says "none"."""
    return tuple(
        {"section": section["id"], **target, "deadline": _deadline(target.get("deadline", plan["deadline"]))}
        for section in plan["section"]
        for target in section["target"]
    )


def _deadline(value: date | str) -> date | None:
    return None if isinstance(value, str) else value


@pytest.fixture(scope="session")
def work_plan() -> dict[str, dict[str, str]]:
    """The work plan as it was handed over, a row per target."""
    path = SHARED / "plan-2024.csv"
    if not path.is_file():
        pytest.skip("the work plan's table (plan-2024.csv, folder named by GAOXIN_SHARED) is not on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}
