"""What a batch did, told on the terminal: the lights it changed, and what an undo could not bring back."""

from gaoxin_monitor.cli.terminal import say
from gaoxin_monitor.domain.batches import Batch
from gaoxin_monitor.messages import Messages, wording
from gaoxin_monitor.messages.restated import restated
from gaoxin_monitor.workspace.changes import Around, boards_around, restated_since
from gaoxin_monitor.workspace.desk import Workspace


def print_effect(desk: Workspace, batch: Batch) -> None:
    """The lights of the newest month, how many there are in other months, and what later batches keep in force."""
    messages = desk.messages
    for sentence in restated(restated_since(desk, batch), desk.plan, messages, desk.name_of):
        say(sentence)
    _print_lights(boards_around(desk, batch), messages)


def _print_lights(around: Around, messages: Messages) -> None:
    changed, month = around.after.changed_since(around.before), messages.period(around.after.month)
    say(messages.text("import.lights" if changed else "import.lights-none", month=month))
    for old, new in changed:
        name = new.target.name(messages.language)
        lights = {"before": wording.status(old, messages), "after": wording.status(new, messages)}
        say(messages.text("import.light", name=name, reason=wording.reason(new, messages), **lights))
    if around.elsewhere:
        say(wording.elsewhere(around.elsewhere, messages))
