"""The JSON of ``history``, ``batches`` and ``plan history``, key by key."""

from collections.abc import Mapping

from gaoxin_monitor.domain.batches import BatchKind, Outcome
from gaoxin_monitor.domain.codes import Attribute, Freq, ObsStatus, Transformation
from gaoxin_monitor.domain.derived import View
from gaoxin_monitor.export.schema.differences import PLAN_CHANGE
from gaoxin_monitor.export.schema.keys import (
    COUNT,
    DAY,
    DIGEST,
    LANGUAGE,
    MOMENT,
    NUMBER,
    ORIGIN,
    PERIOD,
    TEXT,
    YES_NO,
    Form,
    Key,
    list_of,
    map_of,
    one_of,
    or_null,
    table,
)

FORM = Form("gaoxin-monitor/history")
BATCHES_FORM = Form("gaoxin-monitor/batches")
PLAN_FORM = Form("gaoxin-monitor/plan-history")

_FIGURE = {
    "period": Key(PERIOD, "哪一期"),
    "value": Key(or_null(NUMBER), "数值，位数与来表相同；缺数为 null"),
    "printed": Key(TEXT, "单元格里的原样"),
    "unit": Key(TEXT, "单位"),
    "status": Key(one_of(ObsStatus), "数据状态，SDMX 的 CL_OBS_STATUS"),
    "provider": Key(TEXT, "来源代号"),
    **ORIGIN,
}

_RELEASED = {
    "period": Key(PERIOD, "哪一期"),
    "provider": Key(TEXT, "来源代号"),
    "first": Key(NUMBER, "首次发布"),
    "first_unit": Key(TEXT, "它的单位"),
    "latest": Key(NUMBER, "最新"),
    "latest_unit": Key(TEXT, "它的单位"),
    "releases": Key(list_of(table(_FIGURE)), "历次发布，一天一次，最早的在前"),
}

_SIZE = {
    "provider": Key(TEXT, "来源代号"),
    "unit": Key(TEXT, "单位；百分率和指数是百分点"),
    "count": Key(COUNT, "修订过几期"),
    "mean": Key(NUMBER, "最新减首次的平均，比数值多一位小数"),
    "mean_absolute": Key(NUMBER, "最新减首次的绝对值的平均"),
}

_SERIES = {
    "indicator": Key(TEXT, "指标代号；没有认出来的为空"),
    "label": Key(TEXT, "没有认出来的，来表里的名称；认出来的为空"),
    "name": Key(TEXT, "名称"),
    "area": Key(TEXT, "地区代码"),
    "area_name": Key(TEXT, "地区名称"),
    "frequency": Key(one_of(Freq), "频度，SDMX 的 CL_FREQ"),
    "transformation": Key(one_of(Transformation), "是什么数"),
    "breakdown": Key(TEXT, "分组，如 industry=C36；合计为空"),
    "figures": Key(list_of(table(_FIGURE)), "全部记录，按期和来源，先生效的在前"),
    "releases": Key(list_of(table(_RELEASED)), "各期的发布和修订；只有 `--revisions` 时才有", always=False),
    "revision_sizes": Key(list_of(table(_SIZE)), "平均修订多少；只有 `--revisions` 时才有", always=False),
}

_FACT = {
    "attribute": Key(one_of(Attribute), "哪一项"),
    "value": Key(or_null(TEXT), "登记的内容；收回的为 null"),
    **ORIGIN,
}

_ITEM = {
    "id": Key(TEXT, "编号"),
    "name": Key(TEXT, "名称"),
    "facts": Key(list_of(table(_FACT)), "登记过的事实，同一项先生效的在前"),
}

_DERIVED = {
    "area": Key(TEXT, "地区代码"),
    "frequency": Key(one_of(Freq), "频度，SDMX 的 CL_FREQ"),
    "breakdown": Key(TEXT, "分组；合计为空"),
    "view": Key(
        one_of(View),
        "怎样推算：from_cumulative 累计相减，merged_months 一季度减3月，growth_from_cumulative 由累计同比，"
        "cumulative_growth 按基数加权，change 较上期变动，implied_base 可比基数",
    ),
    "transformation": Key(one_of(Transformation), "是什么数；change 是什么数的变动"),
    "period": Key(PERIOD, "哪一期"),
    "value": Key(NUMBER, "推算的数值"),
    "unit": Key(TEXT, "单位"),
    "error": Key(NUMBER, "公布数的舍入最多使它差多少；0 是准确的"),
}

