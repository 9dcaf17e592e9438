"""The light of each member that a target counts, by the rule for one item: its days, or how long a case is open.

A member that the plan names as a target of its own has the light of that target, so that no list denies the board.
"""

from collections.abc import Sequence
from datetime import date

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import COUNTS, Attribute, Flag, Kind, Light, TargetFlag
from gaoxin_monitor.domain.evaluation.assess import capped
from gaoxin_monitor.domain.evaluation.composite import compose
from gaoxin_monitor.domain.evaluation.limits import judge_case
from gaoxin_monitor.domain.evaluation.milestones import judge_milestone
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.lights import Judgement, Reason
from gaoxin_monitor.domain.members import Member, Register
from gaoxin_monitor.domain.plans import Target

COUNTING = (*COUNTS, Kind.COVERAGE, Kind.COVERAGE_PER_UNIT, Kind.ZERO_DYNAMIC, Kind.COMPOSITE)
"""The kinds that count members, cases or other targets."""


@dataclass(frozen=True, slots=True)
class MemberLight:
    """A member, or the target that a composite consists of, with its light.

    ``counted`` tells whether the target's own value counts it: an item achieved by the end of the target's period, a
    case open then, a child whose livelihood item is done. ``since`` is the day that puts equals in order.
    """

    id: str
    light: Light
    reason: Reason
    flags: frozenset[Flag] = frozenset()
    counted: bool = False
    member: Member | None = None
    target: Target | None = None
    since: date = date.max

    def name(self, language: str) -> str:
        """The member's name; that of its target where the plan has one."""
        if self.target is not None:
            return self.target.name(language)
        return self.member.name if self.member is not None else self.id


Counted = tuple[BoardRow, Sequence[MemberLight]]
"""A row with what it counts, or a part of that."""


def member_lights(board: Board, row: BoardRow) -> tuple[MemberLight, ...]:
    """What a row's target counts, the worst first, then the earliest day; empty where it counts nothing listed."""
    kind, register = row.target.kind, board.registers.get(row.target.register)
    if kind is Kind.COMPOSITE:
        found = _children(board)
    elif kind not in COUNTING or register is None:
        found = []
    elif kind is Kind.ZERO_DYNAMIC:
        found = _cases(row, register)
    else:
        found = _items(board, row, register)
    return tuple(sorted(found, key=lambda one: (one.light.rank, one.since, one.id)))


def _items(board: Board, row: BoardRow, register: Register) -> list[MemberLight]:
    own = {each.target.id: each for each in board.rows if each.target.register == register.id}
    return [_item(board, row, member, own.get(member.id)) for member in register.members]


def _item(board: Board, row: BoardRow, member: Member, own: BoardRow | None) -> MemberLight:
    by_register = row.period is not None and row.observation is None
    counted = by_register and (member.day(Attribute.ACTUAL) or date.max) <= row.period.end  # type: ignore[union-attr]
    since = member.day(Attribute.PLANNED) or date.max
    if own is not None:
        flags = frozenset(own.flags)
        return MemberLight(member.id, own.light, own.reason, flags, counted, member, own.target, since)
    judged = capped(_judged(member, row.target, board.judgement_day), row.target)
    return MemberLight(member.id, judged.light, judged.reason, judged.flags, counted, member, None, since)


def _judged(member: Member, target: Target, day: date) -> Judgement:
    """By its days; without any, what is known of its progress is told and gives no light.

    A hard deadline is the target's: it makes a member red that is late when the deadline has passed.
    """
    actual = member.day(Attribute.ACTUAL)
    past = target.deadline is not None and day > target.deadline
    judged = judge_milestone(
        member.day(Attribute.PLANNED),
        member.day(Attribute.FORECAST),
        actual if actual is not None and actual <= day else None,
        day,
        target.thresholds,
        hard=past and target.is_(TargetFlag.HARD_DEADLINE),
        deadline=target.deadline,
    )
    if judged.light is not Light.NODATA or member.progress is None:
        return judged
    return Judgement(Light.NODATA, Reason("progress-no-curve", {"progress": member.progress}))


def _cases(row: BoardRow, register: Register) -> list[MemberLight]:
    """The cases found by the end of the target's period."""
    if row.period is None:
        return []
    until, rules = row.period.end, row.target.thresholds
    found = []
    for member in register.members:
        opened = member.day(Attribute.OPENED)
        if opened is not None and opened <= until:
            judged = judge_case(opened, member.day(Attribute.CLOSED), until, rules)
            still = judged.light is not Light.DONE
            found.append(
                MemberLight(member.id, judged.light, judged.reason, counted=still, member=member, since=opened)
            )
    return found


def _children(board: Board) -> list[MemberLight]:
    """The targets of the livelihood items; one counts when all targets of its item are done."""
    items: dict[int, list[BoardRow]] = {}
    for row in board.rows:
        if row.target.livelihood_item is not None and row.target.is_(TargetFlag.COMPOSITE_MEMBER):
            items.setdefault(row.target.livelihood_item, []).append(row)
    done = {number: compose([row.light for row in rows]) is Light.DONE for number, rows in items.items()}
    return [
        MemberLight(
            row.target.id,
            row.light,
            row.reason,
            frozenset(row.flags),
            done[number],
            row.member,
            row.target,
            (row.member.day(Attribute.PLANNED) if row.member else None) or date.max,
        )
        for number, rows in items.items()
        for row in rows
    ]
