"""The day a file's figures date from, as far as its name says it."""

import re
from datetime import date

_DAY = re.compile(r"(?<!\d)(20\d\d)(?:[-._年]?)(0[1-9]|1[0-2]|[1-9](?=月))(?:[-._月]?)(0[1-9]|[12]\d|3[01])日?(?!\d)")


def day_in_name(name: str) -> date | None:
    """2024-07-18, 20240718 or 2024年7月18日 in a file name; None when there is none or several differ."""
    days = set()
    for year, month, day in _DAY.findall(name):
        try:
            days.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None
