"""A trend chart as lines of text: figures, goal line, pace line. A pure function; the widget only paints its result.

Gaps in the figures are never joined. Dots are drawn in braille (2 × 4 a cell), blocks (1 × 2) or ASCII; every figure is
marked by a letter on top, so that a single one between two gaps is seen and a revised one told apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, pairwise

from gaoxin_monitor.messages.render import number
from gaoxin_monitor.tui.glyphs import Marker
from gaoxin_monitor.tui.text import width as cells_of

LEAST_HEIGHT = 4
LEAST_WIDTH = 24
POINT = "o"
REVISED = "*"


class Role(StrEnum):
    """What a piece of a chart is, for its colour."""

    AXIS = "axis"
    FIGURE = "figure"
    REVISED = "revised"
    GOAL = "goal"
    PACE = "pace"


@dataclass(frozen=True, slots=True)
class Point:
    """One figure; ``revised`` where an earlier delivery gave another one."""

    value: Decimal
    revised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What to draw: one label, perhaps a point and perhaps a pace for every period of the axis."""

    labels: tuple[str, ...]
    points: tuple[Point | None, ...]
    pace: tuple[Decimal | None, ...] = ()
    goal: Decimal | None = None
    from_zero: bool = True

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Everything that must find room between bottom and top."""
        figures = [point.value for point in self.points if point]
        pace = [due for due in self.pace if due is not None]
        return (*figures, *pace, *(() if self.goal is None else (self.goal,)))


Line = tuple[tuple[str, Role], ...]
_Dot = tuple[int, int]
_Cell = tuple[str, Role]
_BLANK: _Cell = (" ", Role.AXIS)
_DENSITY = {Marker.BRAILLE: (2, 4), Marker.BLOCK: (1, 2), Marker.ASCII: (1, 1)}
_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_ASCII = {Role.FIGURE: ".", Role.GOAL: "-", Role.PACE: ":"}
_DASH = {Role.FIGURE: (1, 1), Role.GOAL: (5, 3), Role.PACE: (3, 1)}
"""Of how many dots in a row how many are drawn."""


def draw(chart: Chart, width: int, height: int, marker: Marker) -> tuple[Line, ...]:
    """The chart in at most ``width`` × ``height`` cells; nothing where it is too small or there is nothing to draw."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT or not chart.values:
        return ()
    scale = _Scale.of(chart, height - 2)
    texts = scale.texts()
    left = max(map(cells_of, texts.values())) + 1
    plot = _Plot(chart, scale, width - left - 2, height - 2, marker)
    body = (((f"{texts.get(row, ''):>{left}}|", Role.AXIS), *_runs(plot.row(row))) for row in range(height - 2))
    floor = ((" " * left + "+" + "-" * (width - left - 2), Role.AXIS),)
    return (*body, floor, ((" " * (left + 1) + plot.axis(), Role.AXIS),))


