"""Writes ``docs/diagnostics.md`` from the lists of codes. Run by ``make diagnostics``; a test keeps the page fresh."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.glossary import DIAGNOSTICS, REASONS
from gaoxin_monitor.messages import Messages, load
from gaoxin_monitor.messages.glossary import lights, named, rule

TARGET = Path(__file__).parent.parent / "docs" / "diagnostics.md"

_HEAD = """\
# 诊断和理由代码

本页由 `make diagnostics` 写成，不要手改。在命令行里查一个：
`gaoxin-monitor explain unit-unknown`，`gaoxin-monitor explain level-behind`。

〈〉里是显示时填上的内容。**严重**：整个文件读不了；**错误**：改好或排除以前不能入库、不能用；
**警告**：照常，但应看一眼；**提示**：知道就行。
"""
_PARTS = (
    ("config-", "配置"),
    ("store-", "数据库"),
    ("plugin-", "插件"),
    ("", "导入"),
)


def page() -> str:
    """The page, in Chinese."""
    messages = load("zh")
    left, parts = set(DIAGNOSTICS), {}
    for front, title in _PARTS:
        parts[title] = sorted(slug for slug in left if slug.startswith(front))
        left -= set(parts[title])
    lines = [_HEAD]
    for title in ("导入", "配置", "插件", "数据库"):
        lines += [f"## {title}的诊断\n", "| 代码 | 级别 | 显示为 | 怎么办 |", "| --- | --- | --- | --- |"]
        lines += [*_diagnostics(parts[title], messages), ""]
    lines += ["## 亮灯的理由\n", "| 代码 | 灯 | 规则 | 显示为 |", "| --- | --- | --- | --- |", *_reasons(messages), ""]
    return "\n".join(lines)


_SEVERITIES = {Severity.FATAL: "严重", Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


def _diagnostics(slugs: Iterable[str], messages: Messages) -> Iterator[str]:
    for slug in slugs:
        grave = "、".join(_SEVERITIES[each] for each in DIAGNOSTICS[slug])
        key = f"diagnostic.{slug}"
        yield _row(f"`{slug}`", grave, named(key, messages), named(f"{key}.do", messages))


def _reasons(messages: Messages) -> Iterator[str]:
    for code in REASONS:
        told = (lights(code, messages), rule(code, messages))
        yield _row(f"`{code}`", *(each.partition("：")[2] for each in told), named(f"reason.{code}", messages))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8", newline="\n")
