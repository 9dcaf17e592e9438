"""The root command: options before the command, and how every error becomes a sentence and an exit code."""

import gettext
import os
from pathlib import Path

import click

from gaoxin_monitor import __version__
from gaoxin_monitor import messages as catalogues
from gaoxin_monitor.cli.localised import LazyGroup, Option, in_readers_words, option
from gaoxin_monitor.cli.request import Request, language_of_environment
from gaoxin_monitor.cli.terminal import diagnostics, say
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.errors import ConfigError, GaoxinError, StoreError
from gaoxin_monitor.messages import LANGUAGES
from gaoxin_monitor.workspace.layout import SETTINGS, find

_PACKAGE = "gaoxin_monitor.cli.commands"
_COMMANDS = {
    "status": f"{_PACKAGE}.status:status",
    "explain": f"{_PACKAGE}.explain:explain",
    "due": f"{_PACKAGE}.due:due",
    "history": f"{_PACKAGE}.history:history",
    "diff": f"{_PACKAGE}.diff:diff",
    "rules": f"{_PACKAGE}.rules:rules",
    "plan": f"{_PACKAGE}.plan:plan",
    "import": f"{_PACKAGE}.importing:import_",
    "batches": f"{_PACKAGE}.batches:batches",
    "undo": f"{_PACKAGE}.importing:undo",
    "export": f"{_PACKAGE}.export:export",
    "check": f"{_PACKAGE}.checks:check",
    "backup": f"{_PACKAGE}.checks:backup",
    "config": f"{_PACKAGE}.config:config",
    "plugin": f"{_PACKAGE}.plugin:plugin",
    "init": f"{_PACKAGE}.workspaces:init",
    "demo": f"{_PACKAGE}.workspaces:demo",
}


@click.group(
    "gaoxin-monitor",
    cls=LazyGroup,
    lazy=_COMMANDS,
    help="cli.root.help",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@option("--workspace", type=click.Path(path_type=Path), metavar="DIR", help="cli.option.workspace")
@option("--lang", type=click.Choice(list(LANGUAGES)), help="cli.option.lang")
@click.version_option(__version__, "--version", prog_name="gaoxin-monitor", cls=Option, help="cli.option.version")
@click.pass_context
def root(ctx: click.Context, workspace: Path | None, lang: str | None) -> None:
    """Holds the options of all commands; without a command the board opens."""
    request = ctx.obj
    assert isinstance(request, Request)  # noqa: S101 - set by call() below
    request.workspace_option = workspace
    request.language_option = lang or request.language_option
    if ctx.invoked_subcommand is None:
        from gaoxin_monitor.cli.board import open_board

        ctx.exit(open_board(request))


def call(arguments: list[str]) -> int:
    """Runs the command line; every error of ours becomes one sentence on stderr and its exit code."""
    request = Request()
    try:
        request.language_option = _language(arguments)
        _speak(request)
        result = root.main(arguments, "gaoxin-monitor", standalone_mode=False, obj=request)
    except click.ClickException as error:
        in_readers_words(error).show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except SystemExit:
        # Click ends so when the reader of the pipe has gone: no fault of ours.
        return 0
    except GaoxinError as error:
        return _report(error, request)
    except OSError as error:
        path = str(error.filename or "")
        return _report(StoreError("system", path=path, why=error.strerror or str(error)), request)
    return result if isinstance(result, int) else 0


def _report(error: GaoxinError, request: Request) -> int:
    messages = request.messages
    if isinstance(error, ConfigError):
        diagnostics([d for d in error.diagnostics if isinstance(d, Diagnostic)], messages)
    say(f"{messages.text('error.word')}{messages.text('colon')}{messages.error(error)}")
    return error.exit_code


def _language(arguments: list[str]) -> str | None:
    """The language of help and errors, found before parsing: ``--lang``, environment, then the workspace."""
    for position, argument in enumerate(arguments):
        named = arguments[position + 1] if argument == "--lang" and position + 1 < len(arguments) else ""
        named = argument.removeprefix("--lang=") if argument.startswith("--lang=") else named
        if named in LANGUAGES:
            return named
    from_environment = language_of_environment()
    if from_environment:
        return from_environment
    wants_help = not arguments or {"-h", "--help"} & set(arguments)
    return _language_of_workspace() if wants_help else None


def _language_of_workspace() -> str | None:
    import tomllib

    folder = find(Path.cwd())
    try:
        named = tomllib.loads((folder / SETTINGS).read_text("utf-8-sig")).get("language") if folder else None
    except (OSError, ValueError, RecursionError):
        return None
    return named if named in LANGUAGES else None


def _speak(request: Request) -> None:
    """Lets click's own words (Usage, Options, its errors) come from our catalogue too."""
    os.environ["LANGUAGE"] = LANGUAGES[request.messages.language]
    gettext.bindtextdomain("messages", str(Path(catalogues.__file__).with_name("click")))
