"""``history``: what was recorded, when, from where, and what it replaced."""

from datetime import date

import click

from gaoxin_monitor.cli.fact_history import print_facts
from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import machine, out, say, table, tell
from gaoxin_monitor.cli.types import BATCH, DAY, FORMATS
from gaoxin_monitor.domain.codes import Kind
from gaoxin_monitor.domain.derived import Derived, View
from gaoxin_monitor.domain.exact import rounded
from gaoxin_monitor.domain.history import History, SeriesHistory
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.revisions import Released, released, revision_sizes
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.render import short_period, signed
from gaoxin_monitor.messages.wording import quantity
from gaoxin_monitor.workspace.recorded import history_listing, history_of

_RELEASES, _PLACE, _HOW = 4, 4, 3
"""The last column of each table: on a narrow terminal it is cut before it stays away."""


@command("history")
@click.argument("indicator")
@option("--derived", is_flag=True, help="cli.option.derived")
@option("--revisions", is_flag=True, help="cli.option.revisions")
@option("--withheld", is_flag=True, help="cli.option.withheld")
@option("--as-of", type=DAY, help="cli.option.as-of")
@option("--batch", type=BATCH, help="cli.option.batch")
@option("--format", "form", type=click.Choice(FORMATS), default="text", help="cli.option.format")
@click.pass_obj
def history(
    request: Request,
    indicator: str,
    as_of: date | None,
    batch: int | None,
    form: str,
    *,
    derived: bool,
    revisions: bool,
    withheld: bool,
) -> None:
    """Prints every recorded value of an indicator (or of a target's indicator), revisions old → new."""
    if form == "csv" and derived and revisions:
        raise UsageError("history-one-table")
    desk = request.open()
    found = history_of(desk, indicator, as_of=as_of, last_batch=batch, withheld=withheld, derived=derived)
    if form != "text":
        machine(history_listing(desk, found, form, revisions=revisions, derived=derived), form)
        _say_what_is_not_there(found, desk.messages)
    elif isinstance(found.subject, Target):
        print_facts(found.subject, found, desk.messages)
    else:
        _print_figures(found, desk.messages, revisions=revisions, derived=derived)


def _say_what_is_not_there(found: History, messages: Messages) -> None:
    subject = found.subject
    if isinstance(subject, Target) and subject.kind is Kind.COMPOSITE:
        say(messages.text("history.composite", id=subject.id))
    elif found.left_out:
        key = "history.facts-withheld" if isinstance(subject, Target) else "history.withheld"
        say(messages.text(key, count=found.left_out))


def _print_figures(found: History, messages: Messages, *, revisions: bool, derived: bool) -> None:
    if not found.series and not found.left_out:
        out(messages.text("history.empty"))
    show = _print_revisions if revisions else _print_series
    for each in found.series:
        show(each, messages)
    if found.left_out:
        out(messages.text("history.withheld", count=found.left_out))
    elif derived:
        _print_derived(found, messages)


def _print_revisions(found: SeriesHistory, messages: Messages) -> None:
    """Per period the first release, what stands now and every step between; then the size of the revisions."""
    _print_title(found, messages)
    periods = released(found.rows)
    names = ("period", "source", "first", "latest", "releases")
    head = tuple(messages.text(f"history.{name}") for name in names)
    table([head, *(_period_line(each, messages) for each in periods)], flexible=_RELEASES)
    sizes = revision_sizes(periods)
    for size in sizes:
        mean, absolute = (rounded(each, size.digits + 1) for each in (size.mean, size.mean_absolute))
        words = {"mean": signed(mean), "absolute": absolute, "unit": size.unit_of_difference}
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


def _print_title(found: SeriesHistory, messages: Messages) -> None:
    """Whose figures these are; of index numbers also what 100 is, as the head of a table says it."""
    key, name = found.key, found.name
    indices = {row.unit for row in found.rows if row.unit.is_index}
    bases = [messages.unit(unit) for unit in indices if unit.measure not in name]
    words = messages.text(f"transformation.{key.transformation.value}")
    area = f"{found.area} {key.ref_area}"
    title = messages.text("history.series", indicator=f"{name} [{key.indicator}]", area=area, transformation=words)
    tell(" | ".join((title, *bases)))


def _print_derived(found: History, messages: Messages) -> None:
    """What can be worked out from the published figures, each marked as such."""
    if not found.derived:
        out(messages.text("derived.none"))
    for (area, _, _), views in found.derived:
        out(messages.text("derived.head", area=area))
        table([_derived_line(one, messages) for one in views], flexible=_HOW)


def _derived_line(found: Derived, messages: Messages) -> tuple[str, ...]:
    about = "≈" if found.approximate else ""
    of = messages.text(f"transformation.{found.of.value}")
    error = messages.text("derived.error", error=found.error) if found.approximate else ""
    value = quantity(found.value, found.unit, messages, sign=found.view is View.CHANGE)
    return (
        str(found.period) if found.period.months == 2 else short_period(found.period),  # noqa: PLR2004 - 1—2月
        f"{messages.text('derived.mark')} {about}{value}",
        error,
        messages.text(f"derived.{found.view.value}", of=of),
    )


def _print_series(found: SeriesHistory, messages: Messages) -> None:
    _print_title(found, messages)
    before: dict[tuple[object, str], Observation] = {}
    lines = []
    for row in found.in_order:
        old = before.get((row.period, row.source))
        before[row.period, row.source] = row
        change = f"{_value(old, messages)} → {_value(row, messages)}" if old else _value(row, messages)
        lines.append(
            (short_period(row.period), change, row.vintage.isoformat(), f"#{row.batch}", messages.place(row.place))
        )
    head = tuple(messages.text(f"history.{name}") for name in ("period", "value", "vintage", "batch", "place"))
    table([head, *lines], flexible=_PLACE)


def _value(row: Observation, messages: Messages) -> str:
    """With its unit; of an index number the base stands in the title."""
    if row.value is None:
        return messages.missing(row.status)
    return quantity(row.value, None if row.unit.is_index else row.unit, messages)
