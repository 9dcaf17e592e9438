"""Pages that are made from the code are fresh, and what the pages point to exists."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [ROOT / "README.md", ROOT / "README.en.md", *(ROOT / "docs").glob("*.md"), ROOT / "plugins" / "README.md"]
)


def test_the_page_of_keys_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("keys_page", ROOT / "tools" / "keys_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "keys.md").read_text("utf-8") == module.page(), "run make keys"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


def test_the_readme_opens_with_the_two_commands_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in ("README.md", "README.en.md"):
        commands = re.findall(r"^make (\w+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        assert commands[:2] == ["run", "test"]
        assert all(f"\n{command}:" in makefile for command in commands)
