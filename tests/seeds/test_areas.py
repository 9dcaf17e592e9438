import csv
from pathlib import Path

import pytest

AREAS = Path(__file__).resolve().parents[2] / "seeds" / "areas.csv"


@pytest.fixture(scope="module")
def areas() -> list[dict[str, str]]:
    with AREAS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_codes_and_names_are_unique(areas: list[dict[str, str]]) -> None:
    for column in ("code", "name_zh", "short_zh", "name_en"):
        values = [area[column] for area in areas]
        assert len(set(values)) == len(values), column


def test_there_are_thirty_one_provinces_and_thirty_six_cities(areas: list[dict[str, str]]) -> None:
    codes = [area["code"] for area in areas]
    provinces = [code for code in codes if code.endswith("0000") and code != "100000"]
    municipalities = {"110000", "120000", "310000", "500000"}
    cities = [code for code in codes if not code.endswith("0000")]
    assert len(provinces) == 31
    assert len(cities) + len(municipalities & set(codes)) == 36


def test_every_city_lies_in_a_listed_province(areas: list[dict[str, str]]) -> None:
    codes = {area["code"] for area in areas}
    assert {f"{code[:2]}0000" for code in codes} <= codes


@pytest.mark.parametrize(
    ("code", "full", "short"),
    [
        ("150000", "内蒙古自治区", "内蒙古"),
        ("610000", "陕西省", "陕西"),
        ("610100", "西安市", "西安"),
        ("650000", "新疆维吾尔自治区", "新疆"),
        ("650100", "乌鲁木齐市", "乌鲁木齐"),
    ],
)
def test_a_known_area_has_its_gb_2260_code(areas: list[dict[str, str]], code: str, full: str, short: str) -> None:
    (area,) = [area for area in areas if area["code"] == code]
    assert (area["name_zh"], area["short_zh"]) == (full, short)
