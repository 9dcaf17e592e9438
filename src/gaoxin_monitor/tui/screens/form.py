"""A form in a dialog: one line per field, choices walked through with the arrows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import DescendantFocus
from textual.widget import Widget
from textual.widgets import Input

from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.screens.dialog import Dialog


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to be filled in; ``choices`` are values with their words, and may be left out."""

    key: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()


class ChoiceInput(Input):
    """A line in which the arrows put one choice after the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "choose(1)", show=False),
        Binding("up", "choose(-1)", show=False),
    ]

    def __init__(self, field: Field) -> None:
        super().__init__(field.value, compact=True, id=None, select_on_focus=True)
        self.field = field

    def action_choose(self, step: int) -> None:
        """The next choice, round and round."""
        values = [value for value, _ in self.field.choices]
        if values:
            here = values.index(self.value) if self.value in values else (-1 if step > 0 else 0)
            self.value = values[(here + step) % len(values)]
            self.cursor_position = len(self.value)


class FormScreen(Dialog[Mapping[str, str]]):
    """Ends with the values by key, or with nothing when it is left."""

    def __init__(self, title: str, fields: tuple[Field, ...]) -> None:
        super().__init__()
        self._heading, self._fields = title, fields

    def heading(self) -> str:
        """What is asked."""
        return self._heading

    def keys(self) -> str:
        """How to fill it in."""
        return self.pen.text("form.keys")

    def inside(self) -> tuple[Widget, ...]:
        """Label, line and choices of every field."""
        widgets: list[Widget] = []
        for field in self._fields:
            widgets += [text.label(field.label, classes="field"), ChoiceInput(field)]
            if field.choices:
                known = "  ".join(f"{value} {words}".strip() for value, words in field.choices)
                widgets.append(text.label(self.pen.text("form.choices", choices=known), classes="choices"))
        return (VerticalScroll(*widgets, id="scroll", can_focus=False),)

    def on_mount(self) -> None:
        """The first empty line wants its answer first."""
        lines = list(self.query(ChoiceInput))
        empty = [line for line in lines if not line.value]
        (empty or lines)[0].focus()

    @on(DescendantFocus)
    def show_label(self, event: DescendantFocus) -> None:
        """What a line asks stays in sight with the line, also where the form is taller than the screen."""
        scroll = self.query_one("#scroll")
        if event.widget in scroll.children:
            label = scroll.children[scroll.children.index(event.widget) - 1]
            self.call_after_refresh(label.scroll_visible, animate=False, top=True)

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Enter in any line."""
        event.stop()
        self.do_accept()

    def do_accept(self) -> None:
        """The answers."""
        self.dismiss({line.field.key: line.value.strip() for line in self.query(ChoiceInput)})
