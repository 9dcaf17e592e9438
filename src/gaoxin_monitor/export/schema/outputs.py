"""Every document that a command prints with ``--format json``, and the JSON Schema of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from gaoxin_monitor.export.schema import board, derivation, differences, due, history, rulebook
from gaoxin_monitor.export.schema.keys import Form, Key, Schema, table

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Output:
    """A document: the command that prints it, what it tells, in Chinese, its name with version, and its keys."""

    command: str
    title: str
    form: Form
    keys: Mapping[str, Key]

    @property
    def schema(self) -> Schema:
        """The JSON Schema."""
        return {"$schema": _DIALECT, "title": f"{self.title}（{self.command} --format json）", **table(self.keys)}


OUTPUTS: Mapping[str, Output] = {
    "status": Output("status", "总览", board.FORM, board.BOARD),
    "due": Output("due", "催报清单", due.FORM, due.DUE),
    "explain": Output("explain 目标", "一盏灯怎样来的", derivation.FORM, derivation.DERIVATION),
    "explain-code": Output("explain 代码", "一个代码的含义", derivation.MEANING_FORM, derivation.MEANING),
    "rules-show": Output("rules", "规则", rulebook.FORM, rulebook.RULES),
    "rules-compare": Output("rules compare 规则包", "换一个规则包会怎样", rulebook.COMPARE_FORM, rulebook.COMPARISON),
    "diff": Output("diff --from 日 --to 日", "两块板之间变了什么", differences.FORM, differences.DIFF),
    "history": Output("history 指标或目标", "登记过什么", history.FORM, history.HISTORY),
    "batches": Output("batches", "导入批次", history.BATCHES_FORM, history.BATCHES),
    "plan-history": Output("plan history", "计划的变动", history.PLAN_FORM, history.PLAN_HISTORY),
}
"""By the name under which ``config schema`` gives the schema: the words of the command."""
