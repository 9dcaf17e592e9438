"""Indicators: what is measured, and the names by which bureaus and departments call it."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

from gaoxin_monitor.domain.codes import Frequency, Transformation
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.units import Unit


@dataclass(frozen=True, slots=True)
class Alias:
    """A name in use. Where the same words mean different things, ``transformation`` and ``unit`` tell which is meant.

    None means the alias holds for any transformation or unit.
    """

    label: str
    transformation: Transformation | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the catalogue. ``sources`` ranks providers, best first; a provider not named comes last."""

    id: str
    name_zh: str
    name_en: str
    unit: Unit
    frequency: Frequency = Frequency.MONTHLY
    has_january: bool = True
    sources: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()

    def name(self, language: str) -> str:
        """The name in one language."""
        return self.name_en if language == "en" else self.name_zh

    def source_rank(self, source: str) -> int:
        """0 for the most trusted provider."""
        return self.sources.index(source) if source in self.sources else len(self.sources)


@dataclass(frozen=True)
class Catalogue:
    """All indicators of a workspace, found by id or by a printed label."""

    indicators: tuple[Indicator, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """Indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def _by_label(self) -> dict[str, list[tuple[Alias, Indicator]]]:
        found: dict[str, list[tuple[Alias, Indicator]]] = {}
        for indicator in self.indicators:
            for alias in (Alias(indicator.name_zh), Alias(indicator.id), *indicator.aliases):
                found.setdefault(fold(alias.label), []).append((alias, indicator))
        return found

    def resolve(self, label: str, transformation: Transformation, unit: Unit | None = None) -> Indicator | None:
        """The indicator a printed label means, or None when no alias fits or two indicators fit equally well."""
        fitting = [
            (_exactness(alias), indicator)
            for alias, indicator in self._by_label.get(fold(label), ())
            if _fits(alias, transformation, unit)
        ]
        if not fitting:
            return None
        best = max(exactness for exactness, _ in fitting)
        ids = {indicator.id: indicator for exactness, indicator in fitting if exactness == best}
        return next(iter(ids.values())) if len(ids) == 1 else None

    def knows(self, label: str) -> bool:
        """Whether a printed label is a name of any indicator, whatever it measures."""
        return fold(label) in self._by_label

    def nearest(self, label: str, limit: int = 3) -> tuple[Indicator, ...]:
        """The indicators whose names look most like a label that did not resolve, best first."""
        from difflib import SequenceMatcher  # noqa: PLC0415 - only for names that are unknown

        folded = fold(label)
        scores: dict[str, float] = {}
        for known, uses in self._by_label.items():
            score = SequenceMatcher(None, folded, known).ratio()
            for _, indicator in uses:
                scores[indicator.id] = max(score, scores.get(indicator.id, 0.0))
        ranked = sorted(scores, key=lambda name: (-scores[name], name))
        return tuple(self.by_id[name] for name in ranked[:limit] if scores[name] >= 0.5)  # noqa: PLR2004


def _fits(alias: Alias, transformation: Transformation, unit: Unit | None) -> bool:
    if alias.transformation is not None and alias.transformation is not transformation:
        return False
    return alias.unit is None or unit is None or fold(alias.unit) in (fold(unit.label), fold(unit.measure))


def _exactness(alias: Alias) -> int:
    return (alias.transformation is not None) + (alias.unit is not None)


def fold(label: str) -> str:
    """A label for comparison: NFKC, no white space, no enumeration (一、, #, 其中：), one kind of dash."""
    text = "".join(unicodedata.normalize("NFKC", label).split()).casefold()
    return _ENUMERATION.sub("", text).translate(_FOLDS)


_ENUMERATION = re.compile(r"^(?:[#*]+|[一二三四五六七八九十]+、|\(?\d+[).、]|其中:)+")
_FOLDS = str.maketrans({"—": "-", "–": "-", "−": "-", "“": '"', "”": '"', "_": None})


def names(indicators: Iterable[Indicator], language: str) -> tuple[str, ...]:
    """Their names in one language."""
    return tuple(indicator.name(language) for indicator in indicators)
