"""Evidence: what an importer claims to see in a file. The host looks for itself, and only what it finds scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Evidence = tuple[str, object]
"""Kind and content, as the functions below make it; plugins may write the plain tuple."""
NAMES = "、"
"""What stands between the names of a head in a claim."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence after the host looked: what kind, what was claimed, whether it holds, points it gives."""

    kind: str
    claim: str
    holds: bool
    points: int


def has_text(text: str, *, within: int = 10) -> Evidence:
    """A text that stands in the first lines; ``within=0`` looks through the whole file."""
    return ("text", (text, within))


def has_header(cells: Iterable[str]) -> Evidence:
    """Cells that all stand in one row, in any order."""
    return ("header", tuple(cells))


def has_period(text: str) -> Evidence:
    """A cell that names a period."""
    return ("period", text)


def has_layout(*, periods: int = 0, units: Sequence[str] = ()) -> Evidence:
    """The shape: at least so many cells that name periods, and these units somewhere in the cells."""
    return ("layout", (periods, tuple(units)))


def veto(reason: str) -> Evidence:
    """The file is somebody else's, and why: shown to the user, and the importer is out."""
    return ("veto", reason)
