import csv
import io
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "seeds" / "demo"

Lines = list[dict[str, str]]


def read(name: str) -> Lines:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def manifest() -> Lines:
    return read("manifest.csv")


def text_of(path: Path) -> str:
    """All cells of a file as text, whatever its form."""
    if path.suffix == ".csv":
        data = path.read_bytes()
        return data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "gb18030")
    book = CalamineWorkbook.from_path(str(path))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return "\n".join(str(cell) for row in rows for cell in row)


def test_the_manifest_and_the_files_agree(manifest: Lines) -> None:
    listed = [line["file"] for line in manifest]
    found = {path.relative_to(DEMO).as_posix() for path in DEMO.glob("20??-??/*")}
    assert len(set(listed)) == len(listed)
    assert set(listed) == found


def test_file_names_are_unique_without_their_folders(manifest: Lines) -> None:
    names = [line["file"].split("/")[1] for line in manifest]
    assert len(set(names)) == len(names)


def test_deliveries_stand_in_order_and_in_the_folder_of_their_month(manifest: Lines) -> None:
    days = [date.fromisoformat(line["delivered"]) for line in manifest]
    assert days == sorted(days)
    assert all(line["file"].startswith(line["delivered"][:7]) for line in manifest)
    assert (days[0].year, days[0].month) == (2023, 1)
    assert days[-1] <= date(2024, 7, 25)


def contents(path: Path) -> bytes | dict[str, bytes]:
    """The bytes of a file; of an xlsx those of its parts, since compressors differ between machines."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_the_program_makes_the_same_files_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "make_demo.py", tmp_path], check=True, capture_output=True)
    made = {path.relative_to(tmp_path): contents(path) for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path: contents(DEMO / path) for path in made}
    assert made == kept
    assert len(made) == len(list(DEMO.glob("20??-??/*"))) + 1


def test_every_file_says_that_it_is_an_example(manifest: Lines) -> None:
    silent = [line["file"] for line in manifest if "示例数据" not in text_of(DEMO / line["file"])]
    assert silent == []


def test_bureau_files_name_the_example_as_their_source(manifest: Lines) -> None:
    for line in manifest:
        if line["importer"] in ("nbs", "flash"):
            assert "数据来源：示例数据" in text_of(DEMO / line["file"])


def test_all_forms_and_encodings_of_the_offices_are_there(manifest: Lines) -> None:
    forms = set()
    for line in manifest:
        path = DEMO / line["file"]
        head = path.read_bytes()[:3]
        forms.add((line["importer"], path.suffix, head == b"\xef\xbb\xbf"))
    assert forms >= {
        ("flash", ".csv", False),
        ("flash", ".csv", True),
        ("flash", ".xlsx", False),
        ("flash", ".xls", False),
        ("manual", ".csv", False),
        ("manual", ".csv", True),
        ("manual", ".xlsx", False),
        ("nbs", ".csv", False),
        ("nbs", ".csv", True),
        ("nbs", ".xls", False),
    }


def test_the_new_site_form_is_kept_to_the_byte() -> None:
    data = (DEMO / "2024-07" / "月度数据 (3).csv").read_bytes()
    lines = data.decode("utf-8-sig").split("\n")
    assert lines[:2] == ["数据库：月度数据 ", "时间：2024年1月-2024年6月 "]
    assert lines[2].startswith("指标\t,2024年6月\t,")
    assert lines[2].endswith("2024年1月\t,")
    assert b"\r" not in data
    assert not data.endswith(b"\n")


def test_the_finance_year_of_2023_is_exactly_four() -> None:
    book = openpyxl.load_workbook(DEMO / "2024-01" / "财政局2023年财政收入.xlsx", read_only=True)
    rows = list(book["数值"].iter_rows(min_row=4, values_only=True))
    book.close()
    assert ("2023年12月", "区级财政收入", "万元", 40000, "累计") in [row[:5] for row in rows]


def register(name: str) -> Lines:
    """The register sheet of a project office's return."""
    book = openpyxl.load_workbook(DEMO / name, read_only=True)
    header, *rows = book["清单"].iter_rows(min_row=3, values_only=True)
    book.close()
    return [{str(key): str(cell or "") for key, cell in zip(header, row, strict=True)} for row in rows]


