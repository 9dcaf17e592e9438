"""Text of a configuration file to TOML data, as far as it can be read: every fault gets its line.

tomllib gives up at its first complaint. Where it is plain what the fault spoils (a day that no calendar has, a key that
stands twice, one line ``key = …``) it is noted, the place mended in memory, line by line, and reading goes on, so that
one look shows all faults.
"""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gaoxin_monitor.settings.decoding import Fault
from gaoxin_monitor.settings.positions import Positions, TooDeepError, Twice, scan

Table = dict[str, Any]

MENDED_DAY = date.min
"""Stands for a value that cannot be read; no field keeps it, and nobody complains about it again."""

_MENDINGS = 100
"""Faults after which one file is no longer mended."""

_PLACE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}", re.ASCII)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+(?:[ \t]*\.[ \t]*[A-Za-z0-9_-]+)*")
_DIGITS = re.compile(r"\d[\d_]{4000,}", re.ASCII)
_SLUGS = (
    ("Invalid value", "config-syntax-value"),
    ("Expected '=' after a key", "config-syntax-equals"),
    ("Invalid initial character for a key", "config-syntax-key"),
    ("Unterminated string", "config-syntax-quote"),
    ("Illegal character '\\n'", "config-syntax-quote"),
    ("Found invalid character '\\n'", "config-syntax-quote"),
    ("Expected '\"", "config-syntax-quote"),
    ("Expected \"'", "config-syntax-quote"),
    ("Illegal character", "config-syntax-control"),
    ("Found invalid character", "config-syntax-control"),
    ("Unescaped '\\'", "config-syntax-escape"),
    ("Invalid hex value", "config-syntax-escape"),
    ("Escaped character", "config-syntax-escape"),
    ("Unclosed", "config-syntax-bracket"),
    ("Expected ']", "config-syntax-bracket"),
    ("Cannot", "config-defined-twice"),
    ("Duplicate inline table key", "config-defined-twice"),
)
"""How the complaints of tomllib begin; anything else is ``config-syntax``."""

_OF_ONE_LINE = frozenset(
    {
        "config-syntax",
        "config-syntax-value",
        "config-syntax-equals",
        "config-syntax-quote",
        "config-syntax-escape",
        "config-syntax-control",
    }
)
"""Faults that spoil one line, if a statement begins on it."""


@dataclass(slots=True)
class Parsed:
    """What could be read of a file; ``data`` is None when it is no TOML even after mending."""

    positions: Positions
    data: Table | None = None
    faults: list[Fault] = field(default_factory=list)


def parse(text: str) -> Parsed:
    """Reads TOML with exact decimals; faults are listed, never raised."""
    parsed = Parsed(Positions(text, text))
    mended: str | None = text
    for _ in range(_MENDINGS):
        if mended is None:
            break
        try:
            parsed.positions = scan(mended, shown=text)
            parsed.data = tomllib.loads(mended, parse_float=_decimal)
            break
        except TooDeepError as error:
            parsed.faults.append(("config-too-deep", error.line, {}))
            break
        except tomllib.TOMLDecodeError as error:
            mended = _mend(mended, str(error), parsed)
        except ValueError:
            parsed.faults.append(_huge_number(mended))
            break
    return parsed


def _decimal(text: str) -> Decimal:
    """Exact; an exponent beyond all bounds becomes NaN, which no field accepts."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")


def _mend(text: str, complaint: str, parsed: Parsed) -> str | None:
    """Notes the fault; gives the text without it, or None when nobody can say what was meant."""
    what, line, column = _located(text, complaint)
    start = _line_start(text, line)
    slug = next((slug for words, slug in _SLUGS if what.startswith(words)), "config-syntax")
    refused = what.startswith("Invalid date")
    if slug == "config-syntax" and (match := _date_at(text, start, start + column - 1, refused=refused)):
        parsed.faults.append(("config-date-impossible", line, {"value": match[0]}))
        return f"{text[: match.start()]}{MENDED_DAY}{text[match.end() :]}"
    if slug == "config-defined-twice" and parsed.positions.twice:
        parsed.faults.extend(_defined_twice(each) for each in parsed.positions.twice)
        return _without(text, parsed.positions.twice)
    if complaint.endswith("(at end of document)"):
        line = parsed.positions.line_at(max(parsed.positions.statements, default=0))
        parsed.faults.append((slug, line, {"column": 1}))
        return None
    if slug == "config-syntax-escape":
        column = text.rfind("\\", start, start + column) - start + 1
    parsed.faults.append((slug, line, {"column": column}))
    return _without_line(text, line, parsed.positions.statements) if slug in _OF_ONE_LINE else None


def _located(text: str, complaint: str) -> tuple[str, int, int]:
    match = _PLACE.fullmatch(complaint)
    if match is None or match["line"] is None:
        return (match["what"] if match else complaint, text.count("\n") + 1, 1)
    return (match["what"], int(match["line"]), int(match["column"]))


def _line_start(text: str, line: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start


def _date_at(text: str, start: int, offset: int, *, refused: bool) -> re.Match[str] | None:
    """The day that tomllib ``refused`` at an offset, or the one in whose middle it stopped.

    It takes 2024-13-01 and 2024/6/30 for a number and something that does not belong there.
    """
    for match in _DATE.finditer(text, start, offset + 10):
        if match.start() == offset if refused else match.start() < offset < match.end():
            return match
    return None


def _defined_twice(twice: Twice) -> Fault:
    key = next(str(part) for part in reversed(twice.path) if isinstance(part, str))
    return ("config-defined-twice-at", twice.line, {"key": key, "first": twice.first_line})


def _without(text: str, twice: list[Twice]) -> str | None:
    """Blanks the second statements, keeping all lines where they are; None when one is part of a statement."""
    for each in twice:
        if each.end <= each.start:
            return None
        gone = text[each.start : each.end]
        text = text[: each.start] + re.sub(r"[^\n]", " ", gone) + text[each.end :]
    return text


def _without_line(text: str, number: int, statements: list[int]) -> str | None:
    """Gives the key of a spoilt line a stand-in as its value.

    None where no statement begins on the line, or the head of a table, without which all that follows would be lost.
    """
    start = _line_start(text, number)
    line = text[start:].partition("\n")[0]
    begins = next((offset for offset in statements if start <= offset <= start + len(line)), None)
    if begins is None or text.startswith("[", begins):
        return None
    key = _BARE_KEY.match(text, begins)
    return f"{text[:start]}{f'{key[0]} = {MENDED_DAY}' if key else ''}{text[start + len(line) :]}"


def _huge_number(text: str) -> Fault:
    match = _DIGITS.search(text)
    return ("config-number-huge", text.count("\n", 0, match.start()) + 1 if match else 0, {})
