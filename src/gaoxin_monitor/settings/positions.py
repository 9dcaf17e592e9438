"""Where keys stand: a scanner over TOML text that tomllib, which forgets positions, has read or refused.

It checks nothing itself. On text that is not TOML it stops and keeps what it has seen so far.
"""

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field

KeyPath = tuple[str | int, ...]
"""Keys and indexes from the top of a file: ``("section", 3, "target", 5, "goal")``."""

DEPTH = 64
"""Brackets within brackets, or names in a dotted key; configuration needs three."""

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_KEY = re.compile(rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*")
_PARTS = re.compile(_PART)
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_REST = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_STRINGS = (
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})',
    r"'''.*?'''(?:'{0,2})",
    r'"(?:\\.|[^"\\\n])*"',
    r"'[^'\n]*'",
)
_STRING = re.compile("|".join(_STRINGS), re.DOTALL)
_SCALAR = re.compile(r"""[^,\]}#\n"'][^,\]}#\n]*""")


class TooDeepError(Exception):
    """More nesting than any configuration has; ``line`` is where it goes too far."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _StopError(Exception):
    """The text is no TOML from here on."""


@dataclass(frozen=True, slots=True)
class Twice:
    """A key or table that stands a second time; ``start`` and ``end`` enclose the second statement if it is one."""

    path: KeyPath
    first_line: int
    line: int
    start: int
    end: int


@dataclass
class Positions:
    """What a scan found: offsets of keys, tables and list items, what stands twice, and where statements begin.

    ``text`` is what was scanned; ``shown`` has the same lines as they stand in the file.
    """

    text: str
    shown: str = ""
    offsets: dict[KeyPath, int] = field(default_factory=dict)
    twice: list[Twice] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)

    def line(self, path: KeyPath) -> int:
        """The line of a key; for one that is not there, of the table it is missing from."""
        while path and path not in self.offsets:
            path = path[:-1]
        return self.line_at(self.offsets.get(path, 0))

    def line_at(self, offset: int) -> int:
        """The line, from 1, of an offset into the text."""
        return self.text.count("\n", 0, offset) + 1

    def excerpt(self, line: int, width: int = 80) -> str:
        """The text of a line, cut to ``width`` characters."""
        shown = self.shown.split("\n", line)[line - 1].strip()
        return shown if len(shown) <= width else f"{shown[: width - 1]}…"


def scan(text: str, *, shown: str | None = None) -> Positions:
    """Finds every key, table and list item; TooDeepError for thousands of brackets or dots."""
    scanner = _Scanner(text, text if shown is None else shown)
    with suppress(_StopError):
        scanner.document()
    scanner.close_table()
    return scanner.found


class _Scanner:
    def __init__(self, text: str, shown: str) -> None:
        self.text = text
        self.at = 0
        self.found = Positions(text, shown)
        self.counts: dict[KeyPath, int] = {}
        self.headers: set[KeyPath] = set()
        self.open_twice: Twice | None = None

    def document(self) -> None:
        table: KeyPath = ()
        self.blank()
        while self.at < len(self.text):
            self.found.statements.append(self.at)
            if self.text.startswith("[", self.at):
                table = self.header()
            else:
                self.pair(table, statement=True)
            if _REST.match(self.text, self.at) is None:
                raise _StopError
            self.blank()

    def blank(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def expect(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise _StopError
        self.at += len(mark)

    def key(self) -> tuple[str, ...]:
        while self.text.startswith((" ", "\t"), self.at):
            self.at += 1
        match = _KEY.match(self.text, self.at)
        if match is None:
            raise _StopError
        self.at = match.end()
        while self.text.startswith((" ", "\t"), self.at):
            self.at += 1
        parts = _PARTS.findall(match[0])
        if len(parts) > DEPTH:
            raise TooDeepError(self.found.line_at(self.at))
        return tuple(map(_plain, parts))

    def header(self) -> KeyPath:
        start = self.at
        self.close_table()
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        *above, last = self.key()
        self.expect("]" * brackets)
        path = (*self.resolved(tuple(above)), last)
        if brackets == 2:  # noqa: PLR2004 - one table of a list
            index = self.counts.get(path, 0)
            self.counts[path] = index + 1
            path = (*path, index)
        elif path in self.headers:
            self.open_twice = self.second(path, start, start)
        self.headers.add(path)
        self.remember(path, start)
        return path

    def resolved(self, keys: tuple[str, ...]) -> KeyPath:
        """Names in a header mean the last table of a list so far."""
        path: KeyPath = ()
        for key in keys:
            path = (*path, key)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def pair(self, table: KeyPath, *, statement: bool = False, depth: int = 0) -> None:
        start = self.at
        path = (*table, *self.key())
        self.expect("=")
        already = path in self.found.offsets
        self.remember(path, start)
        while self.text.startswith((" ", "\t"), self.at):
            self.at += 1
        self.value(path, depth)
        if already and self.open_twice is None:
            self.found.twice.append(self.second(path, start, self.at if statement else start))

    def remember(self, path: KeyPath, start: int) -> None:
        """Keeps the first place of a path and, for ``a.b = 1``, of the tables it makes on the way."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.found.offsets:
                break
            self.found.offsets[path[:length]] = start

    def second(self, path: KeyPath, start: int, end: int) -> Twice:
        return Twice(path, self.found.line(path), self.found.line_at(start), start, end)

    def close_table(self) -> None:
        """A table that stands twice ends where the next one begins."""
        if self.open_twice is not None:
            held = self.open_twice
            self.found.twice.append(Twice(held.path, held.first_line, held.line, held.start, self.at))
            self.open_twice = None

    def value(self, path: KeyPath, depth: int) -> None:
        if depth > DEPTH:
            raise TooDeepError(self.found.line_at(self.at))
        if self.text.startswith("[", self.at):
            self.array(path, depth)
        elif self.text.startswith("{", self.at):
            self.inline_table(path, depth)
        else:
            match = _STRING.match(self.text, self.at) or _SCALAR.match(self.text, self.at)
            if match is None:
                raise _StopError
            self.at = match.end()

    def array(self, path: KeyPath, depth: int) -> None:
        self.at += 1
        self.blank()
        index = 0
        while not self.text.startswith("]", self.at):
            self.remember((*path, index), self.at)
            self.value((*path, index), depth + 1)
            index += 1
            self.blank()
            if not self.text.startswith("]", self.at):
                self.expect(",")
                self.blank()
        self.at += 1

    def inline_table(self, path: KeyPath, depth: int) -> None:
        self.at += 1
        self.blank()
        while not self.text.startswith("}", self.at):
            self.pair(path, depth=depth + 1)
            self.blank()
            if not self.text.startswith("}", self.at):
                self.expect(",")
                self.blank()
        self.at += 1


def _plain(part: str) -> str:
    if not part.startswith(("'", '"')):
        return part
    try:
        return str(tomllib.loads(f"key = {part}")["key"])
    except tomllib.TOMLDecodeError:
        raise _StopError from None
