"""The JSON of ``explain``, key by key: of a target how its light came about, of a code what it means."""

from collections.abc import Mapping

from gaoxin_monitor.domain.codes import Attribute, Kind, Light, Severity
from gaoxin_monitor.domain.derivation import Role, Setter
from gaoxin_monitor.domain.lights import Compare, Measure
from gaoxin_monitor.export.schema.board import ROW
from gaoxin_monitor.export.schema.keys import (
    COORDINATES,
    COUNT,
    DAY,
    LANGUAGE,
    NUMBER,
    ORIGIN,
    PERIOD,
    TEXT,
    WHOLE,
    YES_NO,
    Form,
    Key,
    list_of,
    one_of,
    or_null,
    table,
)

FORM = Form("gaoxin-monitor/derivation")
MEANING_FORM = Form("gaoxin-monitor/meaning")

_PACK = {
    "id": Key(TEXT, "规则包代号"),
    "name": Key(TEXT, "名称，用 language 的语言"),
    "source": Key(TEXT, "出处"),
    "chosen": Key(TEXT, "出处没有说明的，这里怎样取"),
}

_INPUT = {
    "role": Key(
        one_of(Role),
        "在规则里是什么：judged 被判断的数，this_year 今年更早的数，baseline 起点，last_year_part 上年同期，"
        "last_year_total 上年全年，level 同期的绝对数，superior 上级的数",
    ),
    "period": Key(PERIOD, "哪一期"),
    "printed": Key(or_null(TEXT), "单元格里的原样；不公开为 null"),
    "printed_unit": Key(TEXT, "来表的单位"),
    "value": Key(or_null(NUMBER), "数值；被判断的数用目标的单位，别的用自己的；不公开为 null"),
    "provider": Key(TEXT, "来源代号"),
    **ORIGIN,
}

_FACT = {
    "attribute": Key(one_of(Attribute), "哪一项"),
    "value": Key(or_null(TEXT), "登记的内容；不公开为 null"),
    **ORIGIN,
}

_MEMBERS = {"anyOf": [list_of(TEXT), COUNT]}
_COUNTING = {
    "register": Key(TEXT, "清单代号"),
    "until": Key(PERIOD, "数到哪个月末"),
    "members": Key(COUNT, "清单里一共几件"),
    "achieved": Key(_MEMBERS, "已完成的编号；不列名的清单只有件数"),
    "planned": Key(or_null(_MEMBERS), "按计划应已完成的编号；没有计划日期或不列名的清单为 null"),
    "missing": Key(_MEMBERS, "还没有完成的编号；不列名的清单只有件数"),
}

_YEAR = {
    "year": Key(WHOLE, "年份"),
    "part": Key(or_null(NUMBER), "到同期为止的累计"),
    "part_unit": Key(TEXT, "它的单位"),
    "whole": Key(or_null(NUMBER), "全年"),
    "whole_unit": Key(TEXT, "它的单位"),
    "share": Key(or_null(NUMBER), "同期占全年多少，小数"),
}

_PACE = {
    "profile": Key(TEXT, "进度曲线"),
    "month": Key(COUNT, "看到几月末"),
    "months_to_deadline": Key(COUNT, "到期限共几个月"),
    "share": Key(or_null(NUMBER), "应完成的比例，小数；按整件要求时为 null"),
    "expected": Key(or_null(NUMBER), "应完成几件；按比例要求时为 null"),
    "table": Key(list_of(NUMBER), "进度曲线1—12月末的累计，%"),
    "curve": Key(list_of(list_of(TEXT)), "计划的形象进度：日期和%，一对一对"),
    "years": Key(list_of(table(_YEAR)), "取前几年平均的，各是哪年、多少"),
}

BOUND: Mapping[str, Key] = {
    "name": Key(TEXT, "规则数字的名称，同配置的 [rules]"),
    "value": Key(NUMBER, "数值"),
    "set_in": Key(one_of(Setter), "由谁定：default 程序，settings 设置，plan 计划，target 这项目标"),
}
"""A number of the rules."""

