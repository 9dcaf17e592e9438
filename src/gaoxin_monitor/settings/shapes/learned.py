"""``learned.toml``: written by the program, readable by people. Texts come from data files, so any text goes."""

from typing import Annotated

from pydantic import BaseModel, Field

from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.settings.shapes.fields import Checked, fault, one_of, shape


def _any_text(value: object) -> str:
    if not isinstance(value, str):
        raise fault("config-not-text")
    return value


Text = Annotated[str, Checked(_any_text, {"type": "string"})]


class LearnedRouteShape(BaseModel):
    """One route."""

    model_config = shape("记住的导入方式")

    importer: Text = Field(description="导入器")
    pattern: Text = Field(default="", description="文件名样式")
    fingerprint: Text = Field(default="", description="表头指纹")
    options: dict[str, Text] = Field(default={}, description="选项")


class LearnedAliasShape(BaseModel):
    """One accepted alias."""

    model_config = shape("接受的别名")

    label: Text = Field(description="来表里的名称")
    indicator: Text = Field(description="指标代号")
    transformation: Annotated[Transformation | None, one_of(Transformation)] = Field(default=None, description="口径")
    unit: Text | None = Field(default=None, description="单位")


class LearnedShape(BaseModel):
    """The whole file."""

    model_config = shape("程序记住的（config/learned.toml）")

    route: list[LearnedRouteShape] = Field(default=[], description="导入方式")
    alias: list[LearnedAliasShape] = Field(default=[], description="别名")
    answers: dict[str, Text] = Field(default={}, description="回答过的问题")
