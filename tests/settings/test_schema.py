"""The JSON Schemas from which editors complete and check."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from gaoxin_monitor.domain.codes import Kind
from gaoxin_monitor.settings import json_schema


def _objects(schema: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    if isinstance(schema, dict):
        yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for each in schema:
            yield from _objects(each)


@pytest.mark.parametrize("name", ["settings", "indicators", "plan", "calendar"])
def test_every_key_is_described_in_chinese_and_no_other_is_allowed(name: str) -> None:
    schema = json_schema(name)
    json.dumps(schema)
    tables = [each for each in _objects(schema) if each.get("type") == "object" and "properties" in each]
    assert tables
    for table in tables:
        assert table["additionalProperties"] is False
        assert not str(table["title"]).isascii()
        for key, described in table["properties"].items():
            assert not described["description"].isascii(), key
            assert isinstance(described.get("default", ""), str | int), key
            assert "title" not in described, key


def test_choices_and_required_keys_are_told_to_editors() -> None:
    definitions: Any = json_schema("plan")["$defs"]
    target = definitions["TargetShape"]
    assert target["properties"]["kind"]["enum"] == [kind.value for kind in Kind]
    assert target["required"] == ["id", "name", "tier", "kind"]
    assert "register" in target["properties"]
    assert definitions["SectionShape"]["required"] == ["id", "name"]


def test_an_alias_may_be_a_text_or_a_table_and_ids_are_names_of_tables() -> None:
    schema: Any = json_schema("indicators")
    items = schema["$defs"]["IndicatorShape"]["properties"]["aliases"]["items"]
    assert [("type" in each, "$ref" in each) for each in items["anyOf"]] == [(True, False), (False, True)]
    assert schema["propertyNames"]["pattern"] == "^[a-z][a-z0-9_]{0,63}$"
    assert not schema["title"].isascii()
    assert "description" not in schema


def test_there_is_no_schema_of_anything_else() -> None:
    with pytest.raises(KeyError):
        json_schema("report")
