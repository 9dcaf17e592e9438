"""``import`` and ``undo``: data in, and taken back by a new batch."""

from collections.abc import Collection, Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from gaoxin_monitor.cli.effects import print_effect
from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import diagnostics, out, say, table
from gaoxin_monitor.cli.types import BATCH, DAY
from gaoxin_monitor.domain.batches import Batch, Figure, Outcome
from gaoxin_monitor.domain.diagnostics import blocking
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.render import number, short_period
from gaoxin_monitor.messages.safe import plain
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.preview import ImportOptions, Preview, Question

_FINE, _FAULTS, _DECISION = 0, 1, 4
_SHOWN = 50
_OWN_OPTIONS = frozenset({"importer", "area"})
"""Questions with an option of their own; all others are answered by ``--set``."""


@command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@option("--dry-run", is_flag=True, help="cli.option.dry-run")
@option("--importer", help="cli.option.importer")
@option("--area", help="cli.option.area")
@option("--vintage", type=DAY, help="cli.option.vintage")
@option("--encoding", help="cli.option.encoding")
@option("--set", "answers", multiple=True, metavar="KEY=VALUE", help="cli.option.set")
@option("--exclude", multiple=True, metavar="ROW", help="cli.option.exclude")
@click.pass_obj
def import_(
    request: Request,
    files: tuple[Path, ...],
    importer: str | None,
    area: str | None,
    vintage: date | None,
    encoding: str | None,
    answers: tuple[str, ...],
    exclude: tuple[str, ...],
    *,
    dry_run: bool,
) -> int:
    """Reads files, shows what each would change, and writes each as one batch unless told otherwise."""
    desk = request.open()
    options = ImportOptions(
        importer=importer,
        area=area,
        vintage=vintage,
        encoding=encoding,
        values=dict(_answer(text, desk.importers.answers) for text in answers),
        exclude=frozenset(int(row) if row.isdecimal() else row for row in exclude),
    )
    worst = _FINE
    for file in files:
        preview = desk.preview(file, options)
        _print_preview(preview, desk)
        code = _code(preview)
        if code == _FINE and not dry_run:
            _commit(request, desk, preview)
        worst = max(worst, code)
    return worst


def _answer(text: str, known: Collection[str]) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator or not key:
        raise UsageError("not-key-value", text=text)
    if key not in known:
        near = tuple(get_close_matches(key, known, n=1, cutoff=0.0))
        raise UsageError("answer-unknown", key=key, known=tuple(sorted(known)), near=near)
    return key, value


def _code(preview: Preview) -> int:
    if blocking(preview.prepared.diagnostics):
        return _FAULTS
    return _DECISION if preview.prepared.questions else _FINE


def _commit(request: Request, desk: Workspace, preview: Preview) -> None:
    batch = desk.commit(preview, user=request.user(), recorded_at=request.now())
    if batch is None:
        earlier = desk.earlier_import(preview)
        name = plain(preview.prepared.file.name)
        say(desk.messages.text("import.already", file=name, batch=earlier.id if earlier else "—"))
    else:
        say(_committed(batch, desk.messages))
        print_effect(desk, batch)


def _committed(batch: Batch, messages: Messages) -> str:
    counts = batch.counts
    same = counts.get(Outcome.SAME, 0) + counts.get(Outcome.COARSER, 0)
    return messages.text(
        "import.done",
        batch=batch.id,
        new=counts.get(Outcome.NEW, 0),
        revised=counts.get(Outcome.REVISED, 0),
        same=same,
    )


def _print_preview(preview: Preview, desk: Workspace) -> None:
    prepared, counts, messages = preview.prepared, preview.counts, desk.messages
    out(" | ".join((plain(prepared.file.name), *_known(preview, desk))))
    if preview.readable:
        out(messages.text("import.counts", **{outcome.value: counts[outcome] for outcome in Outcome}))
    if preview.readable and prepared.ledger:
        parts = [f"{messages.text(f'ledger.{name}')} {count}" for name, count in prepared.ledger.items() if count]
        out(messages.text("import.ledger", parts=tuple(parts)))
    _print_figures(preview, desk)
    for label in {label.label: label for label in prepared.unresolved}.values():
        near = tuple(f"{indicator.name(messages.language)} [{indicator.id}]" for indicator in label.nearest)
        name = plain(label.label)
        out(messages.text("import.unresolved-near" if near else "import.unresolved", label=name, near=near))
    for question in prepared.questions:
        _print_question(question, messages)
    diagnostics(prepared.diagnostics, messages)


def _known(preview: Preview, desk: Workspace) -> Iterator[str]:
    """What is known of a file; nothing is said of what could not be found out."""
    prepared, text = preview.prepared, desk.messages.text
    if prepared.importer:
        yield text("import.part.importer", importer=prepared.importer)
    if prepared.file.encoding:
        yield text("import.part.encoding", encoding=prepared.file.encoding)
    elif prepared.importer:
        yield text("import.part.format", format=prepared.format)
    if prepared.ref_area:
        yield text("import.part.area", area=desk.area_name(prepared.ref_area))
    if preview.readable:
        origin = text(f"vintage-from.{prepared.vintage_from.value}")
        yield text("import.part.vintage", vintage=prepared.vintage, vintage_from=origin)


def _print_question(question: Question, messages: Messages) -> None:
    """A question, the option that answers it, and the possible answers as they are typed."""
    asked = messages.text(f"question.{question.key}", **question.params)
    front = f"--{question.key} " if question.key in _OWN_OPTIONS else f"--set {question.key}="
    out(messages.text("import.question", question=asked, option=f"{front}…"))
    table([(f"    {front}{choice.value}", choice.label) for choice in question.choices])


def _print_figures(preview: Preview, desk: Workspace) -> None:
    """The figures that would be written: revisions first, then new ones, then how many are not shown."""
    written = [figure for figure in preview.delivery.figures if figure.outcome.written]
    written.sort(key=lambda figure: figure.outcome is not Outcome.REVISED)
    table([_figure(figure, desk) for figure in written[:_SHOWN]])
    if len(written) > _SHOWN:
        out(desk.messages.text("import.more", count=len(written) - _SHOWN))
    zone = desk.plan.ref_area
    if written and not any(figure.key.ref_area == zone for figure in written):
        out(desk.messages.text("import.background"))


def _figure(figure: Figure, desk: Workspace) -> tuple[str, ...]:
    messages, key, new = desk.messages, figure.key, figure.observation
    value = _value(new, messages)
    return (
        messages.text(f"import.outcome.{figure.outcome.value}"),
        desk.name_of(key),
        desk.area_name(key.ref_area),
        messages.text(f"transformation.{key.transformation.value}"),
        short_period(new.period),
        f"{_value(figure.previous, messages)} → {value}" if figure.previous else value,
        messages.place(new.place),
    )


def _value(observation: Observation, messages: Messages) -> str:
    if observation.value is None:
        return messages.missing(observation.status)
    return f"{number(observation.value)}{messages.unit(observation.unit)}"


@command("undo")
@click.argument("batch", type=BATCH)
@click.pass_obj
def undo(request: Request, batch: int) -> None:
    """Takes a batch back by writing a new one that restores what stood before."""
    desk = request.open()
    written = desk.undo(batch, user=request.user(), recorded_at=request.now())
    say(desk.messages.text("undo.done", batch=batch, by=written.id))
    print_effect(desk, written)
