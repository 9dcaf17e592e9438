"""What a delivery is made of: cells, sheets, files and the day each file arrived."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | None
Row = list[Cell]

ZONE = "GX-610561"
NATION = "100000"


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook; ``merged`` rows (numbered from 0) span its width."""

    name: str
    rows: list[Row]
    merged: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A file with the day it arrived, who can read it, and what it is there for."""

    delivered: date
    name: str
    content: bytes
    importer: str
    area: str = ZONE
    note: str = ""

    @property
    def path(self) -> str:
        """Where it stands: a folder per month of delivery."""
        return f"{self.delivered:%Y-%m}/{self.name}"


def plain(cell: Cell) -> str | int | Decimal | None:
    """Dates as ISO text, everything else as it is."""
    return cell.isoformat() if isinstance(cell, date) else cell


def day(text: str) -> date:
    """A date from ``2024-03-18``."""
    return date.fromisoformat(text)
