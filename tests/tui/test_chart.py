from decimal import Decimal

import pytest

from gaoxin_monitor.tui.chart import POINT, REVISED, Chart, Point, Role, draw
from gaoxin_monitor.tui.glyphs import Marker
from gaoxin_monitor.tui.text import width

MONTHS = tuple(f"{month:02d}" for month in range(1, 13))


def chart(values: str, *, goal: str = "", pace: bool = False, revised: int = -1, from_zero: bool = True) -> Chart:
    texts = values.split() + ["-"] * (12 - len(values.split()))
    points = tuple(None if t == "-" else Point(Decimal(t), index == revised) for index, t in enumerate(texts))
    due = tuple(Decimal(12) * month / 12 for month in range(1, 13)) if pace else ()
    return Chart(labels=MONTHS, points=points, pace=due, goal=Decimal(goal) if goal else None, from_zero=from_zero)


def picture(drawn: Chart, marker: Marker = Marker.ASCII, columns: int = 60, rows: int = 12) -> list[str]:
    return ["".join(piece for piece, _ in line) for line in draw(drawn, columns, rows, marker)]


def axis_values(shown: list[str]) -> list[Decimal]:
    return [Decimal(text) for line in shown if "|" in line and (text := line.split("|")[0].strip())]


@pytest.mark.parametrize("marker", Marker)
@pytest.mark.parametrize(("columns", "rows"), [(24, 4), (60, 12), (76, 9), (140, 18)])
def test_no_line_is_wider_or_taller_than_asked(marker: Marker, columns: int, rows: int) -> None:
    shown = picture(chart("1 2 3 - 5 61.2345", goal="61.2345", pace=True), marker, columns, rows)
    assert len(shown) == rows
    assert all(width(line) <= columns for line in shown)


def test_every_figure_is_marked_and_a_revised_one_differently() -> None:
    shown = "".join(picture(chart("1 4 2 6 3 8", revised=2)))
    assert shown.count(POINT) == 5
    assert shown.count(REVISED) == 1


def test_a_gap_is_never_joined() -> None:
    joined = picture(chart("1 2 3 4"))
    broken = picture(chart("1 2 - 4"))
    assert sum(line.count(".") for line in broken) < sum(line.count(".") for line in joined)
    alone = picture(chart("- 5 - - 5"))
    assert not any("." in line.partition("|")[2] for line in alone)


def test_a_single_figure_is_seen() -> None:
    assert "".join(picture(chart("5"))).count(POINT) == 1


def test_the_goal_is_a_level_line_and_the_pace_climbs() -> None:
    shown = picture(chart("1 1 1", goal="12", pace=True))
    goal = [line for line in shown if "--" in line and "+" not in line]
    assert len(goal) == 1
    assert sum(":" in line for line in shown) > 5


def test_levels_begin_at_zero_and_rates_where_they_are() -> None:
    assert axis_values(picture(chart("8 9", goal="10")))[-1] == 0
    assert axis_values(picture(chart("8.7 9.1", goal="10", from_zero=False)))[-1] > 8


def test_negative_values_go_below_the_zero_line() -> None:
    shown = picture(chart("3 1 -1.2"))
    zero = next(index for index, line in enumerate(shown) if line.split("|")[0].strip() in ("0", "0.0"))
    last = max(index for index, line in enumerate(shown) if POINT in line.partition("|")[2])
    assert last > zero


def test_equal_values_are_drawn() -> None:
    assert "".join(picture(chart("5 5 5", from_zero=False))).count(POINT) == 3


def test_labels_without_room_are_left_out_rather_than_run_together() -> None:
    axis = picture(chart("1 2 3"), columns=30)[-1]
    assert axis.split()[0] == "01"
    assert all(len(label) == 2 for label in axis.split())


@pytest.mark.parametrize(("columns", "rows"), [(10, 10), (80, 2), (0, 0)])
def test_too_little_room_gives_nothing(columns: int, rows: int) -> None:
    assert draw(chart("1 2"), columns, rows, Marker.BRAILLE) == ()


def test_nothing_to_draw_gives_nothing() -> None:
    assert draw(chart(""), 60, 12, Marker.BRAILLE) == ()


@pytest.mark.parametrize(("marker", "signs"), [(Marker.BRAILLE, "⠀-⣿"), (Marker.BLOCK, "▀▄█"), (Marker.ASCII, ".:-")])
def test_each_marker_draws_with_its_own_signs(marker: Marker, signs: str) -> None:
    lines = draw(chart("1 4 2 6", goal="9", pace=True), 60, 12, marker)
    drawn = {sign for line in lines for piece, role in line if role is not Role.AXIS for sign in piece}
    drawn -= {POINT, REVISED}
    if marker is Marker.BRAILLE:
        assert all("\u2800" <= sign <= "\u28ff" for sign in drawn)
    else:
        assert drawn <= set(signs)
