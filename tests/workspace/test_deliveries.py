"""A list of delivery days beside the files dates what neither the file nor its name does."""

from datetime import date
from pathlib import Path

import pytest

from gaoxin_monitor.errors import ConfigError
from gaoxin_monitor.importing.model import ImportOptions, VintageFrom
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.layout import init

COUNTS = "统计月份,指标名称,计量单位,数值,口径,备注\n2024年6月,科技型中小企业,家,150,累计,\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_takes_its_day_from_the_list(encoding: str, tmp_path: Path) -> None:
    root = init(tmp_path / "区")
    file = root / "inbox" / "科技局.csv"
    file.write_text(COUNTS, encoding="utf-8")
    (root / "inbox" / "manifest.csv").write_text("file,delivered\n科技局.csv,2024-07-09\n", encoding=encoding)
    prepared = Workspace.open(root, today=date(2024, 7, 20)).preview(file, ImportOptions()).prepared
    assert (prepared.vintage, prepared.vintage_from) == (date(2024, 7, 9), VintageFrom.MANIFEST)


def test_a_day_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    root = init(tmp_path / "区")
    (root / "inbox" / "manifest.csv").write_text("file,delivered\na.csv,昨天\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        _ = Workspace.open(root, today=date(2024, 7, 20)).known
    assert refused.value.params["line"] == 2


def test_a_list_that_is_no_text_is_named_with_its_line(tmp_path: Path) -> None:
    root = init(tmp_path / "区")
    text = "file,delivered\n科技局.csv,2024-07-09\n区财政局收入统计.csv,2024-07-09\n"
    (root / "inbox" / "manifest.csv").write_bytes(text.encode() + b"\xff\xfe\xff")
    with pytest.raises(ConfigError) as refused:
        _ = Workspace.open(root, today=date(2024, 7, 20)).known
    assert (refused.value.slug, refused.value.params["line"]) == ("deliveries-no-text", 4)
