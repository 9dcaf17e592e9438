import pytest

from gaoxin_monitor.tui.sheet import Head, Line, Sheet

HEADS = (Head("号", 4), Head("名称", 10, grows=True), Head("原因", 10, grows=True))


def sheet(name: int, reason: int) -> Sheet:
    return Sheet(HEADS, (Line("1", ("1", "名" * (name // 2), "因" * (reason // 2))),))


@pytest.mark.parametrize(
    ("name", "reason", "room", "widths"),
    [
        (20, 60, 86, (4, 20, 60)),  # all that is needed
        (20, 60, 66, (4, 20, 40)),  # the short one has what it needs, the long one the rest
        (60, 20, 66, (4, 40, 20)),
        (60, 60, 66, (4, 30, 30)),  # shared
        (20, 20, 200, (4, 20, 20)),  # nothing beyond the need
        (4, 4, 200, (4, 10, 10)),  # never below the least
        (60, 60, 20, (4, 7, 7)),  # what is missing is given by both
    ],
)
def test_growing_columns_take_the_rest_as_far_as_they_need_it(
    name: int, reason: int, room: int, widths: tuple[int, ...]
) -> None:
    assert sheet(name, reason).widths(room) == widths


@pytest.mark.parametrize("room", range(10, 120))
def test_no_sheet_is_wider_than_its_room(room: int) -> None:
    assert sum(sheet(24, 90).widths(room)) + 2 <= max(room, 10)


def test_spare_columns_go_where_a_growing_one_could_not_be_read() -> None:
    heads = (Head("批次", 4), Head("文件", 10, grows=True), Head("导入器", 7, spare=True), Head("经手", 8, spare=True))
    sheet = Sheet(heads, (Line("1", ("1", "工信局2024年6月.csv", "manual", "统计员")),))
    shown = {room: [head.title for head in sheet.fitted(room).heads] for room in (41, 40, 33, 32, 20)}
    assert shown[41] == ["批次", "文件", "导入器", "经手"]
    assert shown[40] == shown[33] == ["批次", "文件", "经手"]
    assert shown[32] == shown[20] == ["批次", "文件"]
    assert sheet.fitted(32).lines[0].cells == ("1", "工信局2024年6月.csv")
