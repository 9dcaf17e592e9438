"""``check`` and ``backup``: proof that nothing is lost."""

from contextlib import suppress
from pathlib import Path

import click

from gaoxin_monitor.cli.localised import Command, LazyGroup, command
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import diagnostics, out, say
from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, blocking
from gaoxin_monitor.errors import ConfigError
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.workspace.administration import back_up, check_configuration, check_store, default_backup_path

_SHOWN = 16
"""Digits of a link of the chain that are told: enough to compare by eye."""


@click.group("check", cls=LazyGroup, help="cli.check.help")
def check() -> None:
    """Holds the checks."""


@check.command("store", cls=Command, help="cli.check.store.help")
@click.pass_obj
def store(request: Request) -> int:
    """Integrity of the file and of the chain of batches."""
    _speak_as_configured(request)
    found, newest = check_store(request.root())
    code = _report(found, request.messages, "check.store-fine")
    if newest is not None:
        out(request.messages.text("check.store-head", batches=newest.id, chain=newest.chain[:_SHOWN]))
    return code


@check.command("config", cls=Command, help="cli.check.config.help")
@click.pass_obj
def config(request: Request) -> int:
    """All faults of the configuration at once."""
    return _report(check_configuration(request.root()), request.messages, "check.config-fine")


def _speak_as_configured(request: Request) -> None:
    """In the workspace's language, as far as its configuration can be read: a store can be proven without it."""
    with suppress(ConfigError):
        request.open()


def _report(found: tuple[Diagnostic, ...], messages: Messages, fine: str) -> int:
    diagnostics(found, messages)
    if not blocking(found):
        out(messages.text(fine))
        return 0
    counts = {severity: sum(each.count for each in found if each.severity is severity) for severity in Severity}
    told = [messages.text(f"check.{each.value}", count=counts[each]) for each in Severity if counts[each]]
    say(messages.text("check.found", parts=tuple(told)))
    return 1


@command("backup")
@click.argument("target", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def backup(request: Request, target: Path | None) -> None:
    """Writes a verified copy of the store and prints its path."""
    _speak_as_configured(request)
    root = request.root()
    out(back_up(root, target or default_backup_path(root, request.now())))
