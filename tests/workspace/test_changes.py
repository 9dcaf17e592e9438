"""What a batch did, in a real store: lights of all months, and what an undo leaves because it was delivered again."""

from datetime import date
from pathlib import Path

import pytest
from tests.workspace.given import NOW, deliver

from gaoxin_monitor.cli import run
from gaoxin_monitor.domain.batches import FactEntry, Figure
from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.importing.model import ImportOptions
from gaoxin_monitor.messages.restated import restated
from gaoxin_monitor.workspace import layout
from gaoxin_monitor.workspace.changes import boards_around, restated_since
from gaoxin_monitor.workspace.desk import Workspace

JUNE = "2024年6月,科技型中小企业,家,{},累计,\n"
MAY = "2024年5月,科技型中小企业,家,{},累计,\n"
FIRST, SECOND = date(2024, 7, 8), date(2024, 7, 18)


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return Workspace.open(layout.init(tmp_path / "工作区"), today=date(2024, 7, 25))


@pytest.mark.parametrize("again", ["150", "160"], ids=["restated", "revised"])
def test_an_undo_leaves_what_a_later_batch_delivered_again(desk: Workspace, again: str) -> None:
    deliver(desk, "一.csv", MAY.format(120) + JUNE.format(150), FIRST)
    deliver(desk, "二.csv", JUNE.format(again), SECOND)
    (found,) = restated_since(desk, desk.undo(1, user="测试", recorded_at=NOW))
    assert (found.batch, found.total) == (2, 2)
    (entry,) = found.entries
    assert isinstance(entry, Figure)
    assert entry.observation.period == Period.month_of(2024, 6)


def test_an_undo_that_takes_everything_back_has_nothing_to_explain(desk: Workspace) -> None:
    deliver(desk, "一.csv", JUNE.format(150), FIRST)
    deliver(desk, "二.csv", JUNE.format(160), SECOND)
    assert restated_since(desk, desk.undo(2, user="测试", recorded_at=NOW)) == ()


def test_before_the_later_delivery_was_out_the_undo_did_change_the_figure(desk: Workspace) -> None:
    deliver(desk, "一.csv", JUNE.format(150), FIRST)
    deliver(desk, "二.csv", JUNE.format(150) + MAY.format(120), SECOND)
    undo = desk.undo(1, user="测试", recorded_at=NOW)
    assert restated_since(desk, undo)
    assert restated_since(desk, undo, as_of=date(2024, 7, 10)) == ()


def test_restoring_a_batch_names_what_came_again_meanwhile(desk: Workspace) -> None:
    deliver(desk, "一.csv", MAY.format(120) + JUNE.format(150), FIRST)
    desk.undo(1, user="测试", recorded_at=NOW)
    deliver(desk, "二.csv", JUNE.format(160), SECOND)
    (found,) = restated_since(desk, desk.undo(2, user="测试", recorded_at=NOW))
    assert (found.batch, len(found.entries), found.total) == (3, 1, 2)


def test_items_of_a_list_stay_as_a_later_return_has_them(desk: Workspace) -> None:
    head = "报告月份,清单,编号,名称,责任单位,计划日期,实际日期,预计日期,形象进度,备注\n"
    row = "2024年{},重点事项,,日丰四期项目开工,发改局,2024-05-31,,{},,\n"
    for month, forecast, day in (("5月", "2024-06-25", date(2024, 6, 5)), ("6月", "2024-07-25", date(2024, 7, 5))):
        file = desk.root / "inbox" / f"{month}.csv"
        file.write_text(head + row.format(month, forecast), "utf-8")
        desk.commit(desk.preview(file, ImportOptions(vintage=day)), user="测试", recorded_at=NOW)
    (found,) = restated_since(desk, desk.undo(1, user="测试", recorded_at=NOW))
    facts = {entry.fact.attribute for entry in found.entries if isinstance(entry, FactEntry)}
    assert found.batch == 2
    assert facts >= {Attribute.PLANNED, Attribute.FORECAST}
    (sentence,) = restated([found], desk.plan, desk.messages, desk.name_of)
    assert "日丰四期项目开工 预计日期" in sentence


def test_lights_are_those_of_the_boards(demo: Path) -> None:
    desk = Workspace.open(demo, today=date(2024, 7, 25))
    lights = desk.lights()
    assert list(lights) == [Period.month_of(2024, number) for number in range(1, 8)]
    for month in list(lights)[3:]:
        assert lights[month] == {row.target.id: row.light for row in desk.board(month).rows}


def test_before_the_year_no_month_has_lights(desk: Workspace) -> None:
    deliver(desk, "一.csv", MAY.format(120), FIRST)
    assert desk.lights(as_of=date(2023, 12, 31)) == {}
    assert list(desk.lights(as_of=date(2024, 1, 1))) == [Period.month_of(2024, 1)]


def test_other_months_whose_lights_changed_are_counted(desk: Workspace) -> None:
    deliver(desk, "一.csv", MAY.format(1) + JUNE.format(1), FIRST)
    (batch,) = desk.batches()
    around = boards_around(desk, batch, month=Period.month_of(2024, 5))
    assert around.after.month == Period.month_of(2024, 5)
    assert len(around.after.changed_since(around.before)) == 1
    assert dict(around.elsewhere)[Period.month_of(2024, 6)] == 1


def test_undo_on_the_command_line_says_what_stays_and_why(desk: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    deliver(desk, "一.csv", MAY.format(120) + JUNE.format(150), FIRST)
    deliver(desk, "二.csv", JUNE.format(160), SECOND)
    assert run(["--workspace", str(desk.root), "undo", "1"]) == 0
    told = capsys.readouterr().err
    assert "该批写入的 2 项中有 1 项没有变，因为第2批后来又报了（如科技型中小企业（累计）2024年6月）" in told
    assert "再撤销第2批" in told
