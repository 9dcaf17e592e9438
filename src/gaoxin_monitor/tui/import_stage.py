"""Where an import stands, and which command is possible when. A pure table; the screen asks it."""

from dataclasses import dataclass
from enum import StrEnum

from gaoxin_monitor.tui.pen import Pen


class Stage(StrEnum):
    """READING and WRITING last as long as a thread works."""

    CHOOSE = "choose"
    READING = "reading"
    ROWS = "rows"
    PROBLEMS = "problems"
    WRITING = "writing"
    DONE = "done"
    UNDONE = "undone"


PREVIEWED = (Stage.ROWS, Stage.PROBLEMS)
WORKING = (Stage.READING, Stage.WRITING)
_ALWAYS = ("help", "palette", "copy", "look", "back", "quit")
_LEAVING = ("back", "quit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the possible commands depend on; ``verdict`` says why the preview cannot be written, and may be empty."""

    stage: Stage
    written: bool
    verdict: str
    row_chosen: bool


def refusal(command: str, now: Situation, pen: Pen) -> str:
    """Why a command is not possible now; empty when it is."""
    if command in _ALWAYS:
        return pen.text("refusal.writing") if command in _LEAVING and now.stage is Stage.WRITING else ""
    if now.stage in WORKING:
        return pen.text("refusal.busy")
    if command == "undo":
        return "" if now.written else pen.text("refusal.nothing_written")
    return "" if command == "preview" else _of_preview(command, now, pen)


def _of_preview(command: str, now: Situation, pen: Pen) -> str:
    if now.stage in (Stage.CHOOSE, Stage.UNDONE):
        return pen.text("refusal.no_preview")
    if now.stage is Stage.DONE:
        return pen.text("refusal.written")
    if command == "commit":
        return now.verdict
    return pen.text("refusal.no_line") if command == "exclude" and not now.row_chosen else ""
