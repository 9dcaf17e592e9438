"""An error as a dialog: what happened, where, what to do next; it scrolls and can be copied as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.widget import Widget

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.errors import ConfigError, GaoxinError
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.crash import frames_of
from gaoxin_monitor.tui.screens.dialog import Dialog


@dataclass(frozen=True, slots=True)
class Trouble:
    """One error in words. ``details`` is the traceback of what should not happen."""

    title: str
    body: tuple[str, ...]
    details: str = ""

    @classmethod
    def of(cls, error: Exception, messages: Messages) -> "Trouble":
        """The world refused, or the program is at fault: only the latter shows its traceback."""
        if isinstance(error, GaoxinError):
            return cls(messages.text("tui.error.title"), tuple(_told(error, messages)))
        if isinstance(error, OSError):
            sentence = messages.text("tui.error.os", file=error.filename or "-", why=error.strerror or str(error))
            return cls(messages.text("tui.error.title"), (sentence, messages.text("tui.error.os.do")))
        return cls(messages.text("tui.error.bug"), (messages.text("tui.error.bug.do"),), frames_of(error))

    @property
    def report(self) -> str:
        """Everything, for the clipboard."""
        return "\n".join((self.title, *self.body, self.details)).rstrip()


def _told(error: GaoxinError, messages: Messages) -> Iterator[str]:
    advice = f"error.{error.slug}.do"
    try:
        yield messages.error(error)
        if messages.has(advice):
            yield messages.text(advice, **error.params)
    except KeyError:  # a sentence that wants more than the error carries must not hide the error
        yield str(error)
    for diagnostic in error.diagnostics if isinstance(error, ConfigError) else ():
        if isinstance(diagnostic, Diagnostic):
            yield f"{messages.place(diagnostic.place)} {messages.diagnostic(diagnostic)} {messages.advice(diagnostic)}"


class ErrorScreen(Dialog[None]):
    """Shows a trouble until Esc or Enter."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__()
        self._trouble = trouble

    def heading(self) -> str:
        """What kind of trouble."""
        return f"{self.pen.glyphs.light(Light.RED)} {self._trouble.title}"

    def keys(self) -> str:
        """Read, copy, leave."""
        return self.pen.text("error.keys")

    def inside(self) -> tuple[Widget, ...]:
        """The text, to be scrolled."""
        paragraphs = [text.label(paragraph, classes="paragraph") for paragraph in self._trouble.body]
        details = [text.label(self._trouble.details, classes="details")] if self._trouble.details else []
        return (VerticalScroll(*paragraphs, *details, id="scroll"),)

    def to_copy(self) -> str:
        """The whole report."""
        return text.lines(self._trouble.report)

    def do_accept(self) -> None:
        """Read."""
        self.dismiss(None)