def _runs(row: Sequence[_Cell]) -> Iterator[tuple[str, Role]]:
    for role, run in groupby(row, key=lambda cell: cell[1]):
        yield "".join(sign for sign, _ in run), role


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values to rows: ``low`` is the bottom row, ``high`` the top, ``step`` between two printed values."""

    low: Decimal
    high: Decimal
    step: Decimal
    rows: int

    @classmethod
    def of(cls, chart: Chart, rows: int) -> "_Scale":
        low, high = min(chart.values), max(chart.values)
        if chart.from_zero:
            low, high = min(low, Decimal(0)), max(high, Decimal(0))
        step = _nice((high - low or abs(high) or Decimal(1)) / max(1, rows // 2))
        bottom = (low / step).to_integral_value("ROUND_FLOOR") * step
        return cls(bottom, high if high > bottom else bottom + step, step, rows)

    def share(self, value: Decimal) -> float:
        """0 at the top, 1 at the bottom."""
        return float((self.high - value) / (self.high - self.low))

    def texts(self) -> dict[int, str]:
        """The values printed at the axis, by row."""
        count = int((self.high - self.low) / self.step) + 1
        values = (self.low + self.step * index for index in range(count))
        return {round(self.share(value) * (self.rows - 1)): number(value) for value in values}


def _nice(rough: Decimal) -> Decimal:
    """1, 2, 2.5 or 5 times a power of ten, not below ``rough``."""
    power = Decimal(1).scaleb(rough.adjusted())
    factor = next(factor for factor in _NICE if factor * power >= rough)
    step = (factor * power).normalize()
    return step.quantize(Decimal(1)) if step == step.to_integral_value() else step


_NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class _Plot:
    """The area right of the axis: dots by role, letters on top."""

    def __init__(self, chart: Chart, scale: _Scale, width: int, height: int, marker: Marker) -> None:
        self._chart, self._scale, self._marker = chart, scale, marker
        self._width, self._height = width, height
        self._across, self._down = _DENSITY[marker]
        lines = {
            Role.FIGURE: self._lines([point.value if point else None for point in chart.points], Role.FIGURE),
            Role.PACE: self._lines(chart.pace, Role.PACE),
            Role.GOAL: self._lines([chart.goal, chart.goal], Role.GOAL),
        }
        self._cells = self._gather(lines)
        self._letters = dict(self._marks())

    def _column(self, index: int, count: int, dots: int) -> int:
        return round(index * (dots - 1) / (count - 1)) if count > 1 else (dots - 1) // 2

    def _lines(self, values: Sequence[Decimal | None], role: Role) -> set[_Dot]:
        across, down = self._width * self._across, self._height * self._down
        places = [
            None
            if value is None
            else (self._column(index, len(values), across), round(self._scale.share(value) * (down - 1)))
            for index, value in enumerate(values)
        ]
        every, drawn = _DASH[role]
        joined = {dot for a, b in pairwise(places) if a and b for dot in _between(a, b)}
        alone = {place for place in places if place}
        return {dot for dot in joined | alone if dot[0] % every < drawn}

    def _marks(self) -> Iterator[tuple[_Dot, _Cell]]:
        count = len(self._chart.points)
        for index, point in enumerate(self._chart.points):
            if point:
                row = round(self._scale.share(point.value) * (self._height * self._down - 1)) // self._down
                column = self._column(index, count, self._width * self._across) // self._across
                yield (column, row), (REVISED, Role.REVISED) if point.revised else (POINT, Role.FIGURE)

    def _gather(self, lines: Mapping[Role, set[_Dot]]) -> dict[_Dot, _Cell]:
        """The dots of each cell as one sign; where lines cross, the first of them is seen."""
        cells: dict[_Dot, _Cell] = {}
        for role, dots in lines.items():
            inside: dict[_Dot, list[_Dot]] = {}
            for x, y in dots:
                place = (x // self._across, y // self._down)
                inside.setdefault(place, []).append((x % self._across, y % self._down))
            for place, found in inside.items():
                cells.setdefault(place, (_sign(found, role, self._marker), role))
        return cells

    def row(self, row: int) -> list[_Cell]:
        """One line of cells."""
        places = ((column, row) for column in range(self._width))
        return [self._letters.get(place) or self._cells.get(place, _BLANK) for place in places]

    def axis(self) -> str:
        """The labels below, each under its point; one that finds no room is left out."""
        text, count = "", len(self._chart.labels)
        for index, label in enumerate(self._chart.labels):
            start = self._column(index, count, self._width) - cells_of(label) // 2
            start = max(0, min(start, self._width - cells_of(label)))
            if not text or start > cells_of(text):
                text += " " * (start - cells_of(text)) + label
        return text


def _sign(inside: Iterable[_Dot], role: Role, marker: Marker) -> str:
    if marker is Marker.BRAILLE:
        return chr(0x2800 + sum(_BRAILLE[y][x] for x, y in inside))
    if marker is Marker.BLOCK:
        halves = {y for _, y in inside}
        return "█" if len(halves) > 1 else "▀▄"[halves.pop()]
    return _ASCII[role]


def _between(start: _Dot, end: _Dot) -> Iterator[_Dot]:
    """Every dot of a straight line."""
    (x0, y0), (x1, y1) = start, end
    steps = max(abs(x1 - x0), abs(y1 - y0), 1)
    for step in range(steps + 1):
        yield round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps)
