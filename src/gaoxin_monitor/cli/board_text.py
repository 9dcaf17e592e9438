"""The board as lines of text: what is counted, the rows worst first, and why each light is what it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from gaoxin_monitor.cli.terminal import aligned, out, room_of_terminal, tell
from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Light, Tier
from gaoxin_monitor.messages import Messages, wording
from gaoxin_monitor.workspace.desk import Workspace

_COLUMNS = ("status", "name", "goal", "value", "progress", "gap", "outlook", "period", "flags", "department")
_NAME = 1
"""The column that gives way on a narrow terminal."""
_NARROW = 120
"""Cells below which figures take their short forms."""
_GRAVE = (Light.RED, Light.YELLOW)
_FINE = (Light.GREEN, Light.DONE)


def print_board(
    desk: Workspace, board: Board, rows: Sequence[BoardRow] | None = None, *, told: Light | None = None
) -> None:
    """The board as aligned lines, worst first, and the reasons of all lights that are not fine, or of those asked for.

    ``rows`` are those to list, all by default; ``told`` is a light whose reasons are listed as well.
    """
    messages = desk.messages
    out(headline(board, messages))
    tell(counts_lines(board.rows, messages))
    if not desk.has_data:
        out(messages.text("status.no-data-yet", inbox=str(Path("inbox"))))
    out()
    shown = board.worst_first() if rows is None else rows
    _print_rows(board, shown, messages)
    _print_reasons([row for row in shown if row.light not in _FINE or row.light is told], messages)
    silent = sum(row.light in _FINE and row.light is not told for row in shown)
    if silent:
        out()
        tell(messages.text("status.silent", count=silent))


def headline(board: Board, messages: Messages) -> str:
    """Plan, month, the day the data were known, and that they are samples."""
    parts = [
        board.plan.title(messages.language),
        messages.period(board.month),
        messages.text("status.as-of", day=board.as_of),
    ]
    if board.last_batch is not None:
        parts.append(messages.text("status.until-batch", batch=board.last_batch))
    if board.demo:
        parts.append(messages.text("demo.mark"))
    return " | ".join(parts)


def counts_lines(rows: Sequence[BoardRow], messages: Messages) -> str:
    """Targets per light after their sum, and on a line of their own those of tier D, which are not counted."""
    apart = Counter(row.light for row in rows if _apart(row))
    counts = dict.fromkeys(Light, 0) | Counter(row.light for row in rows if not _apart(row))
    lines = [messages.text("status.counts", count=sum(counts.values()), lights=_lights(counts, messages))]
    if apart:
        lines.append(messages.text("status.apart", count=sum(apart.values()), lights=_lights(apart, messages)))
    return "\n".join(lines)


def _apart(row: BoardRow) -> bool:
    return row.target.tier is Tier.D


def _lights(counts: Mapping[Light, int], messages: Messages) -> str:
    words = (f"{wording.GLYPHS[light]} {messages.light(light)} {counts[light]}" for light in Light if light in counts)
    return " | ".join(words)


def _print_rows(board: Board, shown: Sequence[BoardRow], messages: Messages) -> None:
    """The counted targets, then those of tier D under a line that says so, then how many of how many these are."""
    counted, apart = [row for row in shown if not _apart(row)], [row for row in shown if _apart(row)]
    style = wording.Style(short=0 < room_of_terminal() < _NARROW)
    head = tuple(messages.text(f"listing.{name}") for name in _COLUMNS)
    rows = [_cells(row, messages, style) for row in (*counted, *apart)]
    printed, away = aligned([head, *rows], flexible=_NAME)
    if apart:
        printed.insert(1 + len(counted), messages.text("status.apart-rows"))
    out("\n".join(printed))
    parts = {"all": len(board.rows), "count": len(shown), "counted": len(counted), "apart": len(apart)}
    tell(messages.text("status.listed" if len(shown) == len(board.rows) else "status.listed-some", **parts))
    if away:
        tell(messages.text("status.narrow", columns=head[-away:]))


def _cells(row: BoardRow, messages: Messages, style: wording.Style) -> tuple[str, ...]:
    return (
        wording.status(row, messages),
        row.target.name(messages.language),
        wording.goal(row, messages),
        wording.value(row, messages, style),
        wording.progress(row),
        wording.gap(row, messages, style),
        wording.verdict(row, messages),
        messages.period(row.period) if row.period else wording.NONE,
        wording.flags(row, messages) or wording.NONE,
        row.target.responsible or wording.NONE,
    )


def _print_reasons(noted: Sequence[BoardRow], messages: Messages) -> None:
    """Why, worst first: grave lights with where the figure stands and the outlook below, others in one line."""
    if not noted:
        return
    out()
    out(messages.text("status.reasons"))
    for row in noted:
        head = f"{wording.status(row, messages)} {row.target.name(messages.language)} [{row.target.id}]"
        if row.light in _GRAVE:
            tell(head)
            tell(f"    {_because(row, messages)}")
            if row.outlook is not None:
                tell(f"    {messages.text('status.outlook', words=wording.outlook(row, messages))}")
        else:
            tell(f"{head}{messages.text('colon')}{wording.reason(row, messages)}", further=4)


def _because(row: BoardRow, messages: Messages) -> str:
    parts = [wording.reason(row, messages), wording.flags(row, messages), wording.source(row, messages)]
    return messages.text("status.clause").join(part for part in parts if part)
