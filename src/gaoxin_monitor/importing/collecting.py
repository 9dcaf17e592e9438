"""Diagnostics of one import: equal ones are folded into the first with a count, and the list stays short."""

from collections.abc import Sequence
from dataclasses import replace

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.importing.exclusions import covers
from gaoxin_monitor.importing.ledger import Region

KEPT = 1_000
"""Different diagnostics kept of one file; the rest is counted, and is as severe as the worst of it."""
_SEVERITIES = list(Severity)


class Collector:
    """Gathers diagnostics and fills in the file; those of excluded cells are not wanted."""

    def __init__(self, file: str, excluded: Sequence[Region] = ()) -> None:
        self.file = file
        self._excluded = excluded
        self._found: dict[tuple[object, ...], Diagnostic] = {}
        self._beyond = 0
        self._worst = Severity.INFO

    def add(self, *diagnostics: Diagnostic) -> None:
        """Keeps each, or counts it with its equal."""
        for diagnostic in diagnostics:
            if self._excluded and covers(self._excluded, diagnostic.place):
                continue
            params = tuple(sorted((name, str(value)) for name, value in diagnostic.params.items()))
            key = (diagnostic.slug, diagnostic.severity, diagnostic.origin, diagnostic.place.sheet, params)
            if held := self._found.get(key):
                self._found[key] = replace(held, count=held.count + diagnostic.count)
            elif len(self._found) < KEPT:
                self._found[key] = replace(diagnostic, place=replace(diagnostic.place, file=self.file))
            else:
                self._beyond += diagnostic.count
                self._worst = min(self._worst, diagnostic.severity, key=_SEVERITIES.index)

    @property
    def fatal(self) -> bool:
        """Whether the file yields nothing."""
        return any(found.severity is Severity.FATAL for found in self._found.values())

    @property
    def blocking(self) -> bool:
        """Whether nothing may be written."""
        return self._worst.blocks or any(found.severity.blocks for found in self._found.values())

    def all(self) -> tuple[Diagnostic, ...]:
        """The worst first, then in the order of the file."""
        found = sorted(self._found.values(), key=_order)
        if self._beyond:
            found.append(Diagnostic("diagnostics-more", self._worst, params={"count": self._beyond}))
        return tuple(found)


def _order(diagnostic: Diagnostic) -> tuple[int, str, int, int]:
    place = diagnostic.place
    return (_SEVERITIES.index(diagnostic.severity), place.sheet, place.line, place.column)
