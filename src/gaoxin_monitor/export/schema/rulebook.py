"""The JSON of ``rules`` and ``rules compare``, key by key."""

from collections.abc import Mapping

from gaoxin_monitor.domain.codes import Kind, Light
from gaoxin_monitor.export.schema.derivation import BOUND
from gaoxin_monitor.export.schema.keys import (
    COORDINATES,
    COUNT,
    LANGUAGE,
    NUMBER,
    TEXT,
    YES_NO,
    Form,
    Key,
    light_counts,
    list_of,
    one_of,
    or_null,
    table,
)

FORM = Form("gaoxin-monitor/rules")
COMPARE_FORM = Form("gaoxin-monitor/rules-compare")

_BAND = {
    "light": Key(one_of(Light), "灯"),
    "when": Key(list_of(TEXT), "都成立才是这盏灯，如 gap >= -10；空的是其余的"),
}

_PACK = {
    "id": Key(TEXT, "规则包代号；default 是程序自己的规则"),
    "name": Key(TEXT, "名称，用 language 的语言"),
    "kinds": Key(or_null(list_of(one_of(Kind))), "能判断哪些判断方式；程序自己的规则为 null，都能"),
    "bands": Key(list_of(table(_BAND)), "各档，第一个成立的定灯；程序自己的规则为空"),
    "source": Key(TEXT, "出处"),
    "chosen": Key(TEXT, "出处没有说明的，这里怎样取"),
    "targets": Key(list_of(TEXT), "用它判断的目标"),
}

_EXCEPTION = {
    "target": Key(TEXT, "目标代号"),
    "name": Key(TEXT, "规则数字的名称"),
    "value": Key(NUMBER, "数值"),
}

_PROFILE = {
    "name": Key(TEXT, "进度曲线的名称"),
    "shares": Key(list_of(NUMBER), "1—12月末的累计，%；由规则算出的为空"),
    "batch": Key(YES_NO, "是否分批（首批之前不算欠）"),
    "targets": Key(list_of(TEXT), "用它的目标"),
}

RULES: Mapping[str, Key] = {
    **FORM.keys,
    "language": Key(LANGUAGE, "名称的语言"),
    "plan": Key(TEXT, "计划代号"),
    "packs": Key(list_of(table(_PACK)), "规则包；写了哪一个就只有那一个"),
    "thresholds": Key(list_of(table(BOUND)), "全计划的规则数字；只有不写规则包时才有", always=False),
    "exceptions": Key(list_of(table(_EXCEPTION)), "单项目标不同的；只有不写规则包时才有", always=False),
    "profiles": Key(list_of(table(_PROFILE)), "进度曲线；只有不写规则包时才有", always=False),
}
"""``rules --format json``."""

_CHANGE = {
    "id": Key(TEXT, "目标代号"),
    "name": Key(TEXT, "目标名称"),
    "old": Key(one_of(Light), "现在的灯"),
    "new": Key(one_of(Light), "换用之后的灯"),
    "old_reason": Key(TEXT, "现在的理由"),
    "new_reason": Key(TEXT, "换用之后的理由"),
}

COMPARISON: Mapping[str, Key] = {
    **COMPARE_FORM.keys,
    "language": Key(LANGUAGE, "名称和理由的语言"),
    "plan": Key(TEXT, "计划代号"),
    **COORDINATES,
    "demo": Key(YES_NO, "是否示例数据"),
    "pack": Key(TEXT, "换用的规则包"),
    "counts": Key(light_counts(list_of(COUNT)), "各种灯的个数：现在、换用之后"),
    "changes": Key(list_of(table(_CHANGE)), "会变的灯"),
}
"""``rules compare --format json``."""
