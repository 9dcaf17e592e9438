"""From an importer's facts to member facts: each attribute of a member once, two different values are an error."""

from collections.abc import Iterable
from datetime import date

from gaoxin_monitor.domain.codes import Attribute, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.importing.context import Fact
from gaoxin_monitor.importing.doubles import Doubles
from gaoxin_monitor.importing.numbers import spoilt


def member_facts(facts: Iterable[Fact], vintage: date) -> tuple[tuple[MemberFact, ...], tuple[Diagnostic, ...]]:
    """The facts of a file, dated with its vintage, and the contradictions among them; a fact said twice counts once."""
    found: dict[tuple[str, str, Attribute], MemberFact] = {}
    doubles = Doubles()
    faults = []
    for fact in facts:
        key = (fact.register, fact.member, fact.attribute)
        held = found.setdefault(key, MemberFact(*key, fact.value, vintage, 0, fact.cell.place))
        if slug := spoilt(fact.value):
            faults.append(Diagnostic(slug, Severity.ERROR, place=fact.cell.place, params={"text": fact.value}))
        elif held.value != fact.value:
            params = {"member": fact.member, "cell": held.place.cell, "first": held.value, "text": fact.value}
            faults.append(Diagnostic("fact-contradicts", Severity.ERROR, place=fact.cell.place, params=params))
        elif held.place != fact.cell.place:
            doubles.add(held.place, fact.cell.place)
    return tuple(found.values()), (*faults, *doubles.told())