_SIDE = {"anyOf": [TEXT, YES_NO, {"type": "null"}]}
_CONDITION = {
    "measure": Key(one_of(Measure), "比较什么"),
    "value": Key(_SIDE, "是多少；无从知道或不公开为 null"),
    "compare": Key(one_of(Compare), "怎样比较"),
    "limit": Key(_SIDE, "和什么比；不公开为 null"),
    "holds": Key(or_null(YES_NO), "是否成立；无从知道为 null"),
}

_STEP = {
    "light": Key(one_of(Light), "成立就是这盏灯"),
    "code": Key(TEXT, "理由代码"),
    "conditions": Key(list_of(table(_CONDITION)), "条件；空的总是成立"),
    "holds": Key(or_null(YES_NO), "是否成立；无从知道为 null"),
    "decides": Key(YES_NO, "是否由这一步定灯"),
}

_ITEM = {
    "item": Key(COUNT, "第几件实事"),
    "light": Key(one_of(Light), "这一件的灯"),
    "targets": Key(list_of(TEXT), "它的目标"),
}

_MISSED = {
    "period": Key(PERIOD, "哪一期"),
    "due": Key(DAY, "应报日"),
    "last": Key(DAY, "含宽限的最后一天"),
}

_FLAG = {"code": Key(TEXT, "标记；连字号后是哪一种情形"), "why": Key(or_null(TEXT), "为什么，文字；不公开为 null")}

DERIVATION: Mapping[str, Key] = {
    **FORM.keys,
    "language": Key(LANGUAGE, "名称和理由的语言"),
    "plan": Key(TEXT, "计划代号"),
    **COORDINATES,
    "judgement_day": Key(DAY, "判断日"),
    "demo": Key(YES_NO, "是否示例数据"),
    "target": Key(table(ROW), "目标和它的灯，键同总览的一行"),
    "pack": Key(or_null(table(_PACK)), "用的规则包；程序自己的规则为 null"),
    "pack_set_in": Key(one_of(Setter), "规则由谁选定"),
    "inputs": Key(list_of(table(_INPUT)), "规则用到的数"),
    "facts": Key(list_of(table(_FACT)), "这一件登记的事实"),
    "counting": Key(or_null(table(_COUNTING)), "按清单怎样计数；不按清单或不公开为 null"),
    "items": Key(list_of(table(_ITEM)), "汇总的目标由哪几件组成"),
    "pace": Key(or_null(table(_PACE)), "应完成多少，依据什么；不按进度判断为 null"),
    "limits": Key(list_of(table(BOUND)), "规则的界限"),
    "steps": Key(list_of(table(_STEP)), "试过的各步，最后一步定灯"),
    "missed": Key(list_of(table(_MISSED)), "过了宽限还没有报来的各期"),
    "rule_light": Key(or_null(one_of(Light)), "规则自己给的灯，尽力而为和连续缺报改动之前"),
    "flags": Key(list_of(table(_FLAG)), "数据标记及其原因"),
    "streak": Key(
        list_of(table({"period": Key(PERIOD, "哪一期"), "light": Key(one_of(Light), "灯")})),
        "连续关注或滞后的各期",
    ),
    "outlook_years": Key(list_of(table(_YEAR)), "年底研判参照的前几年"),
}
"""``explain TARGET --format json``."""

_LINES = Key(list_of(TEXT), "说明，一句一项，用 language 的语言")

_DIAGNOSTIC = {"severities": Key(list_of(one_of(Severity)), "可能的轻重"), "lines": _LINES}

_REASON = {
    "lights": Key(list_of(one_of(Light)), "和哪些灯一起出现"),
    "kinds": Key(list_of(one_of(Kind)), "哪些判断方式给出；空的是任何一种"),
    "lines": _LINES,
}

MEANING: Mapping[str, Key] = {
    **MEANING_FORM.keys,
    "language": Key(LANGUAGE, "说明的语言"),
    "code": Key(TEXT, "代码"),
    "diagnostic": Key(or_null(table(_DIAGNOSTIC)), "作为诊断的含义；不是诊断为 null"),
    "reason": Key(or_null(table(_REASON)), "作为理由的含义；不是理由为 null"),
}
"""``explain CODE --format json``."""
