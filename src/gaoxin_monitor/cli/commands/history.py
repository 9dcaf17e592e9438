"""``history`` and ``batches``: what was recorded, when, from where, and what it replaced."""

from datetime import date

import click

from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import out, table
from gaoxin_monitor.cli.types import BATCH, DAY
from gaoxin_monitor.domain.batches import Batch, BatchKind, Outcome
from gaoxin_monitor.domain.derived import Derived, View
from gaoxin_monitor.domain.exact import rounded
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.revisions import Released, released, revision_sizes
from gaoxin_monitor.domain.units import PERCENT
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.render import number, short_period, signed
from gaoxin_monitor.workspace.desk import Workspace


@command("history")
@click.argument("indicator")
@option("--derived", is_flag=True, help="cli.option.derived")
@option("--revisions", is_flag=True, help="cli.option.revisions")
@option("--withheld", is_flag=True, help="cli.option.withheld")
@option("--as-of", type=DAY, help="cli.option.as-of")
@option("--batch", type=BATCH, help="cli.option.batch")
@click.pass_obj
def history(
    request: Request,
    indicator: str,
    as_of: date | None,
    batch: int | None,
    *,
    derived: bool,
    revisions: bool,
    withheld: bool,
) -> None:
    """Prints every recorded value of an indicator (or of a target's indicator), revisions old → new."""
    desk = request.open()
    found = desk.history(indicator, as_of=as_of, last_batch=batch)
    messages = desk.messages
    if not found:
        out(messages.text("history.empty"))
    show = _print_revisions if revisions else _print_series
    told = {key: rows for key, rows in found.items() if withheld or not desk.plan.withholds(key)}
    for key in sorted(told, key=lambda key: (key.ref_area, key.freq, key.transformation)):
        show(key, told[key], messages)
    if len(told) < len(found):
        out(messages.text("history.withheld", count=len(found) - len(told)))
    elif derived:
        _print_derived(desk, indicator)


def _print_revisions(key: SeriesKey, rows: tuple[Observation, ...], messages: Messages) -> None:
    """Per period the first release, what stands now and every step between; then the size of the revisions."""
    _print_title(key, messages)
    periods = released(rows)
    names = ("period", "source", "first", "latest", "releases")
    head = tuple(messages.text(f"history.{name}") for name in names)
    table([head, *(_period_line(each, messages) for each in periods)])
    sizes = revision_sizes(periods)
    for size in sizes:
        mean, absolute = (rounded(each, size.digits + 1) for each in (size.mean, size.mean_absolute))
        unit = messages.text("word.points") if size.unit == PERCENT else messages.unit(size.unit)
        words = {"mean": signed(mean), "absolute": absolute, "unit": unit}
        out(messages.text("history.size", source=size.source, count=size.count, **words))
    if not sizes:
        out(messages.text("history.no-revision"))


def _period_line(each: Released, messages: Messages) -> tuple[str, ...]:
    releases = [_released(row, messages) for row in each.releases]
    return (
        short_period(each.period),
        each.source,
        _value(each.first, messages),
        _value(each.latest, messages),
        " → ".join(releases),
    )


def _released(row: Observation, messages: Messages) -> str:
    """A value with its day and where it stands."""
    words = {"value": _value(row, messages), "day": row.vintage, "place": messages.place(row.place)}
    return messages.text("history.release", **words)


def _print_title(key: SeriesKey, messages: Messages) -> None:
    words = messages.text(f"transformation.{key.transformation.value}")
    out(messages.text("history.series", indicator=key.indicator, area=key.ref_area, transformation=words))


def _print_derived(desk: Workspace, indicator: str) -> None:
    """What can be worked out from the published figures, each marked as such."""
    from gaoxin_monitor.workspace.views import derived_views

    messages = desk.messages
    views = derived_views(desk, indicator)
    if not any(views.values()):
        out(messages.text("derived.none"))
    for (area, _, _), found in views.items():
        if found:
            out(messages.text("derived.head", area=area))
            table([_derived_line(one, messages) for one in found])


def _derived_line(found: Derived, messages: Messages) -> tuple[str, ...]:
    about = "≈" if found.approximate else ""
    of = messages.text(f"transformation.{found.of.value}")
    error = messages.text("derived.error", error=found.error) if found.approximate else ""
    value = signed(found.value) if found.view is View.CHANGE else number(found.value)
    return (
        str(found.period) if found.period.months == 2 else short_period(found.period),  # noqa: PLR2004 - 1—2月
        f"{messages.text('derived.mark')} {about}{value}{messages.unit(found.unit)}",
        error,
        messages.text(f"derived.{found.view.value}", of=of),
    )


def _print_series(key: SeriesKey, rows: tuple[Observation, ...], messages: Messages) -> None:
    _print_title(key, messages)
    before: dict[tuple[object, str], Observation] = {}
    lines = []
    for row in sorted(rows, key=lambda row: (row.period, row.source, *row.order)):
        old = before.get((row.period, row.source))
        before[row.period, row.source] = row
        change = f"{_value(old, messages)} → {_value(row, messages)}" if old else _value(row, messages)
        lines.append(
            (short_period(row.period), change, row.vintage.isoformat(), f"#{row.batch}", messages.place(row.place))
        )
    table(lines)


def _value(row: Observation, messages: Messages) -> str:
    if row.value is None:
        return messages.missing(row.status)
    return f"{number(row.value)}{messages.unit(row.unit)}"


@command("batches")
@click.pass_obj
def batches(request: Request) -> None:
    """Prints every batch: when, from which file, by whom, what it added."""
    desk = request.open()
    known = desk.batches()
    if not known:
        out(desk.messages.text("batches.none"))
        return
    head = tuple(desk.messages.text(f"batches.{name}") for name in _COLUMNS)
    table([head, *(_line(batch, desk.messages) for batch in known)])


_COLUMNS = ("number", "recorded", "vintage", "what", "new", "revised", "same", "user")


def _line(batch: Batch, messages: Messages) -> tuple[str, ...]:
    head, counts = batch.head, batch.counts
    undone = messages.text("batches.undo", batch=head.undoes or 0)
    what = undone if head.kind is BatchKind.UNDO else head.file.name if head.file else head.importer
    same = counts.get(Outcome.SAME, 0) + counts.get(Outcome.COARSER, 0)
    return (
        f"#{batch.id}",
        f"{head.recorded_at:%Y-%m-%d %H:%M}",
        head.vintage.isoformat(),
        what,
        str(counts.get(Outcome.NEW, 0)),
        str(counts.get(Outcome.REVISED, 0)),
        str(same),
        head.user,
    )
