"""Figures that a newer file no longer has: a mark takes them back, an empty cell does not, and both is said.

Warnings: ``figure-withdrawn`` (a mark for a missing figure stands where a value is known), ``blank-keeps`` (nothing
stands there: the value is kept), each with ``-more`` where there are too many to name.
"""

from collections.abc import Iterable

from gaoxin_monitor.domain.batches import Figure
from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, first_named
from gaoxin_monitor.domain.sources import Current
from gaoxin_monitor.domain.vintages import compare


def standing(blanks: Iterable[Figure], current: Current, source: str) -> tuple[Figure, ...]:
    """The empty cells for which the same source gave a value before, each as the withdrawal it would be."""
    return tuple(figure for figure in compare(blanks, current, source) if _takes_back(figure))


def check_withdrawals(figures: Iterable[Figure], kept: Iterable[Figure]) -> tuple[Diagnostic, ...]:
    """What is taken back by the figures of a file, and what is ``kept`` although its cell is empty by now."""
    withdrawn = [figure for figure in figures if _takes_back(figure)]
    return (*_named("figure-withdrawn", withdrawn), *_named("blank-keeps", kept))


def _takes_back(figure: Figure) -> bool:
    return figure.observation.value is None and figure.previous is not None and figure.previous.value is not None


def _named(slug: str, figures: Iterable[Figure]) -> tuple[Diagnostic, ...]:
    return first_named([_told(slug, figure) for figure in figures], f"{slug}-more")


def _told(slug: str, figure: Figure) -> Diagnostic:
    new, known = figure.observation, figure.previous or figure.observation
    params = {"text": new.text, "period": new.period, "value": known.value, "unit": known.unit, "batch": known.batch}
    return Diagnostic(slug, Severity.WARNING, place=new.place, params=params, excerpt=new.text)
