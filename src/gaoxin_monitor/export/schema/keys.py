"""What the descriptions of all outputs are made of: a key, the forms of values, an output as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gaoxin_monitor import __version__
from gaoxin_monitor.domain.codes import Light

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its JSON Schema, and what it holds, in Chinese; ``always`` when it is never left out."""

    schema: Schema
    description: str
    always: bool = True


def or_null(schema: Schema) -> Schema:
    """What may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(words: type[Any]) -> Schema:
    """One of the words of a code."""
    return {"type": "string", "enum": [word.value for word in words]}


def list_of(schema: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": schema}


def map_of(schema: Schema) -> Schema:
    """An object whose keys are not fixed."""
    return {"type": "object", "additionalProperties": schema}


def table(keys: Mapping[str, Key]) -> Schema:
    """An object with these keys."""
    return {
        "type": "object",
        "properties": {name: {**key.schema, "description": key.description} for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.always],
    }


TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
COUNT: Schema = {"type": "integer", "minimum": 0}
YES_NO: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
PERIOD: Schema = {"type": "string", "pattern": "^[0-9]{4}(-(M[0-9]{2}|Q[1-4]|S[12]|01-01/P2M))?$"}
LANGUAGE: Schema = {"type": "string", "enum": ["zh", "en"]}
DIGEST: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
MOMENT: Schema = {"type": "string", "format": "date-time"}

PLACE: Mapping[str, Key] = {
    "file": Key(TEXT, "文件名"),
    "sheet": Key(TEXT, "工作表；没有则为空"),
    "line": Key(COUNT, "行号，从1数起；0 表示整份文件"),
    "cell": Key(TEXT, "单元格，如 D4；没有则为空"),
}
"""Where a figure stands."""
ORIGIN: Mapping[str, Key] = {**PLACE, "vintage": Key(DAY, "发布或送达日"), "batch": Key(COUNT, "批次")}
"""Where a figure stands, since when it is known, and by which batch."""
COORDINATES: Mapping[str, Key] = {
    "month": Key(PERIOD, "看哪个月"),
    "as_of": Key(DAY, "数据截至日"),
    "last_batch": Key(or_null(COUNT), "只用到第几批；null 表示全部"),
}
"""Which board it is: the month, and both times."""


def light_counts(schema: Schema) -> Schema:
    """An object that tells something for every light."""
    lights = [light.value for light in Light]
    return {"type": "object", "properties": dict.fromkeys(lights, schema), "required": lights}


@dataclass(frozen=True, slots=True)
class Form:
    """Name and version of a document. Within a version keys are only added; a reader passes over those it ignores."""

    name: str
    version: int = 1

    @property
    def head(self) -> Mapping[str, object]:
        """The first keys of every document of this form."""
        return {"schema": self.name, "version": self.version, "program": __version__}

    @property
    def keys(self) -> Mapping[str, Key]:
        """The description of those keys."""
        return {
            "schema": Key({"const": self.name}, "格式名称"),
            "version": Key({"const": self.version}, "格式版本"),
            "program": Key(TEXT, "程序版本"),
        }
