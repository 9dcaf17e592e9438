"""What is owed, as a message to paste, as Markdown, CSV or JSON. Computes nothing.

The keys of the JSON are those of ``schema.due``; numbers are strings, exact as delivered.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.domain.codes import Flag
from gaoxin_monitor.domain.due import Awaited, DueState, LastKnown, Owed
from gaoxin_monitor.domain.exact import shown_amount
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.export.forms import csv_text, exact
from gaoxin_monitor.export.schema.due import FORM
from gaoxin_monitor.messages import Messages, render, wording
from gaoxin_monitor.messages.safe import plain

_MANY = 4
_NAMED_OF_MANY = 3
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|"})


def due_listing(board: Board, items: Sequence[Owed], on: date, form: str, messages: Messages) -> str:
    """The items as ``text``, ``markdown``, ``csv`` or ``json``; they must be in the order of their addressees."""
    if form == "json":
        return json.dumps(_document(board, items, on), ensure_ascii=False, indent=1)
    if form == "csv":
        head = [messages.text(f"due.column.{name}") for name in COLUMNS]
        return csv_text([head, *(_cells(item, messages) for item in items)])
    letter = _Letter(board, on, messages, markdown=form == "markdown")
    return "\n".join(letter.lines(items)) + "\n"


@dataclass(frozen=True)
class _Letter:
    """A message to paste: who is asked for what, in as few words as are polite."""

    board: Board
    on: date
    messages: Messages
    markdown: bool

    def lines(self, items: Sequence[Owed]) -> list[str]:
        """The whole message."""
        text = self.messages.text
        head = " | ".join(part for part in (self._title(), text("demo.mark") if self.board.demo else "") if part)
        lines = [f"**{self._safe(head)}**" if self.markdown else self._safe(head), ""]
        if not items:
            return [*lines, text("due.nothing", day=self._day(self.on))]
        lines += [self._counts(items), "", text("due.greeting", day=self._day(self.on)), ""]
        for addressee, owed in groupby(items, key=lambda item: item.addressee):
            lines += self._group(addressee, list(owed))
        return [*lines, *([""] if lines[-1] else []), text("due.thanks")]

    def _title(self) -> str:
        return self.messages.text("due.title", plan=self.board.plan.title(self.messages.language), day=self.on)

    def _counts(self, items: Sequence[Owed]) -> str:
        counts = Counter(item.state for item in items)
        words = [self.messages.text(f"due.count.{state}", count=counts[state]) for state in DueState if counts[state]]
        return self.messages.text("due.counts", count=len(items), parts=tuple(words))

    def _group(self, addressee: str, items: Sequence[Owed]) -> list[str]:
        name = self._safe(addressee or self.messages.text("due.nobody"))
        if self.markdown:
            return [f"### {name}", "", *(f"- {self._item(item)}" for item in items), ""]
        colon = self.messages.text("colon")
        if len(items) == 1:
            return [f"{name}{colon}{self._item(items[0])}"]
        return [f"{name}{colon}", *(f"  {number}. {self._item(item)}" for number, item in enumerate(items, 1))]

    def _item(self, item: Owed) -> str:
        return self._safe(
            self.messages.text(
                "due.item-dates" if item.what is Awaited.DATES else "due.item",
                periods=self._periods(item.periods),
                names=self._names(item),
                when=self._when(item),
                last=self._last(item),
            )
        )

    def _names(self, item: Owed) -> str:
        names = tuple(target.name(self.messages.language) for target in item.targets)
        if len(names) <= _MANY:
            return self.messages.text("list.separator").join(names)
        return self.messages.text("due.many", names=names[:_NAMED_OF_MANY], count=len(names))

    def _when(self, item: Owed) -> str:
        if item.state is DueState.LATE:
            key = "due.late-stale" if item.stale else "due.late"
            return self.messages.text(key, day=self._day(item.due), days=item.days)
        if item.state is DueState.SOON:
            key = "due.soon" if item.days else "due.today"
            return self.messages.text(key, day=self._day(item.due), days=-item.days)
        return self.messages.text("due.later", day=self._day(item.due))

    def _last(self, item: Owed) -> str:
        if item.last is None:
            return self.messages.text("due.never")
        value = _quantity(item, item.last, self.messages)
        key = "due.last" if value else "due.last-return"
        return self.messages.text(key, period=self._period(item.last.period), value=value)

    def _periods(self, periods: Sequence[Period]) -> str:
        first, last = self._period(periods[0]), self._period(periods[-1])
        if len(periods) == 1:
            return first
        return self.messages.text("due.two" if len(periods) == 2 else "due.span", first=first, last=last)  # noqa: PLR2004

    def _period(self, period: Period) -> str:
        """6月, 二季度; with the year where it is not this one."""
        if period.year != self.on.year:
            return self.messages.period(period)
        return render.period(period, self._short)

    def _short(self, key: str, **params: object) -> str:
        return self.messages.text(f"due.{key}", month=self.messages.text(f"due.month{params.get('month', 1)}"))

    def _day(self, day: date) -> str:
        if day.year != self.on.year:
            return day.isoformat()
        return self.messages.text("due.day", month=self.messages.text(f"due.month{day.month}"), day=day.day)

    def _safe(self, text: str) -> str:
        return plain(text).translate(_MARKS) if self.markdown else plain(text)


def _quantity(item: Owed, last: LastKnown, messages: Messages) -> str:
    """The value as boards print it, with its unit; empty where none may be told."""
    if last.value is None:
        return ""
    target = item.targets[0]
    value = shown_amount(last.value, target.goal) if last.unit == target.unit else last.value
    return wording.quantity(value, last.unit, messages)


COLUMNS = (
    "addressee",
    "provider",
    "responsible",
    "targets",
    "ids",
    "what",
    "periods",
    "due",
    "state",
    "days",
    "stale",
    "last-period",
    "last-value",
    "unit",
    "last-day",
)
"""Columns of the CSV."""


def _cells(item: Owed, messages: Messages) -> list[str]:
    last = item.last
    separator = messages.text("list.separator")
    return [
        item.addressee,
        item.provider,
        separator.join(item.responsible),
        separator.join(target.name(messages.language) for target in item.targets),
        " ".join(target.id for target in item.targets),
        messages.text(f"due.what.{item.what}"),
        separator.join(messages.period(period) for period in item.periods),
        item.due.isoformat(),
        messages.text(f"due.state.{item.state}"),
        str(item.days),
        messages.flag(Flag.STALE) if item.stale else "",
        messages.period(last.period) if last else "",
        (exact(last.value) or "") if last else "",
        messages.unit(last.unit) if last and last.value is not None else "",
        (exact(last.vintage) or "") if last else "",
    ]


def _document(board: Board, items: Sequence[Owed], on: date) -> dict[str, Any]:
    counts = Counter(item.state for item in items)
    return {
        **FORM.head,
        "plan": board.plan.id,
        "on": on.isoformat(),
        "demo": board.demo,
        "due_soon_days": board.plan.calendar.due_soon_days,
        "counts": {state.value: counts[state] for state in DueState},
        "items": [_entry(item) for item in items],
    }


def _entry(item: Owed) -> dict[str, Any]:
    target, last = item.targets[0], item.last
    return {
        "addressee": item.addressee,
        "provider": item.provider,
        "departments": list(item.responsible),
        "what": item.what.value,
        "indicator": target.indicator or None,
        "register": None if target.indicator else target.register or None,
        "targets": [{"id": each.id, "name": each.name_zh} for each in item.targets],
        "periods": [str(period) for period in item.periods],
        "due": item.due.isoformat(),
        "state": item.state.value,
        "days": item.days,
        "stale": item.stale,
        "last": None
        if last is None
        else {
            "period": str(last.period),
            "value": exact(last.value),
            "unit": last.unit.label if last.unit and last.value is not None else None,
            "vintage": exact(last.vintage),
        },
    }
