"""A plan that changes during the year: every board is judged by the plan of its own day."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from tests.workspace.given import NOW, again, deliver

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.differences import Cause
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.errors import ConfigError, StoreError, UsageError
from gaoxin_monitor.settings.snapshot import FORMAT, restore, snapshot, value_sum
from gaoxin_monitor.workspace.changes import boards_around
from gaoxin_monitor.workspace.comparing import compare, sides
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.layout import STORE, init
from gaoxin_monitor.workspace.planning import Dated, change_plan, confirm_plan, plan_history

MAY = Period.of("2024-M05")
PLAN = Path("config") / "plans" / "2024.toml"
JULY_1, JUNE_30, JULY_10 = date(2024, 7, 1), date(2024, 6, 30), date(2024, 7, 10)


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    made = Workspace.open(init(tmp_path / "新 区"), today=date(2024, 7, 20))
    # 145 of 300 are 48.3 % where 30 % are due at the end of May; of 600 they are 24.2 %, 5.8 points short.
    deliver(made, "科技局.csv", "2024年5月,科技型中小企业,家,145,累计,\n", date(2024, 6, 10))
    return made


def dated(start: date, why: str = "") -> Dated:
    return Dated(start=start, why=why, user="测试", recorded_at=NOW)


def light(desk: Workspace, day: date, target: str = "tech_smes") -> Light:
    row = desk.board(MAY, as_of=day).row(target)
    assert row is not None
    return row.light


def edit(desk: Workspace, old: str, new: str) -> Workspace:
    path = desk.root / PLAN
    text = path.read_bytes().decode()
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode())
    return again(desk)


def test_a_target_that_moves_in_july_leaves_the_boards_of_june_as_they_were(desk: Workspace) -> None:
    june, july = desk.board(MAY, as_of=JUNE_30), desk.board(MAY, as_of=JULY_1)
    assert (light(desk, JUNE_30), light(desk, JULY_1)) == (Light.GREEN, Light.GREEN)
    changes = change_plan(desk, "tech_smes", {"goal": "600"}, dated(JULY_1, "年中调整"))
    assert [(c.target, c.field, str(c.old), str(c.new)) for c in changes] == [("tech_smes", "goal", "300", "600")]
    later = again(desk)
    assert later.board(MAY, as_of=JUNE_30) == june
    assert later.board(MAY, as_of=JULY_1) != july
    assert (light(later, JUNE_30), light(later, JULY_1)) == (Light.GREEN, Light.YELLOW)
    assert later.board(MAY).unconfirmed is None

    found = compare(later, *sides(JUNE_30, JULY_1, today=later.today, month=MAY))
    (change,) = found.lights
    assert (change.target.id, change.causes) == ("tech_smes", (Cause.PLAN,))
    assert change.evidence == found.plan == changes
    assert (found.figures, found.facts) == ((), ())


def test_the_history_lists_changes_from_when_by_whom_and_why(desk: Workspace) -> None:
    change_plan(desk, "tech_smes", {"goal": "600"}, dated(JULY_1, "年中调整"))
    change_plan(again(desk), "科技型中小企业", {"deadline": "2024-11-30"}, dated(JULY_10))
    first, second, third = plan_history(again(desk))
    assert first.version is not None
    assert (first.version.start, first.changes) == (date(2024, 1, 1), ())
    assert second.version is not None
    assert (second.version.start, second.version.why, second.version.user) == (JULY_1, "年中调整", "测试")
    (moved,) = third.changes
    assert (moved.field, moved.old, moved.new) == ("deadline", date(2024, 12, 31), date(2024, 11, 30))
    assert len(plan_history(again(desk), "tech_smes")) == 2
    assert plan_history(again(desk), "fiscal_revenue") == ()


def test_the_file_keeps_its_comments_and_every_other_byte(desk: Workspace) -> None:
    before = (desk.root / PLAN).read_bytes().decode()
    values = {"goal": "600", "rules.level_gap": "5", "responsible": ""}
    with pytest.raises(UsageError) as refusal:
        change_plan(desk, "tech_smes", values, dated(JULY_1))
    assert refusal.value.slug == "plan-key-unknown"
    assert (desk.root / PLAN).read_bytes().decode() == before
    change_plan(desk, "tech_smes", {"goal": "600", "rules.level_gap": "5"}, dated(JULY_1))
    after = (desk.root / PLAN).read_bytes().decode()
    gone, come = set(before.splitlines()) - set(after.splitlines()), set(after.splitlines()) - set(before.splitlines())
    assert gone == {"goal = 300"}
    assert come == {"goal = 600", "rules = {level_gap = 5}"}
    target = again(desk).plan.by_id["tech_smes"]
    assert (str(target.goal), str(target.thresholds.level_gap)) == ("600", "5")


def test_a_new_key_stands_with_its_target_not_behind_the_comments_of_the_next_part(desk: Workspace) -> None:
    lines = (desk.root / PLAN).read_text("utf-8").splitlines()
    last = next(line for line in reversed(lines[: lines.index('id = "1"')]) if line.startswith("note"))
    target = [target for target in desk.plan.targets if target.section == "0"][-1]
    change_plan(desk, target.id, {"deadline_note": "改到十一月"}, dated(JULY_1))
    after = (desk.root / PLAN).read_text("utf-8").splitlines()
    assert after[after.index(last) + 1] == 'deadline_note = "改到十一月"'


def test_values_are_typed_as_they_are_meant(desk: Workspace) -> None:
    typed = {"flags": "best_effort，inferred", "deadline": "2024-11-30", "note": "2024", "rules.level_gap": "5"}
    change_plan(desk, "tech_smes", typed, dated(JULY_1))
    target = again(desk).plan.by_id["tech_smes"]
    assert sorted(target.flags) == ["best_effort", "inferred"]
    assert (target.deadline, target.note, str(target.thresholds.level_gap)) == (date(2024, 11, 30), "2024", "5")
    again_typed = {"flags": '["withheld"]', "deadline": "", "rules.slip_days": "10", "rules.level_gap": ""}
    change_plan(again(desk), "tech_smes", again_typed, dated(JULY_10))
    target = again(desk).plan.by_id["tech_smes"]
    assert (sorted(target.flags), target.deadline) == (["withheld"], date(2024, 12, 31))
    assert (str(target.thresholds.level_gap), target.thresholds.slip_days) == ("10.0", 10)
    with pytest.raises(UsageError, match="plan-key-unknown"):
        change_plan(again(desk), "tech_smes", {"rules.level_gab": "5"}, dated(JULY_10))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_windows_line_ends_and_a_byte_order_mark_stay(desk: Workspace, mark: bytes) -> None:
    path = desk.root / PLAN
    path.write_bytes(mark + path.read_bytes().replace(b"\n", b"\r\n"))
    change_plan(again(desk), "tech_smes", {"goal": "600", "deadline_note": "x"}, dated(JULY_1))
    data = path.read_bytes()
    assert data.startswith(mark + b"#")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"goal = 600\r\n" in data


def test_a_change_that_makes_the_plan_wrong_is_refused_as_a_whole(desk: Workspace) -> None:
    before = (desk.root / PLAN).read_bytes()
    for values in ({"goal": "many"}, {"goal": "500", "kind": "wishful"}, {"profile": "nobody_knows"}):
        with pytest.raises(ConfigError) as refusal:
            change_plan(desk, "tech_smes", values, dated(JULY_1))
        assert refusal.value.slug == "plan-change-invalid"
        assert refusal.value.diagnostics
    assert (desk.root / PLAN).read_bytes() == before
    with pytest.raises(UsageError, match="plan-change-nothing"):
        change_plan(desk, "tech_smes", {"goal": "300"}, dated(JULY_1))
    assert len(plan_history(again(desk))) == 1


def test_a_change_by_hand_is_seen_waits_and_counts_from_the_day_that_is_confirmed(desk: Workspace) -> None:
    assert desk.board(MAY).unconfirmed is None
    edited = edit(desk, "goal = 300", "goal = 600   # 主任会议定")
    assert edited.board(MAY).unconfirmed == 1
    assert (light(edited, JUNE_30), light(edited, JULY_10)) == (Light.GREEN, Light.GREEN)
    with pytest.raises(UsageError, match="plan-unconfirmed"):
        change_plan(edited, "fiscal_revenue", {"goal": "5"}, dated(JULY_1))
    waiting = plan_history(edited)[-1]
    assert (waiting.version, len(waiting.changes)) == (None, 1)
    confirm_plan(edited, dated(JULY_10, "会议纪要"))
    assert again(desk).board(MAY).unconfirmed is None
    assert (light(again(desk), date(2024, 7, 9)), light(again(desk), JULY_10)) == (Light.GREEN, Light.YELLOW)
    with pytest.raises(UsageError, match="plan-nothing-to-confirm"):
        confirm_plan(again(desk), dated(JULY_10))


def test_comments_blank_lines_and_order_of_keys_are_no_change(desk: Workspace) -> None:
    edited = edit(desk, "goal = 300", "# 年初定的\ngoal = 300    # 家\n\n")
    assert edited.configuration.digest != desk.configuration.digest
    assert edited.board(MAY).unconfirmed is None
    with pytest.raises(UsageError, match="plan-nothing-to-confirm"):
        confirm_plan(edited, dated(JULY_1))
    swapped = edit(edited, 'id = "tech_smes"\nname = "科技型中小企业"', 'name = "科技型中小企业"\nid = "tech_smes"')
    assert swapped.board(MAY).unconfirmed is None


def test_rules_and_curves_of_the_settings_belong_to_the_plan(desk: Workspace) -> None:
    path = desk.root / "config" / "settings.toml"
    path.write_text(path.read_text("utf-8") + "\n[rules]\nlevel_gap = 5\n", encoding="utf-8")
    edited = again(desk)
    assert edited.board(MAY).unconfirmed == len(edited.plan.targets)
    confirm_plan(edited, dated(JULY_1))
    rows = {day: again(desk).board(MAY, as_of=day).plan.by_id["tech_smes"] for day in (JUNE_30, JULY_1)}
    assert [str(row.thresholds.level_gap) for row in rows.values()] == ["10.0", "5"]


def goals(desk: Workspace, day: date, batch: int | None = None) -> tuple[str, str, str]:
    plan = again(desk).board(MAY, as_of=day, last_batch=batch).plan
    smes, revenue = plan.by_id["tech_smes"], plan.by_id["fiscal_revenue"]
    return str(smes.goal), str(smes.thresholds.level_gap), str(revenue.goal)


def test_a_change_dated_before_another_one_is_taken_up_by_it(desk: Workspace) -> None:
    change_plan(desk, "tech_smes", {"goal": "600", "rules.slip_days": "10"}, dated(JULY_10))
    change_plan(again(desk), "fiscal_revenue", {"goal": "5"}, dated(JULY_1))
    change_plan(again(desk), "tech_smes", {"rules.level_gap": "5"}, dated(date(2024, 7, 5)))
    days = (JUNE_30, JULY_1, date(2024, 7, 5), JULY_10)
    first, revenue, band, both = (goals(desk, day) for day in days)
    assert first == ("300", "10.0", "4.5")
    assert revenue == ("300", "10.0", "5")
    assert band == ("300", "5", "5")
    assert both == ("600", "5", "5")
    assert again(desk).board(MAY, as_of=JULY_10).plan.by_id["tech_smes"].thresholds.slip_days == 10
    assert again(desk).board(MAY).unconfirmed is None
    told = [(step.version.start, [c.field for c in step.changes]) for step in plan_history(again(desk)) if step.version]
    assert told[1:] == [
        (JULY_10, ["goal", "thresholds.slip_days"]),
        (JULY_1, ["goal"]),
        (date(2024, 7, 5), ["thresholds.level_gap"]),
    ]


def test_a_board_of_a_batch_keeps_the_plan_that_was_on_record_then(desk: Workspace) -> None:
    deliver(desk, "又一份.csv", "2024年4月,科技型中小企业,家,100,累计,\n", date(2024, 7, 12))
    before = again(desk).board(MAY, as_of=JULY_10, last_batch=2)
    change_plan(again(desk), "tech_smes", {"goal": "600"}, dated(JULY_1))
    deliver(again(desk), "再一份.csv", "2024年3月,科技型中小企业,家,90,累计,\n", date(2024, 7, 13))
    assert again(desk).board(MAY, as_of=JULY_10, last_batch=2) == before
    assert goals(desk, JULY_10, 2)[0] == "300"
    assert goals(desk, JULY_10, 3)[0] == goals(desk, JULY_10)[0] == "600"
    around = boards_around(again(desk), again(desk).batches()[-1])
    assert [board.plan.by_id["tech_smes"].goal for board in (around.before, around.after)] == [600, 600]


def test_what_a_later_version_changed_as_well_cannot_be_dated_before_it(desk: Workspace) -> None:
    change_plan(desk, "tech_smes", {"goal": "600"}, dated(JULY_10))
    before = (desk.root / PLAN).read_bytes()
    with pytest.raises(UsageError) as refusal:
        change_plan(again(desk), "tech_smes", {"goal": "500", "deadline": "2024-11-30"}, dated(JULY_1))
    assert refusal.value.slug == "plan-touched-later"
    told = {name: str(value) for name, value in refusal.value.params.items()}
    assert told == {
        "day": "2024-07-01",
        "target": "tech_smes",
        "what": "目标值",
        "begun": "2024-07-10",
        "old": "300",
        "new": "600",
    }
    assert (desk.root / PLAN).read_bytes() == before
    change_plan(again(desk), "tech_smes", {"deadline": "2024-11-30"}, dated(JULY_1))
    change_plan(again(desk), "tech_smes", {"goal": "500"}, dated(JULY_10))
    assert goals(desk, JULY_10)[0] == "500"
    assert goals(desk, date(2024, 7, 9))[0] == "300"


def test_a_target_that_is_found_out_late_belongs_to_every_version_since(desk: Workspace) -> None:
    change_plan(desk, "tech_smes", {"goal": "600"}, dated(JULY_10))
    path = desk.root / PLAN
    text = path.read_text("utf-8")
    at = text.index("\n[[section.target]]") + 1
    new = (
        '[[section.target]]\nid = "added"\nname = "补列"\ntier = "B"\nkind = "level_at_least"\ngoal = 3\n'
        'unit = "家"\nindicator = "tech_smes"\nprofile = "linear"\n'
    )
    path.write_text(text[:at] + new + "\n" + text[at:], encoding="utf-8")
    confirm_plan(again(desk), dated(JULY_1, "漏列"))
    known = {day: again(desk).board(MAY, as_of=day).plan for day in (JUNE_30, JULY_1, JULY_10)}
    assert ["added" in plan.by_id for plan in known.values()] == [False, True, True]
    assert [str(plan.by_id["tech_smes"].goal) for plan in known.values()] == ["300", "300", "600"]
    assert again(desk).board(MAY).unconfirmed is None
    order = [target.id for target in again(desk).plan.targets]
    assert [target.id for target in known[JULY_1].targets] == order


def test_a_change_that_cannot_be_recorded_to_its_end_is_not_recorded_at_all(desk: Workspace) -> None:
    change_plan(desk, "tech_smes", {"goal": "600"}, dated(JULY_10))
    with closing(desk.store()) as store:
        known = [record.id for record in store.records("plan")]
    with closing(sqlite3.connect(desk.root / STORE)) as sql, sql:
        second = known[-1] + 2
        stop = (
            f"CREATE TRIGGER full BEFORE INSERT ON record WHEN new.id = {second} BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        sql.execute(stop)
    with pytest.raises(sqlite3.IntegrityError, match="no"):
        change_plan(again(desk), "tech_smes", {"deadline": "2024-11-30"}, dated(JULY_1))
    with closing(sqlite3.connect(desk.root / STORE)) as sql, sql:
        sql.execute("DROP TRIGGER full")
    with closing(desk.store()) as store:
        assert [record.id for record in store.records("plan")] == known
        assert store.verify() == ()
    waiting = plan_history(again(desk))[-1]
    assert waiting.version is None
    assert [(change.target, change.field) for change in waiting.changes] == [("tech_smes", "deadline")]
    confirm_plan(again(desk), dated(JULY_1))
    deadlines = [again(desk).board(MAY, as_of=day).plan.by_id["tech_smes"].deadline for day in (JULY_1, JULY_10)]
    assert deadlines == [date(2024, 11, 30)] * 2


def test_a_change_that_begins_later_waits_for_its_day(desk: Workspace) -> None:
    change_plan(desk, "tech_smes", {"goal": "600"}, dated(date(2024, 9, 1)))
    assert (light(again(desk), JULY_10), light(again(desk), date(2024, 9, 1))) == (Light.GREEN, Light.YELLOW)


def test_without_data_a_change_has_something_to_be_compared_with(tmp_path: Path) -> None:
    empty = Workspace.open(init(tmp_path / "空"), today=date(2024, 7, 20))
    assert plan_history(empty) == ()
    with pytest.raises(UsageError, match="plan-no-version"):
        confirm_plan(empty, dated(JULY_1))
    change_plan(empty, "tech_smes", {"goal": "600"}, dated(JULY_1))
    assert [str(again(empty).board(MAY, as_of=day).plan.by_id["tech_smes"].goal) for day in (JUNE_30, JULY_1)] == [
        "300",
        "600",
    ]


# ── snapshots that outlive the program ──


def test_a_snapshot_gives_the_plan_back_to_the_last_digit(desk: Workspace) -> None:
    text = json.dumps(snapshot(desk.plan), ensure_ascii=False)
    back = restore(json.loads(text), desk.plan.digest)
    assert back == desk.plan
    assert snapshot(back) == snapshot(desk.plan)
    assert value_sum(back) == value_sum(desk.plan) == desk.configuration.plan_sum


def test_a_field_that_came_later_takes_its_default(desk: Workspace) -> None:
    kept = json.loads(json.dumps(snapshot(desk.plan)))
    for target in kept["plan"]["targets"]:
        del target["has_january"], target["thresholds"]["overdue_days"]
    assert all(t.has_january and t.thresholds.overdue_days == 30 for t in restore(kept).targets)


@pytest.mark.parametrize("damage", ["format", "field", "value", "missing"])
def test_a_snapshot_of_another_program_is_an_error_never_a_wrong_board(desk: Workspace, damage: str) -> None:
    body = json.loads(json.dumps(snapshot(desk.plan), ensure_ascii=False))
    target = body["plan"]["targets"][0]
    if damage == "format":
        body["format"] = FORMAT + 1
    elif damage == "field":
        target["weather"] = "fine"
    elif damage == "value":
        target["kind"] = "wishful"
    else:
        del target["kind"]
    head = {"from": "2024-07-01", "sum": "another", "user": "", "why": "", "digest": ""}
    with desk.store(write=True) as store:
        store.record("plan", "2024", {**head, **body}, NOW)
    with pytest.raises(StoreError) as refusal:
        again(desk).board(MAY, as_of=JULY_10)
    assert refusal.value.slug == "plan-version-unreadable"


def test_a_plan_that_an_earlier_program_wrote_in_other_words_is_not_a_change(desk: Workspace) -> None:
    body = json.loads(json.dumps(snapshot(desk.plan), ensure_ascii=False))
    for target in body["plan"]["targets"]:
        del target["has_january"], target["deadline_note"]
    full = {t.id: t for t in desk.plan.targets}
    for target in body["plan"]["targets"]:
        if full[target["id"]].deadline_note:
            target["deadline_note"] = full[target["id"]].deadline_note
        if not full[target["id"]].has_january:
            target["has_january"] = False
    head = {"from": "2024-01-01", "sum": "of an earlier program", "user": "旧", "why": "", "digest": ""}
    with desk.store(write=True) as store:
        store.record("plan", "2024", {**head, **body}, NOW)
    assert desk.board(MAY).unconfirmed is None
    deliver(desk, "又一份.csv", "2024年6月,科技型中小企业,家,160,累计,\n", date(2024, 7, 12))
    with desk.store() as store:
        newest = store.record_heads("plan", "2024", ("sum", "user", "from"))[-1]
    assert newest.body == {"sum": desk.configuration.plan_sum, "user": "旧", "from": "2024-01-01"}
    assert len(plan_history(desk)) == 1


def test_an_export_notes_plan_and_configuration(desk: Workspace) -> None:
    change_plan(desk, "tech_smes", {"goal": "600"}, dated(JULY_1))
    later = again(desk)
    old, new = (later.board(MAY, as_of=day) for day in (JUNE_30, JULY_1))
    for board in (old, new):
        later.export(board, later.root / "exports" / f"{board.as_of}.xlsx", recorded_at=NOW)
    with later.store() as store:
        before, after = (record.body for record in store.records("export"))
    assert (before["plan_digest"], after["plan_digest"]) == (desk.plan.digest, later.plan.digest)
    assert before["config_digest"] == after["config_digest"] == later.configuration.digest
