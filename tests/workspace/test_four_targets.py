"""The four targets everybody asks about, followed from a file to the leaders' workbook in a workspace of their own."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from gaoxin_monitor.domain.batches import Outcome
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.importing.model import ImportOptions
from gaoxin_monitor.workspace.administration import check_store
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.layout import init

JUNE = Period.of("2024-M06")
NOW = datetime(2024, 7, 20, 9, 0, tzinfo=UTC)
FLASH = """高新区2024年6月主要经济指标快报（示例数据）
统计月份,指标名称,计量单位,本月,本月止累计,累计同比(%)
2024年6月,技术合同登记额,万元,6500,31000,12.4
注：示例数据
数据来源：示例数据
"""
COUNTS = """统计月份,指标名称,计量单位,数值,口径,备注
2024年6月,高新技术企业,家,3,累计,示例数据
2024年6月,科技型中小企业,家,150,累计,
2024年二季度,城镇登记失业率,%,4.4,期末,
"""


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return Workspace.open(init(tmp_path / "新 区"), today=date(2024, 7, 20))


def _deliver(desk: Workspace, name: str, text: str, encoding: str) -> None:
    file = desk.root / "inbox" / name
    file.write_bytes(text.encode(encoding))
    preview = desk.preview(file, ImportOptions(vintage=date(2024, 7, 16)))
    assert not preview.blocked, preview.prepared.diagnostics
    assert preview.counts[Outcome.NEW] == len(preview.delivery.figures) > 0
    assert desk.commit(preview, user="测试", recorded_at=NOW) is not None


def test_from_a_bureau_file_to_a_light_to_the_workbook(desk: Workspace) -> None:
    before = desk.board(JUNE)
    assert before.row("tech_smes").light is Light.NODATA  # type: ignore[union-attr]

    _deliver(desk, "快报[1].csv", FLASH, "gb18030")
    _deliver(desk, "科技局.csv", COUNTS, "utf-8-sig")
    board = desk.board(JUNE)

    rows = {name: board.row(name) for name in ("high_tech_enterprises", "tech_smes", "tech_contract_value")}
    lights = {name: row.light for name, row in rows.items() if row is not None}
    # 7.5 % of 40 before the first batch; 50.0 % of 300 against 45; 41.3 % of 7.5 against 41.
    assert lights == {
        "high_tech_enterprises": Light.PENDING,
        "tech_smes": Light.GREEN,
        "tech_contract_value": Light.GREEN,
    }
    contract = rows["tech_contract_value"]
    assert contract is not None
    assert contract.value == Decimal("3.1")
    assert (contract.completion, contract.pace, contract.gap) == (Decimal("41.3"), Decimal("41.0"), Decimal("0.3"))
    unemployment = board.row("registered_unemployment_rate")
    assert unemployment is not None
    assert unemployment.light is Light.YELLOW  # 4.4 is within 0.2 of the limit
    assert unemployment.observation is not None
    assert unemployment.observation.place.file == "科技局.csv"
    assert unemployment.observation.place.line == 4

    path = desk.export(board, recorded_at=NOW)
    sheet = openpyxl.load_workbook(path)["主要指标"]
    lines = {str(cells[2].value).strip(" 　#"): cells for cells in sheet.iter_rows(min_row=3) if cells[2].value}
    found = {
        name: next(str(cell.value) for cell in lines[name] if str(cell.value)[:1] in "●▲◆○")
        for name in ("认定高新技术企业", "科技型中小企业", "技术合同登记额", "城镇登记失业率")
    }
    assert found == {
        "认定高新技术企业": "○ 未到期",
        "科技型中小企业": "● 正常",
        "技术合同登记额": "● 正常",
        "城镇登记失业率": "▲ 关注",
    }
    values = [cell.value for cell in lines["技术合同登记额"] if isinstance(cell.value, int | float)]
    assert {7.5, 3.1, 41.3, 41.0, 0.3} <= set(values)


def test_the_same_file_twice_adds_nothing_and_a_changed_value_is_a_revision(desk: Workspace) -> None:
    _deliver(desk, "科技局.csv", COUNTS, "utf-8")
    again = desk.preview(desk.root / "inbox" / "科技局.csv", ImportOptions(vintage=date(2024, 7, 16)))
    assert again.adds_nothing
    assert desk.commit(again, user="测试", recorded_at=NOW) is None
    assert len(desk.batches()) == 1

    corrected = desk.root / "inbox" / "科技局 更正.csv"
    corrected.write_text(COUNTS.replace("家,150,", "家,152,"), encoding="utf-8")
    preview = desk.preview(corrected, ImportOptions(vintage=date(2024, 7, 18)))
    (revised,) = [figure for figure in preview.delivery.figures if figure.outcome is Outcome.REVISED]
    assert revised.previous is not None
    assert (revised.previous.value, revised.observation.value) == (Decimal(150), Decimal(152))
    desk.commit(preview, user="测试", recorded_at=NOW)

    assert desk.board(JUNE).row("tech_smes").value == 152  # type: ignore[union-attr]
    assert desk.board(JUNE, as_of=date(2024, 7, 17)).row("tech_smes").value == 150  # type: ignore[union-attr]
    assert desk.board(JUNE, last_batch=1).row("tech_smes").value == 150  # type: ignore[union-attr]
    desk.undo(2, user="测试", recorded_at=NOW)
    assert desk.board(JUNE).row("tech_smes").value == 150  # type: ignore[union-attr]
    assert check_store(desk.root)[0] == ()


def test_an_alias_accepted_later_brings_the_history_with_it(desk: Workspace) -> None:
    odd = COUNTS.replace("科技型中小企业", "科小企业口径待定数")
    file = desk.root / "inbox" / "怪名.csv"
    file.write_text(odd, encoding="utf-8")
    preview = desk.preview(file, ImportOptions(vintage=date(2024, 7, 16)))
    assert [label.label for label in preview.prepared.unresolved] == ["科小企业口径待定数"]
    desk.commit(preview, user="测试", recorded_at=NOW)
    assert desk.board(JUNE).row("tech_smes").light is Light.NODATA  # type: ignore[union-attr]

    indicators = desk.root / "config" / "indicators.toml"
    text = indicators.read_text("utf-8")
    start = text.index("[tech_smes]")
    aliases = text.index("aliases = [", start) + len("aliases = [")
    indicators.write_text(text[:aliases] + '"科小企业口径待定数", ' + text[aliases:], encoding="utf-8")
    later = Workspace.open(desk.root, today=desk.today)
    assert later.board(JUNE).row("tech_smes").value == 150  # type: ignore[union-attr]


def _contract(desk: Workspace, name: str, label: str, value: str, day: date) -> None:
    file = desk.root / "inbox" / name
    text = f"统计月份,指标名称,计量单位,数值,口径,备注\n2024年6月,{label},亿元,{value},累计,示例数据\n"
    file.write_text(text, encoding="utf-8")
    preview = desk.preview(file, ImportOptions(vintage=day))
    assert not preview.blocked, preview.prepared.diagnostics
    desk.commit(preview, user="测试", recorded_at=NOW)


def _accept(desk: Workspace, label: str) -> Workspace:
    indicators = desk.root / "config" / "indicators.toml"
    text = indicators.read_text("utf-8")
    aliases = text.index("aliases = [", text.index("[tech_contract_value]")) + len("aliases = [")
    indicators.write_text(f'{text[:aliases]}"{label}", {text[aliases:]}', encoding="utf-8")
    return Workspace.open(desk.root, today=desk.today)


@pytest.mark.parametrize("known_first", [True, False])
def test_of_a_known_name_and_a_label_that_is_accepted_later_the_newer_figure_counts(
    desk: Workspace,
    known_first: bool,  # noqa: FBT001 - a column of the table
) -> None:
    names = ["技术合同登记额", "登记的技术合同数额"]
    older, newer = names if known_first else names[::-1]
    _contract(desk, "早.csv", older, "2.5", date(2024, 7, 10))
    _contract(desk, "晚.csv", newer, "3.5", date(2024, 7, 18))
    later = _accept(desk, names[1])
    board = later.board(JUNE)
    assert board.row("tech_contract_value").value == Decimal("3.5")  # type: ignore[union-attr]
    assert later.board(JUNE, as_of=date(2024, 7, 12)).row("tech_contract_value").value == Decimal("2.5")  # type: ignore[union-attr]
    target = later.target("tech_contract_value")
    assert [row.value for row in later.revisions(target)] == [Decimal("2.5"), Decimal("3.5")]
    (history,) = later.history("tech_contract_value").values()
    assert len(history) == 2

    corrected = later.root / "inbox" / "更正.csv"
    corrected.write_text(
        "统计月份,指标名称,计量单位,数值,口径,备注\n2024年6月,技术合同登记额,亿元,3.6,累计,\n", encoding="utf-8"
    )
    (figure,) = later.preview(corrected, ImportOptions(vintage=date(2024, 7, 19))).delivery.figures
    assert figure.outcome is Outcome.REVISED
    assert figure.previous is not None
    assert figure.previous.value == Decimal("3.5")
