"""Every document that a command prints with ``--format json``, and the JSON Schema of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from gaoxin_monitor.export.schema import board, due
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
}
"""By the name under which ``config schema`` gives the schema: the words of the command."""
