"""``plans/*.toml``: the year's plan."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from gaoxin_monitor.domain.codes import Accumulation, Baseline, Direction, Frequency, Kind, TargetFlag, Tier
from gaoxin_monitor.settings.shapes.fields import (
    CURVE,
    Code,
    Day,
    Deadline,
    Id,
    Name,
    Note,
    UnitText,
    number,
    one_of,
    shape,
    whole,
)
from gaoxin_monitor.settings.shapes.rules import RulesShape


class TargetShape(BaseModel):
    """One target."""

    model_config = shape("目标")

    id: Id = Field(description="代号：小写字母、数字、下划线")
    name: Name = Field(description="名称")
    name_en: Name | None = Field(default=None, description="英文名称；默认同名称")
    ref: Name | None = Field(default=None, description="原文位置，如 §0.3")
    section: Name | None = Field(
        default=None, description="属于哪一章节（编号）；默认为所在的章节，写在别处的汇总项才用"
    )
    tier: Annotated[Tier, one_of(Tier)] = Field(
        description="层级：A 统计和台账数字，B 其他数字，C 列名项目，D 方向和定性（不进总数）"
    )
    kind: Annotated[Kind, one_of(Kind)] = Field(
        description="判断方式：level_at_least 总量不低于，count_at_least/count_all/count_by_date 件数，"
        "growth_rate 增速，"
        "level_at_most 不超过，zero 为零，zero_dynamic 动态清零，milestone_by_date 节点，composite 汇总，"
        "progress_vs_plan 形象进度，continuity 连续施工，coverage/coverage_per_unit 覆盖，"
        "direction 方向，qualitative 定性"
    )
    goal: Annotated[Decimal | None, number("-1e15", "1e15")] = Field(default=None, description="目标值，以unit为单位")
    unit: UnitText | None = Field(default=None, description="目标值的单位，如 亿元、家、%")
    deadline: Deadline = Field(
        default=None, description='期限，日期不加引号；"none"表示从不按期限判断；默认为计划的期限'
    )
    frequency: Annotated[Frequency, one_of(Frequency)] = Field(
        default=Frequency.MONTHLY, description="频度（默认monthly）"
    )
    accumulation: Annotated[Accumulation, one_of(Accumulation)] = Field(
        default=Accumulation.YTD_LEVEL,
        description="累计方式：ytd_level 累计额，ytd_rate 累计增速，ytd_count 累计数，point_in_time 时点，event 事件，"
        "state 状态，derived 推算（默认ytd_level）",
    )
    lag_days: Annotated[int, whole(0, 366)] = Field(default=0, description="期末之后几天发布（默认0）")
    agency: Name | None = Field(default=None, description="谁发布")
    department: Name | None = Field(default=None, description="谁负责")
    livelihood_item: Annotated[int | None, whole(1, 99)] = Field(default=None, description="民生实事编号")
    parent: Name | None = Field(default=None, description="所属目标的代号")
    profile: Name | None = Field(
        default=None,
        description="进度曲线：linear 序时，integer 件数，members 按清单，prior_year_shares 往年进度，或曲线名称",
    )
    baseline: Annotated[Baseline | None, one_of(Baseline)] = Field(
        default=None, description="方向类与什么比：same_period 上年同期，year_start 年初，previous 上期"
    )
    direction: Annotated[Direction | None, one_of(Direction)] = Field(
        default=None, description="方向类怎样算好：up 越高越好，down 越低越好"
    )
    flags: list[Annotated[TargetFlag, one_of(TargetFlag)]] = Field(
        default=[],
        description="best_effort 争取类（最差到关注），hard_deadline 期限从严，inferred 目标为推定，"
        "withheld 数值不公开，"
        "composite_member 民生实事的组成项",
    )
    note: Note | None = Field(default=None, description="口径说明和取舍")
    deadline_note: Note | None = Field(default=None, description="期限的说明")
    indicator: Name | None = Field(default=None, description="指标代号；默认与本目标同名的指标")
    list_: Name | None = Field(
        default=None, alias="register", description="清单：计数用的清单，或节点所在的清单；默认按判断方式"
    )
    area: Code | None = Field(default=None, description="地区代码；默认为计划的地区")
    rules: RulesShape = Field(default=RulesShape(), description="只对本目标的规则数字")
    rule_pack: Id | None = Field(default=None, description="只对本目标的规则包；默认为计划的")
    curve: Annotated[tuple[tuple[date, Decimal], ...] | None, CURVE] = Field(
        default=None, description="形象进度类：计划进度，如 [[2024-03-31, 20], [2024-12-31, 100]]，两点之间按直线"
    )
    units: list[Name] | None = Field(default=None, description="覆盖类：应覆盖的单位（街道、产业链等）的名称")


class SectionShape(BaseModel):
    """A part of the plan."""

    model_config = shape("章节")

    id: Name = Field(description="编号，须加引号")
    name: Name = Field(description="名称")
    name_en: Name | None = Field(default=None, description="英文名称；默认同名称")
    target: list[TargetShape] = Field(default=[], description="目标，按原文顺序")


class PlanShape(BaseModel):
    """The whole file."""

    model_config = shape("年度计划（config/plans/*.toml）")

    title: Name = Field(description="标题")
    title_en: Name | None = Field(default=None, description="英文标题；默认同标题")
    year: Annotated[int, whole(1990, 2100)] = Field(description="计划年度")
    deadline: Day | None = Field(default=None, description="没有另写期限的目标都用它；默认当年12月31日")
    rules: RulesShape = Field(default=RulesShape(), description="本计划的规则数字")
    rule_pack: Id | None = Field(default=None, description="本计划的规则包；默认为设置的")
    section: list[SectionShape] = Field(default=[], description="章节，按原文顺序")

    def last_day(self) -> date:
        """The deadline of every target that names no other."""
        return self.deadline or date(self.year, 12, 31)
