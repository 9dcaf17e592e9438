"""Area codes by the names that files print: provinces, cities, the zone and its aliases."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gaoxin_monitor.domain.indicators import fold

NATION = "100000"


@dataclass(frozen=True, slots=True)
class AreaName:
    """An area: its code (GB/T 2260 where one exists, ``GX-…`` for zones) and all names in use, the official first."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class AreaBook:
    """All areas of a workspace, found by code or by a printed name."""

    areas: tuple[AreaName, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for area in self.areas:
            for name in (area.code, *area.names):
                found.setdefault(fold(name), area.code)
        return found

    def find(self, text: str) -> str | None:
        """The code of the area that a cell names, or None."""
        return self._by_name.get(fold(text))

    def mentioned(self, text: str, code: str) -> bool:
        """Whether a running text such as a title contains a name of this area."""
        folded = fold(text)
        return any(fold(name) in folded for area in self.areas if area.code == code for name in area.names if name)

    def leading(self, text: str) -> str | None:
        """The code of the area with whose name a title begins; of several the longest."""
        folded = fold(text)
        begins = [name for name in self._by_name if len(name) > 1 and folded.startswith(name)]
        return self._by_name[max(begins, key=len)] if begins else None

    def name(self, code: str) -> str:
        """The official name, or the code itself when unknown."""
        return next((area.names[0] for area in self.areas if area.code == code and area.names), code)


def read_areas(text: str) -> tuple[AreaName, ...]:
    """The areas of a table ``code,name_zh,short_zh,name_en`` (``seeds/areas.csv``)."""
    rows = csv.DictReader(text.lstrip("\ufeff").splitlines())
    return tuple(AreaName(row["code"], _names(row.get(column) for column in _NAME_COLUMNS)) for row in rows)


_NAME_COLUMNS = ("name_zh", "short_zh", "name_en")


def _names(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
