"""A redelivered table that has lost a figure: a mark takes it back, an empty cell keeps it, and both is said."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from gaoxin_monitor.domain.batches import Batch, Outcome
from gaoxin_monitor.domain.codes import Freq, ObsStatus, Transformation
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.workspace import layout
from gaoxin_monitor.workspace.administration import check_store
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.preview import ImportOptions, Preview

NOW = datetime(2024, 7, 25, 9, 0, tzinfo=UTC)
HEAD = "统计月份,指标名称,计量单位,本月,本月止累计,累计同比(%)\n"
MAY, JUNE = Period.month_of(2024, 5), Period.month_of(2024, 6)


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    """An empty workspace that got the flash table of May."""
    desk = Workspace.open(layout.init(tmp_path / "工作区"), today=date(2024, 7, 25))
    assert _commit(desk, _preview(desk, "0.36,1.85,4.1", vintage="2024-06-18"))
    return desk


def _preview(desk: Workspace, figures: str, *, vintage: str = "2024-07-18", **values: str) -> Preview:
    file = desk.root / "inbox" / "高新区快报.csv"
    file.write_text(f"{HEAD}2024年5月,一般公共预算收入,亿元,{figures}\n", "utf-8")
    options: Mapping[str, str] = {"vintage": vintage, **values}
    return desk.preview(file, ImportOptions(values=options))


def _commit(desk: Workspace, preview: Preview) -> Batch | None:
    assert not preview.blocked, preview.prepared.diagnostics
    return desk.commit(preview, user="甲", recorded_at=NOW)


def _told(preview: Preview) -> list[tuple[str, str, str]]:
    shown = preview.prepared.diagnostics
    return [(d.slug, d.place.file, d.place.cell) for d in shown if d.slug in ("figure-withdrawn", "blank-keeps")]


def _revenue(desk: Workspace, last_batch: int | None = None) -> Observation:
    key = SeriesKey("fiscal_revenue", desk.plan.ref_area, Freq.MONTH, Transformation.YTD)
    with desk.store() as store:
        (found,) = store.observations([key], last_batch=last_batch)[key]
    return found


def test_an_empty_cell_keeps_the_known_figure_and_names_cell_figure_and_way_out(desk: Workspace) -> None:
    preview = _preview(desk, "0.36,,4.1")
    assert _told(preview) == [("blank-keeps", "高新区快报.csv", "E2")]
    (fault,) = (d for d in preview.prepared.diagnostics if d.slug == "blank-keeps")
    assert "1.85亿元（#1）" in desk.messages.diagnostic(fault)
    assert "blanks=withdraw" in desk.messages.advice(fault)
    _commit(desk, preview)
    assert _revenue(desk).value == Decimal("1.85")


def test_a_mark_takes_the_known_figure_back_and_an_undo_restores_it(desk: Workspace) -> None:
    preview = _preview(desk, "0.36,—,4.1")
    assert _told(preview) == [("figure-withdrawn", "高新区快报.csv", "E2")]
    assert preview.counts[Outcome.REVISED] == 1
    batch = _commit(desk, preview)
    assert batch
    found = _revenue(desk)
    assert (found.value, found.status, found.text) == (None, ObsStatus.NOT_COLLECTED, "—")
    assert _revenue(desk, last_batch=1).value == Decimal("1.85")
    desk.undo(batch.id, user="甲", recorded_at=NOW)
    assert _revenue(desk).value == Decimal("1.85")
    assert check_store(desk.root)[0] == ()


def test_all_empty_cells_withdraw_when_the_user_says_so(desk: Workspace) -> None:
    preview = _preview(desk, "0.36,,4.1", blanks="withdraw")
    assert _told(preview) == [("figure-withdrawn", "高新区快报.csv", "E2")]
    batch = _commit(desk, preview)
    assert batch
    assert dict(batch.counts) == {
        Outcome.NEW: 0,
        Outcome.REVISED: 1,
        Outcome.SAME: 2,
        Outcome.COARSER: 0,
    }
    assert _revenue(desk).value is None
    assert _told(_preview(desk, "0.36,,4.1")) == []
    assert check_store(desk.root)[0] == ()


def test_an_answer_about_blanks_that_means_nothing_blocks(desk: Workspace) -> None:
    preview = _preview(desk, "0.36,,4.1", blanks="ja")
    assert preview.blocked
    assert "blanks-unknown" in {fault.slug for fault in preview.prepared.diagnostics}


def test_an_empty_cell_where_nothing_was_known_says_nothing(desk: Workspace) -> None:
    _commit(desk, _preview(desk, "0.36,1.85,"))
    with desk.store() as store:
        assert len(store.batches()) == 2
    preview = _preview(desk, "0.36,1.85,", vintage="2024-06-01")  # before anything was known
    assert _told(preview) == []


def test_the_board_falls_back_to_what_is_left(desk: Workspace) -> None:
    file = desk.root / "inbox" / "高新区快报.csv"
    for figure, day in (("2.26", date(2024, 7, 18)), ("—", date(2024, 7, 20))):
        file.write_text(f"{HEAD}2024年6月,一般公共预算收入,亿元,0.41,{figure},4.4\n", "utf-8")
        _commit(desk, desk.preview(file, ImportOptions(vintage=day)))
        (row,) = (row for row in desk.board(JUNE).rows if row.target.id == "fiscal_revenue")
        shown = row.observation
        assert shown
        assert (shown.period, shown.value) == ((JUNE, Decimal("2.26")) if figure != "—" else (MAY, Decimal("1.85")))
