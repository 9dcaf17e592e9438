"""The JSON that ``status`` and ``due`` print, described once: their JSON Schema and their page are made from it.

Within a version keys are only added; a reader must pass over keys that it does not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gaoxin_monitor.domain.codes import Attribute, Flag, Frequency, Kind, Light, Tier, Verdict
from gaoxin_monitor.domain.due import Awaited, DueState

Schema = dict[str, Any]

BOARD_NAME = "gaoxin-monitor/board"
BOARD_VERSION = 1
DUE_NAME = "gaoxin-monitor/due"
DUE_VERSION = 1


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its JSON Schema, and what it holds, in Chinese; ``always`` when it is never left out."""

    schema: Schema
    description: str
    always: bool = True


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(words: type[Any]) -> Schema:
    return {"type": "string", "enum": [word.value for word in words]}


def _list(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _map(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def _table(keys: Mapping[str, Key]) -> Schema:
    return {
        "type": "object",
        "properties": {name: {**key.schema, "description": key.description} for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.always],
    }


_TEXT: Schema = {"type": "string"}
_WHOLE: Schema = {"type": "integer"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_YES_NO: Schema = {"type": "boolean"}
_NUMBER: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_PERIOD: Schema = {"type": "string", "pattern": "^[0-9]{4}(-(M[0-9]{2}|Q[1-4]|S[12]|01-01/P2M))?$"}

_PLACE = {
    "file": Key(_TEXT, "文件名"),
    "sheet": Key(_TEXT, "工作表；没有则为空"),
    "line": Key(_COUNT, "行号，从1数起；0 表示整份文件"),
    "cell": Key(_TEXT, "单元格，如 D4；没有则为空"),
}

_OUTLOOK = {
    "verdict": Key(_or_null(_one_of(Verdict)), "研判；按件计数而未完成的为 null，只有余下所需"),
    "reason_code": Key(_TEXT, "依据的代码"),
    "reason": Key(_TEXT, "依据和余下所需，用 language 的语言"),
    "numbers": Key(_map(_or_null(_NUMBER)), "依据的数，按名称；不公开为空"),
}

MEMBER: Mapping[str, Key] = {
    "id": Key(_or_null(_TEXT), "清单里的编号；案件和不公开的清单为 null"),
    "name": Key(_or_null(_TEXT), "名称；案件和不公开的清单为 null"),
    "target": Key(_or_null(_TEXT), "本身也是计划目标的，目标代号"),
    "owner": Key(_or_null(_TEXT), "责任单位"),
    "light": Key(_one_of(Light), "这一件的灯"),
    "flags": Key(_list(_one_of(Flag)), "标记"),
    "counted": Key(_YES_NO, "是否计入目标的现值：期末前已完成，或期末未办结，或所属实事已完成"),
    "reason_code": Key(_TEXT, "理由代码"),
    "reason": Key(_TEXT, "理由，用 language 的语言"),
    "planned": Key(_or_null(_DAY), "计划日期"),
    "forecast": Key(_or_null(_DAY), "预计日期"),
    "actual": Key(_or_null(_DAY), "实际日期"),
    "progress": Key(_or_null(_NUMBER), "形象进度，%"),
    "opened": Key(_or_null(_DAY), "发现日期"),
    "closed": Key(_or_null(_DAY), "办结日期"),
    "remark": Key(_or_null(_TEXT), "备注"),
}
"""One member of ``status --members --format json``."""

ROW: Mapping[str, Key] = {
    "id": Key(_TEXT, "目标代号"),
    "name": Key(_TEXT, "目标名称"),
    "section": Key(_TEXT, "计划的章节编号"),
    "ref": Key(_TEXT, "原文位置"),
    "tier": Key(_one_of(Tier), "层级；D 类不进 counts"),
    "kind": Key(_one_of(Kind), "判断方式"),
    "agency": Key(_TEXT, "谁报送"),
    "department": Key(_TEXT, "谁负责"),
    "light": Key(_one_of(Light), "灯"),
    "previous_light": Key(_or_null(_one_of(Light)), "同一 as_of 下上个月的灯；1月为 null"),
    "streak": Key(_COUNT, "今年到这一期为止，连续几期关注或滞后"),
    "flags": Key(_list(_one_of(Flag)), "数据标记"),
    "reason_code": Key(_TEXT, "理由代码"),
    "reason_params": Key(
        _map({"anyOf": [_TEXT, _list(_TEXT)]}), "理由的参数，都是文字；名称随理由代码而定；数值不公开的目标为空"
    ),
    "reason": Key(_TEXT, "理由，用 language 的语言"),
    "sentences": Key(
        {"type": "object", "properties": {"zh": _TEXT, "en": _TEXT}, "required": ["zh", "en"]}, "理由，中文和英文"
    ),
    "goal": Key(_or_null(_NUMBER), "目标值"),
    "unit": Key(_or_null(_TEXT), "目标值和现值的单位"),
    "value": Key(_or_null(_NUMBER), "现值，位数与来表相同；不公开为 null"),
    "completion": Key(_or_null(_NUMBER), "完成率，%"),
    "pace": Key(_or_null(_NUMBER), "应完成率，%"),
    "gap": Key(_or_null(_NUMBER), "距应完成或距目标多少，负数为欠"),
    "gap_unit": Key(_or_null({"type": "string", "enum": ["points", "items"]}), "gap 是百分点还是件数"),
    "numbers": Key(_map(_or_null(_NUMBER)), "规则用到的数，按名称；不公开为空"),
    "period": Key(_or_null(_PERIOD), "数据的期"),
    "frequency": Key(_one_of(Frequency), "频度"),
    "profile": Key(_or_null(_TEXT), "进度曲线"),
    "deadline": Key(_or_null(_DAY), "期限；null 表示从不按期限判断"),
    "dates": Key(
        _or_null(
            _table(
                {
                    name.value: Key(_or_null(_DAY), description)
                    for name, description in (
                        (Attribute.PLANNED, "计划日期"),
                        (Attribute.FORECAST, "预计日期"),
                        (Attribute.ACTUAL, "实际日期"),
                    )
                }
            )
        ),
        "节点目标的日期；别的目标为 null",
    ),
    "vintage": Key(_or_null(_DAY), "数据的发布或送达日"),
    "batch": Key(_or_null(_COUNT), "数字所在的批次；按清单计数的目标为 null"),
    "provider": Key(_or_null(_TEXT), "数字的来源代号"),
    "source": Key(_or_null(_table(_PLACE)), "数字在哪个文件、哪个单元格"),
    "outlook": Key(_or_null(_table(_OUTLOOK)), "年底研判；不作研判的目标为 null"),
    "members": Key(_list(_table(MEMBER)), "目标所数的各件，最要紧的在前；只有 `--members` 时才有", always=False),
}
"""One target of ``status --format json``."""

BOARD: Mapping[str, Key] = {
    "schema": Key({"const": BOARD_NAME}, "格式名称"),
    "version": Key({"const": BOARD_VERSION}, "格式版本"),
    "program": Key(_TEXT, "程序版本"),
    "language": Key({"type": "string", "enum": ["zh", "en"]}, "name、title、reason 的语言"),
    "plan": Key(_TEXT, "计划代号"),
    "title": Key(_TEXT, "计划标题"),
    "plan_digest": Key({"type": "string", "pattern": "^[0-9a-f]{64}$"}, "计划文件的 SHA-256"),
    "month": Key(_PERIOD, "看哪个月"),
    "as_of": Key(_DAY, "数据截至日"),
    "last_batch": Key(_or_null(_COUNT), "只用到第几批；null 表示全部"),
    "judgement_day": Key(_DAY, "判断日"),
    "demo": Key(_YES_NO, "是否示例数据"),
    "counts": Key(
        {
            "type": "object",
            "properties": {light.value: _COUNT for light in Light},
            "required": [light.value for light in Light],
        },
        "全计划各种灯的个数，不含 D 类，不受筛选影响",
    ),
    "rows": Key(_list(_table(ROW)), "目标，最要紧的在前；筛选之后只剩符合的"),
}
"""``status --format json``."""

ITEM: Mapping[str, Key] = {
    "addressee": Key(_TEXT, "向谁催：报送单位去掉括号里的说明"),
    "provider": Key(_TEXT, "报送单位"),
    "departments": Key(_list(_TEXT), "责任单位"),
    "what": Key(_one_of(Awaited), "报什么：figure 数据，return 台账，dates 节点的计划日期"),
    "indicator": Key(_or_null(_TEXT), "指标代号"),
    "register": Key(_or_null(_TEXT), "清单代号"),
    "targets": Key(
        _list(_table({"id": Key(_TEXT, "目标代号"), "name": Key(_TEXT, "目标名称（中文）")})), "等这个数的目标"
    ),
    "periods": Key(_list(_PERIOD), "缺哪几期，最早的在前"),
    "due": Key(_DAY, "最早一期的应报日"),
    "state": Key(_one_of(DueState), "late 逾期，soon 快到期，expected 本月到期，later 以后到期"),
    "days": Key(_WHOLE, "已过应报日几天；负数是还有几天"),
    "stale": Key(_YES_NO, "是否已过陈旧的界限"),
    "last": Key(
        _or_null(
            _table(
                {
                    "period": Key(_PERIOD, "最近一期"),
                    "value": Key(_or_null(_NUMBER), "数值；没有或不公开为 null"),
                    "unit": Key(_or_null(_TEXT), "单位"),
                    "vintage": Key(_or_null(_DAY), "发布或送达日"),
                }
            )
        ),
        "最近一期；从未报过为 null",
    ),
}
"""One thing owed of ``due --format json``."""

DUE: Mapping[str, Key] = {
    "schema": Key({"const": DUE_NAME}, "格式名称"),
    "version": Key({"const": DUE_VERSION}, "格式版本"),
    "plan": Key(_TEXT, "计划代号"),
    "on": Key(_DAY, "看哪一天"),
    "demo": Key(_YES_NO, "是否示例数据"),
    "due_soon_days": Key(_COUNT, "几天以内算快到期"),
    "counts": Key(
        {
            "type": "object",
            "properties": {state.value: _COUNT for state in DueState},
            "required": [state.value for state in DueState],
        },
        "各种情况的项数，筛选之后",
    ),
    "items": Key(_list(_table(ITEM)), "待报的，按单位，逾期最久的在前"),
}
"""``due --format json``."""

OUTPUTS: Mapping[str, tuple[str, Mapping[str, Key]]] = {
    "status": ("总览（status --format json）", BOARD),
    "due": ("催报清单（due --format json）", DUE),
}
"""Title and keys of every documented output, by the command that prints it."""


def output_schema(name: str) -> Schema:
    """The JSON Schema of what a command prints; KeyError for another name."""
    title, keys = OUTPUTS[name]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_table(keys)}
