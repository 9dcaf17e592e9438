"""A derivation in words, as titled passages: the one text that the command line and the detail screen both show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gaoxin_monitor.domain.codes import Flag, Kind, Light
from gaoxin_monitor.domain.derivation import Derivation
from gaoxin_monitor.domain.exact import decimals, percent, rounded
from gaoxin_monitor.domain.lights import Condition, Measure, Rung
from gaoxin_monitor.domain.outlook import nowcasts, shown_total
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.messages import conditions, wording
from gaoxin_monitor.messages import derivation_inputs as given
from gaoxin_monitor.messages.catalogue import Messages
from gaoxin_monitor.messages.derivation_inputs import Line
from gaoxin_monitor.messages.render import number, show

_OF_THE_UNIT = frozenset({Measure.VALUE, Measure.HIGHEST, Measure.COUNT, Measure.SHORT})
"""What is compared in the target's unit."""
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the text under its title."""

    id: str
    title: str
    lines: tuple[Line, ...]


def passages(found: Derivation, providers: Mapping[str, str], messages: Messages) -> tuple[Passage, ...]:
    """The whole derivation in the order in which it is told; parts that say nothing are left out."""
    parts: tuple[tuple[str, Iterator[Line]], ...] = (
        ("result", _result(found, messages)),
        ("rule", _rule(found, messages)),
        ("inputs", given.figures(found, providers, messages)),
        ("facts", given.facts(found, messages)),
        ("counting", given.counting(found, messages)),
        ("items", given.items(found, messages)),
        ("pace", given.due(found, messages)),
        ("numbers", _numbers(found, messages)),
        ("bounds", _bounds(found, messages)),
        ("steps", _steps(found, messages)),
        ("missed", _missed(found, messages)),
        ("flags", _flags(found, messages)),
        ("run", _run(found, messages)),
        ("outlook", _outlook(found, messages)),
        ("contradictions", _contradictions(found, providers, messages)),
        ("notes", _notes(found, messages)),
    )
    told = ((name, tuple(lines)) for name, lines in parts)
    return tuple(Passage(name, messages.text(f"derivation.title.{name}"), lines) for name, lines in told if lines)


def _result(found: Derivation, messages: Messages) -> Iterator[Line]:
    row, board = found.row, found.board
    yield Line(wording.status(row, messages) + messages.text("colon") + wording.reason(row, messages), strong=True)
    goal, deadline = wording.goal(row, messages), row.target.deadline
    day = deadline.isoformat() if deadline else ""
    if goal != wording.NONE and row.target.kind is not Kind.MILESTONE_BY_DATE:
        yield Line(messages.text("derivation.goal" if day else "derivation.goal-open", goal=goal, deadline=day))
    elif day:
        yield Line(messages.text("derivation.deadline", deadline=day))
    yield Line(messages.text("derivation.moment", day=board.judgement_day, as_of=board.as_of))


def _rule(found: Derivation, messages: Messages) -> Iterator[Line]:
    target, pack = found.row.target, found.pack
    yield Line(messages.text("derivation.kind", kind=messages.text(f"kind.{target.kind.value}")))
    setter = messages.text(f"setter.{found.pack_setter.value}")
    if pack is None:
        foreign = found.board.plan.packs.get(target.rule_pack)
        if foreign is None:
            yield Line(messages.text("derivation.pack-own", setter=setter))
        else:
            name = foreign.name(messages.language)
            yield Line(messages.text("derivation.pack-foreign", name=name, setter=setter))
        return
    name = pack.name(messages.language)
    yield Line(messages.text("derivation.pack", name=name, id=pack.id, setter=setter))
    if pack.source:
        yield Line(messages.text("derivation.source", text=pack.source), 1)
    if pack.chosen:
        yield Line(messages.text("derivation.chosen", text=pack.chosen), 1)


def _numbers(found: Derivation, messages: Messages) -> Iterator[Line]:
    if wording.is_withheld(found.row):
        return
    for name, value in found.row.numbers.items():
        if value is not None:
            key = f"light.{name}" if name in set(Light) else f"number.{name}"
            shown = rounded(value, _DIGITS) if decimals(value) > _DIGITS else value
            yield Line(f"{messages.text(key)}{messages.text('colon')}{number(shown)}")


def _bounds(found: Derivation, messages: Messages) -> Iterator[Line]:
    for bound in found.bounds:
        what = messages.text(f"threshold.{bound.name}")
        setter = messages.text(f"setter.{bound.setter.value}")
        yield Line(messages.text("derivation.bound", what=what, value=bound.value, setter=setter))


def _steps(found: Derivation, messages: Messages) -> Iterator[Line]:
    row = found.row
    if not found.rungs:
        yield Line(messages.text("derivation.no-steps", reason=wording.reason(row, messages)))
        return
    last = len(found.rungs)
    for place, rung in enumerate(found.rungs, 1):
        step = _step(found, rung, place, messages)
        yield Line(messages.text("derivation.deciding", step=step) if place == last else step, 0, place == last)
    if found.own is not None and found.own is not row.light:
        told = next((reason for reason in found.flags if reason.code == "capped"), None)
        why = messages.text("derivation.stale-out") if told is None else messages.text("flag.capped")
        yield Line(messages.text("derivation.overruled", own=found.own, light=row.light, why=why), strong=True)


def _missed(found: Derivation, messages: Messages) -> Iterator[Line]:
    """Every release that did not come: when it was due, and until when it was waited for."""
    for each in found.missed:
        key = "derivation.missed-announced" if each.announced else "derivation.missed"
        yield Line(messages.text(key, period=each.period, due=each.due, last=each.last, day=found.board.judgement_day))
    if found.missed and found.own is not None and found.row.light is Light.NODATA:
        words = {"own": found.row.reason.params.get("own", found.own), "period": found.row.period}
        yield Line(messages.text("derivation.would-be", **words), strong=True)


def _step(found: Derivation, rung: Rung, place: int, messages: Messages) -> str:
    if not rung.conditions:
        rest = "derivation.step-late" if Flag.LATE in found.row.flags else "derivation.step-rest"
        key = rest if place > 1 else "derivation.step-always"
        return messages.text(key, number=place, light=rung.light)
    told = (_condition(found, each, messages) for each in rung.conditions)
    joined = messages.text("derivation.and").join(told)
    return messages.text("derivation.step", number=place, light=rung.light, conditions=joined)


def _condition(found: Derivation, each: Condition, messages: Messages) -> str:
    what = messages.text(f"measure.{each.measure.value}")
    outcome = conditions.outcome(each, messages.text)
    if wording.is_withheld(found.row) or each.value is None or isinstance(each.limit, bool):
        return messages.text("derivation.condition-yes-no", what=what, outcome=outcome)
    value, limit = (_side(found, each.measure, side, messages) for side in (each.value, each.limit))
    sign = conditions.SIGNS[each.compare]
    return messages.text("derivation.condition", what=what, value=value, sign=sign, limit=limit, outcome=outcome)


def _side(found: Derivation, measure: Measure, side: object, messages: Messages) -> str:
    if measure in _OF_THE_UNIT and isinstance(side, Decimal | int):
        counted = measure in (Measure.COUNT, Measure.SHORT)
        unit = given.counted_unit(found.row.target) if counted else found.row.target.unit
        return wording.quantity(given.trimmed(Decimal(side)), unit, messages)
    if isinstance(side, date | Period):
        return show(side, messages.text)
    return number(Decimal(str(side)))


def _flags(found: Derivation, messages: Messages) -> Iterator[Line]:
    hidden = wording.is_withheld(found.row)
    for flag, reason in zip(found.row.flags, found.flags, strict=False):
        code = f"{flag.value}-unknown" if hidden and messages.has(f"flag-reason.{flag.value}-unknown") else reason.code
        profile = given.profile_name(str(reason.params.get("profile", "")), messages)
        why = messages.text(f"flag-reason.{code}", **{**reason.params, "profile": profile})
        yield Line(messages.text("derivation.flag", flag=messages.flag(flag), why=why))


def _run(found: Derivation, messages: Messages) -> Iterator[Line]:
    if not found.run:
        return
    if len(found.run) == 1:
        yield Line(messages.text("derivation.run-one"))
        return
    told = (messages.text("derivation.run-period", period=p, light=light) for p, light in reversed(found.run))
    periods = messages.text("list.separator").join(told)
    yield Line(messages.text("derivation.run", count=len(found.run), periods=periods))


def _outlook(found: Derivation, messages: Messages) -> Iterator[Line]:
    row = found.row
    if row.outlook is None:
        yield Line(messages.text("derivation.no-outlook"))
        return
    yield Line(wording.outlook(row, messages))
    goal, value = row.target.goal, row.value
    if wording.is_withheld(row) or goal is None or value is None:
        return
    for year, total in zip(found.earlier, nowcasts(value, (year.share for year in found.earlier)), strict=True):
        reached = "derivation.reaches" if total >= goal else "derivation.falls-short"
        told = messages.text(
            "derivation.nowcast",
            year=year.whole.period.year,
            value=wording.quantity(given.trimmed(value), row.target.unit, messages),
            share=percent(year.share, 2),
            total=wording.quantity(shown_total(total, goal), row.target.unit, messages),
            verdict=messages.text(reached),
        )
        yield Line(told, 1)


def _contradictions(found: Derivation, providers: Mapping[str, str], messages: Messages) -> Iterator[Line]:
    """Which source counts where two disagree, and what the other says."""
    if wording.is_withheld(found.row):
        return
    for each in found.board.contradictions_of(found.row):
        head, used, unused = wording.contradiction(each, providers, messages)
        yield from (Line(head), Line(used, 1), Line(unused, 1))


def _notes(found: Derivation, messages: Messages) -> Iterator[Line]:
    target = found.row.target
    told = (
        ("note", {"text": target.note}),
        ("deadline-note", {"text": target.deadline_note}),
        ("agency", {"agency": target.source_agency}),
        ("department", {"department": target.responsible}),
    )
    yield from (Line(messages.text(f"derivation.{key}", **what)) for key, what in told if any(what.values()))


def as_text(told: tuple[Passage, ...]) -> str:
    """The passages as plain text, lines set in by two blanks a step."""
    parts = []
    for passage in told:
        lines = (f"  {'  ' * line.depth}{line.text}" for line in passage.lines)
        parts.append("\n".join((passage.title, *lines)))
    return "\n\n".join(parts)


def as_markdown(title: str, told: tuple[Passage, ...]) -> str:
    """The passages as headings and lists; what decides is bold."""
    parts = [f"# {_inert(title)}"]
    for passage in told:
        lines = (f"{'  ' * line.depth}- {_bold(line)}" for line in passage.lines)
        parts.append("\n".join((f"## {_inert(passage.title)}", "", *lines)))
    return "\n\n".join(parts) + "\n"


def _bold(line: Line) -> str:
    return f"**{_inert(line.text)}**" if line.strong else _inert(line.text)


_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|"})


def _inert(text: str) -> str:
    """Text of files and configuration is never markup."""
    return " ".join(text.translate(_SPECIAL).split())
