"""Checks of aliases that were accepted during imports: what people wrote since then wins over them."""

from gaoxin_monitor.domain.indicators import fold
from gaoxin_monitor.settings.checks.catalogue import Use, uses_of
from gaoxin_monitor.settings.documents import Document
from gaoxin_monitor.settings.model import LearnedAlias
from gaoxin_monitor.settings.shapes.indicators import IndicatorsShape
from gaoxin_monitor.settings.shapes.learned import LearnedShape


def fitting_aliases(learned: Document[LearnedShape], indicators: Document[IndicatorsShape]) -> tuple[LearnedAlias, ...]:
    """The accepted aliases that still mean one indicator of the catalogue; the others are left out with a warning."""
    if learned.model is None or indicators.model is None:
        return ()
    names: dict[str, list[Use]] = {}
    for use in uses_of(indicators):
        names.setdefault(fold(use.label), []).append(use)
    accepted = []
    for index, alias in enumerate(learned.model.alias):
        path = ("alias", index)
        held = names.setdefault(fold(alias.label), [])
        use = Use(alias.label, alias.indicator, alias.transformation, alias.unit, path)
        other = next((known for known in held if use.clashes(known)), None)
        if not learned.clean(*path):
            continue
        if alias.indicator not in indicators.model.root:
            learned.warn("config-learned-unknown", path, label=alias.label, value=alias.indicator)
        elif other is not None:
            learned.warn(
                "config-learned-clash", path, label=alias.label, indicator=alias.indicator, other=other.indicator
            )
        else:
            held.append(use)
            accepted.append(LearnedAlias(alias.label, alias.indicator, alias.transformation, alias.unit))
    return tuple(accepted)
