"""From an importer's facts to member facts: each attribute of a member once, two different values are an error."""

from collections.abc import Iterable
from datetime import date

from gaoxin_monitor.domain.codes import Attribute, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.importing.context import Fact


def member_facts(facts: Iterable[Fact], vintage: date) -> tuple[tuple[MemberFact, ...], tuple[Diagnostic, ...]]:
    """The facts of a file, dated with its vintage, and the contradictions among them."""
    found: dict[tuple[str, str, Attribute], MemberFact] = {}
    faults = []
    for fact in facts:
        key = (fact.register, fact.member, fact.attribute)
        held = found.setdefault(key, MemberFact(*key, fact.value, vintage, 0, fact.cell.place))
        if held.place != fact.cell.place:
            params = {"member": fact.member, "cell": held.place.cell, "first": held.value, "text": fact.value}
            slug, severity = ("fact-repeated", Severity.WARNING)
            if held.value != fact.value:
                slug, severity = ("fact-contradicts", Severity.ERROR)
            faults.append(Diagnostic(slug, severity, place=fact.cell.place, params=params))
    return tuple(found.values()), tuple(faults)
