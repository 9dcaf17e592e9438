"""``rules.toml``: pace profiles and rule packs."""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from gaoxin_monitor.domain.codes import Kind, Light
from gaoxin_monitor.domain.lights import Compare, Measure
from gaoxin_monitor.domain.packs import MEASURES, Test
from gaoxin_monitor.settings.nearest import nearest
from gaoxin_monitor.settings.shapes.fields import Checked, Name, Note, YesNo, fault, number, one_of, shape

Percent = Annotated[Decimal, number("0", "100")]

_TEST = re.compile(r"\s*([a-z_]+)\s*(>=|<=|=|>|<)\s*([-−]?\d{1,9}(?:\.\d{1,6})?)\s*", re.ASCII)

_MEASURES = tuple(dict.fromkeys(measure.value for offered in MEASURES.values() for measure in offered))


def _test(value: object) -> Test:
    if not isinstance(value, str):
        raise fault("config-not-text")
    match = _TEST.fullmatch(value.replace("−", "-"))
    if match is None:
        raise fault("config-pack-test", value=value[:60])
    if match[1] not in _MEASURES:
        raise fault("config-measure-unknown", value=match[1], nearest=nearest(match[1], _MEASURES), choices=_MEASURES)
    return Test(Measure(match[1]), Compare(match[2]), Decimal(match[3]))


TestText = Annotated[Test, Checked(_test, {"type": "string", "pattern": _TEST.pattern})]


class ProfileShape(BaseModel):
    """A pace."""

    model_config = shape("进度曲线")

    name: Name = Field(description="名称")
    name_en: Name | None = Field(default=None, description="英文名称；默认同名称")
    shares: list[Percent] = Field(description="1至12月末应完成的累计百分比，共12个数，不降，最后为100")
    batch: YesNo = Field(default=False, description="是否成批认定：成批的不作年底研判（默认false）")
    note: Note | None = Field(default=None, description="用在哪里，从哪里来")


class BandShape(BaseModel):
    """A light of a pack."""

    model_config = shape("一级")

    light: Annotated[Light, one_of(Light.GREEN, Light.YELLOW, Light.RED)] = Field(description="green、yellow 或 red")
    when: list[TestText] = Field(default=[], description='全部成立才算，如 ["gap >= -10"]；最后一级不写')


class PackShape(BaseModel):
    """A published rule."""

    model_config = shape("规则包")

    name: Name = Field(description="名称")
    name_en: Name | None = Field(default=None, description="英文名称；默认同名称")
    kinds: list[Annotated[Kind, one_of(*MEASURES)]] = Field(description="用于哪几类目标；其余各类仍用 default")
    bands: list[BandShape] = Field(description="从上往下比，头一个成立的定灯")
    source: Note = Field(description="出处")
    chosen: Note | None = Field(default=None, description="出处没有说、这里所作的选择")


class RulebookShape(BaseModel):
    """The whole file."""

    model_config = shape("进度曲线和规则包（config/rules.toml）")

    profiles: dict[str, ProfileShape] = Field(default={}, description="进度曲线：代号 = 一张表")
    packs: dict[str, PackShape] = Field(default={}, description="规则包：代号 = 一张表")
