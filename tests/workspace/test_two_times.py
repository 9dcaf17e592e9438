"""A board belongs to a day and a batch: whatever is added later, it stays; and it does not ask in which order."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.building import AREA, NOW, day, deliver, fact, figure, undo_head
from tests.workspace.given import again
from tests.workspace.given import deliver as deliver_file

from gaoxin_monitor.domain.batches import FactEntry, Figure, RegisterReturn
from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Attribute, Freq, Transformation
from gaoxin_monitor.domain.observations import SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plan_versions import plan_changes
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.revisions import released, revision_sizes
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.settings.snapshot import value_sum
from gaoxin_monitor.workspace.comparing import compare, sides
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.layout import init
from gaoxin_monitor.workspace.plan_book import Note, keep_first_plan, read_versions, record_change, touched

JUNE = Period.of("2024-M06")
REVENUE = SeriesKey("fiscal_revenue", AREA, Freq.MONTH, Transformation.YTD)
FIRMS = SeriesKey("tech_smes", AREA, Freq.MONTH, Transformation.YTD)
PLAN = """\
title = "小计划"
year = 2024

[[section]]
id = "1"
name = "全部"

[[section.target]]
id = "fiscal_revenue"
name = "区级财政收入"
tier = "A"
kind = "level_at_least"
goal = 4.5
unit = "亿元"
profile = "linear"

[[section.target]]
id = "tech_smes"
name = "科技型中小企业"
tier = "A"
kind = "count_at_least"
goal = 300
unit = "家"
accumulation = "ytd_count"
profile = "linear"

[[section.target]]
id = "hall"
name = "政务大厅启用"
tier = "C"
kind = "milestone_by_date"
frequency = "event"
accumulation = "event"

[[section.target]]
id = "roads"
name = "背街小巷"
tier = "C"
kind = "count_all"
goal = 2
unit = "条"
accumulation = "ytd_count"
profile = "members"
register = "roads"

[[section.target]]
id = "plant"
name = "水厂加快施工"
tier = "C"
kind = "progress_vs_plan"
goal = 100
unit = "%"
deadline = "none"
accumulation = "state"
curve = [[2024-03-31, 20], [2024-06-30, 50]]

[[section.target]]
id = "works"
name = "标准厂房连续施工"
tier = "C"
kind = "continuity"
accumulation = "state"

