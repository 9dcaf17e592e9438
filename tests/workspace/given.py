"""A workspace of one's own with a few figures, delivered by the door that every import uses."""

from datetime import UTC, date, datetime

from gaoxin_monitor.importing.model import ImportOptions
from gaoxin_monitor.workspace.desk import Workspace

NOW = datetime(2024, 7, 20, 9, 0, tzinfo=UTC)
HEAD = "统计月份,指标名称,计量单位,数值,口径,备注\n"


def deliver(desk: Workspace, name: str, rows: str, vintage: date) -> None:
    """One department's table: ``2024年6月,科技型中小企业,家,150,累计,``."""
    file = desk.root / "inbox" / name
    file.write_text(HEAD + rows, encoding="utf-8")
    preview = desk.preview(file, ImportOptions(vintage=vintage))
    assert not preview.blocked, preview.prepared.diagnostics
    assert desk.commit(preview, user="测试", recorded_at=NOW) is not None


def again(desk: Workspace) -> Workspace:
    """The workspace as another call of the program opens it."""
    return Workspace.open(desk.root, today=desk.today)
