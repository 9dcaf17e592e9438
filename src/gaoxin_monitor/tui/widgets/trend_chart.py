"""Paints a chart and its legend."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.messages.render import number
from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.chart import POINT, REVISED, Chart, Role, draw
from gaoxin_monitor.tui.pen import Pen


class TrendChart(Widget):
    """The chart of one target; a sentence where there is nothing to draw."""

    chart: reactive[Chart | None] = reactive[Chart | None](None)

    def __init__(self, pen: Pen) -> None:
        super().__init__(id="chart")
        self.pen = pen

    def render(self) -> Content:
        """Legend and lines."""
        colours = self._colours()
        chart = self.chart
        drawn = draw(chart, self.size.width, self.size.height - 1, self.pen.glyphs.marker) if chart else ()
        if chart is None or not drawn:
            return text.content([(self.pen.text("chart.none"), self.pen.palette.mute)])
        lines = ([(piece, colours[role]) for piece, role in line] for line in drawn)
        return text.stack([self._legend(chart), *lines])

    def _colours(self) -> dict[Role, str]:
        palette = self.pen.palette
        return {
            Role.AXIS: palette.mute,
            Role.FIGURE: f"bold {palette.text}",
            Role.REVISED: f"bold {palette.lights[Light.YELLOW]}",
            Role.GOAL: palette.lights[Light.GREEN],
            Role.PACE: palette.lights[Light.YELLOW],
        }

    def _legend(self, chart: Chart) -> list[text.Piece]:
        colours = self._colours()
        pieces = [(f" {POINT} {self.pen.text('chart.figure')}  ", colours[Role.FIGURE])]
        if any(point and point.revised for point in chart.points):
            pieces.append((f"{REVISED} {self.pen.text('chart.revised')}  ", colours[Role.REVISED]))
        if chart.goal is not None:
            goal = self.pen.text("chart.goal", goal=number(chart.goal))
            pieces.append((f"--- {goal}  ", colours[Role.GOAL]))
        if any(due is not None for due in chart.pace):
            pieces.append((f"... {self.pen.text('chart.pace')}  ", colours[Role.PACE]))
        if not chart.from_zero:
            pieces.append((self.pen.text("chart.not_from_zero"), self.pen.palette.mute))
        return pieces
