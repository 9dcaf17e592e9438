"""``indicators.toml``: one table per indicator."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, RootModel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from gaoxin_monitor.domain.codes import Frequency, Transformation
from gaoxin_monitor.settings.shapes.fields import ID_PATTERN, Id, Name, UnitText, YesNo, fault, one_of, shape


class AliasShape(BaseModel):
    """A name in use, perhaps only for one transformation and unit."""

    model_config = shape("别名，可限定口径和单位")

    label: Name = Field(description="来表里的名称")
    transformation: Annotated[Transformation | None, one_of(Transformation)] = Field(
        default=None,
        description="只在这个口径下有效：level 当期/期末，ytd 累计，yoy 同比，ytd_yoy 累计同比，mom 环比，index 指数",
    )
    unit: Name | None = Field(default=None, description="只在这个单位下有效")


class _TextOrTable:
    """Annotation: a plain text stands for an alias without conditions."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._table, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(schema)]}

    @staticmethod
    def _table(value: object) -> dict[str, Any]:
        if isinstance(value, str):
            return {"label": value}
        if isinstance(value, dict):
            return value
        raise fault("config-not-alias")


class IndicatorShape(BaseModel):
    """One indicator."""

    model_config = shape("指标")

    name: Name = Field(description="名称")
    name_en: Name | None = Field(default=None, description="英文名称；默认同名称")
    unit: UnitText = Field(description="总量的单位，如 亿元、家、%；增速一律为%")
    frequency: Annotated[
        Frequency, one_of(Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.SEMIANNUAL, Frequency.ANNUAL)
    ] = Field(default=Frequency.MONTHLY, description="频度（默认monthly）")
    january: YesNo = Field(default=True, description="是否有1月数；false表示1—2月合并发布（默认true）")
    sources: list[Id] = Field(default=[], description="来源代号，排在前面的优先")
    aliases: list[Annotated[AliasShape, _TextOrTable()]] = Field(default=[], description="来表里的其他名称")


def _one_table_per_id(schema: dict[str, Any]) -> None:
    schema.pop("description", None)
    schema["propertyNames"] = {"pattern": ID_PATTERN}


class IndicatorsShape(RootModel[dict[str, IndicatorShape]]):
    """The whole file."""

    model_config = ConfigDict(title="指标目录（config/indicators.toml）", json_schema_extra=_one_table_per_id)
