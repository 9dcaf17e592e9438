"""Writes ``docs/schemas.md`` from the one description of the outputs. Run by ``make schemas``; kept by a test."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gaoxin_monitor.export import (
    batch_listing,
    differences,
    due_listing,
    history_tables,
    listing,
    member_listing,
    plan_listing,
)
from gaoxin_monitor.export.schema.outputs import OUTPUTS, Output
from gaoxin_monitor.messages import load

TARGET = Path(__file__).parent.parent / "docs" / "schemas.md"

_HEAD = """\
# 给程序和表格用的输出

本页由 `make schemas` 写成，不要手改。

下表的命令加 `--format json` 各输出一个对象，`schema` 和 `version` 说明它是什么格式。
`gaoxin-monitor config schema 名称` 输出它的 JSON Schema（2020-12）。
"""

_RULES = """\
约定：

- **同一版本内只增加键**，不删、不改名、不改含义；读的程序应略过不认识的键。要删要改，版本加一。
- 数值是十进制文字（`"2.13"`），不用浮点数；个数、行号、批次、期数是整数。
- 日期 `2024-07-25`；时刻 `2024-07-25T09:30:00+08:00`；
  期 `2024-M06`、`2024-Q2`、`2024-S1`、`2024`，1—2月合并数 `2024-01-01/P2M`。
- 没有就是 `null`，键总是在；只有说明里注明“只有……时才有”的键例外。
- 数值不公开的目标：现值、完成率、差距为 `null`，`numbers` 和 `reason_params` 为空，理由不带数。
- 输出编码 UTF-8；JSON 前面没有字节序标记。
"""

_CODES = """\
## 退出码

`status --exit-code` 按全计划（不含 D 类，不受筛选影响）说明结果，从重到轻取第一个成立的：

| 退出码 | 含义 |
| --: | --- |
| 11 | 有滞后 |
| 10 | 没有滞后，有关注 |
| 12 | 没有滞后和关注，有陈旧的数据 |
| 0 | 都没有 |

不加 `--exit-code` 时为 0。配置有错 1，用法不对 2，磁盘或权限 3。
"""

_CSV = """\
## CSV

第一行是列名，用界面语言（`--lang en` 为英文）；列的顺序固定，新的列加在最后。程序请按位置读，或改用 JSON。
写进文件或管道时带 UTF-8 字节序标记，Excel 双击即可打开；直接显示在终端上时没有。
会被表格软件当作公式的文字前面加一个单引号；带正负号的数不加。
"""

_COLUMNS = (
    ("status", "listing.", listing.COLUMNS),
    ("status --members", "members.column.", member_listing.COLUMNS),
    ("due", "due.column.", due_listing.COLUMNS),
    ("diff", "diff.column.", differences.COLUMNS),
    ("history 指标", "history.column.", history_tables.FIGURES),
    ("history 指标 --revisions", "history.column.", history_tables.RELEASES),
    ("history 指标 --derived", "history.column.", history_tables.DERIVED),
    ("history 目标（没有指标的）", "history.column.", history_tables.FACTS),
    ("batches", "batches.", batch_listing.COLUMNS),
    ("plan history", "plan.column.", plan_listing.COLUMNS),
)


@dataclass(frozen=True)
class _Place:
    """Where on the page an object is described: in which document, and by which keys one comes to it."""

    document: str
    paths: list[str]


_Places = dict[str, _Place]
"""By the text of the object's schema."""


def page() -> str:
    """The page."""
    places: _Places = {}
    parts = [_HEAD, _contents(), _RULES]
    for name, output in OUTPUTS.items():
        parts += _document(name, output, places)
    parts += [_CODES, _CSV, *(_columns(*each) for each in _COLUMNS)]
    return "\n".join(parts)


def _contents() -> str:
    lines = [
        f"| [`{name}`](#{name}) | `gaoxin-monitor {output.command}` | {output.title} "
        f"| `{output.form.name}` | {output.form.version} |"
        for name, output in OUTPUTS.items()
    ]
    head = ["| 名称 | 命令 | 内容 | `schema` | `version` |", "| --- | --- | --- | --- | --: |"]
    return "\n".join([*head, *lines, ""])


