"""Rows that stand in a file twice and say the same: told once per row, and taken once."""

from collections.abc import Iterator

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place


class Doubles:
    """Cells that repeat another one, gathered row by row."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int, str], list[Place]] = {}

    def add(self, first: Place, second: Place) -> None:
        """Notes that a cell says again what stands in an earlier row."""
        sheet = f"{first.sheet}!" if first.sheet != second.sheet else ""
        self._rows.setdefault((second.sheet, second.line, f"{sheet}{first.line}"), []).append(second)

    def told(self) -> Iterator[Diagnostic]:
        """Row n repeats row m, with how many cells of it do."""
        for (_, line, first), places in self._rows.items():
            params = {"line": line, "first": first, "cells": len(places)}
            yield Diagnostic("row-repeated", Severity.WARNING, place=places[0], params=params)
