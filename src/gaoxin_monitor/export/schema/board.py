"""The JSON of ``status``, key by key."""

from collections.abc import Mapping

from gaoxin_monitor.domain.codes import Attribute, Flag, Frequency, Kind, Light, Tier, Verdict
from gaoxin_monitor.export.schema.keys import (
    COORDINATES,
    COUNT,
    DAY,
    DIGEST,
    LANGUAGE,
    NUMBER,
    PERIOD,
    PLACE,
    TEXT,
    YES_NO,
    Form,
    Key,
    light_counts,
    list_of,
    map_of,
    one_of,
    or_null,
    table,
)

FORM = Form("gaoxin-monitor/board")

OUTLOOK: Mapping[str, Key] = {
    "verdict": Key(or_null(one_of(Verdict)), "研判；按件计数而未完成的为 null，只有余下所需"),
    "reason_code": Key(TEXT, "依据的代码"),
    "reason": Key(TEXT, "依据和余下所需，用 language 的语言"),
    "numbers": Key(map_of(or_null(NUMBER)), "依据的数，按名称；不公开为空"),
}

MEMBER: Mapping[str, Key] = {
    "id": Key(or_null(TEXT), "清单里的编号；案件和不公开的清单为 null"),
    "name": Key(or_null(TEXT), "名称；案件和不公开的清单为 null"),
    "target": Key(or_null(TEXT), "本身也是计划目标的，目标代号"),
    "owner": Key(or_null(TEXT), "责任单位"),
    "light": Key(one_of(Light), "这一件的灯"),
    "flags": Key(list_of(one_of(Flag)), "标记"),
    "counted": Key(YES_NO, "是否计入目标的现值：期末前已完成，或期末未办结，或所属实事已完成"),
    "reason_code": Key(TEXT, "理由代码"),
    "reason": Key(TEXT, "理由，用 language 的语言"),
    "planned": Key(or_null(DAY), "计划日期"),
    "forecast": Key(or_null(DAY), "预计日期"),
    "actual": Key(or_null(DAY), "实际日期"),
    "progress": Key(or_null(NUMBER), "形象进度，%"),
    "opened": Key(or_null(DAY), "发现日期"),
    "closed": Key(or_null(DAY), "办结日期"),
    "remark": Key(or_null(TEXT), "备注"),
}
"""One member of ``status --members --format json``."""

ROW: Mapping[str, Key] = {
    "id": Key(TEXT, "目标代号"),
    "name": Key(TEXT, "目标名称"),
    "section": Key(TEXT, "计划的章节编号"),
    "ref": Key(TEXT, "原文位置"),
    "tier": Key(one_of(Tier), "层级；D 类不进 counts"),
    "kind": Key(one_of(Kind), "判断方式"),
    "agency": Key(TEXT, "谁报送"),
    "department": Key(TEXT, "谁负责"),
    "light": Key(one_of(Light), "灯"),
    "previous_light": Key(or_null(one_of(Light)), "同一 as_of 下上个月的灯；1月为 null"),
    "streak": Key(COUNT, "今年到这一期为止，连续几期关注或滞后"),
    "flags": Key(list_of(one_of(Flag)), "数据标记"),
    "reason_code": Key(TEXT, "理由代码"),
    "reason_params": Key(
        map_of({"anyOf": [TEXT, list_of(TEXT)]}), "理由的参数，都是文字；名称随理由代码而定；数值不公开的目标为空"
    ),
    "reason": Key(TEXT, "理由，用 language 的语言"),
    "sentences": Key(
        {"type": "object", "properties": {"zh": TEXT, "en": TEXT}, "required": ["zh", "en"]}, "理由，中文和英文"
    ),
    "goal": Key(or_null(NUMBER), "目标值"),
    "unit": Key(or_null(TEXT), "目标值和现值的单位"),
    "value": Key(or_null(NUMBER), "现值，位数与来表相同；不公开为 null"),
    "completion": Key(or_null(NUMBER), "完成率，%"),
    "pace": Key(or_null(NUMBER), "应完成率，%"),
    "gap": Key(or_null(NUMBER), "距应完成或距目标多少，负数为欠"),
    "gap_unit": Key(or_null({"type": "string", "enum": ["points", "items"]}), "gap 是百分点还是件数"),
    "numbers": Key(map_of(or_null(NUMBER)), "规则用到的数，按名称；不公开为空"),
    "period": Key(or_null(PERIOD), "数据的期"),
    "frequency": Key(one_of(Frequency), "频度"),
    "profile": Key(or_null(TEXT), "进度曲线"),
    "deadline": Key(or_null(DAY), "期限；null 表示从不按期限判断"),
    "dates": Key(
        or_null(
            table(
                {
                    name.value: Key(or_null(DAY), description)
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
    "vintage": Key(or_null(DAY), "数据的发布或送达日"),
    "batch": Key(or_null(COUNT), "数字所在的批次；按清单计数的目标为 null"),
    "provider": Key(or_null(TEXT), "数字的来源代号"),
    "source": Key(or_null(table(PLACE)), "数字在哪个文件、哪个单元格"),
    "outlook": Key(or_null(table(OUTLOOK)), "年底研判；不作研判的目标为 null"),
    "members": Key(list_of(table(MEMBER)), "目标所数的各件，最要紧的在前；只有 `--members` 时才有", always=False),
}
"""One target of ``status --format json``."""

BOARD: Mapping[str, Key] = {
    **FORM.keys,
    "language": Key(LANGUAGE, "name、title、reason 的语言"),
    "plan": Key(TEXT, "计划代号"),
    "title": Key(TEXT, "计划标题"),
    "plan_digest": Key(DIGEST, "计划文件的 SHA-256"),
    **COORDINATES,
    "judgement_day": Key(DAY, "判断日"),
    "demo": Key(YES_NO, "是否示例数据"),
    "counts": Key(light_counts(COUNT), "全计划各种灯的个数，不含 D 类，不受筛选影响"),
    "rows": Key(list_of(table(ROW)), "目标，最要紧的在前；筛选之后只剩符合的"),
}
"""``status --format json``."""