def _document(name: str, output: Output, places: _Places) -> Iterator[str]:
    """A document with a table for every object within it; what was described above is pointed to."""
    found = _gathered(name, output.schema, places)
    head = f"## {name}\n\n{output.title}：`gaoxin-monitor {output.command} --format json`。\n\n"
    yield head + _table(output.schema, name, places)
    for schema in found:
        paths = places[repr(schema)].paths
        each = " 的每一项" if paths[0].endswith("[]") else ""
        yield f"{'、'.join(f'`{path}`' for path in paths)}{each}：\n\n{_table(schema, name, places)}"


def _gathered(name: str, whole: Mapping[str, Any], places: _Places) -> list[Mapping[str, Any]]:
    """The objects that are described first in this document, those nearer to its surface before those deeper in."""
    found: list[Mapping[str, Any]] = []
    waiting = [*_inner(whole, "")]
    while waiting:
        path, schema = waiting.pop(0)
        place = places.get(repr(schema))
        if place is None:
            places[repr(schema)] = _Place(name, [path])
            found.append(schema)
            waiting += _inner(schema, path)
        elif place.document == name:
            place.paths.append(path)
    return found


def _inner(schema: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The described objects right within an object, each with its path."""
    for name, value in schema["properties"].items():
        yield from _objects(value, f"{path}.{name}" if path else name)


def _objects(schema: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The described objects in a value, through lists and alternatives."""
    for each in schema.get("anyOf", ()):
        yield from _objects(each, path)
    if schema.get("type") == "array":
        yield from _objects(schema["items"], f"{path}[]")
    if _is_described(schema):
        yield path, {"properties": schema["properties"]}


def _is_described(schema: Mapping[str, Any]) -> bool:
    return any("description" in each for each in schema.get("properties", {}).values())


def _table(schema: Mapping[str, Any], name: str, places: _Places) -> str:
    lines = [
        f"| `{key}` | {_kind(value, name, places)} | {value['description']} |"
        for key, value in schema["properties"].items()
    ]
    return "\n".join(["| 键 | 类型 | 说明 |", "| --- | --- | --- |", *lines, ""])


_PATTERNS = {"^-?": "数值文字", "^[0-9]{4}-[0-9]{2}-": "日期", "^[0-9]{4}(": "期", "^[0-9a-f]": "文字"}
_TYPES = {"string": "文字", "integer": "整数", "boolean": "是否", "null": "null"}
_FORMATS = {"date-time": "时刻"}


def _kind(schema: Mapping[str, Any], name: str, places: _Places) -> str:
    """The type in one phrase."""
    if "anyOf" in schema:
        return " 或 ".join(dict.fromkeys(_kind(each, name, places) for each in schema["anyOf"]))
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return "、".join(f"`{word}`" for word in schema["enum"])
    if "pattern" in schema:
        return next(word for start, word in _PATTERNS.items() if schema["pattern"].startswith(start))
    if schema["type"] == "array":
        return f"列表：{_kind(schema['items'], name, places)}"
    if schema["type"] == "object":
        return _object_kind(schema, name, places)
    return _FORMATS.get(schema.get("format", ""), _TYPES[schema["type"]])


def _object_kind(schema: Mapping[str, Any], name: str, places: _Places) -> str:
    if _is_described(schema):
        place = places[repr({"properties": schema["properties"]})]
        if place.document == name:
            return "对象（见下）"
        return f"对象（同 [{place.document}](#{place.document}) 的 `{place.paths[0]}`）"
    if "properties" in schema:
        keys = "、".join(f"`{key}`" for key in schema["properties"])
        return f"对象（{keys}，值是{_kind(next(iter(schema['properties'].values())), name, places)}）"
    return f"对象（键不固定，值是{_kind(schema['additionalProperties'], name, places)}）"


def _columns(command: str, prefix: str, names: tuple[str, ...]) -> str:
    zh, en = load("zh"), load("en")
    rows = [
        f"| {number} | {zh.text(prefix + name)} | {en.text(prefix + name)} |" for number, name in enumerate(names, 1)
    ]
    return "\n".join([f"`{command} --format csv`：", "", "| 列 | 中文 | 英文 |", "| --: | --- | --- |", *rows, ""])


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8", newline="\n")
