"""What a session is told by the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from gaoxin_monitor.domain.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the command line hands over: the clock, the user, and what to show first."""

    user: str
    now: Callable[[], datetime]
    today: date
    month: Period | None = None
    as_of: date | None = None
