"""What a rule was given, in words: figures with their cells, recorded facts, counted lists, the pace. Nothing computed.

Values of withheld targets stay away: what is told of them is where a figure stands, never what it says.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from gaoxin_monitor.domain import pace
from gaoxin_monitor.domain.codes import COUNTS, Attribute, Kind
from gaoxin_monitor.domain.derivation import Counting, Derivation, Input, Pace, Role
from gaoxin_monitor.domain.exact import percent
from gaoxin_monitor.domain.members import Member, MemberFact
from gaoxin_monitor.domain.observations import Observation
from gaoxin_monitor.domain.pace import EarlierYear
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.messages import wording
from gaoxin_monitor.messages.amounts import amount
from gaoxin_monitor.messages.catalogue import Messages
from gaoxin_monitor.messages.render import number

_LISTED = 20


class Line(NamedTuple):
    """A line of a passage; ``depth`` says how far it is set in, ``strong`` that it decides."""

    text: str
    depth: int = 0
    strong: bool = False


def figures(found: Derivation, providers: Mapping[str, str], messages: Messages) -> Iterator[Line]:
    """Every figure: as printed, converted, and where it stands."""
    hidden = wording.is_withheld(found.row)
    for each in found.inputs:
        yield Line(_figure(found, each, messages, hidden=hidden))
        yield Line(_origin(each.figure, providers, messages), 1)
    share = None if hidden else _share_of_last_year(found)
    if share is not None:
        yield Line(messages.text("derivation.share-of-last-year", share=percent(share)))
    target = found.row.target
    itself = target.kind is Kind.DIRECTION and "base" in found.row.numbers
    if itself and all(each.role is not Role.BASELINE for each in found.inputs):
        yield Line(messages.text("derivation.base-itself"))


def _share_of_last_year(found: Derivation) -> Fraction | None:
    """Told where the figures behind it were."""
    case, period = found.row.case, found.row.period
    asked = any(each.role is Role.LAST_YEAR_TOTAL for each in found.inputs)
    return case.share_of_last_year(period) if asked and case is not None and period is not None else None


def _figure(found: Derivation, each: Input, messages: Messages, *, hidden: bool) -> str:
    known = found.row.target.series
    follows = each.role in (Role.JUDGED, Role.THIS_YEAR, Role.BASELINE, Role.SUPERIOR) and known is not None
    what = messages.text(f"transformation.{known.transformation.value}") if follows and known else ""
    return messages.text(
        "derivation.input",
        role=messages.text(f"derivation.role.{each.role.value}"),
        period=each.figure.period,
        what=what,
        printed=messages.text("word.withheld") if hidden else _printed(each, found, messages),
    )


def _printed(each: Input, found: Derivation, messages: Messages) -> str:
    """The cell as the file has it; the converted value behind it where that looks different."""
    figure, unit = each.figure, found.row.target.unit
    printed = amount(figure.text or wording.NONE, figure.unit, messages.text)
    amounts = each.role in (Role.LAST_YEAR_PART, Role.LAST_YEAR_TOTAL, Role.LEVEL)
    value = (
        None
        if each.value is None
        else wording.quantity(trimmed(each.value), figure.unit if amounts else unit, messages)
    )
    if value is None or each.figure.unit == (figure.unit if amounts else unit):
        return printed
    return messages.text("derivation.converted", printed=printed, value=value)


def _origin(figure: Observation | MemberFact, providers: Mapping[str, str], messages: Messages) -> str:
    source = figure.source if isinstance(figure, Observation) else ""
    return messages.text(
        "derivation.origin-source" if source else "derivation.origin",
        place=messages.place(figure.place),
        vintage=figure.vintage,
        batch=figure.batch,
        source=providers.get(source) or source,
    )


def facts(found: Derivation, messages: Messages) -> Iterator[Line]:
    """What is recorded of the item itself."""
    hidden = wording.is_withheld(found.row)
    for fact in found.facts:
        value = messages.text("word.withheld") if hidden else fact.value
        what = messages.text(f"derivation.fact.{fact.attribute.value}")
        yield Line(messages.text("derivation.fact", what=what, value=value))
        yield Line(_origin(fact, {}, messages), 1)


def counting(found: Derivation, messages: Messages) -> Iterator[Line]:
    """How many are on the list, achieved, planned by now; and by name those that are not achieved."""
    known = found.counting
    if known is None:
        return
    if wording.is_withheld(found.row):
        yield Line(messages.text("derivation.withheld-list"))
        return
    reported = known.register.reported or known.until
    yield Line(messages.text("derivation.register", count=len(known.register.members), until=reported))
    if found.row.place is not None:
        yield Line(messages.place(found.row.place), 1)
    dynamic = found.row.target.kind is Kind.ZERO_DYNAMIC
    yield from _counted(known, messages, dynamic=dynamic)
    if known.missing:
        key = "derivation.open" if dynamic else "derivation.missing"
        yield Line(messages.text(key, count=len(known.missing)))
    yield from (Line(_member(member, messages, named=not dynamic), 1) for member in known.missing[:_LISTED])
    if len(known.missing) > _LISTED:
        yield Line(messages.text("derivation.more", count=len(known.missing) - _LISTED), 1)


def _counted(known: Counting, messages: Messages, *, dynamic: bool) -> Iterator[Line]:
    achieved, planned = len(known.achieved), len(known.planned)
    if dynamic:
        yield Line(messages.text("derivation.opened", until=known.until, count=planned))
        yield Line(messages.text("derivation.closed", count=achieved))
        return
    yield Line(messages.text("derivation.achieved", until=known.until, count=achieved))
    if known.register.planned_days:
        yield Line(messages.text("derivation.planned", until=known.until, count=planned))
    else:
        yield Line(messages.text("derivation.unplanned"))


_TOLD = (Attribute.OWNER, Attribute.OPENED, Attribute.PLANNED, Attribute.FORECAST, Attribute.ACTUAL)


def _member(member: Member, messages: Messages, *, named: bool) -> str:
    """An item with its dates; households are not named."""
    told = [_dated(member, name, messages) for name in _TOLD if member.text(name)]
    if not named:
        return messages.text("list.separator").join(told[-1:])
    if not told:
        return member.name
    return messages.text("derivation.member", name=member.name, facts=messages.text("list.separator").join(told))


def _dated(member: Member, name: Attribute, messages: Messages) -> str:
    if name is Attribute.OWNER:
        return member.text(name)
    return messages.text("derivation.dated", what=messages.text(f"derivation.fact.{name.value}"), day=member.text(name))


def items(found: Derivation, messages: Messages) -> Iterator[Line]:
    """The livelihood items of a composite with the targets that make them."""
    for item in found.items:
        yield Line(messages.text("derivation.item", number=item.number, light=item.light))
        for row in item.rows:
            yield Line(f"{wording.status(row, messages)} {row.target.name(messages.language)} [{row.target.id}]", 1)


def due(found: Derivation, messages: Messages) -> Iterator[Line]:
    """What was due, and what that rests on."""
    if found.pace is None:
        return
    if found.pace.expected is not None:
        yield Line(_whole(found, found.pace, found.pace.expected, messages))
    elif found.pace.profile == "curve":
        yield from _curve(found.pace, messages)
    elif found.pace.share is not None:
        yield from _share(found, found.pace, messages)


def _whole(found: Derivation, due: Pace, expected: Decimal, messages: Messages) -> str:
    target = found.row.target
    told = wording.quantity(expected, counted_unit(target), messages)
    if due.profile == pace.MEMBERS and found.counting is not None and found.counting.planned:
        return messages.text("derivation.pace-members", month=due.month, expected=told)
    gone = min(due.month, due.months)
    goal = found.row.reason.params.get("goal", target.goal)
    return messages.text("derivation.pace-integer", goal=goal, gone=gone, months=due.months, expected=told)


def _curve(due: Pace, messages: Messages) -> Iterator[Line]:
    if due.share is None:
        yield Line(messages.text("derivation.pace-no-curve"))
        return
    points = (messages.text("derivation.pace-point", day=day, share=share) for day, share in due.curve)
    yield Line(messages.text("derivation.pace-curve", points=messages.text("list.separator").join(points)))
    yield Line(messages.text("derivation.pace-on-curve", month=due.month, share=percent(due.share)))


def _share(found: Derivation, due: Pace, messages: Messages) -> Iterator[Line]:
    share = percent(due.share) if due.share is not None else Decimal(0)
    if due.table:
        yield Line(
            messages.text(
                "derivation.pace-table", name=profile_name(due.profile, messages), month=due.month, share=share
            )
        )
        yield from _table(due, messages)
    elif due.years:
        if wording.is_withheld(found.row):
            yield Line(profile_name(due.profile, messages))
            return
        yield Line(messages.text("derivation.pace-years", count=len(due.years), share=share))
        for line, places in years(due.years, messages):
            yield Line(line, 1)
            yield Line(places, 2)
    else:
        key = "derivation.pace-no-years" if due.profile == pace.PRIOR_YEAR_SHARES else "derivation.pace-linear"
        gone = min(due.month, due.months)
        yield Line(messages.text(key, month=due.month, gone=gone, months=due.months, share=share))


def _table(due: Pace, messages: Messages) -> Iterator[Line]:
    shares = messages.text("list.separator").join(map(number, due.table))
    yield Line(messages.text("derivation.pace-shares", shares=shares), 1)
    whole = due.table[due.months - 1]
    if due.months < len(due.table) and whole:
        yield Line(messages.text("derivation.pace-scaled", months=due.months, whole=whole), 1)


def years(known: Sequence[EarlierYear], messages: Messages) -> Iterator[tuple[str, str]]:
    """Each earlier year: the two figures with the share, and where both stand."""
    for year in known:
        part, whole = (
            wording.quantity(each.value or Decimal(0), each.unit, messages) for each in (year.part, year.whole)
        )
        told = messages.text(
            "derivation.year", year=year.whole.period.year, part=part, whole=whole, share=percent(year.share)
        )
        places = dict.fromkeys(messages.place(each.place) for each in (year.part, year.whole))
        yield told, messages.text("status.clause").join(places)


def counted_unit(target: Target) -> Unit | None:
    """The unit of a count; the goal of a coverage is in percent or a number for each, what is counted are the units."""
    return target.unit if target.kind in COUNTS else None


def trimmed(value: Decimal) -> Decimal:
    """Without the noughts at the end that a conversion leaves: 55.8700 is 55.87."""
    return Decimal(format(value.normalize(), "f"))


def profile_name(name: str, messages: Messages) -> str:
    """The words of a profile; its own name for one that the configuration added."""
    known = f"profile.{name}"
    return messages.text(known) if messages.has(known) else name
