import pytest
from tests.tui.given import MemoryDesk, row_of

from gaoxin_monitor.messages import load
from gaoxin_monitor.tui.columns import BESIDE, GAP, layout, written
from gaoxin_monitor.tui.glyphs import ASCII, UNICODE
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.text import width
from gaoxin_monitor.tui.theme import DARK

ZH, EN = Pen(load("zh"), UNICODE, DARK), Pen(load("en"), ASCII, DARK)


ROWS = MemoryDesk().board().rows


def ids(screen: int, pen: Pen = ZH) -> list[str]:
    return [column.id for column in layout(screen, pen, ROWS)]


def cells_of(column_id: str, screen: int) -> int:
    return next(column.cells for column in layout(screen, ZH, ROWS) if column.id == column_id)


@pytest.mark.parametrize("pen", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("screen", range(60, 260))
def test_columns_never_exceed_the_screen(screen: int, pen: Pen) -> None:
    shown = layout(screen, pen, ROWS)
    assert sum(column.cells for column in shown) + GAP * (len(shown) - 1) + BESIDE <= screen


def test_at_80_columns_the_eight_columns_of_the_board_are_there() -> None:
    assert ids(80) == ["status", "name", "goal", "value", "progress", "gap", "trend", "period"]


def test_from_100_columns_pace_and_department_join() -> None:
    assert {"pace", "department"} <= set(ids(100))
    assert not {"pace", "department"} & set(ids(99))


def test_from_120_columns_a_sparkline_takes_the_place_of_the_word() -> None:
    assert ("trend" in ids(119), "spark" in ids(119)) == (True, False)
    assert ("trend" in ids(120), "spark" in ids(120)) == (False, True)


def test_the_name_keeps_at_least_six_characters() -> None:
    assert all(cells_of("name", screen) >= 12 for screen in range(60, 260))


def test_on_a_wide_screen_reasons_have_more_room_than_names() -> None:
    assert cells_of("reason", 200) >= 50
    assert cells_of("name", 200) >= 28
    assert cells_of("reason", 240) > cells_of("reason", 200)


@pytest.mark.parametrize("screen", [160, 200, 240])
def test_no_column_but_the_reason_is_wider_than_its_texts_or_its_least(screen: int) -> None:
    least = {column.id: column.cells for column in layout(screen, ZH, ())}
    for column in layout(screen, ZH, ROWS):
        widest = max(width(column.write(row, ZH)) for row in ROWS)
        assert column.id == "reason" or column.cells <= max(widest, least[column.id])


def test_a_figure_too_wide_for_its_column_drops_its_unit_rather_than_digits(desk: MemoryDesk) -> None:
    goal = next(column for column in layout(80, ZH, ROWS) if column.id == "goal")
    assert written(goal, row_of(desk, "foreign_trade"), ZH) == "61.2345"


def test_statuses_fit_their_column_in_both_languages(desk: MemoryDesk) -> None:
    for pen in (ZH, EN):
        status = layout(80, pen, ROWS)[0]
        assert all(width(status.write(row, pen)) <= status.cells for row in desk.board().rows)
