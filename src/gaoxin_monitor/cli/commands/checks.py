"""``check`` and ``backup``: proof that nothing is lost."""

from pathlib import Path

import click

from gaoxin_monitor.cli.localised import Command, LazyGroup, command
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import diagnostics, out
from gaoxin_monitor.domain.diagnostics import Diagnostic, blocking
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.workspace.administration import check_configuration

_SHOWN = 16
"""Digits of a link of the chain that are told: enough to compare by eye."""


@click.group("check", cls=LazyGroup, help="cli.check.help")
def check() -> None:
    """Holds the checks."""


@check.command("store", cls=Command, help="cli.check.store.help")
@click.pass_obj
def store(request: Request) -> int:
    """Integrity of the file and of the chain of batches."""
    desk = request.open()
    code = _report(desk.check_store(), desk.messages, "check.store-fine")
    batches = desk.batches()
    if code == 0 and batches:
        out(desk.messages.text("check.store-head", batches=batches[-1].id, chain=batches[-1].chain[:_SHOWN]))
    return code


@check.command("config", cls=Command, help="cli.check.config.help")
@click.pass_obj
def config(request: Request) -> int:
    """All faults of the configuration at once."""
    return _report(check_configuration(request.root()), request.messages, "check.config-fine")


def _report(found: tuple[Diagnostic, ...], messages: Messages, fine: str) -> int:
    diagnostics(found, messages)
    if not blocking(found):
        out(messages.text(fine))
        return 0
    return 1


@command("backup")
@click.argument("target", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def backup(request: Request, target: Path | None) -> None:
    """Writes a verified copy of the store and prints its path."""
    desk = request.open()
    out(desk.backup(target or desk.default_backup_path(request.now())))
