"""Folders: what is made, and what is never touched."""

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gaoxin_monitor.errors import StoreError, UsageError
from gaoxin_monitor.workspace import demo as demonstration
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.layout import built_beside, find, init


def test_a_workspace_is_found_from_any_folder_inside_it(tmp_path: Path) -> None:
    root = init(tmp_path / "高新 区")
    assert find(root / "config" / "plans") == root
    assert find(tmp_path) is None


def test_nothing_that_stands_beside_is_touched(tmp_path: Path) -> None:
    neighbour = tmp_path / ".mine.new"
    neighbour.mkdir()
    (neighbour / "论文.txt").write_text("x", encoding="utf-8")
    init(tmp_path / "mine")
    assert (neighbour / "论文.txt").read_text("utf-8") == "x"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".mine.new", "mine"]


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with suppress(RuntimeError), built_beside(tmp_path / "new") as fresh:
        (fresh / "half").touch()
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError) as refused:
        init(tmp_path / "file" / "new")
    assert refused.value.slug == "folder-not-made"


def test_the_demo_never_takes_the_place_of_something_else(tmp_path: Path) -> None:
    own = init(tmp_path / "own")
    for fresh in (False, True):
        with pytest.raises(UsageError) as refused:
            demonstration.may_build(own, fresh=fresh)
        assert refused.value.slug == "not-a-demo"
    with pytest.raises(UsageError) as refused:
        demonstration.may_build(tmp_path, fresh=True)
    assert refused.value.slug == "folder-not-empty"
    assert demonstration.may_build(tmp_path / "free", fresh=False)


def test_a_demo_with_a_broken_configuration_can_be_made_anew(own_demo: Path) -> None:
    assert not demonstration.may_build(own_demo, fresh=False)
    settings = own_demo / "config" / "settings.toml"
    settings.write_text(f"nonsense = 1\n{settings.read_text('utf-8')}", encoding="utf-8")
    assert demonstration.may_build(own_demo, fresh=True)


def test_a_file_in_the_place_of_the_data_folder_is_no_empty_board(tmp_path: Path) -> None:
    root = init(tmp_path / "own")
    (root / "data").rmdir()
    (root / "data").write_text("", encoding="utf-8")
    desk = Workspace.open(root, today=date(2024, 7, 20))
    with pytest.raises((StoreError, OSError)):
        desk.board()


def _exports(desk: Workspace) -> int:
    with desk.store() as store:
        return len(store.records("export"))


def test_an_export_is_noted_in_the_store(own_demo: Path, tmp_path: Path) -> None:
    desk = Workspace.open(own_demo, today=date(2024, 7, 25))
    before = _exports(desk)
    path = desk.export(desk.board(), tmp_path / "月报.xlsx", recorded_at=datetime(2024, 7, 25, tzinfo=UTC))
    assert path.stat().st_size > 10_000
    assert _exports(desk) == before + 1


def test_a_month_of_another_year_is_refused(demo_desk: Workspace) -> None:
    from gaoxin_monitor.domain.periods import Period

    with pytest.raises(UsageError) as refused:
        demo_desk.board(Period.of("2025-M03"))
    assert refused.value.slug == "month-not-in-plan"


@pytest.fixture
def demo_desk(demo: Path) -> Workspace:
    return Workspace.open(demo, today=date(2024, 7, 25))
