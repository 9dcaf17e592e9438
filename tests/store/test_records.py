from datetime import date
from decimal import Decimal

from tests.store.building import NOW, day, deliver, figure

from gaoxin_monitor.store import Store
from gaoxin_monitor.store.records import Record


def test_records_are_kept_in_order_with_what_json_can_say_of_them(store: Store) -> None:
    body = {
        "文件": "月报.xlsx",
        "as_of": date(2024, 7, 25),
        "value": Decimal("1.50"),
        "rows": [1, None],
        "deep": {"a": True},
    }
    assert store.record("export", "2024-06", body, NOW) == 1
    assert store.record("note", "gdp", {}, NOW) == 2
    assert store.records() == (
        Record(
            1,
            "export",
            "2024-06",
            {"文件": "月报.xlsx", "as_of": "2024-07-25", "value": "1.50", "rows": [1, None], "deep": {"a": True}},
            NOW,
        ),
        Record(2, "note", "gdp", {}, NOW),
    )
    assert [record.id for record in store.records("note")] == [2]
    assert store.records("plan_change") == ()


def test_the_version_grows_with_every_batch_and_record_whoever_writes(store: Store) -> None:
    seen = [store.version()]
    deliver(store, day(1), figure("1"))
    seen.append(store.version())
    with Store.open(store._database.path) as other:
        other.record("note", "gdp", {}, NOW)
    seen.append(store.version())
    assert seen == [0, 1, 2]
