"""``history``: what was recorded, when, from where, and what it replaced."""

from collections.abc import Iterable
from datetime import date

import click

from gaoxin_monitor.cli.fact_history import print_facts
from gaoxin_monitor.cli.localised import command, option
from gaoxin_monitor.cli.request import Request
from gaoxin_monitor.cli.terminal import out, table, tell
from gaoxin_monitor.cli.types import BATCH, DAY
from gaoxin_monitor.domain.derived import Derived, View
from gaoxin_monitor.domain.exact import rounded
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.revisions import Released, released, revision_sizes
from gaoxin_monitor.domain.units import PERCENT, POINTS
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.render import short_period, signed
from gaoxin_monitor.messages.wording import quantity
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.recorded import facts_of, subject_of

_RELEASES, _PLACE, _HOW = 4, 4, 3
"""The last column of each table: on a narrow terminal it is cut before it stays away."""


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
    messages = desk.messages
    subject = subject_of(desk, indicator)
    if isinstance(subject, Target):
        facts = facts_of(desk, subject, as_of=as_of, last_batch=batch)
        print_facts(subject, facts, messages, withheld=withheld)
        return
    indicator = subject
    found = desk.history(indicator, as_of=as_of, last_batch=batch)
    if not found:
        out(messages.text("history.empty"))
    show = _print_revisions if revisions else _print_series
    told = {key: rows for key, rows in found.items() if withheld or not desk.plan.withholds(key)}
    for key in sorted(told, key=lambda key: (key.ref_area, key.freq, key.transformation)):
        show(desk, key, told[key])
    if len(told) < len(found):
        out(messages.text("history.withheld", count=len(found) - len(told)))
    elif derived:
        _print_derived(desk, indicator)


def _print_revisions(desk: Workspace, key: SeriesKey, rows: tuple[Observation, ...]) -> None:
    """Per period the first release, what stands now and every step between; then the size of the revisions."""
    messages = desk.messages
    _print_title(desk, key, rows)
    periods = released(rows)
    names = ("period", "source", "first", "latest", "releases")
    head = tuple(messages.text(f"history.{name}") for name in names)
    table([head, *(_period_line(each, messages) for each in periods)], flexible=_RELEASES)
    sizes = revision_sizes(periods)
    for size in sizes:
        mean, absolute = (rounded(each, size.digits + 1) for each in (size.mean, size.mean_absolute))
        unit = POINTS if size.unit == PERCENT or size.unit.is_index else size.unit
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


def _print_title(desk: Workspace, key: SeriesKey, rows: Iterable[Observation]) -> None:
    """Whose figures these are; of index numbers also what 100 is, as the head of a table says it."""
    messages, name = desk.messages, desk.name_of(key)
    indices = {row.unit for row in rows if row.unit.is_index}
    bases = [messages.unit(unit) for unit in indices if unit.measure not in name]
    words = messages.text(f"transformation.{key.transformation.value}")
    area = f"{desk.area_name(key.ref_area)} {key.ref_area}"
    title = messages.text("history.series", indicator=f"{name} [{key.indicator}]", area=area, transformation=words)
    tell(" | ".join((title, *bases)))


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
            table([_derived_line(one, messages) for one in found], flexible=_HOW)


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


def _print_series(desk: Workspace, key: SeriesKey, rows: tuple[Observation, ...]) -> None:
    messages = desk.messages
    _print_title(desk, key, rows)
    before: dict[tuple[object, str], Observation] = {}
    lines = []
    for row in sorted(rows, key=lambda row: (row.period, row.source, *row.order)):
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
