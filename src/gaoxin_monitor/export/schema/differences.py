"""The JSON of ``diff``, key by key."""

from collections.abc import Mapping

from gaoxin_monitor.domain.codes import Attribute, Light, ObsStatus, Transformation
from gaoxin_monitor.domain.differences import Cause
from gaoxin_monitor.export.schema.keys import (
    COUNT,
    DAY,
    DIGEST,
    LANGUAGE,
    NUMBER,
    ORIGIN,
    PERIOD,
    TEXT,
    YES_NO,
    Form,
    Key,
    list_of,
    one_of,
    or_null,
    table,
)

FORM = Form("gaoxin-monitor/diff")

_SIDE = {
    "month": Key(PERIOD, "看哪个月"),
    "as_of": Key(DAY, "数据截至日"),
    "judgement_day": Key(DAY, "判断日"),
    "last_batch": Key(or_null(COUNT), "只用到第几批；null 表示全部"),
    "plan": Key(TEXT, "计划代号"),
    "plan_digest": Key(DIGEST, "计划文件的 SHA-256"),
}

_CHANGE = {
    "change": Key(one_of(Cause), "new_data 新数据，revision 修订，withdrawal 撤回"),
    "withheld": Key(YES_NO, "数值是否不公开"),
}

_FIGURE = {
    "value": Key(or_null(NUMBER), "数值；缺数或不公开为 null"),
    "unit": Key(TEXT, "单位"),
    "status": Key(one_of(ObsStatus), "数据状态，SDMX 的 CL_OBS_STATUS"),
    **ORIGIN,
}

_FIGURE_CHANGE = {
    **_CHANGE,
    "indicator": Key(TEXT, "指标代号"),
    "area": Key(TEXT, "地区代码"),
    "transformation": Key(one_of(Transformation), "是什么数"),
    "period": Key(PERIOD, "哪一期"),
    "source": Key(TEXT, "来源代号"),
    "old": Key(or_null(table(_FIGURE)), "原来；没有为 null"),
    "new": Key(or_null(table(_FIGURE)), "现在；没有为 null"),
}

_FACT = {"value": Key(or_null(TEXT), "内容；不公开为 null"), **ORIGIN}

_FACT_CHANGE = {
    **_CHANGE,
    "register": Key(TEXT, "清单代号"),
    "member": Key(TEXT, "哪一件；案件不列名"),
    "attribute": Key(one_of(Attribute), "哪一项"),
    "old": Key(or_null(table(_FACT)), "原来；没有为 null"),
    "new": Key(or_null(table(_FACT)), "现在；没有为 null"),
}

_RETURN_CHANGE = {
    "register": Key(TEXT, "清单代号"),
    "old": Key(or_null(PERIOD), "原来报到哪个月；没有为 null"),
    "new": Key(or_null(PERIOD), "现在报到哪个月；没有为 null"),
}

PLAN_CHANGE: Mapping[str, Key] = {
    "target": Key(TEXT, "目标代号；空的是整份计划"),
    "field": Key(TEXT, "哪个键；空的是整项目标增加或取消"),
    "old": Key(or_null(TEXT), "原来，照读的写法；没有为 null"),
    "new": Key(or_null(TEXT), "现在，照读的写法；没有为 null"),
}
"""One fact of a plan that is not what it was."""

_EVIDENCE = {"anyOf": [table(keys) for keys in (_FIGURE_CHANGE, _FACT_CHANGE, _RETURN_CHANGE, PLAN_CHANGE)]}

_CAUSE = {
    "cause": Key(one_of(Cause), "原因"),
    "text": Key(TEXT, "原因和依据，文字"),
    "evidence": Key(list_of(_EVIDENCE), "依据：figures、facts、returns、plan 的一项；time 为空"),
}

_LIGHT = {
    "id": Key(TEXT, "目标代号"),
    "name": Key(TEXT, "目标名称"),
    "old": Key(or_null(one_of(Light)), "原来的灯；计划里还没有为 null"),
    "new": Key(or_null(one_of(Light)), "现在的灯；计划里已没有为 null"),
    "old_reason": Key(or_null(TEXT), "原来的理由"),
    "new_reason": Key(or_null(TEXT), "现在的理由"),
    "causes": Key(list_of(table(_CAUSE)), "为什么变"),
}

DIFF: Mapping[str, Key] = {
    **FORM.keys,
    "language": Key(LANGUAGE, "名称、理由和单位的语言"),
    "from": Key(table(_SIDE), "从哪一块板"),
    "to": Key(table(_SIDE), "到哪一块板"),
    "demo": Key(YES_NO, "是否示例数据"),
    "lights": Key(list_of(table(_LIGHT)), "变了的灯"),
    "figures": Key(list_of(table(_FIGURE_CHANGE)), "变了的数"),
    "facts": Key(list_of(table(_FACT_CHANGE)), "变了的登记"),
    "returns": Key(list_of(table(_RETURN_CHANGE)), "又报了的清单"),
    "plan": Key(list_of(table(PLAN_CHANGE)), "计划的改动"),
}
"""``diff --format json``."""
