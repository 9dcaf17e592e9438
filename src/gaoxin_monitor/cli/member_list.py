"""``status --members``: which targets count something, what they count, and the light of each."""

from collections import Counter
from collections.abc import Iterable, Sequence

from gaoxin_monitor.cli.terminal import aligned, out, tell
from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.member_lights import Counted, MemberLight, member_lights
from gaoxin_monitor.messages import Messages, membership, wording


def groups_of(board: Board, rows: Iterable[BoardRow], light: Light | None, department: str | None) -> list[Counted]:
    """The rows that count something of a light and a department, with those members.

    A department is asked for its targets, with all they count, and for its members in the lists of others.
    """
    found: list[Counted] = []
    for row in rows:
        whole = department is None or department in row.target.responsible
        members = [
            one
            for one in member_lights(board, row)
            if (light is None or one.light is light)
            and (whole or (department or "") in membership.owner(row.target, one))
        ]
        if members:
            found.append((row, members))
    return found


def print_members(groups: Sequence[Counted], messages: Messages) -> None:
    """Each target with its reason, how many have which light, and the members below, the worst first."""
    if not groups:
        out(messages.text("members.none"))
    for number, (row, found) in enumerate(groups):
        if number:
            out()
        tell(f"{wording.status(row, messages)} {row.target.name(messages.language)} [{row.target.id}]")
        tell(f"    {wording.reason(row, messages)}")
        tell(f"    {_counts(found, messages)}")
        _print_rows([_cells(row, one, messages) for one in found])


def _print_rows(rows: Sequence[tuple[str, ...]]) -> None:
    """One line for each member; on a terminal too narrow for that the reason below it, never left away."""
    lines, away = aligned(rows)
    if not away:
        out("\n".join(lines))
        return
    lines, _ = aligned([row[:-1] for row in rows], flexible=1)
    for line, row in zip(lines, rows, strict=True):
        out(line)
        tell(f"      {row[-1]}")


def _counts(found: Sequence[MemberLight], messages: Messages) -> str:
    counts = Counter(one.light for one in found)
    return " | ".join(
        f"{wording.GLYPHS[light]} {messages.light(light)} {counts[light]}" for light in Light if counts[light]
    )


def _cells(row: BoardRow, one: MemberLight, messages: Messages) -> tuple[str, ...]:
    target = row.target
    return (
        f"  {wording.GLYPHS[one.light]} {messages.light(one.light)}",
        membership.name(target, one, messages),
        membership.owner(target, one) or wording.NONE,
        membership.reason(target, one, messages),
    )
