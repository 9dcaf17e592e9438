"""Writes ``docs/keys.md`` from the one table of commands. Run by ``make keys``; a test keeps the page fresh."""

from pathlib import Path

from gaoxin_monitor.messages import load
from gaoxin_monitor.tui.commands import Scope, in_scopes, key_name

TARGET = Path(__file__).parent.parent / "docs" / "keys.md"
_SCOPES = {
    Scope.EVERYWHERE: "处处可用 / everywhere",
    Scope.BOARD: "总览 / board",
    Scope.DETAIL: "详情 / detail",
    Scope.IMPORT: "导入 / import",
    Scope.BATCHES: "批次 / batches",
    Scope.DIALOG: "对话框 / dialogs",
    Scope.PAGES: "分页的列表 / lists in pages",
}


def page() -> str:
    """The page in both languages; the first key of a command works under every input method."""
    zh, en = load("zh"), load("en")
    lines = [
        "# 按键 / Keys",
        "",
        "每行第一个键在中文输入法打开时也有效。The first key works under every input method.",
        "",
    ]
    for scope, title in _SCOPES.items():
        lines += [f"## {title}", "", "| 键 | 做什么 | what it does |", "| --- | --- | --- |"]
        for command in in_scopes(scope):
            keys = " ".join(f"`{key_name(key)}`" for key in command.keys)
            words = [
                f"{m.text(f'tui.command.{command.id}')}：{m.text(f'tui.command.{command.id}.help')}" for m in (zh, en)
            ]
            lines.append(f"| {keys} | {words[0]} | {words[1].replace('：', ': ', 1)} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8", newline="\n")
