"""What the terminal asks of the workspace, and what a session is told by the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gaoxin_monitor.domain.batches import Batch
from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.indicators import Catalogue
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.messages import Messages

if TYPE_CHECKING:
    from gaoxin_monitor.workspace.preview import ImportOptions, Preview


class HasCatalogue(Protocol):
    """The part of a configuration that screens use."""

    @property
    def catalogue(self) -> Catalogue:
        """The indicators and their names."""
        ...


class HasNames(Protocol):
    """Names by code."""

    def name(self, code: str) -> str:
        """The name, or the code itself when unknown."""
        ...


class HasAreas(Protocol):
    """The part of what importers know that screens use."""

    @property
    def areas(self) -> HasNames:
        """The areas and their names."""
        ...


class Desk(Protocol):
    """The part of ``Workspace`` that screens use; every call may be made from a thread."""

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        ...

    @property
    def messages(self) -> Messages:
        """The words."""
        ...

    @property
    def demo(self) -> bool:
        """Whether the data are samples, which every screen then says."""
        ...

    @property
    def has_data(self) -> bool:
        """Whether anything was ever imported."""
        ...

    @property
    def configuration(self) -> HasCatalogue:
        """What is configured."""
        ...

    @property
    def known(self) -> HasAreas:
        """What importers know; read with the first preview."""
        ...

    def data_version(self) -> int:
        """Changes whenever a batch was added."""
        ...

    def board(self, month: Period | None = None, *, as_of: date | None = None, last_batch: int | None = None) -> Board:
        """The board of a month as known on a day."""
        ...

    def revisions(self, target: Target, period: Period | None = None) -> tuple[Observation, ...]:
        """Every stored row of a target's series, oldest first."""
        ...

    def preview(self, path: Path, options: "ImportOptions") -> "Preview":
        """What an import would do."""
        ...

    def commit(self, preview: "Preview", *, user: str, recorded_at: datetime) -> Batch | None:
        """Writes a preview; None when it adds nothing."""
        ...

    def undo(self, batch: int, *, user: str, recorded_at: datetime) -> Batch:
        """Takes a batch back."""
        ...

    def default_export_path(self, board: Board) -> Path:
        """Where a month's workbook goes."""
        ...

    def export(self, board: Board, path: Path | None = None, *, recorded_at: datetime) -> Path:
        """Writes the month's workbook."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the command line hands over: the clock, the user, and what to show first."""

    user: str
    now: Callable[[], datetime]
    today: date
    month: Period | None = None
    as_of: date | None = None
