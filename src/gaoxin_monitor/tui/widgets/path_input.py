"""The line in which a path is typed, pasted or dropped; the rest of a name is suggested."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input

from gaoxin_monitor.tui.paths import DATA_SUFFIXES


class PathInput(Input):
    """Right takes the suggestion, the arrow down leads into the list of files."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "screen.focus('#lines')", show=False)]

    def __init__(self, hint: str, inbox: Path) -> None:
        super().__init__(placeholder=hint, id="path", compact=True, suggester=PathSuggester(inbox))


class PathSuggester(Suggester):
    """Completes what is typed: names in the folder that is typed, and files that wait in the inbox."""

    def __init__(self, inbox: Path) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._inbox = inbox

    async def get_suggestion(self, value: str) -> str | None:
        """The first name that goes on as typed."""
        if not value.strip() or "\0" in value:
            return None
        return next((found for found in self._completions(value) if found.startswith(value) and found != value), None)

    def _completions(self, value: str) -> Iterator[str]:
        name = "" if value.endswith(("/", "\\")) else Path(value).name
        head = value[: len(value) - len(name)]
        for folder, prefix in ((Path(head), head), (self._inbox, "")):
            try:
                inside = sorted(folder.iterdir())
            except OSError:
                continue
            yield from (prefix + path.name for path in inside if path.suffix.lower() in DATA_SUFFIXES or path.is_dir())
