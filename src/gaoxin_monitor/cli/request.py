"""What one call of the program knows of its surroundings: the only reader of clock and environment."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.messages import LANGUAGES, Messages, load
from gaoxin_monitor.workspace.layout import find, require

if TYPE_CHECKING:
    from gaoxin_monitor.workspace.desk import Workspace

WORKSPACE_VARIABLE = "GAOXIN_WORKSPACE"
LANGUAGE_VARIABLE = "GAOXIN_LANG"


@dataclass(slots=True)
class Request:
    """The options that stand before the command, and the surroundings. Commands ask it for their workspace."""

    workspace_option: Path | None = None
    language_option: str | None = None

    def root(self) -> Path:
        """The workspace asked for: option, environment, then the current folder and its parents."""
        named = self.workspace_option or _path(os.environ.get(WORKSPACE_VARIABLE))
        if named is not None:
            return require(named)
        found = find(Path.cwd())
        if found is None:
            raise UsageError("no-workspace", path=str(Path.cwd()))
        return found

    def open(self) -> "Workspace":
        """The workspace, read."""
        from gaoxin_monitor.workspace.desk import Workspace

        desk = Workspace.open(self.root(), today=self.today(), language=self.language_option)
        self.language_option = desk.messages.language
        return desk

    @property
    def messages(self) -> Messages:
        """The catalogue for talk that needs no workspace."""
        return load(self.language_option or language_of_environment() or "zh")

    def now(self) -> datetime:
        """This moment, with its time zone."""
        return datetime.now().astimezone()  # noqa: TID251 - the one place where the clock is read

    def today(self) -> date:
        """This day."""
        return self.now().date()

    def user(self) -> str:
        """Who asks, for the record of a batch."""
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return ""

    def environment(self) -> Mapping[str, str]:
        """The environment, for what the terminal says of itself."""
        return os.environ

    def interactive(self) -> bool:
        """Whether a person sits at a terminal, so that the board can be drawn (it is drawn on stderr)."""
        return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def language_of_environment() -> str | None:
    """The language named by GAOXIN_LANG, if it is one of ours."""
    named = os.environ.get(LANGUAGE_VARIABLE, "")
    return named if named in LANGUAGES else None


def _path(text: str | None) -> Path | None:
    return Path(text).expanduser() if text else None
