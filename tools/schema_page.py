"""Writes ``docs/status-schema.md`` from the one description of the outputs. Run by ``make schemas``; kept by a test."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gaoxin_monitor.export import due_listing, listing, member_listing
from gaoxin_monitor.export.schema import (
    BOARD,
    BOARD_NAME,
    BOARD_VERSION,
    DUE,
    DUE_NAME,
    DUE_VERSION,
    ITEM,
    MEMBER,
    ROW,
    Key,
)
from gaoxin_monitor.messages import load

TARGET = Path(__file__).parent.parent / "docs" / "status-schema.md"

_HEAD = f"""\
# 给程序和表格用的输出

本页由 `make schemas` 写成，不要手改。

`gaoxin-monitor status --format json` 输出一个对象，`schema` 是 `{BOARD_NAME}`，`version` 是 {BOARD_VERSION}；
`gaoxin-monitor due --format json` 的 `schema` 是 `{DUE_NAME}`，`version` 是 {DUE_VERSION}。
JSON Schema（2020-12）：`gaoxin-monitor config schema status`、`gaoxin-monitor config schema due`。

约定：

- **同一版本内只增加键**，不删、不改名、不改含义；读的程序应略过不认识的键。要删要改，版本加一。
- 数值是十进制文字（`"2.13"`），不用浮点数；个数、行号、批次、期数是整数。
- 日期 `2024-07-25`；期 `2024-M06`、`2024-Q2`、`2024-S1`、`2024`，1—2月合并数 `2024-01-01/P2M`。
- 没有就是 `null`，键总是在；只有 `members` 例外，不带 `--members` 时没有这个键。
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


def page() -> str:
    """The page."""
    parts = [_HEAD, *_tables("## status：总览", BOARD, "rows", ROW), _CODES]
    parts.append(f"`members` 的每一项（`status --members`）：\n\n{_table(MEMBER)}")
    parts += _tables("## due：催报清单", DUE, "items", ITEM)
    parts += [
        _CSV,
        _columns("status", "listing.", listing.COLUMNS),
        _columns("status --members", "members.column.", member_listing.COLUMNS),
        _columns("due", "due.column.", due_listing.COLUMNS),
    ]
    return "\n".join(parts)


def _tables(title: str, keys: Mapping[str, Key], name: str, inner: Mapping[str, Key]) -> Iterator[str]:
    yield f"{title}\n\n{_table(keys)}"
    yield f"`{name}` 的每一项：\n\n{_table(inner)}"


def _table(keys: Mapping[str, Key]) -> str:
    lines = [f"| `{name}` | {_kind(key.schema)} | {key.description} |" for name, key in keys.items()]
    return "\n".join(["| 键 | 类型 | 说明 |", "| --- | --- | --- |", *lines, ""])


_PATTERNS = {"^-?": "数值文字", "^[0-9]{4}-[0-9]{2}-": "日期", "^[0-9]{4}(": "期", "^[0-9a-f]": "文字"}
_FEW = 6
_TYPES = {"string": "文字", "integer": "整数", "boolean": "是否"}


def _kind(schema: Mapping[str, Any]) -> str:
    """The type in one phrase."""
    if "anyOf" in schema:
        kinds = [_kind(each) for each in schema["anyOf"] if each != {"type": "null"}]
        return " 或 ".join([*kinds, *(["null"] if {"type": "null"} in schema["anyOf"] else [])])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return "、".join(f"`{word}`" for word in schema["enum"])
    if "pattern" in schema:
        return next(word for start, word in _PATTERNS.items() if schema["pattern"].startswith(start))
    if schema["type"] == "array":
        if len(schema["items"].get("properties", ())) > _FEW:
            return "列表，每项见下"
        return f"列表：{_kind(schema['items'])}"
    if schema["type"] == "object":
        inner = schema.get("properties")
        return f"对象：{'、'.join(f'`{name}`' for name in inner)}" if inner else "对象，键不固定"
    return _TYPES[schema["type"]]


def _columns(command: str, prefix: str, names: tuple[str, ...]) -> str:
    zh, en = load("zh"), load("en")
    rows = [
        f"| {number} | {zh.text(prefix + name)} | {en.text(prefix + name)} |" for number, name in enumerate(names, 1)
    ]
    return "\n".join([f"`{command} --format csv`：", "", "| 列 | 中文 | 英文 |", "| --: | --- | --- |", *rows, ""])


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8", newline="\n")