[[section.target]]
id = "talks"
name = "持续推动合作"
tier = "D"
kind = "qualitative"
accumulation = "state"
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of a few targets with an empty store that holds the first plan."""
    root = init(tmp_path_factory.mktemp("two times") / "空")
    (root / "config" / "plans" / "2024.toml").write_text(PLAN, encoding="utf-8")
    desk = Workspace.open(root, today=day(31))
    with desk.store(write=True) as store:
        keep_first_plan(store, desk.configuration, user="测试", recorded_at=NOW)
    return root


@contextmanager
def scratch(template: Path) -> Iterator[Workspace]:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "w"
        shutil.copytree(template, root)
        yield Workspace.open(root, today=day(31))


Item = Figure | FactEntry | RegisterReturn


def _subject(item: Item) -> object:
    if isinstance(item, Figure):
        return item.key
    return (item.fact.member, item.fact.attribute) if isinstance(item, FactEntry) else item.register


figures = st.sampled_from(["2.1", "2.25", "2.30", "1.4", None]).map(lambda value: figure(value, JUNE, REVENUE))
counts = st.sampled_from(["120", "150", "149"]).map(lambda value: figure(value, JUNE, FIRMS, unit=Unit("家")))
planned = st.sampled_from(["2024-06-30", "2024-07-05", "2024-12-31"])
facts = st.tuples(planned, st.sampled_from([Attribute.PLANNED, Attribute.FORECAST, Attribute.ACTUAL])).map(
    lambda pair: fact(pair[0], "hall", pair[1], "milestones")
)
roads = st.tuples(planned, st.sampled_from(["甲", "乙"]), st.sampled_from([Attribute.PLANNED, Attribute.ACTUAL])).map(
    lambda told: fact(*told)
)
told = st.tuples(
    st.sampled_from(["", "20", "35", "30", "100"]),
    st.sampled_from(["plant", "works", "talks"]),
    st.sampled_from([Attribute.PROGRESS, Attribute.REMARK]),
).map(lambda parts: fact(*parts, "milestones"))
returns = st.builds(
    RegisterReturn,
    st.sampled_from(["milestones", "roads"]),
    st.sampled_from([Period.of("2024-M03"), Period.of("2024-M05"), JUNE]),
)
contents = st.lists(figures | counts | facts | roads | told | returns, min_size=1, max_size=4, unique_by=_subject)


def send(desk: Workspace, vintage: date, content: list[Item]) -> None:
    with desk.store(write=True) as store:
        store._database.sql.execute("PRAGMA synchronous = OFF")
        deliver(store, vintage, *content, file=f"{vintage}.csv")


@dataclass(frozen=True)
class Move:
    """The goal of revenue or the band of another target set to a number, from a day of July on."""

    number: int
    start: date
    goal: bool

    def of(self, target: Target) -> Target:
        if self.goal:
            return replace(target, goal=Decimal(self.number)) if target.id == "fiscal_revenue" else target
        rules = replace(target.thresholds, level_gap=Decimal(self.number))
        return target if target.id == "fiscal_revenue" else replace(target, thresholds=rules)


def moved(desk: Workspace, move: Move) -> Workspace:
    """The workspace after the files were changed and it was recorded from a day on, where later versions allow it."""
    old = desk.configuration
    plan = replace(old.plan, targets=tuple(map(move.of, old.plan.targets)))
    changed, changes = replace(old, plan=plan, plan_sum=value_sum(plan)), plan_changes(old.plan, plan)
    with desk.store(write=True) as store:
        versions = read_versions(store, plan.id)
        if not changes or touched(store, old, versions, move.start, changes):
            return desk
        record_change(store, old, changed, Note(start=move.start, user="测试", recorded_at=NOW))
    return replace(desk, configuration=changed)


moves = st.builds(Move, st.sampled_from([4, 5, 9]), st.integers(1, 9).map(day), st.booleans())


@settings(max_examples=40)
@given(
    steps=st.lists(
        st.tuples(st.integers(1, 9).map(day), contents) | st.integers(0, 9) | moves,
        min_size=1,
        max_size=8,
    )
)
def test_a_board_never_changes_whatever_is_added_later(
    template: Path, steps: list[tuple[date, list[Item]] | int | Move]
) -> None:
    told: dict[tuple[date, int], Board] = {}
    with scratch(template) as empty:
        desk, standing = empty, list[int]()
        for step in steps:
            if isinstance(step, tuple):
                send(desk, *step)
                standing.append(len(desk.batches()))
            elif isinstance(step, Move):
                desk = moved(desk, step)
            elif standing:
                with desk.store(write=True) as store:
                    store.undo(standing.pop(step % len(standing)), undo_head())
            last = len(desk.batches())
            told |= {(day(n), last): desk.board(JUNE, as_of=day(n), last_batch=last) for n in range(1, 10)}
        for (as_of, last), board in told.items():
            assert desk.board(JUNE, as_of=as_of, last_batch=last) == board


@settings(max_examples=25)
@given(data=st.data(), every=st.lists(contents, min_size=2, max_size=5))
def test_batches_of_different_days_give_the_same_board_in_any_order(
    template: Path, data: st.DataObject, every: list[list[Item]]
) -> None:
    dated = [(day(number), content) for number, content in enumerate(every, start=1)]
    shuffled = data.draw(st.permutations(dated))
    with scratch(template) as straight, scratch(template) as mixed:
        for step in dated:
            send(straight, *step)
        for step in shuffled:
            send(mixed, *step)
        for vintage, _ in dated:
            one, other = (desk.board(JUNE, as_of=vintage) for desk in (straight, mixed))
            assert _shown(straight, one) == _shown(mixed, other)


def _shown(desk: Workspace, board: Board) -> list[dict[str, object]]:
    """Everything a board says but the numbers of batches."""
    rows = json.loads(desk.listing(board, board.rows, "json"))["rows"]
    return [{**row, "batch": None} for row in rows]


# ── the two releases of China's GDP of 2022 ──


@pytest.fixture
def gdp(tmp_path: Path) -> Workspace:
    desk = Workspace.open(init(tmp_path / "国"), today=date(2024, 7, 20))
    key, unit, year = SeriesKey("gdp", "100000", Freq.YEAR, Transformation.LEVEL), Unit("元", 8), Period.of("2022")
    with desk.store(write=True) as store:
        deliver(store, date(2023, 1, 17), figure("1210207", year, key, unit=unit), source="nbs", file="公报.csv")
        deliver(store, date(2023, 12, 29), figure("1204724", year, key, unit=unit), source="nbs", file="核实.csv")
    return desk


def test_the_first_and_the_final_gross_domestic_product_of_2022(gdp: Workspace) -> None:
    ((_, rows),) = gdp.history("gdp").items()
    (year,) = released(rows)
    assert (str(year.first.value), str(year.latest.value)) == ("1210207", "1204724")
    assert [(row.vintage, row.place.file) for row in year.releases] == [
        (date(2023, 1, 17), "公报.csv"),
        (date(2023, 12, 29), "核实.csv"),
    ]
    (size,) = revision_sizes((year,))
    assert (size.count, size.mean, size.mean_absolute) == (1, Fraction(-5483), Fraction(5483))
    ((_, then),) = gdp.history("gdp", as_of=date(2023, 12, 28)).items()
    assert [str(row.value) for row in then] == ["1210207"]
    assert gdp.history("gdp", last_batch=1) == gdp.history("gdp", as_of=date(2023, 12, 28))
    assert gdp.history("gdp", as_of=date(2023, 1, 16)) == {}


def test_a_correction_between_two_days_is_found_with_both_files(template: Path) -> None:
    with scratch(template) as desk:
        deliver_file(desk, "早.csv", "2024年6月,科技型中小企业,家,150,累计,\n", date(2024, 7, 8))
        deliver_file(desk, "晚.csv", "2024年6月,科技型中小企业,家,120,累计,\n", date(2024, 7, 15))
        found = compare(again(desk), *sides(date(2024, 7, 10), date(2024, 7, 20), today=desk.today))
        (change,) = found.figures
        assert change.old is not None
        assert change.new is not None
        assert (str(change.old.value), change.old.place.file) == ("150", "早.csv")
        assert (str(change.new.value), change.new.place.file) == ("120", "晚.csv")
        assert [light.target.id for light in found.lights] == ["tech_smes"]
        first = compare(desk, *sides(date(2024, 7, 10), date(2024, 7, 20), today=desk.today), last_batch=1)
        assert (first.figures, first.lights) == ((), ())
