"""``config``: check what people wrote, and give editors a schema to complete keys from."""

import json
from pathlib import Path

import click

from gaoxin_monitor.cli.commands.checks import config as check_config
from gaoxin_monitor.cli.localised import Command, LazyGroup, option
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import out, raw
from gaoxin_monitor.workspace.administration import SCHEMAS, schema_named


@click.group("config", cls=LazyGroup, help="cli.config.help")
def config() -> None:
    """Holds the commands about the configuration."""


config.add_command(check_config, "check")


@config.command("schema", cls=Command, help="cli.config.schema.help")
@click.argument("name", type=click.Choice(SCHEMAS), required=False)
@option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="cli.option.schema-output"
)
@click.pass_obj
def schema(request: Request, name: str | None, output: Path | None) -> None:
    """Prints one JSON Schema, or writes all of them into a folder."""
    if output is None:
        raw(_text(name or SCHEMAS[0]))
        return
    output.mkdir(parents=True, exist_ok=True)
    for each in (name,) if name else SCHEMAS:
        target = output / f"{each}.schema.json"
        target.write_text(_text(each), encoding="utf-8", newline="\n")
        out(request.messages.text("config.schema-written", path=str(target)))


def _text(name: str) -> str:
    return json.dumps(schema_named(name), ensure_ascii=False, indent=2) + "\n"
