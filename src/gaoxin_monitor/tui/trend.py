"""What the chart of one target shows in the plan's year: its figures, its goal, and the pace that was due."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Freq, Kind
from gaoxin_monitor.domain.evaluation.evidence import Case, Evidence, planned_count
from gaoxin_monitor.domain.exact import decimal
from gaoxin_monitor.domain.pace import INTEGER, MEMBERS, expected_count
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.timing import moment
from gaoxin_monitor.messages import wording
from gaoxin_monitor.tui.chart import Chart, Point

_STEP = {Freq.YEAR: 12, Freq.HALF: 6, Freq.QUARTER: 3, Freq.MONTH: 1}
_COUNTED = (Kind.COUNT_AT_LEAST, Kind.COUNT_ALL, Kind.COUNT_BY_DATE)
_PACED = (Kind.LEVEL_AT_LEAST, *_COUNTED)
_WITH_GOAL = (*_PACED, Kind.GROWTH_RATE, Kind.LEVEL_AT_MOST)


def yearly(row: BoardRow, board: Board, revised: Collection[Period]) -> Chart | None:
    """The chart of the plan's year; None where figures are withheld or there are none to draw."""
    known = {period.last_month: (value, period in revised) for period, value in _figures(row, board)}
    if wording.is_withheld(row) or not any(value is not None for value, _ in known.values()):
        return None
    target, step = row.target, _STEP[row.target.freq]
    months = range(step, 13, step)
    return Chart(
        labels=tuple(f"{month:02d}" if step == 1 else f"Q{month // 3}" for month in months),
        points=tuple(_point(known.get(month)) for month in months),
        pace=tuple(_due(row, board, month) for month in months),
        goal=target.goal if target.kind in _WITH_GOAL else None,
        from_zero=target.kind in _PACED,
    )


def _point(known: tuple[Decimal | None, bool] | None) -> Point | None:
    return Point(known[0], known[1]) if known and known[0] is not None else None


def _figures(row: BoardRow, board: Board) -> Iterator[tuple[Period, Decimal | None]]:
    series = board.series.get(row.target.id)
    if series is None:
        yield from ((period, value) for period, value in row.trend if period.year == board.plan.year)
        return
    for observation in series.until(board.month.end).observations:
        if observation.period.year == board.plan.year:
            unit = row.target.unit
            yield observation.period, observation.value_in(unit) if unit else observation.value


def _due(row: BoardRow, board: Board, month: int) -> Decimal | None:
    """What the pace asks for at the end of a month, in the target's unit; None beyond the deadline or without pace."""
    target, period = row.target, Period.month_of(board.plan.year, month)
    register = board.registers.get(target.register)
    if target.kind not in _PACED or target.goal is None or (target.deadline and period.start > target.deadline):
        return None
    case = _case(row, board)
    if target.profile == MEMBERS:
        planned = planned_count(register, period.end) if register else None
        return None if planned is None else Decimal(planned)
    if target.profile == INTEGER:
        return Decimal(expected_count(int(target.goal), month, case.span))
    return target.goal * decimal(case.pace(period)[0])


def _case(row: BoardRow, board: Board) -> Case:
    series = board.series.get(row.target.id)
    figures = {row.target.transformation: series} if series else {}
    when = moment(board.month, board.as_of, board.plan.cutoff_day)
    return Case(row.target, board.plan.year, board.plan.profiles, Evidence(figures), when)
