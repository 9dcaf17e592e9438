"""The JSON of ``due``, key by key."""

from collections.abc import Mapping

from gaoxin_monitor.domain.due import Awaited, DueState
from gaoxin_monitor.export.schema.keys import (
    COUNT,
    DAY,
    NUMBER,
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

FORM = Form("gaoxin-monitor/due")

ITEM: Mapping[str, Key] = {
    "addressee": Key(TEXT, "向谁催：报送单位去掉括号里的说明"),
    "provider": Key(TEXT, "报送单位"),
    "departments": Key(list_of(TEXT), "责任单位"),
    "what": Key(one_of(Awaited), "报什么：figure 数据，return 台账，dates 节点的计划日期"),
    "indicator": Key(or_null(TEXT), "指标代号"),
    "register": Key(or_null(TEXT), "清单代号"),
    "targets": Key(
        list_of(table({"id": Key(TEXT, "目标代号"), "name": Key(TEXT, "目标名称（中文）")})), "等这个数的目标"
    ),
    "periods": Key(list_of(PERIOD), "缺哪几期，最早的在前"),
    "due": Key(DAY, "最早一期的应报日"),
    "state": Key(one_of(DueState), "late 逾期，soon 快到期，expected 本月到期，later 以后到期"),
    "days": Key(WHOLE, "已过应报日几天；负数是还有几天"),
    "stale": Key(YES_NO, "是否已过陈旧的界限"),
    "last": Key(
        or_null(
            table(
                {
                    "period": Key(PERIOD, "最近一期"),
                    "value": Key(or_null(NUMBER), "数值；没有或不公开为 null"),
                    "unit": Key(or_null(TEXT), "单位"),
                    "vintage": Key(or_null(DAY), "发布或送达日"),
                }
            )
        ),
        "最近一期；从未报过为 null",
    ),
}
"""One thing owed of ``due --format json``."""

DUE: Mapping[str, Key] = {
    **FORM.keys,
    "plan": Key(TEXT, "计划代号"),
    "on": Key(DAY, "看哪一天"),
    "demo": Key(YES_NO, "是否示例数据"),
    "due_soon_days": Key(COUNT, "几天以内算快到期"),
    "counts": Key(
        {
            "type": "object",
            "properties": {state.value: COUNT for state in DueState},
            "required": [state.value for state in DueState],
        },
        "各种情况的项数，筛选之后",
    ),
    "items": Key(list_of(table(ITEM)), "待报的，按单位，逾期最久的在前"),
}
"""``due --format json``."""
