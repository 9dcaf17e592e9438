"""Pages that are made from the code are fresh, and what the pages point to exists."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [ROOT / "README.md", ROOT / "README.en.md", *(ROOT / "docs").glob("*.md"), ROOT / "plugins" / "README.md"]
)


@pytest.mark.parametrize(
    ("page", "tool", "command"),
    [
        ("keys", "keys_page", "keys"),
        ("schemas", "schema_page", "schemas"),
        ("diagnostics", "diagnostics_page", "diagnostics"),
    ],
)
def test_a_page_made_from_the_code_is_fresh(page: str, tool: str, command: str) -> None:
    spec = importlib.util.spec_from_file_location(tool, ROOT / "tools" / f"{tool}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / f"{page}.md").read_text("utf-8") == module.page(), f"run make {command}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


def _anchors(page: Path) -> set[str]:
    """What a link may name within a page: its heads in small letters, without marks, with hyphens for spaces."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_into_a_page_names_a_head_of_it(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]*)#([^)]+)\)", page.read_text("utf-8"))
    missing = [(name, head) for name, head in links if head not in _anchors(page.parent / name if name else page)]
    assert missing == []


def test_the_readme_opens_with_the_two_commands_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in ("README.md", "README.en.md"):
        commands = re.findall(r"^make (\w+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        assert commands[:2] == ["run", "test"]
        assert all(f"\n{command}:" in makefile for command in commands)
