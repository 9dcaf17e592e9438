import pytest

from gaoxin_monitor.tui.text import width
from gaoxin_monitor.tui.widgets.bar import Item, pack


def shown(items: list[Item], cells: int) -> list[str]:
    return [placed.item.text for placed in pack(items, cells, 2, "…")]


def test_the_lightest_items_go_first() -> None:
    items = [Item("一二三", weight=90), Item("四五六", weight=10), Item("七八九", weight=50)]
    assert shown(items, 20) == ["一二三", "四五六", "七八九"]
    assert shown(items, 19) == ["一二三", "七八九"]
    assert shown(items, 8) == ["一二三"]


def test_an_item_that_may_be_cut_is_cut_with_a_mark_before_others_go() -> None:
    items = [Item("渭南高新区2024年工作要点", weight=60, cut=True), Item("2024年6月", weight=95)]
    assert shown(items, 24) == ["渭南高新区202…", "2024年6月"]


def test_gaps_shrink_before_texts_and_texts_before_one_is_left_out() -> None:
    items = [Item("一二三"), Item("另计方向类", weight=10, short="方向")]
    starts = [[placed.start for placed in pack(items, cells, 2, "…")] for cells in (18, 17, 16)]
    assert starts == [[0, 8], [0, 7], [0, 7]]
    assert shown(items, 17) == ["一二三", "另计方向类"]
    assert shown(items, 16) == ["一二三", "方向"]
    assert shown(items, 10) == ["一二三"]


def test_right_items_stand_at_the_right_end() -> None:
    (left, right) = pack([Item("总览"), Item("示例数据", right=True)], 40, 2, "…")
    assert (left.start, right.end) == (0, 40)


@pytest.mark.parametrize("cells", range(41))
def test_a_bar_is_never_wider_than_its_line(cells: int) -> None:
    items = [Item("甲" * 8, cut=True), Item("乙" * 5, weight=70), Item("丙丙", right=True, weight=99)]
    assert all(placed.end <= max(cells, 0) for placed in pack(items, cells, 2, ".."))


def test_control_bytes_in_an_item_are_counted_as_they_are_shown() -> None:
    (placed,) = pack([Item("\x1b[31m")], 20, 2, "…")
    assert placed.item.text == "␛[31m"
    assert placed.end == width("␛[31m")
