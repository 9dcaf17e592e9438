"""``calendar.toml``: holidays, weekends that are worked, and releases that keep to a day or a lag of their own."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from gaoxin_monitor.domain.period_text import parse_period
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.settings.shapes.fields import Checked, Day, Name, fault, shape, whole
from gaoxin_monitor.settings.shapes.rules import Days


def _period(value: object) -> Period:
    if not isinstance(value, str):
        raise fault("config-not-text")
    printed = parse_period(value)
    if printed is None:
        raise fault("config-period", value=value[:40])
    return printed.period


PeriodText = Annotated[Period, Checked(_period, {"type": "string", "minLength": 4})]


class _DayOrTable:
    """Annotation: a plain day stands for a holiday of one day without a name."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._table, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "format": "date"}, handler(schema)]}

    @staticmethod
    def _table(value: object) -> dict[str, Any]:
        if isinstance(value, date):
            return {"from": value}
        if isinstance(value, dict):
            return value
        raise fault("config-not-holiday")


class HolidayShape(BaseModel):
    """Days on which offices are closed, both ends included."""

    model_config = shape("假日，一天或连续几天")

    name: Name | None = Field(default=None, description="名称，如 春节")
    from_: Day = Field(alias="from", description="第一天")
    to: Day | None = Field(default=None, description="最后一天；只有一天时不写")


class ReleaseShape(BaseModel):
    """One release, or all releases of an indicator or a register."""

    model_config = shape("发布安排：某一期的发布日，或某指标、清单的滞后天数")

    indicator: Name | None = Field(default=None, description="指标代号（indicators.toml）；与register二者写一")
    register_: Name | None = Field(default=None, alias="register", description="清单代号；与indicator二者写一")
    period: PeriodText | None = Field(default=None, description="哪一期，如 2024-Q2、2024-05；与day一起写")
    day: Day | None = Field(default=None, description="这一期的发布日，照写，不再顺延")
    lag_days: Days | None = Field(default=None, description="期末之后几天发布，代替计划中各目标的lag_days；单独写")


class ReleasesShape(BaseModel):
    """The whole file."""

    model_config = shape("发布日历（config/calendar.toml）")

    due_soon_days: Annotated[int, whole(0, 60)] = Field(default=7, description="还有几天以内算快到期（默认7）")
    holidays: list[Annotated[HolidayShape, _DayOrTable()]] = Field(default=[], description="法定节假日和调休放假的日子")
    workdays: list[Day] = Field(default=[], description="调休上班的周末")
    release: list[ReleaseShape] = Field(default=[], description="发布安排")
