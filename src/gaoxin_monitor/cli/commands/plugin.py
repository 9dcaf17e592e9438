"""``plugin list``: every importer, where it comes from and what keeps it from running."""

import click

from gaoxin_monitor.cli.localised import Command, LazyGroup
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import diagnostics, out, table
from gaoxin_monitor.workspace.administration import plugin_rows


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
