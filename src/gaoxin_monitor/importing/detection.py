"""Which importer reads a file: evidence in, score out. The host verifies every claim and never guesses between two."""

import unicodedata
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import Any

from gaoxin_monitor.domain.codes import Origin, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.indicators import fold
from gaoxin_monitor.domain.units import parse_unit
from gaoxin_monitor.importing.dates import read_period
from gaoxin_monitor.importing.evidence import NAMES, Evidence, Finding
from gaoxin_monitor.importing.grid import Row
from gaoxin_monitor.importing.guard import Failure, guarded
from gaoxin_monitor.importing.importers import Importer
from gaoxin_monitor.importing.model import Candidate
from gaoxin_monitor.importing.source import Source

ENOUGH = 60
"""Points from which an importer is taken without asking …"""
MARGIN = 15
"""… when it leads the second by at least so many."""
WEIGHTS = {"name": 10, "text": 35, "header": 35, "period": 10, "layout": 10}
_SEEN_ROWS = 100


def candidates(source: Source, importers: Iterable[Importer]) -> tuple[tuple[Candidate, ...], tuple[Diagnostic, ...]]:
    """All importers with their verified claims, best first, and what is wrong with those that failed or overclaimed."""
    found: list[Candidate] = []
    faults: list[Diagnostic] = []
    for importer in importers:
        candidate, diagnostics = _candidate(source, importer)
        found.append(candidate)
        faults += diagnostics
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.importer))), tuple(faults)


def decided(found: Iterable[Candidate]) -> Candidate | None:
    """The candidate that is clearly best, or None when the user must say."""
    best, second = [*found, None, None][:2]
    if best is None or best.score < ENOUGH:
        return None
    return best if second is None or best.score - second.score >= MARGIN else None


def _candidate(source: Source, importer: Importer) -> tuple[Candidate, list[Diagnostic]]:
    if source.format not in importer.formats:
        return Candidate(importer.id, importer.title, 0, refusal="format", detail=source.format), []
    outcome = guarded(lambda: list(importer.detect(source) or ()), importer.path)
    if outcome.failure:
        return _failed(importer, "plugin-failed", outcome.failure)
    claims = outcome.value or []
    try:
        findings, reason = _verified(source, importer, claims)
        lacking = _lacking(source, claims)
    except (TypeError, ValueError, KeyError) as error:
        return _failed(importer, "plugin-evidence-wrong", Failure(str(error), 0, ""))
    score = 0 if reason else min(100, sum(finding.points for finding in findings))
    refusal = "veto" if reason else ""
    return Candidate(importer.id, importer.title, score, tuple(findings), refusal, reason, lacking), []


def _failed(importer: Importer, slug: str, failure: Failure) -> tuple[Candidate, list[Diagnostic]]:
    params = {"plugin": importer.id, "error": failure.error, "line": failure.line}
    fault = Diagnostic(slug, Severity.WARNING, Origin.PLUGIN, params=params)
    return Candidate(importer.id, importer.title, 0, refusal="failed", detail=failure.error), [fault]


def _verified(source: Source, importer: Importer, claims: list[Evidence]) -> tuple[list[Finding], str]:
    findings = [_name_finding(source, importer)] if importer.files else []
    scored = {finding.kind for finding in findings}
    for kind, content in claims:
        if kind == "veto":
            return findings, str(content)
        holds, claim = _CHECKS[kind](source, content)
        points = WEIGHTS[kind] if holds and kind not in scored else 0
        scored |= {kind} if holds else set()
        findings.append(Finding(kind, claim, holds, points))
    return findings, ""


def _name_finding(source: Source, importer: Importer) -> Finding:
    name = unicodedata.normalize("NFC", source.name).casefold()
    holds = any(fnmatchcase(name, unicodedata.normalize("NFC", glob).casefold()) for glob in importer.files)
    return Finding("name", " ".join(importer.files), holds, WEIGHTS["name"] if holds else 0)


def _has_text(source: Source, content: Any) -> tuple[bool, str]:  # noqa: ANN401 - claims of plugins are of any type
    text, within = content
    wanted = fold(text)
    rows = (row for sheet in source.sheets for row in (sheet.head[:within] if within else (*sheet.head, *sheet.tail)))
    return bool(wanted) and any(wanted in fold(cell) for row in rows for cell in row.cells), text


def _has_header(source: Source, content: Any) -> tuple[bool, str]:  # noqa: ANN401 - as above
    wanted = {fold(cell) for cell in content}

    def complete(row: Row) -> bool:
        return wanted <= {fold(cell) for cell in row.cells}

    return bool(wanted) and source.find(complete, within=_SEEN_ROWS) is not None, NAMES.join(content)


def _lacking(source: Source, claims: Iterable[tuple[str, Any]]) -> tuple[tuple[str, ...], ...]:
    """The claimed heads that no row has."""
    heads = (tuple(content) for kind, content in claims if kind == "header")
    return tuple(head for head in heads if not _has_header(source, head)[0])


def _has_period(source: Source, content: Any) -> tuple[bool, str]:  # noqa: ANN401 - as above
    def printed(row: Row) -> bool:
        return content in row.cells

    return read_period(content) is not None and source.find(printed, within=_SEEN_ROWS) is not None, content


def _has_layout(source: Source, content: Any) -> tuple[bool, str]:  # noqa: ANN401 - as above
    periods, units = content
    cells = {cell for sheet in source.sheets for row in sheet.head[:_SEEN_ROWS] for cell in row.cells if cell}
    found = sum(read_period(cell) is not None for cell in cells)
    printed = " ".join(cells)
    holds = found >= periods and all(parse_unit(unit) and unit in printed for unit in units)
    return holds and bool(periods or units), f"{periods} / {' '.join(units)}"


_CHECKS: dict[str, Callable[[Source, Any], tuple[bool, str]]] = {
    "text": _has_text,
    "header": _has_header,
    "period": _has_period,
    "layout": _has_layout,
}
