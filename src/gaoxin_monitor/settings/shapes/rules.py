"""The numbers of the status model, as ``[rules]`` of the settings, of a plan, or of one target."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, Field

from gaoxin_monitor.settings.shapes.fields import number, shape, whole

Points = Annotated[Decimal, number("0", "1000")]
Share = Annotated[Decimal, number("0", "1")]
Days = Annotated[int, whole(0, 366)]
Months = Annotated[int, whole(1, 24)]
Years = Annotated[int, whole(1, 99)]


class RulesShape(BaseModel):
    """Any of the fields of ``domain.plans.Thresholds``; what is left out keeps the value of the level above."""

    model_config = shape("亮灯规则的数字；没写的沿用上一级：目标 > 计划 > 设置 > 默认")

    level_gap: Points | None = Field(default=None, description="总量类：落后序时多少个百分点以内为关注（默认10.0）")
    level_catch_up: Points | None = Field(default=None, description="总量类：赶工倍数K不超过多少为关注（默认1.5）")
    early_pace: Points | None = Field(default=None, description="总量类：序时不到百分之几时最差只到关注（默认10）")
    count_band: Share | None = Field(default=None, description="件数类：欠数在目标的几成以内为关注（默认0.1）")
    count_idle_share: Share | None = Field(default=None, description="件数类：时间过去几成仍为零则关注（默认0.75）")
    growth_band_min: Points | None = Field(default=None, description="增速类：关注带的最小宽度，百分点（默认1.0）")
    growth_band_share: Share | None = Field(default=None, description="增速类：关注带占目标增速的比例（默认0.2）")
    growth_rest_min: Points | None = Field(
        default=None, description="增速类：余期需增可高出目标的最小值，百分点（默认5）"
    )
    growth_rest_share: Share | None = Field(default=None, description="增速类：余期需增可高出目标的比例（默认0.5）")
    at_most_margin: Points | None = Field(default=None, description="不超过类：距上限多近为关注（默认0.2）")
    help_days: Days | None = Field(default=None, description="动态清零：从发现到办结的期限，天（默认30）")
    slip_days: Days | None = Field(default=None, description="节点类：预计推迟多少天以内为关注（默认30）")
    overdue_days: Days | None = Field(default=None, description="节点类：超期多少天以内为关注（默认30）")
    stale_grace_days: Days | None = Field(default=None, description="应报日过后宽限几天才标陈旧（默认10）")
    base_revised_points: Points | None = Field(
        default=None, description="公布增速与粗算增速相差多少百分点算基数调整（默认0.5）"
    )
    outlook_catch_up: Points | None = Field(
        default=None, description="年底研判：历史年份不足时，赶工倍数K不超过多少为需努力（默认1.5）"
    )
    outlook_years: Years | None = Field(default=None, description="年底研判：至少几个历史年份才按走势推算（默认3）")
    outlook_percent_years: Years | None = Field(
        default=None, description="年底研判：至少几个历史年份才写百分比（默认10）"
    )

    idle_watch_months: Months | None = Field(default=None, description="连续施工：几个月没有进度为关注（默认2）")
    idle_behind_months: Months | None = Field(default=None, description="连续施工：几个月没有进度为滞后（默认3）")

    def changes(self) -> dict[str, Any]:
        """Only what is written."""
        return {name: getattr(self, name) for name in self.model_fields_set}
