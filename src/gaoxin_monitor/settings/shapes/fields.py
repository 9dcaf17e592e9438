"""The kinds of values that configuration files hold: each checked by one function and described to editors.

A check returns the value or raises a fault whose type is the slug of a diagnostic; pydantic only collects them.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import Annotated, Any, LiteralString

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from gaoxin_monitor.domain.units import Unit, parse_unit

Schema = Mapping[str, object]


def shape(title: str) -> ConfigDict:
    """Settings of a model: no key beyond those named; ``title`` is what editors show."""
    return ConfigDict(extra="forbid", frozen=True, title=title, json_schema_extra=_without_docstring)


def _without_docstring(schema: dict[str, Any]) -> None:
    schema.pop("description", None)


class _Plain(GenerateJsonSchema):
    """Without titles that only repeat the key, without null, which TOML does not have, and without empty defaults."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - as pydantic declares it
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        found = super().default_schema(schema)
        return {key: value for key, value in found.items() if key != "default" or isinstance(value, str | int)}


def schema_of(model: type[BaseModel]) -> dict[str, object]:
    """The JSON Schema of a file."""
    found = model.model_json_schema(schema_generator=_Plain)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def fault(slug: LiteralString, **params: object) -> PydanticCustomError:
    """A fault of one value, to be raised by a check."""
    return PydanticCustomError(slug, slug, params)


@dataclass(frozen=True, eq=False)
class Checked:
    """Annotation of a field: how a value is checked, and its JSON Schema."""

    check: Callable[[Any], object]
    schema: Schema

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(self.schema)


def _text(value: object, *, limit: int, lines: bool = False) -> str:
    if not isinstance(value, str):
        raise fault("config-not-text")
    cleaned = value.strip()
    if not cleaned:
        raise fault("config-text-empty")
    if len(cleaned) > limit:
        raise fault("config-text-long", limit=limit)
    for character in cleaned:
        if unicodedata.category(character) in _INVISIBLE and not (lines and character == "\n"):
            raise fault("config-text-invisible", code=f"U+{ord(character):04X}")
    return cleaned


_INVISIBLE = ("Cc", "Cf", "Zl", "Zp")


def _pattern(value: object, *, pattern: re.Pattern[str], slug: LiteralString) -> str:
    text = _text(value, limit=200)
    if pattern.fullmatch(text) is None:
        raise fault(slug, value=text[:40])
    return text


_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
ID_PATTERN = f"^{_ID.pattern}$"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,31}")
_PART = r"[^./:*?\"<>|\x00-\x1f\x7f][^/:*?\"<>|\x00-\x1f\x7f]*"
_PLAN = re.compile(rf"(?:{_PART}/)*{_PART}\.toml")


def _plan_path(value: object) -> str:
    text = _text(value, limit=200).replace("\\", "/")
    if not is_plan_path(text):
        raise fault("config-path", value=text[:40])
    return text


def is_plan_path(text: str) -> bool:
    """Whether a text is a plain path within the folder: relative, no dots at the start of a part, ``.toml``."""
    return _PLAN.fullmatch(text) is not None


def is_id(text: str) -> bool:
    """Whether a text may name a target, an indicator, a provider or a profile."""
    return _ID.fullmatch(text) is not None


def _number(value: object, *, low: Decimal, high: Decimal) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise fault("config-not-number")
    if isinstance(value, Decimal) and not value.is_finite():
        raise fault("config-not-finite")
    if not low <= value <= high:
        raise fault("config-out-of-range", low=low, high=high)
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_DIGITS:
        raise fault("config-too-fine", digits=_DIGITS)
    return number if number.as_tuple().exponent in range(-_DIGITS, 1) else number.quantize(Decimal(1))


_DIGITS = 10


def number(low: str, high: str) -> Checked:
    """An exact number within bounds, both included."""
    bounds = (Decimal(low), Decimal(high))
    return Checked(
        partial(_number, low=bounds[0], high=bounds[1]),
        {"type": "number", "minimum": float(bounds[0]), "maximum": float(bounds[1])},
    )


def _whole(value: object, *, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise fault("config-not-whole")
    if not low <= value <= high:
        raise fault("config-out-of-range", low=low, high=high)
    return value


def whole(low: int, high: int) -> Checked:
    """A whole number within bounds, both included."""
    return Checked(partial(_whole, low=low, high=high), {"type": "integer", "minimum": low, "maximum": high})


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise fault("config-not-true-false")
    return value


def _day(value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise fault("config-not-date")
    return value


NO_DEADLINE = "none"


def _deadline(value: object) -> date | None:
    return None if value == NO_DEADLINE else _day(value)


def _curve(value: object) -> tuple[tuple[date, Decimal], ...]:
    """Pairs of a day and a percentage, both rising."""
    if not isinstance(value, list) or not value:
        raise fault("config-curve")
    points = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2:  # noqa: PLR2004 - a day and a share
            raise fault("config-curve")
        points.append((_day(pair[0]), _number(pair[1], low=Decimal(0), high=Decimal(100))))
    if any(later[0] <= earlier[0] or later[1] < earlier[1] for earlier, later in pairwise(points)):
        raise fault("config-curve-falling")
    return tuple(points)


def _unit(value: object) -> Unit:
    text = _text(value, limit=40)
    unit = parse_unit(text)
    if unit is None:
        raise fault("config-unit", value=text)
    return unit


def _choice(value: object, *, choices: Mapping[str, object]) -> object:
    if not isinstance(value, str):
        raise fault("config-not-text")
    if value not in choices:
        raise fault("config-choice", value=value[:40], choices=tuple(choices))
    return choices[value]


def one_of(*choices: type[StrEnum] | StrEnum | str) -> Checked:
    """One of a few words: the members of an enumeration, or those given."""
    members = [each for choice in choices for each in (choice if isinstance(choice, type) else (choice,))]
    words = {str(member): member for member in members}
    return Checked(partial(_choice, choices=words), {"type": "string", "enum": list(words)})


Name = Annotated[str, Checked(partial(_text, limit=200), {"type": "string", "minLength": 1, "maxLength": 200})]
Note = Annotated[
    str, Checked(partial(_text, limit=4000, lines=True), {"type": "string", "minLength": 1, "maxLength": 4000})
]
Id = Annotated[
    str, Checked(partial(_pattern, pattern=_ID, slug="config-id"), {"type": "string", "pattern": ID_PATTERN})
]
Code = Annotated[
    str,
    Checked(partial(_pattern, pattern=_CODE, slug="config-code"), {"type": "string", "pattern": f"^{_CODE.pattern}$"}),
]
PlanPath = Annotated[str, Checked(_plan_path, {"type": "string", "pattern": r"\.toml$"})]
YesNo = Annotated[bool, Checked(_yes_no, {"type": "boolean"})]
Day = Annotated[date, Checked(_day, {"type": "string", "format": "date"})]
Deadline = Annotated[
    date | None, Checked(_deadline, {"anyOf": [{"type": "string", "format": "date"}, {"const": NO_DEADLINE}]})
]
CURVE = Checked(
    _curve,
    {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "array",
            "prefixItems": [{"type": "string", "format": "date"}, {"type": "number", "minimum": 0, "maximum": 100}],
        },
    },
)
UnitText = Annotated[Unit, Checked(_unit, {"type": "string", "minLength": 1})]
