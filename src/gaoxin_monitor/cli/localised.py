"""Click commands whose help comes from the catalogue: ``help`` holds a key, the language is that of the call."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

import click

from gaoxin_monitor.cli.request import Request


def _text(ctx: click.Context, key: str | None) -> str:
    request = ctx.find_root().obj
    return request.messages.text(key) if key and isinstance(request, Request) else key or ""


def _metavars(ctx: click.Context, piece: str) -> str:
    """The capitals that stand for a value, in the reader's language: MONTH is 月份."""
    request = ctx.find_root().obj
    if not isinstance(request, Request):
        return piece
    known = request.messages
    return re.sub(
        r"[A-Z]{3,}",
        lambda word: known.text(f"metavar.{word[0]}") if known.has(f"metavar.{word[0]}") else word[0],
        piece,
    )


def in_readers_words(error: click.ClickException) -> click.ClickException:
    """A complaint of click with our names of values, and a Chinese full stop behind Chinese."""
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return error
    if isinstance(error, click.BadParameter) and isinstance(error.param, click.Argument):
        error.param_hint = _metavars(error.ctx, error.param.get_error_hint(error.ctx))
    told = error.format_message()
    return click.UsageError(re.sub(r"(?<=[\u4e00-\u9fff'])\.$", "。", told) if not told.isascii() else told, error.ctx)


class Option(click.Option):
    """An option whose help is a key."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The line of the help page."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        told = record[1].replace(self.help or "", _text(ctx, self.help), 1)
        return _metavars(ctx, record[0]), told.replace("[required]", _text(ctx, "cli.required"))

    def get_help_extra(self, ctx: click.Context) -> click.types.OptionHelpExtra:
        """Without the range of numbers of batches, which says nothing to a reader."""
        extra = super().get_help_extra(ctx)
        extra.pop("range", None)
        return extra


class Command(click.Command):
    """A command whose help is a key."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, described in the language of this call."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _text(ctx, "cli.option.help")
        return found

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The parts of the usage line."""
        return [_metavars(ctx, piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The description under the usage line."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_text(ctx, self.help))


class LazyGroup(Command, click.Group):
    """A group whose commands are imported only when they run. ``lazy`` maps a name to ``module:attribute``."""

    def __init__(self, *args: Any, lazy: dict[str, str] | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **kwargs)
        self._lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order in which they are declared."""
        return [*self._lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        where = self._lazy.get(cmd_name)
        if where is None:
            return super().get_command(ctx, cmd_name)
        module, attribute = where.split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - a wrong table is a bug, not an input
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands with their first sentence in the reader's language."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, _text(ctx, command.help).split("\n")[0]))
        with formatter.section(_text(ctx, "cli.commands")):
            formatter.write_dl(rows)


Function = TypeVar("Function", bound=Callable[..., Any])


def option(*names: str, **settings: Any) -> Callable[[Function], Function]:  # noqa: ANN401 - passed on to click
    """Like ``click.option``, its help a key."""
    return click.option(*names, cls=Option, **settings)


def command(name: str) -> Callable[[Callable[..., Any]], Command]:
    """A command; its help is the key ``cli.<name>.help``."""
    return click.command(name, cls=Command, help=f"cli.{name}.help")