@pytest.mark.parametrize(
    ("name", "listed", "members"),
    [
        ("2024-02/重点项目办2024年1月项目台账.xlsx", "市级重点项目开复工", 33),
        ("2024-02/重点项目办2024年1月项目台账.xlsx", "全年实施重点项目数", 89),
        ("2024-02/住建局2024年1月城建台账.xlsx", "实施城建项目数", 85),
        ("2024-02/住建局2024年1月城建台账.xlsx", "海绵城市建设项目", 14),
        ("2024-02/住建局2024年1月城建台账.xlsx", "断头路打通", 5),
        ("2024-02/住建局2024年1月城建台账.xlsx", "老旧小区改造完成", 7),
        ("2024-02/住建局2024年1月城建台账.xlsx", "启动城市主干道绿化综合整治提升", 4),
    ],
)
def test_the_years_first_return_lists_every_member_with_its_planned_day(name: str, listed: str, members: int) -> None:
    lines = [line for line in register(name) if line["清单"] == listed]
    assert len({line["名称"] for line in lines}) == members
    assert all(line["计划日期"] for line in lines)


def test_named_items_carry_the_names_of_the_plan() -> None:
    plan = tomllib.loads((ROOT / "config" / "plans" / "2024.toml").read_text(encoding="utf-8"))
    names = {target["name"] for section in plan["section"] for target in section["target"]}
    items = register("2024-02/督查室2024年1月重点事项.xlsx")
    assert {line["名称"] for line in items} <= names
    schools = csv.reader(io.StringIO(text_of(DEMO / "2024-02" / "教育局2024年1月学校建设.csv")))
    assert {row[3] for row in list(schools)[3:]} <= names


def test_expected_lights_name_targets_of_the_plan_and_known_lights() -> None:
    plan = tomllib.loads((ROOT / "config" / "plans" / "2024.toml").read_text(encoding="utf-8"))
    ids = {target["id"] for section in plan["section"] for target in section["target"]}
    expected = read("expected-lights.csv")
    assert {line["target"] for line in expected} <= ids
    assert {line["light"] for line in expected} <= {"done", "green", "yellow", "red", "pending", "nodata"}
    assert all(line["why"] for line in expected)
    keys = [(line["month"], line["as_of"], line["target"]) for line in expected]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(("month", "as_of"), [("2024-05", "2024-06-25"), ("2024-06", "2024-07-25")])
def test_every_target_of_the_plan_is_expected_at_two_month_ends(month: str, as_of: str) -> None:
    plan = tomllib.loads((ROOT / "config" / "plans" / "2024.toml").read_text(encoding="utf-8"))
    ids = {target["id"] for section in plan["section"] for target in section["target"]}
    expected = {
        line["target"] for line in read("expected-lights.csv") if (line["month"], line["as_of"]) == (month, as_of)
    }
    assert len(ids) == 99
    assert expected == ids


def test_what_the_plans_text_does_not_give_stands_in_the_demos_own_plan_only(demo: Path) -> None:
    text = (DEMO / "plan-additions.toml").read_text(encoding="utf-8")
    additions = tomllib.loads(text)
    written = (ROOT / "config" / "plans" / "2024.toml").read_text(encoding="utf-8")
    copied = (demo / "config" / "plans" / "2024.toml").read_text(encoding="utf-8")
    plan, copy = tomllib.loads(written), tomllib.loads(copied)
    added = {target: {**values, "id": target} for target, values in additions.items()}
    pairs = [pair for one, other in zip(plan["section"], copy["section"], strict=True) for pair in both(one, other)]
    assert {own["id"]: own for plain, own in pairs if plain != own} == {
        plain["id"]: {**plain, **added[plain["id"]]} for plain, _ in pairs if plain["id"] in added
    }
    marked = [line for line in copied.splitlines() if line.endswith("# 示例数据")]
    assert len(marked) == sum(map(len, additions.values()))
    assert text.startswith("# 示例数据")
    assert copied.startswith("# 示例数据")


def both(one: dict[str, Any], other: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    return zip(one["target"], other["target"], strict=True)
