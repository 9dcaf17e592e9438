"""``settings.toml``."""

from typing import Annotated

from pydantic import BaseModel, Field

from gaoxin_monitor.domain.packs import DEFAULT
from gaoxin_monitor.messages import LANGUAGES
from gaoxin_monitor.settings.shapes.fields import Code, Day, Id, Name, PlanPath, YesNo, one_of, shape, whole
from gaoxin_monitor.settings.shapes.rules import Days, RulesShape


class AreaShape(BaseModel):
    """The zone, or an area of context."""

    model_config = shape("地区")

    code: Code = Field(description="代码：国标行政区划代码；园区自定，以GX-开头")
    name: Name = Field(description="名称")
    name_en: Name | None = Field(default=None, description="英文名称；默认同名称")
    aliases: list[Name] = Field(default=[], description="来表里的其他叫法")
    superior: Code | None = Field(default=None, description="上级地区的代码：有的规则包拿增速同它比")


class CalendarShape(BaseModel):
    """Days of grace; holidays and releases stand in a file of their own."""

    model_config = shape("日历")

    stale_grace_days: Days | None = Field(default=None, description="应报日过后宽限几天才标陈旧（默认10）")


class SettingsShape(BaseModel):
    """The whole file."""

    model_config = shape("工作区设置（config/settings.toml）")

    language: Annotated[str, one_of(*LANGUAGES)] = Field(default="zh", description="界面语言：zh 中文，en 英文")
    plan: PlanPath = Field(description="当年计划文件，相对config文件夹，如 plans/2024.toml")
    rule_pack: Id = Field(
        default=DEFAULT, description="亮灯规则包：default，或 rules.toml 里的一个；计划和目标可以另选"
    )
    cutoff_day: Annotated[int, whole(1, 28)] = Field(default=25, description="次月几日截止（默认25）")
    demo: YesNo = Field(default=False, description="是否示例工作区；示例处处标明“示例数据”")
    as_of: Day | None = Field(default=None, description="示例工作区固定的“今天”")
    area: AreaShape = Field(description="计划的地区：目标只认这个地区的数字")
    areas: list[AreaShape] = Field(default=[], description="背景地区：只供查看，从不点亮目标")
    providers: dict[str, Name] = Field(default={}, description="数据来源：代号 = 名称；指标的sources用这些代号")
    rules: RulesShape = Field(default=RulesShape(), description="覆盖亮灯规则的默认数字")
    calendar: CalendarShape = Field(default=CalendarShape(), description="日历")
