"""Lists of deliveries: which file came on which day, as somebody keeps them beside the files."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gaoxin_monitor.errors import ConfigError
from gaoxin_monitor.importing.encodings import Undecodable, decode


def delivery_days(path: Path) -> Mapping[str, date]:
    """The day of delivery by file name, from a table with the columns ``file`` and ``delivered``; empty without one.

    In any encoding that a delivery itself may have.

    Raises:
        ConfigError: naming the line whose day is none, or that is no text.
    """
    if not path.is_file():
        return {}
    found = decode(path.read_bytes())
    if isinstance(found, Undecodable):
        raise ConfigError("deliveries-no-text", path=str(path), line=found.line)
    reader = csv.DictReader(io.StringIO(found.text, newline=""))
    return {Path(row.get("file") or "").name: _day(row, path, reader.line_num) for row in reader}


def _day(row: Mapping[str, str | None], path: Path, line: int) -> date:
    try:
        return date.fromisoformat((row.get("delivered") or "").strip())
    except ValueError as error:
        raise ConfigError("deliveries-day", path=str(path), line=line, text=row.get("delivered") or "") from error
