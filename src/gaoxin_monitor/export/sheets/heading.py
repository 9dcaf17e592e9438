"""What stands above every sheet: its title, the cut-off, and the meaning of the shorthand that it uses."""

from collections.abc import Iterable

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export.cells import Line, Word
from gaoxin_monitor.messages import Messages


def title(board: Board, name: str, messages: Messages) -> str:
    """The plan, the sheet and the month; sample data say so first."""
    plan = board.plan.title(messages.language) or board.plan.title_zh
    return mark(board, messages) + messages.text("export.title", plan=plan, sheet=name, month=board.month)


def mark(board: Board, messages: Messages) -> str:
    """The words that mark sample data, empty for real ones."""
    return messages.text("export.mark", words=messages.text("demo.mark")) if board.demo else ""


def notes(board: Board, messages: Messages, rule: str, lines: Iterable[Line] = ()) -> tuple[str, ...]:
    """The cut-off, the sheet's own rule of units, and the shorthand found in its lines."""
    separator = messages.text("export.note.separator")
    cutoff = messages.text("export.note.cutoff", day=board.as_of, judged=board.judgement_day)
    return (separator.join([cutoff, messages.text(rule), *_legend(lines, messages)]),)


def _legend(lines: Iterable[Line], messages: Messages) -> list[str]:
    seen = {cell.shown for line in lines for cell in line.cells if cell is not None and "[" in cell.shown}
    words = {name: messages.text(f"export.word.{name}") for name in Word}
    used = [name for name, shorthand in words.items() if any(shorthand in shown for shown in seen)]
    return [f"{words[name]} {messages.text(f'export.word.{name}.means')}" for name in used]
