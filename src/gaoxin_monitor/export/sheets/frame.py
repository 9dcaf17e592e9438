"""What all sheets have alike: a title, the cut-off, the meaning of the shorthand in use, and a table of lines."""

from collections.abc import Iterable

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export.cells import Column, Line, Sheet, Table, Word
from gaoxin_monitor.messages import Messages


def framed(board: Board, key: str, columns: tuple[Column, ...], lines: tuple[Line, ...], messages: Messages) -> Sheet:
    """A sheet of lines; without any, a note says so in place of the table. Its texts stand under ``export.<key>``."""
    name = messages.text(f"export.sheet.{key}")
    table = Table(messages.text(f"export.{key}.table"), messages.text(f"export.{key}.about"), lines)
    return Sheet(
        name=name,
        title=title(board, name, messages),
        notes=notes(board, f"export.{key}.rule" if lines else f"export.{key}.none", lines, messages),
        columns=columns,
        table=table if lines else None,
    )


def title(board: Board, name: str, messages: Messages) -> str:
    """The plan, the sheet and the month; sample data say so first."""
    plan = board.plan.title(messages.language) or board.plan.title_zh
    return mark(board, messages) + messages.text("export.title", plan=plan, sheet=name, month=board.month)


def mark(board: Board, messages: Messages) -> str:
    """The words that mark sample data, empty for real ones."""
    return messages.text("export.mark", words=messages.text("demo.mark")) if board.demo else ""


def notes(board: Board, rule: str, lines: Iterable[Line], messages: Messages) -> tuple[str, ...]:
    """The cut-off and the sheet's own rule; below them the shorthand found in its lines."""
    cutoff = messages.text("export.note.cutoff", day=board.as_of, judged=board.judgement_day)
    sentences = [cutoff, messages.text(rule)], _legend(lines, messages)
    return tuple(messages.text("export.note.separator").join(found) for found in sentences if found)


def _legend(lines: Iterable[Line], messages: Messages) -> list[str]:
    words = {name: messages.text(f"export.word.{name}") for name in Word}
    dash = words[Word.NOT_APPLICABLE]
    shown = {cell.shown for line in lines for cell in line.cells if cell is not None}
    seen = [each for each in shown if "[" in each or each == dash]
    used = [name for name, shorthand in words.items() if any(shorthand in each for each in seen)]
    return [f"{words[name]} {messages.text(f'export.word.{name}.means')}" for name in used]
