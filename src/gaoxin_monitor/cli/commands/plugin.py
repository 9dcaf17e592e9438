"""``plugin``: every importer, where it comes from and what keeps it from running; old copies brought up to date."""

import click

from gaoxin_monitor.cli.localised import Command, LazyGroup
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import diagnostics, out, say, table
from gaoxin_monitor.workspace.administration import plugin_rows, refresh_plugins


@click.group("plugin", cls=LazyGroup, help="cli.plugin.help")
def plugin() -> None:
    """Holds the commands about importers."""


@plugin.command("list", cls=Command, help="cli.plugin.list.help")
@click.pass_obj
def list_(request: Request) -> None:
    """Prints all importers of the workspace."""
    desk = request.open()
    rows = plugin_rows(desk)
    if not rows:
        out(desk.messages.text("plugin.none"))
    table(rows)
    diagnostics(desk.importers.diagnostics, desk.messages)


@plugin.command("refresh", cls=Command, help="cli.plugin.refresh.help")
@click.pass_obj
def refresh(request: Request) -> None:
    """Replaces old copies of the program's own importers."""
    desk = request.open()
    replaced = refresh_plugins(desk)
    for name in replaced:
        out(name)
    say(desk.messages.text("plugin.refreshed" if replaced else "plugin.refreshed-none", count=len(replaced)))