HISTORY: Mapping[str, Key] = {
    **FORM.keys,
    "language": Key(LANGUAGE, "名称的语言"),
    "plan": Key(TEXT, "计划代号"),
    "demo": Key(YES_NO, "是否示例数据"),
    "as_of": Key(or_null(DAY), "只看到哪一天；null 表示全部"),
    "last_batch": Key(or_null(COUNT), "只看到第几批；null 表示全部"),
    "indicator": Key(or_null(TEXT), "指标代号；没有指标的目标为 null"),
    "target": Key(or_null(TEXT), "没有指标的目标，目标代号；问的是指标为 null"),
    "name": Key(TEXT, "指标或目标的名称"),
    "series": Key(list_of(table(_SERIES)), "指标的各个序列；没有指标的目标为空"),
    "items": Key(list_of(table(_ITEM)), "没有指标的目标，它的节点或清单里的各件"),
    "left_out": Key(COUNT, "涉及个人或不公开、没有列出的序列或事实有几个；`--withheld` 时为 0"),
    "derived": Key(list_of(table(_DERIVED)), "推算的数，不是公布数；只有 `--derived` 时才有", always=False),
}
"""``history --format json``."""

_FILE = {
    "name": Key(TEXT, "文件名"),
    "sha256": Key(DIGEST, "内容的 SHA-256"),
    "size": Key(COUNT, "字节数"),
    "encoding": Key(TEXT, "编码；工作簿为空"),
}

_COUNTS = {"type": "object", "properties": {each.value: COUNT for each in Outcome}, "required": [*map(str, Outcome)]}

_BATCH = {
    "id": Key(COUNT, "批次"),
    "kind": Key(one_of(BatchKind), "import 导入，undo 撤销"),
    "undoes": Key(or_null(COUNT), "撤销的是第几批；导入为 null"),
    "undone": Key(YES_NO, "是否已被撤销"),
    "recorded_at": Key(MOMENT, "入库时间"),
    "vintage": Key(DAY, "数据的发布或送达日"),
    "user": Key(TEXT, "经手人"),
    "file": Key(or_null(table(_FILE)), "文件；撤销为 null"),
    "importer": Key(TEXT, "导入器"),
    "importer_version": Key(TEXT, "导入器的版本"),
    "provider": Key(TEXT, "来源代号"),
    "area": Key(TEXT, "地区代码"),
    "counts": Key(_COUNTS, "数和事实各几个：new 新增，revised 修订，same 相同，coarser 位数较少而相同"),
    "ledger": Key(map_of(COUNT), "文件里的单元格各怎样处理，按名称"),
    "chain": Key(DIGEST, "哈希链到这一批为止"),
}

BATCHES: Mapping[str, Key] = {
    **BATCHES_FORM.keys,
    "demo": Key(YES_NO, "是否示例数据"),
    "batches": Key(list_of(table(_BATCH)), "全部批次，最早的在前"),
}
"""``batches --format json``."""

_STEP = {
    "confirmed": Key(YES_NO, "是否已确认；文件里改了还没有确认的为 false，下面四项为 null"),
    "start": Key(or_null(DAY), "从哪天起"),
    "recorded_at": Key(or_null(MOMENT), "记录时间"),
    "user": Key(or_null(TEXT), "经手人"),
    "why": Key(or_null(TEXT), "原因；没有写为空"),
    "changes": Key(list_of(table(PLAN_CHANGE)), "改了什么；最初的计划为空"),
}

PLAN_HISTORY: Mapping[str, Key] = {
    **PLAN_FORM.keys,
    "language": Key(LANGUAGE, "改动的语言"),
    "plan": Key(TEXT, "计划代号"),
    "demo": Key(YES_NO, "是否示例数据"),
    "steps": Key(list_of(table(_STEP)), "计划的各次变动，先记录的在前；写了目标就只有涉及它的"),
}
"""``plan history --format json``."""
